"""Forms that tell each waste in several rows: cards below each other and cards in a grid."""

import pytest

from iusml.records import WasteStream
from tests.assembly.build import history, streams, takers, told


def firms(stream: WasteStream) -> tuple[str | None, str | None, str | None, str | None]:
    """A stream's name, carrier, receiver and treatment."""
    return stream.description, stream.transporter, stream.receiver, stream.treatment


LABELS_OVER_VALUES = """
Avfallsslag | Avfallskod
[WASTE:Spånolja] | [EWC:12 01 07*]
Mängd [YEAR:2023] | Mängd [YEAR:2022] | Enhet
[QUANTITY:840] | [QUANTITY:910] | kg
Transportör | Mottagare | Behandling
[TRANSPORTER:Påhittade Åkeriet] | [RECEIVER:Oljeverket] | [TREATMENT:Regenerering]
Avfallsslag | Avfallskod
[WASTE:Träflis] | [EWC:03 01 05]
Mängd [YEAR:2023] | Mängd [YEAR:2022] | Enhet
[QUANTITY:12,5] | [QUANTITY:11,1] | ton
Transportör | Mottagare | Behandling
[TRANSPORTER:Skogsbilarna] | [RECEIVER:Värmepannan] | [TREATMENT:Förbränning]
"""
ONE_FACT_PER_ROW = """
Avfall | [WASTE:Spånolja]
Avfallskod | [EWC:12 01 07*]
Mängd [YEAR:2023] (kg) | [QUANTITY:840]
Mängd [YEAR:2022] (kg) | [QUANTITY:910]
Transportör | [TRANSPORTER:Påhittade Åkeriet]
Mottagare | [RECEIVER:Oljeverket]
Behandling | [TREATMENT:Regenerering]
Avfall | [WASTE:Träflis]
Avfallskod | [EWC:03 01 05]
Mängd [YEAR:2023] (ton) | [QUANTITY:12,5]
Mängd [YEAR:2022] (ton) | [QUANTITY:11,1]
Transportör | [TRANSPORTER:Skogsbilarna]
Mottagare | [RECEIVER:Värmepannan]
Behandling | [TREATMENT:Förbränning]
"""
IN_TABLES_OF_THEIR_OWN = """
Post 1
Avfall | Kod | Ton [YEAR:2023] | Ton [YEAR:2022]
[WASTE:Spånolja] | [EWC:12 01 07*] | [QUANTITY:0,84] | [QUANTITY:0,91]
Körs av | Lämnas till | R/D
[TRANSPORTER:Påhittade Åkeriet] | [RECEIVER:Oljeverket] | [TREATMENT:Regenerering]
Post 2
Avfall | Kod | Ton [YEAR:2023] | Ton [YEAR:2022]
[WASTE:Träflis] | [EWC:03 01 05] | [QUANTITY:12,5] | [QUANTITY:11,1]
---
Körs av | Lämnas till | R/D
[TRANSPORTER:Skogsbilarna] | [RECEIVER:Värmepannan] | [TREATMENT:Förbränning]
"""
VALUES_BEHIND_LABELS = """
1 | Namn: [WASTE:Spånolja] | Kod: [EWC:12 01 07*]
| [YEAR:2023]: [QUANTITY:840 kg] | Transport: [TRANSPORTER:Påhittade Åkeriet]
| Till: [RECEIVER:Oljeverket] | Kod R/D: [TREATMENT:Regenerering]
2 | Namn: [WASTE:Träflis] | Kod: [EWC:03 01 05]
| [YEAR:2023]: [QUANTITY:12,5 ton] | Transport: [TRANSPORTER:Skogsbilarna]
| Till: [RECEIVER:Värmepannan] | Kod R/D: [TREATMENT:Förbränning]
"""


@pytest.mark.parametrize(
    "source",
    [LABELS_OVER_VALUES, ONE_FACT_PER_ROW, IN_TABLES_OF_THEIR_OWN, VALUES_BEHIND_LABELS],
)
def test_cards_below_each_other(source: str) -> None:
    oil, wood = streams(source)
    assert firms(oil) == ("Spånolja", "Påhittade Åkeriet", "Oljeverket", "Regenerering")
    assert firms(wood) == ("Träflis", "Skogsbilarna", "Värmepannan", "Förbränning")
    assert (oil.ewc_code, wood.ewc_code) == ("120107", "030105")
    assert [s.quantity.mass_kg for s in (oil, wood) if s.quantity] == [840, 12500]


@pytest.mark.parametrize("source", [LABELS_OVER_VALUES, ONE_FACT_PER_ROW])
def test_years_of_the_rows_of_a_card(source: str) -> None:
    oil, wood = streams(source)
    assert history(oil) == {2022: (910, "kg")}
    assert history(wood) == {2022: (11.1, "t")}


