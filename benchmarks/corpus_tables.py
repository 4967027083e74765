"""Rows and cells of waste tables in labelled reports: do a stream's words stay together?

What a table row is, is judged by gold spans and the places of words alone, not by any reader: a
WASTE span, the other spans of its stream at its height, and a blank between two neighbouring
words that is as wide as the letters are high. A page counts where two such rows stand on it. Where
the wastes stand side by side and their values below, the column takes the row's place. Spans
that several streams share (merged cells) are left out.

**Row right**: all words of these spans lie in one row of one predicted table, and no other
stream's WASTE does. **Cell right**: all words of a span lie in one cell, and no word of another
stream's spans does, nor one of its own stream that is printed apart from it, behind a wide blank.
Codes printed in brackets behind a name may share its cell: gold does not know cells.

A word lies in the smallest predicted cell that holds its middle. For this repository's reader that
is the cell that it put the word in; what its peers make of the words in their cells does not count.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks import ours
from benchmarks.corpus import Corpus
from benchmarks.figures import Figures, Value, share
from benchmarks.grids import Grid, Reader, read_pages
from iusml.annotations.gold import GoldReport, GoldSpan, span_words
from iusml.document import Box, Document
from iusml.labels import STREAM_LABELS
from iusml.layout import Layout

WIDE_BLANK = 0.9
"""A blank this many letter heights wide parts two cells."""
LONG_WORD = 4
LEVEL = 0.5
"""Spans are at one height where this share of the lower one's height is common."""

CellOf = Callable[[int], tuple[int, int, int] | None]
"""The table, row and column of a word, or None outside tables."""


@dataclass(frozen=True, slots=True)
class Told:
    """One row of waste: its spans, as words, and whether it runs down a column."""

    page: int
    keys: frozenset[str]
    spans: tuple[tuple[int, ...], ...]
    sideways: bool


@dataclass(frozen=True, slots=True)
class Count:
    """Rows and cells, and how many are right."""

    rows: int = 0
    rows_right: int = 0
    cells: int = 0
    cells_right: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.rows + other.rows,
            self.rows_right + other.rows_right,
            self.cells + other.cells,
            self.cells_right + other.cells_right,
        )


