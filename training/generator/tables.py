"""Tables: column widths, wrapped cells, rules, page breaks."""

from dataclasses import dataclass, field

from training.generator.fonts import Pen
from training.generator.ink import Token
from training.generator.lines import Line, break_lines, print_line, token_width
from training.generator.writer import Writer


@dataclass(slots=True)
class Row:
    """Cells of marked text. `spans` counts the columns that each cell covers."""

    cells: list[str]
    kind: str = "body"
    spans: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table: `aligns` has l, r, c or d (decimal) per column, `head` are its header rows."""

    aligns: list[str]
    head: list[Row]
    rows: list[Row]
    rules: str
    pen: Pen
    gap: float = 5.0
    pad: float = 2.0
    middle: bool = False
    repeat: bool = True
    stretch: bool = True
    bold_head: bool = True
    head_align: str = ""


@dataclass(slots=True)
class _Cell:
    lines: list[Line]
    column: int
    span: int


@dataclass(slots=True)
class _Set:
    row: Row
    cells: list[_Cell]
    pen: Pen
    height: float


def _spans(row: Row, columns: int) -> list[int]:
    if row.spans:
        return row.spans
    if row.kind == "section":
        return [columns]
    return [1] * len(row.cells)


class _Layout:
    def __init__(self, grid: Grid, writer: Writer, width: float) -> None:
        self.grid = grid
        self.writer = writer
        self.count = len(grid.aligns)
        self._parsed = self._parse()
        while self._crowded(width) and grid.pen.size > 5.5:
            grid.pen, grid.gap = grid.pen.scaled(0.88), max(1.5, grid.gap * 0.8)
            self._parsed = [(row, self._pen(row), cells) for row, _, cells in self._parsed]
        self.widths = self._fit(width)
        self.sets = [self._set(*entry) for entry in self._parsed]
        self.fraction = [self._fraction(c) for c in range(self.count)]

    def _pen(self, row: Row) -> Pen:
        bold = (row.kind == "head" and self.grid.bold_head) or row.kind in {"section", "total"}
        return self.grid.pen.bold() if bold else self.grid.pen

    def _parse(self) -> list[tuple[Row, Pen, list[list[Token]]]]:
        rows = [*self.grid.head, *self.grid.rows]
        return [(row, self._pen(row), [self.writer.parse(c) for c in row.cells]) for row in rows]

    def _crowded(self, width: float) -> bool:
        """Whether the longest words do not fit beside each other."""
        return sum(self._needs(width)[1]) > width - 2 * self.grid.gap * self.count

    def _needs(self, width: float) -> tuple[list[float], list[float]]:
        """Width of every column on one line, and of its longest word."""
        natural, least = [8.0] * self.count, [8.0] * self.count
        for row, pen, cells in self._parsed:
            column = 0
            for cell, span in zip(cells, _spans(row, self.count), strict=False):
                if span == 1 and cell:
                    sizes = [token_width(t, pen) for t in cell]
                    total = sum(sizes) + pen.width(" ") * (len(sizes) - 1)
                    if row.kind == "head":
                        total = min(total, max(sizes) * 1.4)
                    natural[column] = max(natural[column], total)
                    least[column] = max(least[column], min(max(sizes), width * 0.3))
                column += span
        return natural, least

    def _fit(self, width: float) -> list[float]:
        natural, least = self._needs(width)
        room = width - 2 * self.grid.gap * self.count
        if sum(natural) <= room:
            spare = (room - sum(natural)) / sum(natural) if self.grid.stretch else 0.0
            return [n * (1 + spare) for n in natural]
        if sum(least) >= room:
            return [n * room / sum(least) for n in least]
        share = (room - sum(least)) / (sum(natural) - sum(least))
        return [low + (n - low) * share for low, n in zip(least, natural, strict=True)]

    def _set(self, row: Row, pen: Pen, cells: list[list[Token]]) -> _Set:
        placed, column, most = [], 0, 1
        for cell, span in zip(cells, _spans(row, self.count), strict=False):
            width = self.span_width(column, span)
            lines = break_lines(cell, width, pen, True)
            placed.append(_Cell(lines, column, span))
            most = max(most, len(lines))
            column += span
        return _Set(row, placed, pen, most * pen.lead + 2 * self.grid.pad)

    def again(self, entry: _Set) -> _Set:
        """The same row for another page, with marks of its own."""
        book = self.writer.press.book
        cells = [self.writer.parse(book.clone(cell)) for cell in entry.row.cells]
        return self._set(entry.row, entry.pen, cells)

    def span_width(self, column: int, span: int) -> float:
        inner = sum(self.widths[column : column + span])
        return inner + 2 * self.grid.gap * (span - 1)

    def _fraction(self, column: int) -> float:
        if self.grid.aligns[column] != "d":
            return 0.0
        found = [
            fraction_width(cell.lines[0], entry.pen)
            for entry in self.sets
            if entry.row.kind != "head"
            for cell in entry.cells
            if cell.column == column and cell.span == 1 and len(cell.lines) == 1
        ]
        return max(found, default=0.0)


def fraction_width(line: Line, pen: Pen) -> float:
    """Width of a number from its comma on."""
    last = line.tokens[-1][-1].text
    at = last.find(",")
    return pen.width(last[at:]) if at >= 0 else 0.0


def table_height(grid: Grid, writer: Writer, width: float) -> float:
    """How high the table would be."""
    return sum(entry.height for entry in _Layout(grid, writer, width).sets)


def print_table(writer: Writer, grid: Grid, x: float | None = None, width: float = 0.0) -> None:
    """Print `grid`, in the writer's column or at `x` with `width` (then without page breaks)."""
    fixed = x is not None
    layout = _Layout(grid, writer, width if fixed else writer.width)
    head = [entry for entry in layout.sets if entry.row.kind == "head"]
    body = [entry for entry in layout.sets if entry.row.kind != "head"]
    if not fixed:
        writer.need(sum(e.height for e in head) + sum(e.height for e in body[:2]))
    for entry in head:
        _print_row(writer, layout, entry, writer.x if x is None else x, True)
    for number, entry in enumerate(body):
        if not fixed and writer.need(entry.height) and grid.repeat:
            for again in head:
                _print_row(writer, layout, layout.again(again), writer.x, True)
        first = number == 0 and not head
        _print_row(writer, layout, entry, writer.x if x is None else x, first)
    if not fixed:
        writer.space(grid.pen.lead * 0.8)


