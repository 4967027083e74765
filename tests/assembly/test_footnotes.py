"""Codes that footnotes tell for the wastes that bear their numbers."""

from tests.assembly.build import streams


def codes(source: str) -> dict[str | None, str | None]:
    """The code of each waste."""
    return {stream.description: stream.ewc_code for stream in streams(source)}


def test_notes_below_a_table() -> None:
    source = """
Avfall | Ton 2023
[WASTE:Lättbetong] 1) | [QUANTITY:4 310]
[WASTE:Slam från tvätt] 1) | [QUANTITY:412]
[WASTE:Armeringsspill] 2) | [QUANTITY:63,4]
[WASTE:Trasiga pallar] | [QUANTITY:41]
1) EWC [EWC:10 13 14]. 2) EWC [EWC:17 04 05].
"""
    assert codes(source) == {
        "Lättbetong": "101314",
        "Slam från tvätt": "101314",
        "Armeringsspill": "170405",
        "Trasiga pallar": None,
    }


def test_raised_numbers_in_text() -> None:
    source = """
[WASTE:Degspill]¹ vägde [QUANTITY:196 ton]. [WASTE:Fettslam]² vägde [QUANTITY:41 ton].

¹ Kod [EWC:02 06 01].

² Kod [EWC:19 08 09].
"""
    assert codes(source) == {"Degspill": "020601", "Fettslam": "190809"}


def test_an_amount_behind_a_waste_is_no_mark() -> None:
    source = """
[WASTE:Spillolja] 2 fat om [QUANTITY:340 kg] lämnades.

Koden är [EWC:13 02 08].
"""
    (stream,) = streams(source)
    assert stream.description == "Spillolja"
