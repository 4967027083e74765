"""The tables of the follow-up: matches, their streams year by year, and what people wrote.

Rows of `match_streams` and `follow_ups` are only ever added. A match points at the latest of each:
`latest` is the number of its stream, `version` that of its entry, 0 where nobody wrote one.
"""

from sqlalchemy import BigInteger, Column, Double, ForeignKey, Index, Integer, String, Table, Text

from iusml.store.database.people_schema import TIME
from iusml.store.database.review_schema import KEY
from iusml.store.database.schema import PATH, SHORT, metadata

_DAY = String(10)

matches = Table(
    "matches",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("flow", SHORT, nullable=False),
    Column("receiver_id", Text, nullable=False),
    Column("receiver_name", Text, nullable=False),
    Column("need_id", Text, nullable=False),
    Column("need_text", Text, nullable=False),
    Column("latest", Integer, nullable=False),
    Column("version", Integer, nullable=False),
)

match_streams = Table(
    "match_streams",
    metadata,
    Column("match_id", KEY, ForeignKey("matches.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("waste_stream_id", SHORT, nullable=False),
    Column("score", Double),
    Column("plant", Text, nullable=False),
    Column("operator", Text),
    Column("municipality", SHORT),
    Column("description", Text, nullable=False),
    Column("ewc_code", SHORT),
    Column("reporting_year", BigInteger),
    Column("report_id", KEY, nullable=False),
    Column("source_path", PATH, nullable=False),
    Column("sha256", String(64)),
    Column("page", BigInteger),
    Index("match_streams_by_stream", "waste_stream_id"),
)

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("match_id", KEY, ForeignKey("matches.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("state", String(12)),
    Column("happened_on", _DAY),
    Column("note", Text),
    Column("next_step", Text),
    Column("responsible", Text),
    Column("effect_tonnes", Double),
    Column("first_delivery", _DAY),
    Column("at", TIME, nullable=False),
    Column("who", SHORT, nullable=False),
    Column("undoes", Integer),
)
