"""Rows without a waste that go on an earlier table's rows."""

import pytest

from tests.assembly.build import streams, takers

WASTES = """
Nr | Avfall | Kod | Ton
{0} | [WASTE:Glas] | [EWC:17 02 02] | [QUANTITY:3]
{1} | [WASTE:Gips] | [EWC:17 08 02] | [QUANTITY:4]
{2} | [WASTE:Papp] | [EWC:15 01 01] | [QUANTITY:5]
{3} | [WASTE:Slam] | [EWC:19 08 05] | [QUANTITY:6]
"""


@pytest.mark.parametrize("numbers", ["0123", "1234", ("A1", "A2", "B1", "B2"), "abcd"])
def test_a_table_goes_on_by_row_numbers(numbers: str) -> None:
    source = f"""
{WASTES.format(*numbers)}
Vart tar det vägen?

Rad | Körs av | Tas emot av
{numbers[0]} | [TRANSPORTER:Ett AB] | [RECEIVER:Glasbruket]
{numbers[1]} | [TRANSPORTER:Två AB] | [RECEIVER:Skivor AB]
{numbers[2]} | [TRANSPORTER:Tre AB] | [RECEIVER:Returen]
{numbers[3]} | [TRANSPORTER:Fyra AB] | [RECEIVER:Jordverket]
"""
    found = streams(source)
    assert [s.transporter for s in found] == ["Ett AB", "Två AB", "Tre AB", "Fyra AB"]
    assert [s.receiver for s in found] == ["Glasbruket", "Skivor AB", "Returen", "Jordverket"]


def test_a_table_goes_on_by_numbers_that_two_pages_count() -> None:
    source = """
Nr | Avfall | Ton
1 | [WASTE:Glas] | [QUANTITY:3]
2 | [WASTE:Gips] | [QUANTITY:4]
---
3 | [WASTE:Papp] | [QUANTITY:5]
4 | [WASTE:Slam] | [QUANTITY:6]

Vart tar det vägen?

Rad | Körs av
1 | [TRANSPORTER:Ett AB]
2 | [TRANSPORTER:Två AB]
3 | [TRANSPORTER:Tre AB]
4 | [TRANSPORTER:Fyra AB]
"""
    found = [s.transporter for s in streams(source)]
    assert found == ["Ett AB", "Två AB", "Tre AB", "Fyra AB"]


def test_a_table_goes_on_by_codes() -> None:
    source = f"""
{WASTES.format(*"    ")}
Vart tar det vägen?

Kod | Körs av
[EWC:17 02 02] | [TRANSPORTER:Ett AB]
[EWC:17 08 02] | [TRANSPORTER:Två AB]
[EWC:150101] | [TRANSPORTER:Tre AB]
"""
    found = streams(source)
    assert [s.transporter for s in found] == ["Ett AB", "Två AB", "Tre AB", None]
    assert not any(s.needs_review for s in found)


def test_a_code_of_two_wastes_is_no_mark() -> None:
    source = f"""
{WASTES.format(*"    ").rstrip()}
 | [WASTE:Speglar] | [EWC:17 02 02] | [QUANTITY:7]

Kod | Körs av
[EWC:17 02 02] | [TRANSPORTER:Ett AB]
[EWC:17 08 02] | [TRANSPORTER:Två AB]
[EWC:15 01 01] | [TRANSPORTER:Tre AB]
"""
    carriers = {s.description: s.transporter for s in streams(source)}
    assert carriers["Glas"] is None
    assert carriers["Speglar"] is None


def test_other_numbers_mean_nothing() -> None:
    source = f"""
{WASTES.format(*"1234")}
Entreprenörer

Nr | Namn | Avtal
1 | [TRANSPORTER:Ett AB] | 2021
2 | [TRANSPORTER:Två AB] | 2022
"""
    assert [carrier for carrier, _ in takers(source)] == [None] * 4


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("rad 1, 2", "rad 3–4"),
        ("raderna 1-2", "rad 3 och 4"),
        ("pos. 1 och 2", "pos. 3, 4"),
        ("nr 1 & 2", "nr 3 samt 4"),
    ],
)
def test_rows_point_at_rows(one: str, two: str) -> None:
    source = f"""
{WASTES.format(*"1234")}
Avtal

Åkeri | Gäller | Lass
[TRANSPORTER:Ett AB] | {one} | 41
[TRANSPORTER:Två AB] | {two} | 26
"""
    found = [s.transporter for s in streams(source)]
    assert found == ["Ett AB", "Ett AB", "Två AB", "Två AB"]


PAGE = """
Avfall | Ton
[WASTE:{0}ull] | [QUANTITY:3]
[WASTE:{0}trä] | [QUANTITY:4]
[WASTE:{0}slam] | [QUANTITY:5]
[WASTE:{0}spån] | [QUANTITY:6]
---"""
TABLE_BESIDE = """
Mottagare | Anm.
[RECEIVER:{0} Ett] | –
[RECEIVER:{0} Två] | –
[RECEIVER:{0} Tre] | –
[RECEIVER:{0} Fyra] | –
---"""
LINES_BESIDE = """
Mottagare
[RECEIVER:{0} Ett]
[RECEIVER:{0} Två]
[RECEIVER:{0} Tre]
[RECEIVER:{0} Fyra]
---"""
PAGES = {"Glas": "Bruk", "Sten": "Kross"}
EXPECTED = {
    "Glasull": "Bruk Ett", "Glasträ": "Bruk Två", "Glasslam": "Bruk Tre", "Glasspån": "Bruk Fyra",
    "Stenull": "Kross Ett", "Stenträ": "Kross Två", "Stenslam": "Kross Tre",
    "Stenspån": "Kross Fyra",
}  # fmt: skip


@pytest.mark.parametrize("beside", [TABLE_BESIDE, LINES_BESIDE])
@pytest.mark.parametrize("down_first", [True, False])
def test_columns_on_a_page_beside(beside: str, *, down_first: bool) -> None:
    one = [PAGE.format(waste) for waste in PAGES]
    two = [beside.format(firm) for firm in PAGES.values()]
    pages = [*one, *two] if down_first else [one[0], two[0], one[1], two[1]]
    found = streams("Bilaga\n---" + "".join(pages).removesuffix("\n---"))
    assert {s.description: s.receiver for s in found} == EXPECTED


def test_ditto_marks_on_a_page_beside() -> None:
    source = f"""Bilaga
---{PAGE.format("Glas")}
Åkeri | Mottagare
[TRANSPORTER:Ett AB] | [RECEIVER:Bruket]
" | "
" | [RECEIVER:Panncentralen]
[TRANSPORTER:Två AB] | "
"""
    found = streams(source)
    assert [s.transporter for s in found] == ["Ett AB", "Ett AB", "Ett AB", "Två AB"]
    receivers = ["Bruket", "Bruket", "Panncentralen", "Panncentralen"]
    assert [s.receiver for s in found] == receivers


def test_firms_of_another_page_at_other_heights_are_not_of_the_rows() -> None:
    source = f"""Bilaga
---{PAGE.format("Glas")}
Adresser

[RECEIVER:Ett AB]

[RECEIVER:Två AB]

[RECEIVER:Tre AB]
"""
    assert takers(source) == [(None, None)] * 4
