"""The models that turn facts of records into probabilities, learned from labelled reports.

Each is a logistic regression with an L2 penalty. Every report counts the same in choosing the
penalty as in learning: reports are left out whole, since the records of one stand and fall
together. How strong the penalty is, is chosen by the log loss on reports left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from iusml.confidence.apply import probability
from iusml.confidence.evidence import Features
from iusml.models import FieldModel

PENALTIES = (0.003, 0.01, 0.03, 0.1, 0.3)
"""Inverse strengths; the weakest is last."""
FOLDS = 10
LEAST_SPREAD = 0.05
"""Facts that hardly ever differ are not blown up to the scale of the others."""
SEED = 20240229
DECIMALS = 4
LOWERING: Mapping[str, tuple[str, ...]] = {
    "overall": ("amount_doubt", "code_doubt"),
    "ewc_code": ("code_doubt",),
    "quantity": ("amount_doubt",),
}
"""Facts that lower a field's odds at least as much as `iusml.suspicion` says: slips are rarer in
composed reports than in real ones, so that little is learned of them."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """One value or record: its report, its facts, whether it was right.

    `forced` ones are reviewed for other reasons than their probability.
    """

    report: str
    features: Features
    right: bool
    forced: bool = False


def fit(cases: Sequence[Case], strength: float, lowering: Sequence[str] = ()) -> FieldModel:
    """Learn one model; its weights are for the facts as they are, not scaled.

    The facts in `lowering` weigh -1 or less.
    """
    names = sorted(cases[0].features)
    table = _table(cases, names)
    truth = np.array([case.right for case in cases])
    if truth.all() or not truth.any():
        share = (truth.sum() + 1) / (len(truth) + 2)
        return FieldModel(bias=float(np.log(share / (1 - share))), weights={})
    middle, spread = table.mean(axis=0), np.maximum(table.std(axis=0), LEAST_SPREAD)
    model = LogisticRegression(C=strength, solver="newton-cholesky")
    model.fit((table - middle) / spread, truth)
    weights = model.coef_[0] / spread
    bias = float(model.intercept_[0] - weights @ middle)
    told = dict(zip(names, weights.round(DECIMALS).tolist(), strict=True))
    told |= {name: min(-1.0, told[name]) for name in lowering if name in told}
    return FieldModel(bias=round(bias, DECIMALS), weights={n: w for n, w in told.items() if w})


def _table(cases: Sequence[Case], names: Sequence[str]) -> Floats:
    return np.array([[case.features[name] for name in names] for case in cases], dtype=np.float64)


def folds(cases: Sequence[Case], count: int = FOLDS) -> Iterator[NDArray[np.int64]]:
    """Yield the cases of each part of the reports; which report is in which hangs on its name."""
    reports = sorted({case.report for case in cases})
    np.random.default_rng(SEED).shuffle(reports)
    part = {report: number % count for number, report in enumerate(reports)}
    of = np.array([part[case.report] for case in cases])
    yield from (np.flatnonzero(of == number) for number in range(min(count, len(reports))))


def cross_fitted(
    cases: Sequence[Case], strength: float | None = None, lowering: Sequence[str] = ()
) -> list[float]:
    """The probability of each case from a model that has not seen its report.

    Without a `strength` each part's model chooses its own, on the reports that it sees.
    """
    found = np.zeros(len(cases))
    for part in folds(cases):
        left = set(part.tolist())
        seen = [case for number, case in enumerate(cases) if number not in left]
        if not seen:
            found[part] = 0.5
            continue
        model = fit(seen, strength or best_strength(seen, lowering), lowering)
        found[part] = [probability(model, cases[number].features) for number in part]
    return [float(p) for p in found]


def best_strength(cases: Sequence[Case], lowering: Sequence[str] = ()) -> float:
    """The strength with the least log loss on reports left out; the strongest of equals."""
    truth = np.array([case.right for case in cases])

    def loss(strength: float) -> float:
        chances = np.array(cross_fitted(cases, strength, lowering))
        return float(-np.log(np.where(truth, chances, 1 - chances)).mean())

    return min(PENALTIES, key=loss)


def learned(cases: Mapping[str, Sequence[Case]]) -> dict[str, FieldModel]:
    """A model for each field that has cases."""
    found = {}
    for name, some in cases.items():
        if not some:
            continue
        lowering = LOWERING.get(name, ())
        found[name] = fit(some, best_strength(some, lowering), lowering)
    return found
