"""Calibration error, Brier score and log loss against values worked out by hand."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from iusml.evaluation.reliability import Outcome, calibration_error, outcomes, reliability
from iusml.records import DocumentRecord, Report

Make = Callable[..., Any]


def made(*pairs: tuple[float, bool]) -> list[Outcome]:
    return [Outcome(field="overall", row=0, probability=p, right=r) for p, r in pairs]


def test_two_bins_by_hand() -> None:
    found = reliability(made((0.9, True), (0.1, False), (0.3, True), (0.7, True)), bins=2)
    assert found.count == 4
    assert [b.probability for b in found.bins] == pytest.approx([0.2, 0.8])
    assert [b.right for b in found.bins] == [0.5, 1.0]
    assert found.ece == pytest.approx((0.3 + 0.2) / 2)
    assert found.brier == pytest.approx((0.01 + 0.01 + 0.49 + 0.09) / 4)
    assert found.log_loss == pytest.approx(-math.log(0.9 * 0.9 * 0.3 * 0.7) / 4)


def test_bins_have_equal_numbers_and_none_is_empty() -> None:
    found = reliability(made(*((n / 25, True) for n in range(25))))
    assert {b.count for b in found.bins} == {2, 3}
    assert len(reliability(made((0.5, True), (0.6, False))).bins) == 2


def test_what_holds_has_the_error_of_chance() -> None:
    random = np.random.default_rng(5)
    chances = np.sort(random.random(4000))
    truth = random.random(4000) < chances
    found = reliability(made(*zip(chances.tolist(), truth.tolist(), strict=True)))
    assert found.ece == pytest.approx(found.chance, abs=0.01)
    assert found.chance == pytest.approx(0.016, abs=0.004)
    assert calibration_error(chances, np.ones(4000)) == pytest.approx(0.5, abs=0.02)


def test_nothing_has_no_error() -> None:
    found = reliability([])
    assert (found.count, found.ece, found.bins) == (0, 0, [])


def test_a_sure_error_has_a_finite_loss() -> None:
    assert reliability(made((1.0, False))).log_loss < 15


def report(streams: list[Any], contacts: list[Any]) -> Report:
    return Report(
        document=DocumentRecord(
            path="x", sha256=None, pages=1, ocr_pages=[], status="ok", error=None, model=None
        ),
        facility=None,
        contacts=contacts,
        waste_streams=streams,
        entities=[],
    )


def test_outcomes_of_paired_and_extra_rows(stream: Make, contact: Make, quantity: Make) -> None:
    gold = report([stream("Drav", "020799", quantity=quantity(5))], [contact("Åsa Öberg")])
    raw = {"overall": 0.8, "description": 0.9, "ewc_code": None, "quantity": 0.7}
    found = report(
        [
            stream("Mäsk", quantity=quantity(1), confidence=raw),
            stream("Drav", "020799", quantity=quantity(6), confidence=raw),
        ],
        [contact("Åsa Öberg", confidence=0.6), contact("Bo Ek", confidence=0.4)],
    )
    told = list(outcomes(gold, found, {"stream": {1}}))
    assert [(o.field, o.row, o.right, o.forced) for o in told] == [
        ("overall", 0, False, False),
        ("description", 0, False, False),
        ("quantity", 0, False, False),
        ("overall", 1, False, True),
        ("description", 1, True, True),
        ("quantity", 1, False, True),
        ("contact", 0, True, False),
        ("contact", 1, False, False),
    ]
    assert [o.probability for o in told[-2:]] == [0.6, 0.4]
