"""Expand an author's short notes (``report.yaml``) into the record of the spec."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pyproj import Transformer

from iusml.annotations.gold import GoldSpan
from iusml.errors import AnnotationError
from iusml.normalise.catalogue import EwcEntry, catalogue
from iusml.normalise.phone import parse_phone
from iusml.normalise.quantity import to_mass_kg
from iusml.records import (
    Contact,
    DocumentRecord,
    Facility,
    Position,
    PositionField,
    Provenance,
    Quantity,
    Report,
    StreamConfidence,
    TextField,
    WasteStream,
    YearField,
    YearQuantity,
)

UNITS = frozenset({"t", "kg", "g", "m3", "l", "pcs"})
SYSTEMS = {"sweref99tm": "EPSG:3006", "rt90": "EPSG:3021", "sweref991330": "EPSG:3008"}
STREAM_KEYS = {
    "key", "description", "ewc", "code", "amount", "unit", "approx", "text", "history",
    "direction", "treatment", "operation", "transporter", "receiver", "review",
}  # fmt: skip
Places = Mapping[tuple[str, str], Sequence[Provenance]]
"""Where a value stands, by label and key ("" for the facility)."""


def whole(notes: Mapping[str, Any], pdf: Path, spans: Sequence[GoldSpan], pages: int) -> Report:
    """Return the record that `notes` states and `spans` bear out. Raises AnnotationError."""
    places: dict[tuple[str, str], list[Provenance]] = defaultdict(list)
    for span in spans:
        for key in span.keys or ("",):
            places[span.label, key].append(_provenance(span))
    report = Report(
        document=DocumentRecord(
            path=f"{pdf.parent.name}/report.pdf",
            sha256=hashlib.sha256(pdf.read_bytes()).hexdigest(),
            pages=pages,
            ocr_pages=[],
            status="ok",
            error=None,
            model=None,
        ),
        facility=facility(notes["facility"], places),
        contacts=[contact(c, places) for c in notes.get("contacts") or ()],
        waste_streams=[stream(s, places) for s in notes.get("streams") or ()],
        entities=[],
    )
    check_keys(report, {key for span in spans for key in span.keys})
    return report


def _provenance(span: GoldSpan) -> Provenance:
    page, box = span.boxes[0]
    x0, y0, x1, y1 = (round(value, 2) for value in box)
    return Provenance(page=page, bbox=(x0, y0, x1, y1), text=span.text)


def facility(notes: Mapping[str, Any], places: Places) -> Facility:
    """Return the facility part; every stated field needs a mark in the source."""
    labels = {
        "operator": "OPERATOR", "org_number": "ORG_NUMBER", "facility_name": "FACILITY",
        "facility_number": "FACILITY_NUMBER", "municipality": "MUNICIPALITY",
        "street_address": "ADDRESS", "postal_code": "ADDRESS", "city": "ADDRESS",
    }  # fmt: skip
    unknown = set(notes) - set(labels) - {"coordinates", "reporting_year"}
    if unknown:
        raise AnnotationError(f"facility: unknown fields {sorted(unknown)}")
    fields: dict[str, Any] = {}
    for name, label in labels.items():
        if notes.get(name) is not None:
            value = str(notes[name])
            fields[name] = TextField(
                value=value, confidence=1.0, provenance=_needed(places, label, "", name)
            )
    if notes.get("reporting_year"):
        fields["reporting_year"] = YearField(
            value=int(notes["reporting_year"]), confidence=1.0,
            provenance=_needed(places, "YEAR", "", "reporting_year"),
        )  # fmt: skip
    if notes.get("coordinates"):
        fields["coordinates"] = PositionField(
            value=_position(notes["coordinates"]), confidence=1.0, provenance=[]
        )
    return Facility(**fields)


def _needed(places: Places, label: str, key: str, name: str) -> list[Provenance]:
    found = list(places.get((label, key), ()))
    if not found:
        raise AnnotationError(f"{name} is stated, but no {label} mark {key} stands in the source")
    return found


def _position(notes: Mapping[str, Any]) -> Position:
    if notes["system"] == "wgs84":
        return Position(lat=float(notes["north"]), lon=float(notes["east"]))
    change = Transformer.from_crs(SYSTEMS[notes["system"]], "EPSG:4326", always_xy=True)
    lon, lat = change.transform(float(notes["east"]), float(notes["north"]))
    return Position(lat=round(lat, 6), lon=round(lon, 6))


def contact(notes: Mapping[str, Any], places: Places) -> Contact:
    """Return one contact; each stated part needs a mark with the contact's key."""
    key = str(notes["key"])
    labels = {"name": "PERSON", "role": "ROLE", "email": "EMAIL", "phone": "PHONE"}
    found: list[Provenance] = []
    for name, label in labels.items():
        if notes.get(name) is not None:
            found.extend(_needed(places, label, key, f"contact {key}: {name}"))
    values = {name: notes.get(name) for name in labels}
    if values["phone"] is not None:
        values["phone"] = parse_phone(str(values["phone"]))
        if values["phone"] is None:
            raise AnnotationError(f"contact {key}: {notes['phone']} is no telephone number")
    return Contact(
        **values,
        confidence=1.0,
        needs_review=False,
        provenance=found,
    )


