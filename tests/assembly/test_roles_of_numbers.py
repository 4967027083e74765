"""What a table's numbers are: units told in odd places, plans and costs, arisen and removed."""

import pytest

from tests.assembly.build import amount, streams, told


@pytest.mark.parametrize(
    ("caption", "heading", "expected"),
    [
        ("Ton, våt vikt enligt vågsedel.", "2023", (840, "t")),
        ("AVFALL, TON", "2023", (840, "t")),
        ("Underhåll och verkstad, kilogram under 2023", "2023", (840, "kg")),
        ("Förra året 12 ton.", "2023", None),
        ("Mängder i ton.", "netto_kg", (840, "kg")),
    ],
)
def test_units_told_without_a_number(
    caption: str, heading: str, expected: tuple[float, str] | None
) -> None:
    source = f"{caption}\nAvfall | {heading}\n[WASTE:Slam] | [QUANTITY:840]"
    (stream,) = streams(source)
    assert amount(stream.quantity) == expected


@pytest.mark.parametrize("other", ["Budget", "Tillstånd, max", "Kostnad 2023, kr", "Andel %"])
def test_columns_of_other_numbers_hold_no_amounts(other: str) -> None:
    source = f"""
Avfall | {other} | Ton 2023
[WASTE:Slam] | [QUANTITY:500] | [QUANTITY:12,5]
"""
    (stream,) = streams(source)
    assert told(stream) == ("Slam", (12.5, "t"))
    assert not stream.needs_review


def test_what_arose_outweighs_what_was_removed() -> None:
    source = """
Avfall | Uppkommet (ton) | I lager 31/12 (ton) | Bortfört (ton)
[WASTE:Stoft] | [QUANTITY:14,2] | [QUANTITY:3,1] | [QUANTITY:12,0]
"""
    (stream,) = streams(source)
    assert told(stream) == ("Stoft", (14.2, "t"))
    assert not stream.needs_review


def test_amounts_on_the_next_sheet_take_the_unit_of_their_row() -> None:
    source = """
Blad 1
Avfall | Enhet
[WASTE:Slam] | kg
[WASTE:Aska] | ton
---
2022 | 2023
[QUANTITY:810] | [QUANTITY:840]
[QUANTITY:12] | [QUANTITY:14]
"""
    assert [told(s) for s in streams(source)] == [("Slam", (840, "kg")), ("Aska", (14, "t"))]


@pytest.mark.parametrize("heading", ["Avsändare", "Ursprung"])
def test_a_column_of_senders_tells_of_waste_taken_in(heading: str) -> None:
    source = f"Avfall | {heading} | Ton\n[WASTE:Trä] | Byggare | [QUANTITY:9]"
    (stream,) = streams(source)
    assert stream.direction == "received"


def test_an_annex_row_joins_the_stream_it_tells_again() -> None:
    source = """
Mottaget avfall i ton
Avfall | Kod | 2023
[WASTE:Betong] | [EWC:17 01 01] | [QUANTITY:2 115]
---
Kod | Ton
[EWC:170101] | [QUANTITY:2 115,0]
"""
    (stream,) = streams(source)
    assert told(stream) == ("Betong", (2115, "t"))
    assert stream.direction == "received"
    assert {place.page for place in stream.provenance} == {1, 2}


CARRIED = """
Avfall | Kod | Ton
[WASTE:Spillolja] | [EWC:13 02 05*] | [QUANTITY:2]
[WASTE:Wellpapp] | [EWC:15 01 01] | [QUANTITY:9]

{sentence}
"""


@pytest.mark.parametrize(
    ("sentence", "oil", "card"),
    [
        ("Allt avfall hämtas av [TRANSPORTER:Fiktiva Frakt AB].", True, True),
        ("Allt farligt avfall hämtas av [TRANSPORTER:Fiktiva Frakt AB].", True, False),
        (
            "Icke-farligt avfall hämtas av [TRANSPORTER:Fiktiva Frakt AB] i samtliga fall.",
            False,
            True,
        ),
    ],
)
def test_a_carrier_told_once_reaches_the_rows_it_means(
    sentence: str, oil: bool, card: bool
) -> None:
    found = streams(CARRIED.format(sentence=sentence))
    named = [stream.transporter == "Fiktiva Frakt AB" for stream in found[:2]]
    assert named == [oil, card]


def test_a_carrier_told_once_replaces_no_row_of_its_own() -> None:
    source = """
Avfall | Kod | Ton | Transportör
[WASTE:Drav] | [EWC:02 07 01] | [QUANTITY:9] | [TRANSPORTER:Bonden]
[WASTE:Jäst] | [EWC:02 07 04] | [QUANTITY:3] |
[WASTE:Papp] | [EWC:15 01 01] | [QUANTITY:3] |
[WASTE:Plast] | [EWC:15 01 02] | [QUANTITY:4] |

Allt övrigt avfall hämtas av [TRANSPORTER:Fiktiva Frakt AB].
"""
    others = ["Fiktiva Frakt AB"] * 3
    assert [s.transporter for s in streams(source)] == ["Bonden", *others]


@pytest.mark.parametrize("mark", ['"', "”", '-"-', "d:o"])
def test_a_ditto_mark_repeats_the_cell_above(mark: str) -> None:
    source = f"""
Avfall | Ton | Mottagare
[WASTE:Drav] | [QUANTITY:9] | [RECEIVER:Lantbrukare]
[WASTE:Jäst] | [QUANTITY:3] | {mark}
[WASTE:Trub] | [QUANTITY:2] |
"""
    assert [s.receiver for s in streams(source)] == ["Lantbrukare", "Lantbrukare", None]
