"""Items: what a person decides about, one by one. How they lie in their table."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log10
from typing import Any, Literal, NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from iusml.flows.lists import Flow, flows_of
from iusml.normalise.text import fold
from iusml.records import Contact, Facility, Provenance, Report, WasteStream
from iusml.store.database.flat import fitting
from iusml.store.database.review_schema import item_flows, items
from iusml.store.database.schema import reports

Kind = Literal["stream", "contact", "facility"]
Status = Literal["open", "accepted", "corrected", "removed", "joined"]
Part = WasteStream | Contact | Facility
PARTS: dict[Kind, type[Part]] = {"stream": WasteStream, "contact": Contact, "facility": Facility}
GONE: tuple[Status, ...] = ("removed", "joined")
"""An item in one of these is no longer part of the record."""
OFF_AGENDA = 0.3
"""What a look at a stream is worth that belongs to no flow on the agenda, beside one that does."""
PLACES_JSON = TypeAdapter(dict[str, list[Provenance]])


@dataclass(frozen=True, slots=True)
class Item:
    """One part of a report's record. `places` says where people took the values of fields from.

    `version` is another one after every change that people could have seen: theirs, and those of
    the program to an untouched item. `machine` is None where the program no longer says it, or
    never did.
    """

    id: str
    report_id: str
    kind: Kind
    position: int
    machine: Part | None
    truth: Part
    places: dict[str, list[Provenance]] = field(default_factory=dict)
    status: Status = "open"
    version: int = 0

    @property
    def untouched(self) -> bool:
        """Whether no decision of a person stands: the item follows the program."""
        return self.status == "open" and self.truth == self.machine

    @property
    def counts(self) -> bool:
        """Whether the item is part of the record."""
        return self.status not in GONE


class Doubt(NamedTuple):
    """The field the program is least sure of, and the probability that it is right."""

    field: str
    sure: float


@dataclass(frozen=True, slots=True)
class Setting:
    """What an item's row repeats of its report, and the flows on the agenda."""

    source_path: str
    operator: str | None
    municipality: str | None
    year: int | None
    tonnes: float
    flows: Sequence[Flow]


def setting(path: str, parts: Iterable[Item], flows: Sequence[Flow]) -> Setting:
    """What the rows of a report's items share, from those items."""
    facility, kg = Facility(), 0.0
    for item in parts:
        if isinstance(item.truth, Facility):
            facility = item.truth
        elif isinstance(item.truth, WasteStream) and item.counts:
            kg += mass_kg(item.truth) if flows_of(item.truth.ewc_code, flows) else 0.0
    operator, town, year = facility.operator, facility.municipality, facility.reporting_year
    return Setting(
        source_path=path,
        operator=operator.value if operator else None,
        municipality=town.value if town else None,
        year=year.value if year else None,
        tonnes=kg / 1000,
        flows=flows,
    )


def item_id(report_id: str, kind: Kind, name: str, taken: Iterable[str] = ()) -> str:
    """A new item's id: the same in every database, but none of those `taken` in its report."""
    number, known = 0, set(taken)
    while True:
        words = f"{report_id}\n{kind}\n{name}\n{number}"
        found = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]
        if found not in known:
            return found
        number += 1


def doubt(part: Part) -> Doubt | None:
    """The least sure field of a part; None where nothing says how sure its fields are."""
    if isinstance(part, WasteStream):
        sure = part.confidence
        told = {
            "description": sure.description, "ewc_code": sure.ewc_code, "quantity": sure.quantity
        }  # fmt: skip
    elif isinstance(part, Facility):
        told = {name: value.confidence for name, value in part if value is not None}
    else:
        told = {"contact": part.confidence}
    known = {name: value for name, value in told.items() if value is not None}
    least = min(known, key=lambda name: known[name], default=None)
    return Doubt(least, known[least]) if least else None


def sureness(part: Part) -> float:
    """The probability that the whole part is right."""
    if isinstance(part, WasteStream):
        return part.confidence.overall
    if isinstance(part, Contact):
        return part.confidence
    least = doubt(part)
    return least.sure if least else 0.0


def needs_review(part: Part) -> bool:
    """Whether the program asks for a look at any of it."""
    if isinstance(part, Facility):
        return any(value is not None and value.needs_review for _, value in part)
    return part.needs_review


def mass_kg(stream: WasteStream) -> float:
    """The stream's weight; 0 where none is known."""
    return (stream.quantity.mass_kg or 0.0) if stream.quantity else 0.0


def look_value(item: Item, around: Setting) -> float:
    """What a look at the item is worth: doubt, times size, times whether the city asks for it.

    Size is the order of magnitude of the tonnes, so that one huge stream does not hide a hundred
    others. A stream without a code may belong to any flow.
    """
    tonnes, asked = around.tonnes, around.tonnes > 0
    if isinstance(item.truth, WasteStream):
        tonnes = mass_kg(item.truth) / 1000
        code = item.truth.ewc_code
        asked = code is None or bool(flows_of(code, around.flows))
    weight = 1.0 if asked else OFF_AGENDA
    return (1 - sureness(item.truth)) * (1 + log10(1 + tonnes)) * weight


def title(part: Part) -> str | None:
    """What a list calls the part."""
    if isinstance(part, WasteStream):
        return part.description
    if isinstance(part, Contact):
        return part.name or part.email or part.phone
    shown = part.facility_name or part.operator
    return shown.value if shown else None


def plant(facility: Facility) -> str | None:
    """What tells a plant from others in every year: its number, else company, name and place."""
    if facility.facility_number:
        return facility.facility_number.value
    told = (facility.operator, facility.facility_name, facility.municipality)
    return " · ".join(fold(one.value) for one in told if one) or None


