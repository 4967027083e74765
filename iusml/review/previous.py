"""The same plant's streams of the year before, beside what is looked at."""

from typing import NamedTuple

from sqlalchemy import Connection, select

from iusml.normalise.text import fold
from iusml.records import WasteStream
from iusml.store.database import items as store
from iusml.store.database.items import Item
from iusml.store.database.review_schema import items
from iusml.store.database.schema import SHORT


class Previous(NamedTuple):
    """A stream of the year before; `sure` is false where the code alone says it is the same."""

    year: int
    report_id: str
    stream: WasteStream
    sure: bool


def previous(connection: Connection, item: Item) -> Previous | None:
    """The stream of the year before that `item` goes on from."""
    found = _report_before(connection, item.report_id)
    if found is None or not isinstance(item.truth, WasteStream):
        return None
    year, report_id = found
    mine = item.truth
    before = _alike(connection, report_id, mine)
    named = [one for one in before if _name(one) == _name(mine) and one.description]
    if len(named) == 1:
        return Previous(year, report_id, named[0], True)
    coded = [one for one in named or before if one.ewc_code and _code(one) == _code(mine)]
    if len(coded) != 1:
        return None
    rest = _alike(connection, item.report_id, mine)
    if named or sum(_code(one) == _code(mine) for one in rest) == 1:
        return Previous(year, report_id, coded[0], bool(named))
    return None


def _alike(connection: Connection, report_id: str, mine: WasteStream) -> list[WasteStream]:
    """The streams of a report that have the name or the code of `mine`."""
    name = fold((mine.description or "")[: SHORT.length])
    ids = [
        row.id
        for row in store.outline(connection, report_id, "stream")
        if fold(row.title or "") == name or row.ewc_code == mine.ewc_code
    ]
    found = store.get(connection, ids)
    parts = (found[key].truth for key in ids)
    return [part for part in parts if isinstance(part, WasteStream)]


def _report_before(connection: Connection, report_id: str) -> tuple[int, str] | None:
    facility = items.c.kind == "facility"
    own = connection.execute(
        select(items.c.plant, items.c.reporting_year).where(
            items.c.report_id == report_id, facility
        )
    ).first()
    if own is None or own.plant is None or own.reporting_year is None:
        return None
    year = own.reporting_year - 1
    query = select(items.c.report_id).where(items.c.plant == own.plant, facility)
    found = connection.scalar(query.where(items.c.reporting_year == year).order_by(items.c.id))
    return (year, found) if found else None


def _name(stream: WasteStream) -> tuple[str, str]:
    return fold(stream.description or ""), stream.direction


def _code(stream: WasteStream) -> tuple[str | None, str]:
    return stream.ewc_code, stream.direction