def test_a_card_may_lack_a_row() -> None:
    rows = [
        "[WASTE:Glas] | [QUANTITY:3 ton]\n[TRANSPORTER:Ett AB] | [RECEIVER:Två AB]",
        "[WASTE:Gips] | [QUANTITY:4 ton]\n[TRANSPORTER:Tre AB] | [RECEIVER:Fyra AB]",
        "[WASTE:Papp] | [QUANTITY:5 ton]",
        "[WASTE:Slam] | [QUANTITY:6 ton]\n[TRANSPORTER:Fem AB] | [RECEIVER:Sex AB]",
    ]
    found = streams("\n".join(rows))
    assert [s.transporter for s in found] == ["Ett AB", "Tre AB", None, "Fem AB"]
    assert [s.receiver for s in found] == ["Två AB", "Fyra AB", None, "Sex AB"]


def test_a_row_below_a_section_is_not_of_its_last_waste() -> None:
    source = """
Avfall | Mängd
[WASTE:Glas] | [QUANTITY:3 ton]
[WASTE:Gips] | [QUANTITY:4 ton]
[WASTE:Papp] | [QUANTITY:5 ton]
Åkeri | [TRANSPORTER:Ett AB]
[WASTE:Spillolja] | [QUANTITY:2 ton]
[WASTE:Lysrör] | [QUANTITY:0,1 ton]
Åkeri | [TRANSPORTER:Två AB]
"""
    assert takers(source) == [(None, None)] * 5


def test_a_row_below_a_plain_table_is_not_of_its_last_waste() -> None:
    source = """
Avfall | Mängd
[WASTE:Glas] | [QUANTITY:3 ton]
[WASTE:Gips] | [QUANTITY:4 ton]
Kontakt | [RECEIVER:Ett AB]

Avfall | Mängd
[WASTE:Spillolja] | [QUANTITY:2 ton]
Lämnas till | [RECEIVER:Två AB]
[WASTE:Lysrör] | [QUANTITY:0,1 ton]
Lämnas till | [RECEIVER:Tre AB]
[WASTE:Batterier] | [QUANTITY:0,2 ton]
Lämnas till | [RECEIVER:Fyra AB]
"""
    found = [receiver for _, receiver in takers(source)]
    assert found == [None, None, "Två AB", "Tre AB", "Fyra AB"]


def test_rows_that_stand_above_their_wastes() -> None:
    source = """
Lämnas till | [RECEIVER:Ett AB]
[WASTE:Glas] | [QUANTITY:3 ton]
Lämnas till | [RECEIVER:Två AB]
[WASTE:Gips] | [QUANTITY:4 ton]
Lämnas till | [RECEIVER:Tre AB]
[WASTE:Papp] | [QUANTITY:5 ton]
"""
    assert [s.receiver for s in streams(source)] == ["Ett AB", "Två AB", "Tre AB"]


GRID = """
[WASTE:Spånolja] | [WASTE:Träflis]
[EWC:12 01 07*] | [EWC:03 01 05]
[QUANTITY:840 kg] | [QUANTITY:12,5 ton]
till [RECEIVER:Oljeverket] | till [RECEIVER:Värmepannan]
[WASTE:Glas] | [WASTE:Gips]
[EWC:17 02 02] | [EWC:17 08 02]
[QUANTITY:3 ton] | [QUANTITY:4 ton]
till [RECEIVER:Glasbruket] | till [RECEIVER:Skivor AB]
[WASTE:Papp] |
[EWC:15 01 01] |
[QUANTITY:5 ton] |
till [RECEIVER:Returen] |
"""
GRID_WITH_LABELS = """
Avfall | [WASTE:Spånolja] | Avfall | [WASTE:Träflis]
Kod | [EWC:12 01 07*] | Kod | [EWC:03 01 05]
kg [YEAR:2023] | [QUANTITY:840] | ton [YEAR:2023] | [QUANTITY:12,5]
Till | [RECEIVER:Oljeverket] | Till | [RECEIVER:Värmepannan]
Avfall | [WASTE:Glas] | Avfall | [WASTE:Gips]
Kod | [EWC:17 02 02] | Kod | [EWC:17 08 02]
ton [YEAR:2023] | [QUANTITY:3] | ton [YEAR:2023] | [QUANTITY:4]
Till | [RECEIVER:Glasbruket] | Till | [RECEIVER:Skivor AB]
Avfall | [WASTE:Papp] | |
Kod | [EWC:15 01 01] | |
ton [YEAR:2023] | [QUANTITY:5] | |
Till | [RECEIVER:Returen] | |
"""
GRID_OF_PAIRS = """
[WASTE:Spånolja] | [EWC:12 01 07*] | [WASTE:Träflis] | [EWC:03 01 05]
[QUANTITY:840 kg] | [RECEIVER:Oljeverket] | [QUANTITY:12,5 ton] | [RECEIVER:Värmepannan]
[WASTE:Glas] | [EWC:17 02 02] | [WASTE:Gips] | [EWC:17 08 02]
[QUANTITY:3 ton] | [RECEIVER:Glasbruket] | [QUANTITY:4 ton] | [RECEIVER:Skivor AB]
[WASTE:Papp] | [EWC:15 01 01] | |
[QUANTITY:5 ton] | [RECEIVER:Returen] | |
"""
GRID_WITH_CODES_FIRST = """
[EWC:12 01 07*] | [WASTE:Spånolja] | [EWC:03 01 05] | [WASTE:Träflis]
[QUANTITY:840 kg] | [RECEIVER:Oljeverket] | [QUANTITY:12,5 ton] | [RECEIVER:Värmepannan]
[EWC:17 02 02] | [WASTE:Glas] | [EWC:17 08 02] | [WASTE:Gips]
[QUANTITY:3 ton] | [RECEIVER:Glasbruket] | [QUANTITY:4 ton] | [RECEIVER:Skivor AB]
[EWC:15 01 01] | [WASTE:Papp] | |
[QUANTITY:5 ton] | [RECEIVER:Returen] | |
"""
GRID_WITH_AMOUNTS_BESIDE_NAMES = """
[WASTE:Spånolja] [QUANTITY:840 kg] | [WASTE:Träflis] [QUANTITY:12,5 ton]
([EWC:12 01 07*]) [RECEIVER:Oljeverket] | ([EWC:03 01 05]) [RECEIVER:Värmepannan]
[WASTE:Glas] [QUANTITY:3 ton] | [WASTE:Gips] [QUANTITY:4 ton]
([EWC:17 02 02]) [RECEIVER:Glasbruket] | ([EWC:17 08 02]) [RECEIVER:Skivor AB]
[WASTE:Papp] [QUANTITY:5 ton] |
([EWC:15 01 01]) [RECEIVER:Returen] |
"""


