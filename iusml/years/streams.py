"""The same waste streams of one plant in two years."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from iusml.normalise.catalogue import successors
from iusml.records import Quantity, WasteStream
from iusml.years.amounts import common
from iusml.years.linking import Floats, Link, assign, link_scorer
from iusml.years.meaning import Meaning, text_of
from iusml.years.names import likeness, shared_words

TOLD_EXACT, TOLD_ROUGH = 0.005, 0.06
"""Shares by which an amount told again a year later may differ: rounding, and rough rounding."""
FURTHEST = 1.0
"""Powers of ten between two years' amounts; further apart counts no more: units are mistaken."""
USUAL_APART = 0.2
"""What is taken where amounts cannot be compared."""
UNLIKELY = -9.0
"""Log odds below which pairs are no rivals any more."""
_LEAST = 1e-6


@dataclass(frozen=True)
class Year:
    """The streams of one plant in one year."""

    year: int
    streams: Sequence[WasteStream]

    @cached_property
    def codes(self) -> Counter[str]:
        """How many streams have each code."""
        return Counter(s.ewc_code for s in self.streams if s.ewc_code)

    @cached_property
    def amounts(self) -> list[Quantity]:
        """All amounts of the year."""
        return [s.quantity for s in self.streams if s.quantity]


def link_streams(before: Year, after: Year, meaning: Meaning) -> list[Link]:
    """Link the streams of two years of one plant; `meaning` knows all their texts."""
    first, second = link_scorer("streams"), link_scorer("rivals")
    odds = np.full((len(before.streams), len(after.streams)), UNLIKELY)
    for row, column, features in pair_features(before, after, meaning):
        odds[row, column] = first.log_odds(features)
    scores = np.zeros(odds.shape)
    for place, features in rival_features(odds).items():
        scores[place] = second.probability(features)
    return assign(scores, second.threshold)


def rival_features(odds: Floats) -> dict[tuple[int, int], dict[str, float]]:
    """The log odds of each pair, and of the likeliest other pair that either stream could be in.

    `odds` has shape (before, after).
    """
    bounded = np.maximum(odds, UNLIKELY)
    before, after = _rivals(bounded), _rivals(bounded.T).T
    return {
        (row, column): {
            "own": float(bounded[row, column]),
            "rival_before": float(before[row, column]),
            "rival_after": float(after[row, column]),
        }
        for row, column in np.ndindex(*odds.shape)
    }


def _rivals(odds: Floats) -> Floats:
    """For each cell the largest of the others in its row."""
    padded = np.pad(odds, ((0, 0), (0, 2)), constant_values=UNLIKELY)
    ordered = np.sort(padded, axis=1)
    largest, next_one = ordered[:, -1:], ordered[:, -2:-1]
    return np.asarray(np.where(odds == largest, next_one, largest))


def pair_features(
    before: Year, after: Year, meaning: Meaning
) -> Iterator[tuple[int, int, dict[str, float]]]:
    """Yield the numbers of each pair of streams, and what speaks for and against the pair."""
    texts = [[text_of(s) for s in year.streams] for year in (before, after)]
    if not all(texts):
        return
    alike, kinds = meaning.likeness(*texts), meaning.kinds(*texts)
    for row, one in enumerate(before.streams):
        for column, two in enumerate(after.streams):
            yield (
                row,
                column,
                {
                    **_words(texts[0][row], texts[1][column]),
                    "meaning": float(alike[row, column]),
                    "kinds": float(kinds[row, column]),
                    **_codes(one, two, before, after, meaning),
                    **_told(one, two, before, after),
                    **_amounts(one, two),
                    **_ways(one, two),
                },
            )


def _words(one: str, two: str) -> dict[str, float]:
    shares = shared_words(one, two), shared_words(two, one)
    return {
        "letters": likeness(one, two),
        "words_least": min(shares),
        "words_most": max(shares),
    }


def _codes(
    one: WasteStream, two: WasteStream, before: Year, after: Year, meaning: Meaning
) -> dict[str, float]:
    first, second = one.ewc_code, two.ewc_code
    known = first is not None and second is not None
    same = first is not None and second is not None and _same_code(first, second)
    only = same and before.codes[first or ""] == 1 and after.codes[second or ""] == 1
    near = known and not same and (first or "")[:4] == (second or "")[:4]
    fits = max(
        meaning.code_probability(text_of(one), second),
        meaning.code_probability(text_of(two), first),
    )
    hazards = one.hazardous, two.hazardous
    return {
        "same_code": float(same),
        "only_code": float(only),
        "near_code": float(near),
        "other_code": float(known and not same and not near),
        "code_fits": 0.0 if same else fits,
        "hazard_differs": float(None not in hazards and hazards[0] != hazards[1]),
    }


def _same_code(one: str, two: str) -> bool:
    """Whether two codes are one, also by the list of 2002 that renumbered the older one."""
    return one == two or two in successors(one) or one in successors(two)


def _told(one: WasteStream, two: WasteStream, before: Year, after: Year) -> dict[str, float]:
    """Whether the later report tells the earlier amount again, or both tell one of before."""
    history = {told.year: told.quantity for told in two.history}
    earlier = {told.year: told.quantity for told in one.history}
    earlier[before.year] = one.quantity
    apart = [
        _apart(amount, again)
        for year, amount in earlier.items()
        if amount and (again := history.get(year))
    ]
    if not apart:
        return {"told_same": 0.0, "told_other": 0.0}
    nearest = min(apart)
    told = history.get(before.year) or two.quantity
    rivals = sum(bool(told) and _apart(amount, told) <= TOLD_EXACT for amount in before.amounts)
    return {
        "told_same": 1 / max(rivals, 1) if nearest <= TOLD_EXACT else 0.0,
        "told_other": float(nearest > TOLD_ROUGH),
    }


def _apart(one: Quantity, two: Quantity | None) -> float:
    """The share by which two amounts differ; 1 where they have no common unit."""
    if two is None:
        return 1.0
    (first, unit), (second, other) = common(one), common(two)
    if unit != other:
        return 1.0
    largest = max(first, second)
    return abs(first - second) / largest if largest else 0.0


def _amounts(one: WasteStream, two: WasteStream) -> dict[str, float]:
    if one.quantity is None or two.quantity is None:
        return {"amounts_apart": USUAL_APART, "unit_differs": 0.0}
    (first, unit), (second, other) = common(one.quantity), common(two.quantity)
    if unit != other:
        return {"amounts_apart": USUAL_APART, "unit_differs": 1.0}
    apart = abs(np.log10(max(first, _LEAST)) - np.log10(max(second, _LEAST)))
    return {"amounts_apart": min(float(apart), FURTHEST), "unit_differs": 0.0}


def _ways(one: WasteStream, two: WasteStream) -> dict[str, float]:
    """Where the waste goes, and whether it arises or is taken in."""
    codes = one.operation_code, two.operation_code
    told = None not in codes
    return {
        "direction_differs": float(one.direction != two.direction),
        "operation_same": float(told and codes[0] == codes[1]),
        "operation_differs": float(told and codes[0] != codes[1]),
        "treatment_alike": likeness(one.treatment or "", two.treatment or ""),
        "receiver_alike": likeness(one.receiver or "", two.receiver or ""),
    }
