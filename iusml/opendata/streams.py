"""What is published of each waste stream, and what is left out because it may tell of a person."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from iusml.normalise.catalogue import catalogue
from iusml.normalise.organisation import parse_org_number
from iusml.normalise.place import code_of_municipality, parse_facility_number, parse_municipality
from iusml.normalise.text import clean
from iusml.opendata.persons import Persons, is_firm, is_trader
from iusml.records import DocumentRecord, Facility, Report, WasteStream
from iusml.store.rows import STREAM_COLUMNS, Column, Row, amount_text

_OF_RECORDS = {column.name: column for column in STREAM_COLUMNS}
COLUMNS: tuple[Column, ...] = tuple(
    _OF_RECORDS.get(name, Column(name, "text", 20))
    for name in (
        "waste_stream_id", "operator", "org_number", "facility_name", "facility_number",
        "municipality", "municipality_code", "reporting_year", "description", "ewc_code",
        "ewc_name", "ewc_source", "hazardous", "quantity_value", "quantity_unit",
        "quantity_mass_kg", "quantity_approximate", "history", "direction", "treatment",
        "operation_code", "transporter", "receiver", "confidence_overall",
        "confidence_description", "confidence_ewc_code", "confidence_quantity", "needs_review",
        "withheld",
    )
)  # fmt: skip
"""The published columns; those of records mean the same as there."""
APART = "; "
"""What stands between several values in one cell."""
YEARS = range(1980, 2101)
"""Reporting years that can be true; another one is misread and not published."""
_OPERATOR = ("operator", "org_number", "facility_name", "facility_number")
_TEXTS = ("description", "treatment", "transporter", "receiver")
_ID_BYTES = 16


@dataclass(slots=True)
class Told:
    """How many records and streams were read, and what became of them.

    `texts` counts withheld fields by column; `municipalities` has names by code.
    """

    reports: int = 0
    unread: int = 0
    copies: int = 0
    traders: int = 0
    published: int = 0
    unsure: int = 0
    texts: Counter[str] = field(default_factory=Counter)
    years: set[int] = field(default_factory=set)
    municipalities: dict[str, str] = field(default_factory=dict)


class _Plant(NamedTuple):
    """The cells that all streams of a plant share, and the columns that are withheld."""

    cells: Row
    gone: list[str]


def published(
    reports: Iterable[Report], told: Told, *, reviewed_only: bool, least_sure: float
) -> Iterator[Row]:
    """Yield a row for each stream that is published, and count in `told`.

    A report whose file lies there twice has its streams once. With `reviewed_only` streams that
    need review are left out, and always those whose probability is below `least_sure`.
    """
    seen: set[str] = set()
    for report in reports:
        told.reports += 1
        if report.document.status == "failed":
            told.unread += 1
            continue
        content = report.document.sha256
        if content and content in seen:
            told.copies += 1
            continue
        seen |= {content} if content else set()
        told.traders += is_trader(report.facility)
        persons = Persons(report)
        plant = _facility(report.facility or Facility(), persons)
        before: Counter[str] = Counter()
        for stream in report.waste_streams:
            before[stream.id] += 1
            if stream.confidence.overall < least_sure or (reviewed_only and stream.needs_review):
                told.unsure += 1
                continue
            row = {**plant.cells, **_stream(stream, persons, plant)}
            row["waste_stream_id"] = _identity(report.document, stream.id, before[stream.id])
            _count(told, row)
            yield row


def _count(told: Told, row: Row) -> None:
    told.published += 1
    if isinstance(row["withheld"], str):
        told.texts.update(row["withheld"].split(APART))
    if isinstance(row["reporting_year"], int):
        told.years.add(row["reporting_year"])
    if row["municipality_code"]:
        told.municipalities[str(row["municipality_code"])] = str(row["municipality"])


def _facility(facility: Facility, persons: Persons) -> _Plant:
    """Of a plant whose operator may be a person, only municipality and year are told."""
    given = {
        name: clean(told.value) if (told := getattr(facility, name)) else None
        for name in (*_OPERATOR, "municipality")
    }
    number = parse_org_number(given["org_number"] or "")
    town = parse_municipality(given["municipality"] or "")
    year = facility.reporting_year.value if facility.reporting_year else None
    cells: Row = {
        **given,
        "org_number": number.value if number else None,
        "facility_number": parse_facility_number(given["facility_number"] or ""),
        "municipality": town,
        "municipality_code": code_of_municipality(town) if town else None,
        "reporting_year": year if year in YEARS else None,
    }
    if is_trader(facility):
        cells |= dict.fromkeys(_OPERATOR)
    else:
        # A company's name is a company's, whoever it was named after.
        if not is_firm(given["operator"] or ""):
            cells["operator"] = persons.cleared(given["operator"])
        cells["facility_name"] = persons.cleared(given["facility_name"])
    gone = [name for name, text in given.items() if text and not cells[name]]
    return _Plant(cells, gone if year is None or year in YEARS else [*gone, "reporting_year"])


def _stream(stream: WasteStream, persons: Persons, plant: _Plant) -> Row:
    given = {name: clean(text) if (text := getattr(stream, name)) else None for name in _TEXTS}
    texts = {name: persons.cleared(text) for name, text in given.items()}
    year = plant.cells["reporting_year"]
    known = catalogue(year if isinstance(year, int) else None)
    entry = known.get(stream.ewc_code) if stream.ewc_code else None
    amount = stream.quantity
    history = (
        f"{past.year}: {amount_text(past.quantity)}"
        for past in stream.history
        if past.year in YEARS
    )
    gone = [*plant.gone, *(name for name, text in given.items() if text and not texts[name])]
    if stream.ewc_code and not entry:
        gone.append("ewc_code")
    return {
        **texts,
        "ewc_code": entry.code if entry else None,
        "ewc_name": entry.name if entry else None,
        "ewc_source": stream.ewc_source if entry else None,
        "hazardous": entry.hazardous if entry else None,
        "quantity_value": amount.value if amount else None,
        "quantity_unit": amount.unit if amount else None,
        "quantity_mass_kg": amount.mass_kg if amount else None,
        "quantity_approximate": amount.approximate if amount else None,
        "history": APART.join(history) or None,
        "direction": stream.direction,
        "operation_code": stream.operation_code,
        **{f"confidence_{name}": sure for name, sure in stream.confidence.model_dump().items()},
        "needs_review": stream.needs_review,
        "withheld": APART.join(gone) or None,
    }


def _identity(document: DocumentRecord, stream_id: str, time: int) -> str:
    """What a stream is known by; of the file's name and the record's id nothing can be read out."""
    told = "\n".join((document.sha256 or document.path, stream_id, str(time)))
    return hashlib.blake2b(told.encode("utf-8", "replace"), digest_size=_ID_BYTES).hexdigest()
