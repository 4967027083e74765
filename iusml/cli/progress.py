"""How a run tells about itself on standard error: a bar on a terminal, else plain lines."""

import sys
import time
from types import TracebackType
from typing import Protocol, Self

import typer
from rich.console import Console
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from iusml.batch.events import Event, Finished, Looked
from iusml.batch.tally import Tally
from iusml.cli.plain import plain

LINE_EVERY_S = 5.0
BAR_WIDTH = 40
SHOWN_FILES, SHOWN_LETTERS = 4, 60


def state(tally: Tally) -> str:
    """One line: reports done of total, pages and their pace, failures, time left."""
    if tally.looked < tally.total:
        return f"{tally.looked}/{tally.total} files looked at"
    parts = [f"{tally.done}/{tally.total} reports", f"{tally.pages} pages"]
    if tally.pages_read:
        parts.append(f"{tally.pace:.1f} pages/s")
    parts.append(f"{len(tally.failures)} failed")
    if tally.left_s and tally.done < tally.total:
        parts.append(f"about {_span(tally.left_s)} left")
    return ", ".join(parts)


def summary(tally: Tally) -> str:
    """What was written, and what failed or is incomplete and why."""
    lines = []
    for heading, entries in (("Not read", tally.failures), ("Read in part", tally.partial)):
        lines += [f"{heading}: {plain(path)}: {plain(why)}" for path, why in entries]
    kept, copied = tally.by_how["kept"], tally.by_how["copied"]
    known = f", {kept} of them from an earlier run" if kept else ""
    known += f", {copied} of them {_copies(copied)}" if copied else ""
    if tally.written:
        where = plain(str(tally.written.path))
        lines.append(f"{_count(tally.written.records, 'record')} in {where}{known}.")
    failed, partial = len(tally.failures), len(tally.partial)
    pace = f" at {tally.pace:.1f} pages/s" if tally.pages_read else ""
    lines.append(f"{_count(tally.pages, 'page')}{pace}, {failed} failed, {partial} in part.")
    return "\n".join(lines)


class Display(Protocol):
    """Shows what a tally holds while a run goes on."""

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
        """Tell of an event that the tally has counted."""
        ...


class LineDisplay:
    """Plain lines, not more often than every few seconds, for logs and pipes."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._last = -LINE_EVERY_S

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def show(self, event: Event) -> None:
        """Tell of an event that the tally has counted."""
        now = time.monotonic()
        late = now - self._last >= LINE_EVERY_S
        match event:
            case Finished():
                told = late or self._tally.done == self._tally.total
            case Looked(number):
                told = late and number < self._tally.total
            case _:
                told = False
        if told:
            self._last = now
            typer.echo(state(self._tally), err=True)


class BarDisplay:
    """A bar on the terminal, and the files that are being read below it."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._live = Live(
            console=Console(stderr=True), get_renderable=self.picture, transient=True
        )  # fmt: skip

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def show(self, event: Event) -> None:
        """Nothing: the terminal is drawn anew all the time."""

    def picture(self) -> Table:
        """The bar, the state, and the files that have been read longest."""
        tally = self._tally
        planned = tally.looked == tally.total
        done = tally.done if planned else tally.looked
        bar = ProgressBar(tally.total or None, done, width=BAR_WIDTH, pulse=not tally.total)
        lines = [state(tally)]
        if tally.total and tally.done == tally.total:
            lines.append("writing")
        reading = tally.reading
        lines += [f"{_span(s):>10}  {_end(plain(path))}" for path, s in reading[:SHOWN_FILES]]
        if len(reading) > SHOWN_FILES:
            lines.append(f"{'':10}  and {len(reading) - SHOWN_FILES} more")
        picture = Table.grid()
        picture.add_row(bar)
        for line in lines:
            picture.add_row(Text(line, no_wrap=True, overflow="ellipsis"))
        return picture


def open_progress(tally: Tally) -> Display:
    """Return the display that fits standard error."""
    return BarDisplay(tally) if sys.stderr.isatty() else LineDisplay(tally)


def _end(path: str) -> str:
    """The end of a path, where the names differ."""
    return path if len(path) <= SHOWN_LETTERS else f"…{path[1 - SHOWN_LETTERS :]}"


def _copies(number: int) -> str:
    return "a copy of another" if number == 1 else "copies of others"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{round(seconds)} s" if seconds < 90 else f"{minutes // 60} h {minutes % 60} min"
