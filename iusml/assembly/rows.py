"""Link the entities of tables: a row is a stream, unless the table lies on its side."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from iusml.assembly.cards import join_cards
from iusml.assembly.carried import before
from iusml.assembly.cell_units import CellUnits
from iusml.assembly.continued import join_continued
from iusml.assembly.directions import Directions
from iusml.assembly.drafts import Direction, Draft, DraftAmount, TableRow
from iusml.assembly.far_units import FarUnits
from iusml.assembly.grids import side_by_side
from iusml.assembly.group_codes import give_group_codes
from iusml.assembly.headings import (
    YEAR,
    Heading,
    TableFacts,
    align_years,
    heading,
    is_figure,
    read_headings,
    read_sections,
)
from iusml.assembly.headings_above import with_headings_above
from iusml.assembly.named_units import with_named_unit
from iusml.assembly.pieces import piece_over
from iusml.assembly.years_in_rows import join_years
from iusml.document import Cell, Document
from iusml.labels import STREAM_LABELS
from iusml.layout import Layout
from iusml.normalise.text import is_ditto
from iusml.tagging.decode import Entity

_MARK = re.compile(r"^\s*[a-zåäö]{1,2}\s?[.):]\s")
"""The letter of a form's field, which is no unit: "g. Föregående år"."""


