"""Where the values of a gold and of a predicted row stand, field by field."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Literal

from iusml.annotations.gold import GoldReport, GoldSpan, words_in
from iusml.document import Box, Document
from iusml.layout import Layout, rows
from iusml.provenance import Standing, standings
from iusml.records import Contact, Facility, Provenance, Report, WasteStream

Side = Literal["gold", "predicted"]
Row = WasteStream | Contact
FIELDS = {
    "WASTE": "description", "EWC": "ewc_code", "QUANTITY": "quantity", "TREATMENT": "treatment",
    "TRANSPORTER": "transporter", "RECEIVER": "receiver", "PERSON": "name", "ROLE": "role",
    "EMAIL": "email", "PHONE": "phone",
}  # fmt: skip
_UPPER_ROWS, _FULL = 4, 0.7
"""The heads of columns are among the first rows, and fill most of the columns."""
_Key = tuple[int, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Place:
    """A printed line of a value: its page (from 1), whose it is, and its field where known."""

    page: int
    box: Box
    side: Side
    field: str | None


class Places:
    """The places of one report's rows; `document` None leaves out the heads of columns."""

    def __init__(self, gold: GoldReport, predicted: Report, document: Document | None) -> None:
        self.gold, self.predicted, self.document = gold, predicted, document

    def of_gold(self, row: Row) -> list[Place]:
        """Every line of the row's spans; a record names only the first line of each."""
        found = []
        for place in _boxed(row.provenance):
            span = self._spans.get(_key(place))
            boxes = span.boxes if span else [(place.page, _box(place))]
            field = _field(span.label, earlier=span.year is not None) if span else None
            found += [Place(page, box, "gold", field) for page, box in boxes]
        return found

    def of_predicted(self, row: Row) -> list[Place]:
        """The lines of the row's provenance; an amount that is not this year's is history."""
        amount = row.quantity.text if isinstance(row, WasteStream) and row.quantity else ""
        found = []
        for place in _boxed(row.provenance):
            label = self._labels.get(_key(place))
            field = _field(label, earlier=place.text not in amount) if label else None
            found.append(Place(place.page, _box(place), "predicted", field))
        return found

    def of_facility(self, field: str) -> list[Place]:
        """The lines of one field of the facility on both sides."""
        sides: list[tuple[Side, Facility | None]] = [
            ("gold", self.gold.record.facility), ("predicted", self.predicted.facility),
        ]  # fmt: skip
        return [
            Place(place.page, _box(place), side, field)
            for side, facility in sides
            if (value := getattr(facility, field, None))
            for place in _boxed(value.provenance)
        ]

    def heads(self, places: Iterable[Place]) -> list[tuple[int, Box]]:
        """The pages and boxes of the first full rows of the tables in which `places` stand."""
        found = {table for place in places for table in self._tables_at(place)}
        return [head for table in sorted(found) if (head := self._head(table))]

    def _tables_at(self, place: Place) -> Iterator[int]:
        if self.document is None or place.page > len(self.document.pages):
            return
        for word in words_in(self.document, [(place.page, place.box)]):
            if word in self._cells:
                yield self._cells[word][0]

    def _head(self, number: int) -> tuple[int, Box] | None:
        assert self.document is not None
        table = self.document.tables[number]
        upper = list(islice(rows(table), _UPPER_ROWS))
        most = max(map(len, upper), default=0)
        # A row with few cells is a title above the heads.
        head = next((row for row in upper if len(row) >= _FULL * most), [])
        words = [word for cell in head for word in self.document.words[cell.start : cell.end]]
        return (table.page, union([word.box for word in words])) if words else None

    @cached_property
    def _cells(self) -> dict[int, tuple[int, object]]:
        return dict(Layout(self.document).cell_at) if self.document else {}

    @cached_property
    def _spans(self) -> dict[_Key, GoldSpan]:
        spans = reversed(self.gold.spans)
        return {(s.boxes[0][0], _rounded(s.boxes[0][1])): s for s in spans if s.boxes}

    @cached_property
    def _labels(self) -> dict[_Key, str]:
        found: list[Standing] = standings(self.predicted)
        return {_key(line): s.entity.label for s in found for line in s.lines if line.bbox}


def union(boxes: Sequence[Box]) -> Box:
    """The smallest box around all of `boxes`."""
    around = boxes[0]
    for box in boxes[1:]:
        around = around.union(box)
    return around


def _field(label: str, *, earlier: bool) -> str | None:
    return "history" if label == "QUANTITY" and earlier else FIELDS.get(label)


def _boxed(provenance: Iterable[Provenance]) -> Iterator[Provenance]:
    return (place for place in provenance if place.bbox)


def _box(place: Provenance) -> Box:
    assert place.bbox is not None
    return Box(*place.bbox)


def _key(place: Provenance) -> _Key:
    return place.page, _rounded(place.bbox or ())


def _rounded(box: Iterable[float]) -> tuple[float, ...]:
    return tuple(round(value, 1) for value in box)
