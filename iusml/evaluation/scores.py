"""Count what is right, wrong and missed in one report, field by field and span by span."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict

from iusml.annotations.gold import GoldSpan, project, span_words
from iusml.document import Document
from iusml.evaluation.compare import (
    POSITION_TOLERANCE_M,
    digits,
    distance_m,
    key,
    mail,
    same_quantity,
)
from iusml.evaluation.counts import Counts, add_fields, count_value, total
from iusml.evaluation.pair import Pairs, exact_stream, printed_code
from iusml.labels import LABELS
from iusml.records import Contact, Facility, Position, Quantity, WasteStream
from iusml.tagging.decode import Entity, runs

Part = Literal["stream", "contact", "facility"]
CONTACT_FIELDS = ("name", "role", "email", "phone")
_TEXT_FIELDS = ("description", "treatment", "transporter", "receiver")
_LITERAL_FIELDS = ("direction", "operation_code")
STREAM_FIELDS = (
    "description", "ewc_code", "quantity", "direction", "treatment", "operation_code",
    "transporter", "receiver", "history",
)  # fmt: skip
FACILITY_FIELDS = tuple(Facility.model_fields)


class Scores(BaseModel):
    """The counts of one or more reports.

    `exact` counts whole waste streams (see `pair.exact_stream`): an exact pair is right, any
    other predicted row wrong, any other gold row missed.
    """

    model_config = ConfigDict(frozen=True)

    exact: Counts = Counts()
    stream_fields: dict[str, Counts] = {}
    contact_fields: dict[str, Counts] = {}
    facility_fields: dict[str, Counts] = {}
    labels: dict[str, Counts] = {}

    def __add__(self, other: "Scores") -> "Scores":
        return Scores(
            exact=self.exact + other.exact,
            stream_fields=add_fields(self.stream_fields, other.stream_fields),
            contact_fields=add_fields(self.contact_fields, other.contact_fields),
            facility_fields=add_fields(self.facility_fields, other.facility_fields),
            labels=add_fields(self.labels, other.labels),
        )

    @property
    def contacts(self) -> Counts:
        """All fields of all contacts."""
        return total(self.contact_fields.values())

    @property
    def facility(self) -> Counts:
        """All fields of the facility."""
        return total(self.facility_fields.values())

    @property
    def spans(self) -> Counts:
        """The spans of all labels."""
        return total(self.labels.values())


@dataclass(frozen=True, slots=True)
class Finding:
    """One field of one row: what gold and prediction say, and how that counts."""

    field: str
    gold: str | None
    predicted: str | None
    counts: Counts


def add_findings(findings: Sequence[Finding], names: Sequence[str]) -> dict[str, Counts]:
    """Sum findings by field; every name of `names` is there, with or without findings."""
    return {name: total(f.counts for f in findings if f.field == name) for name in names}


def exact_counts(pairs: Pairs[WasteStream]) -> Counts:
    """Count whole streams."""
    right = sum(exact_stream(gold, predicted) for gold, predicted in pairs.matched)
    other = len(pairs.matched) - right
    return Counts(right=right, wrong=other + len(pairs.extra), missed=other + len(pairs.missed))


def stream_findings(gold: WasteStream | None, predicted: WasteStream | None) -> list[Finding]:
    """Compare two paired streams field by field; None stands for a row without a partner.

    Texts agree in folded letters and digits, codes, operation codes and directions as they
    are, amounts as `compare.same_quantity` says. `history` counts each earlier year by itself.
    Fields of a row without a partner are all missed, or all wrong, where they have a value.
    """
    rules = dict.fromkeys(_TEXT_FIELDS, key) | dict.fromkeys(_LITERAL_FIELDS, _same)
    found = [
        _finding(name, _text_of(gold, name), _text_of(predicted, name), rule)
        for name, rule in rules.items()
    ]
    codes = [printed_code(row) if row else None for row in (gold, predicted)]
    found.append(_finding("ewc_code", codes[0], codes[1], _same))
    amounts = [row.quantity if row else None for row in (gold, predicted)]
    found.append(_amount("quantity", amounts[0], amounts[1], ""))
    return [*found, *_history(gold, predicted)]


def contact_findings(gold: Contact | None, predicted: Contact | None) -> list[Finding]:
    """Compare two paired contacts: names and roles folded, mail in small letters, digits."""
    rules: Mapping[str, Callable[[str | None], str | None]] = {
        "name": key, "role": key, "email": mail, "phone": digits,
    }  # fmt: skip
    return [
        _finding(name, _text_of(gold, name), _text_of(predicted, name), rule)
        for name, rule in rules.items()
    ]


def facility_findings(gold: Facility | None, predicted: Facility | None) -> list[Finding]:
    """Compare the ten fields of the facility.

    Texts and numbers agree in folded letters and digits, the year as it is, coordinates
    within 200 metres.
    """
    return list(_facility_findings(gold or Facility(), predicted or Facility()))


def _facility_findings(gold: Facility, predicted: Facility) -> Iterator[Finding]:
    for name in FACILITY_FIELDS:
        one, two = (getattr(side, name) for side in (gold, predicted))
        first, second = (side.value if side else None for side in (one, two))
        if name == "coordinates":
            yield _position(first, second)
        else:
            texts = [None if value is None else str(value) for value in (first, second)]
            yield _finding(name, texts[0], texts[1], key)


def _position(gold: Position | None, predicted: Position | None) -> Finding:
    near = bool(gold and predicted and distance_m(gold, predicted) <= POSITION_TOLERANCE_M)
    texts = [f"{p.lat:.5f}, {p.lon:.5f}" if p else None for p in (gold, predicted)]
    return Finding("coordinates", texts[0], texts[1], count_value(gold, predicted, same=near))


def _same(text: str | None) -> str | None:
    return text or None


def _text_of(row: WasteStream | Contact | None, name: str) -> str | None:
    return getattr(row, name) if row is not None else None


def _finding(
    field: str, gold: str | None, predicted: str | None,
    normal: Callable[[str | None], str | None],
) -> Finding:  # fmt: skip
    one, two = normal(gold), normal(predicted)
    return Finding(field, gold, predicted, count_value(one, two, same=one == two))


def _amount(field: str, gold: Quantity | None, predicted: Quantity | None, lead: str) -> Finding:
    texts = [f"{lead}{q.value:g} {q.unit}" if q else None for q in (gold, predicted)]
    same = same_quantity(gold, predicted)
    return Finding(field, texts[0], texts[1], count_value(gold, predicted, same=same))


def _history(gold: WasteStream | None, predicted: WasteStream | None) -> Iterator[Finding]:
    sides = [
        {entry.year: entry.quantity for entry in row.history} if row else {}
        for row in (gold, predicted)
    ]
    for year in sorted({*sides[0], *sides[1]}):
        yield _amount("history", sides[0].get(year), sides[1].get(year), f"{year}: ")


def span_counts(
    document: Document, spans: Sequence[GoldSpan], entities: Sequence[Entity]
) -> dict[str, Counts]:
    """Count labelled spans by label: right only with the same label and the same words.

    Gold spans are projected on the words of `document` as they are for training. A span that
    no word lies in (print that the recogniser lost) is missed.
    """
    tags = np.array(project(document, spans, source=document.path, strict=False), dtype=np.int64)
    gold = set(runs(tags))
    predicted = {(entity.label, entity.start, entity.end) for entity in entities}
    lost = [span.label for span in spans if not span_words(document, span)]
    return {
        label: Counts(
            right=sum(span[0] == label for span in gold & predicted),
            wrong=sum(span[0] == label for span in predicted - gold),
            missed=sum(span[0] == label for span in gold - predicted) + lost.count(label),
        )
        for label in LABELS
    }
