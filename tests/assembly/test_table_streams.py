"""Streams from tables: years, units, sums, directions, stock, tables on their side."""

import pytest

from tests.assembly.build import amount, history, streams, told

CAPTION = "Tabell 4 visar avfallet."


def test_three_years_are_an_amount_and_its_history() -> None:
    source = """
Avfall | Kod | [YEAR:2021] (ton) | [YEAR:2022] (ton) | [YEAR:2023] (ton)
[WASTE:Fettslam] | [EWC:02 02 04] | [QUANTITY:11,9] | [QUANTITY:13] | [QUANTITY:12,5]
[WASTE:Spillolja] | [EWC:13 02 05*] | [QUANTITY:2,1] | | [QUANTITY:1,84]
"""
    slam, oil = streams(source)
    assert told(slam) == ("Fettslam", (12.5, "t"))
    assert history(slam) == {2021: (11.9, "t"), 2022: (13, "t")}
    assert slam.quantity is not None
    assert slam.quantity.mass_kg == 12500
    assert (slam.ewc_code, slam.ewc_text, slam.ewc_source) == ("020204", "02 02 04", "report")
    assert not slam.needs_review
    assert told(oil) == ("Spillolja", (1.84, "t"))
    assert history(oil) == {2021: (2.1, "t")}


def test_a_stream_of_an_earlier_year_only() -> None:
    source = """
Avfall | [YEAR:2022] ton | [YEAR:2023] ton
[WASTE:Slam] | [QUANTITY:7] | [QUANTITY:9]
[WASTE:Asbest] | [QUANTITY:3] | –
"""
    _, asbestos = streams(source)
    assert told(asbestos) == ("Asbest", None)
    assert history(asbestos) == {2022: (3, "t")}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Avfall | Mängd (kg)\n[WASTE:Slam] | [QUANTITY:840]", (840, "kg")),
        ("Avfall | Mängd, m³\n[WASTE:Slam] | [QUANTITY:840]", (840, "m3")),
        ("Avfall | Mängd [ton/år]\n[WASTE:Slam] | [QUANTITY:8,4]", (8.4, "t")),
        ("Tabell 3. Avfall i ton\nAvfall | Mängd\n[WASTE:Slam] | [QUANTITY:8,4]", (8.4, "t")),
        ("Mängderna anges i kg.\nAvfall | Mängd\n[WASTE:Slam] | [QUANTITY:84]", (84, "kg")),
        ("Avfall | Mängd | Enhet\n[WASTE:Slam] | [QUANTITY:84] | kg", (84, "kg")),
        ("Avfall | Mängd | Enhet\n[WASTE:Slam] | [QUANTITY:84] | m3", (84, "m3")),
        ("Avfall | Mängd | Enhet\n[WASTE:Slam] | [QUANTITY:84] | m³", (84, "m3")),
        ("Avfall | Mängd (ton)\n[WASTE:Slam] | [QUANTITY:84 kg]", (84, "kg")),
        ("Avfall | Mängd (ton)\n[WASTE:Slam] | [QUANTITY:1 250]", (1250, "t")),
    ],
)
def test_units(source: str, expected: tuple[float, str]) -> None:
    (stream,) = streams(source)
    assert told(stream) == ("Slam", expected)


def test_each_row_has_its_own_unit() -> None:
    source = """
Avfall | Mängd | Enhet | Mottagare
[WASTE:Slam] | [QUANTITY:12,5] | ton | [RECEIVER:Gården]
[WASTE:Spillolja] | [QUANTITY:840] | kg | [RECEIVER:Påhittade Oljor AB]
[WASTE:Lysrör] | [QUANTITY:35] | st | [RECEIVER:Glömda AB]
"""
    found = streams(source)
    assert [amount(s.quantity) for s in found] == [(12.5, "t"), (840, "kg"), (35, "pcs")]
    assert [s.receiver for s in found] == ["Gården", "Påhittade Oljor AB", "Glömda AB"]


def test_the_next_table_goes_on_with_headings_of_the_first() -> None:
    source = """
Avfall | [YEAR:2022] (kg) | [YEAR:2023] (kg)
[WASTE:Slam] | [QUANTITY:70] | [QUANTITY:90]
---
[WASTE:Olja] | [QUANTITY:30] | [QUANTITY:45]
"""
    _, oil = streams(source)
    assert told(oil) == ("Olja", (45, "kg"))
    assert history(oil) == {2022: (30, "kg")}


@pytest.mark.parametrize(
    "name", ["Summa", "Totalt farligt avfall", "varav från tvätten", "Delsumma"]
)
def test_sums_are_left_out(name: str) -> None:
    source = f"""
Avfall | Ton
[WASTE:Slam] | [QUANTITY:7]
[WASTE:Olja] | [QUANTITY:2]
[WASTE:{name}] | [QUANTITY:9]
"""
    assert [told(s) for s in streams(source)] == [("Slam", (7, "t")), ("Olja", (2, "t"))]


