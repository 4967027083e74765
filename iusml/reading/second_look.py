"""A second look at doubtful words: cut out and set below each other, many are read right.

In their page such words stand alone in wide columns, near lines, or where a stamp was; what the
first look makes of them is often a shape without sense. One picture holds all doubtful words of
a page, so that Tesseract starts once.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

Data = dict[str, list[Any]]
"""What Tesseract gives: lists of equal length for text, conf (0..100), left, top, width, height."""

DOUBTED, SURE, BETTER = 75.0, 88.0, 10.0
"""Looked at again are words below the first; taken is what is surer than the second, and surer than
before by the third."""
MARGIN_INCH = 0.04
GAP_INCH = 0.13
MAX_WORDS = 300
"""A page with more of them is no page of words."""


def look_again(image: "Image", data: Data, dpi: int, read: Callable[["Image"], Data]) -> Data:
    """Return `data` with doubtful words as `read` sees them alone, where it is much surer."""
    doubtful = [n for n in range(len(data["text"])) if _doubtful(data["text"][n], data["conf"][n])]
    if not 0 < len(doubtful) <= MAX_WORDS:
        return data
    sheet, middles = _stacked(image, [_box(data, n, image, dpi) for n in doubtful], dpi)
    found = read(sheet)
    texts, scores = list(data["text"]), list(data["conf"])
    for number, (top, foot) in zip(doubtful, middles, strict=True):
        seen = [n for n in range(len(found["text"])) if _inside(found, n, top, foot)]
        if len(seen) != 1:
            continue
        text, score = found["text"][seen[0]].strip(), float(found["conf"][seen[0]])
        surer = score >= max(SURE, float(scores[number]) + BETTER)
        if surer and any(char.isalnum() for char in text):
            texts[number], scores[number] = text, score
    return {**data, "text": texts, "conf": scores}


def _doubtful(text: str, score: Any) -> bool:
    return 0 <= float(score) < DOUBTED and any(char.isalnum() for char in text)


def _box(data: Data, number: int, image: "Image", dpi: int) -> tuple[int, int, int, int]:
    """The word's box with a margin; a cut through a neighbour would make signs of it."""
    margin = round(MARGIN_INCH * dpi)
    left, top = int(data["left"][number]), int(data["top"][number])
    right, foot = left + int(data["width"][number]), top + int(data["height"][number])
    return (
        max(0, left - margin),
        max(0, top - margin),
        min(image.width, right + margin),
        min(image.height, foot + margin),
    )


def _stacked(
    image: "Image", boxes: Sequence[tuple[int, int, int, int]], dpi: int
) -> tuple["Image", list[tuple[int, int]]]:
    """A picture of the boxes below each other, and from where to where each of them stands."""
    from PIL import Image

    gap = round(GAP_INCH * dpi)
    paper = _paper(image)
    width = max(right - left for left, _, right, _ in boxes) + 2 * gap
    height = sum(foot - top + gap for _, top, _, foot in boxes) + gap
    sheet = Image.new("L", (width, height), paper)
    y, bands = gap, []
    for box in boxes:
        sheet.paste(image.crop(box), (gap, y))
        bands.append((y, y + box[3] - box[1]))
        y += box[3] - box[1] + gap
    return sheet, bands


def _paper(image: "Image") -> int:
    """The grey of the paper: the commonest one."""
    counts = image.convert("L").histogram()
    return counts.index(max(counts))


def _inside(found: Data, number: int, top: int, foot: int) -> bool:
    middle = int(found["top"][number]) + int(found["height"][number]) / 2
    told = found["text"][number].strip() and float(found["conf"][number]) >= 0
    return bool(told) and top <= middle <= foot
