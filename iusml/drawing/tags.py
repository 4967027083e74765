"""Places for the tags of frames: beside or above them, where the page is empty."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iusml.document import Box
from iusml.drawing.marks import Colour, Mark, colour

SIZE_PT = 5.5
GAP_PT = 1.5
SHIFTS = (0.0, 12.0, 24.0, 40.0)
INK = 170
MAX_HIDDEN = 0.02
"""A tag may touch this share of ink: specks of a scan, not text."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A short text and the room it takes, in points of the page as shown."""

    text: str
    box: Box
    colour: Colour


def place_tags(
    marks: Sequence[Mark], page: NDArray[np.uint8], width: Callable[[str], float]
) -> list[Tag]:
    """Return tags for the marks of one page that hide as little as can be.

    `page` is its picture in grey at one pixel a point, `width` a text's width in points. A mark
    whose surroundings are full gets its short text, or none at all: its colour tells the label.
    """
    taken = page < INK
    for mark in marks:
        taken[_part(mark.box)] = True
    tags = []
    for mark in marks:
        for text in filter(None, (mark.tag, mark.short)):
            box = _room(taken, mark.box, width(text))
            if box is not None:
                taken[_part(box)] = True
                tags.append(Tag(text, box, colour(mark.label)))
                break
    return tags


def _room(taken: NDArray[np.bool_], around: Box, width: float) -> Box | None:
    height, across = taken.shape
    for x, y in _corners(around, width):
        box = Box(x, y, x + width, y + SIZE_PT)
        inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= across and box.y1 <= height
        if inside and taken[_part(box)].mean() <= MAX_HIDDEN:
            return box
    return None


def _corners(box: Box, width: float) -> Iterator[tuple[float, float]]:
    """Upper left corners to try, the nearest first: above, beside, below, farther aside."""
    above, below = box.y0 - SIZE_PT - GAP_PT, box.y1 + GAP_PT
    level = (box.y0 + box.y1 - SIZE_PT) / 2
    yield box.x0, above
    for shift in SHIFTS:
        yield box.x1 + GAP_PT + shift, level
        yield box.x0 - GAP_PT - shift - width, level
    yield box.x0, below
    yield max(box.x0, box.x1 - width), above


def _part(box: Box) -> tuple[slice, slice]:
    left, top = max(0, int(box.x0)), max(0, int(box.y0))
    return slice(top, max(top + 1, int(box.y1 + 1))), slice(left, max(left + 1, int(box.x1 + 1)))
