"""What a printed number could have been before one slip: a wrong power of ten or one digit."""

from collections.abc import Iterator
from typing import Final

_SHIFTS: Final = (1000.0, 0.001, 10.0, 0.1, 100.0, 0.01)
_ALIKE: Final = {"1": "7", "7": "1", "0": "8", "8": "036", "3": "8", "5": "6", "6": "58"}
"""Digits that recognisers and people take for each other."""


def misread(printed: str, missing: float, slack: float) -> float | None:
    """The number nearest to `printed` + `missing` that one slip turns into `printed`.

    None where no slip comes within `slack`.
    """
    value = float(printed.replace(" ", "").replace(",", "."))
    found = [v for v in _before_slip(printed, value) if abs(value + missing - v) <= slack]
    return min(found, key=lambda v: abs(value + missing - v), default=None)


def _before_slip(printed: str, value: float) -> Iterator[float]:
    yield from (value * shift for shift in _SHIFTS)
    text = printed.replace(" ", "").replace(",", ".")
    for at, sign in enumerate(text):
        if sign == ".":
            continue
        for alike in _ALIKE.get(sign, ""):
            yield float(text[:at] + alike + text[at + 1 :])
        if sum(c.isdigit() for c in text) > 2:
            yield float(text[:at] + text[at + 1 :])
    whole = len(text.partition(".")[0])
    for at in range(whole + 1):
        for digit in "0123456789":
            yield float(text[:at] + digit + text[at:])
