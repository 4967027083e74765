"""Doubts about values: what raises one, what must not, and what it says."""

import pytest

from iusml.normalise.usual import usual
from iusml.records import Quantity, StreamConfidence, WasteStream, YearQuantity
from iusml.suspicion.codes import hazard_clash, known_codes, unfit_code
from iusml.suspicion.doubt import FACTORS, Doubt, figure, mass
from iusml.suspicion.jumps import jump
from iusml.suspicion.misread import misread
from iusml.suspicion.usual import shifted, unusual
from iusml.suspicion.warn import find_doubts, warned
from tests.assembly.build import build, streams


def tonnes(value: float) -> Quantity:
    return Quantity(value=value, unit="t", mass_kg=value * 1000, approximate=False, text=str(value))


def kilos(value: float) -> Quantity:
    return Quantity(value=value, unit="kg", mass_kg=value, approximate=False, text=str(value))


def stream(
    description: str | None = "Spillolja", code: str | None = "130205",
    quantity: Quantity | None = None, hazardous: bool | None = True, star: str = "*",
    before: dict[int, Quantity] | None = None,
) -> WasteStream:  # fmt: skip
    return WasteStream(
        id="a-001", description=description, ewc_code=code,
        ewc_text=f"{code}{star}" if code else None, ewc_source="report" if code else None,
        hazardous=hazardous, quantity=quantity,
        history=[YearQuantity(year=y, quantity=q) for y, q in (before or {}).items()],
        direction="generated", treatment=None, operation_code=None, transporter=None,
        receiver=None, needs_review=False, provenance=[],
        confidence=StreamConfidence(overall=0.8, description=0.9, ewc_code=0.9, quantity=0.9),
    )  # fmt: skip


def sentences(source: str, *, recognised: bool = False) -> dict[str | None, list[str]]:
    """The sentences of the kinds that look at the page, by description."""
    document, entities = build(source, recognised=recognised)
    made = streams(source, recognised=recognised)
    doubts = find_doubts(document, entities, made)
    return {
        s.description: [d.sentence for d in doubts.get(n, ()) if d.kind not in {"usual", "column"}]
        for n, s in enumerate(made)
    }


@pytest.mark.parametrize(
    ("value", "text"),
    [(1234.5, "1 234,5"), (12, "12"), (0.4, "0,4"), (1e6, "1 000 000"), (0.00025, "0,00025")],
)
def test_figures_are_swedish(value: float, text: str) -> None:
    assert figure(value) == text


def test_a_mass_takes_the_unit_that_suits_it() -> None:
    assert (mass(12.4), mass(12_500)) == ("12,4 kg", "12,5 ton")


def test_a_thousandfold_jump_names_both_amounts() -> None:
    doubt = jump(stream(quantity=tonnes(12.5), before={2020: tonnes(11), 2021: kilos(12.4)}))
    assert doubt is not None
    assert doubt.sentence == (
        "Mängden är ungefär 1 000 gånger större än 2021 (12,5 ton mot 12,4 kg): "
        "kontrollera enheten."
    )


def test_a_tenfold_fall_points_at_the_decimal_mark() -> None:
    doubt = jump(stream(quantity=tonnes(4.12), before={2021: tonnes(41.3)}))
    assert doubt is not None
    assert "10 gånger mindre än 2021" in doubt.sentence
    assert doubt.sentence.endswith("kontrollera decimaltecknet.")


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (tonnes(12.5), {2021: tonnes(11.9)}),
        (tonnes(12.5), {2020: kilos(12.5), 2021: tonnes(12)}),  # the newest year counts
        (kilos(90), {2021: kilos(9)}),  # small
        (tonnes(12.5), {2021: tonnes(0)}),
        (tonnes(0), {2021: tonnes(12)}),
        (tonnes(50), {2021: tonnes(2)}),  # no step of ten
        (None, {2021: tonnes(2)}),
    ],
)
def test_no_jump(now: Quantity | None, before: dict[int, Quantity]) -> None:
    assert jump(stream(quantity=now, before=before)) is None


