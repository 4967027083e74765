"""Items, corrections and second looks: what people decide."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"

SHORT, KEY = sa.String(200), sa.String(32)


def upgrade() -> None:
    """Make the tables; the items of reports that are there already are made when needed."""
    op.add_column("reports", sa.Column("items_digest", sa.String(64)))
    _items()
    op.create_table(
        "item_flows",
        sa.Column("item_id", KEY, sa.ForeignKey("items.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("flow", SHORT, primary_key=True),
    )
    op.create_index("item_flows_by_flow", "item_flows", ["flow", "item_id"])
    _corrections()
    _second_looks()
    op.create_table(
        "review_settings",
        sa.Column("name", SHORT, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )


def _items() -> None:
    op.create_table(
        "items",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("report_id", KEY, sa.ForeignKey("reports.id"), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("decided_by", SHORT),
        sa.Column("decided_at", sa.String(20)),
        sa.Column("value", sa.Double, nullable=False),
        sa.Column("machine_sure", sa.Double),
        sa.Column("needs_review", sa.Boolean, nullable=False),
        sa.Column("doubt", sa.String(24)),
        sa.Column("doubt_at", sa.Double),
        sa.Column("title", SHORT),
        sa.Column("ewc_code", sa.String(6)),
        sa.Column("mass_kg", sa.Double),
        sa.Column("operator", SHORT),
        sa.Column("municipality", SHORT),
        sa.Column("reporting_year", sa.BigInteger),
        sa.Column("plant", SHORT),
        sa.Column(
            "source_path",
            sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("machine", sa.JSON),
        sa.Column("truth", sa.JSON, nullable=False),
        sa.Column("places", sa.JSON, nullable=False),
    )
    op.create_index("items_by_report", "items", ["report_id", "kind", "status", "value"])
    op.create_index(
        "items_by_value",
        "items",
        [
            "kind", "status", "value", "id",
            "needs_review", "doubt", "doubt_at", "ewc_code", "mass_kg",
        ],
    )  # fmt: skip
    op.create_index("items_by_municipality", "items", ["municipality", "kind", "status", "value"])
    op.create_index("items_by_decision", "items", ["decided_at"])
    op.create_index("items_by_plant", "items", ["plant", "reporting_year"])


def _corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("change_id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("report_id", KEY, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("who", SHORT, nullable=False),
        sa.Column("action", sa.String(12), nullable=False),
        sa.Column("field", sa.String(24), nullable=False),
        sa.Column("old", sa.Text),
        sa.Column("new", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Column("undoes", KEY),
    )
    op.create_index("corrections_by_change", "corrections", ["change_id"])
    op.create_index("corrections_by_item", "corrections", ["item_id", "id"])
    op.create_index("corrections_by_person", "corrections", ["who", "id"])


def _second_looks() -> None:
    op.create_table(
        "second_looks",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("item_id", KEY, sa.ForeignKey("items.id", ondelete="CASCADE"), nullable=False),
        sa.Column("who", SHORT, nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("truth", sa.JSON, nullable=False),
        sa.Column("places", sa.JSON, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.UniqueConstraint("item_id", "who", name="one_second_look_each"),
    )
