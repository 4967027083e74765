"""What may be promised of records that nobody looks at, against values worked out by hand."""

import numpy as np
import pytest

from iusml.confidence.promise import (
    first_look,
    least,
    lower_bound,
    promise,
    promises,
    sentence,
    threshold,
)

Outcomes = list[tuple[float, bool]]


def ranked(right: int, wrong: int = 0) -> Outcomes:
    """Right records above wrong ones, every probability once."""
    total = right + wrong
    return [(1 - n / (2 * total), n < right) for n in range(total)]


@pytest.mark.parametrize(("target", "count"), [(0.99, 299), (0.95, 59), (0.9, 29), (0.5, 5)])
def test_how_many_clean_records_a_promise_needs(target: float, count: int) -> None:
    assert least(target) == count
    assert lower_bound(count, count) >= target > lower_bound(count - 1, count - 1)


def test_bound_of_clean_records_is_a_root() -> None:
    assert lower_bound(10, 10) == pytest.approx(0.05**0.1)
    assert lower_bound(0, 10) == 0.0
    # The textbook's interval: 8 of 10 at a one-sided 95 %.
    assert lower_bound(8, 10) == pytest.approx(0.4931, abs=1e-4)


def test_299_clean_records_promise_99_percent_and_298_do_not() -> None:
    assert threshold(ranked(298), 0.99) is None
    assert threshold(ranked(299), 0.99) == ranked(299)[-1][0]


def test_one_error_among_299_breaks_the_promise() -> None:
    records = ranked(299)
    records[150] = (records[150][0], False)
    assert threshold(records, 0.99) is None


def test_the_search_goes_down_until_a_step_fails() -> None:
    records = ranked(600, 200)
    limit = threshold(records, 0.95)
    assert limit is not None
    passed = [right for p, right in records if p >= limit]
    assert 600 <= len(passed) < 660
    assert lower_bound(sum(passed), len(passed)) >= 0.95


def test_no_record_after_a_failed_step_brings_the_promise_back() -> None:
    records = ranked(200)
    for number in range(10, 30):
        records[number] = (records[number][0], False)
    long = [*records, *((0.4 - n / 1e4, True) for n in range(2000))]
    assert lower_bound(230, 250) > 0.85
    assert threshold(long[:250], 0.85) is None


def test_records_of_equal_probability_stand_together() -> None:
    records = [(0.9, True)] * 299 + [(0.9, False)] * 20
    assert threshold(records, 0.99) is None
    assert threshold([(0.9, True)] * 299 + [(0.1, False)] * 20, 0.99) == 0.9


def test_a_higher_target_never_accepts_more() -> None:
    chances = np.random.default_rng(7).random(1500)
    truth = np.random.default_rng(8).random(1500) < chances**0.2
    records = list(zip(chances.tolist(), truth.tolist(), strict=True))
    limits = [threshold(records, target) for target in (0.7, 0.8, 0.9, 0.95, 0.99)]
    heights = [1.1 if limit is None else limit for limit in limits]
    assert heights == sorted(heights)
    assert heights[0] < 1


def test_the_promise_is_broken_at_most_once_in_twenty() -> None:
    random = np.random.default_rng(3)
    broken = 0
    for _ in range(400):
        chances = random.random(300)
        sure = chances**0.3
        records = list(zip(chances.tolist(), (random.random(300) < sure).tolist(), strict=True))
        limit = threshold(records, 0.85)
        if limit is not None:
            grid = np.linspace(limit, 1, 1001)
            broken += float(np.mean(grid**0.3)) < 0.85
    assert broken <= 0.05 * 400 + 9  # three standard deviations


def test_what_cannot_be_promised_is_said_with_the_estimate_beside() -> None:
    made = promise("stream", ranked(120, 30), 0.99, 12)
    assert made.threshold is None
    assert (made.records, made.first) == (150, 299)
    assert made.best == 97
    assert made.estimate == pytest.approx(ranked(120, 30)[120][0])
    said = sentence(made)
    assert said.startswith(
        "Waste streams: 99 % cannot be promised: there are 150 calibration records in 12 reports, "
        "and 299 without error are needed. All need review."
    )
    assert "97 % can be promised" in said
    assert "As an estimate, not a promise" in said


def test_errors_among_the_surest_are_said() -> None:
    records = ranked(400)
    for number in (3, 7, 11):
        records[number] = (records[number][0], False)
    made = promise("stream", sorted(records, reverse=True), 0.95, 12)
    assert (made.threshold, made.first, made.missed) == (None, 100, 3)
    assert "the 100 surest hold 3 wrong ones; 59 without error are needed, or 93 with one" in (
        sentence(made)
    )


def test_the_first_look_takes_a_quarter_or_what_a_promise_needs() -> None:
    assert first_look(400, 0.95) == 100
    assert first_look(399, 0.95) == 100
    assert first_look(200, 0.95) == 59
    assert first_look(10, 0.95) == 59


def test_two_errors_among_the_surest_few_do_not_end_the_search() -> None:
    records = ranked(800)
    records[3] = records[7] = (records[5][0], False)
    assert threshold(records, 0.95) == records[-1][0]


def test_what_can_be_promised_is_said_with_its_records() -> None:
    made = promise("contact", ranked(80), 0.95, 9)
    assert made.threshold == ranked(80)[-1][0]
    assert sentence(made) == (
        "Contacts with a probability of 0.506 or more need no review: at least 95 % of them are "
        "right (95 % confidence; 80 of 80 calibration records in 9 reports, 0 wrong)."
    )


def test_without_records_nothing_is_promised() -> None:
    made = promises({}, 0.9, 0)
    assert set(made) == {"stream", "contact"}
    assert made["stream"].threshold is None
    assert made["stream"].estimate is None
    assert made["stream"].best == 0
    assert "29 without error are needed" in sentence(made["stream"])
