"""What a run tells about itself."""

import sys
import time
from pathlib import Path

import pytest

from iusml.batch.events import Finished, Looked, Planned, Started, Written
from iusml.cli.progress import BarDisplay, LineDisplay, open_progress
from iusml.records import Report


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands until it is moved."""
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_time_left_counts_only_reports_that_were_read(
    clock: list[float], full_report: Report
) -> None:
    with LineDisplay() as display:
        display.show(Planned(12))
        display.show(Looked(12))
        display.show(Finished(full_report, "kept"))
        for _ in range(2):
            clock[0] += 60.0
            display.show(Started("x"))
            display.show(Finished(full_report))
        assert display.left_s == pytest.approx(9 * 60.0)
        assert (
            display.state() == "3/12 reports, 69 pages, 0.4 pages/s, 0 failed, about 0 h 9 min left"
        )


def test_lines_are_not_too_many(
    clock: list[float], full_report: Report, capsys: pytest.CaptureFixture[str]
) -> None:
    with LineDisplay() as display:
        display.show(Planned(100))
        for number in range(1, 101):
            clock[0] += 0.125
            display.show(Looked(number))
        for _ in range(100):
            clock[0] += 0.125
            display.show(Finished(full_report))
    lines = capsys.readouterr().err.splitlines()
    assert [line.split()[0] for line in lines] == ["1/100", "41/100", "81/100", "21/100", "61/100", "100/100"]
    assert lines[1] == "41/100 files looked at"


def test_bar_runs(clock: list[float], full_report: Report, failed_report: Report) -> None:
    partial = full_report.document.model_copy(
        update={"status": "partial", "error": "Page 2 was not read."}
    )
    with BarDisplay() as display:
        display.show(Planned(3))
        display.show(Looked(3))
        display.show(Finished(failed_report))
        display.show(Finished(full_report.model_copy(update={"document": partial})))
        display.show(Finished(full_report, "copied"))
        display.show(Written(Path("out.csv"), 3))
    assert display.summary().splitlines() == [
        "Not read: reports/trasig.pdf: trasig.pdf is empty.",
        "Read in part: reports/åäö.pdf: Page 2 was not read.",
        "3 records in out.csv, 1 of them a copy of another.",
        "46 pages at 0.0 pages/s, 1 failed, 1 in part.",
    ]


def test_display_follows_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert isinstance(open_progress(), BarDisplay)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    assert isinstance(open_progress(), LineDisplay)
