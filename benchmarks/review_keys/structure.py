"""Streams that are none, that are two, or that are halves: what a person does before fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from benchmarks.review_keys.planning import wrong_fields
from benchmarks.review_value.looks import partners_of
from iusml.annotations.gold import GoldReport
from iusml.evaluation.compare import key
from iusml.records import WasteStream
from iusml.review import changes
from iusml.review.fields import RefusedValueError, shown
from iusml.store.database.items import Item

DOING_IT = 3
"""Keys that joining takes beside choosing the other: open, go to the button, press it."""


@dataclass(frozen=True, slots=True)
class Step:
    """Remove the stream, split it into two halves (text and amount each), or join another to it.

    `other` is the number of that one in the desk's list.
    """

    means: Literal["remove", "split", "join"]
    halves: tuple[tuple[str, str], ...] = ()
    other: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """One stream of a report as it stands now, beside gold; `partner` is None where it is none."""

    item: Item
    stream: WasteStream
    partner: WasteStream | None
    others: Sequence[Item]
    loose: Sequence[Item]
    missed: Sequence[WasteStream]


def standing(parts: Sequence[Item], item_id: str, gold: GoldReport) -> Standing:
    """Where a stream stands among its report's `parts`; `loose` are others that are none."""
    own = [part for part in parts if part.kind == "stream" and part.counts]
    partners, _ = partners_of(own, gold)
    item = next(part for part in own if part.id == item_id)
    others = [part for part in own if part.id != item_id]
    found = {id(partner) for partner in partners.values()}
    assert isinstance(item.truth, WasteStream)
    return Standing(
        item=item,
        stream=item.truth,
        partner=partners.get(item_id),
        others=others,
        loose=[part for part in others if part.id not in partners],
        missed=[one for one in gold.record.waste_streams if id(one) not in found],
    )


def step(now: Standing, fields: Sequence[str], cost: int) -> Step | None:
    """What to do with the stream as a whole; None where its fields alone are to be put right.

    `cost` is what putting right its `fields` takes: joining has to be cheaper, with the one key
    that removes what is left over.
    """
    if now.partner is None:
        return Step("remove")
    second = _told_with(now.stream, now.partner, now.missed)
    if second is not None:
        halves = tuple(
            (one.description or "", shown(one.quantity)) for one in (now.partner, second)
        )
        return Step("split", halves)
    for other in now.loose:
        number = now.others.index(other)
        if number + DOING_IT < cost + 1 and _whole(now, other, fields):
            return Step("join", other=number)
    return None


def _told_with(
    stream: WasteStream, partner: WasteStream, missed: Sequence[WasteStream]
) -> WasteStream | None:
    """A missed stream that the description tells of as well."""
    said = key(stream.description) or ""
    for one in missed:
        name = key(one.description)
        if name and name in said and name != key(partner.description):
            return one
    return None


def _whole(now: Standing, other: Item, fields: Sequence[str]) -> bool:
    """Whether joining puts all of `fields` right."""
    try:
        joined = changes.join(now.item, other)[0].truth
    except RefusedValueError:
        return False
    assert isinstance(joined, WasteStream)
    assert now.partner is not None
    left: Mapping[str, None] = dict.fromkeys(wrong_fields(now.partner, joined))
    return not any(name in left for name in fields)
