"""What counts, as files: streams for everyone; contacts and matches, which may name persons."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import BinaryIO, Literal

from sqlalchemy import Connection, Table, insert, select

from iusml.review.follow_up_file import COLUMNS as MATCH_COLUMNS
from iusml.review.follow_up_file import match_rows
from iusml.store.database.people_schema import exports
from iusml.store.database.schema import contacts, reports, waste_streams
from iusml.store.rows import CONTACT_COLUMNS, STREAM_COLUMNS, Column, Row
from iusml.store.table_files import write_sheets
from iusml.store.writers import write_csv

What = Literal["streams", "contacts", "matches"]
Ending = Literal["csv", "xlsx"]
STREAMS = tuple(one for one in STREAM_COLUMNS if not one.name.startswith("contact_"))
_COLUMNS: dict[What, Sequence[Column]] = {
    "streams": STREAMS,
    "contacts": CONTACT_COLUMNS,
    "matches": MATCH_COLUMNS,
}
_TABLES: dict[What, Table] = {"streams": waste_streams, "contacts": contacts}


@dataclass(frozen=True, slots=True)
class Export:
    """One file that left the database."""

    at: str
    who: str
    what: str
    contacts: int


def export(connection: Connection, file: BinaryIO, what: What, ending: Ending) -> int:
    """Write all rows of a kind to `file`; return how many contacts are among them.

    Contacts and matches are for reviewers and admins: who calls this has checked that, and notes
    the export.
    """
    counted = _Counted(_rows(connection, what))
    if ending == "csv":
        write_csv(file, _COLUMNS[what], counted)
    else:
        write_sheets(file, [(what, _COLUMNS[what], counted)])
    return counted.number if what == "contacts" else 0


def note_export(connection: Connection, done: Export) -> None:
    """Write into the log who took what when."""
    connection.execute(insert(exports).values(asdict(done)))


def log(connection: Connection) -> list[Export]:
    """Every export, the latest first."""
    found = connection.execute(select(exports).order_by(exports.c.id.desc()))
    return [Export(row.at, row.who, row.what, row.contacts) for row in found]


class _Counted:
    """Rows that are counted while they are written."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows, self.number = rows, 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.number += 1
            yield row


def _rows(connection: Connection, what: What) -> Iterator[Row]:
    if what == "matches":
        yield from match_rows(connection)
        return
    table = _TABLES[what]
    own = {column.name for column in table.columns}
    beside = [
        column
        for column in reports.columns
        if column.name in {one.name for one in _COLUMNS[what]} - own
    ]
    query = select(table, *beside).join(reports, table.c.report_id == reports.c.id)
    ordered = query.order_by(reports.c.source_path, reports.c.id, table.c.position)
    for row in connection.execute(ordered).mappings():
        yield dict(row)
