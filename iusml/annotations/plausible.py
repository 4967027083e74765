"""Whether a gold record can be true: its schema, its numbers, and marks behind every value."""

import json
from collections.abc import Iterator
from importlib import resources

from iusml.annotations.files import GOLD, read_gold_json
from iusml.annotations.gold import GoldReport
from iusml.errors import MissingDependencyError
from iusml.labels import CONTACT_LABELS
from iusml.normalise.catalogue import catalogue
from iusml.normalise.organisation import parse_org_number
from iusml.records import WasteStream

YEARS = range(1998, 2031)
MAX_MASS_KG = 5e9
FICTION = ("+46 40 628 04", "+46 31 390 06", "+46 8 465 004", "+46 70 174 06")
"""The telephone series that the Swedish authority PTS keeps for fiction."""
Finding = tuple[str, str]


def schema_problems(report: GoldReport) -> Iterator[Finding]:
    """Yield breaches of the record's schema."""
    try:
        import jsonschema
    except ImportError as error:
        raise MissingDependencyError(
            "Checking records needs jsonschema. Install it: pip install 'iusml[annotations]'."
        ) from error
    text = resources.files("iusml.data").joinpath("extraction.schema.json").read_text("utf-8")
    record = read_gold_json(report.pdf.parent / GOLD)["record"]
    for breach in jsonschema.Draft202012Validator(json.loads(text)).iter_errors(record):
        yield breach.json_path, breach.message


def record_problems(report: GoldReport) -> Iterator[Finding]:
    """Yield values that cannot be, and values that no span bears out."""
    record = report.record
    facility = record.facility
    if facility and facility.reporting_year and facility.reporting_year.value not in YEARS:
        yield "facility", f"reporting year {facility.reporting_year.value} cannot be"
    if facility and facility.org_number and not parse_org_number(facility.org_number.value):
        yield "facility", f"{facility.org_number.value} is no organisation number"
    marked = {key: set[str]() for span in report.spans for key in span.keys}
    for span in report.spans:
        for key in span.keys:
            marked[key].add(span.label)
    for stream in record.waste_streams:
        yield from _stream(stream, marked.get(stream.id, set()))
    keys = {stream.id for stream in record.waste_streams}
    for span in report.spans:
        if span.label not in CONTACT_LABELS and not set(span.keys) <= keys:
            yield f"page {span.boxes[0][0]}", f"{span.text!r} belongs to no stream of the record"
    for contact in record.contacts:
        phone = contact.phone
        if report.origin == "composed" and phone and not phone.startswith(FICTION):
            yield "contacts", f"{phone} is not of the series kept for fiction"
        if not (contact.name or contact.email or contact.phone):
            yield "contacts", "a contact without name, mail or telephone"


def _stream(stream: WasteStream, labels: set[str]) -> Iterator[Finding]:
    place = f"stream {stream.id}"
    if "WASTE" not in labels:
        yield place, f"no WASTE span names {stream.description!r}"
    if stream.ewc_code and stream.ewc_code not in catalogue():
        yield place, f"{stream.ewc_code} is not in the waste list"
    if stream.ewc_text and "EWC" not in labels:
        yield place, f"no EWC span has {stream.ewc_text!r}"
    if stream.quantity and "QUANTITY" not in labels:
        yield place, f"no QUANTITY span has {stream.quantity.text!r}"
    if stream.quantity and not 0 <= (stream.quantity.mass_kg or 0) <= MAX_MASS_KG:
        yield place, f"{stream.quantity.mass_kg} kg cannot be"
