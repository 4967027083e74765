"""Curves of F1 over what labelling cost, and what picking gains at the same cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from benchmarks.active_learning.simulate import Point
from iusml.evaluation.counts import SAMPLES, SEED

Cost = Literal["reports", "pages", "spans"]
PLACES = 8
"""At so many costs F1 is compared where runs differ in what a round cost."""
_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two runs from the same start: chosen at random, and by the policy that is measured."""

    drawn: list[Point]
    picked: list[Point]


@dataclass(frozen=True, slots=True)
class Row:
    """Mean F1 of both kinds of runs at one cost, and the paired difference with its interval."""

    cost: float
    drawn: float
    picked: float
    gain: float
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Run:
    """The costs of a run's points, and right, wrong and missed: (points, judged reports, 3)."""

    costs: _Floats
    counts: _Floats

    @classmethod
    def of(cls, points: Sequence[Point], cost: Cost) -> "_Run":
        counts = [[(c.right, c.wrong, c.missed) for c in point.scores] for point in points]
        costs = [getattr(point, cost) for point in points]
        return cls(np.array(costs, dtype=np.float64), np.array(counts, dtype=np.float64))


_Runs = Sequence[tuple[_Run, _Run]]
"""For each start the run that draws and the run that picks."""


def rows(pairs: Sequence[Pair], cost: Cost) -> list[Row]:
    """Return a row for each cost that all runs reached, and last their mean (cost NaN).

    F1 between two rounds lies on the line between them. Intervals hold 95 % of 2000 draws of
    starts and of judged reports, both with replacement: another start and other reports.
    """
    runs = [(_Run.of(pair.drawn, cost), _Run.of(pair.picked, cost)) for pair in pairs]
    grid = _grid(runs)
    reports = runs[0][0].counts.shape[1]
    drawn, picked = _means(runs, grid, np.arange(reports))
    chance = np.random.default_rng(SEED)
    gains = np.empty((SAMPLES, len(grid)))
    for sample in range(SAMPLES):
        some = [runs[at] for at in chance.integers(len(runs), size=len(runs))]
        before, after = _means(some, grid, chance.integers(reports, size=(reports,)))
        gains[sample] = after - before
    shown = [_row(*column) for column in zip(grid, drawn, picked, gains.T, strict=True)]
    return [*shown, _row(float("nan"), drawn.mean(), picked.mean(), gains.mean(axis=1))]


def _row(cost: float, drawn: float, picked: float, gains: _Floats) -> Row:
    low, high = np.quantile(gains, [0.025, 0.975])
    return Row(cost, float(drawn), float(picked), float(picked - drawn), (float(low), float(high)))


def _grid(runs: _Runs) -> _Floats:
    """The costs at which all runs can be compared."""
    costs = [run.costs for pair in runs for run in pair]
    if all(np.array_equal(one, costs[0]) for one in costs):
        return costs[0]
    low, high = max(one[0] for one in costs), min(one[-1] for one in costs)
    even: _Floats = np.linspace(low, high, PLACES, dtype=np.float64).round()
    return even


def _means(runs: _Runs, grid: _Floats, reports: NDArray[np.int64]) -> tuple[_Floats, _Floats]:
    """Mean F1 of the runs that draw and of those that pick, at the costs of `grid`."""
    curves: _Floats = np.array([[_curve(run, grid, reports) for run in pair] for pair in runs])
    means: _Floats = curves.sum(axis=0) / len(runs)
    return means[0], means[1]


def _curve(run: _Run, grid: _Floats, reports: NDArray[np.int64]) -> _Floats:
    right, wrong, missed = np.moveaxis(run.counts[:, reports].sum(axis=1), -1, 0)
    f1 = 2 * right / (2 * right + wrong + missed)
    curve: _Floats = np.interp(grid, run.costs, f1)
    return curve
