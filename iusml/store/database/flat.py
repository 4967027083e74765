"""Rows of the tables `reports`, `waste_streams` and `contacts`: what counts, flat, for everyone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, insert

from iusml.records import Contact, Facility, Report, WasteStream
from iusml.store.database.schema import contacts, waste_streams
from iusml.store.rows import FACILITY_COLUMNS, Cell, Row, contact_rows, facility_row, stream_rows

_LARGEST = 2**63 - 1
_Part = TypeVar("_Part", bound=WasteStream | Contact)
_SIDES = ("bbox_x0", "bbox_y0", "bbox_x1", "bbox_y1")


def write_parts(
    connection: Connection, key: str, report: Report, before: Report | None = None
) -> None:
    """Write the streams and contacts of the report with the id `key` over those there are.

    `before` is what stands there: parts that stay what and where they are are left alone.
    """
    streams = _changed(report.waste_streams, before.waste_streams if before else None)
    changed = report.model_copy(update={"waste_streams": list(streams.values())})
    _write(connection, waste_streams, key, stream_rows(changed), streams)
    people = _changed(report.contacts, before.contacts if before else None)
    changed = report.model_copy(update={"contacts": list(people.values())})
    _write(connection, contacts, key, contact_rows(changed), people)
    for table, parts in ((waste_streams, report.waste_streams), (contacts, report.contacts)):
        behind = table.c.position >= len(parts)
        connection.execute(delete(table).where(table.c.report_id == key, behind))


def _changed(parts: Sequence[_Part], before: Sequence[_Part] | None) -> dict[int, _Part]:
    """The parts to be written, by position."""
    there = dict(enumerate(before or ()))
    return {n: part for n, part in enumerate(parts) if n not in there or there[n] != part}


def _write(
    connection: Connection,
    table: Table,
    key: str,
    rows: Iterable[Row],
    parts: Mapping[int, WasteStream | Contact],
) -> None:
    found = [
        fitting(table, {**row, **_box(part), "report_id": key, "position": position})
        for row, (position, part) in zip(rows, parts.items(), strict=True)
    ]
    if found:
        these = table.c.report_id == key, table.c.position == bindparam("its_position")
        doomed = [{"its_position": position} for position in parts]
        connection.execute(delete(table).where(*these), doomed)
        connection.execute(insert(table), found)


def facility_cells(facility: Facility | None) -> Row:
    """A cell for every column that tells of the facility, also of what is not given."""
    return {**dict.fromkeys(FACILITY_COLUMNS), **facility_row(facility)}


def _box(part: WasteStream | Contact) -> Row:
    box = part.provenance[0].bbox if part.provenance else None
    return dict(zip(_SIDES, box, strict=True)) if box else {}


def fitting(table: Table, row: Row) -> dict[str, Any]:
    """A cell of `row` for every column of `table`, as every database can hold it."""
    return {
        column.name: _cell(row.get(column.name), getattr(column.type, "length", None))
        for column in table.columns
    }


def _cell(value: Cell, length: int | None) -> Cell:
    """PostgreSQL refuses NUL, an index long texts, and a column what passes 64 bits.

    The record beside it has the value as it was read.
    """
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd")[:length]
    if isinstance(value, int) and abs(value) > _LARGEST:
        return None
    return value
