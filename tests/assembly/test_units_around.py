"""Units that stand away from their amounts: above, below, beside, in names and labels."""

import pytest

from tests.assembly.build import amount, history, streams, told

FILLER = "Vågen kalibreras varje år och journalen förs av vår egen personal på platsen. " * 4


def test_a_sentence_far_above_the_table_tells_the_unit() -> None:
    source = f"""
Alla tal nedan i ton.
{FILLER}
Avfall | 2023
[WASTE:Slam] | [QUANTITY:840]
"""
    (stream,) = streams(source)
    assert amount(stream.quantity) == (840, "t")


def test_a_sentence_of_other_things_far_above_tells_nothing() -> None:
    source = f"""
Utsläppen räknas i ton.
{FILLER}
Avfall | 2023
[WASTE:Slam] | [QUANTITY:840]
"""
    (stream,) = streams(source)
    assert stream.quantity is None


def test_a_caption_below_the_table_tells_the_unit() -> None:
    source = """
Avfall | 2023
[WASTE:Slam] | [QUANTITY:840]
Tabell 2. Det som inte nämns i texten, i ton.
"""
    (stream,) = streams(source)
    assert amount(stream.quantity) == (840, "t")


def test_a_name_ends_with_its_unit() -> None:
    source = """
Avfall, kg | 2022 | 2023
[WASTE:Slam] | [QUANTITY:120] | [QUANTITY:140]
[WASTE:UV-lampor (st)] | [QUANTITY:36] | [QUANTITY:48]
"""
    slam, lamps = streams(source)
    assert amount(slam.quantity) == (140, "kg")
    assert amount(lamps.quantity) == (48, "pcs")
    assert history(lamps) == {2022: (36, "pcs")}


def test_last_years_amount_takes_the_unit_printed_with_this_years() -> None:
    source = """
Mängder i ton.
Avfall | 2023 | (2022)
[WASTE:Slam] | [QUANTITY:14,6 m3] | ([QUANTITY:16,9])
"""
    (stream,) = streams(source)
    assert amount(stream.quantity) == (14.6, "m3")
    assert history(stream) == {2022: (16.9, "m3")}


@pytest.mark.parametrize("heading", ["Föreg. år", "foreg_ar", "Året före", "Förra året"])
def test_a_column_of_the_year_before(heading: str) -> None:
    source = f"""
Avfall | {heading} | Mängd, ton
[WASTE:Slam] | [QUANTITY:12] | [QUANTITY:14]
"""
    (stream,) = streams(source)
    assert amount(stream.quantity) == (14, "t")
    assert history(stream) == {2022: (12, "t")}


def test_a_unit_with_how_it_was_weighed_is_a_unit() -> None:
    source = """
Avfall | [WASTE:Slam] | [WASTE:Gips]
Mängd | [QUANTITY:3 215] | [QUANTITY:610]
Enhet | ton våtvikt | ton
"""
    assert [told(s) for s in streams(source)] == [("Slam", (3215, "t")), ("Gips", (610, "t"))]


def test_a_column_that_counts_things_speaks_for_itself() -> None:
    source = """
Frågor | Avfall | Dunkar, st | 2023
Hur mycket? Ange i kg. | [WASTE:Sura lösningar] | 17 | [QUANTITY:198]
"""
    (stream,) = streams(source)
    assert amount(stream.quantity) == (198, "kg")


@pytest.mark.parametrize("letter", ["G Mottagare", "T Transportör"])
def test_a_letter_that_numbers_a_heading_is_no_unit(letter: str) -> None:
    source = f"Avfall | {letter} | 2023\n[WASTE:Slam] | Tippen | [QUANTITY:840]"
    (stream,) = streams(source)
    assert stream.quantity is None


def test_headings_that_run_together_stand_over_their_amounts() -> None:
    source = """
[WASTE:Spillolja] | [EWC:13 02 05*]
A Uppkommet   Enhet   B Föregående år | | C I lager 31/12
[QUANTITY:6 840]        kg      [QUANTITY:5 920] | | 400
[WASTE:Lysrör] | [EWC:20 01 21*]
A Uppkommet   Enhet   B Föregående år | | C I lager 31/12
[QUANTITY:60]           st      [QUANTITY:55] | | 4
"""
    oil, tubes = streams(source)
    assert amount(oil.quantity) == (6840, "kg")
    assert history(oil) == {2022: (5920, "kg")}
    assert history(tubes) == {2022: (55, "pcs")}


def test_a_bracket_behind_the_carrier_tells_the_unit_of_a_list() -> None:
    source = """
Hämtat av [TRANSPORTER:Bilen] (kg): [WASTE:filter] [QUANTITY:640]; [WASTE:dunkar] [QUANTITY:41]
"""
    assert [told(s) for s in streams(source)] == [("filter", (640, "kg")), ("dunkar", (41, "kg"))]


def test_a_line_above_a_list_tells_its_unit() -> None:
    source = """
Resultatet för hela året redovisas utan avdrag för emballage och vatten i denna rapport.

Farligt avfall, kg

[WASTE:Spillolja] [QUANTITY:640]

[WASTE:Lösningsmedel] [QUANTITY:41]
"""
    found = [told(s) for s in streams(source)]
    assert found == [("Spillolja", (640, "kg")), ("Lösningsmedel", (41, "kg"))]


def test_a_label_tells_the_unit_of_the_amount_behind_it() -> None:
    (stream,) = streams("[WASTE:Spillolja] [EWC:13 02 05*] mängd (liter): [QUANTITY:310]")
    assert amount(stream.quantity) == (310, "l")
