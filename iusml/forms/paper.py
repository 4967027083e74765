"""A page as rows of words, whatever its reading order: forms are read from places alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from iusml.document import Box, Document, Page

SAME_ROW = 0.4
"""Middles of words of one row differ by at most this share of the smaller height."""
WIDE_GAP = 0.8
"""A gap wider than this share of the row's height sets words apart."""


@dataclass(frozen=True, slots=True)
class Row:
    """Words that stand level, from left to right."""

    words: tuple[int, ...]
    y0: float
    y1: float

    @property
    def height(self) -> float:
        """Its height in points."""
        return self.y1 - self.y0


def rows(document: Document, page: Page) -> list[Row]:
    """The rows of one page from top to bottom."""
    groups: list[list[int]] = []
    for index in sorted(range(page.start, page.end), key=lambda i: _middle(document, i)):
        if groups and _level(document, groups[-1][0], index):
            groups[-1].append(index)
        else:
            groups.append([index])
    found = []
    for group in groups:
        group.sort(key=lambda i: document.words[i].box.x0)
        box = box_of(document, group)
        found.append(Row(tuple(group), box.y0, box.y1))
    return found


def _middle(document: Document, index: int) -> float:
    return document.words[index].box.center[1]


def _level(document: Document, one: int, two: int) -> bool:
    first, second = document.words[one].box, document.words[two].box
    height = min(first.y1 - first.y0, second.y1 - second.y0)
    return abs(first.center[1] - second.center[1]) <= SAME_ROW * height


def box_of(document: Document, indices: Iterable[int]) -> Box:
    """The box around the words at `indices`, of which there is at least one."""
    first, *others = indices
    box = document.words[first].box
    for index in others:
        box = box.union(document.words[index].box)
    return box


def runs(document: Document, indices: Sequence[int]) -> list[list[int]]:
    """Words of one row as runs that wide gaps set apart."""
    found: list[list[int]] = []
    for index in indices:
        box = document.words[index].box
        near = found and box.x0 - document.words[found[-1][-1]].box.x1 <= WIDE_GAP * (
            box.y1 - box.y0
        )
        if near:
            found[-1].append(index)
        else:
            found.append([index])
    return found