def link_tables(document: Document, layout: Layout, entities: Sequence[Entity]) -> list[Draft]:
    """Return the drafts of all tables.

    Entities outside tables are only looked at on pages that print more columns of a table.
    """
    by_table: dict[int, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.label in STREAM_LABELS and entity.start in layout.cell_at:
            by_table[layout.cell_at[entity.start][0]].append(entity)
    rows: list[TableRow] = []
    known: list[tuple[int, TableFacts]] = []
    directions = Directions(document, layout)
    for number in range(len(document.tables)):
        found = by_table.get(number, [])
        if not found:
            continue
        first = document.tables[number].cells[0].start
        facts = read_headings(
            document, number, found, before(document, number, known),
            below_received=directions.is_below_received(first),
        )  # fmt: skip
        facts = with_headings_above(document, number, facts)
        facts = with_named_unit(layout, number, facts)
        sections = read_sections(document, number, found, facts)
        linker = _TableLinker(document, layout, number, sections, found)
        rows.extend(linker.rows())
        known.append((number, sections[-1]))
    rows = join_cards(document, give_group_codes(rows))
    for _, members in itertools.groupby(rows, key=lambda row: row.table):
        _join_subtotals(document, [draft for row in members for draft in row.drafts])
    left = join_continued(document, layout, rows, entities)
    return [draft for row in left for draft in row.drafts if draft.waste or draft.codes]


def _join_subtotals(document: Document, drafts: Sequence[Draft]) -> None:
    """Give amounts in rows of their own to the waste named above them.

    They are the subtotal below the pick-ups of one waste, or single pick-ups by the same firms.
    """
    last: Draft | None = None
    for draft in drafts:
        nameless = bool(draft.amounts) and not (draft.waste or draft.codes)
        if last and nameless and not last.amounts:
            last.amounts.extend(draft.amounts)
            draft.amounts.clear()
        elif last and nameless and _picked_up(document, last, draft):
            last.pickups = True
            last.amounts.extend(draft.amounts)
            draft.amounts.clear()
        else:
            last = draft


def _picked_up(document: Document, one: Draft, two: Draft) -> bool:
    """Whether a row without a name tells of a further pick-up: one amount, the same firms."""
    firms = [
        [document.text(e.start, e.end) for _, taken in draft.firms_and_treatments() for e in taken]
        for draft in (one, two)
    ]
    single = len(two.amounts) == 1 and (one.pickups or len(one.amounts) == 1)
    return single and bool(firms[0]) and firms[0] == firms[1]


class _TableLinker:
    """Links the entities of one table."""

    def __init__(
        self, document: Document, layout: Layout, number: int,
        sections: Sequence[TableFacts],
        entities: Sequence[Entity],
    ) -> None:  # fmt: skip
        self.document, self.layout, self.sections = document, layout, sections
        self.number, self.table = number, document.tables[number]
        self.units = CellUnits(document, layout, self.table)
        self.entities = sorted(entities, key=lambda e: e.start)
        self.naming = {self._row(entity) for entity in self.entities if entity.label == "WASTE"}
        self.far = FarUnits(document, layout, number, self.entities)
        self.columns: dict[int, list[str]] = defaultdict(list)
        for entity in self.entities:
            if entity.label == "QUANTITY":
                self.columns[self._column(entity)].append(document.text(entity.start, entity.end))

    def _facts(self, row: int) -> TableFacts:
        """The facts of the section that a row stands in."""
        return next((f for f in reversed(self.sections) if f.body <= row), self.sections[0])

    def _row(self, entity: Entity) -> int:
        return self.layout.cell_at[entity.start][1].row

    def _column(self, entity: Entity) -> int:
        return self.layout.cell_at[entity.start][1].column

    def rows(self) -> list[TableRow]:
        """Return the drafts of each row; one of several rows stands where its waste is named."""
        starts = {cell.row: cell.start for cell in reversed(self.table.cells)}
        starts |= {self._row(entity): entity.start for entity in reversed(self.entities)}
        starts |= {self._row(e): e.start for e in reversed(self.entities) if e.label == "WASTE"}
        drafts: dict[int, list[Draft]] = defaultdict(list)
        for row, draft in self._drafts():
            if draft.entities():
                drafts[row].append(draft)
        return [TableRow(self.number, row, starts[row], found) for row, found in drafts.items()]

    def _drafts(self) -> Iterator[tuple[int, Draft]]:
        rows: dict[int, list[Entity]] = defaultdict(list)
        for entity in self.entities:
            rows[self._row(entity)].append(entity)
        groups = side_by_side(rows, {entity: self._column(entity) for entity in self.entities})
        if groups:
            yield from map(self._by_column, groups)
            return
        made = list(self._by_row(rows))
        self._repeat_above(made)
        yield from join_years(self.document, made, self._year_of)

    def _by_row(self, rows: dict[int, list[Entity]]) -> Iterator[tuple[int, Draft]]:
        for number in sorted({*rows, *self._ditto_columns}):
            for part in _parts(rows.get(number, [])):
                for draft in self._draft(number, part):
                    yield number, draft

    @cached_property
    def _ditto_columns(self) -> dict[int, list[int]]:
        """The columns that hold a ditto mark, by row."""
        marks: dict[int, list[int]] = defaultdict(list)
        for cell in self.table.cells:
            if is_ditto(self.document.text(cell.start, cell.end)):
                marks[cell.row].append(cell.column)
        return marks

    def _repeat_above(self, drafts: Sequence[tuple[int, Draft]]) -> None:
        """Give rows whose cell holds a ditto mark what stands in that column above it."""
        known: dict[tuple[int, str], Entity] = {}
        for row, draft in drafts:
            for label, taken in draft.firms_and_treatments():
                for column in self._ditto_columns.get(row, ()):
                    above = known.get((column, label))
                    if above is not None and not taken:
                        taken.append(above)
                known.update({(self._column(entity), label): entity for entity in taken})

    def _by_column(self, members: Sequence[Entity]) -> tuple[int, Draft]:
        """One of several wastes side by side, the first of `members`, with all that it has."""
        waste, *told = members
        draft = Draft(waste, "received" if self.sections[0].received else "generated")
        for entity in told:
            if entity.label == "QUANTITY":
                first = self._label_beside(entity, self._column(waste))
                unit = self.units.beside(entity) or self.units.in_column(entity)
                unit = unit or first.unit or self.units.in_name(waste) or self.sections[0].unit
                unit = unit or self.far.find(entity, "")
                year = first.year or self._year_of(self._row(entity))
                draft.amounts.append(DraftAmount(entity, year, unit))
            elif entity.label != "WASTE":
                draft.add(entity)
        return self._row(waste), draft

    def _year_of(self, row: int) -> int | None:
        """The year that is all of one cell of a row."""
        texts = (self._cell_text(cell).strip(" :.") for cell in self._row_cells(row))
        years = {int(text) for text in texts if YEAR.fullmatch(text)}
        return years.pop() if len(years) == 1 else None

    def _label_beside(self, amount: Entity, waste: int) -> Heading:
        """What stands before an amount: in its cell, left of it in its card, or first in the row.

        `waste` is the column of the card's waste. A year may stand behind the amount, too.
        """
        cell = self.layout.cell_at[amount.start][1]
        in_cell = [e for e in self.entities if cell.start <= e.start < cell.end and e != amount]
        start = max((e.end for e in in_cell if e.end <= amount.start), default=cell.start)
        after = [e for e in in_cell if e.start >= amount.end]
        end = min((e.start for e in after), default=cell.end)
        texts = [self.document.text(start, amount.start)] if start < amount.start else []
        if amount.end < end and all(e.label != "QUANTITY" for e in after):
            texts.append(self.document.text(amount.end, end))
        left = [c for c in self._row_cells(cell.row) if c.column < cell.column]
        bare = [c for c in left if not self._told(c) and not self._counts(c)]
        beside = [c for c in bare if c.column >= waste - 1] or bare[:1]
        texts.extend(map(self._cell_text, beside[-1:]))
        found = [heading(_MARK.sub("", text)) for text in texts]
        year = next((h.year for h in found if h.year is not None), None)
        return Heading(unit=next((h.unit for h in found if h.unit), None), year=year)

    def _row_cells(self, row: int) -> list[Cell]:
        return [cell for cell in self.table.cells if cell.row == row]

    def _counts(self, cell: Cell) -> bool:
        """Whether a cell holds a number of its own: "3 st" of pick-ups, but not "2022 (kg)"."""
        text = self._cell_text(cell)
        return is_figure(text) and not YEAR.search(text)

    def _cell_text(self, cell: Cell) -> str:
        return self.document.text(cell.start, cell.end)

    def _told(self, cell: Cell) -> bool:
        return any(cell.start <= entity.start < cell.end for entity in self.entities)

    def _draft(self, row: int, members: Sequence[Entity]) -> Iterator[Draft]:
        wastes = [e for e in members if e.label == "WASTE"]
        waste = wastes[0] if wastes else None
        named = self.units.in_name(waste) if waste else None
        beside = [e for e in members if e.label == "QUANTITY"]
        amounts = [(self._amount(row, e, beside, named), e) for e in beside]
        facts = self._facts(row)
        sides: dict[Direction, list[DraftAmount]] = {"generated": [], "received": []}
        stock = []
        for amount, head in self._outcomes(amounts):
            if head.stock and not head.generated:
                stock.append(amount)
            else:
                received = head.received or (facts.received and not head.generated)
                sides["received" if received else "generated"].append(amount)
        if not any(sides.values()):
            sides["received" if facts.received else "generated"] = stock
        for direction, told in sides.items():
            empty = not any(sides.values())
            default = "received" if facts.received else "generated"
            if told or (empty and direction == default):
                draft = self._filled(waste, direction, told, members)
                draft.pickups = _are_periods(told, [self._heading(a.entity) for a in told])
                draft.unit = (self.units.in_row(row, waste) if waste else None) or facts.unit
                yield draft

    def _outcomes(
        self, amounts: Sequence[tuple[DraftAmount, Entity]]
    ) -> list[tuple[DraftAmount, Heading]]:
        """A row's amounts but for plans, costs and what was removed of what has arisen.

        Where none would be left, the headings are not what they seem: the amounts stay.
        """
        told = [(amount, self._heading(entity)) for amount, entity in amounts]
        arisen = {head.year for _, head in told if head.arisen}
        left = [
            (amount, head)
            for amount, head in told
            if not head.other and not (head.removed and head.year in arisen)
        ]
        return left or told

    def _filled(
        self, waste: Entity | None, direction: Direction, amounts: list[DraftAmount],
        members: Sequence[Entity],
    ) -> Draft:  # fmt: skip
        draft = Draft(waste, direction, amounts=amounts)
        for entity in members:
            if entity.label not in {"WASTE", "QUANTITY"}:
                draft.add(entity)
        return draft

    def _heading(self, entity: Entity) -> Heading:
        headings = self._aligned[self._facts(self._row(entity)).body]
        own = headings.get(self._column(entity), Heading())
        piece = self._piece_over(entity)
        return own if piece is None else replace(piece, unit=piece.unit or own.unit)

    @cached_property
    def _aligned(self) -> dict[int, dict[int, Heading]]:
        """The headings of each section by column, by the section's first row."""
        columns = sorted(self.columns)
        return {facts.body: align_years(facts.headings, columns) for facts in self.sections}

    def _piece_over(self, entity: Entity) -> Heading | None:
        """An amount's part of headings that run together as the amounts of its cell do."""
        cell = self.layout.cell_at[entity.start][1]
        inside = [e for e in self.entities if cell.start <= e.start < cell.end]
        amounts = [e for e in inside if e.label == "QUANTITY"]
        if len(amounts) < 2:
            return None
        over = [heading(self._text_over(e, cell.row)) for e in amounts]
        apart = len({head.text for head in over}) == len(amounts)
        dated = any(head.year or head.last_year for head in over)
        return over[amounts.index(entity)] if apart and dated else None

    def _text_over(self, entity: Entity, row: int) -> str:
        """What stands right over an amount in the nearest row of headings above `row`."""
        above = sorted({c.row for c in self.table.cells if c.row < row}, reverse=True)
        for number in above:
            cells = self._row_cells(number)
            texts = list(map(self._cell_text, cells))
            if not any(map(self._told, cells)) and not any(map(is_figure, texts)):
                words = [word for cell in cells for word in range(cell.start, cell.end)]
                return piece_over(self.document, words, self.document.words[entity.start].box)
        return ""

    def _amount(
        self, row: int, entity: Entity, beside: Sequence[Entity], named: str | None
    ) -> DraftAmount:
        """An amount with its year and unit; `beside` are all of its row, `named` its waste's."""
        head = self._heading(entity)
        if head.year is None and row not in self.naming:
            label = self._label_beside(entity, 0)
            head = replace(head, year=label.year, unit=label.unit or head.unit)
        unit = self.units.beside(entity) or self.units.in_row(row, entity) or self.far.coded(entity)
        unit = unit or named or head.unit
        unit = unit or self._later_unit(head, beside) or self._facts(row).unit
        unit = unit or self.far.find(entity, head.text)
        texts = tuple(self.columns[self._column(entity)])
        year = -1 if head.last_year and head.year is None else head.year
        return DraftAmount(entity, year, unit, texts)

    def _later_unit(self, head: Heading, beside: Sequence[Entity]) -> str | None:
        """The unit of a row's amount for a later year, which earlier ones do not repeat."""
        heads = {entity: self._heading(entity) for entity in beside}
        later = [entity for entity in beside if _is_later(heads[entity], head)]
        units = {unit for entity in later if (unit := heads[entity].unit)}
        return self.units.printed(later) or (units.pop() if len(units) == 1 else None)


def _are_periods(amounts: Sequence[DraftAmount], heads: Sequence[Heading]) -> bool:
    """Whether a row tells parts of the year, each in a column, and no amount of the year."""
    undated = [head for amount, head in zip(amounts, heads, strict=True) if amount.year is None]
    return len(undated) > 1 and all(head.period for head in undated)


def _is_later(one: Heading, two: Heading) -> bool:
    """Whether a column is for a later year than another."""
    if one.year is not None and two.year is not None:
        return one.year > two.year
    if one.year is None and two.year is not None:
        return not (one.last_year or one.stock or one.other)
    return two.last_year and not one.last_year


def _parts(row: Sequence[Entity]) -> Iterator[list[Entity]]:
    """Split a row with several wastes: each waste takes what stands around it."""
    wastes = [i for i, entity in enumerate(row) if entity.label == "WASTE"]
    if len(wastes) < 2:
        yield list(row)
        return
    # Where the first waste has something before it, each of the others has the same before it.
    lead = wastes[0]
    starts = [0, *(max(0, at - lead) for at in wastes[1:]), len(row)]
    for start, end in itertools.pairwise(starts):
        yield list(row[start:end])
