"""Where the amounts of streams stand: the words and table cells behind a record's values."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

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
        self, document: Document, entities: Sequence[Entity], streams: Sequence[WasteStream]
    ) -> None:
        self.document, self.layout, self.entities = document, Layout(document), entities
        self._amounts: dict[tuple[int, BBox], Entity] = {
            (document.words[e.start].page, bbox(document, e.start, e.end)): e
            for e in entities
            if e.label == "QUANTITY"
        }
        self.spots = [self._spot(stream) for stream in streams]

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

    def in_table(self, table: int) -> list[Entity]:
        """The entities of one table."""
        at = self.layout.cell_at
        return [e for e in self.entities if e.start in at and at[e.start][0] == table]
