"""What the learned linking of running text and lists must get right, one phenomenon a test."""

import numpy as np
import pytest

from iusml.assembly.linking import links
from iusml.assembly.linking_features import Passages
from iusml.assembly.linking_words import alike
from iusml.assembly.linking_years import LAST_YEAR, earlier_years
from iusml.assembly.scorers import shipped
from iusml.layout import Layout
from tests.assembly.build import amount, build, history, streams, told


def test_three_streams_in_one_sentence_with_codes() -> None:
    source = (
        "Farligt avfall: [WASTE:Spillolja] ([EWC:13 02 08]) [QUANTITY:2,4 m3], "
        "[WASTE:lösningsmedel] ([EWC:14 06 03]) [QUANTITY:860 kg] samt "
        "[WASTE:elektronikskrot] [QUANTITY:0,3 ton] hämtades av [TRANSPORTER:Fiktiva Miljö AB]."
    )
    found = streams(source)
    assert [told(s) for s in found] == [
        ("Spillolja", (2.4, "m3")),
        ("lösningsmedel", (860, "kg")),
        ("elektronikskrot", (0.3, "t")),
    ]
    assert [s.ewc_code for s in found] == ["130208", "140603", None]
    assert {s.transporter for s in found} == {"Fiktiva Miljö AB"}


def test_one_carrier_told_ahead_for_all() -> None:
    source = """
Allt farligt avfall hämtas av [TRANSPORTER:Påhittade Transport AB].
[WASTE:Spillolja] ([EWC:13 02 05*]) uppgick till [QUANTITY:640 kg].
[WASTE:Oljefilter] ([EWC:16 01 07*]) uppgick till [QUANTITY:115 kg].
[WASTE:Lysrör] ([EWC:20 01 21*]) uppgick till [QUANTITY:60 kg].
"""
    assert {s.transporter for s in streams(source)} == {"Påhittade Transport AB"}
    assert [amount(s.quantity) for s in streams(source)] == [(640, "kg"), (115, "kg"), (60, "kg")]


def test_one_carrier_told_below_a_list() -> None:
    source = """
- [WASTE:Spillolja] ([EWC:13 02 05*]) [QUANTITY:640 kg]
- [WASTE:Oljefilter] ([EWC:16 01 07*]) [QUANTITY:115 kg]
- [WASTE:Lysrör] ([EWC:20 01 21*]) [QUANTITY:60 kg]
Allt ovanstående hämtades av [TRANSPORTER:Påhittade Transport AB].
"""
    assert {s.transporter for s in streams(source)} == {"Påhittade Transport AB"}


def test_the_amount_two_sentences_later() -> None:
    source = (
        "I tvätthallen uppkommer [WASTE:oljehaltigt slam] när golvet spolas. "
        "Brunnen töms av en sugbil på våren. Vid årets tömning vägdes [QUANTITY:6,2 ton]."
    )
    assert [told(s) for s in streams(source)] == [("oljehaltigt slam", (6.2, "t"))]


@pytest.mark.parametrize("word", ["resp.", "respektive"])
def test_wastes_and_amounts_in_the_same_order(word: str) -> None:
    source = (
        f"Mängderna [WASTE:wellpapp] {word} [WASTE:mjukplast] var [QUANTITY:8,1] "
        f"{word} [QUANTITY:0,9 ton]."
    )
    assert [told(s) for s in streams(source)] == [
        ("wellpapp", (8.1, "t")),
        ("mjukplast", (0.9, "t")),
    ]


def test_a_limit_taken_for_an_amount_goes_to_nobody() -> None:
    source = (
        "Av [WASTE:spillolja] uppkom [QUANTITY:12,5 ton] som lämnades till "
        "[RECEIVER:Oljebolaget]. Enligt villkor 7 får högst [QUANTITY:50 ton] lagras."
    )
    (oil,) = streams(source)
    assert told(oil) == ("spillolja", (12.5, "t"))
    assert not oil.needs_review


def test_last_years_amount_in_brackets() -> None:
    source = "Av [WASTE:matavfall] uppkom [QUANTITY:45 ton] ([QUANTITY:51 ton] [YEAR:2022])."
    (food,) = streams(source)
    assert told(food) == ("matavfall", (45, "t"))
    assert history(food) == {2022: (51, "t")}


