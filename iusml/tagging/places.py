"""Where words stand, in steps coarse enough to learn from: columns, edges and type sizes."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from iusml.document import Document, Page

STEPS = 100
"""Steps over a page's width and height; step 0 means that there is no place."""
COORDINATES = 4
SIZE_STEPS_PER_DOUBLING = 12
_MIDDLE = STEPS // 2

Place = tuple[int, int, int, int]
"""Left edge, right edge and top edge of a word (1 to STEPS over its page), and its height beside
the page's middle word (STEPS / 2 is equal, SIZE_STEPS_PER_DOUBLING steps are twice as high)."""
NOWHERE: Place = (0, 0, 0, 0)
Coordinates = NDArray[np.float64]


def word_places(document: Document) -> list[Place]:
    """Return the place of every word, as LiLT (Wang and others, 2022) gives it to a text model."""
    places: list[Place] = []
    for page in document.pages:
        if page.start < page.end:
            boxes = np.array([word.box for word in document.words[page.start : page.end]])
            places.extend(_places(boxes, page))
    return places


def _places(boxes: Coordinates, page: Page) -> Iterator[Place]:
    """The places of one page's words; `boxes` has shape (words, 4)."""
    heights = np.maximum(0.1, boxes[:, 3] - boxes[:, 1])
    doublings = np.log2(heights / np.median(heights))
    sizes = np.clip(_MIDDLE + np.rint(SIZE_STEPS_PER_DOUBLING * doublings), 1, STEPS)
    left, right = (_steps(boxes[:, edge], page.width_pt) for edge in (0, 2))
    columns = (left, right, _steps(boxes[:, 1], page.height_pt), sizes)
    return zip(*(column.astype(int).tolist() for column in columns), strict=True)


def _steps(values: Coordinates, whole: float) -> Coordinates:
    return 1 + np.floor(np.clip(STEPS * values / max(whole, 1.0), 0, STEPS - 1))