def test_generated_and_received_columns_are_two_streams() -> None:
    source = """
Avfall | Kod | Mottaget (ton) | Uppkommet (ton)
[WASTE:Trä] | [EWC:17 02 01] | [QUANTITY:820] | [QUANTITY:14]
[WASTE:Skrot] | [EWC:17 04 05] | [QUANTITY:95] |
"""
    found = {(s.description, s.direction): amount(s.quantity) for s in streams(source)}
    assert found == {
        ("Trä", "generated"): (14, "t"),
        ("Trä", "received"): (820, "t"),
        ("Skrot", "received"): (95, "t"),
    }
    assert {s.ewc_code for s in streams(source)} == {"170201", "170405"}


def test_the_caption_says_that_waste_is_received() -> None:
    source = """
Mottaget avfall under året:
Avfall | Ton
[WASTE:Trä] | [QUANTITY:820]
"""
    (stream,) = streams(source)
    assert stream.direction == "received"


def test_stock_is_no_amount() -> None:
    source = """
Avfall | Uppkommet (ton) | I lager 31/12 (ton)
[WASTE:Slam] | [QUANTITY:7] | [QUANTITY:2]
[WASTE:Olja] | [QUANTITY:3] | [QUANTITY:0,4]
"""
    found = streams(source)
    assert [told(s) for s in found] == [("Slam", (7, "t")), ("Olja", (3, "t"))]
    assert not any(s.needs_review or s.history for s in found)


def test_a_table_on_its_side() -> None:
    source = """
År | [WASTE:Slam] | [WASTE:Spillolja] | [WASTE:Lysrör]
Kod | [EWC:02 02 04] | [EWC:13 02 05*] | [EWC:20 01 21*]
[YEAR:2022] (kg) | [QUANTITY:700] | [QUANTITY:30] | [QUANTITY:4]
[YEAR:2023] (kg) | [QUANTITY:900] | [QUANTITY:45] | [QUANTITY:6]
"""
    found = streams(source)
    assert [told(s) for s in found] == [
        ("Slam", (900, "kg")),
        ("Spillolja", (45, "kg")),
        ("Lysrör", (6, "kg")),
    ]
    assert [history(s)[2022] for s in found] == [(700, "kg"), (30, "kg"), (4, "kg")]
    assert [s.ewc_code for s in found] == ["020204", "130205", "200121"]


def test_the_whole_row_belongs_to_the_stream() -> None:
    source = """
Avfall | Kod | Ton | Behandling | Transportör | Mottagare
[WASTE:Spillolja] | [EWC:13 02 05*] | [QUANTITY:1,84] | [TREATMENT:R9 Regenerering] \
| [TRANSPORTER:Åkeriet AB] | [RECEIVER:Påhittade Oljor AB]
"""
    (oil,) = streams(source)
    assert (oil.treatment, oil.operation_code) == ("Regenerering", "R9")
    assert (oil.transporter, oil.receiver) == ("Åkeriet AB", "Påhittade Oljor AB")
    assert oil.hazardous is True
    assert oil.confidence.overall == pytest.approx(0.9**3)
    assert [p.text for p in oil.provenance] == [
        "Spillolja", "13 02 05*", "1,84", "R9 Regenerering", "Åkeriet AB", "Påhittade Oljor AB",
    ]  # fmt: skip
    assert oil.id == "a" * 10 + "-001"


def test_last_year_in_a_heading() -> None:
    source = """
Avfall | Mängd (ton) | Föregående år (ton)
[WASTE:Slam] | [QUANTITY:7] | [QUANTITY:6]
"""
    (slam,) = streams(source)
    assert told(slam) == ("Slam", (7, "t"))
    assert history(slam) == {2022: (6, "t")}


def test_an_amount_without_a_unit_is_doubtful() -> None:
    (slam,) = streams("Avfall | Mängd\n[WASTE:Slam] | [QUANTITY:7]")
    assert slam.quantity is None
    assert slam.needs_review


def test_pickups_add_up() -> None:
    source = """
Datum | Avfall | Kod | Vikt (kg)
2023-01-09 | [WASTE:Spillolja] | [EWC:13 02 05*] | [QUANTITY:820]
2023-05-02 | [WASTE:Spillolja] | [EWC:13 02 05*] | [QUANTITY:640]
2023-11-20 | [WASTE:Spillolja] | [EWC:13 02 05*] | [QUANTITY:380]
2023-11-21 | [WASTE:Glykol] | [EWC:16 01 14*] | [QUANTITY:200]
"""
    oil, glycol = streams(source)
    assert told(oil) == ("Spillolja", (1840, "kg"))
    assert oil.quantity is not None
    assert oil.quantity.mass_kg == 1840
    assert oil.quantity.text == "820 + 640 + 380"
    assert not oil.needs_review
    assert told(glycol) == ("Glykol", (200, "kg"))


def test_the_same_waste_to_two_receivers_is_two_streams() -> None:
    source = """
Avfall | Ton | Mottagare
[WASTE:Drav] | [QUANTITY:700] | [RECEIVER:Gården]
[WASTE:Drav] | [QUANTITY:700] | [RECEIVER:Biogasverket]
"""
    assert [s.receiver for s in streams(source)] == ["Gården", "Biogasverket"]
