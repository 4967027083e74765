"""How long contacts are kept: those of reports about older years go, and notes as old as those."""

from sqlalchemy import Connection, Text, cast, delete, exists, insert, or_, select

from iusml.errors import InputError
from iusml.review.privacy.match_texts import drop_old_notes
from iusml.review.privacy.sweep import sweep
from iusml.review.privacy.taking_out import Counts, take_out
from iusml.review.store import ReviewStore
from iusml.store.database.forgotten import RETENTION, Rules
from iusml.store.database.review_schema import items, review_settings
from iusml.store.database.schema import contacts, reports

_LONGEST = 100


def set_retention(connection: Connection, years: int | None) -> None:
    """Keep contacts for `years` years after the reporting year; None: for ever.

    Raises InputError.
    """
    if years is not None and not 1 <= years <= _LONGEST:
        raise InputError(f"Contacts cannot be kept for {years} years. Give 1 to {_LONGEST}.")
    connection.execute(delete(review_settings).where(review_settings.c.name == RETENTION))
    if years is not None:
        connection.execute(insert(review_settings).values(name=RETENTION, value=str(years)))


def keep_retention(store: ReviewStore) -> Counts:
    """Take out contacts that have become too old, as when the desk starts. Raises OutputError."""
    with store.writing() as connection:
        counts = apply_retention(connection)
    if counts.reports or counts.notes:
        sweep(store)
    return counts


def apply_retention(connection: Connection, year: int | None = None) -> Counts:
    """Take out the contacts of reports that are too old in `year`, or now.

    A report that does not tell its year keeps its contacts. Of the follow-up, what people wrote in
    years as old goes but for states, days and amounts: it may name persons. Raises OutputError for
    records of another version.
    """
    rules = Rules.of(connection, year)
    counts = Counts()
    if rules.oldest is None:
        return counts
    record = cast(reports.c.record, Text)
    named = or_(
        exists().where(contacts.c.report_id == reports.c.id),
        exists().where(items.c.report_id == reports.c.id, items.c.kind == "contact"),
        record.like('%"contacts":[{%'),
        *(record.like(f'%"label":"{label}"%') for label in ("PERSON", "EMAIL", "PHONE")),
    )
    old = select(reports.c.id).where(reports.c.reporting_year < rules.oldest, named)
    for key in connection.scalars(old.order_by(reports.c.id)).all():
        counts += take_out(connection, key, rules, everyone=True)
    return counts + Counts(notes=drop_old_notes(connection, rules.oldest))
