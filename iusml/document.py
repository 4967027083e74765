"""A report as words with places. Everything later points at words by their index."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from iusml.errors import LedgerError


class Box(NamedTuple):
    """A rectangle in PDF points from the upright page's top left corner."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def center(self) -> tuple[float, float]:
        """The middle point (x, y)."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def union(self, other: "Box") -> "Box":
        """The smallest box around both."""
        return Box(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )


class Word(NamedTuple):
    """One word: text without blanks, its box, its page (from 1) and visual line on the page.

    `glued` words follow the word before without a blank: reading splits punctuation off.
    `ocr_confidence` is 0..1 for recognised words and None for words of the text layer; `reading`
    is what a recognised word must be instead, where other places of the report confirm it.
    """

    text: str
    box: Box
    page: int
    line: int
    glued: bool = False
    ocr_confidence: float | None = None
    reading: str | None = None


class Cell(NamedTuple):
    """One table cell: its row and column (from 0) and its words `[start, end)`."""

    row: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of word ranges on one page; empty cells are absent."""

    page: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: size in points when upright, where its words came from, words `[start, end)`.

    `reason` says in a sentence why the page could not be read; what little was read is kept.
    """

    number: int
    width_pt: float
    height_pt: float
    rotation: int
    source: Literal["text", "ocr", "none"]
    text_quality: float
    start: int
    end: int
    reason: str | None = None

    @property
    def outcome(self) -> Literal["text", "ocr", "empty", "failed"]:
        """How reading the page ended."""
        if self.reason is not None:
            return "failed"
        return "empty" if self.start == self.end or self.source == "none" else self.source


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report: its pages, words in reading order, tables, and problems met on the way."""

    path: str
    sha256: str
    pages: tuple[Page, ...]
    words: tuple[Word, ...]
    tables: tuple[Table, ...]
    problems: tuple[str, ...] = ()

    def text(self, start: int, end: int, *, printed: bool = False) -> str:
        """The words `[start, end)` as one string; see `join`."""
        return self.join(range(start, end), printed=printed)

    def join(self, indices: Iterable[int], *, printed: bool = False) -> str:
        """The words at `indices` as one string; a word cut at a line end is joined again.

        `printed` keeps recognised words as they were recognised, though a reading is confirmed.
        """
        words = self.words
        parts: list[str] = []
        before: Word | None = None
        for index in indices:
            word = words[index]
            text = word.text if printed or word.reading is None else word.reading
            if before and before.line != word.line and _continues(before, word):
                parts[-1] = parts[-1][:-1] + text
            elif parts and word.glued:
                parts[-1] += text
            else:
                parts.append(text)
            before = word
        return " ".join(parts)


def check_ledger(document: Document) -> None:
    """Raise LedgerError unless pages follow each other from 1 and share out all words in order.

    Every word then stands on exactly one page, and every cell of a table on the table's page.
    """
    end = 0
    for number, page in enumerate(document.pages, start=1):
        if page.number != number or page.start != end or page.end < page.start:
            raise LedgerError(f"{document.path}: reading lost count at page {number}.")
        if any(word.page != number for word in document.words[page.start : page.end]):
            raise LedgerError(f"{document.path}: page {number} holds words of another page.")
        end = page.end
    if end != len(document.words):
        raise LedgerError(f"{document.path}: {len(document.words) - end} words stand on no page.")
    for table in document.tables:
        page = document.pages[table.page - 1]
        edges = [page.start, *(e for cell in table.cells for e in (cell.start, cell.end)), page.end]
        if any(before > after for before, after in pairwise(edges)):
            raise LedgerError(f"{document.path}: a table on page {table.page} leaves its page.")


def _continues(before: Word, word: Word) -> bool:
    """A hyphen at a line's end followed by a small letter is a cut word ("oljeav-/skiljare").

    `word` stands on the line after that of `before`.
    """
    return (
        len(before.text) > 2
        and before.text[-1] in "-\u00ad\u2010"
        and before.text[-2].isalpha()
        and word.text[:1].islower()
        and word.text not in {"och", "eller", "samt", "resp", "m.m"}
    )
