"""The only user of PyMuPDF (AGPL): opens files from strangers and hands out plain facts."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
MAX_CONTENT_BYTES = 2_000_000
"""A page with more to draw than this is a map or a plan: its lines would take seconds and hundreds
of megabytes, and are no table."""
MAX_PAGES = 20_000
"""No report has as many; damaged files may claim a billion."""
MAX_WORDS = 20_000
"""A sheet of A0 full of small print has fewer words."""
MAX_WORD_LETTERS = 400
"""A longer run without a blank is cut into words of this length; no letter is lost."""
_TINY_PT = 2.0
_NEAR_WHITE = 0xF0
_SHOWN = pymupdf.mupdf.FZ_STEXT_FILLED | pymupdf.mupdf.FZ_STEXT_STROKED
_STORE_PAGES = 100
"""MuPDF keeps fonts and pictures of so many pages before it drops them."""


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
    `rules` are its thin horizontal and vertical lines; `image_share` is 0..1 of its area, covered
    by `pictures`. `unseen_share` is 0..1 of its letters: drawn invisibly, as scanners do under the
    picture of a page. `left_out` counts the words beyond MAX_WORDS.
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
    pictures: tuple[Box, ...] = ()
    unseen_share: float = 0.0
    left_out: int = 0


class PdfFile:
    """An open PDF; pages are counted from 1."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle
        self.picture_damaged = False
        """Whether MuPDF filled up missing parts of a picture on the page last rendered."""

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
        if number % _STORE_PAGES == 0:
            pymupdf.TOOLS.store_shrink(100)
        page = self._handle.load_page(number - 1)
        place = _placer(page)
        text, images = _text_and_images(page)
        spans = _Spans(text)
        found = text.extractWORDS()
        kept = [e for e in found if not spans.hides(*e[:4])] if spans.hidden else found
        width, height = float(page.rect.width), float(page.rect.height)
        pictures = tuple(_within(place(*image["bbox"]), width, height) for image in images)
        return RawPage(
            number=number,
            width_pt=width,
            height_pt=height,
            rotation=int(page.rotation),
            turn=(spans.turn() + int(page.rotation)) % 360,
            words=tuple(_words(kept[:MAX_WORDS], place)),
            rules=tuple(_rules(page, place)),
            image_share=min(1.0, sum(map(_area, pictures)) / (width * height or 1.0)),
            pictures=pictures,
            unseen_share=spans.unseen_share(),
            left_out=max(0, len(kept) - MAX_WORDS),
        )

    def size(self, number: int) -> tuple[float, float]:
        """Return the width and height of one page in points. Raises RuntimeError as `page`."""
        rect = self._handle.load_page(number - 1).rect
        return float(rect.width), float(rect.height)

    def render(self, number: int, dpi: int) -> tuple[bytes, int, int]:
        """Return one page as grey bytes (row by row), its width and height in pixels."""
        page = self._handle.load_page(number - 1)
        pymupdf.TOOLS.reset_mupdf_warnings()
        pixmap = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY, alpha=False)
        warnings = pymupdf.TOOLS.mupdf_warnings()
        self.picture_damaged = any(sign in warnings for sign in _PICTURE_DAMAGE)
        pymupdf.TOOLS.store_shrink(100)  # an unpacked picture can take a hundred megabytes
        return bytes(pixmap.samples), int(pixmap.width), int(pixmap.height)


_TEXT = pymupdf.TEXT_PRESERVE_WHITESPACE & ~pymupdf.TEXT_PRESERVE_LIGATURES
Placer = Callable[[float, float, float, float], Box]
"""From a rectangle of the page as stored to a box of the page as shown."""
_PICTURE_DAMAGE = ("truncated image", "premature end", "library error")
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
        _check_pages(handle, path.name)
        yield PdfFile(handle)
    finally:
        handle.close()


def _check_pages(handle: Any, name: str) -> None:
    try:
        count = handle.page_count
    except RuntimeError as error:
        raise UnreadablePdfError(f"{name} is damaged and cannot be read. {_ADVICE}") from error
    if count == 0:
        raise UnreadablePdfError(f"{name} has no pages. {_ADVICE}")
    if count > MAX_PAGES:
        raise UnreadablePdfError(
            f"{name} has {count} pages; at most {MAX_PAGES} are read. Split it and run again."
        )


def is_out_of_memory(error: Exception) -> bool:
    """Whether `error` is Python's or MuPDF's word for too little memory."""
    return isinstance(error, MemoryError) or "alloc" in str(error)


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


def _placer(page: Any) -> Placer:
    if not page.rotation:
        return _box
    a, b, c, d, e, f = page.rotation_matrix

    def turned(x0: float, y0: float, x1: float, y1: float) -> Box:
        return _box(
            a * x0 + c * y0 + e, b * x0 + d * y0 + f, a * x1 + c * y1 + e, b * x1 + d * y1 + f
        )

    return turned


