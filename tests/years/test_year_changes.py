"""Amounts beside each other, totals, and what a reader is warned of."""

from pathlib import Path
from typing import Any

import pytest

from iusml.records import Quantity, Report, Unit
from iusml.years.amounts import change
from iusml.years.changes import PlantChange, compare
from iusml.years.files import year_file
from tests.years.conftest import BURNT, OIL, SLUDGE, record, understood

YEARS = (2022, 2023)
MASSES = {"t": 1000.0, "kg": 1.0, "g": 0.001}


def amount(value: float, unit: Unit) -> Quantity:
    mass = value * MASSES[unit] if unit in MASSES else None
    return Quantity(value=value, unit=unit, mass_kg=mass, approximate=False, text=str(value))


def compared(before: list[Report], after: list[Report]) -> list[PlantChange]:
    sides = year_file(Path("a.jsonl"), before), year_file(Path("b.jsonl"), after)
    return compare(*sides, understood(*before, *after))


@pytest.mark.parametrize(
    ("before", "after", "absolute", "percent", "unit"),
    [
        (amount(2, "t"), amount(2500, "kg"), 500, 25, "kg"),
        (amount(500, "l"), amount(2, "m3"), 1.5, 300, "m3"),
        (amount(4, "pcs"), amount(3, "pcs"), -1, -25, "pcs"),
        (amount(0, "t"), amount(0, "kg"), 0, 0, "kg"),
    ],
)
def test_amounts_in_a_common_unit(
    before: Quantity, after: Quantity, absolute: float, percent: float, unit: str
) -> None:
    found = change(before, after, YEARS)
    assert (found.absolute, found.percent, found.unit) == (absolute, percent, unit)
    assert found.why_not is None


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (amount(2, "t"), amount(3, "m3"), "2 t och 3 m³ kan inte räknas om till varandra"),
        (amount(2, "t"), None, "mängden saknas 2023"),
        (None, None, "mängden saknas 2022 och 2023"),
        (amount(0, "t"), amount(2, "t"), "0 kg 2022, därför ingen procent"),
    ],
)
def test_why_there_is_no_percent(before: Quantity | None, after: Quantity | None, why: str) -> None:
    found = change(before, after, YEARS)
    assert found.percent is None
    assert found.why_not == why


def test_states_and_totals_of_a_plant() -> None:
    paper = {"key": "w", "description": "Wellpapp", "code": "150101", "amount": 2, "unit": "t"}
    lamps = {"key": "l", "description": "Lysrör", "code": "200121", "amount": 9, "unit": "pcs"}
    before = record(2022, SLUDGE, OIL, BURNT, lamps)
    after = record(
        2023, {**SLUDGE, "amount": 25}, {**OIL, "amount": 0.9, "unit": "m3"}, BURNT, paper
    )
    (plant,) = compared([before], [after])
    told = [(one.state, one.stream.description) for one in plant.streams]
    assert told == [
        ("changed", "Slam från fettavskiljare"), ("new", "Wellpapp"), ("same", "Brännbart avfall"),
        ("unclear", "Spillolja"), ("gone", "Lysrör"),
    ]  # fmt: skip
    (total,) = plant.totals
    assert (total.before, total.after, total.unweighed) == (52_500, 67_000, 2)
    assert plant.size == 14_500


def test_the_largest_change_comes_first_and_lonely_plants_are_told() -> None:
    other = {"facility_number": "1283-900", "operator": "Röda Bageriet AB", "org_number": None}
    before = [record(2022, SLUDGE, BURNT), record(2022, OIL, **other, facility_name="Bageriet")]
    new = {**other, "facility_number": "1283-901", "operator": "Gula Kvarnen AB"}
    after = [
        record(2023, SLUDGE, {**BURNT, "amount": 41}),
        record(2023, {**BURNT, "amount": 70}, **new, facility_name="Kvarnen"),
    ]
    found = compared(before, after)
    assert [plant.state for plant in found] == ["new", "both", "gone"]
    assert [plant.size for plant in found] == [70_000, 1_000, 800]
    assert [one.amounts.why_not for plant in (found[0], found[2]) for one in plant.streams] == [
        None, None
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "remark"),
    [
        (SLUDGE, {**SLUDGE, "amount": 12500}, "mycket stor ändring, kanske fel enhet"),
        (SLUDGE, {**SLUDGE, "history": {2022: 14}}, "den senare rapporten anger 14 t för 2022"),
        (SLUDGE, {**SLUDGE, "approximate": True}, "ungefärlig mängd 2023"),
        (SLUDGE, {**SLUDGE, "code": "020501"}, "koden var 020502"),
        (SLUDGE, {**SLUDGE, "description": "Slam från fettavskiljare, TS"}, "torrsubstans 2023"),
    ],
)
def test_remarks(before: dict[str, Any], after: dict[str, Any], remark: str) -> None:
    (plant,) = compared([record(2022, before)], [record(2023, after)])
    (one,) = plant.streams
    assert remark in one.remarks


def test_a_new_stream_with_an_amount_of_before_is_no_surprise() -> None:
    oil = {**OIL, "history": {2022: 700}}
    (plant,) = compared([record(2022)], [record(2023, oil)])
    assert plant.streams[0].remarks == ("inte ny enligt rapporten: 700 kg 2022",)


def test_doubts_of_streams_and_reports_are_passed_on() -> None:
    before, after = record(2022, SLUDGE), record(2023, SLUDGE, operator="Gröna Mejerierna AB")
    stream = before.waste_streams[0].model_copy(update={"needs_review": True})
    half = before.document.model_copy(update={"status": "partial"})
    before = before.model_copy(update={"waste_streams": [stream], "document": half})
    (plant,) = compared([before], [after])
    assert plant.streams[0].remarks == ("bör granskas 2022",)
    assert plant.remarks == (
        "verksamhetsutövaren hette Gröna Mejeriet AB 2022",
        "rapporten för 2022 kunde bara läsas delvis",
    )
