"""Shapes of printed waste codes and the text around them, shared by cell and line reading."""

from __future__ import annotations

import re
from typing import Final

# One blank as printed inside a code: plain, no-break, thin, narrow no-break.
SP: Final = "[ \u00a0\u2009\u202f]"
_SEP: Final = rf"(?:{SP}?\.{SP}?|{SP})?"
STARS: Final = "*\u2217\u204e\ufe61\uff0a\u2731\u066d"
_AFTER: Final = rf"(?P<after>{SP}?[{STARS}]+|{SP}?[xX](?!\w)|{SP}?(?:FA(?!\w)|\(FA\)))?"
_BEFORE: Final = rf"(?P<before>[{STARS}]{SP}?)?"

# A footnote mark is "1)" glued to the code; any other digit to the right means a longer number.
_END: Final = r"(?:(?<!\d)|(?!\d)|(?=\d\)))"


def _six(digit: str, guard: str) -> str:
    pair = f"{digit}{{2}}"
    body = rf"(?P<a>{pair})(?P<s1>{_SEP})(?P<b>{pair})(?P<s2>{_SEP})(?P<c>{pair})"
    return rf"(?<!{guard}){_BEFORE}(?<!{guard}){body}{_AFTER}"


SIX: Final = re.compile(_six(r"\d", r"\d") + _END)

# OCR confusions that are repaired, inside a code shape only: O/0, l and I and | for 1, S/5, B/8.
CONFUSED: Final = str.maketrans("OoQlI|SsB", "000111558")
SIX_CONFUSED: Final = re.compile(_six(r"[\dOoQlI|SsB]", r"[^\W_]") + r"(?![^\W_])")

# A recognised cell: any marks between the digits, and the star as up to two signs of any kind.
_LOOSE: Final = r"[\dOoQlI|SsB]"
LOOSE: Final = re.compile(
    rf"(?P<code>{_LOOSE}(?:[ .:;,'_-]{{0,2}}{_LOOSE}){{5}})(?P<tail>\S{{0,2}})"
)

PREFIX: Final = (
    r"(?:EWC|LoW|EAK|EAL|AF|avfalls?kod(?:en)?|kod(?:en)?)"
    rf"(?:{SP}?-?{SP}?(?:kod(?:en)?|nr|nummer))?{SP}?[.:]?{SP}?"
)
PREFIX_BEFORE: Final = re.compile(rf"(?<![^\W_]){PREFIX}\(?$", re.IGNORECASE)

FIVE: Final = re.compile(
    rf"(?:{PREFIX})?\(?(?P<code>{_BEFORE}(?P<a>\d)(?P<s1>{_SEP})"
    rf"(?P<b>\d\d)(?P<s2>{_SEP})(?P<c>\d\d){_AFTER})\)?",
    re.IGNORECASE,
)
FOUR: Final = re.compile(
    rf"(?:(?P<prefix>{PREFIX})|(?<![\d,.:/-]))(?P<code>\d\d{_SEP}\d\d)(?![\d,:/]|[.-]\d)",
    re.IGNORECASE,
)
CHAPTER: Final = re.compile(r"\bkap(?:itel|\.)? ?(?P<code>\d\d)(?!\d)|(?P<bare>^\d\d$)", re.I)
DECIMAL: Final = re.compile(r"\d{1,2}\.\d{1,2}")
WILDCARD: Final = re.compile(
    rf"(?<!\d)\d\d{_SEP}\d\d{_SEP}(?:xx|nn|yy|--|\?\?|__|[{STARS}]{{2}}|\.\.)(?!\w)", re.I
)
# A whole cell that is a date; with points only when the year has four digits.
DATE: Final = re.compile(
    r"(?:19|20)\d\d(?P<p>[-/. ])[01]?\d(?P=p)[0-3]?\d|\d{1,2}(?P<q>[-/])\d{1,2}(?P=q)\d{2,4}"
    r"|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d"
)
# What a spreadsheet makes of codes: 1,30E+05, ######, 130 205.
EXCEL: Final = re.compile(rf"\d(?:[,.]\d+)?E\+\d+|#{{3,}}|(?P<code>\d{{3}}{SP}\d{{3}})")

