"""``python -m training.year_links``: fit how features of two streams become one link.

Fitted on the labelled plants of the dev split, each plant left out in turn to choose how strongly
weights are held small and from which probability on two streams are linked. The weights for plants
are set by hand: too few of them are labelled to fit any.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import LeaveOneGroupOut, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from iusml.annotations.yearly import FOLDER, LabelledPlant, load_plants
from iusml.evaluation.counts import Counts
from iusml.settings import default_matcher
from iusml.years.linking import FILE, LinkScorer, LinkScorers, assign
from iusml.years.meaning import Meaning, meaning_of
from iusml.years.streams import Year, pair_features, rival_features

STRENGTHS = (0.01, 0.03, 0.1, 0.3, 1.0)
THRESHOLDS = tuple(round(0.05 * step, 2) for step in range(2, 17))
NEARLY = 0.002
"""Thresholds whose F1 is so near the best are as good; the middle one is taken."""
RIVALS = ("own", "rival_before", "rival_after")
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """All pairs of streams of two years of one plant: names, features, place and answer."""

    plant: str
    shape: tuple[int, int]
    places: list[tuple[int, int]]
    features: Floats
    same: NDArray[np.bool_]


def pairs_of(plants: Sequence[LabelledPlant], meaning: Meaning) -> tuple[list[str], list[Pairs]]:
    """Return the names of the features, and the pairs of each plant and consecutive years."""
    names: list[str] = []
    found = []
    for plant in plants:
        for years in pairwise(sorted(plant.years)):
            sides = [Year(year, plant.report(year).waste_streams) for year in years]
            told = list(pair_features(sides[0], sides[1], meaning))
            names = list(told[0][2])
            keys = [[stream.key for stream in plant.years[year].streams] for year in years]
            found.append(
                Pairs(
                    plant.key,
                    (len(keys[0]), len(keys[1])),
                    [(one, two) for one, two, _ in told],
                    np.array([list(features.values()) for *_, features in told]),
                    np.array([keys[0][one] == keys[1][two] for one, two, _ in told]),
                )
            )
    return names, found


def fit(names: Sequence[str], pairs: Sequence[Pairs]) -> tuple[LinkScorer, LinkScorer]:
    """Return the scorers of single pairs and beside rivals; prints how they do on plants left out.

    The second learns from what the first says of plants that it has not seen.
    """
    given = np.concatenate([one.features for one in pairs])
    same = np.concatenate([one.same for one in pairs])
    groups = np.concatenate([[one.plant] * len(one.same) for one in pairs])
    told = {strength: _left_out(_model(strength), given, same, groups) for strength in STRENGTHS}
    losses = {strength: _loss(one, same) for strength, one in told.items()}
    for one, loss in losses.items():
        print(f"strength {one}: log loss {loss:.5f} on plants left out")
    strength = min(losses, key=lambda one: losses[one])
    beside = _beside_rivals(pairs, told[strength])
    second = _left_out(_model(1.0), beside, same, groups)
    print(f"beside rivals: log loss {_loss(second, same):.5f} on plants left out")
    scores = {limit: _f1(pairs, second, limit) for limit in THRESHOLDS}
    for limit, f1 in scores.items():
        print(f"threshold {limit}: F1 {f1:.4f} on plants left out")
    best = max(scores.values())
    threshold = float(np.median([limit for limit, f1 in scores.items() if f1 >= best - NEARLY]))
    return (
        _scorer(names, _model(strength).fit(given, same), 0.5),
        _scorer(RIVALS, _model(1.0).fit(beside, same), threshold),
    )


def _left_out(
    model: Any, given: Floats, same: NDArray[np.bool_], groups: NDArray[np.str_]
) -> Floats:
    """Probabilities of pairs by a model fitted on the other plants."""
    told = cross_val_predict(
        model, given, same, groups=groups, cv=LeaveOneGroupOut(), method="predict_proba"
    )
    return np.asarray(told[:, 1])


def _loss(told: Floats, same: NDArray[np.bool_]) -> float:
    return float(-np.log(np.where(same, told, 1 - told)).mean())


def _beside_rivals(pairs: Sequence[Pairs], told: Floats) -> Floats:
    log_odds = np.log(told) - np.log1p(-told)
    return np.array(
        [
            [*features.values()]
            for odds in _tables(pairs, log_odds)
            for features in rival_features(odds).values()
        ]
    )


def _tables(pairs: Sequence[Pairs], values: Floats) -> Iterator[Floats]:
    """Yield the values of each plant's pairs as a table, shape (before, after)."""
    start = 0
    for one in pairs:
        table = np.zeros(one.shape)
        table[tuple(np.array(one.places).T)] = values[start : start + len(one.same)]
        start += len(one.same)
        yield table


def _scorer(names: Sequence[str], model: Any, threshold: float) -> LinkScorer:
    scaler, regression = (step for _, step in model.steps)
    weights = regression.coef_[0] / scaler.scale_
    bias = float(regression.intercept_[0] - weights @ scaler.mean_)
    return LinkScorer(
        bias=round(bias, 4),
        weights={name: round(float(w), 4) for name, w in zip(names, weights, strict=True)},
        threshold=round(threshold, 3),
    )


def _model(strength: float) -> Any:
    return make_pipeline(StandardScaler(), LogisticRegression(C=strength, max_iter=3000))


def _f1(pairs: Sequence[Pairs], told: Floats, threshold: float) -> float:
    counts = Counts()
    for one, scores in zip(pairs, _tables(pairs, told), strict=True):
        true = {place for place, same in zip(one.places, one.same, strict=True) if same}
        links = {(link.before, link.after) for link in assign(scores, threshold)}
        right = len(links & true)
        counts += Counts(right=right, wrong=len(links) - right, missed=len(true) - right)
    return counts.f1


def main(words: Sequence[str] | None = None) -> None:
    """Fit, print and write the weights of streams."""
    parser = argparse.ArgumentParser(prog="python -m training.year_links", description=__doc__)
    parser.add_argument("--annotations", type=Path, default=Path("annotations"))
    parser.add_argument("--out", type=Path, default=Path("iusml/data") / FILE)
    options = parser.parse_args(words)
    plants = load_plants(options.annotations / FOLDER / "dev")
    reports = [plant.report(year) for plant in plants for year in plant.years]
    names, pairs = pairs_of(plants, meaning_of(reports, default_matcher()))
    text = resources.files("iusml").joinpath("data", FILE).read_text("utf-8")
    shipped = LinkScorers.model_validate_json(text)
    told = f"streams: {sum(len(p.same) for p in pairs)} pairs of {len(plants)} dev plants"
    streams, rivals = fit(names, pairs)
    scorers = {**shipped.scorers, "streams": streams, "rivals": rivals}
    fitted = LinkScorers(scorers=scorers, fitted_on=told)
    options.out.write_text(fitted.model_dump_json(indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
