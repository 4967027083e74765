"""Streams that text comes back to by a shorter name."""

import pytest

from iusml.assembly.retold_names import coverage, is_definite
from tests.assembly.build import streams

TABLE = """
Avfall | Kod | Ton | Mottagare
[WASTE:Kalkslam från släckare] | [EWC:19 09 03] | [QUANTITY:12] | [RECEIVER:Deponin]
[WASTE:Spillolja] | [EWC:13 02 08*] | [QUANTITY:2] | [RECEIVER:Oljeverket]

"""


@pytest.mark.parametrize(
    ("name", "other", "share"),
    [
        ("slammet", "Kalkslam från släckare", 1.0),
        ("Oljan", "uttjänt frityrolja", 1.0),
        ("förorenade kalken", "Kalk, förorenad", 1.0),
        ("Teglet", "Tegel från ugnsvagnar", 1.0),
        ("tvättvattnet", "Tvättvatten med borax", 1.0),
        ("Slam från formtvätt", "slammet från formtvätten", 1.0),
        ("fettslam", "Slam, kalkat", 0.0),
        ("oljan ur avskiljaren", "Spillolja", 0.5),
        ("sanden", "Spillolja", 0.0),
    ],
)
def test_how_much_of_a_name_comes_again(name: str, other: str, share: float) -> None:
    assert coverage(name, other) == share


@pytest.mark.parametrize(("name", "known"), [("slammet", True), ("oljan", True), ("Slam", False)])
def test_a_noun_that_speaks_of_something_known(name: str, *, known: bool) -> None:
    assert is_definite(name) is known


def test_text_that_comes_back_to_a_row_is_the_same_stream() -> None:
    found = streams(
        TABLE + "[WASTE:Slammet] gick för [TREATMENT:kalkning] till [RECEIVER:Deponin]."
    )
    assert [s.description for s in found] == ["Kalkslam från släckare", "Spillolja"]
    assert found[0].treatment == "kalkning"


def test_a_name_with_more_in_it_is_a_stream_of_its_own() -> None:
    text = "[WASTE:Olja ur avskiljare], [EWC:13 05 06*], lämnades till [RECEIVER:Oljeverket]."
    assert len(streams(TABLE + text)) == 3


def test_another_amount_is_another_stream() -> None:
    assert len(streams(TABLE + "[WASTE:Slam] ur bassängen, [QUANTITY:40 ton].")) == 3


def test_the_same_amount_under_half_a_name_is_the_same_stream() -> None:
    found = streams(TABLE + "Av [WASTE:kalkslam ur bassängen] uppkom [QUANTITY:12 ton].")
    assert len(found) == 2


def test_of_two_streams_the_one_just_told_is_meant() -> None:
    source = (
        "[WASTE:Bioslam], [QUANTITY:5 ton], uppkom i verket. "
        "[WASTE:Fiberslam], [QUANTITY:7 ton], uppkom i fabriken. "
        "[WASTE:Slammet] lämnades till [RECEIVER:Jordverket]."
    )
    assert [(s.description, s.receiver) for s in streams(source)] == [
        ("Bioslam", None),
        ("Fiberslam", "Jordverket"),
    ]
