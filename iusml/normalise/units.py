"""Spellings of units and what they come to in the six units of the record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

_KEPT: Final = 10_000
"""Texts whose unit is kept: cells and headings are asked for their unit again and again."""


class UnitKind(StrEnum):
    """What sort of measure a spelling stands for."""

    MEASURE = "measure"  # converts into one of t, kg, g, m3, l, pcs
    CONTAINER = "container"  # containers, loads, emptyings: no mass, never converted
    LOOSE_VOLUME = "loose_volume"  # forest measures, loose or solid: not plain m3


@dataclass(frozen=True, slots=True)
class Unit:
    """``name`` is one of the record's six units, or None; ``factor`` takes a value into it."""

    name: str | None
    factor: Decimal
    kind: UnitKind


def _measure(name: str, factor: str, spellings: str) -> dict[str, Unit]:
    unit = Unit(name, Decimal(factor), UnitKind.MEASURE)
    return dict.fromkeys(spellings.split(), unit)


def _other(kind: UnitKind, spellings: str) -> dict[str, Unit]:
    return {
        spelling.replace("_", " "): Unit(None, Decimal(1), kind) for spelling in spellings.split()
    }


_SPELLINGS: Final[dict[str, Unit]] = {
    **_measure("t", "1", "ton tons tonne tonnes tonn t tan tonnage"),  # "tan": a common OCR slip
    **_measure("t", "1000", "kton kt tton kiloton"),
    **_measure("t", "1000000", "mton"),
    **_measure("kg", "1", "kg kgs kilo kilon kilogram"),
    **_measure("kg", "1000", "tkg"),
    **_measure("kg", "0.1", "hg hekto"),
    **_measure("g", "1", "g gr gram"),
    **_measure("m3", "1", "m3 kbm kubm kubik kubikmeter m^3 m'"),
    **_measure("l", "1", "l liter litrar litre litres liters lit ltr dm3 kubikdecimeter"),
    **_measure("l", "100", "hl hektoliter"),
    **_measure("l", "0.1", "dl deciliter"),
    **_measure("l", "0.01", "cl"),
    **_measure("l", "0.001", "ml milliliter"),
    **_measure("pcs", "1", "st st. stk styck stycken pcs"),
    **_other(UnitKind.LOOSE_VOLUME, "m3s m3sk m3f m3fub m3fpb m3to fm3 fub sm3"),
    **_other(
        UnitKind.CONTAINER,
        "fat ibc ibc:er dunk dunkar pall pallar bur burar kärl säck säckar storsäck storsäckar "
        "big_bag big_bags bigbag bigbags lass container containrar containers flak balja baljor "
        "bal balar box boxar tömn tömn. tömning tömningar hämtn hämtn. hämtning hämtningar "
        "hink hinkar burk burkar tunna tunnor back backar kartong kartonger kolli tank tankar "
        "cistern cisterner kubikcontainer",
    ),
}

MASS_WORDS: Final = "kton|kiloton|tton|ton|kilogram|kilo|kg"
"""How sentences and captions write the units of mass; alternatives of a regular expression."""

_SUPERSCRIPT: Final = str.maketrans({"³": "3", "\u2019": "'", "\u00b4": "'", "`": "'"})

# One unit in running text, longest spelling first; "m 3" is a superscript set apart.
UNIT: Final = (
    r"(?:m\s?\^?\s?[3³](?:sk|s|fub|fpb|f|to)?|dm[3³]|[fs]m[3³]|m['\u2019\u00b4]|Mg|"
    + "|".join(
        re.escape(spelling).replace(r"\ ", r"\s")
        for spelling in sorted(_SPELLINGS, key=lambda item: (-len(item), item))
        if spelling not in {"m'", "m3"}
    )
    + r")(?!\w|['\u2019\u00b4]\w|\^)"
)


@lru_cache(_KEPT)
def lookup_unit(spelling: str) -> Unit | None:
    """The unit of a spelling such as "ton", "m³", "Mg" or "kärl", or None.

    ``Mg`` is a tonne and ``mg`` no unit here: no report weighs waste in milligrams.
    """
    bare = spelling.strip()
    if bare == "Mg":
        return _SPELLINGS["ton"]
    folded = bare.casefold().translate(_SUPERSCRIPT)
    if folded[:1] in {"m", "d", "f", "s"}:
        folded = re.sub(r"\s|\^", "", folded) if "3" in folded else folded
    return _SPELLINGS.get(folded) or _SPELLINGS.get(folded.rstrip("."))


