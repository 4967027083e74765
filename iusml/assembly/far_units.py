"""The unit of a table's amount that neither its cell, its row's unit nor its heading tells.

People tell it once: with the first amount, in the sum's row, in a legend, in a sentence further
away. What is nearer to the amount is asked first.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from iusml.assembly.pieces import MIN_GAP
from iusml.assembly.told_units import UNIT_WORDS, WORDS_AFTER, rest_unit, told_unit, usual
from iusml.document import Box, Cell, Document, Table, Word
from iusml.layout import Layout
from iusml.normalise.quantity import find_amounts, parse_amount
from iusml.normalise.text import fold, is_ditto
from iusml.normalise.units import counts_pieces, find_unit, is_measure
from iusml.tagging.decode import Entity

_ASIDE, _WIDE, _HEADING_LINES = 6.0, 40.0, 5.0
"""Points to the side and heights of print within which a word stands above a column."""
_HEADING_WORDS = 4
_TELLING = 100
"""Smaller numbers meet each other by chance."""
_LEGEND_WORDS = 80
_NUMBER_UNIT: Final = re.compile(r"^[^\d]{0,25}[<>~]?\s?\d[\d .,]*\s?(?P<unit>[^\W\d_]+[3³]?)\.?$")
_CODES: Final = {
    "to": "ton", "tn": "ton", "tne": "ton", "kgm": "kg", "mtq": "m3", "ltr": "liter", "lt": "liter",
    "kb": "m3", "mt": "ton", "kub": "m3",
}  # fmt: skip
"""What programs print in a column of units; the three-letter ones are of UN/ECE's list."""
_LEGEND: Final = re.compile(
    r"(?<!\w)(?P<code>[A-Za-z]{1,3}|\d)\s*(?:=|:|–|-|\)|är|(?:står )?för|betyder|\s)\s*"
    rf"(?P<meant>{UNIT_WORDS})\b",
    re.IGNORECASE,
)
_UNLESS: Final = re.compile(
    r"\b(?:dar|om|nar) (?:ej|inte|inget|ingen|icke) (?:annat|annan)|saknar enhet|utan enhet"
)
_COUNTED: Final = re.compile(r"\b(?:antal|styck)\b")


