"""Bring a report's items up to what the program says now, without touching what people decided."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, or_, select, update

from iusml.flows.lists import Flow
from iusml.normalise.text import fold
from iusml.records import Contact, Facility, Report, WasteStream
from iusml.store.database import items as store
from iusml.store.database.agenda import agenda
from iusml.store.database.items import Item, Kind, Part, parts_of, setting
from iusml.store.database.schema import reports
from iusml.store.database.truth import written_record

Key = Callable[[Part], Hashable | None]


def refresh(
    connection: Connection, report_id: str, report: Report, flows: Sequence[Flow]
) -> list[Item]:
    """Match the parts of `report` to the items there are, and write them; return all items.

    An untouched item follows the program. A touched one keeps its truth, and `machine` says what
    the program makes of it now. What the program no longer says goes, unless somebody touched it.
    """
    store.hold(connection, report_id)
    old = store.load(connection, report_id)
    parts = parts_of(report)
    pairs = _pairs(old, parts)
    taken = {item.id for item in old}
    kept: list[Item] = []
    new: list[Item] = []
    for number, (kind, part) in enumerate(parts):
        if number in pairs:
            kept.append(_followed(pairs[number], number, part))
        else:
            name = part.id if isinstance(part, WasteStream) else str(number)
            key = store.item_id(report_id, kind, name, taken)
            taken.add(key)
            new.append(Item(key, report_id, kind, number, part, part))
    left = {item.id for item in old} - {item.id for item in kept}
    orphans = [item for item in old if item.id in left]
    names = {part.id for _, part in parts if isinstance(part, WasteStream)}
    kept += [_orphaned(item, names) for item in orphans if not item.untouched]
    found = sorted([*kept, *new], key=lambda one: (one.position, one.id))
    around = setting(report.document.path, found, flows)
    store.remove(connection, [item.id for item in orphans if item.untouched])
    store.put_all(connection, kept, around)
    store.add_all(connection, new, around)
    return found


def _followed(item: Item, position: int, part: Part) -> Item:
    """The item with what the program says now."""
    if item.untouched:
        version = item.version + (item.truth != part)
        return replace(item, position=position, machine=part, truth=part, version=version)
    truth = _in_its_place(item.truth, item.machine, part)
    return replace(item, position=position, machine=part, truth=truth)


def _in_its_place(truth: Part, before: Part | None, now: Part) -> Part:
    """A truth with the name and the places that its part has `now`, where it had the program's.

    Others may bear its old name; in a changed file its old places hold something else.
    """
    update: dict[str, Any] = {}
    if isinstance(truth, Facility):
        for name, value in truth:
            was, there = getattr(before, name, None), getattr(now, name)
            if value and was and there and value.provenance == was.provenance:
                places = there.provenance if there.value == value.value else []
                update[name] = value.model_copy(update={"provenance": places})
        return truth.model_copy(update=update)
    assert isinstance(now, WasteStream | Contact)
    if isinstance(before, WasteStream | Contact) and truth.provenance == before.provenance:
        update["provenance"] = now.provenance
    if isinstance(now, WasteStream):
        update["id"] = now.id
    return truth.model_copy(update=update)


def _orphaned(item: Item, names: Collection[str]) -> Item:
    """A touched item that the program no longer says, under a name that no other bears."""
    truth = item.truth
    if isinstance(truth, WasteStream) and truth.id in names:
        truth = truth.model_copy(update={"id": f"{truth.id}-{item.id[:6]}"})
    return replace(item, machine=None, truth=truth)


def catch_up(connection: Connection) -> int:
    """Make the items of reports that were written before there were any; return how many."""
    flows = agenda(connection)
    behind = or_(
        reports.c.items_digest.is_(None), reports.c.items_digest != reports.c.record_digest
    )
    ids = connection.scalars(select(reports.c.id).where(behind).order_by(reports.c.id)).all()
    for key in ids:
        report = written_record(connection, key)
        refresh(connection, key, report, flows)
        done = update(reports).where(reports.c.id == key)
        connection.execute(done.values(items_digest=reports.c.record_digest))
    return len(ids)


def _pairs(old: Sequence[Item], parts: Sequence[tuple[Kind, Part]]) -> dict[int, Item]:
    """Which item each part is, by its number; the surest way of knowing an item goes first."""
    free = {item.id: item for item in old}
    found: dict[int, Item] = {}
    for kind, key in _KEYS:
        waiting: dict[Hashable, list[Item]] = defaultdict(list)
        for item in free.values():
            told = key(item.machine or item.truth) if item.kind == kind else None
            if told is not None:
                waiting[told].append(item)
        for number, (its_kind, part) in enumerate(parts):
            told = key(part) if its_kind == kind and number not in found else None
            if told is not None and waiting[told]:
                found[number] = waiting[told].pop(0)
                del free[found[number].id]
    return found


def _whole(part: Part) -> Hashable | None:
    """Everything but how sure the program is."""
    return part.model_dump_json(exclude={"id", "confidence", "needs_review", "warnings"})


def _place(part: Part) -> Hashable | None:
    """The first line that the part was read from. Where a file changed, others may stand there."""
    lines = part.provenance if isinstance(part, WasteStream | Contact) else []
    return (lines[0].page, lines[0].bbox, lines[0].text) if lines and lines[0].bbox else None


def _row(part: Part) -> Hashable | None:
    lines = part.provenance if isinstance(part, WasteStream | Contact) else []
    return (lines[0].page, round(lines[0].bbox[1])) if lines and lines[0].bbox else None


def _said(part: Part) -> Hashable | None:
    name = _name(part)
    return (name, _code(part), _amount(part)) if name else None


def _name(part: Part) -> Hashable | None:
    assert isinstance(part, WasteStream)
    return (fold(part.description), part.direction) if part.description else None


def _code(part: Part) -> Hashable | None:
    assert isinstance(part, WasteStream)
    return part.ewc_code


def _amount(part: Part) -> Hashable | None:
    assert isinstance(part, WasteStream)
    return part.quantity.text if part.quantity else None


def _facility(part: Part) -> Hashable | None:
    return "the one"


def _mail(part: Part) -> Hashable | None:
    assert isinstance(part, Contact)
    return part.email


def _phone(part: Part) -> Hashable | None:
    """Many people share a number."""
    assert isinstance(part, Contact)
    return part.phone if part.name is None else None


def _person(part: Part) -> Hashable | None:
    assert isinstance(part, Contact)
    return fold(part.name) if part.name else None


def _both(one: Key, two: Key) -> Key:
    """Alike in two things, both of which are there."""

    def key(part: Part) -> Hashable | None:
        told = one(part), two(part)
        return None if None in told else told

    return key


_KEYS: tuple[tuple[Kind, Key], ...] = (
    ("facility", _facility),
    ("stream", _whole),
    ("stream", _both(_said, _place)),
    ("stream", _said),
    ("stream", _place),
    ("stream", _name),
    ("stream", _both(_row, _code)),
    ("stream", _both(_row, _amount)),
    ("stream", _both(_code, _amount)),
    ("contact", _whole),
    ("contact", _person),
    ("contact", _mail),
    ("contact", _phone),
    ("contact", _place),
)
