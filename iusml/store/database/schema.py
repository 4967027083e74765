"""The tables: reports, and the waste streams and contacts of each, in the order of the report.

Columns bear the names of the sheets (see `iusml.store.rows`). Contacts stand in their own table
and in the record alone. What a person corrects later can refer to a report's `id`, which hangs on
its path alone, and a stream's `waste_stream_id`, which stays while file and program stay. The
tables are made by the migrations; a test compares them with this module.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import TEXT

SHORT = String(200)
"""Texts that an index holds: it refuses long ones, and strangers write what they like."""
PATH = Text().with_variant(TEXT(collation="C"), "postgresql")
"""Sorted by the letters' numbers everywhere, as the inputs of a run are."""

metadata = MetaData()


def _part() -> list[Column[Any]]:
    """What ties a row to its report and to its place in it."""
    return [
        Column("report_id", String(32), ForeignKey("reports.id"), primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
    ]


def _place() -> list[Column[Any]]:
    """Where the row was read: page from 1, box in points from the page's top left corner."""
    sides = (Column(name, Double) for name in ("bbox_x0", "bbox_y0", "bbox_x1", "bbox_y1"))
    return [Column("page", BigInteger), *sides]


reports = Table(
    "reports",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("source_path", PATH, nullable=False),
    Column("sha256", String(64)),
    Column("made_by", Text, nullable=False),
    Column("model", Text),
    Column("status", SHORT, nullable=False),
    Column("error", Text),
    Column("pages", BigInteger),
    Column("ocr_pages", Text),
    Column("operator", Text),
    Column("org_number", Text),
    Column("facility_name", Text),
    Column("facility_number", Text),
    Column("municipality", SHORT),
    Column("street_address", Text),
    Column("postal_code", Text),
    Column("city", Text),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("reporting_year", BigInteger),
    Column("record", JSON, nullable=False),
    Column("record_digest", String(64), nullable=False),
    Column("items_digest", String(64)),
    Index("reports_by_municipality", "municipality", "reporting_year"),
    Index("reports_by_status", "status"),
)

waste_streams = Table(
    "waste_streams",
    metadata,
    *_part(),
    Column("waste_stream_id", SHORT, nullable=False),
    Column("description", Text),
    Column("ewc_code", SHORT),
    Column("ewc_text", Text),
    Column("ewc_source", Text),
    Column("hazardous", Boolean),
    Column("quantity_value", Double),
    Column("quantity_unit", Text),
    Column("quantity_mass_kg", Double),
    Column("quantity_approximate", Boolean),
    Column("quantity_text", Text),
    Column("history", Text),
    Column("direction", SHORT, nullable=False),
    Column("treatment", Text),
    Column("operation_code", Text),
    Column("transporter", Text),
    Column("receiver", Text),
    Column("confidence_overall", Double, nullable=False),
    Column("confidence_description", Double),
    Column("confidence_ewc_code", Double),
    Column("confidence_quantity", Double),
    Column("needs_review", Boolean, nullable=False),
    Column("warnings", Text),
    *_place(),
    Index("waste_streams_by_id", "waste_stream_id"),
    Index("waste_streams_by_code", "ewc_code"),
    Index("waste_streams_by_confidence", "needs_review", "confidence_overall"),
)

contacts = Table(
    "contacts",
    metadata,
    *_part(),
    Column("name", Text),
    Column("role", Text),
    Column("email", Text),
    Column("phone", Text),
    Column("confidence", Double, nullable=False),
    Column("needs_review", Boolean, nullable=False),
    *_place(),
)
