"""The unit of a table's amount as cells tell it: its own, its row's, or its waste's name."""

import re
from collections.abc import Sequence

from iusml.document import Cell, Document, Table
from iusml.layout import Layout
from iusml.normalise.units import find_unit, is_measure, lookup_unit
from iusml.tagging.decode import Entity

_IN_NAME = re.compile(r"[(\[]([^()\[\]]+)[)\]]\s*$")
_BEHIND_NAME = re.compile(r"\s*[,;:/]\s*(\w+[³3]?)\.?\s*")
_QUALIFIED = re.compile(r"\s(?:\(?våt ?vikt\)?|netto|brutto|totalt)$", re.IGNORECASE)
"""What a cell with nothing but a unit may say of it: "ton våtvikt"."""
_LAST_WORD = re.compile(r"[^\W\d_]+[³3]?$")


class CellUnits:
    """Looks for units in the cells of one table."""

    def __init__(self, document: Document, layout: Layout, table: Table) -> None:
        self.document, self.layout, self.table = document, layout, table

    def _cell(self, entity: Entity) -> Cell:
        return self.layout.cell_at[entity.start][1]

    def beside(self, entity: Entity) -> str | None:
        """A unit right behind the amount in its own cell: the columns may run together."""
        if entity.end < self._cell(entity).end:
            text = self.document.words[entity.end].text
            return text if lookup_unit(text) else None
        return None

    def in_column(self, entity: Entity) -> str | None:
        """A cell of the amount's column that holds nothing but a unit (tables on their side)."""
        column = self._cell(entity).column
        for cell in self.table.cells:
            text = _QUALIFIED.sub("", self.document.text(cell.start, cell.end))
            if cell.column == column and lookup_unit(text):
                return text
        return None

    def in_row(self, row: int, entity: Entity) -> str | None:
        """A cell of the row that holds nothing but a unit; the nearest to the right wins."""
        column = self._cell(entity).column
        found = [
            (cell.column < column, abs(cell.column - column), unit)
            for cell in self.table.cells
            if cell.row == row and cell.column != column and (unit := self._bare(cell))
        ]
        return min(found)[2] if found else None

    def in_name(self, waste: Entity) -> str | None:
        """The unit that a waste's name ends with: "UV-lampor (st)", "Lackslam, kg"."""
        end = waste.end
        last = self._cell(waste).end
        behind = _BEHIND_NAME.fullmatch(self.document.text(end, last))
        if behind and is_measure(behind[1]):
            return behind[1]
        while end < last and self.document.words[end - 1].text != ")" and end < waste.end + 3:
            end += 1
        found = _IN_NAME.search(self.document.text(waste.start, end))
        return find_unit(f"({found[1].strip()})") if found else None

    def printed(self, amounts: Sequence[Entity]) -> str | None:
        """The one unit that is printed with amounts of a row, which others of it leave out."""
        units = set[str]()
        for amount in amounts:
            last = _LAST_WORD.search(self.document.text(amount.start, amount.end))
            unit = last.group() if last and lookup_unit(last.group()) else self.beside(amount)
            if unit:
                units.add(unit)
        return units.pop() if len(units) == 1 else None

    def _bare(self, cell: Cell) -> str | None:
        """The unit that is all of a cell; "m3" holds a digit of its own."""
        text = _QUALIFIED.sub("", self.document.text(cell.start, cell.end))
        if len(text.split()) > 2 or any(c.isdigit() for c in text.rstrip("23²³")):
            return None
        return find_unit(f"({text})")
