"""Plain text as a document of one page: words where a typewriter would set them.

Tabs and runs of blanks are wide gaps, so tables are found as on a printed page. Only order and
gaps mean something; the boxes themselves are invented.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from iusml.document import Box, Document, Page, Table, Word, check_ledger
from iusml.reading.order import order_page
from iusml.reading.pdf import MAX_WORD_LETTERS, RawPage, RawWord
from iusml.reading.quality import text_quality
from iusml.reading.words import split_word, word_parts
from iusml.records import Provenance

SIGN_PT, LINE_PT, LETTER_PT = 5.0, 12.0, 10.0
"""The widths of a sign and the heights of a line and of its letters."""
TAB_PT = 15.0
"""The gap that a tab leaves behind the longest of the texts before it."""
BLOCK_LINES = 120
"""Lines that are ordered together: as many as stand on a page, and more than in most tables."""
NEAR_PT = 0.02
"""Boxes are rounded when they are written."""
_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+|\r\n|[\n\r\f\v\x85\u2028\u2029]")
_ENDS = frozenset("\n\r\f\v\x85\u2028\u2029")
_CHUNK = re.compile(rf"\S{{1,{MAX_WORD_LETTERS}}}")


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Letters without a blank, from `start` on in the text, and where they are set."""

    text: str
    start: int
    box: Box


@dataclass(frozen=True, slots=True)
class _TextLine:
    """A line that is not empty, its first character's offset, and how far down it is set."""

    text: str
    start: int
    top: float


@dataclass(frozen=True)
class TextDocument:
    """A text as a document; `offsets` are the characters `[start, end)` of each of its words."""

    document: Document
    offsets: tuple[tuple[int, int], ...]

    @cached_property
    def _lines(self) -> dict[float, list[int]]:
        lines: dict[float, list[int]] = {}
        for index, word in enumerate(self.document.words):
            lines.setdefault(round(word.box.y0, 2), []).append(index)
        return lines

    @cached_property
    def _rank(self) -> list[int]:
        """The place of each word in the text; tables are read cell by cell."""
        rank = [0] * len(self.offsets)
        for at, index in enumerate(sorted(range(len(rank)), key=lambda i: self.offsets[i])):
            rank[index] = at
        return rank

    def runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the characters of the words `[start, end)`, apart where others stand between."""
        found: list[tuple[int, int]] = []
        for index in range(start, end):
            first, last = self.offsets[index]
            if index > start and self._rank[index] == self._rank[index - 1] + 1:
                found[-1] = found[-1][0], last
            else:
                found.append((first, last))
        return found

    def characters(self, place: Provenance) -> tuple[int, int] | None:
        """Return the characters `[start, end)` of one place of a record of this document."""
        if place.bbox is None:
            return None
        x0, y0, x1, _ = place.bbox
        words = self.document.words
        inside = [
            self.offsets[index]
            for index in self._lines.get(y0, ())
            if x0 - NEAR_PT <= words[index].box.x0 and words[index].box.x1 <= x1 + NEAR_PT
        ]
        return (min(inside)[0], max(inside)[1]) if inside else None


def read_text(text: str) -> TextDocument:
    """Return `text` as a document of one page."""
    words: list[Word] = []
    tables: list[Table] = []
    offsets: list[tuple[int, int]] = []
    for block in _blocks(text):
        raw = RawPage(
            number=1, width_pt=595.0, height_pt=842.0, rotation=0, turn=0, rules=(),
            words=tuple(RawWord(chunk.text, chunk.box) for chunk in block), image_share=0.0,
        )  # fmt: skip
        ordered = order_page(raw, len(words))
        base = words[-1].line + 1 if words else 0
        places = dict(_places(block))
        for word in ordered.words:
            words.append(word._replace(line=base + word.line))
            offsets.append(places[word.box])
        tables.extend(ordered.tables)
    page = Page(
        number=1, width_pt=595.0, height_pt=842.0, rotation=0, source="text",
        text_quality=text_quality([word.text for word in words]), start=0, end=len(words),
    )  # fmt: skip
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    document = Document("text", digest, (page,), tuple(words), tuple(tables))
    check_ledger(document)
    return TextDocument(document, tuple(offsets))


def _blocks(text: str) -> Iterator[list[_Chunk]]:
    """Yield the chunks of lines between empty lines, and of BLOCK_LINES lines at most."""
    block: list[_TextLine] = []
    top = 0.0
    for match in _LINE.finditer(text):
        line = match.group()
        if line[0] in _ENDS:
            top += LINE_PT
            continue
        far = block and top - block[-1].top > 1.5 * LINE_PT
        if block and (far or not line.strip() or len(block) == BLOCK_LINES):
            yield _set(block)
            block = []
        if line.strip():
            block.append(_TextLine(line, match.start(), top))
    if block:
        yield _set(block)


def _set(lines: Sequence[_TextLine]) -> list[_Chunk]:
    """Set lines; what stands behind the same number of tabs begins at one place in all of them."""
    cells = [line.text.split("\t") for line in lines]
    stops = [0.0]
    for column in range(max(map(len, cells)) - 1):
        widest = max(len(row[column]) for row in cells if len(row) > column + 1)
        stops.append(stops[-1] + widest * SIGN_PT + TAB_PT)
    chunks = []
    for line, row in zip(lines, cells, strict=True):
        start = line.start
        for stop, cell in zip(stops, row, strict=False):
            for match in _CHUNK.finditer(cell):
                x0, x1 = (stop + at * SIGN_PT for at in match.span())
                box = Box(x0, line.top, x1, line.top + LETTER_PT)
                chunks.append(_Chunk(match.group(), start + match.start(), box))
            start += len(cell) + 1
    return chunks


def _places(block: Sequence[_Chunk]) -> Iterator[tuple[Box, tuple[int, int]]]:
    """Yield the box of each word with its characters: ordering keeps boxes, not offsets."""
    for chunk in block:
        parts = split_word(chunk.text, chunk.box)
        if len(parts) == 1:
            yield parts[0][1], (chunk.start, chunk.start + len(chunk.text))
            continue
        for (_, box, _), (_, start, end, _) in zip(parts, word_parts(chunk.text), strict=True):
            yield box, (chunk.start + start, chunk.start + end)
