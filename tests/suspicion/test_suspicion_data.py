"""The shipped words and ranges, the recipe of the ranges, and the measurement."""

from benchmarks.suspicion import Tally, table
from iusml.normalise._data import rows
from iusml.normalise.catalogue import catalogue
from iusml.normalise.usual import usual_amounts
from tests.suspicion.test_suspicion import kilos, stream
from training.usual_amounts import BRANCHES, MIN_SAMPLES, usual_rows


def test_every_code_beside_a_word_is_in_the_list() -> None:
    table = rows("everyday_words.csv")
    assert len(table) > 350
    assert all(code in catalogue() for row in table for code in row["codes"].split())
    assert len({row["word"] for row in table}) == len(table)


def test_ranges_are_in_order() -> None:
    found = usual_amounts().values()
    assert all(0 < one.low_kg < one.median_kg < one.high_kg for one in found)
    assert {"hazardous", "other"} <= usual_amounts().keys()
    assert all(code in catalogue() for code, _, _ in BRANCHES)


def test_groups_with_few_amounts_have_no_row() -> None:
    alike = [stream("Lysrör", "200121", kilos(value)) for value in range(20, 20 + MIN_SAMPLES)]
    groups = {row[0]: row for row in usual_rows([*alike, stream("Toner", "080317", kilos(4))])}
    assert {"200121", "2001", "hazardous"} <= groups.keys()
    assert "080317" not in groups
    _, count, low, median, high = groups["200121"]
    assert count == MIN_SAMPLES
    assert float(low) < 20 <= float(median) <= 28 < float(high)


def test_measurement_prints_shares() -> None:
    tally = Tally(right=200, warned=3)
    tally.tried["amount x 1000"], tally.caught["amount x 1000"] = 10, 7
    text = table(tally)
    assert "right streams with a warning     1.5%  (3 of 200)" in text
    assert "70.0%  (7 of 10)" in text
