"""What a run tells about itself."""

import io
import sys
import time
from pathlib import Path

import pytest
from rich.console import Console

from iusml.batch.events import Event, Finished, Looked, Planned, Started, Written
from iusml.batch.tally import Tally
from iusml.cli.progress import (
    BarDisplay,
    Display,
    LineDisplay,
    open_progress,
    state,
    summary,
)
from iusml.records import Report


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands until it is moved."""
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def told(tally: Tally, display: Display, event: Event) -> None:
    """Count an event, then show it, as a run does."""
    tally.add(event)
    display.show(event)


def test_time_left_counts_only_reports_that_were_read(
    clock: list[float], full_report: Report
) -> None:
    tally = Tally()
    for event in (Planned(12), Looked(12), Finished(full_report, "kept")):
        tally.add(event)
    for _ in range(2):
        clock[0] += 60.0
        tally.add(Started("x"))
        tally.add(Finished(full_report))
    assert tally.left_s == pytest.approx(9 * 60.0)
    assert state(tally) == "3/12 reports, 69 pages, 0.4 pages/s, 0 failed, about 0 h 9 min left"


def test_lines_are_not_too_many(
    clock: list[float], full_report: Report, capsys: pytest.CaptureFixture[str]
) -> None:
    tally = Tally()
    with LineDisplay(tally) as display:
        told(tally, display, Planned(100))
        for number in range(1, 101):
            clock[0] += 0.125
            told(tally, display, Looked(number))
        for _ in range(100):
            clock[0] += 0.125
            told(tally, display, Finished(full_report))
    lines = capsys.readouterr().err.splitlines()
    first = [line.split()[0] for line in lines]
    assert first == ["1/100", "41/100", "81/100", "21/100", "61/100", "100/100"]
    assert lines[1] == "41/100 files looked at"


def picture(display: BarDisplay) -> list[str]:
    """The lines on a narrow terminal."""
    console = Console(file=io.StringIO(), width=80, color_system=None)
    with console.capture() as shown:
        console.print(display.picture())
    return [line.rstrip() for line in shown.get().splitlines()]


def test_bar_names_the_files_that_are_read_longest(clock: list[float], full_report: Report) -> None:
    tally = Tally()
    display = BarDisplay(tally)
    for event in (Planned(9), Looked(9)):
        tally.add(event)
    tally.add(Started(f"in/{'m' * 90}/rapport.pdf"))
    clock[0] += 10.0
    for number in range(5):
        tally.add(Started(f"in/rapport {number}\x1b[31m.pdf"))
        clock[0] += 10.0
    full_report.document.path = "in/rapport 0\x1b[31m.pdf"
    tally.add(Finished(full_report))
    shown = picture(display)
    assert shown[1] == "1/9 reports, 23 pages, 0.4 pages/s, 0 failed, about 0 h 8 min left"
    assert shown[2:] == [
        f"      60 s  …{'m' * 47}/rapport.pdf",
        "      40 s  in/rapport 1 [31m.pdf",
        "      30 s  in/rapport 2 [31m.pdf",
        "      20 s  in/rapport 3 [31m.pdf",
        "            and 1 more",
    ]


def test_bar_runs(clock: list[float], full_report: Report, failed_report: Report) -> None:
    partial = full_report.document.model_copy(
        update={"status": "partial", "error": "Page 2 was not read."}
    )
    tally = Tally()
    with BarDisplay(tally) as display:
        told(tally, display, Planned(3))
        assert picture(display)[1] == "0/3 files looked at"
        told(tally, display, Looked(3))
        told(tally, display, Finished(failed_report))
        told(tally, display, Finished(full_report.model_copy(update={"document": partial})))
        told(tally, display, Finished(full_report, "copied"))
        assert picture(display)[2:] == ["writing"]
        told(tally, display, Written(Path("out.csv"), 3))
    assert summary(tally).splitlines() == [
        "Not read: reports/trasig.pdf: trasig.pdf is empty.",
        "Read in part: reports/åäö.pdf: Page 2 was not read.",
        "3 records in out.csv, 1 of them a copy of another.",
        "46 pages at 0.0 pages/s, 1 failed, 1 in part.",
    ]


def test_display_follows_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert isinstance(open_progress(Tally()), BarDisplay)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    assert isinstance(open_progress(Tally()), LineDisplay)
