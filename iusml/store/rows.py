"""Records as flat rows: the columns that csv, xlsx and parquet share."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from iusml.records import Contact, Facility, Quantity, Report, WasteStream

Cell = str | int | float | bool | None
Row = dict[str, Cell]


class Column(NamedTuple):
    """A column's name, the kind of its cells, and its width in characters on a sheet."""

    name: str
    kind: Literal["text", "integer", "number", "truth"]
    width: int


def _texts(width: int, *names: str) -> tuple[Column, ...]:
    return tuple(Column(name, "text", width) for name in names)


def _numbers(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, "number", 13) for name in names)


_FACILITY_TEXTS = (
    "operator", "org_number", "facility_name", "facility_number", "municipality",
    "street_address", "postal_code", "city",
)  # fmt: skip

FACILITY_COLUMNS = (*_FACILITY_TEXTS, "latitude", "longitude", "reporting_year")
"""The columns that tell of the facility."""

STREAM_COLUMNS: tuple[Column, ...] = (
    *_texts(28, "operator"),
    *_texts(14, "org_number"),
    *_texts(24, "facility_name"),
    *_texts(16, "facility_number", "municipality"),
    *_texts(24, "street_address"),
    *_texts(12, "postal_code"),
    *_texts(16, "city"),
    *_numbers("latitude", "longitude"),
    Column("reporting_year", "integer", 15),
    *_texts(36, "description"),
    *_texts(11, "ewc_code", "ewc_text", "ewc_source"),
    Column("hazardous", "truth", 11),
    *_numbers("quantity_value"),
    *_texts(13, "quantity_unit"),
    *_numbers("quantity_mass_kg"),
    Column("quantity_approximate", "truth", 13),
    *_texts(16, "quantity_text"),
    *_texts(26, "history"),
    *_texts(11, "direction"),
    *_texts(24, "treatment"),
    *_texts(11, "operation_code"),
    *_texts(24, "transporter", "receiver"),
    *_numbers(
        "confidence_overall", "confidence_description", "confidence_ewc_code", "confidence_quantity"
    ),
    Column("needs_review", "truth", 13),
    *_texts(48, "warnings"),
    *_texts(24, "contact_name", "contact_role", "contact_email", "contact_phone"),
    Column("page", "integer", 7),
    *_texts(36, "source_path"),
    *_texts(10, "status"),
    *_texts(20, "waste_stream_id"),
)

CONTACT_COLUMNS: tuple[Column, ...] = (
    *_texts(28, "operator", "facility_name", "name", "role", "email", "phone"),
    *_numbers("confidence"),
    Column("needs_review", "truth", 13),
    Column("page", "integer", 7),
    *_texts(36, "source_path"),
)

REPORT_COLUMNS: tuple[Column, ...] = (
    *_texts(36, "source_path"),
    *_texts(10, "status"),
    *_texts(60, "error"),
    *_texts(28, "operator", "facility_name"),
    Column("reporting_year", "integer", 15),
    Column("pages", "integer", 8),
    *_texts(14, "ocr_pages"),
    Column("waste_streams", "integer", 14),
    Column("contacts", "integer", 10),
    *_texts(20, "model"),
    *_texts(66, "sha256"),
)


def stream_rows(report: Report) -> Iterator[Row]:
    """Yield one row per waste stream, with the facility and the first contact beside it."""
    shared = {
        **facility_row(report.facility),
        **_first_contact(report.contacts),
        "source_path": report.document.path,
        "status": report.document.status,
    }
    for stream in report.waste_streams:
        yield {**shared, **_stream(stream)}


def contact_rows(report: Report) -> Iterator[Row]:
    """Yield one row per contact."""
    facility = facility_row(report.facility)
    for contact in report.contacts:
        yield {
            "operator": facility.get("operator"),
            "facility_name": facility.get("facility_name"),
            **contact.model_dump(include={"name", "role", "email", "phone", "confidence"}),
            "needs_review": contact.needs_review,
            "page": _page(contact),
            "source_path": report.document.path,
        }


def report_row(report: Report) -> Row:
    """Return the row that says how reading one report went."""
    document, facility = report.document, facility_row(report.facility)
    return {
        "source_path": document.path,
        "status": document.status,
        "error": document.error,
        "operator": facility.get("operator"),
        "facility_name": facility.get("facility_name"),
        "reporting_year": facility.get("reporting_year"),
        "pages": document.pages,
        "ocr_pages": ", ".join(map(str, document.ocr_pages)) or None,
        "waste_streams": len(report.waste_streams),
        "contacts": len(report.contacts),
        "model": document.model,
        "sha256": document.sha256,
    }


def values(row: Row, columns: Sequence[Column]) -> list[Cell]:
    """Return the cells of `row` in the order of `columns`."""
    return [row.get(column.name) for column in columns]


def facility_row(facility: Facility | None) -> Row:
    """Return the cells that tell of the facility; those of fields not given are left out."""
    if facility is None:
        return {}
    row: Row = {}
    for name in _FACILITY_TEXTS:
        field = getattr(facility, name)
        row[name] = field.value if field else None
    if facility.coordinates:
        position = facility.coordinates.value
        row["latitude"], row["longitude"] = position.lat, position.lon
    if facility.reporting_year:
        row["reporting_year"] = facility.reporting_year.value
    return row


def _first_contact(contacts: Sequence[Contact]) -> Row:
    if not contacts:
        return {}
    first = contacts[0]
    return {f"contact_{name}": getattr(first, name) for name in ("name", "role", "email", "phone")}


def _stream(stream: WasteStream) -> Row:
    plain = stream.model_dump(
        include={
            "description", "ewc_code", "ewc_text", "ewc_source", "hazardous", "direction",
            "treatment", "operation_code", "transporter", "receiver", "needs_review",
        }
    )  # fmt: skip
    amount = stream.quantity.model_dump() if stream.quantity else {}
    sure = stream.confidence.model_dump()
    return {
        **plain,
        "waste_stream_id": stream.id,
        "history": "; ".join(f"{h.year}: {amount_text(h.quantity)}" for h in stream.history)
        or None,
        "warnings": " ".join(stream.warnings) or None,
        "page": _page(stream),
        **{f"quantity_{name}": value for name, value in amount.items()},
        **{f"confidence_{name}": value for name, value in sure.items()},
    }


def amount_text(quantity: Quantity | None) -> str:
    """An amount as people write it: "ca 12.5 t", or "-" where there is none."""
    if quantity is None:
        return "-"
    unit = "m³" if quantity.unit == "m3" else quantity.unit
    return f"{'ca ' if quantity.approximate else ''}{quantity.value:.12g} {unit}"


def _page(part: Contact | WasteStream) -> int | None:
    return part.provenance[0].page if part.provenance else None
