"""The worth of looks: errors by stream, orders compared, and the store they are read from."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.review_value.looks import Look, looks, tonnes_put_right
from benchmarks.review_value.orders import BEST, RANDOM, after, compare, curves, removed, table
from benchmarks.review_value.records import fill
from iusml.annotations.gold import GoldReport
from iusml.records import Quantity, Report
from iusml.store.database.output import report_id


def look(report: str, value: float, sure: float, *, wrong: bool) -> Look:
    return Look(report, value, sure, 1.0, True, float(wrong), 2.0 * wrong, 5.0 * wrong)


@pytest.fixture
def some() -> list[Look]:
    found = []
    for report in "åäö":
        found += [look(report, 0.9, 0.1, wrong=True), look(report, 0.8, 0.9, wrong=False)]
        found += [look(report, 0.1, 0.95, wrong=False)] * 4
    return found


def test_what_is_removed_follows_the_order() -> None:
    curve = removed(np.array([0.1, 0.9, 0.5]), np.array([1.0, 0.0, 2.0]))
    assert curve.tolist() == [0.0, 2.0, 3.0]
    assert after(curve, 2) == 2.0
    assert after(curve, 50) == 3.0


def test_the_queue_is_compared_with_random_looks(some: list[Look]) -> None:
    found, times = compare(table(some), "wrong", 3, draws=20)
    assert found["queue"] == (3.0, 3.0, 3.0)
    assert found[RANDOM][0] == 0.5
    assert times["queue"][0] == 6.0
    assert times[BEST][0] == 6.0
    assert found["least sure"][0] == 3.0
    low, high = found[RANDOM][1:]
    assert 0 <= low < high <= 3


def test_nothing_wrong_is_no_number_of_times() -> None:
    _, times = compare(table([look("å", 0.5, 0.5, wrong=False)] * 3), "wrong", 2, draws=5)
    assert times["queue"] == (0.0, 0.0, 0.0)


def test_all_curves_end_with_all_errors(some: list[Look]) -> None:
    found = curves(table(some), "fields")
    assert {round(curve[-1], 6) for curve in found.values()} == {6.0}
    assert found[BEST][:3] == [2.0, 4.0, 6.0]


def amount(kg: float) -> Quantity:
    return Quantity(value=kg, unit="kg", mass_kg=kg, approximate=False, text=f"{kg:g} kg")


def test_tonnes_put_right(full_report: Report) -> None:
    gold = full_report.waste_streams[0].model_copy(update={"quantity": amount(4000)})
    assert tonnes_put_right(gold, gold) == 0
    assert tonnes_put_right(gold, gold.model_copy(update={"quantity": amount(1000)})) == 3
    assert tonnes_put_right(gold, gold.model_copy(update={"quantity": None})) == 4
    assert tonnes_put_right(gold, gold.model_copy(update={"ewc_code": "200301"})) == 4
    assert tonnes_put_right(None, gold) == 4


def test_looks_of_a_store(full_report: Report, tmp_path: Path) -> None:
    said = full_report.waste_streams[0]
    more = said.model_copy(
        update={"id": "s77", "description": "Något helt annat", "quantity": None}
    )
    lost = said.model_copy(update={"id": "s88", "description": "Lysrör och kvicksilver"})
    record = full_report.model_copy(update={"waste_streams": [said, more]})
    right = full_report.model_copy(update={"waste_streams": [said, lost]})
    gold = GoldReport("trå-hamn", Path("x.pdf"), "", "", "", "", "composed", False, (), right)
    url = f"sqlite:///{tmp_path}/avfall.db"
    fill(url, [record])
    found, missed = looks(url, {report_id(record.document.path): gold})
    assert [one.report for one in found] == ["trå-hamn"] * 2
    assert sorted(one.wrong for one in found) == [0.0, 1.0]
    assert missed == 1
    assert all(one.value > 0 for one in found if one.sure < 1)
