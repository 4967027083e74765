"""Contact cards beside facts, addresses and other cards are read one after the other."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from iusml.reading.reader import read_document
from tests.reading.paper import Sheet, whole

FACTS = [
    "Bolag", "Påhittade Frysar AB", "Organisationsnummer", "559999-0008",
    "Anläggningsnummer", "1265-4307", "Kommun, län", "Sjöbo, Skåne",
]  # fmt: skip
ANNA = ["Anna Ferlin", "Hållbarhetschef", "D 040-628 04 71", "anna.ferlin@exempel.se"]
BO = ["Bo Knutsson", "Fabrikschef", "vx 040 628 04 70", "bo@exempel.se"]
EVA = ["Juridiskt ansvarig", "Eva Ås", "Tel: +46 70 174 06 83"]
ADDRESS = ["Box 114", "275 21 Sjöbo", "www.exempel.se"]
BELOW = "Denna rad står under alla block och är lika bred som hela sidan är, från kant till kant"


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path / "sida.pdf")


def read_in_order(sheet: Sheet, blocks: Sequence[Sequence[str]]) -> bool:
    sheet.text(60, 600, BELOW)
    text = whole(read_document(sheet.save())).replace(" ", "")
    return all("".join(block).replace(" ", "") in text for block in blocks)


@pytest.mark.parametrize("offset", [0, 3, 7])
@pytest.mark.parametrize("step", [11.0, 12.5, 15.0])
def test_facts_left_and_cards_right(sheet: Sheet, offset: float, step: float) -> None:
    sheet.lines(60, 200, FACTS, 13)
    sheet.lines(330, 200 + offset, ANNA, step)
    sheet.lines(330, 210 + offset + 4 * step, BO, step)
    assert read_in_order(sheet, [FACTS, ANNA, BO])


def test_cards_left_and_facts_right(sheet: Sheet) -> None:
    sheet.lines(60, 204, [*ANNA, *EVA], 15)
    sheet.lines(330, 200, FACTS, 13)
    assert read_in_order(sheet, [[*ANNA, *EVA], FACTS])


def test_labels_with_their_values_stay_together_left_of_a_card(sheet: Sheet) -> None:
    for number in range(4):
        sheet.text(60, 200 + 13 * number, FACTS[2 * number])
        sheet.text(165, 200 + 13 * number, FACTS[2 * number + 1])
    sheet.lines(360, 200, ANNA, 13)
    assert read_in_order(sheet, [FACTS, ANNA])


def test_cards_whose_lines_keep_no_common_rows(sheet: Sheet) -> None:
    sheet.lines(60, 200, ANNA, 12)
    sheet.lines(230, 205, EVA, 14)
    sheet.lines(400, 203, BO, 15)
    assert read_in_order(sheet, [ANNA, EVA, BO])


def test_a_card_among_addresses(sheet: Sheet) -> None:
    sheet.lines(60, 200, ADDRESS, 11)
    sheet.lines(220, 200, ["Besöksadress", "Kylvägen 4", "275 36 Sjöbo"], 11)
    sheet.lines(400, 200, ANNA, 11)
    assert read_in_order(sheet, [ANNA])


@pytest.mark.parametrize("shift", [0, 3])
def test_a_form_of_labels_and_values_is_read_across(sheet: Sheet, shift: float) -> None:
    labels = ["1.1 Kontaktperson", "1.2 Befattning", "1.3 Telefon", "1.4 E-post", "1.5 Org.nr"]
    values = [*ANNA, "559999-0008"]
    sheet.lines(60, 200, labels, 16)
    sheet.lines(220, 200 + shift, values, 16)
    rows = [[label, value] for label, value in zip(labels, values, strict=True)]
    assert read_in_order(sheet, rows)


def test_wastes_beside_numbers_of_their_receivers_stay_a_table(sheet: Sheet) -> None:
    rows = [
        ["Spillolja", "13 02 05*", "1,84", "Påhittade Oljor AB"],
        ["Lysrör", "20 01 21*", "0,04", "031-390 06 20"],
        ["Wellpapp", "15 01 01", "8,1", "Pappershögen AB"],
        ["Slam", "02 02 04", "12,5", "info@exempel.se"],
    ]
    for number, row in enumerate(rows):
        for x, cell in zip([60, 180, 260, 330], row, strict=True):
            sheet.text(x, 200 + 15 * number, cell)
    assert read_in_order(sheet, rows)
