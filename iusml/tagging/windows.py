"""Cut a document into windows of word pieces. Training and use share this code.

Between words stand layout marks, so that a model that reads text alone sees rows and cells: one
CELL mark for each step to the right in a table, a ROW mark where a row or a short line ends.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from iusml.document import Document, Table
from iusml.errors import LedgerError
from iusml.layout import Layout
from iusml.tagging.places import NOWHERE, Place, word_places

CELL_MARK = "|"
ROW_MARK = ";"
MAX_WORD_PIECES = 24
"""A longer run without a blank is a code or a picture in letters; its start says enough."""

Encode = Callable[[str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class WindowSettings:
    """Sizes in word pieces; `size` includes the two special pieces and both contexts.

    Without `marks` words follow each other with nothing that tells of rows and cells.
    """

    size: int = 320
    context: int = 56
    header: int = 48
    marks: bool = True


@dataclass(frozen=True, slots=True)
class Window:
    """`pieces` for the model; `word_at[i]` is the word that starts at piece i, or -1.

    Words `[start, end)` are this window's own: each word is in exactly one window's own range.
    `places` says where each piece's word stands; marks stand where the word after them does.
    """

    pieces: tuple[int, ...]
    word_at: tuple[int, ...]
    places: tuple[Place, ...]
    start: int
    end: int


class _Unit(NamedTuple):
    """A word with the marks before it, as pieces."""

    word: int
    pieces: tuple[int, ...]
    marks: int
    place: Place


def make_windows(
    document: Document, encode: Encode, begin: int, end: int, settings: WindowSettings
) -> list[Window]:
    """Return windows over all words; `begin` and `end` are the ids of the special pieces."""
    units = _units(document, encode, marked=settings.marks)
    headers = _headers(document, units, settings.header)
    windows = []
    start = 0
    while start < len(units):
        left = _reach(units, start, -1, settings.context)
        header = [u for u in headers.get(start, ()) if u.word < left]
        room = settings.size - 2 - _length(header) - _length(units[left:start])
        stop = _fill(units, start, room - settings.context)
        right = stop + _reach_count(units, stop, settings.context)
        windows.append(_window([*header, *units[left:right]], start, stop, begin, end))
        start = stop
    _check_windows(windows, len(units))
    return windows


def _check_windows(windows: Sequence[Window], words: int) -> None:
    """Raise LedgerError unless each word is in exactly one window's own range, with a piece."""
    own = [word for window in windows for word in window.word_at if word >= 0]
    ranges = [word for window in windows for word in range(window.start, window.end)]
    if not own == ranges == list(range(words)):
        raise LedgerError("A word is in no window or in several; it is worth a bug report.")


def _window(units: Sequence[_Unit], start: int, stop: int, begin: int, end: int) -> Window:
    pieces, word_at, places = [begin], [-1], [NOWHERE]
    for unit in units:
        count = len(unit.pieces)
        places += [unit.place] * count
        pieces += unit.pieces
        word_at += [-1] * count
        if start <= unit.word < stop:
            word_at[unit.marks - count] = unit.word
    return Window((*pieces, end), (*word_at, -1), (*places, NOWHERE), start, stop)


def _length(units: Sequence[_Unit]) -> int:
    return sum(len(unit.pieces) for unit in units)


def _fill(units: Sequence[_Unit], start: int, room: int) -> int:
    used, stop = 0, start
    while stop < len(units) and (stop == start or used + len(units[stop].pieces) <= room):
        used += len(units[stop].pieces)
        stop += 1
    return stop


def _reach(units: Sequence[_Unit], start: int, step: int, room: int) -> int:
    at = start
    while at > 0 and (room := room - len(units[at + step].pieces)) >= 0:
        at += step
    return at


def _reach_count(units: Sequence[_Unit], start: int, room: int) -> int:
    count = 0
    while start + count < len(units) and (room := room - len(units[start + count].pieces)) >= 0:
        count += 1
    return count


def _units(document: Document, encode: Encode, *, marked: bool) -> list[_Unit]:
    cell, row = tuple(encode(CELL_MARK)), tuple(encode(ROW_MARK))
    steps = _table_steps(document)
    layout = Layout(document)
    units = []
    for index, (word, place) in enumerate(zip(document.words, word_places(document), strict=True)):
        if not marked:
            marks: tuple[int, ...] = ()
        elif index in steps:
            marks = row if steps[index] == 0 else cell * min(steps[index], 8)
        else:
            marks = row if layout.after_short_line(index) else ()
        pieces = tuple(encode(word.text))[:MAX_WORD_PIECES]
        units.append(_Unit(index, marks + pieces, len(marks), place))
    return units


def _table_steps(document: Document) -> dict[int, int]:
    """First word of each cell: 0 at a row's start, else the steps to the right."""
    steps = {}
    for table in document.tables:
        row, column = -1, 0
        for cell in table.cells:
            if cell.row != row:
                steps[cell.start] = 0
            else:
                steps[cell.start] = max(1, cell.column - column)
            row, column = cell.row, cell.column
        if table.cells and table.cells[-1].end not in steps:
            steps[table.cells[-1].end] = 0
    return steps


def _headers(document: Document, units: Sequence[_Unit], room: int) -> dict[int, list[_Unit]]:
    """For each word in a table's body, the units of the table's first row, cut to `room`."""
    headers: dict[int, list[_Unit]] = {}
    for table in document.tables:
        header = _first_row(table, units, room)
        for cell in table.cells:
            if cell.row > 0:
                for word in range(cell.start, cell.end):
                    headers[word] = header
    return headers


def _first_row(table: Table, units: Sequence[_Unit], room: int) -> list[_Unit]:
    words = [w for c in table.cells if c.row == 0 for w in range(c.start, c.end)]
    kept: list[_Unit] = []
    for word in words:
        if _length(kept) + len(units[word].pieces) > room:
            break
        kept.append(units[word])
    return kept
