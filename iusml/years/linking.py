"""How features of a pair become a link: a logistic score, and the best assignment above a limit.

The weights lie in ``iusml/data/year_links.json``; `python -m training.year_links` fits them.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

Floats = NDArray[np.float64]
Kind = Literal["plants", "streams", "rivals"]
FILE = "year_links.json"
_FLOOR = 1e-9


class Link(NamedTuple):
    """Number `before` of the earlier year is number `after` of the later one."""

    before: int
    after: int
    score: float


class LinkScorer(BaseModel):
    """A logistic regression; a pair is linked from the probability `threshold` on."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    bias: float
    weights: dict[str, float]
    threshold: float = Field(gt=0, lt=1)

    def log_odds(self, features: Mapping[str, float]) -> float:
        """The log odds that a pair with these features is the same. Raises KeyError."""
        return self.bias + sum(self.weights[name] * value for name, value in features.items())

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability that a pair with these features is the same. Raises KeyError."""
        return float(1 / (1 + np.exp(-np.clip(self.log_odds(features), -30, 30))))


@cache
def link_scorer(kind: Kind) -> LinkScorer:
    """The shipped weights of one kind of pairs."""
    text = resources.files("iusml").joinpath("data", FILE).read_text("utf-8")
    return LinkScorers.model_validate_json(text).scorers[kind]


class LinkScorers(BaseModel):
    """The whole file, and on what it was fitted.

    "streams" judges a pair of streams by itself, "rivals" beside the pairs it shuts out.
    """

    model_config = ConfigDict(extra="forbid")

    scorers: dict[Kind, LinkScorer]
    fitted_on: str


def assign(scores: Floats, threshold: float) -> list[Link]:
    """Link rows to columns of `scores` (probabilities), each at most once.

    The links together are the likeliest: the sum of their log odds above the threshold's is the
    largest that can be had.
    """
    from scipy.optimize import linear_sum_assignment

    gains = np.maximum(_log_odds(scores) - _log_odds(np.array(threshold)), 0.0)
    rows, columns = linear_sum_assignment(gains, maximize=True)
    return [
        Link(int(row), int(column), float(scores[row, column]))
        for row, column in zip(rows, columns, strict=True)
        if gains[row, column] > 0
    ]


def _log_odds(scores: Floats) -> Floats:
    bounded = np.clip(scores, _FLOOR, 1 - _FLOOR)
    return np.asarray(np.log(bounded / (1 - bounded)))