class Page:
    """The stream spans of one page, as words of a document."""

    def __init__(self, gold: GoldReport, document: Document, number: int) -> None:
        self.document, self.number = document, number
        self.upended = _upended(document, number)
        self.spans: list[tuple[GoldSpan, tuple[int, ...]]] = []
        for span in gold.spans:
            if span.label in STREAM_LABELS and span.keys and span.boxes[0][0] == number:
                words = tuple(w for w in span_words(document, span) if self._here(w))
                if words:
                    self.spans.append((span, words))
        self.owner = {word: frozenset(span.keys) for span, words in self.spans for word in words}
        self.wastes = {
            word: frozenset(span.keys)
            for span, words in self.spans
            if span.label == "WASTE"
            for word in words
        }

    def _here(self, word: int) -> bool:
        return self.document.words[word].page == self.number

    def told(self) -> list[Told]:
        """Return the rows of waste tables; none where a page has just one."""
        wastes = [(span, words) for span, words in self.spans if span.label == "WASTE"]
        found = []
        for span, words in wastes:
            keys = frozenset(span.keys)
            own = [w for s, w in self.spans if s.label != "WASTE" and frozenset(s.keys) == keys]
            level = self._at_height(words, own)
            if level and self._blank_between([words, *level]):
                found.append(Told(self.number, keys, (words, *level), sideways=False))
            elif not level and any(
                self._level(words, other) for s, other in wastes if not keys & set(s.keys)
            ):
                below = [w for w in own if self._in_line(words, w)]
                if below:
                    found.append(Told(self.number, keys, (words, *below), sideways=True))
        return found if len(found) > 1 else []

    def _at_height(
        self, words: tuple[int, ...], own: Sequence[tuple[int, ...]]
    ) -> list[tuple[int, ...]]:
        """The spans at the height of `words`, or of one that is: cells wrap to several lines."""
        kept: list[tuple[int, ...]] = []
        reach = [words]
        while reach:
            here = reach.pop()
            new = [w for w in own if w not in kept and self._level(here, w)]
            kept += new
            reach += new
        return kept

    def box(self, words: Sequence[int]) -> Box:
        """The box around words, with lines that run across also where the page lies on its side."""
        box = self._word_box(words[0])
        for word in words[1:]:
            box = box.union(self._word_box(word))
        return box

    def _word_box(self, word: int) -> Box:
        x0, y0, x1, y1 = self.document.words[word].box
        return Box(y0, x0, y1, x1) if self.upended else Box(x0, y0, x1, y1)

    def _level(self, one: Sequence[int], two: Sequence[int]) -> bool:
        a, b = self.box(one), self.box(two)
        common = min(a.y1, b.y1) - max(a.y0, b.y0)
        return common >= LEVEL * min(a.y1 - a.y0, b.y1 - b.y0)

    def _in_line(self, one: Sequence[int], two: Sequence[int]) -> bool:
        """Whether one stands below the other."""
        a, b = self.box(one), self.box(two)
        return not self._level(one, two) and min(a.x1, b.x1) > max(a.x0, b.x0)

    def _blank_between(self, spans: Sequence[tuple[int, ...]]) -> bool:
        first = spans[0]
        return any(self.apart(first, other) for other in spans[1:])

    def apart(self, one: Sequence[int], two: Sequence[int]) -> bool:
        """Whether a wide blank stands between two spans on a line that both have words on."""
        page = self.document.pages[self.number - 1]
        for i in one:
            for j in two:
                if not self._level((i,), (j,)):
                    continue
                left, right = sorted((self._word_box(i), self._word_box(j)))
                height = right.y1 - right.y0
                between = sorted(
                    self._word_box(k)
                    for k in range(page.start, page.end)
                    if left.x0 < self._word_box(k).x0 < right.x0 and self._level((i,), (k,))
                )
                steps = pairwise([left, *between, right])
                if any(b.x0 - a.x1 > WIDE_BLANK * height for a, b in steps):
                    return True
        return False


def _upended(document: Document, number: int) -> bool:
    """Whether the lines of a page run up or down: most of its longer words are higher than wide."""
    page = document.pages[number - 1]
    long = [w.box for w in document.words[page.start : page.end] if len(w.text) >= LONG_WORD]
    return 2 * sum(b.y1 - b.y0 > b.x1 - b.x0 for b in long) > len(long)


def count_page(page: Page, told: Sequence[Told], cell_of: CellOf) -> Count:
    """Return what one reader got right of the rows on a page."""
    total = Count()
    for row in told:
        cells = [[cell_of(word) for word in span] for span in row.spans]
        places = {place for span in cells for place in span}
        right = sum(
            _cell_right(page, row, span, places_of, cell_of)
            for span, places_of in zip(row.spans, cells, strict=True)
        )
        whole = _row_right(page, row, places, cell_of)
        total += Count(1, int(whole), len(row.spans), right)
    return total


def _row_right(
    page: Page, row: Told, places: set[tuple[int, int, int] | None], cell_of: CellOf
) -> bool:
    lines = {_line(place, row) for place in places}
    if None in lines or len(lines) != 1:
        return False
    others = {_line(cell_of(w), row) for w, keys in page.wastes.items() if not keys & row.keys}
    return lines.isdisjoint(others)


def _line(place: tuple[int, int, int] | None, row: Told) -> tuple[int, int] | None:
    """The table and row of a cell; its column where the table lies on its side."""
    if place is None:
        return None
    return place[0], place[2] if row.sideways else place[1]


def _cell_right(
    page: Page,
    row: Told,
    span: tuple[int, ...],
    places: Sequence[tuple[int, int, int] | None],
    cell_of: CellOf,
) -> bool:
    if None in places or len(set(places)) != 1:
        return False
    inside = [w for w in page.owner if w not in span and cell_of(w) == places[0]]
    if any(not page.owner[word] & row.keys for word in inside):
        return False
    return not page.apart(span, inside)


def cells_of_document(document: Document) -> CellOf:
    """The cells of this repository's reader."""
    cells = Layout(document).cell_at

    def cell_of(word: int) -> tuple[int, int, int] | None:
        found = cells.get(word)
        return (found[0], found[1].row, found[1].column) if found else None

    return cell_of


