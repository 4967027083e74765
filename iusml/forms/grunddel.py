"""The administrative form ("Grunddel") of a report, and covers that print the same labels.

Every value is read as printed or not at all. Word indices say where it stands.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from iusml.document import Document, Page
from iusml.forms.labels import PERSONS, Heading, Kind, find_headings, find_labels
from iusml.forms.layouts import Reading, Sheet, best_reading
from iusml.forms.paper import Row, rows
from iusml.forms.values import (
    CHECKED,
    contradicts,
    split_numbered,
    split_postal_line,
    split_street,
    value_of,
)
from iusml.normalise.text import clean, fold

FEWEST_LABELS = 5
"""Different labels on a page that make it a form."""
FACILITY_FIELDS: Final = (
    "operator", "org_number", "facility_number", "facility_name", "street", "postal_code",
    "city", "municipality", "coordinates", "year",
)  # fmt: skip
_ADDRESS: Final = frozenset({"street", "postal_code", "city", "postal_line"})
_PERSON_FIELDS: Final = frozenset({"given", "family", "name", "phone", "mobile", "email", "role"})
_TITLE: Final = re.compile(
    r"\b[Ff][oö]r (?P<facility_name>[^()]+) \((?P<facility_number>\d{4}-[\d-]+)\),?"
    r" (?:[åa]r ?:? ?)(?P<year>\d{4})\b(?: version ?: ?(?P<version>\d+))?"
)


@dataclass(frozen=True, slots=True)
class FormValue:
    """A printed value and its words; `checked` where its shape hardly fits anything else."""

    text: str
    words: tuple[int, ...]
    checked: bool = False


@dataclass(frozen=True, slots=True)
class FormPerson:
    """A person of the form and the section that names them; a role only where one is printed."""

    section: Kind
    name: FormValue | None = None
    role: FormValue | None = None
    phone: FormValue | None = None
    email: FormValue | None = None
    street: FormValue | None = None
    postal_code: FormValue | None = None
    city: FormValue | None = None


@dataclass(frozen=True, slots=True)
class Grunddel:
    """What the form prints; None where a value is missing, or its place leaves doubt."""

    operator: FormValue | None = None
    org_number: FormValue | None = None
    facility_number: FormValue | None = None
    facility_name: FormValue | None = None
    street: FormValue | None = None
    postal_code: FormValue | None = None
    city: FormValue | None = None
    municipality: FormValue | None = None
    coordinates: FormValue | None = None
    year: FormValue | None = None
    version: FormValue | None = None
    persons: tuple[FormPerson, ...] = ()


_Found = list[tuple[Heading | None, str, FormValue]]
"""Values in the order of their labels: section, field, value."""


def read_grunddel(document: Document) -> Grunddel | None:
    """Read the form of a report, on whichever pages it stands; None without one."""
    found: _Found = []
    carried: Heading | None = None
    for page in document.pages:
        sheet = _sheet(document, page, carried)
        carried = None
        if sheet is None:
            continue
        found += _title(document, sheet.rows)
        found += _values(sheet, best_reading(sheet))
        carried = sheet.labels[-1].section
    if not found:
        return None
    facts = {field: _settled(found, field) for field in (*FACILITY_FIELDS, "version")}
    return Grunddel(**facts, persons=tuple(_persons(document, found)))


def _sheet(document: Document, page: Page, carried: Heading | None) -> Sheet | None:
    """The page as a form, or None; `carried` is the section that the page before ends in."""
    page_rows = rows(document, page)
    headings = find_headings(document, page_rows, first=1000 * page.number)
    labels = find_labels(document, page_rows, headings)
    if carried is not None:
        goes_on = Heading(carried.kind, carried.number, -1, carried.box, ())
        headings = [goes_on, *headings]
        labels = find_labels(document, page_rows, headings)
    facts = {label.field for label in labels} - {"other", "name", "role"}
    if len(facts) < (FEWEST_LABELS if not headings else 2):
        return None
    return Sheet(document, tuple(page_rows), tuple(headings), tuple(labels))


def _title(document: Document, page_rows: Sequence[Row]) -> Iterator[tuple[None, str, FormValue]]:
    """The line that names the facility, its number, the year and the version."""
    indices = [index for row in page_rows for index in row.words]
    text, spans = "", []
    for index in indices:
        word = document.words[index]
        text += "" if word.glued or not text else " "
        spans.append((len(text), len(text) + len(word.text), index))
        text += word.text
    match = _TITLE.search(text)
    if match is None or "\n" in match.group():
        return
    for field in ("facility_name", "facility_number", "year", "version"):
        if match[field] is None:
            continue
        start, end = match.span(field)
        words = tuple(i for first, last, i in spans if first < end and last > start)
        value = match[field] if field == "version" else value_of(field, match[field])
        if value is not None:
            yield None, field, FormValue(value, words, checked=field != "facility_name")


def _values(sheet: Sheet, reading: Reading) -> _Found:
    """The values of a page whose shape is their field's."""
    shifted = {
        label.section
        for number, label in enumerate(sheet.labels)
        if number in reading and contradicts(label.field, sheet.document.join(reading[number]))
    }
    found: _Found = []
    person = False
    for number, label in enumerate(sheet.labels):
        person = person or (label.section is None and label.field in _PERSON_FIELDS)
        words = reading.get(number)
        if not words or label.field in {"other", "fax"}:
            continue
        if person and label.section is None and label.field in _ADDRESS:
            continue  # on a cover, the address below a person may be the person's
        if label.section in shifted and label.field not in CHECKED:
            continue
        text = clean(sheet.document.join(words))
        if label.field == "coordinates":  # the system can stand in the label
            text = clean(sheet.document.join([*label.words, *words]))
        numbered = split_numbered(text) if label.field == "facility_name" else None
        if numbered:
            found.append((label.section, "facility_number", FormValue(numbered[1], words, True)))
            text = numbered[0]
        value = value_of(label.field, text)
        if value is not None:
            found += _split(
                label.section, label.field, FormValue(value, words, label.field in CHECKED)
            )
    return found