# "130205/08", "15 01 01–15 01 06", "15 01 01 till 15 01 06"; never "-1234" of an org.nr.
_JOINT: Final = rf"{SP}?(?:[-\u2013\u2014/]|till(?!\w)|t\.?o\.?m\.?){SP}?"
RANGE_TAIL: Final = re.compile(
    rf"{_JOINT}(?:(?P<long>\d\d{_SEP}\d\d{_SEP}\d\d)|(?P<short>\d\d))[{STARS}]?(?![\d])(?![-/:.,]\d)"
)
JOINT: Final = re.compile(_JOINT + r"$")

# "annan … än den som anges i 20 01 21, 20 01 23 och …": named only to be excluded.
REFERENCE: Final = re.compile(
    rf"(?<!\w)(?:än(?:{SP}(?:de|den|det|dem))?(?:{SP}som)?(?:{SP}(?:anges|avses|nämns|omfattas))?"
    rf"(?:{SP}(?:i|av|under))?|(?:anges|avses|nämns|omfattas|inbegripna){SP}(?:i|av|under)"
    rf"|utom|exkl\.?|exklusive){SP}*$",
    re.IGNORECASE,
)
REFERENCE_JOIN: Final = re.compile(rf"{SP}?(?:,|och|eller|samt){SP}?", re.IGNORECASE)

_NOT_CODE: Final = (
    r"tel(?:efon)?(?:nummer|nr)?|tfn|mobil\w*|(?:tele)?fax\w*|vx|växel\w*|dir(?:ekt)?(?:nr)?"
    r"|ankn\w*|org(?:anisations)?\.?\s?(?:nr|nummer)|dnr|diarie\w*|ärende\w*|beslut|postnr"
    r"|postnummer|art(?:ikel)?\.?\s?(?:nr|nummer)|faktura\w*|transportdok\w*|kvitto\w*|våg\w*"
    r"|den|dat|datum|daterad|per|bankgiro|plusgiro|bg|pg|konto\w*|cas\w*|un|eg|sni\w*|ref"
    r"|anl\.?\s?nr|anläggnings\w*|plats\.?\s?nr|id|nr|pnr|personn\w*"
)
LEFT_NOT_CODE: Final = re.compile(
    rf"(?<![^\W_])(?:{_NOT_CODE})(?:\s?nr)?\s*[.:#]?\s*$"
    # the north figure of a coordinate pair, full or cut to six digits
    r"|(?<!\d)[67]\s?\d{3}\s?\d{2,3}(?:[.,]\d+)?[\s,;/|]*(?:[EÖYX]\w{0,6}\s?[:=]?\s*)?$"
    r"|(?<![^\W_])[EÖYXN]\s?[:=]?\s*$"
    r"|\(0\d{1,3}\)\s?$|\(0\)\s?\d*\s?$|[+@\\#=§_]$|\d[.,:]$|\d\s?[-\u2013\u2014/+]\s?$",
    re.IGNORECASE,
)
# A whole number just before: a telephone or number series. A date before is a column of its own.
LEFT_NUMBER: Final = re.compile(rf"(?<![\d,.])\d+{SP}$")
LEFT_DATE: Final = re.compile(rf"(?<!\d)(?:19|20)\d\d-\d\d-\d\d{SP}$")
LEFT_LETTER: Final = re.compile(r"[^\W\d_]+$")
RIGHT_NOT_CODE: Final = re.compile(
    r"[-\u2013\u2014/:.,+]\d|[%°‰]|\s[%°‰]|[a-zåäö_@\\]|[A-ZÅÄÖ](?![a-zåäö]{2})"
    r"|\s?[-\u2013\u2014]\s?\d{3,4}(?!\d)"
    r"|[\s,;/|]*(?:[NX]\w{0,4}\s?[:=]?\s*)?[67]\s?\d{3}\s?\d{3}(?!\d)"
)
RIGHT_UNIT: Final = re.compile(
    r"\s?(?:kg|kilo|ton|tonnes|t|g|m3|m³|kbm|l|liter|st|kr|tkr|[kMG]Wh|km|m|mm|h|tim)(?!\w)"
)
