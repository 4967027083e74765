"""Features of pairs to the probability that a practitioner says yes."""

from collections.abc import Mapping

import numpy as np

from iusml.embedding.folder import Scorer
from iusml.errors import ModelError
from iusml.matching.features import NAMES, Table


class Scoring:
    """A logistic regression on the features in NAMES and on products of two of them."""

    def __init__(self, scorer: Scorer) -> None:
        """Raises ModelError where `scorer` weighs other features."""
        place = {name: number for number, name in enumerate(NAMES)}
        self._bias = np.float32(scorer.bias)
        self._linear = np.zeros(len(NAMES), np.float32)
        self._products = np.zeros((len(NAMES), len(NAMES)), np.float32)
        try:
            for name, weight in scorer.weights.items():
                self._linear[place[name]] = weight
            for pair, weight in scorer.products.items():
                one, other = pair.split("*")
                self._products[place[one], place[other]] = weight
        except (KeyError, ValueError) as error:
            raise ModelError(
                "The matcher weighs other features than this program knows. "
                "Use a model of this release."
            ) from error

    def probabilities(self, tables: Mapping[str, Table]) -> Table:
        """Return the probability of every pair, in the shape of one table."""
        from scipy.special import expit

        given = np.stack([tables[name].ravel() for name in NAMES])
        total = self._linear @ given + np.einsum("fp,fp->p", given, self._products @ given)
        likely = expit(total + self._bias)
        return np.asarray(likely, np.float32).reshape(tables[NAMES[0]].shape)
