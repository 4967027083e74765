"""Figures over seeds and reports: means, spreads, and differences with their intervals."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iusml.evaluation.counts import SAMPLES, SEED
from training.compare.results import Result


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean F1 over seeds, with the lowest and the highest."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference of mean F1 with its 95 % interval over reports."""

    mean: float
    low: float
    high: float

    @property
    def sure(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.low > 0 or self.high < 0


def figure(results: Sequence[Result], split: str, measure: str) -> Figure:
    """Return the F1 of one variant's `results`, one for each seed."""
    every = _f1(_table(results, split, measure).sum(axis=1))
    return Figure(float(every.mean()), float(every.min()), float(every.max()))


def difference(
    results: Sequence[Result], others: Sequence[Result], split: str, measure: str
) -> Difference:
    """Return how much higher the mean F1 of `results` is than that of `others`.

    Both are judged on the same reports, which are drawn anew, whole, for the interval: it says
    nothing of other seeds.
    """
    one, two = (_table(r, split, measure) for r in (results, others))
    drawn = np.random.default_rng(SEED).integers(one.shape[1], size=(SAMPLES, one.shape[1]))
    ours, theirs = (_f1(t[:, drawn].sum(axis=2)).mean(axis=0) for t in (one, two))
    low, high = np.quantile(ours - theirs, [0.025, 0.975])
    mean = _f1(one.sum(axis=1)).mean() - _f1(two.sum(axis=1)).mean()
    return Difference(float(mean), float(low), float(high))


def _table(results: Sequence[Result], split: str, measure: str) -> NDArray[np.float64]:
    """Counts, shape (seeds, reports, 3)."""
    counts = [result.counts(split, measure) for result in results]
    rows = [[(c.right, c.wrong, c.missed) for c in one] for one in counts]
    return np.array(rows, dtype=np.float64)


def _f1(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    right, wrong, missed = np.moveaxis(counts, -1, 0)
    whole = 2 * right + wrong + missed
    f1: NDArray[np.float64] = 2 * right / np.maximum(whole, 1)
    return f1