def hold(connection: Connection, report_id: str) -> None:
    """Let others who would change the report's items wait until this transaction ends.

    A file has one writer anyway; on a server nobody else may have the report's row meanwhile.
    """
    connection.execute(select(reports.c.id).where(reports.c.id == report_id).with_for_update())


def load(connection: Connection, report_id: str) -> list[Item]:
    """All items of a report, in its order."""
    query = select(items).where(items.c.report_id == report_id)
    found = connection.execute(query.order_by(items.c.kind, items.c.position, items.c.id))
    return [from_row(row) for row in found]


_OUTLINE = ("id", "version", "title", "ewc_code", "mass_kg")


def outline(connection: Connection, report_id: str, kind: Kind) -> Sequence[Row[Any]]:
    """The items of a kind that count, in their order, as their columns say: id, version, title,
    ewc_code and mass_kg. Nothing is read out of JSON, which takes a while for hundreds of items.
    """
    columns: list[Any] = [items.c[name] for name in _OUTLINE]
    query = select(*columns).where(items.c.report_id == report_id, items.c.kind == kind)
    counting = query.where(items.c.status.not_in(GONE))
    return connection.execute(counting.order_by(items.c.position, items.c.id)).all()


def get(connection: Connection, ids: Sequence[str]) -> dict[str, Item]:
    """The items of these ids; those that do not exist are left out."""
    found = connection.execute(select(items).where(items.c.id.in_(ids)))
    return {row.id: from_row(row) for row in found}


def from_row(row: Row[Any]) -> Item:
    """An item out of its row."""
    kind = PARTS[row.kind]
    truth = kind.model_validate_json(row.truth)
    # Most items were never touched: the same is not read twice.
    machine = truth if row.machine == row.truth else None
    if machine is None and row.machine is not None:
        machine = kind.model_validate_json(row.machine)
    return Item(
        id=row.id,
        report_id=row.report_id,
        kind=row.kind,
        position=row.position,
        machine=machine,
        truth=truth,
        places=PLACES_JSON.validate_json(row.places),
        status=row.status,
        version=row.version,
    )


def add(connection: Connection, item: Item, around: Setting, **more: str) -> None:
    """Write a new item."""
    add_all(connection, [item], around, **more)


def put(connection: Connection, item: Item, around: Setting, **more: str) -> None:
    """Write an item over what it was."""
    put_all(connection, [item], around, **more)


def add_all(connection: Connection, new: Sequence[Item], around: Setting, **more: str) -> None:
    """Write new items; `more` are further cells of each row."""
    if new:
        connection.execute(insert(items), [{**_row(item, around), **more} for item in new])
        add_flows(connection, new, around.flows)


def put_all(connection: Connection, changed: Sequence[Item], around: Setting, **more: str) -> None:
    """Write items over what they were; `more` are further cells of each row."""
    if not changed:
        return
    rows = [{**_row(item, around), **more, "its_id": item.id} for item in changed]
    connection.execute(update(items).where(items.c.id == bindparam("its_id")), rows)
    these = [{"its_id": item.id} for item in changed]
    connection.execute(delete(item_flows).where(item_flows.c.item_id == bindparam("its_id")), these)
    add_flows(connection, changed, around.flows)


def remove(connection: Connection, ids: Sequence[str]) -> None:
    """Take items away."""
    if ids:
        connection.execute(delete(items).where(items.c.id.in_(ids)))


def add_flows(connection: Connection, new: Sequence[Item], flows: Sequence[Flow]) -> None:
    """Write which flows the items belong to, where nothing says so yet."""
    rows = [
        {"item_id": item.id, "flow": flow}
        for item in new
        if isinstance(item.truth, WasteStream)
        for flow in flows_of(item.truth.ewc_code, flows)
    ]
    if rows:
        connection.execute(insert(item_flows), rows)


def _row(item: Item, around: Setting) -> dict[str, Any]:
    stream = item.truth if isinstance(item.truth, WasteStream) else None
    least, name = doubt(item.truth), title(item.truth)
    row: dict[str, Any] = {
        "id": item.id,
        "report_id": item.report_id,
        "kind": item.kind,
        "position": item.position,
        "machine": item.machine.model_dump_json() if item.machine is not None else None,
        "truth": item.truth.model_dump_json(),
        "places": PLACES_JSON.dump_json(item.places).decode(),
        "status": item.status,
        "version": item.version,
        "value": look_value(item, around),
        "machine_sure": sureness(item.machine) if item.machine is not None else None,
        "needs_review": needs_review(item.truth),
        "doubt": least.field if least else None,
        "doubt_at": least.sure if least else None,
        "title": name,
        "ewc_code": stream.ewc_code if stream else None,
        "mass_kg": stream.quantity.mass_kg if stream and stream.quantity else None,
        "operator": around.operator,
        "municipality": around.municipality,
        "reporting_year": around.year,
        "plant": plant(item.truth) if isinstance(item.truth, Facility) else None,
        "source_path": around.source_path,
    }
    fitted = fitting(items, row)
    # Who decided is written by the ledger alone.
    return {name: fitted[name] for name in row}


def parts_of(report: Report) -> list[tuple[Kind, Part]]:
    """The parts of a record that people decide about; an unread report has none."""
    if report.document.status == "failed":
        return []
    facility: tuple[Kind, Part] = ("facility", report.facility or Facility())
    contacts: list[tuple[Kind, Part]] = [("contact", one) for one in report.contacts]
    return [facility, *contacts, *(("stream", one) for one in report.waste_streams)]
