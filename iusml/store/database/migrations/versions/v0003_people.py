"""People who may come in, their sessions, exports, and whom the database has to forget."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

SHORT, KEY, DIGEST, TIME = sa.String(200), sa.String(32), sa.String(64), sa.String(20)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "people",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("name", SHORT, nullable=False, unique=True),
        sa.Column("shown_name", SHORT, nullable=False),
        sa.Column("role", sa.String(12), nullable=False),
        sa.Column("password_hash", SHORT),
        sa.Column("subject", SHORT, unique=True),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("made_at", TIME, nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", DIGEST, primary_key=True),
        sa.Column("person_id", KEY, sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
        sa.Column("csrf", DIGEST, nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("seen_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
    )
    op.create_index("sessions_by_person", "sessions", ["person_id"])
    op.create_index("sessions_by_end", "sessions", ["expires_at"])
    op.create_table(
        "exports",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", TIME, nullable=False),
        sa.Column("who", SHORT, nullable=False),
        sa.Column("what", SHORT, nullable=False),
        sa.Column("contacts", sa.Integer, nullable=False),
    )
    op.create_table("forgotten", sa.Column("digest", DIGEST, primary_key=True))
