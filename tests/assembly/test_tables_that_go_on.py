"""Tables on the next page without headings: which column is which, and if they go on."""

from tests.assembly.build import amount, history, streams

TEXT = "Transportdokumenten sitter i grön pärm på kontoret och visas gärna för den som frågar. " * 7


def test_an_empty_column_on_the_next_page_moves_no_heading() -> None:
    source = """
Mängder i ton.
Avfall | Kod | 2023 | Hanteras | 2022
[WASTE:Slam] | [EWC:19 08 05] | [QUANTITY:14] | [TREATMENT:R3] | [QUANTITY:12]
---
[WASTE:Aska] | [EWC:10 01 01] | [QUANTITY:20] | [TREATMENT:R5] | [QUANTITY:18]
"""
    _, ash = streams(source)
    assert (amount(ash.quantity), history(ash)) == ((20, "t"), {2022: (18, "t")})


def test_headings_follow_places_where_a_page_has_one_column_more() -> None:
    source = """
Mängder i ton.
 | Avfall | Kod | 2023 | 2022
 | [WASTE:Slam] | [EWC:19 08 05] | [QUANTITY:14] | [QUANTITY:12]
---
Övrigt | [WASTE:Aska] | [EWC:10 01 01] | [QUANTITY:20] | [QUANTITY:18]
"""
    _, ash = streams(source)
    assert (amount(ash.quantity), history(ash)) == ((20, "t"), {2022: (18, "t")})


def test_a_table_below_much_text_goes_on_with_none() -> None:
    source = f"""
AVFALL, TON | 2023 | 2022
[WASTE:Slam] | [QUANTITY:14] | [QUANTITY:12]
---
{TEXT}
[WASTE:Spillolja] | [EWC:13 02 08] | [QUANTITY:4,6 m3]
"""
    _, oil = streams(source)
    assert (amount(oil.quantity), history(oil)) == ((4.6, "m3"), {})


def test_numbers_set_beside_their_waste_in_a_table_on_its_side() -> None:
    source = """
Farligt avfall i kg.
 | [WASTE:Spillolja] | [WASTE:Kasserad elektronik] |
Kod | [EWC:13 02 05] | [EWC:20 01 35] |
2023 | [QUANTITY:620] |  | [QUANTITY:385]
"""
    assert [amount(s.quantity) for s in streams(source)] == [(620, "kg"), (385, "kg")]
