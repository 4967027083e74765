"""How features of a pair become a probability: a logistic regression on judged catalogues."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import LeaveOneGroupOut, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

from iusml.annotations.matching import YES, Judged
from iusml.embedding.folder import Scorer
from iusml.matching.features import NAMES
from iusml.matching.matcher import Matcher

STRENGTH = 0.05
"""The inverse of how strongly weights are held small."""
Floats = NDArray[np.float64]


def pairs(matcher: Matcher, judged: Judged) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the features of all pairs that limits allow, and whether each is a yes."""
    side = matcher.knowledge.of_streams(judged.streams, matcher.knowledge.embed(judged.streams))
    tables, checked = matcher.tables(judged.streams, side)
    places = np.argwhere(checked.content_allowed)
    given = np.stack([tables[name][tuple(places.T)] for name in NAMES], axis=1).astype(np.float64)
    ids = [offer.need.id for offer in matcher.offers.offers]
    yes = [
        judged.grades.get((ids[column], judged.streams[row].id), 0) >= YES for row, column in places
    ]
    return given, np.array(yes)


def fit_scorer(catalogues: Sequence[tuple[Matcher, Judged]]) -> Scorer:
    """Return the regression on features and their products.

    Prints how it does on each catalogue when fitted on the others.
    """
    found = [pairs(matcher, judged) for matcher, judged in catalogues]
    given = np.concatenate([features for features, _ in found])
    yes = np.concatenate([answers for _, answers in found])
    groups = np.repeat(np.arange(len(found)), [len(answers) for _, answers in found])
    model = make_pipeline(
        StandardScaler(),
        PolynomialFeatures(2, include_bias=False),
        StandardScaler(),
        LogisticRegression(C=STRENGTH, max_iter=3000),
    )
    told = cross_val_predict(
        model, given, yes, groups=groups, cv=LeaveOneGroupOut(), method="predict_proba"
    )[:, 1]
    for line in _told(told, yes, groups):
        print(line)
    return scorer_of(model.fit(given, yes))


def scorer_of(model: Any) -> Scorer:
    """Return the weights of a fitted pipeline for features as they come, without its scaling."""
    first, products, second, regression = (step for _, step in model.steps)
    weights = regression.coef_[0] / second.scale_
    bias = float(regression.intercept_[0] - weights @ second.mean_)
    count = len(NAMES)
    linear, pairwise = np.zeros(count), np.zeros((count, count))
    for weight, powers in zip(weights, products.powers_, strict=True):
        factors = np.repeat(np.arange(count), powers)
        if len(factors) == 1:
            linear[factors[0]] = weight
        else:
            pairwise[factors[0], factors[1]] = weight
    # z = (x - mean) / scale, so that z'Pz + l'z + b turns into x'Qx + m'x + c.
    pairwise /= np.outer(first.scale_, first.scale_)
    linear = linear / first.scale_
    bias += float(first.mean_ @ pairwise @ first.mean_ - linear @ first.mean_)
    linear -= (pairwise + pairwise.T) @ first.mean_
    return Scorer(
        bias=round(bias, 6),
        weights={name: round(float(w), 6) for name, w in zip(NAMES, linear, strict=True)},
        products={
            f"{NAMES[a]}*{NAMES[b]}": round(float(pairwise[a, b]), 6)
            for a, b in np.argwhere(pairwise)
        },
    )


def _told(told: Floats, yes: NDArray[np.bool_], groups: NDArray[np.int64]) -> Iterator[str]:
    for number in np.unique(groups):
        own = groups == number
        loss = -np.log(np.where(yes[own], told[own], 1 - told[own])).mean()
        yield (
            f"catalogue {number + 1}, left out: {own.sum()} pairs, yes {yes[own].mean():.4f}, "
            f"told {told[own].mean():.4f}, log loss {loss:.4f}"
        )
