"""Amounts in words."""

import pytest

from iusml.normalise.number_words import in_digits
from iusml.normalise.quantity import parse_amount


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("tre ton", 3, "t"),
        ("ett halvt ton", 0.5, "t"),
        ("ett och ett halvt ton", 1.5, "t"),
        ("två och ett halvt ton", 2.5, "t"),
        ("halvannat ton", 1.5, "t"),
        ("fjorton hundra ton", 1400, "t"),
        ("tolvhundra kilo", 1200, "kg"),
        ("Sextio kilo", 60, "kg"),
        ("ettusen femhundra liter", 1500, "l"),
        ("tvåtusen trehundra kg", 2300, "kg"),
        ("trettiotvå m3", 32, "m3"),
        ("hundratjugo ton om året", 120, "t"),
    ],
)
def test_amounts_in_words(text: str, value: float, unit: str) -> None:
    amount = parse_amount(text)
    assert amount is not None
    assert (amount.value, amount.unit) == (value, unit)


@pytest.mark.parametrize(
    "text", ["", "en", "inga ton", "enstaka kg", "slam från tre", "3 ton eller fyra ton", "sexa kg"]
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert in_digits(text) == text


def test_containers_in_words_have_no_unit() -> None:
    amount = parse_amount("två fat")
    assert amount is not None
    assert amount.unit is None
