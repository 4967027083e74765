"""How far the review has come, and how good the program was: the figures of the start page."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, case, distinct, func, select

from iusml.store.database.items import GONE
from iusml.store.database.review_schema import corrections, items
from iusml.store.database.schema import reports

DAYS = 14
TENTHS = 10
KINDS = ("stream", "contact", "facility")
_DECIDED = (items.c.decided_at > "", items.c.status != "open")
"""Found by the index of times: most items may not be decided yet."""


class Progress(NamedTuple):
    """Items of one kind by what was decided; `doubtful` are open and doubted by the program."""

    kind: str
    total: int
    accepted: int
    corrected: int
    removed: int
    doubtful: int

    @property
    def decided(self) -> int:
        """All that somebody decided."""
        return self.accepted + self.corrected + self.removed


@dataclass(frozen=True, slots=True)
class Tenth:
    """Decided streams that the program was this sure of, in percent, and how many were right."""

    low: int
    high: int
    count: int
    right: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All of the start page. `days` are (day, decisions), `fields` (field, corrections)."""

    reports: int
    progress: Sequence[Progress]
    tonnes_open: float
    days: Sequence[tuple[str, int]]
    fields: Sequence[tuple[str, int]]
    people: Sequence[tuple[str, int]]
    sureness: Sequence[Tenth]


def figures(connection: Connection) -> Figures:
    """Count what stands in the database."""
    return Figures(
        reports=connection.scalar(select(func.count()).select_from(reports)) or 0,
        progress=_progress(connection),
        tonnes_open=_tonnes(connection),
        days=_days(connection),
        fields=_fields(connection),
        people=_people(connection),
        sureness=_sureness(connection),
    )


def _progress(connection: Connection) -> list[Progress]:
    # In the order of an index, which is read once and needs no rows.
    marked = func.sum(case((items.c.needs_review, 1), else_=0))
    query = select(items.c.kind, items.c.status, func.count(), marked)
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, status, number, doubtful in connection.execute(
        query.group_by(items.c.kind, items.c.status)
    ):
        by_kind[kind][status] = number
        by_kind[kind]["doubtful"] += doubtful if status == "open" else 0
    return [
        Progress(
            kind,
            sum(n for status, n in found.items() if status != "doubtful"),
            found["accepted"],
            found["corrected"],
            sum(found[status] for status in GONE),
            found["doubtful"],
        )
        for kind in KINDS
        if (found := by_kind.get(kind))
    ]


def _tonnes(connection: Connection) -> float:
    waiting = (items.c.kind == "stream") & (items.c.status == "open") & items.c.needs_review
    return (connection.scalar(select(func.sum(items.c.mass_kg)).where(waiting)) or 0.0) / 1000


def _days(connection: Connection) -> list[tuple[str, int]]:
    day = func.substr(items.c.decided_at, 1, 10)
    query = select(day, func.count()).where(*_DECIDED).group_by(day)
    found = connection.execute(query.order_by(day.desc()).limit(DAYS)).all()
    return [(row[0], row[1]) for row in reversed(found) if row[0]]


def _fields(connection: Connection) -> list[tuple[str, int]]:
    told = corrections.c.action == "correct"
    counted = func.count(distinct(corrections.c.item_id))
    hidden = ("status", "places", "confidence", "needs_review", "warnings", "hazardous",
              "ewc_text", "ewc_source")  # fmt: skip
    query = select(corrections.c.field, counted).where(told, corrections.c.field.not_in(hidden))
    found = connection.execute(query.group_by(corrections.c.field).order_by(counted.desc()))
    return [(row[0], row[1]) for row in found]


def _people(connection: Connection) -> list[tuple[str, int]]:
    query = select(items.c.decided_by, func.count()).where(*_DECIDED).group_by(items.c.decided_by)
    found = connection.execute(query.order_by(func.count().desc(), items.c.decided_by))
    return [(row[0], row[1]) for row in found if row[0]]


def _sureness(connection: Connection) -> list[Tenth]:
    """Right is a stream that was accepted as it was; made by people, it says nothing."""
    sure, decided = items.c.machine_sure, items.c.status.in_(("accepted", "corrected", "removed"))
    sums = []
    for tenth in range(TENTHS):
        here = sure >= tenth / TENTHS
        if tenth + 1 < TENTHS:
            here &= sure < (tenth + 1) / TENTHS
        sums.append(func.sum(case((here, 1), else_=0)))
        sums.append(func.sum(case((here & (items.c.status == "accepted"), 1), else_=0)))
    found = connection.execute(select(*sums).where(decided, items.c.kind == "stream")).one()
    wide = 100 // TENTHS
    return [
        Tenth(wide * n, wide * (n + 1), found[2 * n] or 0, found[2 * n + 1] or 0)
        for n in range(TENTHS)
    ]
