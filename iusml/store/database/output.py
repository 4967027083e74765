"""Write the records of a run into a database."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select, update

from iusml.flows.lists import Flow
from iusml.records import Report
from iusml.store.database.address import Address, parse_address
from iusml.store.database.agenda import agenda
from iusml.store.database.connect import writing
from iusml.store.database.flat import facility_cells, fitting, write_parts
from iusml.store.database.forgotten import Rules
from iusml.store.database.migrate import upgrade
from iusml.store.database.refresh import refresh
from iusml.store.database.schema import reports
from iusml.store.database.truth import with_truth
from iusml.store.rows import report_row


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

        A report is known by its path. One that is there already, made alike, is left untouched;
        what people decided about it stays in any case.
        """
        hint = "Finished reports are in the journal: run the same command again, and it continues."
        with writing(self.address, hint) as connection:
            upgrade(connection, self.address)
            kept = connection.execute(select(reports.c.id, reports.c.record_digest))
            known = {row.id: row.record_digest for row in kept}
            run = _Run(known, agenda(connection), Rules.of(connection))
            for report in records:
                _put(connection, report, made_by, run)


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


def _put(connection: Connection, report: Report, made_by: str, run: "_Run") -> None:
    key = report_id(report.document.path)
    report = run.rules.applied(connection, key, report)
    record = report.model_dump_json()
    digest = record_digest(made_by, record)
    if run.known.get(key) == digest:
        return
    if key not in run.known:
        row = {**_row(report, report), "id": key, "made_by": made_by, "record": record}
        connection.execute(insert(reports).values({**row, "record_digest": digest}))
    found = with_truth(report, refresh(connection, key, report, run.flows))
    row = {"made_by": made_by, "record": record, "record_digest": digest, "items_digest": digest}
    write_truth(connection, key, report, found, **row)
    run.known[key] = digest


def record_digest(made_by: str, record: str) -> str:
    """What tells a report's row whether a run brings something else."""
    return hashlib.sha256(f"{made_by}\n{record}".encode()).hexdigest()


def write_truth(
    connection: Connection, key: str, report: Report, found: Report, **own: str | None
) -> None:
    """Write what counts (`found`) of a report into the flat tables, and columns of its `own`."""
    row = {**_row(report, found), "id": key}
    for name in ("made_by", "record", "record_digest", "items_digest"):
        del row[name]
    connection.execute(update(reports).where(reports.c.id == key).values({**row, **own}))
    write_parts(connection, key, found)


def _row(report: Report, found: Report) -> dict[str, Any]:
    return fitting(reports, {**report_row(report), **facility_cells(found.facility)})


@dataclass(frozen=True, slots=True)
class _Run:
    """What is known while records are written: the reports there are, and the city's choices."""

    known: dict[str, str]
    flows: tuple[Flow, ...]
    rules: Rules
