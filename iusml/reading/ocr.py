"""Recognise the words of a page picture with Tesseract and its Swedish model."""

import math
import os
from collections import defaultdict
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any, Protocol

from iusml.document import Box
from iusml.errors import MissingDependencyError, OcrTimeoutError
from iusml.reading.pdf import PdfFile, RawPage, RawWord

if TYPE_CHECKING:
    from iusml.reading.ruling import PixelRule

DPI = 300
LANGUAGE = "swe"
SPARSE_TEXT = 11
"""Tesseract's mode that looks for words anywhere: others drop lone columns of short numbers, and
the reading order that they would give is ours to find anyway."""
PAGE_SECONDS = 180
POOR_CONFIDENCE = 0.55
"""Below this mean confidence the page may lie on its side."""
INSTALL = (
    "Install Tesseract with Swedish (Debian: apt-get install tesseract-ocr tesseract-ocr-swe) "
    "and run again."
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """Words of a page picture in points of the page as shown, with confidences 0..1.

    `turn` is the clockwise angle by which the text lies; `skew_deg` tilts its lines clockwise.
    """

    words: tuple[RawWord, ...]
    confidences: tuple[float, ...]
    rules: tuple[Box, ...]
    turn: int
    skew_deg: float


class OcrEngine(Protocol):
    """Recognises one page."""

    def recognise(self, file: PdfFile, page: RawPage) -> Recognised:
        """Return the words of `page`. Raises MissingDependencyError."""
        ...


class TesseractEngine:
    """Tesseract as a program of its own; picture and words live one page at a time."""

    def recognise(self, file: PdfFile, page: RawPage) -> Recognised:
        """Return the words of `page`; a page on its side is turned and read again."""
        import numpy as np
        from PIL import Image

        from iusml.reading.ruling import split_rules

        dpi = _dpi(page)
        samples, width, height = file.render(page.number, dpi)
        grey = np.frombuffer(samples, dtype=np.uint8).reshape(height, width)
        cleaned, lines = split_rules(grey, dpi)
        rules = tuple(_rule(line, 72 / dpi) for line in lines)
        picture = Image.fromarray(cleaned)
        data = _read(picture)
        turn = 0
        doubtful = _mean(data) < POOR_CONFIDENCE or _upended(data)
        if doubtful and (turn := _turn(picture)):
            data = _read(picture.rotate(turn, expand=True))
        return _recognised(data, page, turn, rules)


def _dpi(page: RawPage) -> int:
    """Less for very large sheets: an A0 page at 300 dpi would need a gigabyte."""
    longest = max(page.width_pt, page.height_pt)
    return max(72, min(DPI, int(72 * 5000 / longest)))


def _read(picture: Any) -> dict[str, list[Any]]:
    import pytesseract

    # Tesseract's own threads make one page slower, and starve everything else.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    try:
        data: dict[str, list[Any]] = pytesseract.image_to_data(
            picture,
            lang=LANGUAGE,
            config=f"--psm {SPARSE_TEXT}",
            output_type=pytesseract.Output.DICT,
            timeout=PAGE_SECONDS,
        )
    except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError) as error:
        raise MissingDependencyError(f"The page is a picture. {INSTALL}") from error
    except RuntimeError as error:  # pytesseract's word for a timeout
        raise OcrTimeoutError(f"Recognising it took over {PAGE_SECONDS} seconds.") from error
    return data


def _mean(data: dict[str, list[Any]]) -> float:
    scores = [
        float(c) / 100
        for c, text in zip(data["conf"], data["text"], strict=True)
        if text.strip() and float(c) >= 0
    ]
    return sum(scores) / len(scores) if len(scores) >= 5 else 0.0


def _upended(data: dict[str, list[Any]]) -> bool:
    """Whether most longer words are taller than wide: Tesseract reads lines on their side too."""
    tall: list[bool] = [
        bool(data["height"][i] > data["width"][i])
        for i, text in enumerate(data["text"])
        if len(text.strip()) >= 4
    ]
    return sum(tall) > 0.5 * len(tall)


def _turn(picture: Any) -> int:
    """The clockwise angle by which the text lies, or 0 where Tesseract cannot tell."""
    import pytesseract

    try:
        facts = pytesseract.image_to_osd(picture, output_type=pytesseract.Output.DICT)
    except pytesseract.TesseractError:
        return 0
    return (360 - int(facts["rotate"])) % 360


def _rule(line: "PixelRule", scale: float) -> Box:
    """A ruling line as a box without thickness, in points; skewed ones lie at their middle."""
    x0, y0, x1, y1 = line.x0 * scale, line.y0 * scale, line.x1 * scale, line.y1 * scale
    if x1 - x0 >= y1 - y0:
        return Box(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    return Box((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)


def _recognised(
    data: dict[str, list[Any]], page: RawPage, turn: int, rules: tuple[Box, ...]
) -> Recognised:
    width, height = page.width_pt, page.height_pt
    across = height if turn % 180 else width
    scale = across / max(1, data["width"][0])
    words, confidences = [], []
    lines: dict[tuple[int, int, int], list[Box]] = defaultdict(list)
    for index, text in enumerate(data["text"]):
        if not text.strip() or float(data["conf"][index]) < 0:
            continue
        x, y = data["left"][index] * scale, data["top"][index] * scale
        box = Box(x, y, x + data["width"][index] * scale, y + data["height"][index] * scale)
        key = (data["block_num"][index], data["par_num"][index], data["line_num"][index])
        lines[key].append(box)
        words.append(RawWord(text.strip(), _shown(box, turn, width, height)))
        confidences.append(float(data["conf"][index]) / 100)
    return Recognised(tuple(words), tuple(confidences), rules, turn, _skew(list(lines.values())))


def _shown(box: Box, turn: int, width: float, height: float) -> Box:
    """A box of the upright picture on the page as shown, whose text lies `turn` clockwise."""
    match turn:
        case 90:
            return Box(width - box.y1, box.x0, width - box.y0, box.x1)
        case 180:
            return Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0)
        case 270:
            return Box(box.y0, height - box.x1, box.y1, height - box.x0)
    return box


def _skew(lines: list[list[Box]]) -> float:
    """The tilt of long lines in degrees, from the lower edges of their first and last words."""
    slopes = []
    for boxes in lines:
        first, last = min(boxes), max(boxes)
        if len(boxes) >= 4 and last.x0 - first.x0 > 100:
            rise = (last.y0 + last.y1) / 2 - (first.y0 + first.y1) / 2
            slopes.append(math.degrees(math.atan2(rise, last.x0 - first.x0)))
    return median(slopes) if len(slopes) >= 3 else 0.0