def _print_row(writer: Writer, layout: _Layout, entry: _Set, x: float, first: bool) -> None:
    grid, y = layout.grid, writer.y
    starts = [x]
    for width in layout.widths:
        starts.append(starts[-1] + width + 2 * grid.gap)
    _rules(writer, grid, entry, starts, (y, y + entry.height), first)
    for cell in entry.cells:
        _print_cell(writer, layout, entry, cell, starts[cell.column] + grid.gap)
    writer.y = y + entry.height


def _print_cell(writer: Writer, layout: _Layout, entry: _Set, cell: _Cell, left: float) -> None:
    grid, pen = layout.grid, entry.pen
    align = grid.aligns[cell.column] if cell.span == 1 else "l"
    if entry.row.kind == "head":
        align = grid.head_align or ("r" if align == "d" else align)
        align = "c" if cell.span > 1 else align
    free = entry.height - 2 * grid.pad - len(cell.lines) * pen.lead
    y = writer.y + grid.pad + (free / 2 if grid.middle else 0.0)
    width = layout.span_width(cell.column, cell.span)
    for line in cell.lines:
        shift = 0.0
        if align == "d" and len(cell.lines) == 1:
            shift = layout.fraction[cell.column] - fraction_width(line, pen)
        where = (left - shift, y)
        how = "r" if align == "d" else align
        print_line(writer.press, writer.sheet, line, where, width, how, pen)
        y += pen.lead


def _rules(
    writer: Writer,
    grid: Grid,
    entry: _Set,
    starts: list[float],
    ys: tuple[float, float],
    first: bool,
) -> None:
    sheet, (top, bottom) = writer.sheet, ys
    left, right = starts[0], starts[-1]
    head = entry.row.kind == "head"
    if grid.rules in {"all", "horizontal"}:
        if first:
            sheet.rule(left, top, right, top)
        sheet.rule(left, bottom, right, bottom)
    elif grid.rules == "head" and (head or entry.row.kind == "total"):
        sheet.rule(left, bottom, right, bottom)
    elif grid.rules == "zebra" and head:
        sheet.rule(left, top, right, top)
        sheet.rule(left, bottom, right, bottom)
    if grid.rules in {"all", "outer"}:
        inner: list[float] = []
        if grid.rules == "all":
            inner = [starts[cell.column] for cell in entry.cells[1:]]
        for x in [left, *inner, right]:
            sheet.rule(x, top, x, bottom)
        if grid.rules == "outer" and head:
            sheet.rule(left, bottom, right, bottom)
