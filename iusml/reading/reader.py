"""Read one PDF file into a `Document`, page by page; nothing is lost silently."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Literal

from iusml.document import Document, Page, Table, Word
from iusml.errors import MissingDependencyError, OcrTimeoutError
from iusml.reading.heads import without_heads
from iusml.reading.ocr import OcrEngine, TesseractEngine
from iusml.reading.order import OrderedPage, order_page
from iusml.reading.pdf import PdfFile, RawPage, open_pdf
from iusml.reading.quality import needs_ocr, text_quality

Source = Literal["text", "ocr", "none"]


def read_document(path: Path, *, ocr: bool = True, engine: OcrEngine | None = None) -> Document:
    """Read `path`; pages without usable text are recognised where `ocr` allows it.

    A page that fails becomes a sentence in `problems`. Raises UnreadablePdfError or
    EncryptedPdfError when nothing at all can be read.
    """
    with open_pdf(path) as file:
        reader = _Reader(file, (engine or TesseractEngine()) if ocr else None)
        for number in range(1, file.page_count + 1):
            reader.add(number)
        if file.repaired:
            reader.problems.append("The file was damaged and mended; some of it may be missing.")
    return Document(
        path=str(path),
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        pages=tuple(reader.pages),
        words=tuple(reader.words),
        tables=tuple(without_heads(reader.words, reader.tables)),
        problems=tuple(reader.problems),
    )


class _Reader:
    """Collects pages, words, tables and problems."""

    def __init__(self, file: PdfFile, engine: OcrEngine | None) -> None:
        self.file, self.engine = file, engine
        self.pages: list[Page] = []
        self.words: list[Word] = []
        self.tables: list[Table] = []
        self.problems: list[str] = []

    def add(self, number: int) -> None:
        """Read one page; a damaged page is kept as an empty one, with a problem."""
        try:
            raw = self.file.page(number)
        except Exception:  # MuPDF raises many kinds; the border of one page
            self.problems.append(f"Page {number} is damaged and was not read.")
            raw = RawPage(number, 595.0, 842.0, 0, 0, (), (), 0.0)
            self._keep(raw, OrderedPage((), ()), "none")
            return
        ordered, source = self._ordered(raw)
        self._keep(raw, ordered, source)

    def _ordered(self, raw: RawPage) -> tuple[OrderedPage, Source]:
        first = len(self.words)
        if not needs_ocr(raw):
            return order_page(raw, first), "text" if raw.words else "none"
        if self.engine is None:
            self.problems.append(f"Page {raw.number} is a picture and was not read (OCR is off).")
            return order_page(raw, first), "none"
        try:
            found = self.engine.recognise(self.file, raw)
        except (MissingDependencyError, OcrTimeoutError) as error:
            self.problems.append(f"Page {raw.number} was not read. {error}")
            return order_page(raw, first), "none"
        turned = replace(
            raw, words=found.words, rules=found.rules, turn=found.turn, skew_deg=found.skew_deg
        )
        return order_page(turned, first, found.confidences), "ocr"

    def _keep(self, raw: RawPage, ordered: OrderedPage, source: Source) -> None:
        start = len(self.words)
        self.words.extend(ordered.words)
        self.tables.extend(ordered.tables)
        quality = text_quality([word.text for word in ordered.words])
        size = raw.width_pt, raw.height_pt
        end = len(self.words)
        self.pages.append(Page(raw.number, *size, raw.rotation, source, quality, start, end))
