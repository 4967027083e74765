import numpy as np
import pytest

from iusml.embedding.folder import Scorer
from iusml.errors import ModelError
from iusml.matching.features import NAMES, spread
from iusml.matching.scoring import Scoring


def test_weights_and_products_are_summed_up() -> None:
    tables = {name: np.full((1, 2), 0.0, np.float32) for name in NAMES}
    tables["likeness"] = np.array([[0.5, 1.0]], np.float32)
    tables["taken_before"] = np.array([[2.0, -1.0]], np.float32)
    scorer = Scorer(
        bias=0.5,
        weights={"likeness": 2.0},
        products={"likeness*taken_before": 3.0, "taken_before*taken_before": -1.0},
    )
    total = np.array([[0.5 + 1 + 3 - 4, 0.5 + 2 - 3 - 1]])
    found = Scoring(scorer).probabilities(tables)
    assert found == pytest.approx(1 / (1 + np.exp(-total)), rel=1e-5)


@pytest.mark.parametrize(
    "scorer",
    [Scorer(weights={"taste": 1.0}), Scorer(products={"likeness*taste": 1.0}),
     Scorer(products={"likeness": 1.0})],
)  # fmt: skip
def test_unknown_features_are_told(scorer: Scorer) -> None:
    with pytest.raises(ModelError, match="other features"):
        Scoring(scorer)


def test_the_spread_of_shares_is_their_entropy() -> None:
    shares = np.array([[1.0, 0.5], [0.0, 0.5]], np.float32)
    assert spread(shares) == pytest.approx([0, np.log(2)], abs=1e-4)