def _box(x0: float, y0: float, x1: float, y1: float) -> Box:
    if x0 <= x1 and y0 <= y1:
        return Box(x0, y0, x1, y1)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _within(box: Box, width: float, height: float) -> Box:
    x0, y0 = min(max(box.x0, 0.0), width), min(max(box.y0, 0.0), height)
    return Box(x0, y0, max(x0, min(box.x1, width)), max(y0, min(box.y1, height)))


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def _text_and_images(page: Any) -> tuple[Any, list[Any]]:
    """The text of a page, and its images without their contents."""
    text = page.get_textpage(flags=_TEXT | pymupdf.TEXT_PRESERVE_IMAGES)
    images = text.extractIMGINFO()
    # The look of the text can only be had together with the contents of the images.
    return (page.get_textpage(flags=_TEXT) if images else text), images


def _words(entries: Iterable[Any], place: Placer) -> Iterator[RawWord]:
    for x0, y0, x1, y1, text, *_ in entries:
        if len(text) <= MAX_WORD_LETTERS:
            yield RawWord(text, place(x0, y0, x1, y1))
            continue
        step = (x1 - x0) / len(text)
        for start in range(0, len(text), MAX_WORD_LETTERS):
            part = text[start : start + MAX_WORD_LETTERS]
            left = x0 + start * step
            yield RawWord(part, place(left, y0, left + len(part) * step, y1))


class _Spans:
    """What a page's runs of text look like: where they run, which of them nobody can see.

    `hidden` are places of tiny text in the colour of paper: nothing that a reader is meant to see.
    """

    def __init__(self, text: Any) -> None:
        self.hidden: list[tuple[float, float, float, float]] = []
        self._letters: Counter[int] = Counter()
        self._unseen = 0
        for block in text.extractDICT()["blocks"]:
            for line in block["lines"]:
                turn = _turn(*line["dir"])
                for span in line["spans"]:
                    self._add(span, turn)

    def _add(self, span: Any, turn: int) -> None:
        self._letters[turn] += len(span["text"])
        if not span["char_flags"] & _SHOWN:
            self._unseen += len(span["text"])
        elif span["size"] < _TINY_PT and _is_near_white(span["color"]):
            self.hidden.append(span["bbox"])

    def turn(self) -> int:
        """The clockwise angle by which most characters run on the page as stored."""
        return self._letters.most_common(1)[0][0] if self._letters else 0

    def unseen_share(self) -> float:
        """The share of characters that are drawn invisibly."""
        return self._unseen / max(1, self._letters.total())

    def hides(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """Whether the middle of a word lies in hidden text of its own height."""
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        return y1 - y0 < 2 * _TINY_PT and any(
            a <= x <= c and b <= y <= d for a, b, c, d in self.hidden
        )


def _turn(x: float, y: float) -> int:
    if abs(x) > abs(y):
        return 0 if x > 0 else 180
    return 270 if y < 0 else 90


def _is_near_white(color: int) -> bool:
    return min(color >> 16, color >> 8 & 0xFF, color & 0xFF) >= _NEAR_WHITE


def _rules(page: Any, place: Placer) -> Iterator[Box]:
    """Thin lines and the edges of rectangles, as zero-thickness boxes."""
    if _content_bytes(page) > MAX_CONTENT_BYTES:
        return
    seen = 0
    for drawing in page.get_cdrawings():
        for item in drawing.get("items", ()):
            for rect in _item_rects(item):
                seen += 1
                if seen > _MAX_RULES:
                    return
                yield place(*rect)


def _content_bytes(page: Any) -> int:
    """How much there is to draw on the page, with what it takes from elsewhere in the file."""
    forms = {form[0] for form in page.get_xobjects()}
    streams = sum(len(page.parent.xref_stream(xref) or b"") for xref in forms)
    return len(page.read_contents()) + streams


def _item_rects(item: Any) -> Iterator[tuple[float, float, float, float]]:
    if item[0] == "l":
        (x0, y0), (x1, y1) = item[1], item[2]
        if abs(x0 - x1) < 1.5 or abs(y0 - y1) < 1.5:
            yield x0, y0, x1, y1
    elif item[0] == "re":
        x0, y0, x1, y1 = item[1]
        if abs(x1 - x0) < 3 or abs(y1 - y0) < 3:
            yield x0, y0, x1, y1
        else:
            yield x0, y0, x1, y0
            yield x0, y1, x1, y1
            yield x0, y0, x0, y1
            yield x1, y0, x1, y1


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


def with_language(content: bytes, language: str) -> bytes:
    """Return a PDF that tells its language, such as "sv", to programs that read aloud."""
    with pymupdf.open(stream=content, filetype="pdf") as handle:
        handle.set_language(language)
        return bytes(handle.tobytes(deflate=True, no_new_id=True))
