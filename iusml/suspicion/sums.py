"""Printed sums of tables beside the rows that they sum."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from iusml.document import Cell, Document, Table
from iusml.layout import rows
from iusml.normalise.quantity import parse_amount, to_mass_kg
from iusml.normalise.text import fold
from iusml.normalise.units import find_unit
from iusml.suspicion.doubt import Doubt, figure
from iusml.suspicion.misread import misread

_SUM: Final = re.compile(r"^\W*(?:delsumma|totalsumma|summa|totalt?|sammanlagt|s:a|total mangd)\b")
_PART: Final = re.compile(r"^\W*(?:varav|darav)\b")
_YEAR: Final = re.compile(r"\D*(?:19|20)\d\d\D*")
_NONE: Final = re.compile(r"(?:se|ej|ingar|ingen|inga|saknas)\b")
_NUMBER: Final = re.compile(r"\d+(?:[ .]\d{3})*(?:[.,]\d+)?")
_SCALES: Final = (1.0, 1000.0, 0.001)
"""A sum may be printed in tonnes under rows in kilograms without saying so."""
MIN_ROWS: Final = 3
MAX_APART: Final = 0.9
"""Share of the sum that may be missing before the rows are taken for those of another sum."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a column, in kilograms where its unit is one of mass.

    `half` is half its last printed decimal, `scale` takes the printed number to the value.
    """

    row: int
    value: float
    half: float
    printed: str
    scale: float
    kind: Literal["row", "part", "sum", "other"]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A sum that its rows do not make: the rows concerned, and the doubt."""

    rows: tuple[int, ...]
    single: bool
    doubt: Doubt


def mismatches(
    document: Document, number: int, column: int, unit: str | None = None
) -> Iterator[Mismatch]:
    """Yield the sums of one column that do not add up. A column with unreadable cells has none.

    `unit` is that of numbers without one in cell, row or heading.
    """
    here = _figures(document, document.tables[number], column, unit)
    before = _figures_before(document, number, column, unit)
    start = 0
    for at, total in enumerate(here):
        if total.kind != "sum":
            continue
        if not _fits([*before, *here[:at]], total):
            section = [f for f in here[start:at] if f.kind == "row"]
            yield from _mismatch(section, total)
        start = at + 1


def _figures_before(document: Document, number: int, column: int, unit: str | None) -> list[Figure]:
    """The column's numbers on the page before, where the table began there."""
    table, earlier = document.tables[number], document.tables[number - 1] if number else None
    if earlier is None or earlier.columns != table.columns or table.page - earlier.page != 1:
        return []
    return _figures(document, earlier, column, unit)


def _figures(document: Document, table: Table, column: int, unit: str | None) -> list[Figure]:
    """The column's numbers from the top; empty where a cell with digits cannot be read."""
    texts = [document.text(c.start, c.end) for c in table.cells if c.column == column]
    found: list[Figure] = []
    units: set[str | None] = set()
    for cells in rows(table):
        cell = next((c for c in cells if c.column == column), None)
        if cell is None:
            continue
        text = document.text(cell.start, cell.end)
        read = _figure(text, _unit_beside(document, cells, cell) or unit, texts)
        if not any(c.isdigit() for c in text) or _YEAR.fullmatch(text) or (not found and not read):
            unit = find_unit(text) or unit  # a heading, or a dash
            continue
        if read is None:
            if _NONE.match(fold(text)):
                continue
            return []
        units.add(read[2])
        kind = _kind(document, cells, read[2])
        found.append(Figure(cell.row, read[0], read[1], read[3], read[4], kind))
    # Amounts with and without a known unit cannot be added up.
    return [] if None in units and len(units) > 1 else found


def _unit_beside(document: Document, cells: Sequence[Cell], cell: Cell) -> str | None:
    """The unit in a cell of its own in the same row."""
    texts = (document.text(c.start, c.end) for c in cells if c is not cell)
    return next((u for t in texts if len(t) <= 8 and (u := find_unit(f"({t})"))), None)


def _kind(
    document: Document, cells: Sequence[Cell], unit: str | None
) -> Literal["row", "part", "sum", "other"]:
    name = fold(document.text(cells[0].start, cells[0].end))
    if _SUM.match(name):
        return "sum"
    if _PART.match(name):
        return "part"
    return "row" if unit in {None, "t", "kg", "g"} else "other"


def _figure(
    text: str, unit: str | None, texts: Sequence[str]
) -> tuple[float, float, str | None, str, float] | None:
    """Value, half the last decimal, unit, printed number and scale of a cell, if it is a number."""
    parsed = parse_amount(text, unit, texts)
    match = _NUMBER.search(text)
    if parsed is None or parsed.value is None or match is None:
        return None
    mass = to_mass_kg(parsed.value, parsed.unit)
    value = parsed.value if mass is None else mass
    scale = {"t": 1000.0, "g": 0.001}.get(parsed.unit or "", 1.0)
    printed = f"{value / scale:.12g}"
    decimals = len(printed.partition(".")[2])
    _, mark, tail = match.group().rpartition(",")
    if mark:
        decimals = len(tail)
    return value, 0.5 * 10**-decimals * scale, parsed.unit, printed, scale


def _fits(above: Sequence[Figure], total: Figure) -> bool:
    """Whether some run of rows makes the sum: to the row above it, or anywhere."""
    for kinds in ({"row"}, {"row", "part"}, {"row", "part", "other"}, {"sum"}):
        group = [f for f in above if f.kind in kinds]
        for first in range(len(group)):
            added = slack = 0.0
            for count, figure_ in enumerate(group[first:], start=1):
                added, slack = added + figure_.value, slack + figure_.half
                if _equal(added, total, slack, _SCALES if count >= MIN_ROWS else (1.0,)):
                    return True
    return False


def _equal(added: float, total: Figure, slack: float, scales: Sequence[float]) -> bool:
    return any(
        abs(added * k - total.value) <= (total.half + slack * k) * 1.001 + 1e-9 for k in scales
    )


def _mismatch(group: Sequence[Figure], total: Figure) -> Iterator[Mismatch]:
    """Name the one row that explains the difference, or all rows."""
    if len(group) < MIN_ROWS:
        return
    added = sum(f.value for f in group)
    missing = total.value - added
    slack = total.half + sum(f.half for f in group)
    unit = {1000.0: " ton"}.get(total.scale, "")
    sentence = (
        f"Raderna ger {figure(added / total.scale)}{unit} men summan i tabellen är "
        f"{figure(total.value / total.scale)}{unit}."
    )
    blamed = []
    for row in group:
        wanted = misread(row.printed, missing / row.scale, slack / row.scale)
        if wanted is not None:
            blamed.append((row, wanted))
    if len(blamed) == 1:
        row, wanted = blamed[0]
        shown = f"{figure(wanted)} i stället för {figure(row.value / row.scale)}"
        sentence += f" Med {shown} på den här raden stämmer summan."
        yield Mismatch((row.row,), True, Doubt("sum", "quantity", sentence))
    elif abs(missing) <= MAX_APART * total.value:
        yield Mismatch(tuple(f.row for f in group), False, Doubt("sum", "quantity", sentence))
