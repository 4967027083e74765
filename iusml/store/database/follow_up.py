"""Keep the matches of a run for follow-up, and read what people have made of them.

`register_matches` never changes what people wrote; `iusml.review.follow_up` is where they write.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import Connection, Row, and_, insert, inspect, select, update

from iusml.errors import InputError
from iusml.store.database.address import parse_address
from iusml.store.database.connect import reading, writing
from iusml.store.database.flat import fitting
from iusml.store.database.follow_up_schema import follow_ups, match_streams, matches
from iusml.store.database.forgotten import Rules
from iusml.store.database.migrate import check_ours, upgrade
from iusml.store.database.output import report_id
from iusml.store.database.schema import SHORT, reports
from iusml.store.follow_up import (
    FollowedStream,
    Match,
    Pair,
    Progress,
    Step,
    carry_on,
    reached,
)

STANDING = matches.join(
    match_streams,
    and_(match_streams.c.match_id == matches.c.id, match_streams.c.number == matches.c.latest),
).outerjoin(
    follow_ups,
    and_(follow_ups.c.match_id == matches.c.id, follow_ups.c.version == matches.c.version),
)
"""Each match with its latest stream and its latest entry."""
_STEP = [column for column in follow_ups.c if column.name not in ("match_id", "version")]
_SHOWN = [
    *matches.c,
    *(c for c in match_streams.c if c.name not in ("match_id", "number", "report_id")),
    *_STEP,
]
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Registered:
    """What a run changed: how many matches are new, and how many a new stream carries on.

    `without` are matches that people work on, of all flows, of which the run had no stream.
    """

    new: int
    carried: int
    without: tuple[Match, ...]


def read_progress(url: str) -> dict[tuple[str, str], Progress]:
    """Return how far matches have come, by the ids of stream and need; streams of all years.

    Suggestions are not in it. Raises InputError.
    """
    begun = [match for match in read_matches(url) if match.state is not None]
    if not begun:
        return {}
    with reading(parse_address(url, InputError)) as connection:
        days = {match.id: reached(history(connection, match.id)) for match in begun}
    return {
        (key, match.need_id): Progress(match.step, days[match.id])
        for match in begun
        for key in match.stream_ids
    }


def history(connection: Connection, match_id: str) -> list[Step]:
    """The entries of a match, the first one first."""
    names = [field.name for field in fields(Step)]
    query = select(*(follow_ups.c[name] for name in names))
    rows = connection.execute(
        query.where(follow_ups.c.match_id == match_id).order_by(follow_ups.c.version)
    )
    return [Step(**row._mapping) for row in rows]


def read_matches(url: str) -> list[Match]:
    """Return all matches of a database, by flow; none where it keeps none. Raises InputError."""
    address = parse_address(url, InputError)
    if address.is_sqlite and not address.beside.exists():
        raise InputError(f"{address.name} does not exist. Check the path.")
    with reading(address) as connection:
        if not inspect(connection).has_table("matches"):
            return []
        check_ours(connection, address, InputError)
        return load(connection)


def load(connection: Connection, *conditions: Any) -> list[Match]:
    """The matches of which the `conditions` on `STANDING` hold, by flow and id."""
    query = select(*_SHOWN).select_from(STANDING).where(*conditions)
    return from_rows(connection, connection.execute(query.order_by(matches.c.flow, matches.c.id)))


def of_stream(connection: Connection, waste_stream_id: str) -> list[Match]:
    """The matches of a stream, also where a later year's stream has carried them on."""
    theirs = match_streams.c.waste_stream_id == waste_stream_id[: SHORT.length]
    return load(connection, matches.c.id.in_(select(match_streams.c.match_id).where(theirs)))


def shown_columns() -> list[Any]:
    """The columns of `STANDING` that `from_rows` takes."""
    return list(_SHOWN)


def from_rows(connection: Connection, rows: Iterable[Any]) -> list[Match]:
    """Matches out of rows, in their order."""
    found = list(rows)
    ids = _stream_ids(connection, [row.id for row in found])
    return [_match(row, tuple(ids[row.id])) for row in found]


def register_matches(
    url: str, pairs: Sequence[Pair], streams: Iterable[FollowedStream] = ()
) -> Registered:
    """Keep a run's pairs as suggestions to follow up; the same run again changes nothing.

    What people wrote of a match stays. Where it is certain which stream of a new report is that of
    an earlier year, the match goes on with it. `streams` are those of the run that no need was
    matched to. Raises OutputError.
    """
    address = parse_address(url)
    hint = "Check the URL and the database, then run again; no match was kept."
    with writing(address, hint) as connection:
        upgrade(connection, address)
        scrubbed = _Scrubber(Rules.of(connection))
        wanted = {
            (pair.stream.id, pair.need_id): pair for pair in map(scrubbed.pair, reversed(pairs))
        }
        given = [*map(scrubbed.stream, streams), *(pair.stream for pair in wanted.values())]
        kept = load(connection)
        carried = carry_on(kept, given)
        # A suggestion that nobody took up goes on only where it is made again.
        on = {
            match.id: stream
            for match in kept
            if (stream := carried.on.get(match.id))
            if match.step.version or (stream.id, match.need_id) in wanted
        }
        _carry(connection, [match for match in kept if match.id in on], on, wanted)
        there = {(key, match.need_id) for match in kept for key in match.stream_ids}
        there |= {(on[match.id].id, match.need_id) for match in kept if match.id in on}
        new = [pair for key, pair in wanted.items() if key not in there]
        _add(connection, new)
    working = (None, "ended")
    without = tuple(match for match in carried.without if match.state not in working)
    return Registered(len(new), len(on), without)


