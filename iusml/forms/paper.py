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
    boxes = [word.box for word in document.words[page.start : page.end]]
    levels = sorted((box.center[1], number, box.y1 - box.y0) for number, box in enumerate(boxes))
    groups: list[list[int]] = []
    middle, height = 0.0, 0.0  # of the last group's first word
    for level, number, own in levels:
        if groups and level - middle <= SAME_ROW * min(height, own):
            groups[-1].append(number)
        else:
            groups.append([number])
            middle, height = level, own
    found = []
    for group in groups:
        group.sort(key=lambda number: boxes[number].x0)
        top, bottom = min(boxes[n].y0 for n in group), max(boxes[n].y1 for n in group)
        found.append(Row(tuple(page.start + n for n in group), top, bottom))
    return found


def box_of(document: Document, indices: Iterable[int]) -> Box:
    """The box around the words at `indices`, of which there is at least one."""
    boxes = [document.words[index].box for index in indices]
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def runs(document: Document, indices: Sequence[int]) -> list[list[int]]:
    """Words of one row as runs that wide gaps set apart."""
    found: list[list[int]] = []
    right = 0.0
    for index in indices:
        box = document.words[index].box
        if found and box.x0 - right <= WIDE_GAP * (box.y1 - box.y0):
            found[-1].append(index)
        else:
            found.append([index])
        right = box.x1
    return found
