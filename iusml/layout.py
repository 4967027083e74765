"""Questions about where words stand that several parts of the program ask of a document."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TypeVar, cast

from iusml.document import Cell, Document, Table

SHORT_LINE = 0.85
"""A line that ends left of this share of the text's width ends a paragraph or a list item."""
NEAR_LINES = 4
LEADER = ".…·_"
MIN_LEADER = 5
"""So many dots of a line lead the eye from a name to what stands at the line's end."""
BULLETS = frozenset("-–—•·*▪►○●‣")
_T = TypeVar("_T")


class Layout:
    """Answers for one document; all places are word indices."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._answers: dict[object, object] = {}

    def once(self, question: Callable[["Layout"], _T]) -> _T:
        """Return `question(self)`, asked once for this document and kept as long as it."""
        if question not in self._answers:
            self._answers[question] = question(self)
        return cast(_T, self._answers[question])

    @cached_property
    def cell_at(self) -> dict[int, tuple[int, Cell]]:
        """For each word in a table: the table's index and the cell."""
        found: dict[int, tuple[int, Cell]] = {}
        for number, table in enumerate(self.document.tables):
            for cell in table.cells:
                found.update(dict.fromkeys(range(cell.start, cell.end), (number, cell)))
        return found

    @cached_property
    def sentence(self) -> list[int]:
        """The number of the sentence of every word."""
        starts = map(self.starts_sentence, range(len(self.document.words)))
        return list(accumulate(map(int, starts)))

    @cached_property
    def block(self) -> list[int]:
        """The number of the block of every word."""
        return list(accumulate(map(int, self._block_starts)))

    @cached_property
    def short_lines(self) -> frozenset[int]:
        """Last words of lines that end well short of the right edge of the text around them."""
        spans = self._edges()
        short = set()
        for index, (start, end, x0, x1) in enumerate(spans):
            page = self.document.words[start].page
            near = spans[max(0, index - NEAR_LINES) : index + NEAR_LINES + 1]
            edge = max(
                right
                for first, _, left, right in near
                if self.document.words[first].page == page and left < x1 and right > x0
            )
            if x1 - x0 < SHORT_LINE * (edge - x0):
                short.add(end - 1)
        return frozenset(short)

    @cached_property
    def _leading_lines(self) -> frozenset[int]:
        """Last words of lines whose dots lead to something: an entry of its own each."""
        return frozenset(end - 1 for start, end in self.lines if self._leads(start, end))

    def _leads(self, start: int, end: int) -> bool:
        texts = [word.text for word in self.document.words[start:end]]
        dots = sum(len(text) for text in texts if not text.strip(LEADER))
        return dots >= MIN_LEADER and bool(texts[-1].strip(LEADER))

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        """Visual lines in reading order: first word and end."""
        words = self.document.words
        starts = [0] if words else []
        for index, (before, word) in enumerate(pairwise(words), start=1):
            if before.line != word.line or before.page != word.page:
                starts.append(index)
        return list(zip(starts, [*starts[1:], len(words)], strict=True))

    def lines_above(self, index: int, first: int = 0) -> Iterator[tuple[int, int]]:
        """Yield the lines of words `first` to `index`, the nearest to `index` first.

        Both ends cut a line that they stand in.
        """
        count = bisect_left(self.lines, index, key=lambda line: line[0])
        for start, end in reversed(self.lines[:count]):
            if end <= first:
                return
            yield max(start, first), min(end, index)

    def _edges(self) -> list[tuple[int, int, float, float]]:
        """Visual lines with their left and right edge."""
        words = self.document.words
        return [
            (a, b, min(w.box.x0 for w in words[a:b]), max(w.box.x1 for w in words[a:b]))
            for a, b in self.lines
        ]

    def starts_block(self, index: int) -> bool:
        """Whether a new paragraph, list item, cell or page begins with this word."""
        return self._block_starts[index]

    @cached_property
    def _block_starts(self) -> list[bool]:
        words, cells = self.document.words, self.cell_at
        starts = [True] * len(words)
        for index, (before, word) in enumerate(pairwise(words), start=1):
            if before.page != word.page:
                continue
            here, there = cells.get(index), cells.get(index - 1)
            if here is not None or there is not None:
                starts[index] = here != there
            elif before.line == word.line:
                starts[index] = False
            elif word.text not in BULLETS and index - 1 not in self._leading_lines:
                starts[index] = index - 1 in self.short_lines
        return starts

    def after_short_line(self, index: int) -> bool:
        """Whether this word follows a line that ended well short of the text's right edge."""
        if index == 0:
            return False
        if self.document.words[index - 1].page != self.document.words[index].page:
            return True
        return index - 1 in self.short_lines

    def starts_sentence(self, index: int) -> bool:
        """Whether a sentence or block begins with this word."""
        if self.starts_block(index):
            return True
        before, word = self.document.words[index - 1], self.document.words[index]
        return before.text in {".", "!", "?"} and word.text[:1].isupper()


def rows(table: Table) -> Iterator[list[Cell]]:
    """Yield the cells of each row that has any, from left to right."""
    row: list[Cell] = []
    for cell in table.cells:
        if row and cell.row != row[-1].row:
            yield row
            row = []
        row.append(cell)
    if row:
        yield row
