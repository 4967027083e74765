"""Every record of a report that is not as gold has it: what is wrong, where, and what it costs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from iusml.annotations.gold import GoldReport
from iusml.annotations.homes import Homes
from iusml.document import Box, Document
from iusml.evaluation.examine import kind_of, row_text, rows
from iusml.evaluation.named_mistakes import named_mistakes
from iusml.evaluation.page.cost import Fate, fate_of, tonnes_at_stake
from iusml.evaluation.page.places import Place, Places, Row
from iusml.evaluation.pair import exact_stream, pair_contacts, pair_streams
from iusml.evaluation.scores import (
    Finding,
    Part,
    contact_findings,
    facility_findings,
    stream_findings,
)
from iusml.records import Contact, Report, WasteStream

OTHER_FIELD = "other field"
NO_HOME = "not read"


@dataclass(frozen=True, slots=True)
class WrongRecord:
    """One wrong stream, contact, or field of the facility.

    `kind` is the name of the mistake, `home` where it stands: table, list, prose, the contact's
    or facility's own name, or NO_HOME. `places` are all lines of both sides, `heads` the first
    rows of tables with their pages. `cost` is in tonnes, as `cost.py` says.
    """

    report: str
    file: Path
    scanned: bool
    part: Part
    kind: str
    home: str
    title: str
    findings: tuple[Finding, ...]
    confidence: float | None
    sure: dict[str, float | None]
    warnings: tuple[str, ...]
    fate: Fate
    tonnes: float
    cost: float
    places: tuple[Place, ...]
    heads: tuple[tuple[int, Box], ...]

    @property
    def faults(self) -> list[Place]:
        """The places of the fields that are wrong; all places where these have none."""
        wrong = {f.field for f in self.findings if is_wrong(f)}
        return [p for p in self.places if p.field in wrong] or list(self.places)


def is_wrong(found: Finding) -> bool:
    """Whether a field is wrong, missed or extra."""
    return bool(found.counts.wrong or found.counts.missed)


def wrong_records(
    gold: GoldReport, predicted: Report, document: Document | None
) -> list[WrongRecord]:
    """Return all wrong streams, contacts and facility fields of one report."""
    teller = _Teller(gold, predicted, document)
    return [*teller.streams(), *teller.other_fields(), *teller.contacts(), *teller.facility()]


class _Teller:
    def __init__(self, gold: GoldReport, predicted: Report, document: Document | None) -> None:
        self.gold, self.predicted = gold, predicted
        self.homes = Homes(gold, document) if document else None
        self.places = Places(gold, predicted, document)

    def streams(self) -> Iterator[WrongRecord]:
        """Yield the streams that are not exact, under their names."""
        for mistake in named_mistakes(self.gold.id, self.gold.record, self.predicted):
            yield self._stream(mistake.kind, mistake.gold, mistake.predicted)

    def other_fields(self) -> Iterator[WrongRecord]:
        """Yield the exact streams of which another field is wrong."""
        pairs = pair_streams(self.gold.record.waste_streams, self.predicted.waste_streams)
        for gold, predicted in pairs.matched:
            exact = exact_stream(gold, predicted)
            if exact and any(map(is_wrong, stream_findings(gold, predicted))):
                yield self._stream(OTHER_FIELD, gold, predicted)

    def contacts(self) -> Iterator[WrongRecord]:
        """Yield the contacts of which a field is wrong."""
        pairs = pair_contacts(self.gold.record.contacts, self.predicted.contacts)
        for gold, predicted in rows(pairs):
            findings = contact_findings(gold, predicted)
            if any(map(is_wrong, findings)):
                yield self._record("contact", _contact_kind(gold, predicted), gold, predicted,
                                   findings, "contact")  # fmt: skip

    def facility(self) -> Iterator[WrongRecord]:
        """Yield the wrong fields of the facility, one by one."""
        for found in facility_findings(self.gold.record.facility, self.predicted.facility):
            if not is_wrong(found):
                continue
            value = getattr(self.predicted.facility, found.field, None)
            kind = f"facility field {_ENDINGS[kind_of(found)]}"
            places = self.places.of_facility(found.field)
            confidence = value.confidence if value else None
            fate = fate_of(kind, value.needs_review if value else None)
            yield self._told(
                "facility", kind, "facility", f"{found.field} of the facility", [found],
                confidence, {found.field: confidence}, (), fate, 1.0, places,
            )  # fmt: skip

    def _stream(
        self, kind: str, gold: WasteStream | None, predicted: WasteStream | None
    ) -> WrongRecord:
        return self._record("stream", kind, gold, predicted, stream_findings(gold, predicted),
                            self._home(gold, predicted))  # fmt: skip

    def _home(self, gold: WasteStream | None, predicted: WasteStream | None) -> str:
        if self.homes is None:
            return NO_HOME
        if gold is not None:
            return self.homes.of_gold(gold)
        return self.homes.of_predicted(predicted) if predicted else NO_HOME

    def _record(
        self, part: Part, kind: str, gold: Row | None, predicted: Row | None,
        findings: Sequence[Finding], home: str,
    ) -> WrongRecord:  # fmt: skip
        row = gold or predicted
        places = self.places.of_gold(gold) if gold else []
        places += self.places.of_predicted(predicted) if predicted else []
        fate = fate_of(kind, predicted.needs_review if predicted else None)
        return self._told(
            part, kind, home, row_text(row) if row else "", findings, _overall(predicted),
            _sure(predicted), _warnings(predicted), fate, tonnes_at_stake(kind, gold, predicted),
            places,
        )  # fmt: skip

    def _told(
        self, part: Part, kind: str, home: str, title: str, findings: Sequence[Finding],
        confidence: float | None, sure: dict[str, float | None], warnings: tuple[str, ...],
        fate: Fate, tonnes: float, places: Sequence[Place],
    ) -> WrongRecord:  # fmt: skip
        return WrongRecord(
            report=self.gold.id,
            file=self.gold.pdf,
            scanned=self.gold.scanned,
            part=part,
            kind=kind,
            home=home,
            title=title,
            findings=tuple(findings),
            confidence=confidence,
            sure=sure,
            warnings=warnings,
            fate=fate,
            tonnes=tonnes,
            cost=tonnes * fate.weight,
            places=tuple(places),
            heads=tuple(self.places.heads(places)),
        )


_ENDINGS = {"missed": "missed", "extra": "invented", "wrong": "wrong"}


def _contact_kind(gold: Contact | None, predicted: Contact | None) -> str:
    if gold is None:
        return "contact invented"
    return "contact missed" if predicted is None else "contact field"


def _overall(row: Row | None) -> float | None:
    if row is None:
        return None
    return row.confidence.overall if isinstance(row, WasteStream) else row.confidence


def _sure(row: Row | None) -> dict[str, float | None]:
    return row.confidence.model_dump() if isinstance(row, WasteStream) else {}


def _warnings(row: Row | None) -> tuple[str, ...]:
    return tuple(row.warnings) if isinstance(row, WasteStream) else ()
