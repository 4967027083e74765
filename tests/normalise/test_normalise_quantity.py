"""Amounts: numbers, units and traps of the field guide."""

# ruff: noqa: E501 - tables of printed forms read best one case beside the other

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iusml.normalise.quantity import (
    Amount,
    AmountNote,
    find_amounts,
    find_unit,
    lookup_unit,
    parse_amount,
    to_mass_kg,
)


def read(text: str, hint: str | None = None, **options: object) -> Amount:
    amount = parse_amount(text, hint, **options)  # type: ignore[arg-type]
    assert amount is not None
    return amount


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("12,5 ton", 12.5, "t"), ("12,5 t", 12.5, "t"), ("12,5 Ton", 12.5, "t"),
        ("23,46 TON", 23.46, "t"), ("3 tonnes", 3, "t"), ("2 Mg", 2, "t"), ("2 kton", 2000, "t"),
        ("3,1 tton", 3100, "t"), ("450 tkg", 450_000, "kg"), ("1 840 kg", 1840, "kg"),
        ("7 kilo", 7, "kg"), ("250 g", 250, "g"), ("9,4 m\u00b3", 9.4, "m3"), ("310 m3", 310, "m3"),
        ("310 M3", 310, "m3"), ("5 kbm", 5, "m3"), ("5 kubik", 5, "m3"), ("3,4 m'", 3.4, "m3"),
        ("30 m 3", 30, "m3"), ("12 000 liter", 12_000, "l"), ("20 l", 20, "l"), ("20 ltr", 20, "l"),
        ("12 hl", 1200, "l"), ("8 dm3", 8, "l"), ("35 st", 35, "pcs"), ("35 styck", 35, "pcs"),
        ("3 tan", 3, "t"), ("12,5 ton/\u00e5r", 12.5, "t"), ("5 t per \u00e5r", 5, "t"),
    ],
)  # fmt: skip
def test_units(text: str, value: float, unit: str) -> None:
    amount = read(text, "kg")
    assert (amount.value, amount.unit, amount.approximate, amount.note) == (
        value,
        unit,
        False,
        None,
    )
    assert amount.text == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,5", 12.5), ("1 840", 1840), ("1\u00a0840", 1840), ("1\u2009840", 1840),
        ("1840", 1840), ("1.250,5", 1250.5), ("1 250,5", 1250.5), ("1.234.567", 1_234_567),
        ("1 234 567", 1_234_567), ("0", 0), ("0,0", 0), ("0,085", 0.085), ("0.085", 0.085),
        ("12.5", 12.5), ("112", 112), ("1,250.5", 1250.5), ("12,5*", 12.5), ("12,5 1)", 12.5),
    ],
)  # fmt: skip
def test_numbers_take_the_hint(text: str, value: float) -> None:
    amount = read(text, "Ton")
    assert (amount.value, amount.unit, amount.note) == (value, "t", None)
    assert read(text).unit is None


@pytest.mark.parametrize(
    ("text", "column", "value", "note"),
    [
        ("2.140", ["310"], 2140, None),  # E5: next to whole numbers
        ("2.140", ["12,5"], 2140, None),
        ("2.140", ["3.5"], 2.14, None),
        ("2.140", [], 2140, AmountNote.DOUBTFUL_MARK),
        ("1,250", [], 1.25, AmountNote.DOUBTFUL_MARK),
        ("1,250", ["310"], 1.25, AmountNote.DOUBTFUL_MARK),
        ("1,250", ["12,5"], 1.25, None),
        ("1,250", ["2,300.5"], 1250, None),
        ("1,250", ["3.5"], 1250, None),
        ("1,250", ["1,234,567"], 1250, None),
    ],
)
def test_doubtful_marks(
    text: str, column: list[str], value: float, note: AmountNote | None
) -> None:
    amount = read(text, "ton", column=column)
    assert (amount.value, amount.note) == (value, note)


@pytest.mark.parametrize(
    "word",
    ["<", ">", "~", "ca", "c:a", "ca.", "cirka", "omkring", "drygt", "knappt",
     "uppskattningsvis", "upp till", "minst", "högst", "ungefär"],
)  # fmt: skip
def test_approximate(word: str) -> None:
    for text in (
        f"{word} 45 ton",
        f"{word} 45",
        f"{word}45 ton" if word in "<>~" else f"{word} 45",
    ):
        amount = read(text, "ton")
        assert (amount.value, amount.unit, amount.approximate) == (45, "t", True)


