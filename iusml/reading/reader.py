"""Read one PDF file into a `Document`, page by page; nothing is lost silently."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from iusml.document import Document, Page, Table, Word, check_ledger
from iusml.errors import MissingDependencyError, OcrTimeoutError
from iusml.files import sha256_of
from iusml.reading.heads import without_heads
from iusml.reading.language import foreign_script, looks_swedish
from iusml.reading.ocr import OcrEngine, Recognised, TesseractEngine
from iusml.reading.order import OrderedPage, order_page
from iusml.reading.pdf import PdfFile, RawPage, is_out_of_memory, open_pdf
from iusml.reading.quality import (
    covers,
    has_unread_picture,
    is_usable,
    looks_like_paper,
    needs_ocr,
    text_quality,
)

Source = Literal["text", "ocr", "none"]
LOOK_DPI = 50
"""Enough to see whether a page is blank, paper or a photograph."""
ENOUGH_FOUND = 0.3
"""Recognition that finds fewer words than this share of the text layer's has failed."""
NO_MEMORY = "It needs more memory than reading may take (allow more with --max-memory)."
NO_OCR = "The page is a picture and OCR is off."


@dataclass(frozen=True, slots=True)
class Opened:
    """What is known of a file before its pages are read."""

    page_count: int
    repaired: bool


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page with its words and tables; all indices count in the whole document."""

    page: Page
    words: tuple[Word, ...] = ()
    tables: tuple[Table, ...] = ()
    problems: tuple[str, ...] = ()


def read_document(path: Path, *, ocr: bool = True, engine: OcrEngine | None = None) -> Document:
    """Read `path` in this process; pages without usable text are recognised where `ocr` allows it.

    A page that fails becomes a sentence in `problems`. Raises UnreadablePdfError or
    EncryptedPdfError when nothing at all can be read.
    """
    draft = Draft(path)
    for part in read_pages(path, (engine or TesseractEngine()) if ocr else None):
        draft.add(part)
    return draft.document()


def read_pages(
    path: Path, engine: OcrEngine | None, number: int = 1, first: int = 0
) -> Iterator[Opened | ReadPage]:
    """Yield what is known of the file, then its pages from `number` on.

    `first` is the index that the first word of that page gets in the document.
    """
    with open_pdf(path) as file:
        yield Opened(file.page_count, file.repaired)
        for at in range(number, file.page_count + 1):
            page = _read_page(file, at, engine, first)
            first = page.page.end
            yield page


class Draft:
    """A document in the making: takes one page after the other."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.opened: Opened | None = None
        self.words: list[Word] = []
        self._pages: list[Page] = []
        self._tables: list[Table] = []
        self._problems: list[str] = []

    @property
    def next_page(self) -> int:
        """The number of the page that comes next."""
        return len(self._pages) + 1

    def add(self, part: Opened | ReadPage) -> None:
        """Take what is known of the file, or its next page."""
        if isinstance(part, Opened):
            self.opened = part
            return
        self._pages.append(part.page)
        self.words.extend(part.words)
        self._tables.extend(part.tables)
        self._problems.extend(part.problems)

    @property
    def pages_left(self) -> int:
        """How many pages are still to come."""
        return self.opened.page_count - len(self._pages) if self.opened else 0

    def fail(self, count: int, reason: str) -> None:
        """Put down the next `count` pages, or as many as are left, as not read."""
        first, count = self.next_page, min(count, self.pages_left)
        if not count:
            return
        numbers = range(first, first + count)
        self._pages.extend(_lost(number, len(self.words), reason) for number in numbers)
        which = f"Page {first} was" if count == 1 else f"Pages {first} to {numbers[-1]} were"
        self._problems.append(f"{which} not read. {reason}")

    def document(self) -> Document:
        """The whole document. Raises LedgerError where pages or words were lost count of."""
        if self.opened and self.opened.repaired:
            self._problems.append("The file was damaged and mended; some of it may be missing.")
        document = Document(
            path=str(self.path),
            sha256=sha256_of(self.path),
            pages=tuple(self._pages),
            words=tuple(self.words),
            tables=tuple(without_heads(self.words, self._tables)),
            problems=tuple(self._problems),
        )
        check_ledger(document)
        return document


def _lost(number: int, first: int, reason: str) -> Page:
    """A page of which nothing is known; A4 stands for its size."""
    return Page(number, 595.0, 842.0, 0, "none", 0.0, first, first, reason)


def _read_page(file: PdfFile, number: int, engine: OcrEngine | None, first: int) -> ReadPage:
    """Read one page; one that fails is kept as an empty one, with a problem."""
    try:
        raw = file.page(number)
    except Exception as error:  # MuPDF raises many kinds; the border of one page
        if is_out_of_memory(error):
            return _failed(number, first, NO_MEMORY)
        problem = f"Page {number} is damaged and was not read."
        return ReadPage(_lost(number, first, "The page is damaged."), problems=(problem,))
    try:
        return _PageReader(file, raw, engine, first).read()
    except Exception as error:  # the border of one page
        if is_out_of_memory(error):
            return _failed(number, first, NO_MEMORY)
        kind = type(error).__name__
        return _failed(number, first, f"The program failed on it ({kind}): worth a bug report.")


def _failed(number: int, first: int, reason: str) -> ReadPage:
    problem = f"Page {number} was not read. {reason}"
    return ReadPage(_lost(number, first, reason), problems=(problem,))


