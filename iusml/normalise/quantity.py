"""Amounts: reading a cell, finding amounts in running text, and converting to kilograms.

Values are in the record's six units (t, kg, g, m3, l, pcs). Containers, loads and loose
volumes keep their number but have no unit, for no density is ever assumed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from iusml.normalise._numbers import NUMBER, read_number, repaired
from iusml.normalise.ewc import find_ewc
from iusml.normalise.number_words import in_digits
from iusml.normalise.text import clean, is_ditto
from iusml.normalise.units import UNIT, Unit, UnitKind, find_unit, lookup_unit

__all__ = [
    "Amount",
    "AmountNote",
    "find_amounts",
    "find_unit",
    "lookup_unit",
    "parse_amount",
    "to_mass_kg",
]


class AmountNote(StrEnum):
    """What a reader should know about an amount; with ``value`` None, why there is none."""

    RANGE = "range"
    ABSENT = "absent"  # a dash, "ingen", "saknas": none or not reported
    DITTO = "ditto"
    UNQUANTIFIED = "unquantified"  # "enstaka kg"
    MULTIPLE = "multiple"  # several numbers, none of which can be chosen
    NEGATIVE = "negative"
    CONTAINER = "container"
    LOOSE_VOLUME = "loose_volume"
    RATE = "rate"  # per day, week, month or hour: not the year's amount
    DRY_WEIGHT = "dry_weight"  # "ton TS", "torrvikt"
    UNKNOWN_UNIT = "unknown_unit"
    DOUBTFUL_MARK = "doubtful_mark"  # "1,250" with nothing to tell 1.25 from 1250


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount: ``value`` in ``unit`` (t, kg, g, m3, l, pcs or None), ``text`` as printed."""

    value: float | None
    unit: str | None
    approximate: bool
    text: str
    note: AmountNote | None = None


_APPROX: Final = (
    r"(?:[<>~≈≤≥±]|(?:c:a|ca|circa|cirka|omkring|drygt|knappt|uppskattningsvis|uppskattat|uppsk"
    r"|uppskattad|uppskattade|ungefär|ungef|runt|nästan|närmare|upp\s+till|minst|högst|max|åtminstone"
    r"|maximalt|minimum|mer\s+än|mindre\s+än|över|under|i\s+storleksordningen|storleksordningen)"
    r"(?![\w])[.:]?)"
)
_RANGE: Final = r"\s?(?:[-\u2013\u2014]|till|à|a|upp\s+till)\s?"
_PER_YEAR: Final = r"(?:\s?/\s?(?:år|a)(?!\w)|\s+per\s+år(?!\w)|\s+om\s+året)"
_AFTER_RATIO: Final = re.compile(r"\s?/\s?\w|\s+per\s+\w|\s?\*|\.?\s?ex(?!\w)")
_RATE: Final = re.compile(
    r"\s?(?:/|per\s)\s?(?:dygn|dag|d|vecka|v|mån|månad|månaden|kvartal|h|tim|timme|hämtning"
    r"|tömning|skift)(?!\w)",
    re.IGNORECASE,
)
_DRY: Final = re.compile(r"\s*\(?(?:TS|torrsubstans|torrvikt|torrt)(?![\w-])")

_PHRASE: Final = re.compile(
    rf"(?P<approx>{_APPROX}\s*)?(?P<between>mellan\s+)?(?P<first>{NUMBER})"
    # "och" joins a range only after "mellan", else two amounts
    rf"(?:(?(between)\s+och\s+|{_RANGE})(?P<second>{NUMBER}))?\s?(?P<unit>{UNIT})?",
    re.IGNORECASE,
)
_ABSENT: Final = re.compile(
    r"[-\u2010-\u2015\u2212\s.]+|0?\s?[-\u2013]{2,}|ing(?:en|et|a)(?:\s.*)?|i\.?\s?u\.?|e\.?\s?u\.?"
    r"|(?:uppgift(?:er)?\s)?saknas|ej\s.*|se\s.*|n\.?/?a\.?|finns\s(?:ej|inte)|ingår\s.*|okän[dt]"
    r"|\?+|uppgift\s.*",
    re.IGNORECASE,
)
_VAGUE: Final = re.compile(
    rf"(?:enstaka|några(?:\s+få)?|lite|få|mindre(?:\s+mängd(?:er)?)?|små\s+mängder)"
    rf"(?:\s+(?P<unit>{UNIT}))?",
    re.IGNORECASE,
)
# A raised three is recognised as a sign; no unit but m³ begins with m and ends so.
_RAISED_THREE: Final = re.compile(r"(?<=\d)\s?m[?'’”\"*°!](?!\w)")
_LITRE_AS_ONE: Final = re.compile(r"\d{2,}1")
_LITRES: Final = re.compile(r"\d\s?l(?:iter)?(?!\w)")
_LAST_WORD: Final = re.compile(r"\d\s*(?P<word>[^\W\d_][^\W_]*)\.?$")
# How far the text beside a number is looked at.
_WINDOW: Final = 40
# Dates would lend their last digits to a thousands group: "2021-05-18 980 kg".
_DATE: Final = re.compile(r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)|(?<!\d)\d{1,2}/\d{1,2}(?![\d,])")
_NO_AMOUNT: Final = re.compile(
    r"[%‰°]|[µmk]?g/|mg\b|/(?:kg|ton|l|m3|m³)\b|\bt?kr\b|\bSEK\b|[kMGT]Wh\b|\b[kM]?W\b|\bMJ\b"
    r"|\bper\s+(?!år)\w|\bkm\b|\b(?:pH|bar|mm|cm|ppm)\b"
)


