"""The same streams of one plant a year later."""

from typing import Any

import numpy as np
import pytest

from iusml.normalise.catalogue import catalogue, retired_codes, successors
from iusml.records import Report
from iusml.years.linking import assign
from iusml.years.streams import Year, link_streams, pair_features, rival_features
from tests.years.conftest import BURNT, OIL, SLUDGE, record, understood


def linked(before: Report, after: Report) -> set[tuple[int, int]]:
    sides = Year(2022, before.waste_streams), Year(2023, after.waste_streams)
    return {(one, two) for one, two, _ in link_streams(*sides, understood(before, after))}


def features(before: dict[str, Any], after: dict[str, Any]) -> dict[str, float]:
    one, two = record(2022, before), record(2023, after)
    sides = Year(2022, one.waste_streams), Year(2023, two.waste_streams)
    return next(pair_features(*sides, understood(one, two)))[2]


def test_streams_are_linked_in_any_order_and_under_other_names() -> None:
    before = record(2022, SLUDGE, OIL, BURNT)
    after = record(
        2023,
        {**BURNT, "description": "Restavfall till energiåtervinning", "amount": 37.5},
        {**SLUDGE, "description": "Fettavskiljarslam", "amount": 13.1},
        {**OIL, "amount": 0.7, "unit": "t"},
    )
    assert linked(before, after) == {(0, 1), (1, 2), (2, 0)}


def test_what_came_and_went_stays_alone() -> None:
    glass = {"key": "glas", "description": "Planglas", "code": "170202", "amount": 3, "unit": "t"}
    assert linked(record(2022, SLUDGE, BURNT), record(2023, BURNT, glass)) == {(1, 0)}
    assert linked(record(2022), record(2023, glass)) == set()


def test_a_wrong_unit_does_not_part_a_stream() -> None:
    assert linked(record(2022, SLUDGE, OIL), record(2023, {**SLUDGE, "amount": 12500}, OIL)) == {
        (0, 0), (1, 1)
    }  # fmt: skip


def test_an_amount_told_again_tells_like_streams_apart() -> None:
    steel = {"description": "Metallskrot", "code": "170405", "unit": "t"}
    before = record(
        2022, {**steel, "key": "a", "amount": 31.4}, {**steel, "key": "b", "amount": 52}
    )
    after = record(
        2023,
        {**steel, "key": "b", "amount": 33, "history": {2022: 52}},
        {**steel, "key": "a", "amount": 50, "history": {2022: 31.4}},
    )
    assert linked(before, after) == {(0, 1), (1, 0)}


def test_direction_parts_what_is_taken_in_from_what_arises() -> None:
    wood = {"description": "Träavfall", "code": "191207", "unit": "t"}
    taken, arisen = (
        {**wood, "key": "in", "amount": 900, "direction": "received"},
        {**wood, "key": "ut", "amount": 880, "direction": "generated"},
    )
    assert linked(record(2022, taken, arisen), record(2023, arisen, taken)) == {(0, 1), (1, 0)}


@pytest.mark.parametrize(
    ("before", "after", "name", "value"),
    [
        (SLUDGE, {**SLUDGE, "code": "020501"}, "near_code", 1),
        (SLUDGE, {**SLUDGE, "code": "190809"}, "other_code", 1),
        (SLUDGE, {**SLUDGE, "code": None}, "same_code", 0),
        ({**OIL, "code": "130202"}, OIL, "same_code", 1),
        (OIL, {**OIL, "history": {2022: 801}}, "told_same", 1),
        (OIL, {**OIL, "history": {2022: 900}}, "told_other", 1),
        ({**OIL, "history": {2021: 700}}, {**OIL, "history": {2021: 700}}, "told_same", 1),
        (OIL, {**OIL, "history": {2021: 800}}, "told_same", 0),
        (OIL, {**OIL, "unit": "l"}, "unit_differs", 1),
        (OIL, {**OIL, "amount": 8}, "amounts_apart", 1),
        (OIL, {**OIL, "direction": "received"}, "direction_differs", 1),
        ({**OIL, "operation_code": "R9"}, {**OIL, "operation_code": "R1"}, "operation_differs", 1),
        (OIL, {**OIL, "code": "130110"}, "hazard_differs", 0),
        (SLUDGE, {**SLUDGE, "code": "130110"}, "hazard_differs", 1),
    ],
)
def test_what_speaks_for_and_against(
    before: dict[str, Any], after: dict[str, Any], name: str, value: float
) -> None:
    assert features(before, after)[name] == value


def test_a_code_without_words_has_the_name_of_the_code() -> None:
    bare = {**OIL, "description": None}
    assert features(bare, bare)["letters"] == 1


def test_successors_of_old_codes_are_in_the_list() -> None:
    for code in retired_codes():
        assert successors(code)
        assert all(new in catalogue() for new in successors(code))
    assert not successors("130205")


def test_rivals_are_the_likeliest_other_pairs() -> None:
    told = rival_features(np.array([[3.0, 1.0], [-20.0, 2.0]]))
    assert told[0, 0] == {"own": 3, "rival_before": 1, "rival_after": -9}
    assert told[0, 1] == {"own": 1, "rival_before": 3, "rival_after": 2}
    assert told[1, 0] == {"own": -9, "rival_before": 2, "rival_after": 3}
    assert rival_features(np.array([[4.0]]))[0, 0] == {
        "own": 4, "rival_before": -9, "rival_after": -9
    }  # fmt: skip


def test_links_together_are_the_likeliest() -> None:
    links = assign(np.array([[0.9, 0.8], [0.85, 0.1]]), 0.5)
    assert {(one, two) for one, two, _ in links} == {(0, 1), (1, 0)}
    assert assign(np.array([[0.4]]), 0.5) == []
    assert assign(np.zeros((0, 3)), 0.5) == []
