"""The only user of PyMuPDF (AGPL): opens files from strangers and hands out plain facts."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymupdf

from iusml.document import Box
from iusml.errors import EncryptedPdfError, UnreadablePdfError

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

Rgb = tuple[float, float, float]
"""Red, green and blue, each 0..1."""

_TAG_PT, _FRAME_PT, _CORNER_PT = 4.5, 0.7, 6.0
_MAX_RULES = 4000
"""A page with more lines than this is a drawing, not a table."""


@dataclass(frozen=True, slots=True)
class RawWord:
    """A word of the text layer, in points of the page as shown."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class RawPage:
    """What a page holds, in points of the page as shown.

    `turn` is the clockwise angle (0, 90, 180, 270) by which its text is drawn turned, and
    `skew_deg` tilts its lines a little further clockwise (scans);
    `rules` are its thin horizontal and vertical lines; `image_share` is 0..1 of its area.
    """

    number: int
    width_pt: float
    height_pt: float
    rotation: int
    turn: int
    words: tuple[RawWord, ...]
    rules: tuple[Box, ...]
    image_share: float
    skew_deg: float = 0.0


class PdfFile:
    """An open PDF; pages are counted from 1."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle

    @property
    def page_count(self) -> int:
        """Number of pages."""
        return int(self._handle.page_count)

    @property
    def repaired(self) -> bool:
        """Whether the file was damaged and mended while opening; parts may be missing."""
        return bool(self._handle.is_repaired)

    def page(self, number: int) -> RawPage:
        """Return the facts of one page. Raises RuntimeError where the page is damaged."""
        page = self._handle.load_page(number - 1)
        matrix = page.rotation_matrix
        words = tuple(
            RawWord(entry[4], _box(pymupdf.Rect(entry[:4]) * matrix))
            for entry in page.get_text("words", flags=_WORD_FLAGS)
        )
        return RawPage(
            number=number,
            width_pt=float(page.rect.width),
            height_pt=float(page.rect.height),
            rotation=int(page.rotation),
            turn=_turn(page),
            words=words,
            rules=tuple(_rules(page, matrix)),
            image_share=_image_share(page),
        )

    def render(self, number: int, dpi: int) -> tuple[bytes, int, int]:
        """Return one page as grey bytes (row by row), its width and height in pixels."""
        page = self._handle.load_page(number - 1)
        pixmap = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY, alpha=False)
        return bytes(pixmap.samples), int(pixmap.width), int(pixmap.height)


_WORD_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE & ~pymupdf.TEXT_PRESERVE_LIGATURES
_ADVICE = "Check that the file opens in a PDF viewer, or ask the sender for it again."


@contextmanager
def open_pdf(path: Path) -> Iterator[PdfFile]:
    """Open `path`. Raises UnreadablePdfError or EncryptedPdfError with a plain sentence."""
    handle = _open(path)
    try:
        if handle.needs_pass:
            raise EncryptedPdfError(
                f"{path.name} is locked with a password. Save an unlocked copy and run again."
            )
        if handle.page_count == 0:
            raise UnreadablePdfError(f"{path.name} has no pages. {_ADVICE}")
        yield PdfFile(handle)
    finally:
        handle.close()


def _open(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise UnreadablePdfError(f"{path.name} cannot be opened: {reason}.") from error
    if not head:
        raise UnreadablePdfError(f"{path.name} is empty. {_ADVICE}")
    if b"%PDF" not in head:
        raise UnreadablePdfError(f"{path.name} is not a PDF file. {_ADVICE}")
    try:
        return pymupdf.open(path, filetype="pdf")
    except Exception as error:  # MuPDF raises many kinds for damaged files
        raise UnreadablePdfError(f"{path.name} is damaged and cannot be read. {_ADVICE}") from error


def _box(rect: Any) -> Box:
    rect = rect.normalize()
    return Box(float(rect.x0), float(rect.y0), float(rect.x1), float(rect.y1))


def _turn(page: Any) -> int:
    """The clockwise angle by which most characters run, seen on the page as shown."""
    counts: Counter[int] = Counter()
    for block in page.get_text("dict", flags=0)["blocks"]:
        for line in block.get("lines", ()):
            x, y = line["dir"]
            angle = 0 if abs(x) > abs(y) and x > 0 else 180 if abs(x) > abs(y) else 90
            if abs(y) >= abs(x) and y < 0:
                angle = 270
            counts[angle] += sum(len(span["text"]) for span in line["spans"])
    if not counts:
        return 0
    return int((counts.most_common(1)[0][0] + page.rotation) % 360)


def _rules(page: Any, matrix: Any) -> Iterator[Box]:
    """Thin lines and the edges of rectangles, as zero-thickness boxes."""
    seen = 0
    for drawing in page.get_cdrawings():
        for item in drawing.get("items", ()):
            for rect in _item_rects(item):
                seen += 1
                if seen > _MAX_RULES:
                    return
                yield _box(rect * matrix)


def _item_rects(item: Any) -> Iterator[Any]:
    if item[0] == "l":
        (x0, y0), (x1, y1) = item[1], item[2]
        if abs(x0 - x1) < 1.5 or abs(y0 - y1) < 1.5:
            yield pymupdf.Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    elif item[0] == "re":
        x0, y0, x1, y1 = item[1]
        if abs(x1 - x0) < 3 or abs(y1 - y0) < 3:
            yield pymupdf.Rect(x0, y0, x1, y1)
        else:
            yield pymupdf.Rect(x0, y0, x1, y0)
            yield pymupdf.Rect(x0, y1, x1, y1)
            yield pymupdf.Rect(x0, y0, x0, y1)
            yield pymupdf.Rect(x1, y0, x1, y1)


def _image_share(page: Any) -> float:
    area = abs(page.rect.width * page.rect.height) or 1.0
    covered = 0.0
    for image in page.get_image_info():
        rect = pymupdf.Rect(image["bbox"]) & page.cropbox
        covered += abs(rect.width * rect.height)
    return float(min(1.0, covered / area))


@dataclass(frozen=True, slots=True)
class Note:
    """A frame on a page (from 1) with a text that viewers show on demand, or the text `written`.

    The box is in points of the page as shown.
    """

    page: int
    box: Box
    text: str
    colour: Rgb
    written: bool = False


def plain_font() -> bytes:
    """Return the font file of a plain typeface with Swedish letters, for pictures."""
    return bytes(pymupdf.Font("helv").buffer)


def write_notes(
    source: Path, target: Path, notes: Sequence[Note], captions: Mapping[int, str]
) -> None:
    """Write the pages of `captions` (from 1) as a PDF with `notes` as its annotations.

    A caption is a note of its own in the corner of its page. Raises OSError.
    """
    with open_pdf(source) as file:
        handle = file._handle
        for note in notes:
            page = handle.load_page(note.page - 1)
            rect = pymupdf.Rect(note.box) * page.derotation_matrix
            if note.written:
                annot = page.add_freetext_annot(
                    rect, note.text, fontsize=_TAG_PT, text_color=note.colour, rotate=page.rotation
                )
            else:
                annot = page.add_rect_annot(rect)
                annot.set_colors(stroke=note.colour)
                annot.set_border(width=_FRAME_PT)
            annot.set_info(title="iusml", content=note.text)
            annot.update()
        for number, caption in captions.items():
            page = handle.load_page(number - 1)
            if caption:
                corner = pymupdf.Point(_CORNER_PT, _CORNER_PT) * page.derotation_matrix
                page.add_text_annot(corner, caption).set_info(title="iusml")
        handle.select([number - 1 for number in captions])
        target.write_bytes(handle.tobytes(deflate=True))
