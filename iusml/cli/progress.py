"""How a run tells about itself on standard error: a bar on a terminal, else plain lines."""

import sys
import time
from types import TracebackType
from typing import Protocol, Self

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from iusml.batch import Event, Finished, Planned, Written
from iusml.cli.plain import plain

LINE_EVERY_S = 5.0


class Tally:
    """Counts what happened and says it at the end."""

    def __init__(self) -> None:
        self.total = self.done = self.kept = self.pages = 0
        self.read_s = 0.0
        self.failures: list[tuple[str, str]] = []
        self.partial: list[tuple[str, str]] = []
        self._written: Written | None = None
        self._since = time.monotonic()

    def add(self, event: Event) -> None:
        """Count one event."""
        match event:
            case Planned(total):
                self.total = total
            case Finished(number, report, kept):
                self._finish(number, kept)
                document = report.document
                self.pages += document.pages or 0
                said = (document.path, document.error or "no reason given")
                if document.status != "ok":
                    (self.failures if document.status == "failed" else self.partial).append(said)
            case Written():
                self._written = event

    def _finish(self, number: int, kept: bool) -> None:
        now = time.monotonic()
        self.done = number
        self.kept += kept
        self.read_s += 0.0 if kept else now - self._since
        self._since = now

    @property
    def left_s(self) -> float | None:
        """Seconds left at the pace of the reports read so far."""
        read = self.done - self.kept
        return self.read_s / read * (self.total - self.done) if read else None

    def state(self) -> str:
        """One line: reports done of total, pages, failures, time left."""
        left = "" if self.left_s is None else f", about {_span(self.left_s)} left"
        failed = len(self.failures)
        return f"{self.done}/{self.total} reports, {self.pages} pages, {failed} failed{left}"

    def summary(self) -> str:
        """What was written, and what failed or is incomplete and why."""
        lines = []
        for heading, entries in (("Not read", self.failures), ("Read in part", self.partial)):
            lines += [f"{heading}: {plain(path)}: {plain(why)}" for path, why in entries]
        kept = f", {self.kept} of them from an earlier run" if self.kept else ""
        if self._written:
            where = plain(str(self._written.path))
            lines.append(f"{_count(self._written.records, 'record')} in {where}{kept}.")
        failed, partial = len(self.failures), len(self.partial)
        lines.append(f"{_count(self.pages, 'page')}, {failed} failed, {partial} in part.")
        return "\n".join(lines)


class Display(Protocol):
    """Shows the events of a run while it goes on."""

    failures: list[tuple[str, str]]

    def __enter__(self) -> Self:
        """Begin to show."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop showing."""
        ...

    def show(self, event: Event) -> None:
        """Take one event."""
        ...

    def summary(self) -> str:
        """The closing lines."""
        ...


class LineDisplay(Tally):
    """Plain lines, not more often than every few seconds, for logs and pipes."""

    def __enter__(self) -> Self:
        self._last = -LINE_EVERY_S
        return self

    def __exit__(self, *_: object) -> None:
        return

    def show(self, event: Event) -> None:
        """Take one event."""
        self.add(event)
        now = time.monotonic()
        last_one = self.done == self.total
        if isinstance(event, Finished) and (last_one or now - self._last >= LINE_EVERY_S):
            self._last = now
            typer.echo(self.state(), err=True)


class BarDisplay(Tally):
    """A bar on the terminal."""

    def __enter__(self) -> Self:
        self._bar = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.description}", markup=False),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("", total=None)
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def show(self, event: Event) -> None:
        """Take one event."""
        self.add(event)
        said = f"{self.pages} pages, {len(self.failures)} failed"
        self._bar.update(self._task, total=self.total, completed=self.done, description=said)


def open_progress() -> Display:
    """Return the display that fits standard error."""
    return BarDisplay() if sys.stderr.isatty() else LineDisplay()


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{round(seconds)} s" if seconds < 90 else f"{minutes // 60} h {minutes % 60} min"
