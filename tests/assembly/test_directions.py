"""Whether waste was taken in from others."""

import pytest

from iusml.assembly.directions import is_received
from tests.assembly.build import streams


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Under året togs [QUANTITY:715 m3] [WASTE:slam] emot.", "received"),
        ("Från grannen tog vi hand om [QUANTITY:41 ton] [WASTE:spill].", "received"),
        ("[QUANTITY:41 ton] [WASTE:slam] togs emot av [RECEIVER:Biogasen].", "generated"),
        ("[WASTE:Folie], [QUANTITY:4 ton], tog ingen emot.", "generated"),
    ],
)
def test_who_takes_in(text: str, expected: str) -> None:
    (stream,) = streams(text)
    assert stream.direction == expected


def test_a_heading_speaks_for_its_section() -> None:
    source = """
Pannan gick hela vintern utan något längre stopp, vilket är ovanligt för en så gammal panna.

3.1 Mottaget bränsle

[WASTE:Hushållsavfall] från nio kommuner stod för [QUANTITY:71 350 ton] av allt som eldades där.

3.2 Aska

[WASTE:Bottenaska] från pannan kördes till deponin, sammanlagt [QUANTITY:29 480 ton] under året.
"""
    assert [s.direction for s in streams(source)] == ["received", "generated"]


def test_a_heading_speaks_for_the_table_below_its_text() -> None:
    filler = (
        "Vägt på infartsvågen enligt rutinen från i våras som gäller alla inkommande bilar. " * 3
    )
    source = f"""
{filler}

2. Mottaget gods

Kolumnen tillstånd är taket i domen för varje slag och inte en mängd som vi har haft här i år.
Tabellen är gjord av programmet som hör till vågen och kan innehålla fel, även om det är sällsynt,
och rad fem är nedklassad.
Avfall | Ton 2023
[WASTE:Personbilsdäck] | [QUANTITY:8 412]
"""
    (stream,) = streams(source)
    assert stream.direction == "received"


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Mottaget till behandling, ton. Vägt på egen våg.", True),
        ("Kolumnen Transport/mottagning visar vem som kört.", False),
        ("Avfall som inte har tagits emot från andra", False),
        ("Mottaget, sedan eget avfall", False),
    ],
)
def test_captions(caption: str, expected: bool) -> None:
    assert is_received(caption) is expected
