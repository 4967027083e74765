"""Left and right edges of cells, columns and tables, in points."""

from collections import defaultdict

from iusml.document import Cell, Document

Extent = tuple[float, float]


def of_cell(document: Document, cell: Cell) -> Extent:
    """The edges of one cell's words."""
    boxes = [word.box for word in document.words[cell.start : cell.end]]
    return min(box.x0 for box in boxes), max(box.x1 for box in boxes)


def of_columns(document: Document, number: int) -> dict[int, Extent]:
    """The edges of each column of table `number`."""
    cells: dict[int, list[Extent]] = defaultdict(list)
    for cell in document.tables[number].cells:
        cells[cell.column].append(of_cell(document, cell))
    return {column: _around(found) for column, found in cells.items()}


def of_table(document: Document, number: int) -> Extent:
    """The edges of table `number`."""
    return _around(list(of_columns(document, number).values()))


def _around(extents: list[Extent]) -> Extent:
    return min(left for left, _ in extents), max(right for _, right in extents)
