"""Swedish numbers: decimal comma, thousands by blank, dot or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

_SP: Final = "[ \u00a0\u2009\u202f]"

# Thousands groups do not start with a zero, so "01 120" is a code's tail and an amount.
NUMBER: Final = (
    rf"(?:[1-9]\d{{0,2}}(?:{_SP}\d{{3}}){{1,3}}(?!\d)(?:,\d+)?"
    r"|\d{1,3}(?:\.\d{3}){1,3}(?!\d)(?:,\d+)?"
    r"|\d{1,3}(?:,\d{3}){2,3}(?!\d)"
    r"|\d{1,3}(?:,\d{3}){1,3}\.\d+"
    r"|\d+(?:[.,]\d+)?)"
)
_NUMBER: Final = re.compile(NUMBER)

# OCR confusions put right inside a number: at least one true digit beside them.
_CONFUSED: Final = str.maketrans("OolI|SB", "0011158")
_CONFUSED_NUMBER: Final = re.compile(
    rf"(?<![^\W_])(?=[\dOolI|SB{_SP[1:-1]},.]*\d)[\dOolI|SB]+(?:[{_SP[1:-1]},.][\dOolI|SB]+)*"
    r"(?![^\W_])"
)


def repaired(text: str) -> str:
    """``text`` with O/0, l/I/1, S/5 and B/8 put right inside numbers only."""

    def mend(match: re.Match[str]) -> str:
        words = re.split(r"([ \u00a0\u2009\u202f])", match.group())
        # "1 l" is a litre: a lone letter is no number.
        return "".join(
            word.translate(_CONFUSED) if any(c.isdigit() for c in word) else word for word in words
        )

    return _CONFUSED_NUMBER.sub(mend, text)


def read_number(printed: str, column: Iterable[str] = ()) -> tuple[Decimal, bool]:
    """The value of ``printed`` (a match of ``NUMBER``) and whether its mark is in doubt.

    One comma or dot before exactly three digits can be a decimal or a thousands mark. The
    other figures of the column decide; else a comma is decimal and a dot marks thousands.
    """
    bare = re.sub(r"\s", "", printed)
    if not re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", bare):
        return _plain(bare), False
    mark = "," if "," in bare else "."
    decimal = _column_says_decimal(mark, column)
    doubtful = decimal is None
    if decimal is None:
        decimal = mark == ","
    return Decimal(bare.replace(mark, "." if decimal else "")), doubtful


def _plain(bare: str) -> Decimal:
    """A number whose marks speak for themselves."""
    if "," in bare and "." in bare:
        last = max(bare.rfind(","), bare.rfind("."))
        whole = re.sub(r"[.,]", "", bare[:last])
        return Decimal(f"{whole}.{bare[last + 1 :]}")
    mark = "," if "," in bare else "."
    if bare.count(mark) > 1:
        return Decimal(bare.replace(mark, ""))
    return Decimal(bare.replace(",", "."))


def _column_says_decimal(mark: str, column: Iterable[str]) -> bool | None:
    """Whether ``mark`` is a decimal mark in the column's other figures; None: no evidence."""
    other = "." if mark == "," else ","
    whole = 0
    for cell in column:
        for printed in _NUMBER.findall(cell):
            bare = re.sub(r"\s", "", printed)
            if other in bare and mark in bare:
                return bare.rfind(mark) > bare.rfind(other)
            if bare.count(mark) > 1:
                return False
            if re.fullmatch(
                rf"\d+{re.escape(mark)}(?:\d{{1,2}}|\d{{4,}})|0{re.escape(mark)}\d+", bare
            ):
                return True
            if re.fullmatch(
                rf"\d+{re.escape(other)}(?:\d{{1,2}}|\d{{4,}})|0{re.escape(other)}\d+", bare
            ):
                return False
            whole += bare.isdigit()
    # Whole numbers beside it: a dot marks thousands; a comma stays the Swedish decimal.
    return False if whole and mark == "." else None
