"""Streams from running text and lists."""

import pytest

from tests.assembly.build import amount, history, streams, told


def test_several_wastes_in_a_sentence() -> None:
    source = (
        "Under året lämnades [QUANTITY:12,5 ton] [WASTE:slam från fettavskiljare] "
        "([EWC:02 02 04]), [QUANTITY:840 kg] [WASTE:spillolja] "
        "([EWC:13 02 05*]) och [QUANTITY:35 st] [WASTE:lysrör]."
    )
    found = streams(source)
    assert [told(s) for s in found] == [
        ("slam från fettavskiljare", (12.5, "t")),
        ("spillolja", (840, "kg")),
        ("lysrör", (35, "pcs")),
    ]
    assert [s.ewc_code for s in found] == ["020204", "130205", None]


def test_amounts_after_their_wastes() -> None:
    source = (
        "Mängden [WASTE:wellpapp] var [QUANTITY:8,1 ton] och [WASTE:mjukplast] [QUANTITY:900 kg]."
    )
    assert [told(s) for s in streams(source)] == [
        ("wellpapp", (8.1, "t")),
        ("mjukplast", (900, "kg")),
    ]


def test_last_years_amount_keeps_its_year() -> None:
    source = (
        "Av [WASTE:slam] uppkom [QUANTITY:12,5 ton], jämfört med [QUANTITY:11 ton] år [YEAR:2022]."
    )
    (slam,) = streams(source)
    assert told(slam) == ("slam", (12.5, "t"))
    assert history(slam) == {2022: (11, "t")}
    assert not slam.needs_review


def test_last_year_in_words() -> None:
    source = "Av [WASTE:slam] uppkom [QUANTITY:12,5 ton] mot [QUANTITY:11 ton] föregående år."
    (slam,) = streams(source)
    assert told(slam) == ("slam", (12.5, "t"))
    assert history(slam) == {2022: (11, "t")}


def test_years_in_brackets() -> None:
    source = "[WASTE:Slam]: [QUANTITY:7 ton] ([YEAR:2021]), [QUANTITY:8 ton] ([YEAR:2022]), \
[QUANTITY:9 ton] ([YEAR:2023])."
    (slam,) = streams(source)
    assert told(slam) == ("Slam", (9, "t"))
    assert history(slam) == {2021: (7, "t"), 2022: (8, "t")}


def test_one_carrier_for_all_and_a_receiver_for_each() -> None:
    source = (
        "[QUANTITY:7 ton] [WASTE:slam] till [RECEIVER:Biogasverket] och [QUANTITY:2 ton] "
        "[WASTE:spillolja] till [RECEIVER:Oljebolaget] hämtades av [TRANSPORTER:Åkeriet AB]."
    )
    slam, oil = streams(source)
    assert (slam.transporter, oil.transporter) == ("Åkeriet AB", "Åkeriet AB")
    assert (slam.receiver, oil.receiver) == ("Biogasverket", "Oljebolaget")


def test_the_next_sentence_adds_the_amount() -> None:
    source = (
        "Från tvätthallen sugs [WASTE:oljehaltigt slam] upp. Mängden var [QUANTITY:6,2 ton] "
        "och allt hämtades av [TRANSPORTER:Åkeriet AB]."
    )
    (slam,) = streams(source)
    assert told(slam) == ("oljehaltigt slam", (6.2, "t"))
    assert slam.transporter == "Åkeriet AB"


def test_a_list_has_one_stream_an_item() -> None:
    source = """
- [WASTE:Slam från fettavskiljare] [QUANTITY:12,5 ton], [RECEIVER:Biogasverket]
- [WASTE:Spillolja] [QUANTITY:840 kg], [RECEIVER:Oljebolaget]
- [WASTE:Glasull]
"""
    found = streams(source)
    assert [told(s) for s in found] == [
        ("Slam från fettavskiljare", (12.5, "t")),
        ("Spillolja", (840, "kg")),
        ("Glasull", None),
    ]
    assert [s.receiver for s in found] == ["Biogasverket", "Oljebolaget", None]


