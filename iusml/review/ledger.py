"""Write what people decide: the items as they are now, and a line for every field that changed.

Lines are only ever added. Who changes an item says which version was seen; where somebody else was
faster nothing is written.
"""

import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, insert, select, update

from iusml.records import DocumentRecord, Report, WasteStream
from iusml.store.database import items as store
from iusml.store.database.agenda import agenda
from iusml.store.database.flat import facility_cells, fitting, write_parts
from iusml.store.database.items import PARTS, PLACES_JSON, Item, Setting, setting
from iusml.store.database.review_schema import corrections, items
from iusml.store.database.schema import reports
from iusml.store.database.truth import with_truth

WHOLE, STATUS, PLACES = "item", "status", "places"
"""What a line is about that is no field of the part."""
UNDO = "undo"
_EMPTY = Report(
    document=DocumentRecord(
        path="", sha256=None, pages=None, ocr_pages=[], status="ok", error=None, model=None
    ),
    facility=None, contacts=[], waste_streams=[], entities=[],
)  # fmt: skip


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

    An item with version 0 that is not in the database yet is a new one. `gone` are items that an
    undoing takes away, for they came with what is undone.
    """

    who: str
    at: str
    action: str
    items: Sequence[Item]
    reason: str | None = None
    undoes: str | None = None
    gone: Sequence[Item] = ()


def write(connection: Connection, change: Change) -> str:
    """Write a change, or nothing of it; return its id. Raises ConflictError.

    What the program says now stays as it is; items in which nothing changed are left alone.
    """
    report_id = [*change.items, *change.gone][0].report_id
    store.hold(connection, report_id)
    before = {item.id: item for item in store.load(connection, report_id)}
    stale = [
        item.id for item in (*change.items, *change.gone) if not _seen(item, before.get(item.id))
    ]
    if stale:
        raise ConflictError(stale)
    change_id = uuid.uuid4().hex
    after: list[Item] = []
    rows: list[dict[str, Any]] = []
    for item in (_next(item, before.get(item.id)) for item in change.items):
        lines = _lines(before.get(item.id), item)
        if change.undoes and not lines:
            lines = [(STATUS, item.status, item.status)]
        if lines:
            after.append(item)
            rows += [_line(change, change_id, item, *line) for line in lines]
    for item in change.gone:
        rows.append(_line(change, change_id, item, WHOLE, item.truth.model_dump(mode="json"), None))
    if rows:
        _save(connection, change, before, after)
        connection.execute(insert(corrections), rows)
    return change_id


def undo(connection: Connection, who: str, at: str) -> tuple[str, tuple[str, ...]]:
    """Take back the last change of `who`; return its report and the ids of its items.

    An item about which nothing else was decided follows the program again, also where that says
    something new since. Raises NothingToUndoError, and ConflictError where somebody changed the
    items since.
    """
    lines = _last(connection, who)
    ids = {line.item_id for line in lines}
    found = store.get(connection, list(ids))
    others = _standing(connection, ids, lines[0].change_id)
    since = {one.item_id for one in others if one.id > lines[-1].id} | (ids - set(found))
    if since:
        raise ConflictError(sorted(since))
    made = {line.item_id for line in lines if line.field == WHOLE}
    restored = {key: found[key] for key in ids - made}
    for line in lines:
        if line.item_id in restored:
            restored[line.item_id] = put_back(restored[line.item_id], line.field, line.old)
    for key in set(restored) - {one.item_id for one in others}:
        restored[key] = _untouched(restored[key])
    gone = [found[key] for key in made]
    change = Change(who, at, UNDO, list(restored.values()), undoes=lines[0].change_id, gone=gone)
    write(connection, change)
    return lines[0].report_id, tuple(sorted(ids))


def history(connection: Connection, item_id: str) -> list[Any]:
    """The lines of an item, the newest first: at, who, action, field, old, new, reason."""
    query = select(corrections).where(corrections.c.item_id == item_id)
    return list(connection.execute(query.order_by(corrections.c.id.desc())))


def _seen(item: Item, there: Item | None) -> bool:
    """Whether an item is still as it was seen; a new one comes from no program."""
    if there is None:
        return item.version == 0 and item.machine is None
    return item.version == there.version


def _next(item: Item, there: Item | None) -> Item:
    """The item at its next version; a later run may have moved and renamed it meanwhile."""
    if there is None:
        return replace(item, version=1)
    truth = item.truth
    if isinstance(truth, WasteStream) and isinstance(there.truth, WasteStream):
        truth = truth.model_copy(update={"id": there.truth.id})
    return replace(
        there, truth=truth, places=item.places, status=item.status, version=item.version + 1
    )


def _line(
    change: Change, change_id: str, item: Item, field: str, old: Any, new: Any
) -> dict[str, Any]:
    """A row of the ledger."""
    return {
        "change_id": change_id, "item_id": item.id, "report_id": item.report_id,
        "version": item.version, "at": change.at, "who": change.who, "action": change.action,
        "field": field, "old": _json(old), "new": _json(new),
        "reason": _fit(change.reason),
        "undoes": change.undoes,
    }  # fmt: skip


def _fit(text: str | None) -> str | None:
    """Without NUL and half letters, which databases refuse."""
    whole = text.encode("utf-8", "replace").decode() if text else None
    return whole.replace("\x00", "\ufffd") if whole else None


def _save(
    connection: Connection, change: Change, before: Mapping[str, Item], after: Sequence[Item]
) -> None:
    gone = {item.id for item in change.gone}
    parts = {key: item for key, item in before.items() if key not in gone}
    parts |= {item.id: item for item in after}
    report_id = [*after, *change.gone][0].report_id
    path = reports.c.source_path
    kept = connection.execute(select(path).where(reports.c.id == report_id)).scalar_one()
    flows = agenda(connection)
    was = setting(kept, before.values(), flows)
    now = setting(kept, parts.values(), flows)
    by: dict[str, str] = {"decided_by": change.who, "decided_at": change.at}
    store.put_all(connection, [item for item in after if item.id in before], now, **by)
    store.add_all(connection, [item for item in after if item.id not in before], now, **by)
    store.remove(connection, sorted(gone))
    if was.tonnes != now.tonnes:
        written = {item.id for item in after}
        beside = [i for i in parts.values() if i.kind != "stream" and i.id not in written]
        store.put_all(connection, beside, now)
    if _shown(was) != _shown(now):
        values = {"operator": now.operator, "municipality": now.municipality}
        row = fitting(items, {**values, "reporting_year": now.year})
        spread = {name: row[name] for name in (*values, "reporting_year")}
        connection.execute(update(items).where(items.c.report_id == report_id).values(spread))
    _flatten(connection, report_id, list(before.values()), list(parts.values()))


def _shown(around: Setting) -> tuple[Any, ...]:
    return around.operator, around.municipality, around.year


def _flatten(
    connection: Connection, report_id: str, before: Sequence[Item], after: Sequence[Item]
) -> None:
    """Bring the flat tables up to what counts."""
    was, now = with_truth(_EMPTY, before), with_truth(_EMPTY, after)
    write_parts(connection, report_id, now, was)
    if was.facility != now.facility:
        told = facility_cells(now.facility)
        fitted = fitting(reports, told)
        known = {name: fitted[name] for name in told}
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


def put_back(item: Item, field: str, old: str | None) -> Item:
    """The item before a line of the ledger, that is, with `old` in what the line is about."""
    value: Any = json.loads(old) if old is not None else None
    if field == STATUS:
        return replace(item, status=value)
    if field == PLACES:
        return replace(item, places=PLACES_JSON.validate_python(value))
    truth = {**item.truth.model_dump(mode="json"), field: value}
    return replace(item, truth=PARTS[item.kind].model_validate(truth))


def _untouched(item: Item) -> Item:
    """The item as the program has it; as it is where the program no longer says it."""
    if item.machine is None:
        return item
    return replace(item, truth=item.machine, status="open", places={})


def _last(connection: Connection, who: str) -> list[Any]:
    """The lines of the last change by `who` that is no undoing and was not undone."""
    undone = select(corrections.c.undoes).where(
        corrections.c.who == who, corrections.c.undoes.is_not(None)
    )
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


def _standing(connection: Connection, ids: Collection[str], but: str) -> list[Any]:
    """The lines about these items that nobody took back, without those of the change `but`."""
    of_items = corrections.c.item_id.in_(ids)
    undone = select(corrections.c.undoes).where(of_items, corrections.c.undoes.is_not(None))
    query = select(corrections.c.id, corrections.c.item_id).where(
        of_items, corrections.c.action != UNDO, corrections.c.change_id != but,
        corrections.c.change_id.not_in(undone),
    )  # fmt: skip
    return list(connection.execute(query))


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
