"""Other readers of tables: each library in the settings that its makers offer for such pages.

Boxes are right for pages that are not rotated and whose visible part begins at (0, 0).
"""

import json
import warnings
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks.grids import Grid, Reader
from iusml.document import Box


def readers() -> list[Reader]:
    """Return every peer in every setting. Raises ImportError where a library is missing."""
    import camelot  # noqa: F401
    import pdfplumber  # noqa: F401
    import pymupdf.layout  # noqa: F401
    import pymupdf4llm  # noqa: F401

    mupdf: dict[str, dict[str, Any]] = {
        "find_tables": {},
        "find_tables, no layout": {"use_layout": False},
    }
    placed = {"find_tables, union, refined, words in cells": {"union": True, "refine": True}}
    words = {"vertical_strategy": "text", "horizontal_strategy": "text"}
    plumber: dict[str, dict[str, str]] = {"pdfplumber": {}, "pdfplumber, text": words}
    flavors = ("lattice", "stream", "hybrid")
    return [
        *(Reader(n, "PyMuPDF", partial(_find_tables, options=o)) for n, o in mupdf.items()),
        *(Reader(n, "PyMuPDF", partial(_words_in_cells, options=o)) for n, o in placed.items()),
        Reader("pymupdf4llm", "pymupdf4llm", _layout),
        *(Reader(n, "pdfplumber", partial(_pdfplumber, options=o)) for n, o in plumber.items()),
        *(Reader(f"camelot, {f}", "camelot", partial(_camelot, flavor=f)) for f in flavors),
    ]


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _box(value: Any) -> Box | None:
    return None if value is None else Box(*(float(v) for v in tuple(value)[:4]))


def _grid(texts: Iterable[Iterable[Any]], boxes: Iterable[Iterable[Any]]) -> Grid:
    return Grid(
        tuple(tuple(map(_text, row)) for row in texts),
        tuple(tuple(map(_box, row)) for row in boxes),
    )


def _find_tables(path: Path, page: int, options: dict[str, Any]) -> Sequence[Grid]:
    import pymupdf

    grids = []
    with pymupdf.open(path) as file:
        kept = file[page - 1]  # its tables hold it by a weak reference only
        for table in kept.find_tables(**options).tables:
            texts, boxes = table.extract(), [row.cells for row in table.rows]
            if table.header.external:  # headings that it sees above the table itself
                texts = [table.header.names, *texts]
                boxes = [table.header.cells, *boxes]
            grids.append(_grid(texts, boxes))
    return grids


def _words_in_cells(path: Path, page: int, options: dict[str, Any]) -> Sequence[Grid]:
    """The cells of `find_tables` with the words whose middles they hold.

    Its own texts lose blanks between words and move commas (PyMuPDF 2.0).
    """
    import pymupdf

    with pymupdf.open(path) as file:
        words = file[page - 1].get_text("words")

    def text(cell: Box | None) -> str:
        inside = [
            word
            for word in words
            if cell
            and cell.x0 <= (word[0] + word[2]) / 2 <= cell.x1
            and cell.y0 <= (word[1] + word[3]) / 2 <= cell.y1
        ]
        lines = groupby(inside, key=lambda word: (word[5], word[6]))
        return "\n".join(" ".join(word[4] for word in line) for _, line in lines)

    return [
        Grid(tuple(tuple(map(text, row)) for row in grid.boxes), grid.boxes)
        for grid in _find_tables(path, page, options)
    ]


def _layout(path: Path, page: int) -> Sequence[Grid]:
    import pymupdf.layout
    import pymupdf4llm

    with pymupdf.open(path) as file:
        found = json.loads(
            pymupdf4llm.to_json(file, pages=[page - 1], use_ocr=False, show_progress=False)
        )
    tables = [box["table"] for box in found["pages"][0]["boxes"] if box["table"]]
    return [_grid(table["extract"], table["cells"]) for table in tables]


def _pdfplumber(path: Path, page: int, options: dict[str, str]) -> Sequence[Grid]:
    import pdfplumber

    with pdfplumber.open(path) as file:
        tables = file.pages[page - 1].find_tables(options)
        return [_grid(table.extract(), [row.cells for row in table.rows]) for table in tables]


def _camelot(path: Path, page: int, flavor: str) -> Sequence[Grid]:
    import camelot

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "No tables found on page"
        tables = camelot.read_pdf(str(path), pages=str(page), flavor=flavor, suppress_stdout=True)
    height = _height(path, page)
    return [
        _grid(
            [[cell.text for cell in row] for row in table.cells],
            [[(c.x1, height - c.y2, c.x2, height - c.y1) for c in row] for row in table.cells],
        )
        for table in tables
    ]


@lru_cache(maxsize=1)
def _height(path: Path, page: int) -> float:
    import pymupdf

    with pymupdf.open(path) as file:
        return float(file[page - 1].rect.height)


def sorted_text(path: Path) -> str:
    """Return the text as PyMuPDF sorts it."""
    import pymupdf

    with pymupdf.open(path) as file:
        return "\n".join(page.get_text(sort=True) for page in file)


def layout_text(path: Path) -> str:
    """Return the text in the reading order of pymupdf4llm's layout analyser."""
    import pymupdf.layout
    import pymupdf4llm

    with pymupdf.open(path) as file:
        return str(pymupdf4llm.to_text(file, use_ocr=False, show_progress=False))
