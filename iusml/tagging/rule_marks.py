"""What the written rules share: text with the way back to its words, and the labels given."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from iusml.document import Document
from iusml.layout import Layout
from iusml.normalise.text import fold

ENDLESS = 100
"""Letters without a blank, beyond which they are no word: patterns would try every part of it."""
_EDGE = frozenset(',.;:()[]*–—-"”“»«')


class View:
    """The words `[start, end)` as one text whose characters lead back to words.

    Of an endless word the text has the start; endless runs of words without blanks get some.
    """

    def __init__(self, document: Document, start: int, end: int) -> None:
        self.start, self.end = start, end
        self._parts: list[str] = []
        run = 0
        for index in range(start, end):
            word = document.words[index]
            gap = "" if index == start or (word.glued and run <= ENDLESS) else " "
            part = gap + word.text[:ENDLESS]
            self._parts.append(part)
            run = len(part) + (0 if gap else run)
        self.text = "".join(self._parts)

    @cached_property
    def _word_at(self) -> list[int]:
        """The word of each character."""
        return [index for index, part in enumerate(self._parts, self.start) for _ in part]

    @cached_property
    def folded(self) -> str:
        """The text folded for comparing; its offsets do not lead back to words."""
        return fold(self.text)

    def words(self, start: int, end: int) -> tuple[int, int]:
        """Return the words `[first, last)` that the characters `[start, end)` belong to."""
        while start < end and self.text[start] == " ":
            start += 1
        if start >= end:
            return self.start, self.start
        return self._word_at[start], self._word_at[end - 1] + 1


@dataclass(slots=True)
class Marks:
    """Labels given to words so far. The first rule to label a word keeps it."""

    document: Document
    layout: Layout
    labels: dict[int, str] = field(default_factory=dict)
    spans: list[tuple[str, int, int]] = field(default_factory=list)

    def put(self, label: str, start: int, end: int) -> bool:
        """Label the words `[start, end)` without punctuation at the ends; say whether done."""
        words = self.document.words
        while start < end and set(words[start].text) <= _EDGE:
            start += 1
        while start < end and set(words[end - 1].text) <= _EDGE - {"*"}:
            end -= 1
        if start >= end or any(index in self.labels for index in range(start, end)):
            return False
        self.spans.append((label, start, end))
        self.labels.update(dict.fromkeys(range(start, end), label))
        return True

    def within(self, start: int, end: int, names: Iterable[str]) -> bool:
        """Whether a word of `[start, end)` has one of the labels `names`."""
        wanted = set(names)
        return any(self.labels.get(index) in wanted for index in range(start, end))

    def lines(self) -> Iterator[View]:
        """Yield each table cell and each printed line outside tables."""
        cells = self.layout.cell_at
        start = 0
        for index, (one, two) in enumerate(pairwise(self.document.words), start=1):
            there, here = cells.get(index - 1), cells.get(index)
            if here is None and there is None:
                apart = one.line != two.line or one.page != two.page
            else:
                apart = here != there
            if apart:
                yield View(self.document, start, index)
                start = index
        if self.document.words:
            yield View(self.document, start, len(self.document.words))

    def blocks(self) -> Iterator[View]:
        """Yield the paragraphs and list items outside tables."""
        outside = [i for i in range(len(self.document.words)) if i not in self.layout.cell_at]
        start: int | None = None
        for at, index in enumerate(outside):
            if start is None or self.layout.starts_block(index):
                if start is not None:
                    yield View(self.document, start, outside[at - 1] + 1)
                start = index
        if start is not None:
            yield View(self.document, start, outside[-1] + 1)


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, a ditto mark."""
    return not re.search(r"\w", text)