def test_tubes_by_the_hundred_tonnes_are_unusual() -> None:
    doubt = unusual(stream("Lysrör", "200121", tonnes(60)))
    assert doubt is not None
    assert doubt.sentence.startswith(
        "Mängden 60 ton är ovanligt stor för kod 20 01 21 (brukar vara"
    )
    assert unusual(stream("Lysrör", "200121", kilos(60))) is None


def test_no_row_of_hazardous_waste_is_a_hundred_thousand_tonnes() -> None:
    doubt = unusual(stream("Kvicksilver", "060404", tonnes(100_000)))
    assert doubt is not None
    assert "farligt avfall" in doubt.sentence


def test_codes_of_few_reports_use_wider_groups() -> None:
    own, sub, wide = usual("150101"), usual("150109"), usual("060404")
    assert (own and own.group, sub and sub.group, wide and wide.group) == (
        "150101", "1501", "hazardous",
    )  # fmt: skip


def test_a_column_in_the_wrong_unit_is_doubted_as_a_whole() -> None:
    amounts = {"150101": 25, "170405": 30, "130205": 1.2, "150202": 0.4}
    right = [stream("x", code, tonnes(value)) for code, value in amounts.items()]
    wrong = [stream("x", code, tonnes(value * 1000)) for code, value in amounts.items()]
    assert shifted(right) is None
    doubt = shifted(wrong)
    assert doubt is not None
    assert "gånger större" in doubt.sentence
    assert shifted(wrong[:3]) is None


SUMMED = """
Avfall | Kod | Mängd (ton)
[WASTE:Wellpapp] | [EWC:15 01 01] | [QUANTITY:41,2]
[WASTE:Brännbart] | [EWC:20 03 01] | [QUANTITY:{row}]
  varav returträ | | 9,5
[WASTE:Järnskrot] | [EWC:17 04 05] | [QUANTITY:30,7]
Summa | | {total}
"""


@pytest.mark.parametrize("total", ["184,2", "184", "184 200", "193,7"])
def test_sums_that_add_up(total: str) -> None:
    found = sentences(SUMMED.format(row="112,3", total=total))
    assert found == {"Wellpapp": [], "Brännbart": [], "Järnskrot": []}


def test_a_lost_digit_is_found_by_the_sum() -> None:
    found = sentences(SUMMED.format(row="11,3", total="184,2"))
    assert found == {
        "Wellpapp": [],
        "Brännbart": [
            "Raderna ger 83,2 ton men summan i tabellen är 184,2 ton. "
            "Med 112,3 i stället för 11,3 på den här raden stämmer summan."
        ],
        "Järnskrot": [],
    }


def test_an_unexplained_difference_is_told_on_all_rows() -> None:
    found = sentences(SUMMED.format(row="112,3", total="205,8"))
    sentence = "Raderna ger 184,2 ton men summan i tabellen är 205,8 ton."
    assert found == {"Wellpapp": [sentence], "Brännbart": [sentence], "Järnskrot": [sentence]}


@pytest.mark.parametrize(
    ("printed", "missing", "wanted"),
    [("1.5", 1498.5, 1500), ("17", -6, 11), ("120", 3, None), ("184", 1656, 1840), ("5", 5, None)],
)
def test_one_slip_explains_a_difference(printed: str, missing: float, wanted: float | None) -> None:
    assert misread(printed, missing, 0.4) == wanted


@pytest.mark.parametrize(
    ("description", "code"),
    [
        ("Wellpapp och kartong", "150101"),
        ("Wellpapp", "200101"),
        ("Wellpapp, oljeförorenad", "150202"),
        ("Spillolja från kompressorer", "130208"),
        ("Märklig fraktion", "130205"),
        ("Slam från oljeavskiljare", "130508"),
    ],
)
def test_codes_that_can_be_right(description: str, code: str) -> None:
    assert unfit_code(stream(description, code)) is None


