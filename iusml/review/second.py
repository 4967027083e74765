"""Second looks: some decided items are shown to somebody else, as the program had them.

Who looks knows nothing of the first decision and changes neither item nor ledger: the answer is
kept apart. How far both agree says how sure the truth is; where they do not, a third look
settles the item in the ordinary way.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, select, update

from iusml.review.fields import fields_of, shown
from iusml.review.ledger import ConflictError, put_back
from iusml.store.database import items as store
from iusml.store.database.items import PARTS, PLACES_JSON, Item, Status
from iusml.store.database.review_schema import corrections, items, review_settings, second_looks

SHARE = 0.1
"""How many of the items are looked at twice where nothing else was set."""
DECISIONS: tuple[Status, ...] = ("accepted", "corrected", "removed")
_NAME = "second_look_share"


class NoSecondLookError(Exception):
    """The item was not chosen, is not decided, or this person has seen the decision."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One item as the first and the second person left it, the second not knowing the first."""

    item_id: str
    first: Item
    second: Item
    settled: bool
    """Whether somebody decided about the item after both."""

    @property
    def differ(self) -> bool:
        """Whether the two decided otherwise, or for other values."""
        return self.first.status != self.second.status or not all(self.equal().values())

    def equal(self) -> dict[str, bool]:
        """Whether both say the same, field by field; nothing where one took the item away."""
        if "removed" in (self.first.status, self.second.status):
            return {}
        one, two = self.first.truth, self.second.truth
        return {
            name: shown(getattr(one, name)) == shown(getattr(two, name)) for name in fields_of(one)
        }


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two people agree. Shares and kappa are None where nothing can be said.

    `kappa` is Cohen's, of accepted, corrected and removed: 1 for the same everywhere, 0 for what
    chance would give. `fields` are shares of equal values. `differing` are the ids of the items
    that wait for a third look.
    """

    pairs: int
    same_decision: float | None
    kappa: float | None
    fields: dict[str, float]
    differing: tuple[str, ...]


def share(connection: Connection) -> float:
    """The share of items that are looked at twice."""
    query = select(review_settings.c.value).where(review_settings.c.name == _NAME)
    kept = connection.scalar(query)
    return SHARE if kept is None else float(kept)


def set_share(connection: Connection, value: float) -> None:
    """Keep the share of items that are looked at twice. Raises ValueError outside 0..1."""
    if not 0 <= value <= 1:
        raise ValueError("a share is a number from 0 to 1")
    connection.execute(delete(review_settings).where(review_settings.c.name == _NAME))
    connection.execute(insert(review_settings).values(name=_NAME, value=repr(float(value))))


def chosen(item_id: str, part: float) -> bool:
    """Whether an item is among the `part` of all that are looked at twice; always the same."""
    number = int.from_bytes(hashlib.sha256(f"second look\n{item_id}".encode()).digest()[:8])
    return number / 2**64 < part


def waiting(connection: Connection, who: str) -> list[str]:
    """The ids of the items that wait for a second look by this person, the worthiest first."""
    part = share(connection)
    found = connection.scalars(_open_to(who).order_by(items.c.value.desc(), items.c.id))
    return [key for key in found if chosen(key, part)]


def open_look(connection: Connection, item_id: str, who: str, at: str) -> Item:
    """The item as the program has it, or as this person has answered so far.

    Its `version` counts the answers. Raises NoSecondLookError.
    """
    item = store.get(connection, [item_id]).get(item_id)
    if item is None:
        raise NoSecondLookError
    store.hold(connection, item.report_id)  # who asks twice at once gets one look
    begun = _look(connection, item, who)
    if begun is not None:
        return begun
    allowed = connection.scalar(_open_to(who).where(items.c.id == item_id))
    if allowed is None or not chosen(item_id, share(connection)) or item.machine is None:
        raise NoSecondLookError
    row = {
        "item_id": item_id, "who": who, "at": at, "status": "open", "version": 0,
        "truth": item.machine.model_dump_json(), "places": "{}",
    }  # fmt: skip
    connection.execute(insert(second_looks).values(row))
    return replace(item, truth=item.machine, places={}, status="open", version=0)


def answer(connection: Connection, look: Item, who: str, at: str) -> None:
    """Keep what this person makes of the item, an `open_look` changed by `iusml.review.changes`.

    Raises ConflictError where the person answered elsewhere meanwhile.
    """
    this = second_looks.c.item_id == look.id, second_looks.c.who == who
    seen = second_looks.c.version == look.version
    row = {
        "at": at, "status": look.status, "version": look.version + 1,
        "truth": look.truth.model_dump_json(),
        "places": PLACES_JSON.dump_json(look.places).decode(),
    }  # fmt: skip
    if connection.execute(update(second_looks).where(*this, seen).values(row)).rowcount != 1:
        raise ConflictError([look.id])


def agreement(connection: Connection) -> Agreement:
    """How far first and second decisions agree, over all items that have both."""
    both = list(pairs(connection))
    first = [pair.first.status for pair in both]
    second = [pair.second.status for pair in both]
    same: dict[str, list[bool]] = defaultdict(list)
    for pair in both:
        for name, equal in pair.equal().items():
            same[name].append(equal)
    return Agreement(
        pairs=len(both),
        same_decision=_share([one == two for one, two in zip(first, second, strict=True)]),
        kappa=_kappa(first, second),
        fields={name: sum(equal) / len(equal) for name, equal in same.items()},
        differing=tuple(pair.item_id for pair in both if pair.differ and not pair.settled),
    )


def pairs(connection: Connection) -> Iterable[Pair]:
    """All items with both decisions, the first as it stood when the second was made."""
    answered = second_looks.c.status.in_(DECISIONS)
    looks = connection.execute(select(second_looks).where(answered).order_by(second_looks.c.id))
    for row in looks.all():
        item = store.get(connection, [row.item_id])[row.item_id]
        later = connection.execute(
            select(corrections)
            .where(corrections.c.item_id == item.id, corrections.c.at > row.at)
            .order_by(corrections.c.id.desc())
        ).all()
        first = item
        for line in later:
            first = put_back(first, line.field, line.old)
        if first.status in DECISIONS:
            yield Pair(item.id, first, _from_row(item, row), settled=bool(later))


def _open_to(who: str) -> Any:
    """Ids of items that somebody else decided and nobody looked at again, for `who`."""
    of_item = second_looks.c.item_id == items.c.id
    done = exists().where(of_item, second_looks.c.status.in_(DECISIONS))
    knows = exists().where(corrections.c.item_id == items.c.id, corrections.c.who == who)
    return select(items.c.id).where(
        items.c.status.in_(DECISIONS), items.c.machine.is_not(None), ~done, ~knows
    )


def _look(connection: Connection, item: Item, who: str) -> Item | None:
    query = select(second_looks).where(second_looks.c.item_id == item.id)
    row = connection.execute(query.where(second_looks.c.who == who)).one_or_none()
    return None if row is None else _from_row(item, row)


def _from_row(item: Item, row: Any) -> Item:
    return replace(
        item,
        truth=PARTS[item.kind].model_validate_json(row.truth),
        places=PLACES_JSON.validate_json(row.places),
        status=row.status,
        version=row.version,
    )


def _share(same: Sequence[bool]) -> float | None:
    return sum(same) / len(same) if same else None


def _kappa(first: Sequence[str], second: Sequence[str]) -> float | None:
    """Cohen's kappa; None where there is but one decision, and chance alone would agree."""
    from sklearn.metrics import cohen_kappa_score

    if len({*first, *second}) < 2:
        return None
    return float(cohen_kappa_score(first, second, labels=list(DECISIONS)))
