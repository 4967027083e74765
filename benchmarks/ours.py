"""The reader of this repository, asked as its peers are."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from benchmarks.grids import Grid, Reader
from iusml.document import Box, Document, Table
from iusml.reading.reader import read_document

NAME = "iusml"


@lru_cache(maxsize=2)
def _document(path: Path) -> Document:
    return read_document(path, ocr=False)


def read_page(path: Path, page: int) -> Sequence[Grid]:
    """Return the tables of one page."""
    document = _document(path)
    return [as_grid(document, table) for table in document.tables if table.page == page]


def as_grid(document: Document, table: Table) -> Grid:
    """Return `table` as texts with boxes; a cell's box is the one around its words."""
    texts = [[""] * table.columns for _ in range(table.rows)]
    boxes: list[list[Box | None]] = [[None] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        texts[cell.row][cell.column] = document.text(cell.start, cell.end)
        for word in document.words[cell.start : cell.end]:
            box = boxes[cell.row][cell.column]
            boxes[cell.row][cell.column] = box.union(word.box) if box else word.box
    return Grid(tuple(map(tuple, texts)), tuple(map(tuple, boxes)))


def text(path: Path) -> str:
    """Return the whole text in reading order."""
    document = _document(path)
    return document.text(0, len(document.words))


READER = Reader(NAME, NAME, read_page)
