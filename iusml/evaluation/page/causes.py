"""The causes behind wrong streams: what went wrong, and where the stream stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from iusml.evaluation.page.wrong import OTHER_FIELD, WrongRecord

_AMOUNT = "the amount"
_LOST = "streams not found"
_CUT = "a row or a description cut wrongly, or its code"
_FALSE = "something else taken for a stream"
GROUPS = {
    **dict.fromkeys(("wrong unit", "factor 1000", "wrong year", "neighbouring row", "other amount",
                     "amount missed", "amount invented"), _AMOUNT),
    **dict.fromkeys(("missed", "merged"), _LOST),
    **dict.fromkeys(("wrong code", "wrong description", "split in two"), _CUT),
    **dict.fromkeys(("sum as stream", "trap as stream"), _FALSE),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cause:
    """A group of mistakes in one home, how many there are, and what they cost in tonnes."""

    name: str
    home: str
    count: int
    cost: float


def causes(records: Iterable[WrongRecord]) -> list[Cause]:
    """Group the streams that are not exact; the largest group first."""
    groups: defaultdict[tuple[str, str], list[WrongRecord]] = defaultdict(list)
    for record in records:
        if record.part == "stream" and record.kind != OTHER_FIELD:
            groups[GROUPS[record.kind], record.home].append(record)
    found = [
        Cause(name, home, len(held), sum(one.cost for one in held))
        for (name, home), held in groups.items()
    ]
    return sorted(found, key=lambda cause: (-cause.count, -cause.cost))