def stream(notes: Mapping[str, Any], places: Places) -> WasteStream:
    """Return one waste stream. `ewc` is the code as printed, `amount` the reporting year's."""
    key = str(notes["key"])
    if set(notes) - STREAM_KEYS:
        raise AnnotationError(f"stream {key}: unknown fields {sorted(set(notes) - STREAM_KEYS)}")
    checks = {
        "description": "WASTE", "ewc": "EWC", "treatment": "TREATMENT",
        "transporter": "TRANSPORTER", "receiver": "RECEIVER", "amount": "QUANTITY",
    }  # fmt: skip
    for name, label in checks.items():
        if notes.get(name) is not None:
            _needed(places, label, key, f"stream {key}: {name}")
    code = _code(notes)
    return WasteStream(
        id=key,
        description=notes.get("description"),
        ewc_code=code,
        ewc_text=str(notes["ewc"]) if notes.get("ewc") is not None else None,
        ewc_source="report" if notes.get("ewc") is not None else None,
        hazardous=_entry(notes, code).hazardous if code else None,
        quantity=_quantity(notes, notes.get("amount"), notes.get("text")),
        history=[
            YearQuantity(year=int(year), quantity=_quantity(notes, value, None))
            for year, value in sorted((notes.get("history") or {}).items())
        ],
        direction=notes.get("direction", "generated"),
        treatment=notes.get("treatment"),
        operation_code=notes.get("operation"),
        transporter=notes.get("transporter"),
        receiver=notes.get("receiver"),
        confidence=StreamConfidence(overall=1, description=1, ewc_code=1, quantity=1),
        needs_review=bool(notes.get("review", False)),
        provenance=[p for (_, k), found in places.items() if k == key for p in found],
    )


def _code(notes: Mapping[str, Any]) -> str | None:
    if notes.get("ewc") is None:
        return None
    if "code" in notes:
        return None if notes["code"] is None else str(notes["code"])
    digits = re.sub(r"\D", "", str(notes["ewc"]))
    if digits not in catalogue():
        raise AnnotationError(
            f"stream {notes['key']}: {notes['ewc']!r} is not a code of the list; write code: null "
            "or the six digits it means"
        )
    return digits


def _entry(notes: Mapping[str, Any], code: str) -> EwcEntry:
    entry = catalogue().get(code)
    if entry is None:
        raise AnnotationError(f"stream {notes['key']}: the list has no code {code}")
    return entry


def _quantity(notes: Mapping[str, Any], amount: Any, text: Any) -> Quantity | None:
    """`amount` is a number, or [number, unit] where the unit differs from the stream's."""
    if amount is None:
        return None
    value, unit = amount if isinstance(amount, list) else (amount, notes.get("unit"))
    if unit not in UNITS:
        raise AnnotationError(f"stream {notes['key']}: unknown unit {unit!r}")
    mass = to_mass_kg(float(value), unit)
    return Quantity(
        value=float(value), unit=unit, mass_kg=mass,
        approximate=bool(notes.get("approx", False)), text="" if text is None else str(text),
    )  # fmt: skip


def check_keys(report: Report, keys: set[str]) -> None:
    """Every key of a mark must be a stream or contact of the record."""
    known = {s.id for s in report.waste_streams}
    stray = {k for k in keys if not k.startswith("c")} - known
    if stray:
        raise AnnotationError(f"marks name streams that report.yaml does not have: {sorted(stray)}")