def test_what_was_received_is_told_apart() -> None:
    source = (
        "Under året togs [QUANTITY:820 ton] [WASTE:trä] emot och det har mottagits i god ordning.\n"
        "Från verkstaden uppkom däremot endast [QUANTITY:2 ton] [WASTE:spillolja] under året."
    )
    assert [s.direction for s in streams(source)] == ["received", "generated"]


@pytest.mark.parametrize("word", ["ca", "cirka", "ungefär", "drygt", "knappt", "<", "c:a"])
def test_about_so_much(word: str) -> None:
    (slam,) = streams(f"Mängden [WASTE:slam] var {word} [QUANTITY:12,5 ton] under året.")
    assert slam.quantity is not None
    assert slam.quantity.approximate
    assert amount(slam.quantity) == (12.5, "t")


def test_exactly_so_much() -> None:
    (slam,) = streams("Mängden [WASTE:slam] var [QUANTITY:12,5 ton] under året.")
    assert slam.quantity is not None
    assert not slam.quantity.approximate


def test_told_in_text_and_in_the_annex() -> None:
    source = """
Av [WASTE:spillolja] uppkom [QUANTITY:1,84 ton] som hämtades av [TRANSPORTER:Åkeriet AB].
---
Bilaga 3
Avfall | Kod | Mängd (kg) | Mottagare
[WASTE:Spillolja] | [EWC:13 02 05*] | [QUANTITY:1840] | [RECEIVER:Oljebolaget]
[WASTE:Slam] | [EWC:02 02 04] | [QUANTITY:700] | [RECEIVER:Biogasverket]
"""
    oil, slam = streams(source)
    assert told(oil) == ("spillolja", (1.84, "t"))
    assert (oil.ewc_code, oil.transporter, oil.receiver) == ("130205", "Åkeriet AB", "Oljebolaget")
    assert {place.page for place in oil.provenance} == {1, 2}
    assert len(oil.provenance) == 7
    assert told(slam) == ("Slam", (700, "kg"))


def test_other_amounts_are_other_streams() -> None:
    source = """
Av [WASTE:spillolja] uppkom [QUANTITY:1,84 ton] i verkstaden.
---
Av [WASTE:spillolja] uppkom [QUANTITY:0,3 ton] i hamnen.
"""
    assert [amount(s.quantity) for s in streams(source)] == [(1.84, "t"), (0.3, "t")]


def code_row(code: str, other: str = "02 02 04") -> str:
    return f"Avfall | Kod | Ton\n[WASTE:Ett] | [EWC:{code}] | [QUANTITY:7]\n\
[WASTE:Två] | [EWC:{other}] | [QUANTITY:8]"


@pytest.mark.parametrize("code", ["99 88 77", "13 02", "13 02 05–08", "20 01 xx"])
def test_a_code_outside_the_list_is_kept_as_text(code: str) -> None:
    stream, _ = streams(code_row(code))
    assert stream.ewc_code is None
    assert stream.ewc_text == code
    assert stream.ewc_source == "report"
    assert stream.hazardous is None
    assert stream.needs_review


def test_the_list_tells_what_is_hazardous() -> None:
    with_star, _ = streams(code_row("02 02 04*"))
    assert with_star.hazardous is False
    without_star, _ = streams(code_row("13 02 05"))
    assert without_star.hazardous is True
    assert (with_star.ewc_code, without_star.ewc_code) == ("020204", "130205")


def test_a_lost_zero_is_put_back() -> None:
    stream, _ = streams(code_row("80116"))
    assert (stream.ewc_code, stream.ewc_text) == ("080116", "80116")


def test_several_codes_for_one_amount() -> None:
    source = "Avfall | Koder | Ton\n[WASTE:Oljor] | [EWC:13 02 05*], [EWC:13 02 08*] | [QUANTITY:7]"
    (stream,) = streams(source)
    assert stream.ewc_code is None
    assert stream.ewc_text == "13 02 05*, 13 02 08*"
    assert stream.needs_review


def test_nothing_gives_nothing() -> None:
    assert streams("Inget avfall uppkom under året på ön.") == []
    assert streams("") == []


def test_a_report_without_a_year() -> None:
    (slam,) = streams("Av [WASTE:slam] uppkom [QUANTITY:12,5 ton].", year=None)
    assert told(slam) == ("slam", (12.5, "t"))