def parse_amount(
    text: str,
    unit_hint: str | None = None,
    column: Sequence[str] = (),
    *,
    repair: bool = False,
) -> Amount | None:
    """Read the amount in a cell.

    ``unit_hint`` is the unit of the heading or caption, in any spelling; a unit in the cell
    overrides it. ``column`` holds the other cells, to tell decimal from thousands marks.
    ``repair`` puts OCR confusions inside numbers right, and those of the unit where the other
    cells of the column confirm it. None when there is no amount:
    empty text, words, shares, concentrations, money and energy.
    """
    cell = clean(text)
    hint = lookup_unit(unit_hint) if unit_hint else None
    special = _without_number(cell, hint)
    if special is not None:
        return special
    body = in_digits(clean(_repaired(cell, hint, column)) if repair else cell)
    if re.fullmatch(rf"[-\u2212\u2013]{NUMBER}", body):
        return Amount(None, _name(hint), False, cell, AmountNote.NEGATIVE)
    if re.search(r"\d\s?[×x*]\s?\d", body):  # "2 x 8 m3": loads times size
        return Amount(None, None, False, cell, AmountNote.MULTIPLE)
    whole = _PHRASE.match(body)
    if whole is not None and _ends(body[whole.end() :]):
        return _whole_cell(cell, body, whole, hint, column, unit_hint)
    return _from_prose(cell, body, hint, column)


def find_amounts(text: str, column: Sequence[str] = ()) -> list[tuple[int, int, Amount]]:
    """Numbers with a unit in running text as ``(start, end, amount)``, offsets into ``text``.

    Passed over: shares, concentrations and other ratios ("kg/ton", "ton/dygn", "kg per ton"),
    money, energy, lengths, the size of a container ("à 660 l"), codes and dates.
    """
    pieces: list[str] = []
    last = 0
    for start, end, _ in find_ewc(text):
        pieces += [text[last:start], "#" * (end - start)]
        last = end
    masked = _DATE.sub(lambda match: "#" * len(match.group()), "".join(pieces) + text[last:])
    found: list[tuple[int, int, Amount]] = []
    for match in _PHRASE.finditer(masked):
        if match["unit"] is None or not _stands_free(masked, match):
            continue
        after = masked[match.end() : match.end() + _WINDOW]
        year = re.match(_PER_YEAR, after, re.IGNORECASE)
        if year is None and _AFTER_RATIO.match(after):
            continue
        unit = lookup_unit(match["unit"])
        amount = _amount(match, unit, text[match.start() : match.end()], column)
        if _DRY.match(after):
            amount = _noted(amount, AmountNote.DRY_WEIGHT)
        found.append((match.start(), match.end(), amount))
    return found


def to_mass_kg(value: float | None, unit: str | None) -> float | None:
    """Kilograms of a value in t, kg or g; None for volumes, pieces and missing values."""
    factor = {"t": Decimal(1000), "kg": Decimal(1), "g": Decimal("0.001")}.get(unit or "")
    if factor is None or value is None:
        return None
    return float(Decimal(str(value)) * factor)


def _repaired(cell: str, hint: Unit | None, column: Sequence[str]) -> str:
    """A recognised cell with slips put right in its number and its unit."""
    body = _RAISED_THREE.sub(" m³", repaired(cell))
    if hint is None and _LITRE_AS_ONE.fullmatch(body) and any(_LITRES.search(c) for c in column):
        return f"{body[:-1]} l"
    match = _LAST_WORD.search(body)
    if match is None or lookup_unit(match["word"]) or _NO_AMOUNT.search(body):
        return body
    units = {m["word"] for c in column if (m := _LAST_WORD.search(c)) and lookup_unit(m["word"])}
    like = {unit for unit in units if _one_slip(match["word"].lower(), unit.lower())}
    return body[: match.start("word")] + like.pop() if len(like) == 1 else body


def _one_slip(word: str, unit: str) -> bool:
    """Whether one letter of a unit of at least two was misread."""
    differ = sum(one != two for one, two in zip(word, unit, strict=False))
    return len(word) == len(unit) >= 2 and differ == 1


