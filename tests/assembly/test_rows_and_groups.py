"""Years in rows, codes above groups, headings set apart, and units told by a table's name."""

import pytest

from iusml.assembly.headings import read_headings
from iusml.assembly.headings_above import with_headings_above
from iusml.records import WasteStream
from tests.assembly.build import amount, build, history, streams, told


def codes(found: list[WasteStream]) -> dict[str | None, str | None]:
    return {stream.description: stream.ewc_code for stream in found}


def test_a_row_for_each_year_is_one_stream() -> None:
    source = """
Mängd i ton
[YEAR:2023] | [EWC:020304] | [QUANTITY:77] | [WASTE:Rapskaka]
[YEAR:2022] | [EWC:020304] | [QUANTITY:91,5] | [WASTE:Rapskaka]
[YEAR:2021] | [EWC:020304] | [QUANTITY:84] | [WASTE:Rapskaka]
[YEAR:2023] | [EWC:020301] | [QUANTITY:64] | [WASTE:Sköljvatten]
[YEAR:2022] | [EWC:170405] | [QUANTITY:3] | [WASTE:Plåtskrot]
"""
    cake, water, scrap = streams(source)
    assert told(cake) == ("Rapskaka", (77, "t"))
    assert history(cake) == {2021: (84, "t"), 2022: (91.5, "t")}
    assert told(water) == ("Sköljvatten", (64, "t"))
    assert (told(scrap), history(scrap)) == (("Plåtskrot", None), {2022: (3, "t")})


def test_pick_ups_of_one_year_stay_pick_ups() -> None:
    source = """
År | Avfall | Kg
2023 | [WASTE:Spillolja] | [QUANTITY:200]
2023 | [WASTE:Spillolja] | [QUANTITY:300]
2023 | [WASTE:Spillolja] | [QUANTITY:150]
"""
    assert [told(stream) for stream in streams(source)] == [("Spillolja", (650, "kg"))]


def test_rows_below_dated_headings_keep_their_years() -> None:
    source = """
Byggår | Avfall | [YEAR:2023] ton | [YEAR:2022] ton
1998 | [WASTE:Aska] | [QUANTITY:20] | [QUANTITY:30]
2004 | [WASTE:Aska] | [QUANTITY:50] | [QUANTITY:60]
"""
    found = streams(source)
    assert [amount(stream.quantity) for stream in found] == [(20, "t"), (50, "t")]


def test_a_code_above_a_group_is_that_of_all_its_wastes() -> None:
    source = """
Artikel | 2022 | 2023
[EWC:120101] | 51 090 | 52 435
[WASTE:Stålspån] | [QUANTITY:41 220 kg] | [QUANTITY:44 310 kg]
[WASTE:Gjutjärnsspån] | [QUANTITY:9 870 kg] | [QUANTITY:8 125 kg]
[EWC:170405] | 12 600 | 11 940
[WASTE:Ventilhus] | [QUANTITY:12 600 kg] | [QUANTITY:11 940 kg]
"""
    found = codes(streams(source))
    assert found == {"Stålspån": "120101", "Gjutjärnsspån": "120101", "Ventilhus": "170405"}


def test_a_code_below_each_waste_is_its_own() -> None:
    source = """
[WASTE:Stålspån] | [QUANTITY:44 310 kg]
[EWC:120101] | återvinns
[WASTE:Ventilhus] | [QUANTITY:11 940 kg]
[EWC:170405] | återvinns
"""
    assert codes(streams(source)) == {"Stålspån": "120101", "Ventilhus": "170405"}


def test_a_lone_cell_with_a_unit_heads_a_section_even_if_it_names_a_waste() -> None:
    source = """
Flöde | 2023
Sand – kiloton
[WASTE:Formsand] | [QUANTITY:4,31]
[WASTE:Slagg] och stoft – ton
[WASTE:Kupolugnsslagg] | [QUANTITY:742]
"""
    assert [told(stream) for stream in streams(source)] == [
        ("Formsand", (4310, "t")),
        ("Kupolugnsslagg", (742, "t")),
    ]


