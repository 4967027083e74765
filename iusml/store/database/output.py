"""Write the records of a run into a database."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from iusml.records import Contact, Report, WasteStream
from iusml.store.database.address import Address, parse_address
from iusml.store.database.connect import writing
from iusml.store.database.migrate import upgrade
from iusml.store.database.schema import contacts, reports, waste_streams
from iusml.store.rows import Cell, Row, contact_rows, facility_row, report_row, stream_rows

_LARGEST = 2**63 - 1
_SIDES = ("bbox_x0", "bbox_y0", "bbox_x1", "bbox_y1")


@dataclass(frozen=True, slots=True)
class DatabaseOutput:
    """A database that a run writes to."""

    address: Address

    @property
    def path(self) -> str:
        """What people call it."""
        return self.address.name

    @property
    def journal(self) -> Path:
        """Where the run keeps its finished records until they are written."""
        return self.address.journal

    def write(self, records: Iterable[Report], made_by: str) -> None:
        """Insert or replace `records`, all or none; those of other runs stay. Raises OutputError.

        A report is known by its path. One that is there already, made alike, is left untouched.
        """
        hint = "Finished reports are in the journal: run the same command again, and it continues."
        with writing(self.address, hint) as connection:
            upgrade(connection, self.address)
            kept = connection.execute(select(reports.c.id, reports.c.record_digest))
            known = {row.id: row.record_digest for row in kept}
            for report in records:
                _put(connection, report, made_by, known)


def open_database(url: str) -> DatabaseOutput:
    """Return the database at `url`, made or brought to this version and fit to be written.

    Raises OutputError and MissingDependencyError.
    """
    address = parse_address(url)
    hint = "Check the URL and the database, then run again; no report was read yet."
    with writing(address, hint) as connection:
        upgrade(connection, address)
    return DatabaseOutput(address)


def report_id(path: str) -> str:
    """The `id` of the report with this path: the same in every run and every database."""
    return hashlib.sha256(path.encode("utf-8")).hexdigest()[:32]


def _put(connection: Connection, report: Report, made_by: str, known: dict[str, str]) -> None:
    record = report.model_dump_json()
    key = report_id(report.document.path)
    digest = hashlib.sha256(f"{made_by}\n{record}".encode()).hexdigest()
    if known.get(key) == digest:
        return
    own: Row = {"id": key, "made_by": made_by, "record": record, "record_digest": digest}
    row = _fitting(reports, {**report_row(report), **facility_row(report.facility), **own})
    if key in known:
        for table in (waste_streams, contacts):
            connection.execute(delete(table).where(table.c.report_id == key))
        connection.execute(update(reports).where(reports.c.id == key).values(row))
    else:
        connection.execute(insert(reports).values(row))
    known[key] = digest
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
        _fitting(table, {**row, **_box(part), "report_id": key, "position": position})
        for position, (row, part) in enumerate(zip(rows, parts, strict=True))
    ]
    if found:
        connection.execute(insert(table), found)


def _box(part: WasteStream | Contact) -> Row:
    box = part.provenance[0].bbox if part.provenance else None
    return dict(zip(_SIDES, box, strict=True)) if box else {}


def _fitting(table: Table, row: Row) -> dict[str, Any]:
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
