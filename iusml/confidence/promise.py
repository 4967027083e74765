"""What precision can be promised for records that nobody looks at, and from which probability on.

A promise of 99 % says: had the calibration records been drawn anew a hundred times, a threshold
chosen in this way would let through records of which fewer than 99 % are right at most five times.
It holds for records drawn as the calibration records were, one apart from the other. Errors of one
report come together, and a new branch or layout is another draw: label some of your own.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from scipy.special import betaincinv

from iusml.models import KINDS, Kind

LEVEL: Final = 0.95
"""How sure a promise is."""
FIRST: Final = 0.25
"""Share of the calibration records that the first look takes in, if a promise needs no more."""
STEP: Final = 0.05
"""Share of the calibration records that each further look adds."""
_PLURAL: Final[dict[Kind, str]] = {"stream": "waste streams", "contact": "contacts"}
_PERCENTS: Final = range(99, 49, -1)

Outcomes = Sequence[tuple[float, bool]]
"""(probability, right) of records whose report the probability's model has not seen."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What the calibration records say of the records at or above `threshold`.

    `threshold` None: the target cannot be promised and nothing is accepted unseen. `best` is the
    highest whole percentage that can be, 0 for none. The `first` look takes in so many of the
    surest records, of which `missed` are wrong. From `estimate` on the share of right calibration
    records reaches the target without being promised; None where it never does.
    """

    kind: Kind
    target: float
    threshold: float | None
    accepted: int
    wrong: int
    first: int
    missed: int
    records: int
    reports: int
    best: int
    estimate: float | None
    estimated: int


def lower_bound(right: int, count: int, level: float = LEVEL) -> float:
    """The exact one-sided (Clopper-Pearson) lower bound of the share of which `right` are."""
    return float(betaincinv(right, count - right + 1, 1 - level)) if right else 0.0


def least(target: float, wrong: int = 0) -> int:
    """How many records a promise of `target` needs with `wrong` ones: 299 for 0.99 with none."""
    most = 1
    while lower_bound(most, most + wrong) < target:
        most *= 2
    return wrong + bisect_left(
        range(most), True, key=lambda right: lower_bound(right, right + wrong) >= target
    )


def threshold(outcomes: Outcomes, target: float) -> float | None:
    """The lowest probability from which on `target` can be promised; None where none can.

    Trying many thresholds and keeping the best would break the promise: one of them looks good by
    luck. They are tried in an order that is fixed before any outcome is seen (fixed-sequence
    testing): from the surest quarter of the records, or the fewest that a promise needs, down in
    steps of a twentieth of all. The first that fails ends the search: a quarter, because one or two
    errors among few would end it, however well the rest holds. Each
    may then be tested at the full level, since a false promise needs a false first step over
    the border. Records of equal probability stand and fall together.
    """
    ranked = sorted(outcomes, reverse=True)
    found = None
    right = done = 0
    for count in _looks(ranked, target):
        right += sum(truth for _, truth in ranked[done:count])
        done = count
        if lower_bound(right, count) < target:
            break
        found = ranked[count - 1][0]
    return found


def _looks(ranked: Outcomes, target: float) -> Iterator[int]:
    """How many of the ranked records each look takes in."""
    count, end = first_look(len(ranked), target), 0
    step = max(1, math.ceil(STEP * len(ranked)))
    while end < len(ranked) and count < len(ranked) + step:
        end = max(end, min(count, len(ranked)))
        while end < len(ranked) and ranked[end][0] == ranked[end - 1][0]:
            end += 1
        yield end
        count += step


def first_look(total: int, target: float) -> int:
    """How many of `total` records are looked at first: more than there are where none can do."""
    return max(least(target), math.ceil(FIRST * total))


def promise(
    kind: Kind, outcomes: Outcomes, target: float, reports: int
) -> Promise:  # fmt: skip
    """What can be said of `target` for one kind of records."""
    ranked = sorted(outcomes, reverse=True)
    limit = threshold(ranked, target)
    accepted = [truth for p, truth in ranked if limit is not None and p >= limit]
    first = first_look(len(ranked), target)
    percents = (n for n in _PERCENTS if threshold(ranked, n / 100) is not None)
    estimate, estimated = _estimate(ranked, target)
    return Promise(
        kind=kind,
        target=target,
        threshold=limit,
        accepted=len(accepted),
        wrong=accepted.count(False),
        first=first,
        missed=sum(not truth for _, truth in ranked[:first]),
        records=len(ranked),
        reports=reports,
        best=next(percents, 0),
        estimate=estimate,
        estimated=estimated,
    )


def promises(
    records: Mapping[Kind, Outcomes], target: float, reports: int
) -> dict[Kind, Promise]:  # fmt: skip
    """A promise for each kind of records; none of a kind is a promise of nothing."""
    return {kind: promise(kind, records.get(kind, ()), target, reports) for kind in KINDS}


def _estimate(ranked: Outcomes, target: float) -> tuple[float | None, int]:
    """The lowest probability from which on the share of right records is `target`; how many."""
    best: tuple[float | None, int] = None, 0
    right = 0
    for count, (probability, truth) in enumerate(ranked, start=1):
        right += truth
        tied = count < len(ranked) and ranked[count][0] == probability
        if not tied and right >= target * count:
            best = probability, count
    return best


def sentence(made: Promise) -> str:
    """A promise, or why there is none, in plain words."""
    what, percent = _PLURAL[made.kind], _percent(made.target)
    base = f"{made.records} calibration records in {made.reports} reports"
    if made.threshold is not None:
        return (
            f"{what.capitalize()} with a probability of {made.threshold:.3f} or more need no "
            f"review: at least {percent} of them are right (95 % confidence; {made.accepted} of "
            f"{base}, {made.wrong} wrong)."
        )
    needed = least(made.target)
    if made.records < needed:
        why = f"there are {base}, and {needed} without error are needed"
    else:
        why = (
            f"of {base} the {made.first} surest hold {made.missed} wrong ones; {needed} without "
            f"error are needed, or {least(made.target, wrong=1)} with one"
        )
    said = f"{what.capitalize()}: {percent} cannot be promised: {why}. All need review."
    if made.best:
        said += f" {made.best} % can be promised."
    if made.estimate is not None:
        said += (
            f" As an estimate, not a promise, {percent} are right from {made.estimate:.3f} on "
            f"({made.estimated} of the calibration records)."
        )
    return said


def _percent(share: float) -> str:
    return f"{100 * share:.4g} %"
