"""Reports, waste streams and contacts."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

SHORT = sa.String(200)


def upgrade() -> None:
    """Make the tables."""
    _reports()
    _waste_streams()
    _contacts()


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column(
            "source_path",
            sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("sha256", sa.String(64)),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("model", sa.Text),
        sa.Column("status", SHORT, nullable=False),
        sa.Column("error", sa.Text),
        sa.Column("pages", sa.BigInteger),
        sa.Column("ocr_pages", sa.Text),
        sa.Column("operator", sa.Text),
        sa.Column("org_number", sa.Text),
        sa.Column("facility_name", sa.Text),
        sa.Column("facility_number", sa.Text),
        sa.Column("municipality", SHORT),
        sa.Column("street_address", sa.Text),
        sa.Column("postal_code", sa.Text),
        sa.Column("city", sa.Text),
        sa.Column("latitude", sa.Double),
        sa.Column("longitude", sa.Double),
        sa.Column("reporting_year", sa.BigInteger),
        sa.Column("record", sa.JSON, nullable=False),
        sa.Column("record_digest", sa.String(64), nullable=False),
    )
    op.create_index("reports_by_municipality", "reports", ["municipality", "reporting_year"])
    op.create_index("reports_by_status", "reports", ["status"])


def _waste_streams() -> None:
    op.create_table(
        "waste_streams",
        *_part(),
        sa.Column("waste_stream_id", SHORT, nullable=False),
        sa.Column("description", sa.Text),
        sa.Column("ewc_code", SHORT),
        sa.Column("ewc_text", sa.Text),
        sa.Column("ewc_source", sa.Text),
        sa.Column("hazardous", sa.Boolean),
        sa.Column("quantity_value", sa.Double),
        sa.Column("quantity_unit", sa.Text),
        sa.Column("quantity_mass_kg", sa.Double),
        sa.Column("quantity_approximate", sa.Boolean),
        sa.Column("quantity_text", sa.Text),
        sa.Column("history", sa.Text),
        sa.Column("direction", SHORT, nullable=False),
        sa.Column("treatment", sa.Text),
        sa.Column("operation_code", sa.Text),
        sa.Column("transporter", sa.Text),
        sa.Column("receiver", sa.Text),
        sa.Column("confidence_overall", sa.Double, nullable=False),
        sa.Column("confidence_description", sa.Double),
        sa.Column("confidence_ewc_code", sa.Double),
        sa.Column("confidence_quantity", sa.Double),
        sa.Column("needs_review", sa.Boolean, nullable=False),
        sa.Column("warnings", sa.Text),
        *_place(),
    )
    op.create_index("waste_streams_by_id", "waste_streams", ["waste_stream_id"])
    op.create_index("waste_streams_by_code", "waste_streams", ["ewc_code"])
    op.create_index(
        "waste_streams_by_confidence", "waste_streams", ["needs_review", "confidence_overall"]
    )


def _contacts() -> None:
    op.create_table(
        "contacts",
        *_part(),
        sa.Column("name", sa.Text),
        sa.Column("role", sa.Text),
        sa.Column("email", sa.Text),
        sa.Column("phone", sa.Text),
        sa.Column("confidence", sa.Double, nullable=False),
        sa.Column("needs_review", sa.Boolean, nullable=False),
        *_place(),
    )


def _part() -> list[sa.Column[Any]]:
    return [
        sa.Column("report_id", sa.String(32), sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    ]


def _place() -> list[sa.Column[Any]]:
    sides = (sa.Column(f"bbox_{side}", sa.Double) for side in ("x0", "y0", "x1", "y1"))
    return [sa.Column("page", sa.BigInteger), *sides]
