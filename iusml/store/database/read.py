"""Read records back from a database."""

from collections.abc import Iterator

from pydantic import ValidationError
from sqlalchemy import inspect, select

from iusml.errors import InputError
from iusml.records import Report
from iusml.store.database.address import Address, parse_address
from iusml.store.database.connect import reading
from iusml.store.database.migrate import check_ours
from iusml.store.database.schema import reports

_AT_ONCE = 20
"""Records in memory; one of a long report has megabytes."""


def read_database(url: str) -> Iterator[Report]:
    """Yield the records of a database sorted by path. Raises InputError."""
    address = parse_address(url, InputError)
    if address.is_sqlite and not address.beside.exists():
        raise InputError(f"{address.name} does not exist. Check the path.")
    with reading(address) as connection:
        if not inspect(connection).has_table("reports"):
            raise InputError(f"{address.name} holds no records. Write some with `iusml extract`.")
        check_ours(connection, address, InputError)
        kept = select(reports.c.record).order_by(reports.c.source_path, reports.c.id)
        with connection.execution_options(yield_per=_AT_ONCE).execute(kept) as found:
            for (record,) in found:
                yield _record(address, record)


def _record(address: Address, record: str | bytes) -> Report:
    try:
        return Report.model_validate_json(record)
    except ValidationError:
        raise InputError(
            f"{address.name} holds a record that is not of this version. "
            "Write it anew with `iusml extract`."
        ) from None