def test_brackets_that_hold_last_years_amounts() -> None:
    source = """
Mängder för [YEAR:2021] inom parentes.
- [WASTE:Wellpapp]: [QUANTITY:88,4 ton] ([QUANTITY:91,0])
- [WASTE:Sträckfilm]: [QUANTITY:14,2 ton] ([QUANTITY:12,7])
"""
    paper, film = streams(source)
    assert (told(paper), told(film)) == (("Wellpapp", (88.4, "t")), ("Sträckfilm", (14.2, "t")))
    assert (history(paper), history(film)) == ({2021: (91, "t")}, {2021: (12.7, "t")})


@pytest.mark.parametrize(
    ("source", "years"),
    [
        ("[QUANTITY:3], [QUANTITY:4] och [QUANTITY:5 ton] åren [YEAR:2023], [YEAR:2022] "
         "respektive [YEAR:2021]", [None, 2022, 2021]),
        ("[QUANTITY:5 ton], jämfört med [QUANTITY:4 ton] år [YEAR:2022] och [QUANTITY:3 ton] år "
         "[YEAR:2021].", [None, 2022, 2021]),
        ("år [YEAR:2022] [QUANTITY:28,0] resp. [QUANTITY:14,1].", [2022, 2022]),
        ("Mängden ökade från [QUANTITY:58 ton] till [QUANTITY:64 ton].", [LAST_YEAR, None]),
        ("Det blev [QUANTITY:12 ton] ([QUANTITY:11])", [None, LAST_YEAR]),
        ("Vågen stannade på [QUANTITY:214 ton]. Året dessförinnan var det torrt.", [None]),
        ("Året före, [YEAR:2022], var det [QUANTITY:231 ton] här.", [2022]),
    ],
)  # fmt: skip
def test_the_year_of_an_amount(source: str, years: list[int | None]) -> None:
    document, entities = build(source)
    found = earlier_years(document, Layout(document), entities, 2023)
    assert [found.get(e) for e in entities if e.label == "QUANTITY"] == years


def test_a_sentence_that_names_the_waste_again() -> None:
    source = (
        "Av [WASTE:drav] lämnade [QUANTITY:6412 ton] anläggningen. "
        "[WASTE:Jäst] pumpas till tankbil, [QUANTITY:488 ton]. "
        "All drav hämtas färsk av [RECEIVER:Kvarnbäckens foderring]."
    )
    assert streams(source)[0].receiver == "Kvarnbäckens foderring"


def test_no_amount_is_given_twice() -> None:
    source = "[WASTE:Slam] och [WASTE:sand] sögs upp, [QUANTITY:7 ton] tillsammans med vatten."
    amounts = [amount(s.quantity) for s in streams(source)]
    assert sum(a is not None for a in amounts) <= 1


def test_entities_without_a_waste_make_no_stream() -> None:
    assert streams("Allt hämtas av [TRANSPORTER:Åkeriet AB], [QUANTITY:7 ton].") == []


def test_a_matching_is_best_as_a_whole() -> None:
    document, entities = build("[WASTE:Slam] [WASTE:sand] [QUANTITY:7 ton] [QUANTITY:8 ton]")
    passages = Passages(document, Layout(document), entities, {})
    slam, sand, seven, eight = entities
    judged = {(slam, seven): 0.9, (slam, eight): 0.8, (sand, seven): 0.85, (sand, eight): 0.1}
    scores = np.array([judged[pair] for pair in passages.pairs()], dtype=np.float32)
    assert links(passages, lambda _: scores) == {slam: [eight], sand: [seven]}


def test_the_shipped_model_fits_the_features() -> None:
    document, entities = build("[WASTE:Slam] [QUANTITY:7 ton]")
    passages = Passages(document, Layout(document), entities, {})
    (chance,) = shipped().passages(passages.table(passages.pairs())).tolist()
    assert 0.5 < chance <= 1


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [("slam", "slam", True), ("hydroxidslam", "slam", True), ("slam", "sand", False)],
)
def test_names_alike(one: str, two: str, *, same: bool) -> None:
    assert (alike(one, two) >= 0.8) is same
