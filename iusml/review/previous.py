"""The same plant's streams of the year before, beside what is looked at."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from iusml.normalise.text import fold
from iusml.records import WasteStream
from iusml.store.database import items as store
from iusml.store.database.items import Item
from iusml.store.database.review_schema import items


class Previous(NamedTuple):
    """A stream of the year before; `sure` is false where the code alone says it is the same."""

    year: int
    report_id: str
    stream: WasteStream
    sure: bool


def previous(connection: Connection, item: Item, parts: Sequence[Item]) -> Previous | None:
    """The stream of the year before that `item`, one of the report's `parts`, goes on from."""
    found = _report_before(connection, item.report_id)
    if found is None or not isinstance(item.truth, WasteStream):
        return None
    year, report_id = found
    before = _streams(store.load(connection, report_id))
    mine, rest = item.truth, _streams(parts)
    named = [one for one in before if _name(one) == _name(mine) and one.description]
    if len(named) == 1:
        return Previous(year, report_id, named[0], True)
    coded = [one for one in named or before if one.ewc_code and _code(one) == _code(mine)]
    alone = sum(_code(one) == _code(mine) for one in rest) == 1
    if len(coded) == 1 and (named or alone):
        return Previous(year, report_id, coded[0], bool(named))
    return None


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


def _streams(parts: Sequence[Item]) -> list[WasteStream]:
    return [one.truth for one in parts if one.counts and isinstance(one.truth, WasteStream)]


def _name(stream: WasteStream) -> tuple[str, str]:
    return fold(stream.description or ""), stream.direction


def _code(stream: WasteStream) -> tuple[str | None, str]:
    return stream.ewc_code, stream.direction
