"""The model that judges pairs: fitted with scikit-learn, shipped as ONNX."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType
from sklearn.ensemble import GradientBoostingClassifier

from iusml.assembly.scorers import Scorer, opened
from iusml.errors import ModelError
from training.linking.examples import Pairs

GENERATED_WEIGHT: Final = 0.3
"""A pair of a generated page counts so much of one of a labelled report."""
MAX_DIFFERENCE: Final = 1e-4
"""Between the probabilities of scikit-learn and ONNX."""
_OPSET: Final = {"": 18, "ai.onnx.ml": 3}


def fit(
    labelled: Pairs, generated: Pairs | None = None, *, trees: int = 250
) -> GradientBoostingClassifier:
    """Fit boosted trees on pairs; the same pairs give the same model."""
    parts = [labelled, generated] if generated is not None else [labelled]
    weights = [
        np.full(len(part.truth), weight)
        for part, weight in zip(parts, (1.0, GENERATED_WEIGHT), strict=False)
    ]
    model = GradientBoostingClassifier(
        n_estimators=trees, learning_rate=0.08, max_depth=5, min_samples_leaf=10,
        subsample=0.6, max_features="sqrt", random_state=0,
    )  # fmt: skip
    return model.fit(
        np.concatenate([part.features for part in parts]),
        np.concatenate([part.truth for part in parts]),
        sample_weight=np.concatenate(weights),
    )


def scorer(model: Any) -> Scorer:
    """Return a fitted scikit-learn model as what linking calls."""

    def score(features: NDArray[np.float32]) -> NDArray[np.float32]:
        chances: NDArray[np.float32] = model.predict_proba(features)[:, 1].astype(np.float32)
        return chances

    return score


def exported(model: Any, sample: NDArray[np.float32]) -> bytes:
    """Return `model` as ONNX. Raises ModelError where the two disagree on `sample`."""
    inputs = [("features", FloatTensorType([None, sample.shape[1]]))]
    graph = to_onnx(
        model, initial_types=inputs, target_opset=_OPSET, options={"zipmap": False}
    ).SerializeToString()
    difference = float(np.abs(opened(graph)(sample) - scorer(model)(sample)).max())
    if difference > MAX_DIFFERENCE:
        raise ModelError(f"The exported linker differs from the fitted one by {difference:.2g}.")
    return bytes(graph)
