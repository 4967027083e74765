"""What a run tells about itself."""

import sys
import time
from pathlib import Path

import pytest

from iusml.batch import Finished, Planned, Started, Written
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
        display.show(Finished(1, full_report, kept=True))
        for number in (2, 3):
            clock[0] += 60.0
            display.show(Started(number, "x"))
            display.show(Finished(number, full_report, kept=False))
        assert display.left_s == pytest.approx(9 * 60.0)
        assert display.state() == "3/12 reports, 69 pages, 0 failed, about 0 h 9 min left"


def test_lines_are_not_too_many(
    clock: list[float], full_report: Report, capsys: pytest.CaptureFixture[str]
) -> None:
    with LineDisplay() as display:
        display.show(Planned(100))
        for number in range(1, 101):
            clock[0] += 0.1
            display.show(Finished(number, full_report, kept=False))
    assert len(capsys.readouterr().err.splitlines()) == 3


def test_bar_runs(full_report: Report, failed_report: Report) -> None:
    partial = full_report.document.model_copy(
        update={"status": "partial", "error": "Page 2 was not read."}
    )
    with BarDisplay() as display:
        display.show(Planned(2))
        display.show(Finished(1, failed_report, kept=False))
        display.show(Finished(2, full_report.model_copy(update={"document": partial}), kept=False))
        display.show(Written(Path("out.csv"), 2))
    assert display.summary().splitlines() == [
        "Not read: reports/trasig.pdf: trasig.pdf is empty.",
        "Read in part: reports/åäö.pdf: Page 2 was not read.",
        "2 records in out.csv.",
        "23 pages, 1 failed, 1 in part.",
    ]


def test_display_follows_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert isinstance(open_progress(), BarDisplay)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    assert isinstance(open_progress(), LineDisplay)
