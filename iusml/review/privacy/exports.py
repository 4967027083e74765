"""What counts, as files: streams without contacts for everyone, contacts with a line in the log."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import BinaryIO, Literal

from sqlalchemy import Connection, Table, insert, select

from iusml.review.clock import stamp
from iusml.store.database.people_schema import exports
from iusml.store.database.schema import contacts, reports, waste_streams
from iusml.store.rows import CONTACT_COLUMNS, STREAM_COLUMNS, Column, Row
from iusml.store.table_files import write_sheets
from iusml.store.writers import write_csv

What = Literal["streams", "contacts"]
ENDINGS = ("csv", "xlsx")
STREAMS = tuple(one for one in STREAM_COLUMNS if not one.name.startswith("contact_"))
_COLUMNS: dict[What, Sequence[Column]] = {"streams": STREAMS, "contacts": CONTACT_COLUMNS}
_TABLES: dict[What, Table] = {"streams": waste_streams, "contacts": contacts}


def export(
    connection: Connection, file: BinaryIO, what: What, ending: str, who: str, now: datetime
) -> None:
    """Write all rows of a kind to `file`, and into the log who took how many contacts when.

    Contacts are for reviewers and admins: whoever calls this has checked that.
    """
    told = f"{what}.{ending}"
    counted = _Counted(_rows(connection, what))
    if ending == "csv":
        write_csv(file, _COLUMNS[what], counted)
    else:
        write_sheets(file, [(what, _COLUMNS[what], counted)])
    taken = counted.number if what == "contacts" else 0
    line = {"at": stamp(now), "who": who, "what": told, "contacts": taken}
    connection.execute(insert(exports).values(line))


class _Counted:
    """Rows that are counted while they are written."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows, self.number = rows, 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.number += 1
            yield row


def _rows(connection: Connection, what: What) -> Iterator[Row]:
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
