"""Write what people decide: the items as they are now, and a line for every field that changed.

Lines are only ever added. Who changes an item says which version was seen; where somebody else was
faster nothing is written.
"""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, insert, select, update

from iusml.records import DocumentRecord, Facility, Report
from iusml.store.database import items as store
from iusml.store.database.agenda import agenda
from iusml.store.database.flat import fitting, write_parts
from iusml.store.database.items import PARTS, PLACES_JSON, Item, Setting, setting
from iusml.store.database.review_schema import corrections, items
from iusml.store.database.schema import reports
from iusml.store.database.truth import with_truth
from iusml.store.rows import facility_row

WHOLE, STATUS, PLACES = "item", "status", "places"
"""What a line is about that is no field of the part."""
UNDO = "undo"


class ConflictError(Exception):
    """Somebody else changed an item meanwhile; `ids` are those items'."""

    def __init__(self, ids: Sequence[str]) -> None:
        super().__init__("changed by somebody else")
        self.ids = tuple(ids)


class NothingToUndoError(Exception):
    """The person has changed nothing that could be taken back."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one person did at one time: the items as they shall be, each seen at its version.

    An item with version 0 that is not in the database yet is a new one.
    """

    who: str
    at: str
    action: str
    items: Sequence[Item]
    reason: str | None = None
    undoes: str | None = None


def write(connection: Connection, change: Change) -> str:
    """Write a change, or nothing of it; return its id. Raises ConflictError."""
    report_id = change.items[0].report_id
    before = {item.id: item for item in _locked(connection, report_id)}
    stale = [
        item.id
        for item in change.items
        if (before[item.id].version if item.id in before else 0) != item.version
    ]
    if stale:
        raise ConflictError(stale)
    after = [replace(item, version=item.version + 1) for item in change.items]
    change_id = uuid.uuid4().hex
    parts = {**before, **{item.id: item for item in after}}
    _save(connection, change, before, after, list(parts.values()))
    rows = [
        {
            "change_id": change_id, "item_id": item.id, "report_id": report_id,
            "version": item.version, "at": change.at, "who": change.who, "action": change.action,
            "field": field, "old": _json(old), "new": _json(new), "reason": change.reason,
            "undoes": change.undoes,
        }
        for item in after
        for field, old, new in _lines(before.get(item.id), item)
    ]  # fmt: skip
    if rows:
        connection.execute(insert(corrections), rows)
    return change_id


def undo(connection: Connection, who: str, at: str) -> tuple[str, tuple[str, ...]]:
    """Take back the last change of `who`; return its report and the ids of its items.

    Raises NothingToUndoError, and ConflictError where somebody changed the items since.
    """
    lines = _last(connection, who)
    found = store.get(connection, [line.item_id for line in lines])
    restored: dict[str, Item] = {}
    for line in lines:
        if line.item_id not in found or found[line.item_id].version != line.version:
            raise ConflictError([line.item_id])
        item = restored.get(line.item_id, found[line.item_id])
        restored[line.item_id] = _put_back(item, line.field, line.old)
    change = Change(who, at, UNDO, list(restored.values()), undoes=lines[0].change_id)
    write(connection, change)
    return lines[0].report_id, tuple(restored)


def history(connection: Connection, item_id: str) -> list[Any]:
    """The lines of an item, the newest first: at, who, action, field, old, new, reason."""
    query = select(corrections).where(corrections.c.item_id == item_id)
    return list(connection.execute(query.order_by(corrections.c.id.desc())))


def _locked(connection: Connection, report_id: str) -> list[Item]:
    """The items of a report, for this change alone: others wait until it is written."""
    row = select(reports.c.id).where(reports.c.id == report_id).with_for_update()
    connection.execute(row)
    return store.load(connection, report_id)


def _save(
    connection: Connection,
    change: Change,
    before: Mapping[str, Item],
    after: Sequence[Item],
    parts: Sequence[Item],
) -> None:
    report_id = change.items[0].report_id
    columns = (reports.c.source_path, reports.c.sha256, reports.c.status)
    document = connection.execute(select(*columns).where(reports.c.id == report_id)).one()
    flows = agenda(connection)
    was = setting(document.source_path, before.values(), flows)
    now = setting(document.source_path, parts, flows)
    for item in after:
        save = store.put if item.id in before else store.add
        save(connection, item, now, decided_by=change.who, decided_at=change.at)
    if _shown(was) != _shown(now):
        values = {"operator": now.operator, "municipality": now.municipality}
        row = fitting(items, {**values, "reporting_year": now.year})
        spread = {name: row[name] for name in (*values, "reporting_year")}
        connection.execute(update(items).where(items.c.report_id == report_id).values(spread))
    _flatten(connection, report_id, document, parts)


def _shown(around: Setting) -> tuple[Any, ...]:
    return around.operator, around.municipality, around.year


def _flatten(connection: Connection, report_id: str, row: Any, parts: Sequence[Item]) -> None:
    """Bring the flat tables up to what counts."""
    document = DocumentRecord(
        path=row.source_path, sha256=row.sha256, pages=None, ocr_pages=[],
        status=row.status, error=None, model=None,
    )  # fmt: skip
    empty = Report(document=document, facility=None, contacts=[], waste_streams=[], entities=[])
    report = with_truth(empty, parts)
    write_parts(connection, report_id, report)
    told = facility_row(report.facility or Facility())
    fitted = fitting(reports, told)
    known = {name: fitted[name] for name in told if name in fitted}
    if known:
        connection.execute(update(reports).where(reports.c.id == report_id).values(known))


def _lines(old: Item | None, new: Item) -> list[tuple[str, Any, Any]]:
    """What changed: field, old and new value as JSON has them."""
    if old is None:
        return [(WHOLE, None, new.truth.model_dump(mode="json"))]
    one, two = old.truth.model_dump(mode="json"), new.truth.model_dump(mode="json")
    found = [(name, one[name], two[name]) for name in two if one[name] != two[name]]
    if old.status != new.status:
        found.append((STATUS, old.status, new.status))
    if old.places != new.places:
        found.append((PLACES, _places(old), _places(new)))
    return found


def _places(item: Item) -> dict[str, Any]:
    return {name: [p.model_dump(mode="json") for p in found] for name, found in item.places.items()}


def _put_back(item: Item, field: str, old: str | None) -> Item:
    value: Any = json.loads(old) if old is not None else None
    if field == WHOLE:
        return replace(item, status="removed")
    if field == STATUS:
        return replace(item, status=value)
    if field == PLACES:
        return replace(item, places=PLACES_JSON.validate_python(value))
    truth = {**item.truth.model_dump(mode="json"), field: value}
    return replace(item, truth=PARTS[item.kind].model_validate(truth))


def _last(connection: Connection, who: str) -> list[Any]:
    """The lines of the last change by `who` that is no undoing and was not undone."""
    undone = select(corrections.c.undoes).where(corrections.c.undoes.is_not(None))
    last = (
        select(corrections.c.change_id)
        .where(corrections.c.who == who, corrections.c.action != UNDO)
        .where(corrections.c.change_id.not_in(undone))
        .order_by(corrections.c.id.desc())
        .limit(1)
    )
    found = connection.scalar(last)
    if found is None:
        raise NothingToUndoError
    query = select(corrections).where(corrections.c.change_id == found)
    return list(connection.execute(query.order_by(corrections.c.id)))


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
