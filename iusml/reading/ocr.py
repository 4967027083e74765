"""Recognise the words of a page picture with Tesseract and its Swedish model."""

import math
import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any, Protocol

from iusml.document import Box
from iusml.errors import MissingDependencyError, OcrTimeoutError
from iusml.reading.pdf import PdfFile, RawPage, RawWord

if TYPE_CHECKING:
    from PIL.Image import Image

    from iusml.reading.ruling import Grey, PixelRule

DPI = 300
LANGUAGE = "swe"
SPARSE_TEXT = 11
"""Tesseract's mode that looks for words anywhere: others drop lone columns of short numbers, and
the reading order that they would give is ours to find anyway."""
BLOCK_OF_TEXT = 6
PAGE_SECONDS = 180
MIN_TILT_DEG = 0.3
"""Tesseract reads pages that are tilted less as well as straight ones."""
POOR_CONFIDENCE = 0.7
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
        """Return the words of `page`; a tilted page, or one on its side, is turned upright."""
        import numpy as np

        from iusml.reading.leaders import without_leaders
        from iusml.reading.ruling import split_rules
        from iusml.reading.skew import tilt_deg

        dpi = _dpi(page)
        samples, width, height = file.render(page.number, dpi)
        grey = np.frombuffer(samples, dtype=np.uint8).reshape(height, width)
        tilt = tilt_deg(grey, dpi)
        sheet = _Sheet(page, dpi, tilt if abs(tilt) >= MIN_TILT_DEG else 0.0)
        cleaned, lines = split_rules(sheet.straight(grey), dpi)
        data, turn = _read_upright(without_leaders(cleaned, dpi), dpi)
        return _recognised(data, sheet, turn, lines)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page, its picture's resolution, and the tilt that was taken out of the picture."""

    page: RawPage
    dpi: int
    tilt_deg: float

    def straight(self, grey: "Grey") -> "Grey":
        """The picture turned back by the tilt; it grows so that nothing is cut off."""
        if not self.tilt_deg:
            return grey
        import numpy as np
        from PIL import Image

        turned = Image.fromarray(grey).rotate(
            self.tilt_deg, Image.Resampling.BICUBIC, expand=True, fillcolor=255
        )
        return np.asarray(turned)

    def size_pt(self) -> tuple[float, float]:
        """Width and height of the straightened picture in points."""
        width, height = self.page.width_pt, self.page.height_pt
        sine, cosine = abs(self._sine), self._cosine
        return width * cosine + height * sine, width * sine + height * cosine

    def shown(self, box: Box) -> Box:
        """A box of the straightened picture, in points, on the page; it keeps its size."""
        if not self.tilt_deg:
            return box
        width, height = self.size_pt()
        x, y = box.center
        across, down = x - width / 2, y - height / 2
        dx = self.page.width_pt / 2 + across * self._cosine - down * self._sine - x
        dy = self.page.height_pt / 2 + across * self._sine + down * self._cosine - y
        return Box(box.x0 + dx, box.y0 + dy, box.x1 + dx, box.y1 + dy)

    @property
    def _sine(self) -> float:
        return math.sin(math.radians(self.tilt_deg))

    @property
    def _cosine(self) -> float:
        return math.cos(math.radians(self.tilt_deg))


def _read_upright(picture: "Grey", dpi: int) -> tuple[dict[str, list[Any]], int]:
    """What Tesseract reads, and the clockwise angle by which the text lies in `picture`."""
    from PIL import Image

    from iusml.reading.second_look import look_again

    image = Image.fromarray(picture)
    data, turn = _first_look(image)
    upright = image.rotate(turn, expand=True) if turn else image
    return look_again(upright, data, dpi, lambda sheet: _read(sheet, BLOCK_OF_TEXT)), turn


def _first_look(image: "Image") -> tuple[dict[str, list[Any]], int]:
    """What Tesseract reads, turning the page where it must."""
    data = _read(image)
    sideways = _upended(data)
    if _mean(data) >= POOR_CONFIDENCE and not sideways:
        return data, 0
    guess = _turn(image)
    if sideways and guess % 180 == 0:
        guess = 90
    if not guess:
        return data, 0
    tries = [] if sideways else [(_mean(data), 0, data)]
    for turn in (guess, (guess + 180) % 360):  # a guess may stand on its head
        again = _read(image.rotate(turn, expand=True)) if turn else data
        tries.append((_mean(again), turn, again))
        if tries[-1][0] >= POOR_CONFIDENCE:
            break
    _, turn, data = max(tries, key=lambda t: t[0])
    return data, turn


def _dpi(page: RawPage) -> int:
    """Less for very large sheets: an A0 page at 300 dpi would need a gigabyte."""
    longest = max(page.width_pt, page.height_pt)
    return max(72, min(DPI, int(72 * 5000 / longest)))


def _read(picture: "Image", mode: int = SPARSE_TEXT) -> dict[str, list[Any]]:
    import pytesseract

    # Tesseract's own threads make one page slower, and starve everything else.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    try:
        data: dict[str, list[Any]] = pytesseract.image_to_data(
            picture,
            lang=LANGUAGE,
            config=f"--psm {mode}",
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


def _turn(picture: "Image") -> int:
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
    data: dict[str, list[Any]], sheet: _Sheet, turn: int, rules: Sequence["PixelRule"]
) -> Recognised:
    width, height = sheet.size_pt()
    scale = (height if turn % 180 else width) / max(1, data["width"][0])
    words, confidences = [], []
    lines: dict[tuple[int, int, int], list[Box]] = defaultdict(list)
    for index, text in enumerate(data["text"]):
        if not text.strip() or float(data["conf"][index]) < 0:
            continue
        x, y = data["left"][index] * scale, data["top"][index] * scale
        box = Box(x, y, x + data["width"][index] * scale, y + data["height"][index] * scale)
        key = (data["block_num"][index], data["par_num"][index], data["line_num"][index])
        lines[key].append(box)
        words.append(RawWord(text.strip(), sheet.shown(_shown(box, turn, width, height))))
        confidences.append(float(data["conf"][index]) / 100)
    return Recognised(
        words=tuple(words),
        confidences=tuple(confidences),
        rules=tuple(sheet.shown(_rule(line, 72 / sheet.dpi)) for line in rules),
        turn=turn,
        skew_deg=sheet.tilt_deg + _skew(list(lines.values())),
    )


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
