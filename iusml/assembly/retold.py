"""A stream that is told in several places becomes one with all its places.

A standard annex tells code and amount once more; text comes back to a stream by its name or by
a shorter one: "Kalkslam från släckare" and further down "slammet".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from iusml.assembly.drafts import Draft
from iusml.assembly.retold_names import coverage, is_definite
from iusml.normalise.catalogue import catalogue
from iusml.normalise.text import fold
from iusml.records import Quantity, WasteStream

SAME_AMOUNT = 0.005
MIN_COVERED = 0.5
"""Streams of one amount are one where so much of the shorter name comes again."""


@dataclass(frozen=True, slots=True)
class Told:
    """A stream with its first word, its table where it is a row of one, and its tellings."""

    stream: WasteStream
    start: int
    table: int | None
    drafts: tuple[Draft, ...]

    @property
    def unit_guessed(self) -> bool:
        """Whether the report does not tell the unit of one of its amounts."""
        return any(amount.guessed for draft in self.drafts for amount in draft.amounts)


def merged(told: Iterable[Told]) -> list[Told]:
    """Merge streams that are told in several places; the order is of first places."""
    kept: list[Told] = []
    for one in told:
        twin = next((i for i, other in enumerate(kept) if _same(other.stream, one.stream)), None)
        if twin is None:
            kept.append(one)
        else:
            kept[twin] = _joined(kept[twin], one)
    place = 0
    while place < len(kept):
        one = kept[place]
        meant = _meant(one, kept) if _may_come_back(one) else None
        if meant is None:
            place += 1
        else:
            kept[kept.index(meant)] = _joined(meant, one)
            del kept[place]
    return sorted(kept, key=lambda k: k.start)


def _joined(one: Told, two: Told) -> Told:
    drafts = (*one.drafts, *two.drafts)
    return Told(_merge(one.stream, two.stream), min(one.start, two.start), one.table, drafts)


def _may_come_back(one: Told) -> bool:
    """Text does; cells only with a name like "slammet" and neither code nor amount."""
    stream = one.stream
    bare = stream.ewc_text is None and stream.quantity is None
    return one.table is None or (bare and is_definite(stream.description))


def _meant(one: Told, kept: Sequence[Told]) -> Told | None:
    """The stream that running text comes back to; None where none or several may be meant."""
    near = [other for other in kept if other is not one and _comes_back(one.stream, other.stream)]
    by_amount = [other for other in near if one.stream.quantity and other.stream.quantity]
    whole = [
        other for other in near if coverage(other.stream.description, one.stream.description) == 1
    ]
    for found in (by_amount, whole, near):
        if len({fold(other.stream.description or "") for other in found}) == 1:
            return found[0]  # one waste, or what came in and went out of it
    before = [
        other for other in near if other.start < one.start and _same_page(other.stream, one.stream)
    ]
    if one.stream.quantity is None and is_definite(one.stream.description):
        return max((o for o in before if o.table is None), key=lambda o: o.start, default=None)
    return None


def _comes_back(one: WasteStream, two: WasteStream) -> bool:
    """Whether `one` names `two` again and says nothing that contradicts it."""
    if one.description is None or two.description is None:
        return False
    codes = {one.ewc_code, two.ewc_code} - {None}
    if len(codes) > 1:
        return False
    covered = coverage(one.description, two.description)
    if one.quantity is not None and two.quantity is not None:
        covered = max(covered, coverage(two.description, one.description))
        return covered >= MIN_COVERED and _equal(one.quantity, two.quantity)
    return covered == 1 and (one.quantity is None or one.ewc_code is None)


def _same(one: WasteStream, two: WasteStream) -> bool:
    """Told twice: same direction, no contradiction, and the same amount under one name or code.

    A standard annex tells code and amount again, with the list's name for the code or none, and
    its columns for what arose and what was taken in say less than the report's own words.
    """
    codes = {one.ewc_code, two.ewc_code} - {None}
    if len(codes) > 1:
        return False
    same_name = fold(one.description or "") == fold(two.description or "")
    if one.quantity is None or two.quantity is None:
        told_twice = same_name and one.direction == two.direction
    else:
        told_twice = (same_name or bool(codes)) and _equal(one.quantity, two.quantity)
    if not told_twice or _far(one.receiver, two.receiver):
        return False
    if same_name and one.direction == two.direction:
        return True
    if _same_page(one, two):
        return False
    return one.direction == two.direction or _is_nameless(one) or _is_nameless(two)


def _is_nameless(stream: WasteStream) -> bool:
    """Without a name of its own: none, or the waste list's for its code."""
    if stream.description is None:
        return True
    entry = catalogue(None).get(stream.ewc_code) if stream.ewc_code else None
    return entry is not None and fold(entry.name) == fold(stream.description)


def _far(one: str | None, two: str | None) -> bool:
    return one is not None and two is not None and fold(one) != fold(two)


def _same_page(one: WasteStream, two: WasteStream) -> bool:
    return bool({p.page for p in one.provenance} & {p.page for p in two.provenance})


def _equal(one: Quantity, two: Quantity) -> bool:
    if one.mass_kg is not None and two.mass_kg is not None:
        return abs(one.mass_kg - two.mass_kg) <= SAME_AMOUNT * max(one.mass_kg, two.mass_kg)
    return one.unit == two.unit and one.value == two.value


def _merge(one: WasteStream, two: WasteStream) -> WasteStream:
    """Keep the first's values, fill its gaps from the second, keep all places."""
    update = {
        name: getattr(two, name)
        for name in (
            "description", "quantity", "treatment", "operation_code", "transporter", "receiver",
        )
        if getattr(one, name) is None
    }  # fmt: skip
    if one.ewc_text is None:
        for name in ("ewc_code", "ewc_text", "ewc_source", "hazardous"):
            update[name] = getattr(two, name)
    if not one.history:
        update["history"] = two.history
    new = [place for place in two.provenance if place not in one.provenance]
    update["provenance"] = [*one.provenance, *new]
    update["needs_review"] = one.needs_review or two.needs_review
    return one.model_copy(update=update)
