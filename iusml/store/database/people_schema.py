"""The tables of who may come in, of what left the database, and of whom it has to forget.

Of a session the table holds a digest alone: who reads the table cannot take a session over.
`forgotten` holds keyed digests of names, addresses and numbers, never those themselves.
Times are UTC as ISO 8601.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table

from iusml.store.database.review_schema import KEY
from iusml.store.database.schema import SHORT, metadata

TIME = String(20)
_DIGEST = String(64)

people = Table(
    "people",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("name", SHORT, nullable=False, unique=True),
    Column("shown_name", SHORT, nullable=False),
    Column("role", String(12), nullable=False),
    Column("password_hash", SHORT),
    Column("subject", SHORT, unique=True),
    Column("language", String(2), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("made_at", TIME, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", _DIGEST, primary_key=True),
    Column("person_id", KEY, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("csrf", _DIGEST, nullable=False),
    Column("made_at", TIME, nullable=False),
    Column("seen_at", TIME, nullable=False),
    Column("expires_at", TIME, nullable=False),
    Index("sessions_by_person", "person_id"),
    Index("sessions_by_end", "expires_at"),
)

exports = Table(
    "exports",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", TIME, nullable=False),
    Column("who", SHORT, nullable=False),
    Column("what", SHORT, nullable=False),
    Column("contacts", Integer, nullable=False),
)

forgotten = Table("forgotten", metadata, Column("digest", _DIGEST, primary_key=True))
