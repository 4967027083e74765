"""What fixtures are made of: rows typed as text, their gold cells, and ways to lay them out."""

from collections.abc import Sequence
from typing import Any

from benchmarks.tables.drawing import CUT, Column, Sheet, html_rows, plain
from benchmarks.tables.fixture import GoldTable

Row = tuple[str, ...]
Rows = tuple[Row, ...]


def rows(text: str) -> Rows:
    """Rows typed one a line, cells between `|`; `¶` ends a line of a cell, `¬` cuts a word."""

    def cells(line: str) -> Row:
        parts = line.split("|")
        return tuple(part.strip().replace("¬", CUT).replace("¶", "\n") for part in parts)

    return tuple(map(cells, text.strip("\n").splitlines()))


def gold(headings: Sequence[str], body: Sequence[Sequence[str]], page: int = 1) -> GoldTable:
    """The gold of drawn texts."""
    cells = tuple(tuple(map(plain, row)) for row in body)
    return GoldTable(page, tuple(map(plain, headings)), cells)


def lay(
    sheet: Sheet,
    y: float,
    body: Sequence[Sequence[str]],
    columns: Sequence[Column],
    *,
    gap: float = 3,
    **style: Any,
) -> list[float]:
    """Draw rows below each other, the first with its base line at `y`.

    Returns where rules between them would stand: above the first, and below every row.
    """
    size = style.get("size") or sheet.text_size
    edges = [y - size - gap / 2 + 1.5]
    for row in body:
        y += sheet.row(y, row, columns, **style) + gap
        edges.append(y - size - gap / 2 + 1.5)
    return edges


def lay_by_column(
    sheet: Sheet, y: float, body: Sequence[Sequence[str]], columns: Sequence[Column], step: float
) -> None:
    """Draw rows of one line each, column after column, as some spreadsheets print."""
    for number, column in enumerate(columns):
        for place, row in enumerate(body):
            sheet.text(column.x, y + place * step, row[number], align=column.align)


def grid(sheet: Sheet, edges: Sequence[float], xs: Sequence[float], width: float = 0.5) -> None:
    """Rules along all edges, from the first of `xs` to the last, and down at each of them."""
    for edge in edges:
        sheet.line(xs[0], edge, xs[-1], edge, width)
    for x in xs:
        sheet.line(x, edges[0], x, edges[-1], width)


def table(headings: Sequence[str], body: Sequence[Sequence[str]], name: str = "") -> str:
    """An HTML table with one line of headings; `name` becomes its class."""
    head = html_rows([headings], "th")
    return f'<table class="{name}"><thead>{head}</thead><tbody>{html_rows(body)}</tbody></table>'


def paragraph(sheet: Sheet, x: float, y: float, width: float, text: str, leading: float) -> float:
    """Draw running text in a column so wide; returns the base line that would come next."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and sheet.width_of(longer) > width:
            sheet.text(x, y, line)
            y, longer = y + leading, word
        line = longer
    sheet.text(x, y, line)
    return y + leading
