"""How a run tells about itself on standard error: a bar on a terminal, else plain lines."""

import sys
import time
from collections import Counter
from types import TracebackType
from typing import Protocol, Self

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from iusml.batch.events import Event, Finished, How, Looked, Planned, Written
from iusml.cli.plain import plain
from iusml.records import Report

LINE_EVERY_S = 5.0


class Tally:
    """Counts what happened and says it at the end."""

    def __init__(self) -> None:
        self.total = self.looked = self.done = self.pages = 0
        self.by_how: Counter[How] = Counter()
        self.pages_read = 0
        self.failures: list[tuple[str, str]] = []
        self.partial: list[tuple[str, str]] = []
        self._written: Written | None = None
        self._began: float | None = None

    def add(self, event: Event) -> None:
        """Count one event."""
        match event:
            case Planned(total):
                self.total = total
            case Looked(number):
                self.looked = number
                self._began = time.monotonic()
            case Finished(report, how):
                self._finish(report, how)
            case Written():
                self._written = event

    def _finish(self, report: Report, how: How) -> None:
        document = report.document
        self.done += 1
        self.by_how[how] += 1
        self.pages += document.pages or 0
        self.pages_read += (document.pages or 0) if how == "read" else 0
        said = (document.path, document.error or "no reason given")
        if document.status != "ok":
            (self.failures if document.status == "failed" else self.partial).append(said)

    @property
    def seconds(self) -> float:
        """Seconds since reading began."""
        return 0.0 if self._began is None else time.monotonic() - self._began

    @property
    def pace(self) -> float:
        """Pages read in a second."""
        return self.pages_read / self.seconds if self.seconds else 0.0

    @property
    def left_s(self) -> float | None:
        """Seconds left at the pace of the reports read so far."""
        read = self.by_how["read"]
        return self.seconds / read * (self.total - self.done) if read else None

    def state(self) -> str:
        """One line: reports done of total, pages and their pace, failures, time left."""
        if self.looked < self.total:
            return f"{self.looked}/{self.total} files looked at"
        parts = [f"{self.done}/{self.total} reports", f"{self.pages} pages"]
        if self.pages_read:
            parts.append(f"{self.pace:.1f} pages/s")
        parts.append(f"{len(self.failures)} failed")
        if self.left_s and self.done < self.total:
            parts.append(f"about {_span(self.left_s)} left")
        return ", ".join(parts)

    def summary(self) -> str:
        """What was written, and what failed or is incomplete and why."""
        lines = []
        for heading, entries in (("Not read", self.failures), ("Read in part", self.partial)):
            lines += [f"{heading}: {plain(path)}: {plain(why)}" for path, why in entries]
        kept, copied = self.by_how["kept"], self.by_how["copied"]
        known = f", {kept} of them from an earlier run" if kept else ""
        known += f", {copied} of them {_copies(copied)}" if copied else ""
        if self._written:
            where = plain(str(self._written.path))
            lines.append(f"{_count(self._written.records, 'record')} in {where}{known}.")
        failed, partial = len(self.failures), len(self.partial)
        pace = f" at {self.pace:.1f} pages/s" if self.pages_read else ""
        lines.append(f"{_count(self.pages, 'page')}{pace}, {failed} failed, {partial} in part.")
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
        late = now - self._last >= LINE_EVERY_S
        match event:
            case Finished():
                told = late or self.done == self.total
            case Looked(number):
                told = late and number < self.total
            case _:
                told = False
        if told:
            self._last = now
            typer.echo(self.state(), err=True)


class BarDisplay(Tally):
    """A bar on the terminal."""

    def __enter__(self) -> Self:
        self._bar = Progress(
            BarColumn(),
            TextColumn("{task.description}", markup=False),
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
        done = self.done if self.looked == self.total else self.looked
        self._bar.update(self._task, total=self.total, completed=done, description=self.state())


def open_progress() -> Display:
    """Return the display that fits standard error."""
    return BarDisplay() if sys.stderr.isatty() else LineDisplay()


def _copies(number: int) -> str:
    return "a copy of another" if number == 1 else "copies of others"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{round(seconds)} s" if seconds < 90 else f"{minutes // 60} h {minutes % 60} min"
