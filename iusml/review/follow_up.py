"""Follow-up of matches at the desk: lists, counts, and what people write about one match.

Entries are only ever added. Who writes one says which version was seen; where somebody else was
faster nothing is written.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from sqlalchemy import Connection, Select, case, func, insert, or_, select, update

from iusml.review.ledger import ConflictError, NothingToUndoError
from iusml.review.queue import PAGE, in_swedish, text_of
from iusml.store.database.flat import fitting
from iusml.store.database.follow_up import STANDING, from_rows, history, shown_columns
from iusml.store.database.follow_up_schema import follow_ups, match_streams, matches
from iusml.store.database.review_schema import items
from iusml.store.database.schema import waste_streams
from iusml.store.follow_up import STATES, Match, Step, standing

NONE, LOST = "none", "lost"
"""Filters beside the states: suggestions, and matches without a stream in this year's reports."""
WANTED = (NONE, *STATES, LOST)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which matches are wanted; empty texts ask for nothing. `q` is part of a company's name."""

    state: str = ""
    flow: str = ""
    municipality: str = ""
    q: str = ""

    def query(self, **more: str) -> dict[str, str]:
        """The filters as parts of an address, with `more` in their place."""
        return {name: value for name, value in {**asdict(self), **more}.items() if value}


@dataclass(frozen=True, slots=True)
class Listed:
    """A match in a list; `lost` where this year's reports have no stream of it."""

    match: Match
    lost: bool


def filters_of(query: Mapping[str, str]) -> Filters:
    """The filters in an address; a state that does not exist is left out."""
    asked = {field.name: text_of(query, field.name).strip() for field in fields(Filters)}
    return replace(Filters(**asked), state=asked["state"] if asked["state"] in WANTED else "")


def page(
    connection: Connection, filters: Filters, start: int = 0, limit: int | None = PAGE
) -> list[Listed]:
    """Matches flow by flow, those that people work on first, then the likeliest."""
    query = _chosen(select(*shown_columns(), _lost().label("lost")), filters)
    untouched = case((follow_ups.c.state.is_(None), 1), else_=0)
    likely = func.coalesce(match_streams.c.score, 0.0).desc()
    ordered = query.order_by(matches.c.flow, untouched, likely, matches.c.id)
    rows = connection.execute(ordered.offset(start).limit(limit)).all()
    found = from_rows(connection, rows)
    return [Listed(match, bool(row.lost)) for match, row in zip(found, rows, strict=True)]


def one(connection: Connection, match_id: str) -> Listed | None:
    """The match with this id."""
    query = select(*shown_columns(), _lost().label("lost")).select_from(STANDING)
    rows = connection.execute(query.where(matches.c.id == match_id)).all()
    return Listed(from_rows(connection, rows)[0], bool(rows[0].lost)) if rows else None


def counts(connection: Connection) -> dict[str, dict[str, int]]:
    """How many matches of each flow are in each of `WANTED`; those lost are in their state too."""
    lost = _lost().label("lost")
    told = _chosen(select(matches.c.flow, follow_ups.c.state, lost), Filters()).subquery()
    query = select(told.c.flow, told.c.state, told.c.lost, func.count())
    found: dict[str, dict[str, int]] = {}
    for row in connection.execute(query.group_by(told.c.flow, told.c.state, told.c.lost)):
        flow, state, gone, number = row
        here = found.setdefault(flow, dict.fromkeys(WANTED, 0))
        here[state or NONE] += number
        here[LOST] += number if gone and state != "ended" else 0
    return dict(sorted(found.items()))


def count(connection: Connection, filters: Filters) -> int:
    """How many matches are chosen."""
    return connection.scalar(_chosen(select(func.count()), filters)) or 0


def municipalities(connection: Connection) -> list[str]:
    """Those of all matches, in the order of the alphabet."""
    query = select(match_streams.c.municipality).distinct()
    return sorted((name for name in connection.scalars(query) if name), key=in_swedish)


def write(connection: Connection, match_id: str, seen: int, step: Step) -> bool:
    """Add an entry to a match seen at version `seen`; False where it would say nothing new.

    `step` has `at` and `who`. Without a day the state began today, or when it was told before.
    Raises ConflictError, and KeyError where there is no such match.
    """
    steps = _held(connection, match_id, seen)
    now = steps[-1] if steps else Step()
    day = step.happened_on or (now.happened_on if step.state == now.state else step.at[:10])
    new = replace(step, happened_on=day, version=seen + 1)
    if step.note is None and _told(new) == _told(now):
        return False
    _add(connection, match_id, new)
    return True


def undo(connection: Connection, match_id: str, seen: int, who: str, at: str) -> None:
    """Take back the last entry that stands, by a new one that says what was told before it.

    Raises ConflictError, NothingToUndoError, and KeyError where there is no such match.
    """
    kept = standing(_held(connection, match_id, seen))
    if not kept:
        raise NothingToUndoError
    before = kept[-2] if len(kept) > 1 else Step()
    back = replace(before, note=None, at=at, who=who, version=seen + 1, undoes=kept[-1].version)
    _add(connection, match_id, back)


def _held(connection: Connection, match_id: str, seen: int) -> list[Step]:
    """The entries of a match that nobody else changes meanwhile."""
    query = select(matches.c.version).where(matches.c.id == match_id).with_for_update()
    version = connection.scalar(query)
    if version is None:
        raise KeyError(match_id)
    if version != seen:
        raise ConflictError([match_id])
    return history(connection, match_id)


def _told(step: Step) -> Step:
    """What an entry tells of the match, whoever wrote it when, and why."""
    return replace(step, note=None, at="", who="", version=0, undoes=None)


def _add(connection: Connection, match_id: str, step: Step) -> None:
    row = fitting(follow_ups, {"match_id": match_id, **asdict(step)})
    connection.execute(insert(follow_ups).values(row))
    latest = update(matches).where(matches.c.id == match_id)
    connection.execute(latest.values(version=step.version))


def _lost() -> Any:
    """Whether the database has a later report of the plant, or the stream is gone from its own."""
    own, later = items.alias("own"), items.alias("later")
    followed = select(own.c.report_id).join_from(own, later, own.c.plant == later.c.plant).where(
        own.c.kind == "facility", later.c.kind == "facility",
        later.c.reporting_year > own.c.reporting_year,
    )  # fmt: skip
    there = select(waste_streams.c.waste_stream_id)
    return or_(
        match_streams.c.report_id.in_(followed), match_streams.c.waste_stream_id.not_in(there)
    )


def _chosen(query: Select[Any], filters: Filters) -> Select[Any]:
    """Suggestions of earlier years that nobody took up are left out."""
    state = follow_ups.c.state
    query = query.select_from(STANDING)
    if filters.state == NONE:
        query = query.where(state.is_(None), ~_lost())
    elif filters.state == LOST:
        query = query.where(state.is_not(None), state != "ended", _lost())
    elif filters.state:
        query = query.where(state == filters.state)
    else:
        query = query.where(or_(state.is_not(None), ~_lost()))
    if filters.flow:
        query = query.where(matches.c.flow == filters.flow)
    if filters.municipality:
        query = query.where(match_streams.c.municipality == filters.municipality)
    if filters.q:
        named = (match_streams.c.operator, matches.c.receiver_name)
        query = query.where(or_(*(name.icontains(filters.q, autoescape=True) for name in named)))
    return query
