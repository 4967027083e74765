"""What waits for a look: chosen by filters, the most valuable look first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Row, Select, and_, func, or_, select

from iusml.review.fields import FACILITY_FIELDS
from iusml.store.database.items import GONE, Kind
from iusml.store.database.review_schema import item_flows, items

Wanted = Literal["open", "review", "accepted", "corrected", "removed", "all", "counting"]
"""`review` is what is open and the program asks for a look at, `counting` what is not removed."""
PAGE = 50
LONGEST = 200
BELOW = ("95", "80", "50", "20")
DOUBTS: Mapping[Kind, tuple[str, ...]] = {
    "stream": ("description", "ewc_code", "quantity"),
    "contact": ("contact",),
    "facility": FACILITY_FIELDS,
}
_LAST_LETTERS = str.maketrans("åäö", "{|}")
_SHOWN = (
    "id", "report_id", "kind", "status", "value", "needs_review", "doubt", "doubt_at", "title",
    "ewc_code", "mass_kg", "operator", "municipality", "reporting_year", "decided_by", "decided_at",
    "source_path",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the queue one is: behind the item with this value and id."""

    value: float
    id: str


@dataclass(frozen=True, slots=True)
class Filters:
    """Which items are wanted; empty texts ask for nothing.

    `doubt` is the least sure field, and `below` the percents below which it is.
    """

    kind: Kind = "stream"
    status: Wanted = "review"
    municipality: str = ""
    flow: str = ""
    doubt: str = ""
    below: str = ""
    report: str = ""

    def query(self) -> dict[str, str]:
        """The filters that differ from the usual ones, as parts of an address."""
        usual = asdict(Filters())
        return {name: value for name, value in asdict(self).items() if value != usual[name]}


def filters_of(query: Mapping[str, str]) -> Filters:
    """The filters in an address; what makes no sense, also for the kind, is left out."""
    asked = {field.name: text_of(query, field.name) for field in fields(Filters)}
    kind: Kind = next((one for one in get_args(Kind) if one == asked["kind"]), "stream")
    status: Wanted = next((one for one in get_args(Wanted) if one == asked["status"]), "review")
    return Filters(
        kind=kind,
        status=status,
        municipality=asked["municipality"],
        flow=asked["flow"] if kind == "stream" else "",
        doubt=asked["doubt"] if asked["doubt"] in DOUBTS[kind] else "",
        below=asked["below"] if asked["below"] in BELOW else "",
        report=asked["report"],
    )


def text_of(query: Mapping[str, str], name: str) -> str:
    """A text in an address, cut to what names are long, without what a server refuses."""
    return query.get(name, "")[:LONGEST].replace("\0", "")


def page(
    connection: Connection, filters: Filters, after: Place | None = None, limit: int = PAGE
) -> Sequence[Row[Any]]:
    """The next items behind `after`, the most valuable look first."""
    query = _chosen(select(*(items.c[name] for name in _SHOWN)), filters)
    if after is not None:
        query = query.where(_behind(after))
    ordered = query.order_by(items.c.value.desc(), items.c.id).limit(limit)
    return connection.execute(ordered).all()


def following(
    connection: Connection, filters: Filters, after: Place | None, held: Collection[str] = ()
) -> str | None:
    """The id of the next item that nobody else is looking at; from the start after the last."""
    for start in (after, None) if after else (None,):
        for row in page(connection, filters, start, len(held) + 2):
            if row.id not in held and (after is None or row.id != after.id):
                return str(row.id)
    return None


def count(connection: Connection, filters: Filters) -> int:
    """How many items are chosen."""
    return connection.scalar(_chosen(select(func.count()).select_from(items), filters)) or 0


def municipalities(connection: Connection) -> Sequence[str]:
    """Those of all reports, in the order of the alphabet."""
    query = select(items.c.municipality).where(items.c.kind == "facility").distinct()
    return sorted((name for name in connection.scalars(query) if name), key=in_swedish)


def in_swedish(name: str) -> str:
    """A key that puts Å before Ä."""
    return name.casefold().translate(_LAST_LETTERS)


def _behind(after: Place) -> Any:
    same = and_(items.c.value == after.value, items.c.id > after.id)
    return or_(items.c.value < after.value, same)


def _chosen(query: Select[Any], filters: Filters) -> Select[Any]:
    query = query.where(items.c.kind == filters.kind)
    if filters.status == "review":
        query = query.where(items.c.status == "open", items.c.needs_review)
    elif filters.status == "removed":
        query = query.where(items.c.status.in_(GONE))
    elif filters.status == "counting":
        query = query.where(items.c.status.not_in(GONE))
    elif filters.status != "all":
        query = query.where(items.c.status == filters.status)
    if filters.municipality:
        query = query.where(items.c.municipality == filters.municipality)
    if filters.doubt:
        query = query.where(items.c.doubt == filters.doubt)
    if filters.below:
        query = query.where(items.c.doubt_at < int(filters.below) / 100)
    if filters.report:
        query = query.where(items.c.report_id == filters.report)
    if filters.flow == "-":
        query = query.where(items.c.ewc_code.is_(None))
    elif filters.flow:
        within = select(item_flows.c.item_id).where(item_flows.c.flow == filters.flow)
        query = query.where(items.c.id.in_(within))
    return query
