"""What a table fixture is: a drawn PDF and the cells that a person reads in it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GoldTable:
    """One table of one page as a person reads it, upright.

    `headings` holds each column's own heading, its stacked lines joined by a blank, "" where it has
    none; headings that span several columns are left out. `body` holds every further row, sums
    and section rows too: the printed text of each cell, wrapped lines joined by a blank, a word
    cut at a line end joined again, "" for an empty cell. A text that runs over several columns
    stands in the first of them.
    """

    page: int
    headings: tuple[str, ...]
    body: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Fixture:
    """A small PDF with hard tables.

    `shows` names what makes it hard; `draw` returns the PDF. `prose` are sentences beside the
    tables that must come out whole, words in order and next to each other.
    """

    name: str
    shows: tuple[str, ...]
    draw: Callable[[], bytes]
    tables: tuple[GoldTable, ...]
    prose: tuple[str, ...] = ()
