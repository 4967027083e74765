"""The tables of what people decide: items, and every correction, which are only ever added.

An item is one waste stream, one contact or the facility of a report. `machine` is what the program
said last, `truth` what counts: both are JSON parts of the record. As long as nobody has touched an
item (`version` 0) its truth follows the program; from then on it is changed by people alone.
The columns beside are copies out of the truth, for the queue; a facility alone has a `plant`, which
tells it from others in every year. Times are UTC as ISO 8601.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from iusml.store.database.schema import PATH, SHORT, metadata

KEY = String(32)
_COUNTED = ("needs_review", "doubt", "doubt_at", "ewc_code", "mass_kg")

items = Table(
    "items",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("report_id", KEY, ForeignKey("reports.id"), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("position", Integer, nullable=False),
    Column("status", String(12), nullable=False),
    Column("version", Integer, nullable=False),
    Column("decided_by", SHORT),
    Column("decided_at", String(20)),
    Column("value", Double, nullable=False),
    Column("machine_sure", Double),
    Column("needs_review", Boolean, nullable=False),
    Column("doubt", String(24)),
    Column("doubt_at", Double),
    Column("title", SHORT),
    Column("ewc_code", String(6)),
    Column("mass_kg", Double),
    Column("operator", SHORT),
    Column("municipality", SHORT),
    Column("reporting_year", BigInteger),
    Column("plant", SHORT),
    Column("source_path", PATH, nullable=False),
    # Last: SQLite reads through long values to what stands behind them.
    Column("machine", JSON(none_as_null=True)),
    Column("truth", JSON, nullable=False),
    Column("places", JSON, nullable=False),
    Index("items_by_report", "report_id", "kind", "status", "value"),
    # By value; what is behind the id is there so that choices are counted without their rows.
    Index("items_by_value", "kind", "status", "value", "id", *_COUNTED),
    Index("items_by_municipality", "municipality", "kind", "status", "value"),
    Index("items_by_decision", "decided_at"),
    Index("items_by_plant", "plant", "reporting_year"),
)

item_flows = Table(
    "item_flows",
    metadata,
    Column("item_id", KEY, ForeignKey("items.id", ondelete="CASCADE"), primary_key=True),
    Column("flow", SHORT, primary_key=True),
    Index("item_flows_by_flow", "flow", "item_id"),
)

# `old` and `new` are JSON in a column of text: in one of JSON, SQLite makes numbers of numbers.
corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("change_id", KEY, nullable=False),
    Column("item_id", KEY, nullable=False),
    Column("report_id", KEY, nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", String(20), nullable=False),
    Column("who", SHORT, nullable=False),
    Column("action", String(12), nullable=False),
    Column("field", String(24), nullable=False),
    Column("old", Text),
    Column("new", Text),
    Column("reason", Text),
    Column("undoes", KEY),
    Index("corrections_by_change", "change_id"),
    Index("corrections_by_item", "item_id", "id"),
    Index("corrections_by_person", "who", "id"),
)

second_looks = Table(
    "second_looks",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("item_id", KEY, ForeignKey("items.id", ondelete="CASCADE"), nullable=False),
    Column("who", SHORT, nullable=False),
    Column("at", String(20), nullable=False),
    Column("status", String(12), nullable=False),
    Column("truth", JSON, nullable=False),
    Column("places", JSON, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("item_id", "who", name="one_second_look_each"),
)

review_settings = Table(
    "review_settings",
    metadata,
    Column("name", SHORT, primary_key=True),
    Column("value", Text, nullable=False),
)
