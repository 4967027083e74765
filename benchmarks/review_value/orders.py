"""Orders of looking compared: what has been removed after so many looks, with intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.review_value.looks import Look

LOOKS = (10, 25, 50, 100)
DRAWS = 1000
SEED = 20240229
RANDOM, BEST = "random", "knows gold"
"""The best order is as far as any can come: it knows what is wrong."""
GAINS = ("wrong", "fields", "tonnes")
Array = np.ndarray
Ranges = dict[str, tuple[float, float, float]]


@dataclass(frozen=True, slots=True)
class Table:
    """The looks as columns, one row each; `reports` are numbers that rows of one report share."""

    reports: Array
    keys: Mapping[str, Array]
    gains: Mapping[str, Array]

    def rows(self, chosen: Array) -> "Table":
        """Some of the rows, some of them perhaps more than once."""
        return Table(
            self.reports[chosen],
            {name: column[chosen] for name, column in self.keys.items()},
            {name: column[chosen] for name, column in self.gains.items()},
        )


def table(looks: Sequence[Look]) -> Table:
    """Columns of looks; the greatest key of an order is looked at first."""
    names = sorted({look.report for look in looks})
    keys = {
        "queue": [look.value for look in looks],
        "least sure": [-look.sure for look in looks],
        "most tonnes": [look.weight for look in looks],
    }
    gains = {name: [getattr(look, name) for look in looks] for name in GAINS}
    return Table(
        np.array([names.index(look.report) for look in looks]),
        {name: np.array(column, dtype=np.float64) for name, column in keys.items()},
        {name: np.array(column, dtype=np.float64) for name, column in gains.items()},
    )


def removed(key: Array, gain: Array) -> Array:
    """What has been removed after each look, the greatest key first."""
    return np.cumsum(gain[np.argsort(-key, kind="stable")])


def after(curve: Array, looks: int) -> float:
    """The value of a curve after so many looks, or after all there are."""
    return float(curve[min(looks, len(curve)) - 1])


def compare(found: Table, gain: str, looks: int, draws: int = DRAWS) -> tuple[Ranges, Ranges]:
    """By order: what `looks` looks remove, and how many times as much as random ones do.

    Each with its 95 % interval over reports: `draws` sets of as many reports are drawn, and looked
    through in each order. Random looks are shuffled in each; times are against their mean.
    """
    generator = np.random.default_rng(SEED)
    own = [np.flatnonzero(found.reports == number) for number in np.unique(found.reports)]
    base = _at(found, gain, looks, generator)
    base[RANDOM] = _expected(found, gain, looks)
    drawn: dict[str, list[float]] = {name: [] for name in base}
    times: dict[str, list[float]] = {name: [] for name in base}
    for _ in range(draws):
        chosen = np.concatenate([own[n] for n in generator.integers(len(own), size=len(own))])
        part = found.rows(chosen)
        expected = _expected(part, gain, looks)
        for name, value in _at(part, gain, looks, generator).items():
            drawn[name].append(value)
            if expected:
                times[name].append(value / expected)
    ranges = {name: (base[name], *_middle(drawn[name])) for name in base}
    ratio = {name: base[name] / base[RANDOM] if base[RANDOM] else 0.0 for name in base}
    return ranges, {name: (ratio[name], *_middle(times[name])) for name in base}


def curves(found: Table, gain: str) -> dict[str, list[float]]:
    """What each order has removed after each look; the random one is the mean."""
    keys = {**found.keys, BEST: found.gains[gain]}
    told = {name: removed(key, found.gains[gain]) for name, key in keys.items()}
    count = len(found.reports)
    told[RANDOM] = np.arange(1, count + 1) * found.gains[gain].mean()
    return {name: [round(float(value), 4) for value in curve] for name, curve in told.items()}


def _at(part: Table, gain: str, looks: int, generator: np.random.Generator) -> dict[str, float]:
    keys = {**part.keys, BEST: part.gains[gain], RANDOM: generator.random(len(part.reports))}
    return {name: after(removed(key, part.gains[gain]), looks) for name, key in keys.items()}


def _expected(part: Table, gain: str, looks: int) -> float:
    """What random looks remove on average over all shuffles."""
    return float(part.gains[gain].mean()) * min(looks, len(part.reports))


def _middle(values: Sequence[float]) -> tuple[float, float]:
    low, high = np.percentile(values, [2.5, 97.5]) if values else (0.0, 0.0)
    return float(low), float(high)
