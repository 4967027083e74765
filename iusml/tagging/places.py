"""Where words stand, in steps coarse enough to learn from: columns, edges and type sizes."""

from math import log2
from statistics import median

from iusml.document import Document, Page, Word

STEPS = 100
"""Steps over a page's width and height; step 0 means that there is no place."""
COORDINATES = 4
SIZE_STEPS_PER_DOUBLING = 12
_MIDDLE = STEPS // 2

Place = tuple[int, int, int, int]
"""Left edge, right edge and top edge of a word (1 to STEPS over its page), and its height beside
the page's middle word (STEPS / 2 is equal, SIZE_STEPS_PER_DOUBLING steps are twice as high)."""
NOWHERE: Place = (0, 0, 0, 0)


def word_places(document: Document) -> list[Place]:
    """Return the place of every word, as LiLT (Wang and others, 2022) gives it to a text model."""
    places: list[Place] = []
    for page in document.pages:
        words = document.words[page.start : page.end]
        if not words:
            continue
        usual = median(_height(word) for word in words)
        places.extend(_place(word, page, usual) for word in words)
    return places


def _place(word: Word, page: Page, usual: float) -> Place:
    left, right = (_step(x, page.width_pt) for x in (word.box.x0, word.box.x1))
    return left, right, _step(word.box.y0, page.height_pt), _size(_height(word), usual)


def _height(word: Word) -> float:
    return max(0.1, word.box.y1 - word.box.y0)


def _step(value: float, whole: float) -> int:
    return min(STEPS, max(1, 1 + int(STEPS * value / max(whole, 1.0))))


def _size(height: float, usual: float) -> int:
    return min(STEPS, max(1, _MIDDLE + round(SIZE_STEPS_PER_DOUBLING * log2(height / usual))))
