"""Rows of the tables `reports`, `waste_streams` and `contacts`: what counts, flat, for everyone."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, delete, insert

from iusml.records import Contact, Report, WasteStream
from iusml.store.database.schema import contacts, waste_streams
from iusml.store.rows import Cell, Row, contact_rows, stream_rows

_LARGEST = 2**63 - 1
_SIDES = ("bbox_x0", "bbox_y0", "bbox_x1", "bbox_y1")


def write_parts(connection: Connection, key: str, report: Report) -> None:
    """Write the streams and contacts of the report with the id `key` over those there are."""
    for table in (waste_streams, contacts):
        connection.execute(delete(table).where(table.c.report_id == key))
    _add_parts(connection, waste_streams, key, stream_rows(report), report.waste_streams)
    _add_parts(connection, contacts, key, contact_rows(report), report.contacts)


def _add_parts(
    connection: Connection,
    table: Table,
    key: str,
    rows: Iterator[Row],
    parts: Iterable[WasteStream | Contact],
) -> None:
    found = [
        fitting(table, {**row, **_box(part), "report_id": key, "position": position})
        for position, (row, part) in enumerate(zip(rows, parts, strict=True))
    ]
    if found:
        connection.execute(insert(table), found)


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
