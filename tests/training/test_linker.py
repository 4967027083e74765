"""Learning to link: pairs, a tiny model and its export."""

import random
from collections import Counter

import numpy as np
import pytest

from iusml.assembly.scorers import opened
from iusml.errors import ModelError
from iusml.layout import Layout
from tests.assembly.build import build
from training.linking import model as linker
from training.linking.examples import Labelled, Pairs, joined, noisy, of_seed, pairs
from training.linking.scoring import f1


def some_pairs(count: int = 400) -> Pairs:
    chance = np.random.default_rng(1)
    features = chance.integers(0, 5, (count, 6)).astype(np.float32)
    truth = (features[:, 0] + features[:, 1] > 4).astype(np.int64)
    return Pairs(features, truth, np.array(["r"] * count))


def labelled(source: str, keys: list[set[str]]) -> Labelled:
    document, entities = build(source)
    named = {e: frozenset(k) for e, k in zip(entities, keys, strict=True)}
    return Labelled("r", document, Layout(document), tuple(entities), named, 2023)


def test_the_exported_model_is_the_fitted_one() -> None:
    data = some_pairs()
    model = linker.fit(data, trees=20)
    graph = linker.exported(model, data.features)
    difference = np.abs(opened(graph)(data.features) - linker.scorer(model)(data.features))
    assert difference.max() < linker.MAX_DIFFERENCE
    assert linker.exported(linker.fit(data, trees=20), data.features) == graph


def test_an_export_that_differs_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = some_pairs()
    model = linker.fit(data, trees=5)
    monkeypatch.setattr(linker, "MAX_DIFFERENCE", -1.0)
    with pytest.raises(ModelError, match="differs"):
        linker.exported(model, data.features)


def test_a_pair_is_true_when_both_tell_of_one_stream() -> None:
    source = labelled(
        "[WASTE:Slam] [QUANTITY:7 ton], [WASTE:sand] [QUANTITY:8 ton]",
        [{"s1"}, {"s1"}, {"s2"}, {"s2"}],
    )
    assert pairs([source]).truth.tolist() == [1, 0, 1, 0]


def test_of_two_mentions_the_nearest_counts() -> None:
    source = labelled("[WASTE:Slam] och åter [WASTE:slam] [QUANTITY:7 ton]", [{"s1"}] * 3)
    assert pairs([source]).truth.tolist() == [1]


def test_noise_takes_limits_for_amounts() -> None:
    text = "[WASTE:Slam] [QUANTITY:7 ton]. Villkoret är 50 ton och högst 8 kg. " * 20
    source = labelled(text, [{"s1"}] * 40)
    entities = noisy(source, random.Random(1)).entities
    texts = [source.document.text(e.start, e.end) for e in entities if e.label == "QUANTITY"]
    assert {"7 ton", "50 ton"} <= set(texts)
    assert texts.count("7 ton") < 20


def test_generated_pages_give_links() -> None:
    found = joined([pairs([of_seed(seed)]) for seed in (5_000_001, 5_000_002, 5_000_003)])
    assert 0 < found.truth.sum() < len(found.truth) == len(found.report)


def test_f1_of_nothing_is_zero() -> None:
    assert f1(Counter()) == 0.0
    assert f1(Counter(right=3, wrong=1, missed=1)) == 0.75
