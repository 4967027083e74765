"""Matches that are followed up, their streams year by year, and what people wrote."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"

SHORT, KEY, DAY = sa.String(200), sa.String(32), sa.String(10)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "matches",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("flow", SHORT, nullable=False),
        sa.Column("receiver_id", sa.Text, nullable=False),
        sa.Column("receiver_name", sa.Text, nullable=False),
        sa.Column("need_id", sa.Text, nullable=False),
        sa.Column("need_text", sa.Text, nullable=False),
        sa.Column("latest", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "match_streams",
        sa.Column("match_id", KEY, sa.ForeignKey("matches.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("waste_stream_id", SHORT, nullable=False),
        sa.Column("score", sa.Double),
        sa.Column("plant", sa.Text, nullable=False),
        sa.Column("operator", sa.Text),
        sa.Column("municipality", SHORT),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("ewc_code", SHORT),
        sa.Column("reporting_year", sa.BigInteger),
        sa.Column("report_id", KEY, nullable=False),
        sa.Column(
            "source_path",
            sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("sha256", sa.String(64)),
        sa.Column("page", sa.BigInteger),
    )
    op.create_index("match_streams_by_stream", "match_streams", ["waste_stream_id"])
    op.create_table(
        "follow_ups",
        sa.Column("match_id", KEY, sa.ForeignKey("matches.id"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("state", sa.String(12)),
        sa.Column("happened_on", DAY),
        sa.Column("note", sa.Text),
        sa.Column("next_step", sa.Text),
        sa.Column("responsible", sa.Text),
        sa.Column("effect_tonnes", sa.Double),
        sa.Column("first_delivery", DAY),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("who", SHORT, nullable=False),
        sa.Column("undoes", sa.Integer),
    )
