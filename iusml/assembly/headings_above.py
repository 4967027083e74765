"""Headings that reading has made a small table of their own, right above the rows they are for.

They stand apart where headings run together or stand over nothing, most often above tables that
stand side by side.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from iusml.assembly.captions import caption_unit
from iusml.assembly.extents import Extent, of_cell, of_columns
from iusml.assembly.headings import MAX_HEADING_ROWS, TableFacts, heading, is_figure
from iusml.document import Cell, Document, Table
from iusml.layout import rows

NEAR_LINES = 2.0
"""Headings end at most so many lines' heights above the first row."""
MARGIN_PT = 12.0
"""How far outside its table a heading may stand."""


def with_headings_above(document: Document, number: int, facts: TableFacts) -> TableFacts:
    """Return `facts` with headings and unit of the lone headings above, if there are any.

    Only a table without headings of its own takes them, each for the column it stands over.
    """
    above = _lone_headings(document, number) if facts.body == 0 else None
    if above is None:
        return facts
    columns = of_columns(document, number)
    texts: dict[int, list[str]] = defaultdict(list)
    caption: list[str] = []
    for row in rows(above):
        cells = [cell for cell in row if _is_over(document, cell, columns)]
        if len(cells) == 1:
            caption.append(document.text(cells[0].start, cells[0].end))
            continue
        for cell in cells:
            for column, text in _parts(document, cell, columns):
                texts[column].append(text)
    headings = {column: heading(" ".join(parts)) for column, parts in texts.items()}
    if not any(head.year or head.last_year or head.unit for head in headings.values()):
        return facts
    unit = caption_unit(" ".join(caption))[0] or facts.unit
    return replace(facts, headings=headings, unit=unit)


def _lone_headings(document: Document, number: int) -> Table | None:
    """The nearest table right above table `number`, if it has no figures but years."""
    table = document.tables[number]
    left, top, right, height = _place(document, table)
    for above in reversed(document.tables[:number]):
        if above.page != table.page:
            return None
        last = [cell for cell in above.cells if cell.row == above.rows - 1]
        ends = [document.words[cell.start].box for cell in last]
        low, high = min(box.x0 for box in ends), max(box.x1 for box in ends)
        gap = top - max(box.y1 for box in ends)
        if 0 <= gap + height / 2 <= (NEAR_LINES + 0.5) * height and low < right and high > left:
            texts = (document.text(cell.start, cell.end) for cell in above.cells)
            alone = above.rows <= MAX_HEADING_ROWS and not any(map(is_figure, texts))
            return above if alone else None
    return None


def _place(document: Document, table: Table) -> tuple[float, float, float, float]:
    """Left edge, top of the first row, right edge, and height of a line."""
    boxes = [document.words[cell.start].box for cell in table.cells]
    first = [document.words[cell.start].box for cell in table.cells if cell.row == 0]
    height = max(box.y1 - box.y0 for box in first)
    return min(b.x0 for b in boxes), min(b.y0 for b in first), max(b.x1 for b in boxes), height


def _is_over(document: Document, cell: Cell, columns: dict[int, Extent]) -> bool:
    left, right = of_cell(document, cell)
    start = min(start for start, _ in columns.values()) - MARGIN_PT
    end = max(end for _, end in columns.values()) + MARGIN_PT
    return left < end and right > start


def _parts(
    document: Document, cell: Cell, columns: dict[int, Extent]
) -> Iterator[tuple[int, str]]:  # fmt: skip
    """A heading, whole, and the column it stands over; word by word where it is over several."""
    left, right = of_cell(document, cell)
    over = [c for c, (start, end) in columns.items() if min(right, end) > max(left, start)]
    if len(over) < 2:
        middle = (left + right) / 2
        yield over[0] if over else _nearest(middle, columns), document.text(cell.start, cell.end)
        return
    for word in document.words[cell.start : cell.end]:
        yield _nearest(word.box.center[0], columns), word.text


def _nearest(x: float, columns: dict[int, Extent]) -> int:
    return min(columns, key=lambda column: max(columns[column][0] - x, x - columns[column][1], 0.0))
