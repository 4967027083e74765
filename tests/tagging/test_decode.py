"""Decoding: the best path that obeys the tag rules, its runs and their confidences."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from iusml.labels import TAG_ID, TAGS
from iusml.tagging.decode import Entity, Scores, best_path, decode, runs


def random_scores(seed: int, count: int) -> Scores:
    drawn = np.random.default_rng(seed).normal(0, 3, (count, len(TAGS)))
    return np.asarray(drawn - np.log(np.exp(drawn).sum(axis=1, keepdims=True)), np.float32)


def sure(tags: list[str], odds: float = 8.0) -> Scores:
    scores = np.zeros((len(tags), len(TAGS)), np.float32)
    scores[np.arange(len(tags)), [TAG_ID[tag] for tag in tags]] = odds
    return np.asarray(scores - np.log(np.exp(scores).sum(axis=1, keepdims=True)), np.float32)


def obeys(path: NDArray[np.int64]) -> bool:
    before = "O"
    for number in path.tolist():
        tag = TAGS[number]
        if tag.startswith("I-") and before not in {f"B-{tag[2:]}", tag}:
            return False
        before = tag
    return True


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.integers(0, 10_000), st.integers(0, 60), st.floats(0.2, 5))
def test_paths_obey_the_rules(seed: int, count: int, temperature: float) -> None:
    scores = random_scores(seed, count)
    path = best_path(scores)
    assert path.shape == (count,)
    assert obeys(path)
    found = decode(scores, temperature)
    assert [(e.label, e.start, e.end) for e in found] == list(runs(path))
    assert all(0 <= e.confidence <= 1 for e in found)
    inside = {i for e in found for i in range(e.start, e.end)}
    assert inside == set(np.flatnonzero(path).tolist())
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("seed", range(12))
def test_no_allowed_path_is_better(seed: int) -> None:
    scores = random_scores(seed, 2)
    path = best_path(scores)
    reached = scores[0, path[0]] + scores[1, path[1]]
    pairs = [(a, b) for a in range(len(TAGS)) for b in range(len(TAGS))]
    allowed = [p for p in pairs if obeys(np.array(p))]
    assert reached == pytest.approx(max(scores[0, a] + scores[1, b] for a, b in allowed))


def test_a_lone_inside_becomes_a_beginning_or_nothing() -> None:
    path = best_path(sure(["O", "I-WASTE", "I-WASTE", "O"]))
    assert obeys(path)
    assert TAGS[path[2]] == "I-WASTE"


def test_entities_that_touch_stay_apart() -> None:
    tags = ["B-WASTE", "B-WASTE", "I-WASTE", "B-EWC", "I-EWC", "I-EWC", "O", "B-YEAR"]
    found = decode(sure(tags))
    assert [(e.label, e.start, e.end) for e in found] == [
        ("WASTE", 0, 1),
        ("WASTE", 1, 3),
        ("EWC", 3, 6),
        ("YEAR", 7, 8),
    ]


def test_confidence_is_that_of_the_least_sure_word() -> None:
    scores = np.concatenate([sure(["B-WASTE"], 9), sure(["I-WASTE"], 4)])
    (entity,) = decode(scores)
    doubt = np.exp(scores[1, TAG_ID["I-WASTE"]]) + np.exp(scores[1, TAG_ID["B-WASTE"]])
    assert entity.confidence == pytest.approx(float(doubt), abs=1e-5)
    (cooler,) = decode(scores, temperature=3)
    assert cooler.confidence < entity.confidence


def test_nothing_gives_nothing() -> None:
    assert decode(np.zeros((0, len(TAGS)), np.float32)) == []
    assert decode(sure(["O", "O"])) == []
    assert Entity("WASTE", 0, 1, 1.0) == decode(sure(["B-WASTE"], 60))[0]
