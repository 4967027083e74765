"""Plain counts that add up, and intervals for what follows from them."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, computed_field

SAMPLES = 2000
SEED = 20240229


class Counts(BaseModel):
    """Values that are right, wrong (predicted but not so) and missed (in gold, not found).

    A predicted value that differs from gold's is wrong and missed, so right + wrong is what
    was predicted and right + missed what gold has. With nothing to divide by, figures are 0.
    """

    model_config = ConfigDict(frozen=True)

    right: int = Field(default=0, ge=0)
    wrong: int = Field(default=0, ge=0)
    missed: int = Field(default=0, ge=0)

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            right=self.right + other.right,
            wrong=self.wrong + other.wrong,
            missed=self.missed + other.missed,
        )

    @computed_field  # type: ignore[prop-decorator]
    @property
    def precision(self) -> float:
        """The share of predicted values that are right."""
        return _share(self.right, self.right + self.wrong)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def recall(self) -> float:
        """The share of gold values that were found."""
        return _share(self.right, self.right + self.missed)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)

    @property
    def empty(self) -> bool:
        """Whether there was nothing to count on either side."""
        return not (self.right or self.wrong or self.missed)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def total(counts: Iterable[Counts]) -> Counts:
    """Return the sum of `counts`."""
    result = Counts()
    for one in counts:
        result += one
    return result


def count_value(gold: object, predicted: object, *, same: bool) -> Counts:
    """Count one field of one row.

    Both None: nothing. Equal: right. Only gold has a value: missed. Only the prediction has
    one: wrong. Both have one and they differ: wrong and missed.
    """
    if gold is None and predicted is None:
        return Counts()
    if same:
        return Counts(right=1)
    return Counts(wrong=int(predicted is not None), missed=int(gold is not None))


def add_fields(one: Mapping[str, Counts], two: Mapping[str, Counts]) -> dict[str, Counts]:
    """Return the sums name by name, in the order in which names first come."""
    names = dict.fromkeys([*one, *two])
    return {name: one.get(name, Counts()) + two.get(name, Counts()) for name in names}


def f1_interval(
    reports: Sequence[Counts], *, samples: int = SAMPLES, seed: int = SEED, level: float = 0.95
) -> tuple[float, float]:
    """Return the bootstrap interval of the F1 of the summed counts.

    Whole reports are drawn with replacement, since the rows of one report stand and fall
    together. The same counts and seed give the same interval. No reports: (0, 0).
    """
    if not reports:
        return 0.0, 0.0
    table = np.array([[c.right, c.wrong, c.missed] for c in reports], dtype=np.float64)
    drawn = np.random.default_rng(seed).integers(len(table), size=(samples, len(table)))
    right, wrong, missed = table[drawn].sum(axis=1).T
    whole = 2 * right + wrong + missed
    f1 = np.divide(2 * right, whole, out=np.zeros_like(whole), where=whole > 0)
    low, high = np.quantile(f1, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