def _split(section: Heading | None, field: str, value: FormValue) -> _Found:
    """Street, postal code and town of a line that holds more than one of them."""
    line: str | None = value.text
    found: _Found = []
    if field == "street":
        street, line = split_street(value.text)
        found = [(section, field, FormValue(street, value.words))]
    parts = split_postal_line(line) if line and field in {"street", "postal_line"} else None
    if parts is None:
        return found or [(section, field, value)]
    code, city = parts
    return [
        *found,
        (section, "postal_code", FormValue(code, value.words, checked=True)),
        (section, "city", FormValue(city, value.words)),
    ]


def _settled(found: _Found, field: str) -> FormValue | None:
    """The one value that all places outside the persons' sections print, else None."""
    values = [
        value
        for section, name, value in found
        if name == field and (section is None or section.kind not in PERSONS)
    ]
    if not values or len({fold(value.text) for value in values}) > 1:
        return None
    return values[0]


def _persons(document: Document, found: _Found) -> Iterator[FormPerson]:
    """The person of each section; a field told twice leaves doubt whose it is."""
    sections = dict.fromkeys(
        section for section, _, _ in found if section is not None and section.kind in PERSONS
    )
    for section in sections:
        fields: dict[str, list[FormValue]] = {}
        for where, field, value in found:
            if where is not None and where.number == section.number:
                fields.setdefault(field, []).append(value)
        if any(len(values) > 1 for values in fields.values()):
            continue
        one = {field: values[0] for field, values in fields.items()}
        name = one.get("name") or _joined(one.get("given"), one.get("family"))
        contact = FormPerson(
            section.kind,
            name,
            one.get("role"),
            one.get("phone") or one.get("mobile"),
            one.get("email"),
            one.get("street"),
            one.get("postal_code"),
            one.get("city"),
        )
        if contact.name or contact.email or contact.phone:
            yield contact


def _joined(given: FormValue | None, family: FormValue | None) -> FormValue | None:
    """First name and surname as one; half a name is none."""
    if given is None or family is None:
        return None
    return FormValue(f"{given.text} {family.text}", (*given.words, *family.words))


def values_of(form: Grunddel) -> Iterable[tuple[str, FormValue]]:
    """The facts of the facility that the form prints."""
    for field in FACILITY_FIELDS:
        value = getattr(form, field)
        if value is not None:
            yield field, value