def is_measure(spelling: str) -> bool:
    """Whether a spelling converts into one of the record's units; containers do not."""
    found = lookup_unit(spelling)
    return found is not None and found.name is not None


def counts_pieces(spelling: str) -> bool:
    """Whether a unit counts things instead of weighing or measuring them."""
    found = lookup_unit(spelling)
    return found is not None and found.name == "pcs"


# A heading names the unit in brackets, after a comma or "i", or as its last word.
_BRACKET: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_RATIO: Final = re.compile(
    r"/\s?(?!år\b|år\w|a\b)\w|\bper\s+(?!år)\w|\b[muµ]g\b(?!\w)|[%°]|\bkr\b|[kMG]Wh"
)
_PER_YEAR: Final = re.compile(r"\s?(?:/\s?år|/a|per\s+år)\b", re.IGNORECASE)
_WORD: Final = re.compile(rf"(?<![\w/.-])(?:{UNIT})", re.IGNORECASE)
_SHORT: Final = {"t", "g", "l"}
_BEFORE_LETTER: Final = re.compile(
    r"(?:,|:|/|\bi|\b(?:summa|totalt?|mängd(?:er)?|vikt|netto|råvikt|helår))$", re.IGNORECASE
)
"""What stands before a unit of one letter: a sign, "i", or a word for an amount."""


_COLUMN_NAME = re.compile(
    r"^\w*_(?P<unit>kg|ton|t|m3|st)$"
    r"|^(?P<first>kg|ton|kbm|m3)(?:år|ar|fg|tot|netto|brutto|våt|_|_?(?:19|20)\d\d)\w*$"
    r"|\b(?:m[äa]ngd(?:er)?|mgd|mgder|vikt|kvant(?:itet)?|netto|brutto|volym|summa)\s?[-/.]\s?"
    r"(?P<last>kg|ton|kbm|m3|liter|st)\b",
    re.IGNORECASE,
)
"""A column's name in a print-out of a program, "netto_kg", "kgår", or a short one, "Mgd/ton"."""
_THOUSANDS = re.compile(r"\b(?:tusental|tusen|1[ \u00a0]?000(?:-tals)?)\s+kg\b", re.IGNORECASE)


@lru_cache(_KEPT)
def find_unit(text: str) -> str | None:
    """The unit named in a heading or caption, as printed, or None.

    "Mängd (ton)" gives "ton", "kg/år" gives "kg", "netto_kg" gives "kg". None for ratios
    ("kg/ton", "ton/dygn"), for containers and where two different units are named.
    """
    text = _THOUSANDS.sub("ton", text)
    named = _COLUMN_NAME.search(text)
    if named:
        return named["unit"] or named["first"] or named["last"]
    for inside in _BRACKET.findall(text):
        found = _only_unit(inside, bracketed=True)
        if found is not None:
            return found
    return _only_unit(_BRACKET.sub(" ", text), bracketed=False)


def _only_unit(text: str, *, bracketed: bool) -> str | None:
    if _RATIO.search(text.replace("Mg", "ton")):
        return None
    bare = _PER_YEAR.sub(" ", text)
    spellings: list[str] = []
    for match in _WORD.finditer(bare):
        unit = lookup_unit(match.group())
        if unit is None or unit.kind is UnitKind.CONTAINER or match.group() == "mg":
            continue
        before = bare[max(0, match.start() - 12) : match.start()].rstrip()
        # A single letter is a unit only where a heading puts one, never inside a sentence, and
        # no letter that numbers the heading: "G Mottagare".
        after = bare[match.end() :].strip(" .")
        first = not before and (bracketed or not after)
        placed = first or _BEFORE_LETTER.search(before)
        if match.group().casefold() in _SHORT and not placed:
            continue
        spellings.append(match.group())
    distinct = {lookup_unit(spelling) for spelling in spellings}
    return spellings[0] if len(distinct) == 1 else None