def _name(unit: Unit | None) -> str | None:
    return unit.name if unit else None


def _noted(amount: Amount, note: AmountNote) -> Amount:
    """``amount`` with ``note``, unless it already carries one that says more."""
    if amount.note not in (None, AmountNote.DOUBTFUL_MARK):
        return amount
    return Amount(amount.value, amount.unit, amount.approximate, amount.text, note)


def _without_number(cell: str, hint: Unit | None) -> Amount | None:
    """Cells that say there is no figure: dashes, "saknas", ditto marks, "enstaka kg"."""
    if not cell:
        return None
    if is_ditto(cell):
        return Amount(None, None, False, cell, AmountNote.DITTO)
    if not re.search(r"\d", cell) and _ABSENT.fullmatch(cell):
        return Amount(None, None, False, cell, AmountNote.ABSENT)
    vague = _VAGUE.fullmatch(cell)
    if vague is not None:
        unit = lookup_unit(vague["unit"]) if vague["unit"] else hint
        return Amount(None, _name(unit), True, cell, AmountNote.UNQUANTIFIED)
    return None


def _ends(tail: str) -> bool:
    """Whether nothing but a qualifier follows the number and unit of a cell."""
    rest = re.sub(_PER_YEAR, "", tail, count=1, flags=re.IGNORECASE)
    rest = _RATE.sub("", rest, count=1)
    rest = _DRY.sub("", rest, count=1)
    rest = re.sub(r"\s*\((?![^)]*\d\s?%)[^)\d]*\)", "", rest)
    rest = re.sub(r"\s*(?:våtvikt|netto|brutto|inkl\..*|exkl\..*|\*+|\d\)|[¹²])", "", rest)
    return re.fullmatch(r"[\s.,;]*", rest) is not None


def _whole_cell(
    cell: str,
    body: str,
    match: re.Match[str],
    hint: Unit | None,
    column: Sequence[str],
    unit_hint: str | None,
) -> Amount:
    """A cell that is one number or range, with or without a unit."""
    unit = lookup_unit(match["unit"]) if match["unit"] else hint
    amount = _amount(match, unit, cell, column)
    tail = body[match.end() :]
    if _RATE.match(tail):
        return Amount(amount.value, None, amount.approximate, cell, AmountNote.RATE)
    if _DRY.match(tail):
        return _noted(amount, AmountNote.DRY_WEIGHT)
    if unit is None and unit_hint:
        return _noted(amount, AmountNote.UNKNOWN_UNIT)
    return amount


def _from_prose(cell: str, body: str, hint: Unit | None, column: Sequence[str]) -> Amount | None:
    """A cell with words in it: the first measured amount, else the first of any kind."""
    amounts = [amount for _, _, amount in find_amounts(body, column)]
    measured = [a for a in amounts if a.unit is not None and a.note is not AmountNote.DRY_WEIGHT]
    if measured or amounts:
        best = (measured or amounts)[0]
        return Amount(best.value, best.unit, best.approximate, cell, best.note)
    if _NO_AMOUNT.search(body):
        return None
    phrases = [m for m in _PHRASE.finditer(body) if _stands_free(body, m)]
    if not phrases:
        return None
    starts = phrases[0].start() == 0
    if len(phrases) > 1:
        return Amount(None, None, False, cell, AmountNote.MULTIPLE) if starts else None
    if not starts:
        return None
    amount = _amount(phrases[0], hint, cell, column)
    if re.match(r"\s?[^\W\d_]", body[phrases[0].end() :]):  # a word where the unit should be
        return Amount(amount.value, None, amount.approximate, cell, AmountNote.UNKNOWN_UNIT)
    return amount


def _stands_free(text: str, match: re.Match[str]) -> bool:
    """Whether the number is no part of a longer figure, code, product or container size."""
    before = text[max(0, match.start() - _WINDOW) : match.start()]
    if re.search(r"[\w#](?:[.,:/\u2013-]|\s?[×x*/]\s?)?$", before) and not match["approx"]:
        return False
    return re.search(r"(?:\bà|\bá|@|§|\d\s?[×x*])\s*(?:ca\s)?$", before, re.IGNORECASE) is None


def _amount(match: re.Match[str], unit: Unit | None, text: str, column: Sequence[str]) -> Amount:
    """The amount of a matched phrase."""
    approximate = match["approx"] is not None
    if match["second"] is not None:
        return Amount(None, _name(unit), True, text, AmountNote.RANGE)
    number, doubtful = read_number(match["first"], column)
    note = AmountNote.DOUBTFUL_MARK if doubtful else None
    if unit is None:
        return Amount(float(number), None, approximate, text, note)
    if unit.kind is not UnitKind.MEASURE:
        note = AmountNote(unit.kind.value)
    return Amount(float(number * unit.factor), unit.name, approximate, text, note)