@pytest.mark.parametrize(
    "text", ["1\u20132 ton", "1-2 ton", "10 à 12 ton", "10 till 12 ton", "mellan 10 och 12 ton"]
)
def test_ranges_have_no_value(text: str) -> None:
    amount = read(text)
    assert amount == Amount(None, "t", True, text, AmountNote.RANGE)


@pytest.mark.parametrize(
    "text",
    ["-", "\u2013", "\u2014", "--", "ingen", "inga", "i.u.", "e.u.", "saknas", "Uppgift saknas",
     "Uppgift saknas.", "ej vägt", "se ovan", "Ingår i hyran", "finns ej", "Inget farligt avfall"],
)  # fmt: skip
def test_absent(text: str) -> None:
    amount = read(text, "ton")
    assert (amount.value, amount.note, amount.text) == (None, AmountNote.ABSENT, text)


@pytest.mark.parametrize(
    ("text", "value", "unit", "note"),
    [
        ("18 tömningar à 660 l", 18, None, AmountNote.CONTAINER),
        ("52 balar", 52, None, AmountNote.CONTAINER),
        ("2 fat", 2, None, AmountNote.CONTAINER),
        ("3 IBC", 3, None, AmountNote.CONTAINER),
        ("1 240 lass", 1240, None, AmountNote.CONTAINER),
        ("14 box", 14, None, AmountNote.CONTAINER),
        ("26 tömn", 26, None, AmountNote.CONTAINER),
        ("3 containrar (ca 21 ton)", 21, "t", None),
        ("2 800 m3s", 2800, None, AmountNote.LOOSE_VOLUME),
        ("2 800 m3fub", 2800, None, AmountNote.LOOSE_VOLUME),
        ("40 fm3", 40, None, AmountNote.LOOSE_VOLUME),
        ("enstaka kg", None, "kg", AmountNote.UNQUANTIFIED),
        ("300 ton TS", 300, "t", AmountNote.DRY_WEIGHT),
        ("96 ton (TS)", 96, "t", AmountNote.DRY_WEIGHT),
        ("5 ton/månad", 5, None, AmountNote.RATE),
        ("5 ton per dygn", 5, None, AmountNote.RATE),
        ("12 mån", 12, None, AmountNote.UNKNOWN_UNIT),
        ("2 x 8 m3", None, None, AmountNote.MULTIPLE),
        ("12 34", None, None, AmountNote.MULTIPLE),
        ("-5", None, "t", AmountNote.NEGATIVE),
        ('"', None, None, AmountNote.DITTO),
        ("d:o", None, None, AmountNote.DITTO),
        ("\u2013\u201d\u2013", None, None, AmountNote.DITTO),
        ("3 ton (2 ton)", 3, "t", None),
        ("1 250 ton (våtvikt) med en TS-halt på 24 %, motsvarande 300 ton TS", 1250, "t", None),
    ],
)
def test_notes(text: str, value: float | None, unit: str | None, note: AmountNote | None) -> None:
    amount = read(text, "ton")
    assert (amount.value, amount.unit, amount.note) == (value, unit, note)


@pytest.mark.parametrize(
    "text",
    ["", "Slam", "12 %", "0,9 mg/kg TS", "412 tkr", "14 GWh", "4,3 kg/ton", "98 % återvinns",
     "0,5 mg/l", "120 km", "12 °C", "Avfallskostnad 412 tkr", "0,58 kg per ton produkt"],
)  # fmt: skip
def test_no_amount(text: str) -> None:
    assert parse_amount(text, "ton") is None