class _PageReader:
    """Reads one page: its text layer, recognised words, or both beside each other."""

    def __init__(self, file: PdfFile, raw: RawPage, engine: OcrEngine | None, first: int) -> None:
        self.file, self.raw, self.engine, self.first = file, raw, engine, first
        self.quality = text_quality([word.text for word in raw.words])
        self.problems: list[str] = []
        self.reason: str | None = None

    def read(self) -> ReadPage:
        """Read the page as far as it can be read."""
        raw = self.raw
        if raw.left_out:
            self.problems.append(
                f"Page {raw.number} has {len(raw.words) + raw.left_out} words; only the first "
                f"{len(raw.words)} were read."
            )
        if needs_ocr(raw, self.quality) or (not raw.words and self._is_inked()):
            return self._recognised_whole()
        if has_unread_picture(raw) and looks_like_paper(self._unread_ink()):
            return self._recognised_pictures()
        return self._text()

    def _text(self) -> ReadPage:
        return self._ended(order_page(self.raw, self.first), "text" if self.raw.words else "none")

    def _recognised_whole(self) -> ReadPage:
        """The page as a picture, unless its text layer turns out to be the better reading."""
        raw = self.raw
        found = self._recognise()
        usable = is_usable(raw, self.quality)
        script = None if usable else foreign_script(word.text for word in raw.words)
        if script and (isinstance(found, str) or not looks_swedish([w.text for w in found.words])):
            # Recognition makes Latin letters of any script: a picture of words, not words.
            self.reason = f"The text is in {script} letters, not Swedish."
            self.problems.append(
                f"Page {raw.number} was left out: the text is in {script} letters, not Swedish."
            )
            return self._ended(OrderedPage((), ()), "none")
        if isinstance(found, str):
            if usable:
                return self._text()
            self.reason = found
            off = f"Page {raw.number} is a picture and was not read (OCR is off)."
            self.problems.append(
                off if found == NO_OCR else f"Page {raw.number} was not read. {found}"
            )
            return self._ended(order_page(raw, self.first), "none")
        quality = text_quality([word.text for word in found.words])
        enough = len(found.words) >= ENOUGH_FOUND * len(raw.words)
        if usable and not (enough and quality >= self.quality):
            return self._text()
        self.quality = quality
        turned = replace(
            raw, words=found.words, rules=found.rules, turn=found.turn, skew_deg=found.skew_deg
        )
        return self._ended(order_page(turned, self.first, found.confidences), "ocr")

    def _recognised_pictures(self) -> ReadPage:
        """The text layer's words, and between them what is recognised in the pictures."""
        raw = self.raw
        found = self._recognise()
        if isinstance(found, str):
            why = "OCR is off." if found == NO_OCR else found
            self.problems.append(f"A picture on page {raw.number} was not read. {why}")
            return self._text()
        places = [word.box for word in raw.words]
        new = [
            (word, confidence)
            for word, confidence in zip(found.words, found.confidences, strict=True)
            if covers(raw.pictures, word.box) and not covers(places, word.box)
        ]
        if not new:
            return self._text()
        words = (*raw.words, *(word for word, _ in new))
        confidences = [*(None for _ in raw.words), *(confidence for _, confidence in new)]
        rules = (*raw.rules, *found.rules)
        turned = replace(raw, words=words, rules=rules, turn=found.turn, skew_deg=found.skew_deg)
        self.quality = text_quality([word.text for word in words])
        return self._ended(order_page(turned, self.first, confidences), "ocr")

    def _recognise(self) -> Recognised | str:
        """What is seen on the page, or a sentence that says why it cannot be recognised."""
        if self.engine is None:
            return NO_OCR
        try:
            found = self.engine.recognise(self.file, self.raw)
        except (MissingDependencyError, OcrTimeoutError) as error:
            return str(error)
        if self.file.picture_damaged:
            self.problems.append(
                f"A picture on page {self.raw.number} is damaged; some of it may be missing."
            )
        return found

    def _unread_ink(self) -> bytes:
        """A small picture of the page without the words of the text layer."""
        samples, width, height = self.file.render(self.raw.number, LOOK_DPI)
        grey = bytearray(samples)
        scale = LOOK_DPI / 72
        for word in self.raw.words:
            left, right = (_clamp(x * scale, width) for x in (word.box.x0 - 2, word.box.x1 + 2))
            top, bottom = (_clamp(y * scale, height) for y in (word.box.y0 - 2, word.box.y1 + 2))
            for row in range(top, bottom):
                grey[row * width + left : row * width + right] = b"\xff" * (right - left)
        return bytes(grey)

    def _is_inked(self) -> bool:
        """Whether a page without words shows something: letters drawn as lines, or a picture."""
        grey = self._unread_ink()
        return max(grey, default=0) - min(grey, default=0) > 64

    def _ended(self, ordered: OrderedPage, source: Source) -> ReadPage:
        raw = self.raw
        end = self.first + len(ordered.words)
        size = raw.width_pt, raw.height_pt
        page = Page(
            raw.number, *size, raw.rotation, source, self.quality, self.first, end, self.reason
        )
        return ReadPage(page, ordered.words, ordered.tables, tuple(self.problems))


def _clamp(value: float, size: int) -> int:
    return max(0, min(size, round(value)))