@pytest.mark.parametrize(
    "source",
    [
        GRID,
        GRID_WITH_LABELS,
        GRID_OF_PAIRS,
        GRID_WITH_CODES_FIRST,
        GRID_WITH_AMOUNTS_BESIDE_NAMES,
    ],
)
def test_cards_in_a_grid(source: str) -> None:
    found = {s.description: s for s in streams(source)}
    assert {name: (s.ewc_code, s.receiver) for name, s in found.items()} == {
        "Spånolja": ("120107", "Oljeverket"),
        "Träflis": ("030105", "Värmepannan"),
        "Glas": ("170202", "Glasbruket"),
        "Gips": ("170802", "Skivor AB"),
        "Papp": ("150101", "Returen"),
    }
    masses = {s.description: s.quantity.mass_kg for s in found.values() if s.quantity}
    assert masses == {"Spånolja": 840, "Träflis": 12500, "Glas": 3000, "Gips": 4000, "Papp": 5000}


def test_a_card_of_a_grid_names_the_years_of_its_amounts() -> None:
    source = """
[WASTE:Katalysator] | [WASTE:Träflis]
[QUANTITY:640 kg] år [YEAR:2019] | [YEAR:2023]: [QUANTITY:12 ton], [YEAR:2022]: [QUANTITY:11 ton]
[WASTE:Glas] | [WASTE:Gips]
[QUANTITY:3 ton] ([YEAR:2022]: [QUANTITY:2 ton]) | [QUANTITY:4 ton]
"""
    catalyst, wood, glass, gypsum = streams(source)
    assert (told(catalyst), history(catalyst)) == (("Katalysator", None), {2019: (640, "kg")})
    assert (told(wood), history(wood)) == (("Träflis", (12, "t")), {2022: (11, "t")})
    assert (told(glass), history(glass)) == (("Glas", (3, "t")), {2022: (2, "t")})
    assert (told(gypsum), history(gypsum)) == (("Gips", (4, "t")), {})


def test_a_grid_without_headings_has_the_unit_of_its_own_caption() -> None:
    source = """
Avfall | Ton
[WASTE:Stenmjöl] | [QUANTITY:31]

Farligt avfall, kilogram under året

[WASTE:Spånolja] | [WASTE:Lacknafta]
[QUANTITY:840] | [QUANTITY:25]
[WASTE:Fett] | [WASTE:Glykol]
[QUANTITY:60] | [QUANTITY:70]
"""
    assert [told(s) for s in streams(source)] == [
        ("Stenmjöl", (31, "t")), ("Spånolja", (840, "kg")), ("Lacknafta", (25, "kg")),
        ("Fett", (60, "kg")), ("Glykol", (70, "kg")),
    ]  # fmt: skip


def test_two_tables_side_by_side_are_no_grid() -> None:
    source = """
Avfall | Ton | Avfall | Ton
[WASTE:Glas] | [QUANTITY:3] | [WASTE:Gips] | [QUANTITY:4]
[WASTE:Papp] | [QUANTITY:5] | [WASTE:Slam] | [QUANTITY:6]
"""
    assert sorted(told(s) for s in streams(source)) == [
        ("Gips", (4, "t")), ("Glas", (3, "t")), ("Papp", (5, "t")), ("Slam", (6, "t")),
    ]  # fmt: skip
