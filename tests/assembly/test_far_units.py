"""Units that are told once for a table: with a sum, a code, a sentence, another amount."""

import pytest

from iusml.assembly.told_units import usual
from tests.assembly.build import amount, streams


def units(source: str) -> list[tuple[float, str] | None]:
    return [amount(s.quantity) if s.quantity else None for s in streams(source)]


def test_the_sum_tells_the_unit() -> None:
    source = """
Fraktion | 2023
[WASTE:Papper] | [QUANTITY:3,1]
[WASTE:Plast] | [QUANTITY:1,9]
Totalt | 5,0 kg
"""
    assert units(source) == [(3.1, "kg"), (1.9, "kg")]


def test_a_legend_tells_what_codes_mean() -> None:
    source = """
Fraktion | Kvant | E
[WASTE:Skrot] | [QUANTITY:88,06] | 1
[WASTE:Lysrör] | [QUANTITY:184] | 3
[WASTE:Färg] | [QUANTITY:415] | 2
E (enhetskod): 1 = ton, 2 = kilogram, 3 = styck.
"""
    assert units(source) == [(88.06, "t"), (184, "pcs"), (415, "kg")]


@pytest.mark.parametrize(("code", "unit"), [("TO", "t"), ("KGM", "kg"), ("MTQ", "m3")])
def test_codes_that_programs_print(code: str, unit: str) -> None:
    source = f"""
Fraktion | Enh | Kvant
[WASTE:Slam] | {code} | [QUANTITY:12]
"""
    assert units(source) == [(12, unit)]


def test_a_ditto_mark_repeats_the_unit_above() -> None:
    source = """
Avfall | Enhet | 2023
[WASTE:Slam] | ton | [QUANTITY:12]
[WASTE:Grus] | d:o | [QUANTITY:8]
[WASTE:Färg] | kg | [QUANTITY:40]
[WASTE:Lim] | " | [QUANTITY:15]
"""
    assert units(source) == [(12, "t"), (8, "t"), (40, "kg"), (15, "kg")]


def test_the_first_amount_tells_the_unit_of_those_below() -> None:
    source = """
Avfall | Mängd
[WASTE:Brännbart] | [QUANTITY:64 ton]
[WASTE:Kartong] | [QUANTITY:27]
"""
    assert units(source) == [(64, "t"), (27, "t")]


def test_counted_things_tell_nothing_of_weighed_ones() -> None:
    source = """
Vikter i kapitlet är i kg där inget annat anges.
Avfall | Mängd
[WASTE:Filter] | [QUANTITY:940]
[WASTE:Pallar] | [QUANTITY:71 st]
"""
    assert units(source) == [(940, "kg"), (71, "pcs")]


def test_an_amount_told_again_in_text_tells_the_unit() -> None:
    source = """
Avfall | Fredag
[WASTE:Muggar] | [QUANTITY:2 960]
[WASTE:Mat] | [QUANTITY:740]
På fredagen slängdes alltså 2 960 kilo muggar.
"""
    assert units(source) == [(2960, "kg"), (740, "kg")]


def test_the_columns_sum_told_in_text_tells_the_unit() -> None:
    source = """
Avfall | 2023
[WASTE:Pasta] | [QUANTITY:90]
[WASTE:Gips] | [QUANTITY:61]
Tillsammans lämnade således 151 ton avfall platsen.
"""
    assert units(source) == [(90, "t"), (61, "t")]


def test_headings_at_the_foot_tell_the_unit() -> None:
    source = """
[WASTE:Olja] | [QUANTITY:2400]
[WASTE:Glykol] | [QUANTITY:600]
Vara | Volym i liter
"""
    assert units(source) == [(2400, "l"), (600, "l")]


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("Siffrorna är hämtade ur vågsedlar och avrundade till ton.", "t"),
        ("I hela kapitel 6 redovisas massor i Mg enligt koncernens mall.", "t"),
        ("Samtliga vikter utgör ton enligt våg.", "t"),
        ("Allt är i kilo, utom glaskrosset som vi bara har i ton.", "kg"),
        ("† Ton våtvikt.", "t"),
    ],
)
def test_sentences_below_a_table(sentence: str, unit: str) -> None:
    source = f"""
Avfall | Mängd
[WASTE:Slam] | [QUANTITY:17]
{sentence}
"""
    assert units(source) == [(17, unit)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Produktionen anges i ton.",
        "Förbrukningen av lut redovisas i kg.",
        "Mängden per ton produkt minskade.",
    ],
)
def test_sentences_about_other_things_tell_nothing(sentence: str) -> None:
    source = f"""
Avfall | Mängd
[WASTE:Slam] | [QUANTITY:17]
{sentence}
"""
    assert units(source) == [None]


def test_without_any_unit_a_column_takes_the_usual_one_and_asks_for_review() -> None:
    source = """
Avfall | Kod | 2023
[WASTE:Spillolja] | [EWC:13 02 08*] | [QUANTITY:640]
[WASTE:Lösningsmedel] | [EWC:14 06 03*] | [QUANTITY:310]
[WASTE:Oljefilter] | [EWC:16 01 07*] | [QUANTITY:95]
"""
    made = streams(source)
    assert [amount(s.quantity) for s in made] == [(640, "kg"), (310, "kg"), (95, "kg")]
    assert all(s.needs_review for s in made)


def test_numbers_that_fit_both_units_get_none() -> None:
    source = """
Avfall | Kod | 2023
[WASTE:Brännbart] | [EWC:20 03 01] | [QUANTITY:1500]
"""
    assert units(source) == [None]


def test_spellings_of_thousands() -> None:
    assert [usual(u) for u in ("tusental kg", "1 000 kg", "Mg", "kg")] == [
        "ton",
        "ton",
        "ton",
        "kg",
    ]
