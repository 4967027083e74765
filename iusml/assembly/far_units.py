"""The unit of a table's amount that neither its cell, its row's cells nor its heading tells.

People tell it once: with the first amount, in the sum's row, in a legend, in a sentence further
away. What is nearer to the amount is asked first.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from iusml.document import Cell, Document, Table
from iusml.layout import Layout
from iusml.normalise.text import fold
from iusml.normalise.units import lookup_unit
from iusml.tagging.decode import Entity

SENTENCES_BEFORE, WORDS_AFTER = 220, 90
"""Words around a table in which a sentence may tell its unit."""
_ASIDE, _HEADING_LINES = 6.0, 5.0
"""Points and heights of print within which a word stands right above a column."""
_DITTO: Final = re.compile(r"[\"”“»]|''|´´|,,|-\s?[\"”]\s?-|d:o|do|dito|-[\"”]-")
_NUMBER_UNIT: Final = re.compile(r"^[^\d]{0,25}[<>~]?\s?\d[\d .,]*\s?(?P<unit>[^\W\d_]+[3³]?)\.?$")
_CODES: Final = {
    "to": "ton", "tn": "ton", "tne": "ton", "kgm": "kg", "mtq": "m3", "ltr": "liter", "lt": "liter",
    "kb": "m3", "mt": "ton", "kub": "m3",
}  # fmt: skip
"""What programs print in a column of units; the three-letter ones are of UN/ECE's list."""
_WORDS: Final = (
    r"(?P<{0}>(?:tusental|tusen|1\s?000)\s+kg|metriska ton|ton|tonnage|kilogram|kilo|kg|kubikmeter"
    r"|kubik|kbm|m3|m³|liter|styck\w*|stycken|st)"
)
_TOLD: Final = re.compile(
    r"(?:\b(?:i|till|är|per|avser|anger|enhet|enheten|räknat i|angivet i|hela)\s+(?:hela\s+)?|"
    r"[=:–(\[,]\s*|^\s*)" + _WORDS.format("unit") + r"(?![\w/])(?!\s*(?:/|per\s)(?!\s*år))",
    re.IGNORECASE,
)
_SPEAKS: Final = re.compile(
    r"\b(?:mangd|vikt|vager|vagt|vagd|vagning|invag|avvag|siffr|tal\b|talen|uppgift|enhet|kvantitet"
    r"|varde|kolumn|tabell|redovis|angiv|anges|ange\b|raknat|avrund|avfall|allt\b|alla\b|samtlig"
    r"|tonnage|rakna)"
)
_ABOUT_OTHERS: Final = re.compile(
    r"\b(?:produktion|tillverk|forbruk|energi|utslapp|inkop|kemikali|vattenfor|pris|kostnad|villkor"
    r"|tillstand|hogst|bransle|diesel)"
)
_SENTENCE: Final = re.compile(r"(?<=[.!?:])\s+(?=[A-ZÅÄÖ0-9*¹²³])")
_LEGEND: Final = re.compile(
    r"(?<![\w])(?P<code>[A-Za-z]{1,3}|\d)\s*(?:=|:|–|-|är|betyder|\s)\s*" + _WORDS.format("meant")
    + r"\b",
    re.IGNORECASE,
)  # fmt: skip
_COUNTED: Final = re.compile(r"\b(?:antal|styck)\b")


