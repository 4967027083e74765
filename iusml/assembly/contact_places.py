"""How near two entities of contacts stand to each other on a page."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate, combinations, islice

from iusml.document import Cell, Document
from iusml.layout import Layout
from iusml.normalise.text import fold
from iusml.tagging.decode import Entity

MIN_NAME = 3
MIN_OFFICE = 5
CLOSE = 5
"""Words between half a name, or a role, and the value given with it, at most."""
FAR_BACK = 60
"""Dots that lead to a number are many words."""
_STOPS = frozenset(".!?;|")
_SWITCHBOARD = re.compile(r"vx|vaxel|kontaktcenter|reception")
COLUMN = 2.5
"""What stands in another row of a column is farther than what stands in the same cell."""
PASSED = 3.0
"""What each other person between makes a value farther away."""
OTHER_COLUMN = 12.0
"""What a value in the column of another person is farther away."""


class Places:
    """Where the persons of a report stand, to tell how far a value is from one of them."""

    def __init__(self, layout: Layout, people: Sequence[Entity]) -> None:
        self.layout, self.people = layout, people
        self._named = {i for e in people if e.end > e.start + 1 for i in range(e.start, e.end)}
        self._beside = _columns_of_people(layout, people)

    def distance(self, person: Entity, entity: Entity, label: str) -> float:
        """Words between; what comes after the person and on its own row is nearer."""
        here, there = (self.layout.cell_at.get(e.start) for e in (entity, person))
        if not here or not there or here[0] != there[0]:
            return self._in_text(person, entity, label)
        far = OTHER_COLUMN if self._owner(*here) != self._owner(*there) else 0.0
        if here[1].row == there[1].row:
            return far + _in_row(self.layout.document, person, entity, label)
        if here[0] in self._beside or here[1].column == there[1].column:
            rows = here[1].row - there[1].row
            above = (0.3 if label == "ROLE" else 2) if rows < 0 else 0
            passed = PASSED * self._passed(here[0], there[1], here[1])
            return far + COLUMN + 0.2 * abs(rows) + above + passed
        return self._in_text(person, entity, label)

    def is_called(self, name: str, role: str, entity: Entity) -> bool:
        """Whether first name or role stand alone beside the value: "Ring Anna på 040-…"."""
        first, *rest = fold(name).split() or [""]
        called = {first} if rest and len(first) >= MIN_NAME else set()
        office = (fold(role).split() or [""])[-1]
        if len(office) >= MIN_OFFICE:
            called |= {office + ending for ending in ("", "n", "en")}
        words = self.layout.document.words
        behind = "".join(word.text for word in words[entity.end : entity.end + 3])
        if first in called and fold(behind).startswith(f"({first})"):
            return True
        row = _row(self.layout, entity.start)
        before = range(entity.start - 1, max(0, entity.start - FAR_BACK) - 1, -1)
        for index in islice((i for i in before if _is_word(words[i].text)), CLOSE):
            if (
                _row(self.layout, index) != row
                or words[index].text in _STOPS
                or index in self._named
            ):
                return False
            if fold(words[index].text).strip(",:") in called:
                return not words[index + 1].text[:1].isupper() and (
                    row is None or _is_alone(self.layout, index)
                )
        return False

    def _owner(self, table: int, cell: Cell) -> int:
        """Of persons side by side, the last that does not stand right of `cell`."""
        return sum(column <= cell.column for column in self._beside.get(table, ()))

    def _passed(self, table: int, one: Cell, two: Cell) -> int:
        """How many others stand between two cells, below each other."""
        rows = range(min(one.row, two.row) + 1, max(one.row, two.row))
        cells = [
            at[1]
            for p in self.people
            if (at := self.layout.cell_at.get(p.start)) and at[0] == table
        ]
        return sum(
            c.row in rows and self._owner(table, c) == self._owner(table, one) for c in cells
        )

    def _in_text(self, person: Entity, entity: Entity, label: str) -> float:
        first, last = sorted((person, entity), key=lambda e: e.start)
        said = self.layout.once(_said)
        gap = said[max(first.end, last.start)] - said[first.end]
        blocks = self.layout.block[last.start] - self.layout.block[first.start]
        passed = sum(first.start < other.start < last.start for other in self.people)
        backwards = entity.start < person.start
        behind = (1 if label == "ROLE" else 6) * backwards
        return gap + 1.5 * min(blocks, 10) + behind + PASSED * passed


def _said(layout: Layout) -> list[int]:
    """How many words before each index have letters or digits: dots lead to a number."""
    counts = (any(map(str.isalnum, word.text)) for word in layout.document.words)
    return list(accumulate(counts, initial=0))


def _columns_of_people(layout: Layout, people: Sequence[Entity]) -> dict[int, list[int]]:
    """By table, the columns of persons that stand side by side, level or nearly so."""
    cells = [at for entity in people if (at := layout.cell_at.get(entity.start))]
    found: dict[int, set[int]] = defaultdict(set)
    for (table, one), (other, two) in combinations(cells, 2):
        if table == other and one.column != two.column and abs(one.row - two.row) <= 1:
            found[table] |= {one.column, two.column}
    return {table: sorted(columns) for table, columns in found.items()}


def _in_row(document: Document, person: Entity, entity: Entity, label: str) -> float:
    """In cells of several lines what stands level, or a little below, belongs together."""
    lines = document.words[entity.start].line - document.words[person.start].line
    apart = 0.1 * min(abs(entity.start - person.start), 10)
    if lines == 0:
        return apart
    if lines > 0:
        return 1 + 0.3 * lines + apart / 10
    return (1.2 if label == "ROLE" else 2) - 0.3 * lines


def _is_word(text: str) -> bool:
    return any(c.isalnum() for c in text) or text in _STOPS


def _row(layout: Layout, index: int) -> tuple[int, int] | None:
    at = layout.cell_at.get(index)
    return (at[0], at[1].row) if at else None


def _is_alone(layout: Layout, index: int) -> bool:
    """Whether a word is the only one of its cell."""
    cell = layout.cell_at[index][1]
    return sum(_is_word(word.text) for word in layout.document.words[cell.start : cell.end]) == 1


def is_switchboard(layout: Layout, entity: Entity) -> bool:
    """Whether the words before a number, or the label of its row, call it the switchboard."""
    words = layout.document.words
    line = words[entity.start].page, words[entity.start].line
    before = range(max(0, entity.start - 2), entity.start)
    said = [words[i].text for i in before if (words[i].page, words[i].line) == line]
    if at := layout.cell_at.get(entity.start):
        table = layout.document.tables[at[0]]
        said += [
            word.text
            for cell in table.cells
            if cell.row == at[1].row and cell.column < at[1].column
            for word in words[cell.start : cell.end]
            if cell.column == 0
        ]
    return any(_SWITCHBOARD.match(fold(text)) for text in said)