class FarUnits:
    """Looks for the units of one table's amounts."""

    def __init__(
        self, document: Document, layout: Layout, number: int, told: Iterable[Entity]
    ) -> None:
        """`told` are all entities of table `number`, at least one."""
        told = list(told)
        self.document, self.layout = document, layout
        self.table: Table = document.tables[number]
        self.amounts = [entity for entity in told if entity.label == "QUANTITY"]
        page = document.pages[self.table.page - 1]
        self.first, self.end = page.start, page.end
        self.start = min(e.start for e in told)
        self.stop = max(cell.end for cell in self.table.cells)
        self.rows: dict[int, list[Cell]] = defaultdict(list)
        self.columns: dict[int, list[Cell]] = defaultdict(list)
        for cell in self.table.cells:
            self.rows[cell.row].append(cell)
            self.columns[cell.column].append(cell)

    def find(self, amount: Entity, heading: str) -> str | None:
        """The unit of `amount`, whose column has the heading `heading`, or None."""
        cell = self._cell(amount)
        looks = (
            self._in_row, self._above, self._in_column, self._unmarked, self._at_foot, self._echoed,
        )  # fmt: skip
        for look in looks:
            unit = look(cell)
            if unit is not None:
                return unit
        counted = "st" if _COUNTED.search(fold(heading)) else None
        return self._told or counted or self.layout.once(rest_unit)

    def coded(self, amount: Entity) -> str | None:
        """A code of a unit beside the amount, of a legend or a usual one, or one above a ditto."""
        cell = self._cell(amount)
        behind = fold(self.document.text(amount.end, cell.end)).strip(" .)")
        if behind in self._legend:
            return self._legend[behind]
        for other in self._near(cell):
            own = self._text(other)
            shown = self._above_ditto(other) if is_ditto(own) else own
            code = fold(shown).strip(" .)")
            if code in self._legend and self._is_code_column(other.column):
                return self._legend[code]
            if code in _CODES or (shown != own and is_measure(shown)):
                return _CODES.get(code, shown)
        return None

    def _text(self, cell: Cell) -> str:
        return self.document.text(cell.start, cell.end)

    def _cell(self, entity: Entity) -> Cell:
        return self.layout.cell_at[entity.start][1]

    def _near(self, cell: Cell) -> list[Cell]:
        """The other cells of the row, the nearest first, those to the right before."""
        row = [other for other in self.rows[cell.row] if other.column != cell.column]
        return sorted(row, key=lambda c: (c.column < cell.column, abs(c.column - cell.column)))

    def _above_ditto(self, cell: Cell) -> str:
        """What stands above a ditto mark in its column."""
        above = [c for c in self.columns[cell.column] if c.row < cell.row]
        texts = (self._text(c).strip() for c in sorted(above, key=lambda c: -c.row))
        return next((text for text in texts if not is_ditto(text)), "")

    def _is_code_column(self, column: int) -> bool:
        """Whether most cells of a column are codes of the legend."""
        cells = self.columns[column]
        known = [fold(self._text(c)).strip(" .)") in self._legend for c in cells]
        return 2 * sum(known) >= len(known) - 1

    @cached_property
    def _legend(self) -> dict[str, str]:
        """What the words below and above the table say of codes: "1 = ton, 2 = kilogram"."""
        above = self.document.text(max(self.first, self.start - _LEGEND_WORDS), self.start)
        below = self.document.text(self.stop, min(self.end, self.stop + WORDS_AFTER))
        found: dict[str, str] = {}
        for match in _LEGEND.finditer(f"{below} {above}"):
            found.setdefault(fold(match["code"]), usual(match["meant"]))
        return found if len(found) > 1 else {}

    def _in_row(self, cell: Cell) -> str | None:
        """The unit printed with another amount of the row, or that a short cell begins with."""
        beside = [e for e in self.amounts if self._cell(e).row == cell.row]
        return self._printed(beside) or _only(map(_edge_unit, map(self._text, self._near(cell))))

    def _in_column(self, cell: Cell) -> str | None:
        """The unit printed with those amounts of the column, or else the table, that have one.

        Where only counted things name theirs, the others are not counted.
        """
        column = [e for e in self.amounts if self._cell(e).column == cell.column]
        unit = self._printed(column) or self._printed(self.amounts)
        if self._told and self._told_of_the_rest:
            return self._told
        return None if unit is None or counts_pieces(unit) else unit

    def _printed(self, amounts: Iterable[Entity]) -> str | None:
        return _one(self._with_unit(amount) for amount in amounts)

    def _with_unit(self, amount: Entity) -> str:
        """An amount's text, with the next cell of the row where that is nothing but a unit."""
        cell = self._cell(amount)
        text = self.document.text(amount.start, cell.end)
        after = (c for c in self.rows[cell.row] if c.column > cell.column)
        following = min(after, key=lambda c: c.column, default=None)
        beside = self._text(following) if following else ""
        return f"{text} {beside}" if text[-1:].isdigit() and is_measure(beside) else text

    @cached_property
    def _others(self) -> list[Cell]:
        """The cells without a marked amount."""
        taken = {self._cell(amount) for amount in self.amounts}
        return [cell for cell in self.table.cells if cell not in taken]

    def _unmarked(self, cell: Cell) -> str | None:
        """The unit of sums and other unmarked numbers, in the column or else the whole table."""
        column = [c for c in self._others if c.column == cell.column]
        elsewhere = _one(map(self._text, self._others))
        counted = elsewhere is not None and counts_pieces(elsewhere)
        return _one(map(self._text, column)) or (None if counted else elsewhere)

    def _at_foot(self, cell: Cell) -> str | None:
        """The unit of headings that are repeated, or only stand, below the amounts."""
        below = [c for c in self._others if c.column == cell.column and c.row > cell.row]
        return _only(find_unit(self._text(c)) for c in below)

    def _above(self, cell: Cell) -> str | None:
        """The unit closest above a column: in headings that ran together or were cut off."""
        words = self.document.words
        own = _around([words[i].box for i in range(cell.start, cell.end)])
        top = min(words[self.start].box.y0, own.y0)
        high = _HEADING_LINES * (own.y1 - own.y0)
        over: list[tuple[float, str]] = []
        for index in range(self.first, self.start):
            word = words[index]
            text = word.text.strip("()[],.:;")
            near = len(text) > 1 and 0 <= top - word.box.y0 < high
            if near and is_measure(text) and self._heads(index):
                over.append((max(word.box.x0 - own.x1, own.x0 - word.box.x1, 0.0), text))
        over.sort()
        nearest = [fold(text) for far, text in over if far < min(over[0][0] + _ASIDE, _WIDE)]
        return _only(nearest)

    def _heads(self, index: int) -> bool:
        """Whether a word is a heading or the end of a short one, and no part of a sentence."""
        words, run = self.document.words, [index]
        while run[0] > self.first and _runs_on(words[run[0] - 1], words[run[0]]):
            run.insert(0, run[0] - 1)
        while run[-1] + 1 < self.start and _runs_on(words[run[-1]], words[run[-1] + 1]):
            run.append(run[-1] + 1)
        text = self.document.join(run)
        return (
            len(run) <= _HEADING_WORDS and not text.endswith(".") and not _NUMBER_UNIT.match(text)
        )

    def _echoed(self, cell: Cell) -> str | None:
        """The unit with which text tells an amount of the column once more, or their sum."""
        column = [e for e in self.amounts if self._cell(e).column == cell.column]
        parsed = (parse_amount(self.document.text(e.start, e.end)) for e in column)
        values = [one.value for one in parsed if one and one.value]
        sought = {v for v in values if v >= _TELLING} | {round(sum(values), 3)}
        return _only(unit for value, unit in self._amounts_of_page if value in sought)

    @cached_property
    def _amounts_of_page(self) -> list[tuple[float | None, str | None]]:
        found = find_amounts(self.document.text(self.first, self.end))
        return [(amount.value, amount.unit) for _, _, amount in found]

    @cached_property
    def _told_of_the_rest(self) -> bool:
        """Whether the words above say that their unit is for amounts that print none."""
        above = self.document.text(max(self.first, self.start - _LEGEND_WORDS), self.start)
        return bool(_UNLESS.search(fold(above)))

    @cached_property
    def _told(self) -> str | None:
        page, table = (self.first, self.end), (self.start, self.stop)
        return told_unit(self.document, self.layout, page, table)


