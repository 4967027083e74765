"""Documents and entities from a few lines of marked text.

``[WASTE:Slam från ån]`` marks an entity. Lines with ``|`` between cells are rows of a table, and
rows that follow each other are one table; ``---`` starts a page. Everything else is a line of text;
an empty line puts some distance between lines.
"""

import re
from typing import Literal

from iusml.assembly.rows import link_tables
from iusml.assembly.waste import waste_streams
from iusml.document import Box, Cell, Document, Page, Table, Word
from iusml.layout import Layout
from iusml.reading.words import split_word
from iusml.records import Quantity, WasteStream
from iusml.tagging.decode import Entity

MARK = re.compile(r"\[([A-Z_]+):([^\]]*)\]")
LETTER, COLUMN, LINE = 5.0, 110.0, 14.0
CONFIDENCE = 0.9


class Builder:
    """Collects words, entities, tables and pages line by line."""

    def __init__(self, *, recognised: bool = False) -> None:
        self.recognised = recognised
        self.words: list[Word] = []
        self.entities: list[Entity] = []
        self.tables: list[Table] = []
        self.pages: list[Page] = []
        self.rows: list[list[Cell]] = []
        self.page_start = self.line = 0

    def add(self, line: str) -> None:
        """Add one line of the source."""
        if line.strip() == "---":
            self.end_page()
        elif "|" in line:
            self._row(line)
        else:
            self.end_table()
            self._text(line, 60.0)
        self.line += 1

    def _row(self, line: str) -> None:
        row = []
        for column, cell in enumerate(line.split("|")):
            start = len(self.words)
            self._text(cell, 60 + COLUMN * column)
            if len(self.words) > start:
                row.append(Cell(len(self.rows), column, start, len(self.words)))
        self.rows.append(row)

    def _text(self, source: str, x: float) -> None:
        at = 0
        for match in MARK.finditer(source):
            x = self._chunk(source[at : match.start()], x)
            start = len(self.words)
            x = self._chunk(match[2], x)
            self.entities.append(Entity(match[1], start, len(self.words), CONFIDENCE))
            at = match.end()
        self._chunk(source[at:], x)

    def _chunk(self, chunk: str, x: float) -> float:
        for printed in re.findall(r"\s+|\S+", chunk):
            right = x + LETTER * len(printed)
            if printed.strip():
                self._printed(printed, Box(x, LINE * self.line, right, LINE * self.line + 10))
            x = right
        return x

    def _printed(self, printed: str, box: Box) -> None:
        number = len(self.pages) + 1
        score = 0.9 if self.recognised else None
        for text, part, glued in split_word(printed, box):
            before = self.words[-1] if len(self.words) > self.page_start else None
            touches = before is not None and before.box.y0 == box.y0 and before.box.x1 == box.x0
            self.words.append(Word(text, part, number, self.line, glued or touches, score))

    def end_table(self) -> None:
        """Finish the table that the last rows formed."""
        if any(self.rows):
            columns = 1 + max(cell.column for row in self.rows for cell in row)
            cells = tuple(cell for row in self.rows for cell in row)
            self.tables.append(Table(len(self.pages) + 1, len(self.rows), columns, cells))
        self.rows = []

    def end_page(self) -> None:
        """Finish the page."""
        self.end_table()
        span = self.page_start, len(self.words)
        source: Literal["text", "ocr"] = "ocr" if self.recognised else "text"
        self.pages.append(Page(len(self.pages) + 1, 595, 842, 0, source, 1.0, *span))
        self.page_start, self.line = len(self.words), 0


def build(source: str, *, recognised: bool = False) -> tuple[Document, list[Entity]]:
    """Return the document and the entities that `source` describes."""
    builder = Builder(recognised=recognised)
    for line in source.strip("\n").split("\n"):
        builder.add(line)
    builder.end_page()
    document = Document(
        "rapport.pdf", "a" * 64, tuple(builder.pages), tuple(builder.words), tuple(builder.tables)
    )
    return document, builder.entities


def streams(source: str, year: int | None = 2023, *, recognised: bool = False) -> list[WasteStream]:
    """Return the waste streams of `source` for the reporting year `year`."""
    document, entities = build(source, recognised=recognised)
    return waste_streams(document, entities, year)


def takers(source: str) -> list[tuple[str | None, str | None]]:
    """The carrier and the receiver that each row of a table's own cells tell."""
    document, entities = build(source)

    def first(found: list[Entity]) -> str | None:
        return document.text(found[0].start, found[0].end) if found else None

    drafts = link_tables(document, Layout(document), entities)
    return [(first(draft.transporters), first(draft.receivers)) for draft in drafts if draft.waste]


def doubted(entities: list[Entity], label: str, confidence: float) -> list[Entity]:
    """Return `entities` with another confidence on those of one label."""
    return [e._replace(confidence=confidence) if e.label == label else e for e in entities]


def amount(quantity: Quantity | None) -> tuple[float, str] | None:
    """An amount's number and unit."""
    return (quantity.value, quantity.unit) if quantity else None


def told(stream: WasteStream) -> tuple[str | None, tuple[float, str] | None]:
    """A stream's name and its amount of the reporting year."""
    return stream.description, amount(stream.quantity)


def history(stream: WasteStream) -> dict[int, tuple[float, str] | None]:
    """A stream's amounts of earlier years."""
    return {entry.year: amount(entry.quantity) for entry in stream.history}
