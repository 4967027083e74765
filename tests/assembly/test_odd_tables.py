"""Tables whose headings say little, or something else than they seem to."""

from typing import Any

import pytest

from tests.assembly.build import amount, history, streams, told

Amounts = list[tuple[str | None, Any]]


def amounts(source: str) -> Amounts:
    return [told(stream) for stream in streams(source)]


def test_amounts_below_headings_of_other_things_only_are_not_thrown_away() -> None:
    source = """
Avfall | Kg kr
[WASTE:Slam] | [QUANTITY:18 940]
[WASTE:Skrot] | [QUANTITY:7 620]
"""
    assert [name for name, found in amounts(source) if found] == ["Slam", "Skrot"]


def test_what_was_removed_counts_where_what_arose_is_of_another_year() -> None:
    source = """
Avfall | Uppkommet [YEAR:2022] ton | Borttransporterat [YEAR:2023] ton
[WASTE:Slam] | [QUANTITY:142] | [QUANTITY:151]
"""
    (stream,) = streams(source)
    assert told(stream) == ("Slam", (151, "t"))
    assert history(stream) == {2022: (142, "t")}


@pytest.mark.parametrize(("taken", "left"), [("In", "Ut"), ("Inköpt", "Utlevererat")])
def test_in_and_out_are_two_streams(taken: str, left: str) -> None:
    source = f"""
Siffror i ton.
Material | Lager 1/1 | {taken} | {left} | Lager 31/12
[WASTE:Klippskrot] | 310 | [QUANTITY:2 840] | [QUANTITY:2 905] | 245
"""
    found = {stream.direction: amount(stream.quantity) for stream in streams(source)}
    assert found == {"received": (2840, "t"), "generated": (2905, "t")}


def test_a_text_comes_back_to_what_came_in_and_went_out() -> None:
    source = """
Material | In, ton | Ut, ton
[WASTE:Impregnerat virke] | [QUANTITY:612] | [QUANTITY:598]

[WASTE:Virket] hämtas av [TRANSPORTER:Skogens Frakt AB].
"""
    assert [stream.description for stream in streams(source)] == ["Impregnerat virke"] * 2


def test_parts_of_the_year_add_up() -> None:
    source = """
Avfall | Kv 1 | Kv 2 | Kv 3 | Kv 4
[WASTE:Makulatur, kg] | [QUANTITY:610] | [QUANTITY:590] | [QUANTITY:400] | [QUANTITY:700]
"""
    (stream,) = streams(source)
    assert stream.quantity is not None
    assert stream.quantity.value == 2300


def test_pickups_below_the_name_of_their_waste_add_up() -> None:
    source = """
Bil | Ton | Dag
[WASTE:Skrot från krossverk] | |
[TRANSPORTER:Lundens Schakt] | [QUANTITY:6,42] | 12 mars
[TRANSPORTER:Lundens Schakt] | [QUANTITY:8,10] | 3 sept
[WASTE:Transportband] | |
[TRANSPORTER:Lundens Schakt] | [QUANTITY:2,36] | 3 sept
"""
    assert amounts(source) == [
        ("Skrot från krossverk", (14.52, "t")),
        ("Transportband", (2.36, "t")),
    ]


def test_dated_pickups_add_up_though_text_names_the_waste_too() -> None:
    source = """
Datum | Slag | m3
11/1 | [WASTE:Sludge] | [QUANTITY:4,5]
2/3 | [WASTE:Sludge] | [QUANTITY:6,0]
20/6 | [WASTE:Sludge] | [QUANTITY:5,5]

[WASTE:Sludge] sugs till bil av [TRANSPORTER:Blomstermåla Sug AB].
"""
    assert amounts(source) == [("Sludge", (16, "m3"))]


def test_years_of_a_table_on_its_side_stand_in_any_column() -> None:
    source = """
[WASTE:Skärv] | År | [WASTE:Torkspill]
[QUANTITY:802 ton] | 2022 | [QUANTITY:143 ton]
[QUANTITY:634 ton] | 2023 | [QUANTITY:81 ton]
"""
    first, second = streams(source)
    assert told(first) == ("Skärv", (634, "t"))
    assert told(second) == ("Torkspill", (81, "t"))
    assert history(second) == {2022: (143, "t")}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Avfall | Summa t\n[WASTE:Slam] | [QUANTITY:84]", (84, "t")),
        ("Avfall | Mängd\n[WASTE:Slam], kg | [QUANTITY:84]", (84, "kg")),
        ("Mängder i tusental kg.\nAvfall | Mängd\n[WASTE:Slam] | [QUANTITY:84]", (84, "t")),
        ("Avfall | Antal | Vikt, kg\n[WASTE:Slam] | 3 st | [QUANTITY:84]", (84, "kg")),
    ],
)
def test_units(source: str, expected: tuple[float, str]) -> None:
    assert amounts(source) == [("Slam", expected)]


def test_a_unit_in_the_name_of_a_waste_that_heads_a_column() -> None:
    source = """
Månad | [WASTE:Slam] (m³) | [WASTE:Fett] (m³)
Januari | 61 | 12
Helår | [QUANTITY:867] | [QUANTITY:165]
"""
    assert amounts(source) == [("Slam", (867, "m3")), ("Fett", (165, "m3"))]


def test_a_told_unit_is_for_what_prints_none() -> None:
    source = """
Vikten anges i ton där inget annat står.
Avfall | Mängd
[WASTE:Vakuumfolie] | [QUANTITY:27]
[WASTE:Aska] | [QUANTITY:1 450 kg]
"""
    assert amounts(source) == [("Vakuumfolie", (27, "t")), ("Aska", (1450, "kg"))]


def test_text_may_tell_the_unit_of_all_behind_them() -> None:
    source = "[WASTE:spillolja] [QUANTITY:1,9] och [WASTE:matavfall] [QUANTITY:0,6] (alla i ton)."
    assert amounts(source) == [("spillolja", (1.9, "t")), ("matavfall", (0.6, "t"))]


def test_names_lose_the_signs_of_notes_and_keep_their_brackets() -> None:
    source = """
Avfall | Ton
[WASTE:Wellspill¹] | [QUANTITY:84]
[WASTE:Elskrot (klass A]): | [QUANTITY:7]
"""
    assert [name for name, _ in amounts(source)] == ["Wellspill", "Elskrot (klass A)"]
