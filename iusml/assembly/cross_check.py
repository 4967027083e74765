"""What the standard forms say beside what the model found: agreement, gaps and contradictions."""

from collections.abc import Iterable, Sequence
from typing import Final

from iusml.document import Document
from iusml.forms.grunddel import FormPerson, FormValue, Grunddel, values_of
from iusml.forms.waste_annex import AnnexRow
from iusml.normalise.coordinates import parse_coordinates
from iusml.normalise.quantity import to_mass_kg
from iusml.normalise.text import fold
from iusml.provenance import places
from iusml.records import (
    Contact,
    Facility,
    Position,
    PositionField,
    Provenance,
    Quantity,
    TextField,
    WasteStream,
    YearField,
)  # fmt: skip

CHECKED_CONFIDENCE = 0.97
"""How sure a value of the form is whose shape is checked (a check digit, a register)."""
PLAIN_CONFIDENCE = 0.9
MOST_CONFIDENCE = 0.995
SAME_PLACE_DEGREES = 0.002
_NAMES: Final = {"street": "street_address"}
ROUNDING = 0.005
"""Amounts that differ by this share, or by half a ton, are one amount rounded."""
HALF_TON_KG = 500.0


def checked_year(
    document: Document, year: YearField | None, form: Grunddel | None
) -> YearField | None:
    """The reporting year, as the form prints it where it does."""
    if form is None or form.year is None:
        return year
    printed, value = form.year, int(form.year.text)
    if year is not None and year.value == value:
        return year.model_copy(update={"confidence": _agreed(year.confidence, printed)})
    return YearField(
        value=value,
        confidence=_confidence(printed),
        provenance=_places(document, printed),
        needs_review=year is not None,
    )


def checked_facility(document: Document, found: Facility, form: Grunddel | None) -> Facility:
    """The facility with the form's values: surer where both agree, the form's where not.

    A value of the form alone is reviewed unless its shape is checked; a contradiction always.
    """
    if form is None:
        return found
    update: dict[str, TextField | PositionField | None] = {}
    for field, value in values_of(form):
        if field == "coordinates":
            update[field] = _position(document, found, value)
        elif field != "year" and not _is_operator(field, found, form):
            name = _NAMES.get(field, field)
            update[name] = _text(document, getattr(found, name), field, value)
    return found.model_copy(update=update)


def _is_operator(field: str, found: Facility, form: Grunddel) -> bool:
    """A facility that the form calls by its operator's name has no name of its own."""
    operator = form.operator.text if form.operator else found.operator and found.operator.value
    name = form.facility_name
    return bool(field == "facility_name" and name and fold(name.text) == fold(operator or ""))


def _text(
    document: Document, found: TextField | None, field: str, value: FormValue
) -> TextField:  # fmt: skip
    if found is not None and fold(found.value) == fold(value.text):
        return found.model_copy(update={"confidence": _agreed(found.confidence, value)})
    return TextField(
        value=value.text,
        confidence=_confidence(value),
        provenance=_places(document, value, "ORG_NUMBER" if field == "org_number" else None),
        needs_review=found is not None or not value.checked,
    )


def _position(document: Document, found: Facility, value: FormValue) -> PositionField | None:
    municipality = found.municipality.value if found.municipality else None
    point = parse_coordinates(value.text, municipality)
    before = found.coordinates
    if point is None:
        return before
    if before is not None and _near(before.value, point.lat, point.lon):
        return before
    return PositionField(
        value=Position(lat=point.lat, lon=point.lon),
        confidence=_confidence(value),
        provenance=_places(document, value),
        needs_review=before is not None,
    )


def _near(one: Position, lat: float, lon: float) -> bool:
    return max(abs(one.lat - lat), abs(one.lon - lon)) <= SAME_PLACE_DEGREES


def checked_contacts(
    document: Document, found: Sequence[Contact], form: Grunddel | None
) -> list[Contact]:
    """The contacts, with each person of the form exactly once, with the form's mail and phone."""
    contacts = list(found)
    for person in form.persons if form else ():
        if person.name is None:
            continue
        twins = [c for c in contacts if c.name and fold(c.name) == fold(person.name.text)]
        if twins:
            contacts[contacts.index(twins[0])] = _contact(document, twins[0], person)
            contacts = [c for c in contacts if c is twins[0] or c not in twins[1:]]
        else:
            contacts = [c for c in contacts if not _is_part(c, person)]
            contacts.append(_contact(document, None, person))
    return contacts


