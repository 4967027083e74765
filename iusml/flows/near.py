"""Codes of the waste list as they are written, and those that a wrong one may stand for."""

import re
from collections.abc import Iterator

from iusml.normalise.catalogue import catalogue

MOST = 3
"""So many codes are named at most."""


def written(digits: str) -> str:
    """A code as the list writes it, "08 01 15*"; fewer digits with a star for all below them."""
    pairs = " ".join(digits[at : at + 2] for at in range(0, len(digits), 2))
    entry = catalogue().get(digits)
    if entry is None:
        return f"{pairs} *"
    return f"{pairs}*" if entry.hazardous else pairs


def begins(digits: str) -> bool:
    """Whether some code of the waste list begins with these digits."""
    return any(entry.code.startswith(digits) for entry in catalogue().entries)


def did_you_mean(text: str) -> str:
    """A sentence that names codes like the one in `text`; nothing where none is like it."""
    digits = re.sub(r"[\s.*:/-]", "", text)
    near = list(dict.fromkeys(_near(digits)))[:MOST] if digits.isdecimal() else []
    if not near:
        return ""
    *others, last = map(written, near)
    return f" Did you mean {', '.join(others)}{' or ' if others else ''}{last}?"


def _near(digits: str) -> Iterator[str]:
    """Yield what a slip of one digit or a lost zero makes of codes, the likeliest first."""
    if len(digits) in {1, 3, 5} and begins(f"0{digits}"):
        yield f"0{digits}"
    if len(digits) in {2, 4} and begins(digits):
        yield digits
    if len(digits) != 6:
        return
    yield from _known(digits)
    for at in range(5):
        yield from _known(f"{digits[:at]}{digits[at + 1]}{digits[at]}{digits[at + 2 :]}")
    # Within a sub-chapter one is off more often than between them: the last digits come first.
    for at in (5, 4, 3, 2, 1, 0):
        others = sorted("0123456789", key=lambda digit: abs(int(digit) - int(digits[at])))
        for digit in others:
            yield from _known(f"{digits[:at]}{digit}{digits[at + 1 :]}")


def _known(digits: str) -> Iterator[str]:
    if digits in catalogue():
        yield digits
