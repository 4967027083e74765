"""Persons in the follow-up of matches: in the notes, and in the names of companies."""

from typing import Any

from sqlalchemy import Connection, Table, or_, select, update

from iusml.store.database.follow_up_schema import follow_ups, match_streams, matches
from iusml.store.database.forgotten import Rules
from iusml.store.database.traces import GONE

NOTES = ("note", "next_step", "responsible")
_TEXTS: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (matches, ("receiver_name", "need_text")),
    (match_streams, ("plant", "operator", "description")),
    (follow_ups, NOTES),
)


def scrub_matches(connection: Connection, rules: Rules) -> int:
    """Take out whom `rules` know; return in how many rows something went."""
    removal = rules.removal((), (), everyone=False)
    changed = 0
    for table, names in _TEXTS:
        keys = list(table.primary_key.columns)
        for row in connection.execute(select(*keys, *(table.c[name] for name in names))).all():
            was = {name: row._mapping[table.c[name]] for name in names}
            now: dict[str, Any] = removal.loose(was)
            if now != was:
                this = (key == row._mapping[key] for key in keys)
                connection.execute(update(table).where(*this).values(now))
                changed += 1
    return changed


def drop_old_notes(connection: Connection, oldest: int) -> int:
    """Take out what people wrote before the year `oldest`; return how many entries changed."""
    texts = [follow_ups.c[name] for name in NOTES]
    old = (
        follow_ups.c.at < str(oldest),
        or_(*(text.is_not(None) & (text != GONE) for text in texts)),
    )
    columns = follow_ups.c.match_id, follow_ups.c.version, *texts
    rows = connection.execute(select(*columns).where(*old)).all()
    for row in rows:
        this = follow_ups.c.match_id == row.match_id, follow_ups.c.version == row.version
        gone = {name: GONE for name in NOTES if getattr(row, name) is not None}
        connection.execute(update(follow_ups).where(*this).values(gone))
    return len(rows)