def cells_by_box(document: Document, grids: Sequence[Grid]) -> CellOf:
    """The cells of another reader: of those around a word's middle, the smallest."""
    boxes = [
        ((box.x1 - box.x0) * (box.y1 - box.y0), (number, i, j), box)
        for number, grid in enumerate(grids)
        for i, row in enumerate(grid.boxes)
        for j, box in enumerate(row)
        if box
    ]
    boxes.sort(key=lambda entry: entry[:2])

    def cell_of(word: int) -> tuple[int, int, int] | None:
        x, y = document.words[word].box.center
        around = (p for _, p, b in boxes if b.x0 <= x <= b.x1 and b.y0 <= y <= b.y1)
        return next(around, None)

    return cell_of


def run(corpus: Corpus, *, peers: bool, pages: int) -> list[Figures]:
    """Return our figures on all reports, and those of every reader on some pages."""
    found: dict[str, Count] = {"born-digital": Count(), "scanned": Count()}
    kept: list[tuple[GoldReport, Page, list[Told]]] = []
    for gold, document in corpus:
        cell_of = cells_of_document(document)
        for number in range(1, len(document.pages) + 1):
            page = Page(gold, document, number)
            told = page.told()
            found["scanned" if gold.scanned else "born-digital"] += count_page(page, told, cell_of)
            if told and not gold.scanned:
                kept.append((gold, page, told))
    rows: list[dict[str, Value]] = [
        {"reports": kind, **_shares(count)} for kind, count in found.items()
    ]
    figures = [Figures(f"Rows of waste in {corpus.split} reports: {ours.NAME}", rows)]
    if peers:
        figures.append(_beside_peers(corpus, choose(kept, pages)))
    return figures


def choose(
    kept: Sequence[tuple[GoldReport, Page, list[Told]]], count: int
) -> list[tuple[GoldReport, Page, list[Told]]]:
    """Take each report's fullest page, then each one's next, up to `count` upright pages."""
    turns: dict[str, int] = {}
    ranked = []
    for entry in sorted(kept, key=lambda e: (-len(e[2]), e[0].id, e[1].number)):
        gold, page, _ = entry
        if page.document.pages[page.number - 1].rotation == 0:
            turns[gold.id] = turns.get(gold.id, 0) + 1
            ranked.append((turns[gold.id], entry))
    ranked.sort(key=lambda pair: pair[0])
    return [entry for _, entry in ranked[:count]]


def _beside_peers(corpus: Corpus, chosen: Sequence[tuple[GoldReport, Page, list[Told]]]) -> Figures:
    from benchmarks.peers import readers

    counts: dict[str, Count] = {ours.NAME: Count()}
    crashes: dict[str, int] = {ours.NAME: 0}
    for gold, page, told in chosen:
        document = corpus.document(gold)
        counts[ours.NAME] += count_page(page, told, cells_of_document(document))
        for reader in readers():
            count, failed = _peer(reader, gold, page, told)
            counts[reader.name] = counts.get(reader.name, Count()) + count
            crashes[reader.name] = crashes.get(reader.name, 0) + failed
    rows: list[dict[str, Value]] = [
        {"reader": name, **_shares(count), "pages failed": crashes[name]}
        for name, count in counts.items()
    ]
    reports = len({gold.id for gold, *_ in chosen})
    note = f"{len(chosen)} pages of {reports} reports with a text layer, none of them rotated."
    return Figures(f"Rows of waste in {corpus.split} reports: beside peers", rows, note)


def _peer(reader: Reader, gold: GoldReport, page: Page, told: Sequence[Told]) -> tuple[Count, int]:
    reading = read_pages(reader, gold.pdf, [page.number])
    cell_of = cells_by_box(page.document, reading.tables[page.number])
    return count_page(page, told, cell_of), reading.crashes


def _shares(count: Count) -> dict[str, Value]:
    return {
        "rows": count.rows,
        "rows right": share(count.rows_right, count.rows),
        "cells": count.cells,
        "cells right": share(count.cells_right, count.cells),
    }
