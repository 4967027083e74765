"""What every reader of tables is asked for: grids of texts, with the box of each cell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from iusml.document import Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as a reader sees it, row by row; empty cells are "".

    `boxes` has the shape of `rows`, in points of the page as shown; None where a cell has none.
    """

    rows: tuple[tuple[str, ...], ...]
    boxes: tuple[tuple[Box | None, ...], ...]


ReadPage = Callable[[Path, int], Sequence[Grid]]
"""Reads the tables of one page (from 1) of a PDF."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One way to read tables. `library` groups the settings of one library."""

    name: str
    library: str
    read: ReadPage


@dataclass(frozen=True, slots=True)
class Reading:
    """The tables of each page that was asked for, and how many pages made the reader fail."""

    tables: Mapping[int, Sequence[Grid]]
    crashes: int


def read_pages(reader: Reader, path: Path, pages: Sequence[int]) -> Reading:
    """Read `pages` (from 1); a page on which the reader fails has no tables and is counted."""
    tables: dict[int, Sequence[Grid]] = {}
    crashes = 0
    for number in pages:
        try:
            tables[number] = reader.read(path, number)
        except Exception:  # whatever a library raises, the page is lost for it
            tables[number] = ()
            crashes += 1
    return Reading(tables, crashes)
