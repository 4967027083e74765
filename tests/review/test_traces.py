"""What tells of a person in a text, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iusml.store.database.traces import GONE, blacken, mail, name, number, of_text, traces

ASA = {name("Åsa Öberg"), mail("asa@example.se"), number("+46 8 465 004 11")}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kontakt: Åsa Öberg, miljöchef", f"Kontakt: {GONE}, miljöchef"),
        ("ÖBERG ÅSA", GONE),
        ("Öberg, Åsa (VD)", f"{GONE} (VD)"),
        ("A\u030asa O\u0308berg", GONE),
        ("Åsa\nÖberg", GONE),
        ("Åsa-Karin Öberg", "Åsa-Karin Öberg"),
        ("Åsa Ek och Bo Öberg", "Åsa Ek och Bo Öberg"),
        ("Åsa. Längre bort: Öberg", "Åsa. Längre bort: Öberg"),
        ("mejla ASA@example.se.", f"mejla {GONE}."),
        ("asa@example.sex", "asa@example.sex"),
        ("karin.asa@example.se", "karin.asa@example.se"),
        ("tel 08-465 004 11, fax 08-465 004 12", f"tel {GONE}, fax 08-465 004 12"),
        ("+46 (0)8 465 004 11", GONE),
        ("0046846500411 eller 08/46500411", f"{GONE} eller {GONE}"),
        ("08-465 004 11 070-174 06 05", f"{GONE} 070-174 06 05"),
        ("465 004 11", "465 004 11"),
        ("108-465 004 11", "108-465 004 11"),
        ("Åsa Öberg Åsa Öberg", GONE),
        ("", ""),
    ],
)
def test_what_is_blackened(text: str, left: str) -> None:
    assert blacken(text, ASA.__contains__) == left


@pytest.mark.parametrize(
    "text", ["Åsa Öberg", "asa [at] example.se", "asa (at) example.se", "Tel: 08 - 465 004 11"]
)
def test_short_texts(text: str) -> None:
    assert of_text(text) & ASA


def test_a_number_abroad() -> None:
    assert number("+45 33 12 34 56") == number("0045-33123456") != number("033-12 34 56")


@given(st.text(alphabet="åÖb ,.@0468+-()\n"))
def test_traces_lie_in_the_text(text: str) -> None:
    for one in traces(text):
        assert 0 <= one.start < one.end <= len(text)
    assert blacken(text, lambda told: False) == text


@given(st.text(max_size=20), st.text(max_size=20))
def test_nothing_is_left_of_a_name_among_others(before: str, after: str) -> None:
    assert "Öberg" not in blacken(f"{before}; Åsa Öberg; {after}", ASA.__contains__)
