"""Where the amounts of streams stand: the words and table cells behind a record's values."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from iusml.assembly.headings import TableFacts, read_headings
from iusml.document import Cell, Document
from iusml.layout import Layout
from iusml.normalise.text import clean
from iusml.provenance import bbox
from iusml.records import BBox, WasteStream
from iusml.tagging.decode import Entity


@dataclass(frozen=True, slots=True)
class Spot:
    """Words `[start, end)` of an amount, and the table and cell they stand in, if any."""

    start: int
    end: int
    table: int | None
    cell: Cell | None


class Places:
    """The entities of one report and the spots of its streams' amounts."""

    def __init__(
        self, document: Document, entities: Sequence[Entity], streams: Sequence[WasteStream],
        layout: Layout | None = None,
    ) -> None:  # fmt: skip
        self.document, self.entities = document, entities
        self.layout = layout or Layout(document)
        self._amounts: dict[tuple[int, BBox], Entity] = {
            (document.words[e.start].page, bbox(document, e.start, e.end)): e
            for e in entities
            if e.label == "QUANTITY"
        }
        self.spots = [self._spot(stream) for stream in streams]
        self._facts: dict[int, TableFacts] = {}

    def _spot(self, stream: WasteStream) -> Spot | None:
        """The spot of this year's amount; None where it is a sum of several."""
        if stream.quantity is None:
            return None
        for place in stream.provenance:
            entity = self._amounts.get((place.page, place.bbox)) if place.bbox else None
            if entity is not None and clean(place.text).strip(" ,;:") == stream.quantity.text:
                table, cell = self.layout.cell_at.get(entity.start, (None, None))
                return Spot(entity.start, entity.end, table, cell)
        return None

    def columns(self) -> dict[tuple[int, int], list[int]]:
        """The streams whose amounts stand in each column of each table."""
        found: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, spot in enumerate(self.spots):
            if spot and spot.table is not None and spot.cell:
                found[spot.table, spot.cell.column].append(number)
        return found

    def facts(self, table: int) -> TableFacts:
        """What the headings and the caption of a table say."""
        if table not in self._facts:
            found = self._in_tables.get(table, [])
            self._facts[table] = read_headings(self.document, table, found, None)
        return self._facts[table]

    def amounts(self, table: int, column: int) -> list[str]:
        """All amounts of a table's column, as printed."""
        return self._printed.get((table, column), [])

    @cached_property
    def _in_tables(self) -> dict[int, list[Entity]]:
        found: dict[int, list[Entity]] = defaultdict(list)
        for entity in self.entities:
            if entity.start in self.layout.cell_at:
                found[self.layout.cell_at[entity.start][0]].append(entity)
        return found

    @cached_property
    def _printed(self) -> dict[tuple[int, int], list[str]]:
        found: dict[tuple[int, int], list[str]] = defaultdict(list)
        for table, entities in self._in_tables.items():
            for entity in entities:
                if entity.label == "QUANTITY":
                    column = self.layout.cell_at[entity.start][1].column
                    found[table, column].append(self.document.text(entity.start, entity.end))
        return found