def _runs_on(one: Word, two: Word) -> bool:
    """Whether two words stand beside each other, with no wider blank than running text has."""
    blank = MIN_GAP * (one.box.y1 - one.box.y0)
    return one.line == two.line and two.box.x0 - one.box.x1 <= blank


def _around(boxes: list[Box]) -> Box:
    return Box(
        min(b.x0 for b in boxes), min(b.y0 for b in boxes),
        max(b.x1 for b in boxes), max(b.y1 for b in boxes),
    )  # fmt: skip


def _edge_unit(text: str) -> str | None:
    """The unit that a short cell without numbers begins with: "ton, vägt", "kg våtvikt"."""
    words = text.split()
    first = words[0].strip("(),.;") if words else ""
    short = len(words) <= 4 and len(first) > 1 and not any(c.isdigit() for c in text.rstrip("3³"))
    return first if short and is_measure(first) and not counts_pieces(first) else None


def _one(texts: Iterable[str]) -> str | None:
    """The unit behind the numbers of `texts`, where all of them with a unit have the same."""
    found = (match["unit"] for text in texts if (match := _NUMBER_UNIT.match(text.strip())))
    return _only(unit for unit in found if is_measure(unit))


def _only(units: Iterable[str | None]) -> str | None:
    """The one unit of `units`, None where there are several or none."""
    found = {unit for unit in units if unit}
    return found.pop() if len(found) == 1 else None
