"""The record as it counts: what the program read, with what people decided in its place."""

from collections.abc import Sequence

from pydantic import ValidationError
from sqlalchemy import Connection, select

from iusml.errors import OutputError
from iusml.records import Contact, Facility, Report, WasteStream
from iusml.store.database import items as store
from iusml.store.database.items import Item
from iusml.store.database.review_schema import items
from iusml.store.database.schema import reports


def written_record(connection: Connection, report_id: str) -> Report:
    """The record as the program wrote it. Raises OutputError for one of another version."""
    kept = connection.execute(select(reports.c.record).where(reports.c.id == report_id))
    try:
        return Report.model_validate_json(kept.scalar_one())
    except ValidationError:
        raise OutputError(
            "The database holds a record that is not of this version, and nothing was changed. "
            "Write it anew with `iusml extract`."
        ) from None


def with_truth(report: Report, parts: Sequence[Item]) -> Report:
    """The record with the truth of its items, in their order."""
    counted = [
        item.truth for item in sorted(parts, key=lambda i: (i.position, i.id)) if item.counts
    ]
    facility = next((part for part in counted if isinstance(part, Facility)), None)
    empty = facility is None or all(value is None for _, value in facility)
    return report.model_copy(
        update={
            "facility": None if empty and report.facility is None else facility,
            "contacts": [part for part in counted if isinstance(part, Contact)],
            "waste_streams": [part for part in counted if isinstance(part, WasteStream)],
        }
    )


def touched(connection: Connection) -> set[str]:
    """The ids of the reports in which people changed something."""
    query = select(items.c.report_id).where(items.c.decided_by.is_not(None)).distinct()
    return set(connection.scalars(query))


def true_record(connection: Connection, report_id: str) -> Report:
    """The record of one report as it counts."""
    report = written_record(connection, report_id)
    return with_truth(report, store.load(connection, report_id))
