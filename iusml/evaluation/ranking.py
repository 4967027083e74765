"""How good ranked lists are, with intervals over the things that were ranked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DRAWS = 2000
SEED = 20240229
SHARE = 0.95
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean with the bounds that 95 of 100 draws of other cases give."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        """Such as "0.853 [0.821, 0.884]"."""
        return f"{self.mean:.3f} [{self.low:.3f}, {self.high:.3f}]"


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """Normalised discounted cumulative gain with gains 2^grade - 1 (Burges and others, 2005).

    `grades` are those above 0 by item. Raises ValueError where there is none.
    """
    best = _gain(sorted(grades.values(), reverse=True)[:depth])
    if best == 0:
        raise ValueError("nothing is relevant")
    return _gain([grades.get(item, 0) for item in ranked[:depth]]) / best


def _gain(grades: Sequence[int]) -> float:
    return float(sum((2.0**g - 1) / np.log2(place + 2) for place, g in enumerate(grades)))


def reciprocal_rank(ranked: Sequence[str], right: frozenset[str]) -> float:
    """1 over the place of the first right item, 0 where none is ranked."""
    return next((1 / place for place, item in enumerate(ranked, 1) if item in right), 0.0)


def recall(ranked: Sequence[str], right: frozenset[str], depth: int = 10) -> float:
    """The share of the right items among the first `depth`; at most `depth` can be asked for."""
    return len(right.intersection(ranked[:depth])) / min(len(right), depth)


def first_right(ranked: Sequence[str], right: frozenset[str]) -> float:
    """1 where the first item is right, else 0."""
    return float(bool(ranked) and ranked[0] in right)


def interval(values: Sequence[float], draws: int = DRAWS) -> Interval:
    """The mean of `values` with a bootstrap interval (percentiles; Efron, 1979)."""
    given = np.asarray(values, np.float64)
    return _interval(float(given.mean()), given[_drawn(len(given), draws)].mean(axis=1))


def difference(one: Sequence[float], two: Sequence[float], draws: int = DRAWS) -> Interval:
    """The mean of `one` less that of `two`, case by case the same, with its interval."""
    return interval(np.asarray(one, np.float64) - np.asarray(two, np.float64), draws)  # type: ignore[arg-type]


def _drawn(count: int, draws: int) -> NDArray[np.int64]:
    return np.random.default_rng(SEED).integers(0, count, (draws, count))


def _interval(mean: float, drawn: Floats) -> Interval:
    low, high = np.quantile(drawn, [(1 - SHARE) / 2, (1 + SHARE) / 2])
    return Interval(mean, float(low), float(high))


Measure = Callable[[Sequence[str], Mapping[str, int]], float]
