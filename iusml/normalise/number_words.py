"""Swedish numbers in words: "ett och ett halvt ton", "tolvhundra kilo"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_ONES: Final = (
    "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv",
    "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton",
)  # fmt: skip
_TENS: Final = (
    "tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio",
)  # fmt: skip
_VALUES: Final = {
    **{word: number for number, word in enumerate(_ONES, start=1)},
    **{word: 10 * number for number, word in enumerate(_TENS, start=2)},
    "en": 1, "aderton": 18, "tjugi": 20, "trettie": 30, "fyrti": 40, "förtio": 40,
}  # fmt: skip
_PART: Final = "|".join(sorted((*_VALUES, "hundra", "tusen"), key=len, reverse=True))
_HALF: Final = r"(?:en|ett) halvt?"
_SPOKEN: Final = re.compile(
    rf"(?<!\w)(?:(?P<half>{_HALF})|(?P<more>halvannan|halvannat)"
    rf"|(?P<whole>(?:(?:{_PART}|ettusen)\s?)+?)(?P<and>\s?och (?:{_HALF}))?)(?=\s+[^\W\d])",
    re.IGNORECASE,
)


def in_digits(text: str) -> str:
    """``text`` with its first number in words put in digits: "2,5 ton" for "två och ett halvt ton".

    A text with digits, or without a number in words before another word, stays as it is.
    """
    if any(char.isdigit() for char in text.replace("m3", "")):
        return text
    return _SPOKEN.sub(lambda match: _printed(_value(match)), text, count=1)


def _value(match: re.Match[str]) -> Decimal:
    if match["half"]:
        return Decimal("0.5")
    if match["more"]:
        return Decimal("1.5")
    half = Decimal("0.5") if match["and"] else Decimal(0)
    return _whole(match["whole"].lower()) + half


def _whole(words: str) -> Decimal:
    total, open_ = 0, 0
    for part in re.findall(_PART, words.replace("ettusen", "etttusen")):
        if part == "tusen":
            total, open_ = total + (open_ or 1) * 1000, 0
        elif part == "hundra":
            open_ = (open_ or 1) * 100
        else:
            open_ += _VALUES[part]
    return Decimal(total + open_)


def _printed(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