class _Scrubber:
    """Takes out of a run's texts what the database has to forget."""

    def __init__(self, rules: Rules) -> None:
        self._loose = rules.removal((), (), everyone=False).loose

    def stream(self, stream: FollowedStream) -> FollowedStream:
        names = ("plant", "operator", "description")
        return replace(stream, **{name: self._loose(getattr(stream, name)) for name in names})

    def pair(self, pair: Pair) -> Pair:
        names = ("receiver_name", "need_text")
        told = {name: self._loose(getattr(pair, name)) for name in names}
        return replace(pair, stream=self.stream(pair.stream), **told)


def _add(connection: Connection, pairs: Sequence[Pair]) -> None:
    """Write pairs as new matches, with their streams."""
    sums = _sums(connection, [pair.stream for pair in pairs])
    rows, lines = [], []
    for pair in pairs:
        words = f"{pair.stream.id}\n{pair.need_id}".encode("utf-8", "replace")
        key = hashlib.sha256(words).hexdigest()[:32]
        names = ("flow", "receiver_id", "receiver_name", "need_id", "need_text")
        told = {name: getattr(pair, name) for name in names}
        rows.append(fitting(matches, {"id": key, "latest": 1, "version": 0, **told}))
        lines.append(_line(key, 1, pair.stream, pair.score, sums))
    if rows:
        connection.execute(insert(matches), rows)
        connection.execute(insert(match_streams), lines)


def _carry(
    connection: Connection,
    carried: Sequence[Match],
    on: dict[str, FollowedStream],
    wanted: dict[tuple[str, str], Pair],
) -> None:
    """Write the streams with which matches go on."""
    sums = _sums(connection, list(on.values()))
    for match in carried:
        stream, number = on[match.id], len(match.stream_ids) + 1
        pair = wanted.get((stream.id, match.need_id))
        line = _line(match.id, number, stream, pair.score if pair else None, sums)
        connection.execute(insert(match_streams).values(line))
        connection.execute(update(matches).where(matches.c.id == match.id).values(latest=number))


def _line(
    key: str, number: int, stream: FollowedStream, score: float | None, sums: dict[str, str | None]
) -> dict[str, Any]:
    report = report_id(stream.path)
    row: dict[str, Any] = {
        "match_id": key, "number": number, "waste_stream_id": stream.id, "score": score,
        "plant": stream.plant, "operator": stream.operator, "municipality": stream.municipality,
        "description": stream.description, "ewc_code": stream.ewc_code,
        "reporting_year": stream.year, "report_id": report, "source_path": stream.path,
        "sha256": stream.sha256 or sums.get(report), "page": stream.page,
    }  # fmt: skip
    return fitting(match_streams, row)


def _sums(connection: Connection, streams: Sequence[FollowedStream]) -> dict[str, str | None]:
    """The checksums of the reports' files, by the reports' ids."""
    ids = sorted({report_id(stream.path) for stream in streams})
    found: dict[str, str | None] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = reports.c.id.in_(ids[start : start + _AT_ONCE])
        for row in connection.execute(select(reports.c.id, reports.c.sha256).where(some)):
            found[row.id] = row.sha256
    return found


def _stream_ids(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    """The streams of these matches, year by year."""
    query = select(match_streams.c.match_id, match_streams.c.waste_stream_id)
    ordered = query.order_by(match_streams.c.match_id, match_streams.c.number)
    found: dict[str, list[str]] = defaultdict(list)
    for start in range(0, len(ids), _AT_ONCE):
        some = match_streams.c.match_id.in_(ids[start : start + _AT_ONCE])
        for row in connection.execute(ordered.where(some)):
            found[row.match_id].append(row.waste_stream_id)
    return found


def _match(row: Row[Any], stream_ids: tuple[str, ...]) -> Match:
    told = row._mapping
    entry = {column.name: told[column] for column in _STEP} if row.version else {}
    return Match(
        id=row.id,
        flow=row.flow,
        receiver_id=row.receiver_id,
        receiver_name=row.receiver_name,
        need_id=row.need_id,
        need_text=row.need_text,
        score=row.score,
        stream=FollowedStream(
            id=row.waste_stream_id,
            plant=row.plant,
            operator=row.operator,
            municipality=row.municipality,
            description=row.description,
            ewc_code=row.ewc_code,
            year=row.reporting_year,
            path=row.source_path,
            page=row.page,
            sha256=row.sha256,
        ),
        stream_ids=stream_ids,
        step=Step(version=row.version, **entry),
    )
