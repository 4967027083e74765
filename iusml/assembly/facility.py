"""Settle the facts of the facility: the value that most and surest places state."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from iusml.assembly.reporting_year import front_weight
from iusml.document import Document
from iusml.normalise.coordinates import parse_coordinates
from iusml.normalise.organisation import parse_org_number
from iusml.normalise.place import parse_facility_number, parse_municipality, parse_postal_code
from iusml.normalise.text import clean, fold
from iusml.provenance import places, provenance
from iusml.records import Facility, Position, PositionField, TextField, YearField
from iusml.tagging.decode import Entity

COORDINATE_WORDS = 24
_POSTAL = re.compile(r"(?<!Box )(?:SE-|S-)?\b\d{3}\s?\d{2}\b")
_COORDINATE_LABEL = re.compile(
    r"^(\w*koordinat\w*|sweref\w*|rt-?(?:90)?|wgs(?:-?84)?|lage|position|nord|n|x|latitud)$"
)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A settled value, its probability and the entities that state it."""

    value: str
    confidence: float
    entities: list[Entity]


def facility(document: Document, entities: Sequence[Entity], year: YearField | None) -> Facility:
    """Return the facility part of the record; what the report does not say is None."""
    choose = _Chooser(document, entities)
    municipality = choose.best("MUNICIPALITY", _municipality)
    street, postal_code, city = _address(document, entities)
    return Facility(
        operator=choose.best("OPERATOR", _plain),
        org_number=choose.best("ORG_NUMBER", _org_number),
        facility_name=choose.best("FACILITY", _plain),
        facility_number=choose.best("FACILITY_NUMBER", _facility_number),
        municipality=municipality,
        street_address=street,
        postal_code=postal_code,
        city=city,
        coordinates=_coordinates(document, municipality.value if municipality else None),
        reporting_year=year,
    )


class _Chooser:
    """Picks the value with most weight among the entities of a label."""

    def __init__(self, document: Document, entities: Sequence[Entity]) -> None:
        self.document, self.entities = document, entities

    def best(self, label: str, parse: Callable[[str, bool], str | None]) -> TextField | None:
        """Return the best value of `label` as `parse` reads it, told whether it was recognised."""
        weights: dict[str, float] = defaultdict(float)
        found: dict[str, list[tuple[Entity, str]]] = defaultdict(list)
        for entity in self.entities:
            if entity.label != label:
                continue
            recognised = self.document.words[entity.start].ocr_confidence is not None
            value = parse(self.document.text(entity.start, entity.end), recognised)
            if value:
                key = fold(value)
                weights[key] += entity.confidence * front_weight(self.document, entity.start)
                found[key].append((entity, value))
        if not weights:
            return None
        key = max(weights, key=lambda k: weights[k])
        stated = [entity for entity, _ in found[key]]
        return TextField(
            value=found[key][0][1],
            confidence=max(entity.confidence for entity in stated),
            provenance=provenance(self.document, stated),
        )


def _plain(text: str, _: bool) -> str | None:
    return clean(text).strip(" ,;:") or None


def _municipality(text: str, recognised: bool) -> str | None:
    return parse_municipality(text, repair=recognised)


def _org_number(text: str, recognised: bool) -> str | None:
    number = parse_org_number(text, repair=recognised)
    return number.value if number else None


def _facility_number(text: str, recognised: bool) -> str | None:
    return parse_facility_number(text) or _plain(text, recognised)


def _address(
    document: Document, entities: Sequence[Entity]
) -> tuple[TextField | None, TextField | None, TextField | None]:
    """Return street, postal code and city from the first places that state them."""
    found: dict[str, tuple[str, Entity]] = {}
    addresses = sorted((e for e in entities if e.label == "ADDRESS"), key=lambda e: e.start)
    for entity in addresses:
        for name, value in _address_parts(clean(document.text(entity.start, entity.end))):
            found.setdefault(name, (value, entity))

    def field(name: str) -> TextField | None:
        if name not in found:
            return None
        value, entity = found[name]
        return TextField(
            value=value,
            confidence=entity.confidence,
            provenance=places(document, entity.start, entity.end),
        )

    return field("street"), field("postal_code"), field("city")


def _address_parts(text: str) -> list[tuple[str, str]]:
    parts: list[tuple[str, str]] = []
    match = _POSTAL.search(text)
    postal_code = parse_postal_code(match.group(0)) if match else None
    if match and postal_code:
        street, city = text[: match.start()].strip(" ,"), text[match.end() :].strip(" ,")
        parts.append(("postal_code", postal_code))
        parts.extend((name, v) for name, v in (("street", street), ("city", city)) if v)
    elif any(c.isdigit() for c in text) or text.lower().startswith("box"):
        parts.append(("street", text.strip(" ,")))
    else:
        parts.append(("city", text.strip(" ,")))
    return parts


def _coordinates(document: Document, municipality: str | None) -> PositionField | None:
    """The first pair of coordinates after a word that announces them."""
    for index, word in enumerate(document.words):
        if not _COORDINATE_LABEL.match(fold(word.text).strip(":()")):
            continue
        # The label may stand behind its figures: "6365120, 503870 (SWEREF 99 TM)".
        start, end = max(0, index - 4), min(len(document.words), index + COORDINATE_WORDS)
        found = parse_coordinates(document.text(start, end), municipality)
        if found is not None:
            return PositionField(
                value=Position(lat=round(found.lat, 6), lon=round(found.lon, 6)),
                confidence=1.0,
                provenance=places(document, index, end),
            )
    return None
