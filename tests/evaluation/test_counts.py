import pytest

from iusml.evaluation.counts import Counts, add_fields, count_value, f1_interval, total


def test_counts_add_up_and_give_their_figures() -> None:
    counts = Counts(right=3, wrong=1) + Counts(right=1, missed=2)
    assert counts == Counts(right=4, wrong=1, missed=2)
    assert counts.precision == pytest.approx(4 / 5)
    assert counts.recall == pytest.approx(4 / 6)
    assert counts.f1 == pytest.approx(8 / 11)
    assert total([counts, Counts(), counts]) == counts + counts


def test_nothing_to_count_is_zero_and_empty() -> None:
    assert (Counts().f1, Counts().precision, Counts().recall) == (0, 0, 0)
    assert Counts().empty
    assert not Counts(missed=1).empty


def test_the_cases_of_one_field() -> None:
    assert count_value(None, None, same=True) == Counts()
    assert count_value("a", "A", same=True) == Counts(right=1)
    assert count_value("a", None, same=False) == Counts(missed=1)
    assert count_value(None, "a", same=False) == Counts(wrong=1)
    assert count_value("a", "b", same=False) == Counts(wrong=1, missed=1)


def test_fields_add_by_name() -> None:
    one, two = {"a": Counts(right=1)}, {"a": Counts(wrong=1), "b": Counts(missed=1)}
    assert add_fields(one, two) == {"a": Counts(right=1, wrong=1), "b": Counts(missed=1)}


def test_the_interval_is_the_same_each_time_and_holds_the_figure() -> None:
    reports = [Counts(right=9, wrong=1), Counts(right=2, missed=5), Counts(right=4, missed=1)]
    first = f1_interval(reports)
    assert first == f1_interval(reports)
    assert first[0] < total(reports).f1 < first[1]


def test_the_interval_of_equal_reports_is_a_point() -> None:
    low, high = f1_interval([Counts(right=1, wrong=1)] * 5)
    assert low == pytest.approx(high)
    assert f1_interval([]) == (0, 0)
    assert f1_interval([Counts()] * 3) == (0, 0)
