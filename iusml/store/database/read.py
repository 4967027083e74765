"""Read records back from a database."""

from collections.abc import Iterator

from pydantic import ValidationError
from sqlalchemy import inspect, select

from iusml.errors import InputError
from iusml.records import Report
from iusml.store.database.address import Address, parse_address
from iusml.store.database.connect import reading
from iusml.store.database.items import load
from iusml.store.database.migrate import check_ours
from iusml.store.database.schema import reports
from iusml.store.database.truth import touched, with_truth

_AT_ONCE = 20
"""Records in memory; one of a long report has megabytes."""


def read_database(url: str) -> Iterator[Report]:
    """Yield the records of a database sorted by path, as people corrected them.

    Raises InputError.
    """
    address = parse_address(url, InputError)
    if address.is_sqlite and not address.beside.exists():
        raise InputError(f"{address.name} does not exist. Check the path.")
    with reading(address) as connection:
        if not inspect(connection).has_table("reports"):
            raise InputError(f"{address.name} holds no records. Write some with `iusml extract`.")
        check_ours(connection, address, InputError)
        reviewed = touched(connection) if inspect(connection).has_table("items") else set()
        kept = select(reports.c.id, reports.c.record).order_by(reports.c.source_path, reports.c.id)
        with connection.execution_options(yield_per=_AT_ONCE).execute(kept) as found:
            for key, record in found:
                report = _record(address, record)
                yield with_truth(report, load(connection, key)) if key in reviewed else report


def _record(address: Address, record: str | bytes) -> Report:
    try:
        return Report.model_validate_json(record)
    except ValidationError:
        raise InputError(
            f"{address.name} holds a record that is not of this version. "
            "Write it anew with `iusml extract`."
        ) from None
