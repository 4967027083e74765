import math

import pytest

from iusml.evaluation.ranking import (
    difference,
    first_right,
    interval,
    ndcg,
    recall,
    reciprocal_rank,
)


def test_ndcg_is_1_for_the_best_order_and_falls_with_place() -> None:
    grades = {"a": 3, "b": 1}
    assert ndcg(["a", "b", "c"], grades) == 1
    worse = (1 + 7 / math.log2(3)) / (7 + 1 / math.log2(3))
    assert ndcg(["b", "a"], grades) == pytest.approx(worse)
    assert ndcg(["c"], grades) == 0
    with pytest.raises(ValueError, match="nothing is relevant"):
        ndcg(["a"], {})


def test_only_the_first_ten_count() -> None:
    ranked = [str(n) for n in range(12)]
    assert ndcg(ranked, {"11": 3}) == 0
    assert recall(ranked, frozenset({"0", "11"})) == 0.5


def test_places_of_the_first_right_one() -> None:
    right = frozenset({"b"})
    assert reciprocal_rank(["a", "b"], right) == 0.5
    assert reciprocal_rank(["a"], right) == 0
    assert (first_right(["b"], right), first_right(["a"], right), first_right([], right)) == (
        1,
        0,
        0,
    )


def test_intervals_hold_the_mean_and_repeat() -> None:
    found = interval([0.0, 1.0] * 50)
    assert found.low < found.mean == 0.5 < found.high
    assert interval([0.0, 1.0] * 50) == found
    assert str(interval([1.0, 1.0])) == "1.000 [1.000, 1.000]"


def test_differences_are_case_by_case() -> None:
    assert difference([1.0, 2.0], [0.0, 1.0]).mean == 1
    assert difference([1.0, 2.0], [0.0, 1.0]).low == 1
