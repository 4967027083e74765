"""The same plants a year later."""

import pytest

from iusml.records import Report
from iusml.years.names import company, site_words
from iusml.years.plants import link_plants
from tests.years.conftest import BURNT, OIL, SLUDGE, record, understood

YEARS = (2022, 2023)


def linked(before: list[Report], after: list[Report]) -> set[tuple[int, int]]:
    meaning = understood(*before, *after)
    return {(one, two) for one, two, _ in link_plants(before, after, YEARS, meaning)}


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"operator": "Blå Mejerier AB", "org_number": "556111-1111", "facility_name": "Blå Syd"},
        {"facility_number": None},
        {"facility_number": None, "org_number": None},
        {"facility_number": None, "operator": "Gröna Mejeriet", "municipality": None},
        {"facility_number": "1283-141", "facility_name": "Mejeriet"},
        {"facility_number": "1283 114", "org_number": None, "facility_name": None},
    ],
)
def test_a_plant_is_known_again(facts: dict[str, str | None]) -> None:
    assert linked([record(2022, SLUDGE, BURNT)], [record(2023, SLUDGE, BURNT, **facts)]) == {(0, 0)}


@pytest.mark.parametrize(
    "facts",
    [
        {"operator": "Röda Bageriet AB", "org_number": "556222-2222", "facility_number": "1283-900",
         "facility_name": "Bageriet"},
        {"facility_number": "1280-114", "municipality": "Malmö"},
        {"facility_number": None, "municipality": "Malmö"},
    ],
)  # fmt: skip
def test_another_plant_is_another(facts: dict[str, str | None]) -> None:
    assert linked([record(2022, SLUDGE, BURNT)], [record(2023, OIL, **facts)]) == set()


def test_plants_of_one_operator_are_told_apart() -> None:
    water = {"operator": "Sundvatten AB", "facility_number": None}
    before = [
        record(2022, SLUDGE, BURNT, **water, facility_name="Östra ARV"),
        record(2022, SLUDGE, BURNT, **water, facility_name="Västra ARV"),
    ]
    after = [
        record(2023, SLUDGE, BURNT, **water, facility_name="Västra avloppsreningsverket"),
        record(2023, SLUDGE, BURNT, **water, facility_name="Östra avloppsreningsverket"),
    ]
    assert linked(before, after) == {(0, 1), (1, 0)}


def test_a_sold_plant_is_not_mixed_up_with_its_buyers_other_plant() -> None:
    buyer = {"operator": "Blå Mejerier AB", "org_number": "556111-1111"}
    before = [record(2022, SLUDGE), record(2022, SLUDGE, **buyer, facility_number="1283-200")]
    after = [
        record(2023, SLUDGE, **buyer, facility_number="1283-200"),
        record(2023, SLUDGE, **buyer),
    ]
    assert linked(before, after) == {(0, 1), (1, 0)}


def test_amounts_told_again_know_a_renamed_plant() -> None:
    unknown: dict[str, str | None] = {"facility_number": None, "org_number": None}
    rows = [{**row, "history": {2022: row["amount"]}, "amount": 1} for row in (SLUDGE, OIL, BURNT)]
    renamed = {**unknown, "operator": "Blå Syd AB", "facility_name": "Blå"}
    before = [record(2022, SLUDGE, OIL, BURNT, **unknown)]
    assert linked(before, [record(2023, *rows, **renamed)]) == {(0, 0)}


def test_nothing_to_link() -> None:
    assert linked([], [record(2023, SLUDGE)]) == set()
    nobody = dict.fromkeys(
        ("operator", "org_number", "facility_name", "facility_number", "municipality")
    )
    assert linked([record(2022, SLUDGE, **nobody)], [record(2023, SLUDGE, **nobody)]) == set()


def test_names_without_what_all_have() -> None:
    assert company("Gröna Mejeriet Aktiebolag (publ)") == company("gröna mejeriet AB")
    assert company("AB") == "ab"
    assert site_words("Sundvattens ARV Östra", "Sundvatten AB", "Lund") == {
        "avloppsreningsverk", "ostra"
    }  # fmt: skip
