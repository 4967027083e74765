"""Predicted beside gold for one report: its scores, its errors, and where its streams stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from iusml.annotations.gold import GoldReport
from iusml.annotations.homes import HOMES, Home, Homes
from iusml.document import Document
from iusml.evaluation.counts import Counts
from iusml.evaluation.named_mistakes import NamedMistake, named_mistakes
from iusml.evaluation.pair import Pairs, pair_contacts, pair_streams
from iusml.evaluation.scores import (
    CONTACT_FIELDS,
    FACILITY_FIELDS,
    STREAM_FIELDS,
    Finding,
    Part,
    Scores,
    add_findings,
    contact_findings,
    exact_counts,
    facility_findings,
    span_counts,
    stream_findings,
)
from iusml.labels import LABELS
from iusml.records import Contact, Provenance, Report, WasteStream
from iusml.tagging.decode import Entity

Kind = Literal["missed", "extra", "wrong"]
_T = TypeVar("_T")


class Mistake(BaseModel):
    """One error as a person reads it: a row missed or extra, or a field that is wrong.

    `row` names the row by gold (by the prediction where it is extra); `field` is None for
    whole rows; `page` counts from 1 and is None where nothing says where the value stands.
    """

    model_config = ConfigDict(frozen=True)

    report: str
    file: str
    page: int | None
    part: Part
    kind: Kind
    row: str | None
    field: str | None
    gold: str | None
    predicted: str | None


@dataclass(frozen=True, slots=True)
class Examined:
    """One report's scores in all, its stream scores by home, and its errors."""

    scores: Scores
    homes: dict[Home, Scores]
    mistakes: list[Mistake]
    named: list[NamedMistake]


def examine(
    gold: GoldReport, predicted: Report, document: Document | None, entities: Sequence[Entity]
) -> Examined:
    """Compare one report with gold. `document` is None where the file could not be read."""
    compared = compare_records(gold, predicted)
    if document is None:
        labels = {n: Counts(missed=sum(s.label == n for s in gold.spans)) for n in LABELS}
        by_home = {}
    else:
        labels = span_counts(document, gold.spans, entities)
        by_home = _by_home(compared.streams, Homes(gold, document))
    return Examined(
        scores=compared.scores + Scores(labels=labels),
        homes=by_home,
        mistakes=compared.mistakes,
        named=named_mistakes(gold.id, gold.record, predicted),
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """Two records of one report: their scores without spans, paired streams, differences."""

    scores: Scores
    streams: Pairs[WasteStream]
    mistakes: list[Mistake]


def compare_records(gold: GoldReport, predicted: Report) -> Compared:
    """Compare two records of one report."""
    streams = pair_streams(gold.record.waste_streams, predicted.waste_streams)
    contacts = pair_contacts(gold.record.contacts, predicted.contacts)
    facility = facility_findings(gold.record.facility, predicted.facility)
    of_contacts = [f for one, two in rows(contacts) for f in contact_findings(one, two)]
    scores = _stream_scores(streams) + Scores(
        contact_fields=add_findings(of_contacts, CONTACT_FIELDS),
        facility_fields=add_findings(facility, FACILITY_FIELDS),
    )
    teller = _Teller(gold)
    mistakes = [*teller.rows("stream", streams), *teller.rows("contact", contacts)]
    return Compared(scores, streams, [*mistakes, *teller.facility(facility, predicted)])


def _stream_scores(pairs: Pairs[WasteStream]) -> Scores:
    findings = [f for gold, predicted in rows(pairs) for f in stream_findings(gold, predicted)]
    return Scores(exact=exact_counts(pairs), stream_fields=add_findings(findings, STREAM_FIELDS))


def rows(pairs: Pairs[_T]) -> Iterator[tuple[_T | None, _T | None]]:
    """Yield all rows of both sides: pairs, then rows without a partner."""
    yield from pairs.matched
    yield from ((row, None) for row in pairs.missed)
    yield from ((None, row) for row in pairs.extra)


def _by_home(pairs: Pairs[WasteStream], homes: Homes) -> dict[Home, Scores]:
    """Split pairs by where gold stands; rows that gold has not, by where they were read."""
    split: dict[Home, Pairs[WasteStream]] = {}
    for home in HOMES:
        split[home] = Pairs(
            matched=[(g, p) for g, p in pairs.matched if homes.of_gold(g) == home],
            missed=[g for g in pairs.missed if homes.of_gold(g) == home],
            extra=[p for p in pairs.extra if homes.of_predicted(p) == home],
        )
    return {home: _stream_scores(part) for home, part in split.items()}


class _Teller:
    """Puts the errors of one report into words and places."""

    def __init__(self, gold: GoldReport) -> None:
        self.gold = gold

    def rows(self, part: Part, pairs: Pairs[WasteStream] | Pairs[Contact]) -> Iterator[Mistake]:
        """Yield rows missed, rows extra, and the wrong fields of pairs."""
        for row in pairs.missed:
            yield self._mistake(part, "missed", row, None, row_text(row), None)
        for row in pairs.extra:
            yield self._mistake(part, "extra", row, None, None, row_text(row))
        for gold, predicted in pairs.matched:
            if isinstance(gold, WasteStream) and isinstance(predicted, WasteStream):
                findings = stream_findings(gold, predicted)
            elif isinstance(gold, Contact) and isinstance(predicted, Contact):
                findings = contact_findings(gold, predicted)
            for found in findings:
                if found.counts.wrong or found.counts.missed:
                    yield self._mistake(
                        part, kind_of(found), gold, found.field, found.gold, found.predicted
                    )

    def facility(self, findings: Sequence[Finding], predicted: Report) -> Iterator[Mistake]:
        """Yield the wrong fields of the facility."""
        for found in findings:
            if not (found.counts.wrong or found.counts.missed):
                continue
            sides = (self.gold.record.facility, predicted.facility)
            fields = [getattr(side, found.field) for side in sides if side]
            places = [place for field in fields if field for place in field.provenance]
            yield self._mistake(
                "facility", kind_of(found), places, found.field, found.gold, found.predicted
            )

    def _mistake(
        self, part: Part, kind: Kind, row: WasteStream | Contact | list[Provenance],
        field: str | None, gold: str | None, predicted: str | None,
    ) -> Mistake:  # fmt: skip
        places = row if isinstance(row, list) else row.provenance
        return Mistake(
            report=self.gold.id,
            file=str(self.gold.pdf),
            page=places[0].page if places else None,
            part=part,
            kind=kind,
            row=None if isinstance(row, list) else row_text(row),
            field=field,
            gold=gold,
            predicted=predicted,
        )


def kind_of(found: Finding) -> Kind:
    """What is wrong with a field: its value was missed, is extra, or is another."""
    if found.counts.wrong and found.counts.missed:
        return "wrong"
    return "extra" if found.counts.wrong else "missed"


def row_text(row: WasteStream | Contact) -> str:
    """A row in one line."""
    if isinstance(row, Contact):
        fields = [row.name, row.role, row.email, row.phone]
    else:
        amount = f"{row.quantity.value:g} {row.quantity.unit}" if row.quantity else None
        fields = [row.description, row.ewc_code or row.ewc_text, amount]
        fields += [row.direction] if row.direction == "received" else []
    return ", ".join(field or "-" for field in fields)
