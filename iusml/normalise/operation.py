"""Recovery and disposal operations R1–R13 and D1–D15.

Source: Avfallsförordning (2020:614) bilaga 1 and 2; see ``iusml/data/SOURCES.md``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from iusml.normalise._data import rows

_CODE: Final = re.compile(
    r"(?<![^\W_])(?<![^\W_][-/])(?P<letter>[RD])\s?[-.:]?\s?0?(?P<number>\d{1,3})(?!\d|[,.]\d)"
)
_SECOND: Final = re.compile(r"(?<![^\W_])(?P<letter>[RD])\s?(?P<number>\d{1,3})(?!\d)")
_BARE: Final = re.compile(r"\s*[rd]\s?\d{1,2}\s*")


@cache
def operations() -> dict[str, str]:
    """Swedish names of the operations by code ("R3")."""
    return {row["code"]: row["name_sv"] for row in rows("operations.csv")}


def parse_operation(text: str) -> str | None:
    """The first operation code in ``text`` as ``R12``, or None.

    Read from "R 12", "R12/R1" and "R3-kompostering". Where the text also holds an R number
    beyond the list (R51/53, R36), all are risk phrases of chemicals and none is an operation.
    """
    body = text.upper() if _BARE.fullmatch(text) else text
    known = operations()
    if any(_code(match) not in known for match in _SECOND.finditer(body)):
        return None
    match = _CODE.search(body)
    code = _code(match) if match else None
    return code if code in known else None


def _code(match: re.Match[str]) -> str:
    return f"{match['letter']}{int(match['number'])}"