def test_ocr_repair() -> None:
    assert read("1 84O kg", repair=True).value == 1840
    assert read("l2,5 ton", repair=True).value == 12.5
    assert read("2 l", repair=True).unit == "l"


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Under året har ca 45 ton organiskt avfall skickats, vilket är en minskning med 12 % jämfört "
         "med 2018 (51 ton).", [(45, "t", True), (51, "t", False)]),
        ("Spillolja (13 02 08) 2,4 m3, lösningsmedel (14 06 03) 860 kg samt elektronikskrot 0,3 ton "
         "hämtades", [(2.4, "m3", False), (860, "kg", False), (0.3, "t", False)]),
        ("Uppgift saknas. Inget farligt avfall har uppkommit.", []),
        ("3 containrar (ca 21 ton)", [(3, None, False), (21, "t", True)]),
        ("Bottenaska 412 ton och flygaska 96 ton (TS); resterande 38 ton",
         [(412, "t", False), (96, "t", False), (38, "t", False)]),
        ("Spån (2 800 m3s resp. 5 100 m3s).", [(2800, None, False), (5100, None, False)]),
        ("minskat från 0,62 till 0,58 kg per ton produkt.", []),
        ("3,1 tton gjuterisand, 450 tkg slagg samt 12 000 liter emulsion",
         [(3100, "t", False), (450_000, "kg", False), (12_000, "l", False)]),
        ("sammanlagt 3 ton (2 ton).", [(3, "t", False), (2, "t", False)]),
        ("tömdes två gånger (maj, nov); totalt 9,4 m³ slam", [(9.4, "m3", False)]),
        ("080111 Färgrester  640 kg    150101 Wellpapp 3,2 ton",
         [(640, "kg", False), (3.2, "t", False)]),
        ("17 01 01 120 t", [(120, "t", False)]), ("15 01 10 120 kg", [(120, "kg", False)]),
        ("2021-05-18 980 kg", [(980, "kg", False)]),
        ("0,9 mg/kg TS, 0,5 mg/l, 33 %, 12 °C, 412 tkr, 14 GWh, 30 MWh, 8 km, 5 ton/dygn, 4,3 kg/ton", []),
        ("upp till 50 ton", [(50, "t", True)]), ("412 och 96 ton", [(96, "t", False)]),
        ("75 000 ton/år", [(75_000, "t", False)]), ("18 kärl à 660 l", [(18, None, False)]),
        ("NFS 2006:9 4 § 14", []), ("kl. 14 t.ex. 3 t ex", []),
    ],
)  # fmt: skip
def test_find_amounts(text: str, amounts: list[tuple[float, str | None, bool]]) -> None:
    found = find_amounts(text)
    assert [(a.value, a.unit, a.approximate) for _, _, a in found] == amounts
    assert all(text[start:end] == amount.text for start, end, amount in found)


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Mängd (ton)", "t"), ("kg/år", "kg"), ("2019 [ton]", "t"), ("Vikt kg", "kg"),
        ("2022 (kg)", "kg"), ("Netto kg", "kg"), ("ton/år", "t"), ("t/år", "t"), ("TON", "t"),
        ("Antal st", "pcs"), ("Avfallsmängder i ton", "t"), ("Mängd, t", "t"), ("m³", "m3"),
        ("Mängd (Mg)", "t"), ("Volym (m3)", "m3"), ("Mängd ton TS", "t"), ("kg", "kg"),
    ],
)  # fmt: skip
def test_find_unit_feeds_the_hint(heading: str, unit: str) -> None:
    spelling = find_unit(heading)
    assert spelling is not None
    assert spelling in heading
    assert read("12", spelling).unit == unit


@pytest.mark.parametrize(
    "heading",
    ["Mängd", "kg/ton", "mg/kg TS", "ton/dygn", "Transp.", "Antal", "Mängd (kg, st)", "Mängd 2019",
     "Behandling", "Mängd (kg/st)", "Antal kärl", "Kostnad (tkr)", "Andel (%)", "Avfallsslag", ""],
)  # fmt: skip
def test_find_unit_never_guesses(heading: str) -> None:
    assert find_unit(heading) is None


def test_mass() -> None:
    assert to_mass_kg(12.5, "t") == 12_500
    assert to_mass_kg(3.1, "t") == 3100
    assert to_mass_kg(0.085, "t") == 85
    assert to_mass_kg(7, "kg") == 7
    assert to_mass_kg(250, "g") == 0.25
    for unit in ("m3", "l", "pcs", None):
        assert to_mass_kg(1, unit) is None
    assert to_mass_kg(None, "t") is None
    assert lookup_unit("mg") is None
    assert lookup_unit("mån") is None


@given(st.decimals(0, 10**7, places=2), st.sampled_from(["t", "kg", "m3", "l", "st"]))
def test_swedish_numbers_round_trip(number: object, unit: str) -> None:
    whole, part = f"{number:.2f}".split(".")
    grouped = f"{int(whole):,}"
    for mark in (" ", "\u00a0", ".", ""):
        amount = read(f"{grouped.replace(',', mark)},{part} {unit}")
        assert amount.value == float(f"{whole}.{part}")
        assert amount.unit == unit.replace("st", "pcs")


@given(st.text(max_size=60))
def test_never_fails(text: str) -> None:
    parse_amount(text, "ton", repair=True)
    find_unit(text)
    for start, end, amount in find_amounts(text):
        assert text[start:end] == amount.text