class FarUnits:
    """Looks for the units of one table's amounts."""

    def __init__(
        self, document: Document, layout: Layout, number: int, told: Sequence[Entity]
    ) -> None:
        """`told` are all entities of table `number`."""
        self.document, self.layout = document, layout
        self.table: Table = document.tables[number]
        self.amounts = [entity for entity in told if entity.label == "QUANTITY"]
        page = document.pages[self.table.page - 1]
        self.first, self.end = page.start, page.end
        self.start = min(e.start for e in told)
        self.stop = max(cell.end for cell in self.table.cells)

    def find(self, amount: Entity, heading: str) -> str | None:
        """The unit of `amount`, whose column has the heading `heading`, or None."""
        cell = self.layout.cell_at[amount.start][1]
        for look in (self._coded, self._in_row, self._above, self._in_column, self._of_sum):
            unit = look(cell)
            if unit is not None:
                return unit
        return self._told() or ("st" if _COUNTED.search(fold(heading)) else None)

    def _text(self, cell: Cell) -> str:
        return self.document.text(cell.start, cell.end)

    def _coded(self, cell: Cell) -> str | None:
        """A code of a column of units in the amount's row, a legend's or a usual one."""
        legend = self._legend
        for other in self._near(cell):
            column = [c for c in self.table.cells if c.column == other.column]
            shown = self._repeated(other, column)
            code = fold(shown).strip(" .")
            if lookup_unit(shown) and not shown[:1].isdigit():
                return shown
            if code in legend and self._is_code_column(column, legend):
                return legend[code]
            if code in _CODES:
                return _CODES[code]
        return None

    def _near(self, cell: Cell) -> list[Cell]:
        """The other cells of the row, the nearest first, those to the right before."""
        row = [c for c in self.table.cells if c.row == cell.row and c.column != cell.column]
        return sorted(row, key=lambda c: (c.column < cell.column, abs(c.column - cell.column)))

    def _repeated(self, cell: Cell, column: Sequence[Cell]) -> str:
        """A cell's text, or what stands above it where it holds a ditto mark."""
        above = sorted((c for c in column if c.row <= cell.row), key=lambda c: -c.row)
        texts = (self._text(c).strip() for c in above)
        return next((text for text in texts if not _DITTO.fullmatch(text)), "")

    def _is_code_column(self, column: Sequence[Cell], legend: Mapping[str, str]) -> bool:
        """Whether most cells of a column are codes of the legend."""
        known = [fold(self._text(c)).strip(" .") in legend for c in column]
        return 2 * sum(known) >= len(known) - 1

    @property
    def _legend(self) -> dict[str, str]:
        """What the words below and above the table say of codes: "1 = ton, 2 = kilogram"."""
        around = self.document.text(max(self.first, self.start - 80), self.start)
        below = self.document.text(self.stop, min(self.end, self.stop + WORDS_AFTER))
        found = {}
        for match in _LEGEND.finditer(f"{below} {around}"):
            found.setdefault(fold(match["code"]), _usual(match["meant"]))
        return found if len(found) > 1 else {}

    def _in_row(self, cell: Cell) -> str | None:
        """The unit printed with another amount of the row."""
        return self._printed(e for e in self.amounts if self._cell(e).row == cell.row)

    def _in_column(self, cell: Cell) -> str | None:
        """The unit printed with those amounts of the column, or else the table, that have one.

        Where only counted things name theirs, the others are not counted.
        """
        column = (e for e in self.amounts if self._cell(e).column == cell.column)
        unit = self._printed(column) or self._printed(iter(self.amounts))
        return None if unit is None or _counts(unit) else unit

    def _cell(self, entity: Entity) -> Cell:
        return self.layout.cell_at[entity.start][1]

    def _printed(self, amounts: Iterator[Entity]) -> str | None:
        return _one(self._with_unit(e) for e in amounts)

    def _with_unit(self, amount: Entity) -> str:
        """An amount's text, with the next cell of the row where that is nothing but a unit."""
        cell = self._cell(amount)
        text = self.document.text(amount.start, cell.end)
        after = (c for c in self.table.cells if c.row == cell.row and c.column > cell.column)
        following = min(after, key=lambda c: c.column, default=None)
        beside = self._text(following) if following else ""
        return f"{text} {beside}" if text[-1:].isdigit() and lookup_unit(beside) else text

    def _of_sum(self, cell: Cell) -> str | None:
        """The unit that the table's sum is printed with, in this column or the last row."""
        taken = {self._cell(e) for e in self.amounts}
        last = max(c.row for c in self.table.cells)
        others = [c for c in self.table.cells if c not in taken]
        in_column = _one(self._text(c) for c in others if c.column == cell.column)
        return in_column or _one(self._text(c) for c in others if c.row == last)

    def _above(self, cell: Cell) -> str | None:
        """The unit that stands right above a column: in headings that ran together or were cut off."""
        words = self.document.words
        boxes = [words[i].box for i in range(cell.start, cell.end)]
        left, right = min(b.x0 for b in boxes) - _ASIDE, max(b.x1 for b in boxes) + _ASIDE
        top = min(words[self.start].box.y0, boxes[0].y0)
        high = _HEADING_LINES * (boxes[0].y1 - boxes[0].y0)
        over = [
            word.text.strip("()[],.:;")
            for word in words[self.first : self.start]
            if 0 <= top - word.box.y0 < high and word.box.x0 < right and word.box.x1 > left
        ]
        found = [text for text in over if len(text) > 1 and lookup_unit(text)]
        return found[-1] if len({fold(text) for text in found}) == 1 else None

    def _told(self) -> str | None:
        """The unit that a sentence around the table tells of its amounts, the nearest one."""
        below = self.document.text(self.stop, min(self.end, self.stop + WORDS_AFTER))
        above = self.document.text(max(self.first, self.start - SENTENCES_BEFORE), self.start)
        near = _said(reversed(_SENTENCE.split(above)[-2:])) or _said(_SENTENCE.split(below)[:3])
        return near or _said(reversed(_SENTENCE.split(above))) or _said(_SENTENCE.split(below))


def _said(sentences: Sequence[str] | Iterator[str]) -> str | None:
    """The unit of the first sentence that speaks of amounts and names one unit alone."""
    for sentence in sentences:
        folded = fold(sentence)
        if not _SPEAKS.search(folded) or _ABOUT_OTHERS.search(folded):
            continue
        found = {_usual(match["unit"]) for match in _TOLD.finditer(sentence)}
        if len(found) == 1:
            return found.pop()
    return None


def _counts(unit: str) -> bool:
    found = lookup_unit(unit)
    return found is not None and found.name == "pcs"


def _usual(unit: str) -> str:
    """The spelling that amounts are parsed with."""
    bare = unit.casefold()
    if bare.endswith("kg") and bare != "kg":
        return "ton"
    return {"tonnage": "ton", "metriska ton": "ton"}.get(bare, bare)


def _one(texts: Iterator[str]) -> str | None:
    """The unit behind the numbers of `texts`, where all of them with a unit have the same."""
    found = {m["unit"] for text in texts if (m := _NUMBER_UNIT.match(text.strip()))}
    units = {unit for unit in found if lookup_unit(unit)}
    return units.pop() if len(units) == 1 else None