def _is_part(contact: Contact, person: FormPerson) -> bool:
    """Half the person's name, or the person's own address without a name."""
    assert person.name is not None
    if contact.name:
        return " " not in contact.name and fold(contact.name) in fold(person.name.text).split()
    same_mail = person.email and contact.email and fold(contact.email) == fold(person.email.text)
    same_phone = person.phone and contact.phone == person.phone.text and not contact.email
    return bool(same_mail or same_phone)


def _contact(document: Document, found: Contact | None, person: FormPerson) -> Contact:
    """One contact from both; where they contradict each other the form's value is reviewed."""
    assert person.name is not None
    values: dict[str, str | None] = {}
    contradicts = False
    for name in ("role", "email", "phone"):
        printed: FormValue | None = getattr(person, name)
        before = getattr(found, name) if found else None
        values[name] = printed.text if printed else before
        contradicts |= bool(printed and before and fold(printed.text) != fold(before))
    if found and found.role:  # a role told elsewhere may say more than the form's
        values["role"] = found.role
    parts = [person.name, person.role, person.phone, person.email]
    printed_parts = [part for part in parts if part is not None]
    known = found.provenance if found else []
    places = [p for part in printed_parts for p in _places(document, part)]
    reachable = values["email"] is not None or values["phone"] is not None
    return Contact(
        name=found.name if found else person.name.text,
        role=values["role"],
        email=values["email"],
        phone=values["phone"],
        confidence=_agreed(found.confidence, person.name) if found else PLAIN_CONFIDENCE,
        needs_review=contradicts or not reachable,
        provenance=[*known, *(p for p in places if p not in known)],
    )


def checked_streams(
    streams: Sequence[WasteStream], annex: Sequence[AnnexRow]
) -> list[WasteStream]:  # fmt: skip
    """The streams; one that the annex tells otherwise carries a warning and is reviewed."""
    return [_checked_stream(stream, annex) for stream in streams]


def _checked_stream(stream: WasteStream, annex: Sequence[AnnexRow]) -> WasteStream:
    named = [row for row in annex if _same_waste(stream, row)]
    sentence = None
    coded = [row for row in named if row.code == stream.ewc_code]
    if coded and not any(_same_amount(stream.quantity, row) for row in coded):
        sentence = (
            f"Mängden skiljer sig från bilaga 7, som anger {coded[0].printed} för samma avfall."
        )
    elif named and not coded and any(_same_amount(stream.quantity, row) for row in named):
        sentence = (
            f"Avfallskoden skiljer sig från bilaga 7, som anger {named[0].code} för samma avfall."
        )
    if sentence is None:
        return stream
    return stream.model_copy(
        update={"needs_review": True, "warnings": [*stream.warnings, sentence]}
    )  # fmt: skip


def _same_waste(stream: WasteStream, row: AnnexRow) -> bool:
    return (
        stream.description is not None
        and stream.direction == row.direction
        and fold(stream.description) == fold(row.description or "")
    )


def _same_amount(quantity: Quantity | None, row: AnnexRow) -> bool:
    """Whether the amounts agree as far as rounding goes; a missing one contradicts nothing."""
    if quantity is None or row.amount is None or row.unit is None:
        return True
    mass = to_mass_kg(row.amount, row.unit)
    if mass is None or quantity.mass_kg is None:
        return quantity.unit != row.unit or quantity.value == row.amount
    whole_tons = quantity.mass_kg % 1000 == 0 or mass % 1000 == 0
    apart = abs(mass - quantity.mass_kg)
    return apart <= ROUNDING * max(mass, quantity.mass_kg) or (whole_tons and apart <= HALF_TON_KG)


def _confidence(value: FormValue) -> float:
    return CHECKED_CONFIDENCE if value.checked else PLAIN_CONFIDENCE


def _agreed(confidence: float, value: FormValue) -> float:
    """Two readers that err apart from each other (noisy-or), never quite certain.

    For contacts this happens before calibration, whose curve ends at 1.
    """
    both = 1 - (1 - confidence) * (1 - _confidence(value))
    return max(confidence, min(MOST_CONFIDENCE, both))


def _places(document: Document, value: FormValue, label: str | None = None) -> list[Provenance]:
    return [p for start, end in _runs(value.words) for p in places(document, start, end, label)]


def _runs(words: Iterable[int]) -> list[tuple[int, int]]:
    """Word indices as ranges `[start, end)`."""
    found: list[tuple[int, int]] = []
    for index in words:
        if found and found[-1][1] == index:
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found