def test_years_over_the_same_columns_carry_the_unit_to_the_next_page() -> None:
    source = """
Enhet: kg
Artikel | [YEAR:2022] | [YEAR:2023] | Totalsumma
[WASTE:Stålspån] | [QUANTITY:41 220] | [QUANTITY:44 310] | 85 530
---
Årsbok
Rader | [YEAR:2022] | [YEAR:2023] | Totalsumma
[WASTE:Wellpapp] | [QUANTITY:8 730] | [QUANTITY:9 420] | 18 150
"""
    assert [told(s) for s in streams(source)][1] == ("Wellpapp", (9420, "kg"))


def test_headings_that_are_a_table_of_their_own_head_the_rows_below() -> None:
    document, entities = build(
        """
Slag | Fjolåret | Året, kg
.
[WASTE:Limrester] | [QUANTITY:380] | [QUANTITY:412]
"""
    )
    facts = read_headings(document, 1, entities, None)
    assert not facts.headings
    found = with_headings_above(document, 1, facts)
    assert found.headings[1].last_year
    assert found.headings[2].unit == "kg"


@pytest.mark.parametrize(
    "said",
    [
        "Så läses siffrorna: 5 A i ton och 5 B i kilogram.",
        "Jag glömde enheterna: 5 A är i ton och 5 B är i kilo.",
    ],
)
def test_a_sentence_tells_the_units_of_tables_by_name(said: str) -> None:
    source = f"""
{said}

5 A
Avfall | Mottagare | Mängd
[WASTE:Zinkaska] | [RECEIVER:Bruket AB] | [QUANTITY:38,25]

5 B
Avfall | Mottagare | Mängd
[WASTE:Filterstoft] | [RECEIVER:Bruket AB] | [QUANTITY:1 840]
"""
    assert [told(stream) for stream in streams(source)] == [
        ("Zinkaska", (38.25, "t")),
        ("Filterstoft", (1840, "kg")),
    ]


def test_amounts_of_a_sentence_are_no_names_of_tables() -> None:
    source = """
Det gick åt 3 ton plast och 5 kg lim.

3 Avfall
Alla mängder i kg.
Avfall | Mottagare | Mängd
[WASTE:Filterstoft] | [RECEIVER:Bruket AB] | [QUANTITY:1 840]
"""
    assert [told(stream) for stream in streams(source)] == [("Filterstoft", (1840, "kg"))]


def test_one_sentence_tells_the_unit_of_all_that_name_none() -> None:
    far = "\n".join("Anläggningen har varit i drift hela året utan avbrott." for _ in range(40))
    source = f"""
Vikterna är ton, vått, om inte annan enhet skrivs ut.

{far}

Silbandet gav [WASTE:hår] ([EWC:04 01 99]), [QUANTITY:64].
Pannan gav [WASTE:sotvatten] ([EWC:10 01 22*]), [QUANTITY:3 m3].
"""
    assert [told(s) for s in streams(source)] == [("hår", (64, "t")), ("sotvatten", (3, "m3"))]


def test_lines_with_leaders_are_entries_of_their_own() -> None:
    dots = " ." * 60
    source = f"""
Allt i kg.
[WASTE:Wellpapp]{dots} [QUANTITY:7 320]
[WASTE:Storsäckar]{dots} [QUANTITY:2 045]
[WASTE:Pallar]{dots} [QUANTITY:4 400]
"""
    assert [told(stream) for stream in streams(source)] == [
        ("Wellpapp", (7320, "kg")),
        ("Storsäckar", (2045, "kg")),
        ("Pallar", (4400, "kg")),
    ]


@pytest.mark.parametrize("told_amounts", ["[QUANTITY:24 ton] → [QUANTITY:23 ton]",
                                          "[QUANTITY:23 ton] [ [QUANTITY:24 ton] ]"])  # fmt: skip
def test_arrows_and_square_brackets_tell_last_year(told_amounts: str) -> None:
    (stream,) = streams(f"[WASTE:Råflis] ([EWC:03 01 05]): {told_amounts}")
    assert amount(stream.quantity) == (23, "t")
    assert history(stream) == {2022: (24, "t")}