def test_a_code_that_does_not_fit() -> None:
    doubt = unfit_code(stream("Wellpapp", "130205"))
    assert doubt is not None
    assert doubt.sentence.startswith("Koden 13 02 05 (Mineralbaserade")
    assert doubt.sentence.endswith("passar dåligt till ”Wellpapp”; vanligare är 15 01 01.")


def test_words_are_known_in_inflections_and_at_the_end_of_compounds() -> None:
    assert known_codes("Lysrören") == known_codes("Industrilysrör") == ["200121"]
    assert known_codes("Slask") == []


@pytest.mark.parametrize(
    ("description", "code", "hazardous", "star", "said"),
    [
        ("Farligt avfall, diverse", "200301", False, "", "Beskrivningen säger farligt avfall"),
        ("Icke farligt avfall", "150202", True, "*", "Beskrivningen säger icke farligt"),
        ("Wellpapp", "150101", False, "*", "Koden 15 01 01 är tryckt med stjärna"),
        ("Icke farligt avfall", "200301", False, "", None),
        ("Färg utan farliga ämnen", "080112", False, "", None),
        ("Spillolja", "130205", True, "", None),  # stars are often left out
    ],
)
def test_hazard_beside_the_code(
    description: str, code: str, hazardous: bool, star: str, said: str | None
) -> None:
    doubt = hazard_clash(stream(description, code, hazardous=hazardous, star=star))
    assert (doubt is None) == (said is None)
    assert doubt is None or doubt.sentence.startswith(said or "")


def test_a_mark_that_says_two_things() -> None:
    source = """
Avfall | Mängd (ton)
[WASTE:Drav] | [QUANTITY:2.140]
"""
    said = "Talet 2.140 kan vara 2 140 eller 2,14; det har lästs som 2 140 ton."
    assert sentences(source) == {"Drav": [said]}


def test_other_numbers_of_the_column_or_last_year_settle_the_mark() -> None:
    source = """
Avfall | 2022 (ton) | 2023 (ton)
[WASTE:Drav] | [QUANTITY:1 980] | [QUANTITY:2.140]
"""
    assert sentences(source) == {"Drav": []}
    alone = source.replace("[QUANTITY:1 980]", "-")
    assert sentences(alone)["Drav"]
    assert not sentences(f"{alone}[WASTE:Jäst] | - | [QUANTITY:310]")["Drav"]


def test_heading_and_caption_disagree() -> None:
    source = """
Tabell 4. Alla mängder i ton.
Avfall | Mängd (kg)
[WASTE:Drav] | [QUANTITY:2 140]
[WASTE:Jäst] | [QUANTITY:310 kg]
"""
    found = sentences(source)
    assert found["Drav"] == [
        "Rubriken säger kg men texten ovanför tabellen säger ton; mängden har lästs som 2 140 kg."
    ]
    assert found["Jäst"] == []


def test_a_unit_from_the_heading_alone_is_no_doubt() -> None:
    source = """
Tabell 4. Avfall.
Avfall | Mängd (kg)
[WASTE:Drav] | [QUANTITY:2 140]
"""
    assert sentences(source) == {"Drav": []}


def test_doubts_lower_confidence_and_ask_for_review() -> None:
    doubts = [Doubt("jump", "quantity", "Ett."), Doubt("code", "ewc_code", "Två.")]
    made = warned(stream(), doubts)
    assert made.warnings == ["Ett.", "Två."]
    assert made.needs_review
    sure = made.confidence
    both = FACTORS["jump"] * FACTORS["code"]
    assert sure.overall == pytest.approx(4 * both / (1 + 4 * both))
    assert sure.quantity == pytest.approx(9 * FACTORS["jump"] / (1 + 9 * FACTORS["jump"]))
    assert sure.ewc_code == pytest.approx(9 * FACTORS["code"] / (1 + 9 * FACTORS["code"]))
    assert sure.description == 0.9
    assert warned(stream(), doubts, lower=False).confidence == stream().confidence
    assert warned(stream(), []) == stream()
