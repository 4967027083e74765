"""Take persons out of one report: its record, items, corrections, second looks and flat tables."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, delete, select, update

from iusml.errors import OutputError
from iusml.records import Contact, Facility, Report, WasteStream
from iusml.store.database import items as store
from iusml.store.database.agenda import agenda
from iusml.store.database.forgotten import Rules
from iusml.store.database.items import Item, setting
from iusml.store.database.output import record_digest, write_truth
from iusml.store.database.removal import Removal
from iusml.store.database.review_schema import corrections, items, second_looks
from iusml.store.database.schema import reports
from iusml.store.database.traces import of_text
from iusml.store.database.truth import with_truth, written_record

_Rows = list[tuple[int, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Counts:
    """What was taken out. `namesakes` were kept; `paths` are of reports whose file tells a name.

    `notes` are rows of the follow-up in which something went.
    """

    reports: int = 0
    contacts: int = 0
    namesakes: int = 0
    paths: int = 0
    notes: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Both together."""
        return Counts(
            self.reports + other.reports,
            self.contacts + other.contacts,
            self.namesakes + other.namesakes,
            self.paths + other.paths,
            self.notes + other.notes,
        )


def take_out(connection: Connection, key: str, rules: Rules, *, everyone: bool = False) -> Counts:
    """Take out of the report with the id `key` whom `rules` know, or every contact.

    Raises OutputError for a record of another version.
    """
    try:
        report, old = written_record(connection, key), store.load(connection, key)
    except ValidationError:
        raise OutputError(
            "The database holds a record that is not of this version, and nothing was changed. "
            "Write it anew with `iusml extract`, then run this again."
        ) from None
    removal = rules.removal(_contacts(report, old), report.entities, everyone=everyone)
    clean, new = removal.report(report), _items(removal, old)
    lines = _lines(connection, key, removal, {item.id for item in old} - {i.id for i in new})
    looks, lost = _looks(connection, key, removal)
    paths = int(any(removal.hit(told) for told in of_text(report.document.path)))
    if (clean, new) == (report, old) and not (lines or looks or lost):
        return Counts(paths=paths)
    _write(connection, key, clean, old, new)
    for table, rows in ((corrections, lines), (second_looks, looks)):
        for number, values in rows:
            connection.execute(update(table).where(table.c.id == number).values(values))
    connection.execute(delete(second_looks).where(second_looks.c.id.in_(lost)))
    gone = max(len(report.contacts) - len(clean.contacts), len(old) - len(new))
    return Counts(reports=1, contacts=gone, paths=paths)


def _contacts(report: Report, parts: Sequence[Item]) -> list[Contact]:
    said = [part for item in parts for part in (item.truth, item.machine)]
    return [*report.contacts, *(part for part in said if isinstance(part, Contact))]


def _items(removal: Removal, parts: Sequence[Item]) -> list[Item]:
    """The items that stay, scrubbed. One that people gave another person keeps that person."""
    kept = []
    for item in parts:
        truth = _part(removal, item.truth)
        if truth is not None:
            machine = _part(removal, item.machine) if item.machine else None
            places = store.PLACES_JSON.validate_python(
                removal.loose(store.PLACES_JSON.dump_python(item.places, mode="json"))
            )
            kept.append(replace(item, truth=truth, machine=machine, places=places))
    return kept


def _part(removal: Removal, part: store.Part) -> store.Part | None:
    if isinstance(part, WasteStream):
        return removal.stream(part)
    if isinstance(part, Facility):
        return removal.facility(part)
    return None if removal.goes(part) else removal.contact(part)


def _lines(connection: Connection, key: str, removal: Removal, gone: set[str]) -> _Rows:
    """Corrections to be rewritten; of an item that goes, only who did what and when stays."""
    found: _Rows = []
    for row in connection.execute(select(corrections).where(corrections.c.report_id == key)):
        was = {"old": row.old, "new": row.new, "reason": row.reason}
        now = dict.fromkeys(was)
        if row.item_id not in gone:
            now = {name: _scrubbed(removal, was[name]) for name in ("old", "new")}
            now["reason"] = removal.loose(row.reason)
        if now != was:
            found.append((row.id, now))
    return found


def _looks(connection: Connection, key: str, removal: Removal) -> tuple[_Rows, list[int]]:
    """Second looks to be rewritten, and the numbers of those that go."""
    query = select(
        second_looks.c.id, second_looks.c.truth, second_looks.c.places, items.c.kind
    ).join(items)
    found: _Rows = []
    lost = []
    for row in connection.execute(query.where(items.c.report_id == key)):
        was = store.PARTS[row.kind].model_validate_json(row.truth)
        truth, places = _part(removal, was), _scrubbed(removal, row.places)
        if truth is None:
            lost.append(row.id)
        elif (truth, places) != (was, row.places):
            found.append((row.id, {"truth": truth.model_dump_json(), "places": places}))
    return found, lost


def _scrubbed(removal: Removal, text: str | None) -> str | None:
    """A column of JSON; left letter by letter where nothing goes."""
    if text is None:
        return None
    value = json.loads(text)
    scrubbed = removal.loose(value)
    return text if scrubbed == value else json.dumps(scrubbed, ensure_ascii=False)


def _write(
    connection: Connection, key: str, report: Report, old: Sequence[Item], new: Sequence[Item]
) -> None:
    around = setting(report.document.path, new, agenda(connection))
    left = {item.id for item in new}
    store.remove(connection, [item.id for item in old if item.id not in left])
    for item in new:
        store.put(connection, item, around)
    columns = (reports.c.made_by, reports.c.record_digest, reports.c.items_digest)
    row = connection.execute(select(*columns).where(reports.c.id == key)).one()
    record = report.model_dump_json()
    # The same run again brings nothing else, and leaves the report alone.
    digest = record_digest(row.made_by, record)
    own = {"made_by": row.made_by, "record": record, "record_digest": digest}
    own["items_digest"] = digest if row.items_digest == row.record_digest else None
    write_truth(connection, key, report, with_truth(report, new), **own)
