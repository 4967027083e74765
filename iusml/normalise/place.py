"""Municipalities, postal codes and facility numbers.

Source of the municipalities: Statistics Sweden; see ``iusml/data/SOURCES.md``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from iusml.normalise._data import rows
from iusml.normalise.text import clean, skeleton

_SUFFIX: Final = re.compile(r"\s+(?:kommun|stad|kn)\b\.?$", re.IGNORECASE)
_LABEL: Final = re.compile(r"^(?:kommun|region)\s*:?\s+", re.IGNORECASE)
_WORD: Final = r"[A-ZÅÄÖ][\w-]+"
_WITHIN: Final = re.compile(rf"(?P<name>{_WORD}(?:\s{_WORD})?)\s(?:kommun|[Ss]tad)\b")
_POSTAL: Final = re.compile(
    r"(?<![\w.,:/+-])(?:SE?\s?-?\s?)?(?P<area>[1-9]\d{2})(?P<gap>\s?)(?P<rest>\d{2})"
    r"(?!\s?\d|[\w:,.-]\d|\w)",
    re.IGNORECASE,
)
_BOX: Final = re.compile(r"\bbox\s*$", re.IGNORECASE)
_FACILITY: Final = re.compile(
    r"(?<![\w+])(?<!\w[-.,:/])(?P<county>\d\d)\s?(?P<place>\d\d)\s?[-\u2013]\s?(?P<number>\d{1,4})"
    r"(?:\s?-\s?(?P<sub>\d{1,4}))?(?![\w]|[-:,./]\d|\s\d)"
)
_TELEPHONE: Final = re.compile(
    r"\b(?:tel\w*|tfn|vx|växel|dir|mobil\w*|fax\w*)[\s.:]*$", re.IGNORECASE
)


@cache
def _by_code() -> dict[str, str]:
    return {row["code"]: row["name"] for row in rows("municipalities.csv")}


@cache
def _by_name() -> dict[str, str]:
    # Accents stay: Håbo and Habo are two municipalities.
    return {_key(name): name for name in _by_code().values()}


def _key(name: str) -> str:
    return re.sub(r"[\s-]+", " ", name).casefold()


def municipality_of_code(code: str) -> str | None:
    """The municipality of a four-digit code ("1283" gives "Helsingborg"), or None."""
    return _by_code().get(code)


@cache
def _codes() -> dict[str, str]:
    return {name: code for code, name in _by_code().items()}


def code_of_municipality(name: str) -> str | None:
    """The four-digit code of a municipality in the form "Helsingborg", or None."""
    return _codes().get(name)


def parse_municipality(text: str, *, repair: bool = False) -> str | None:
    """The municipality named in ``text``, in the form "Helsingborg", or None.

    Read from the bare name, "Helsingborgs kommun", "Helsingborgs stad" and phrases that hold
    one ("Miljönämnden i Helsingborgs stad"). A name that ends in s keeps it ("Höganäs
    kommun"). Counties and spellings without accents give None. With ``repair``, a name that
    OCR misread is read where only one municipality looks like it.
    """
    return _named(text) or (_lookalike(text) if repair else None)


def _lookalike(text: str) -> str | None:
    """The one municipality whose signs look like those of ``text``."""
    value = _SUFFIX.sub("", _LABEL.sub("", clean(text).strip(" .,;:")))
    found = {name for name in _by_name().values() if skeleton(name) == skeleton(value)}
    return found.pop() if len(found) == 1 else None


def _named(text: str) -> str | None:
    value = clean(text).strip(" .,;:")
    bare = re.sub(r"\s*\(?(?<!\d)\d{4}(?!\d)\)?\s*", " ", value).strip()
    without_label = _LABEL.sub("", bare)
    for candidate in (bare, without_label):
        stem = _SUFFIX.sub("", candidate)
        name = _by_name().get(_key(candidate)) or (_genitive(stem) if stem != candidate else None)
        if name is not None:
            return name
    found = {
        name
        for match in _WITHIN.finditer(value)
        for name in [_genitive(match["name"]) or _genitive(match["name"].split()[-1])]
        if name is not None
    }
    return found.pop() if len(found) == 1 else None


def _genitive(candidate: str) -> str | None:
    """The municipality of a name that may be in the genitive; the bare name goes first."""
    names = _by_name()
    key = _key(candidate)
    return names.get(key) or (names.get(key[:-1]) if key.endswith("s") else None)


def parse_postal_code(text: str) -> str | None:
    """The postal code in ``text`` as "252 32", or None.

    Box numbers and longer runs of digits are passed over; a code printed with its blank comes
    before one printed without.
    """
    body = clean(text)
    found = [m for m in _POSTAL.finditer(body) if not _BOX.search(body[: m.start()])]
    found.sort(key=lambda match: not match["gap"])
    return f"{found[0]['area']} {found[0]['rest']}" if found else None


def parse_facility_number(text: str) -> str | None:
    """The facility number in ``text`` as "1283-9114" or "1283-60-001", or None.

    The first four digits must be a municipality's code. Dates, spans of years, telephone
    and organisation numbers are passed over; local series ("2011 MH0345") give None.
    """
    body = clean(text)
    for match in _FACILITY.finditer(body):
        code = match["county"] + match["place"]
        if municipality_of_code(code) is None or _TELEPHONE.search(body[: match.start()]):
            continue
        if code.startswith("20") and _is_time(match["number"], match["sub"]):
            continue
        parts = [code, match["number"], match["sub"]]
        return "-".join(part for part in parts if part)
    return None


def _is_time(number: str, sub: str | None) -> bool:
    """Whether what follows a code of 20xx makes it a date or a span of years."""
    if sub is None:
        return len(number) == 2 or (len(number) == 4 and number[:2] in {"19", "20"})
    return len(number) <= 2 and len(sub) <= 2 and 1 <= int(number) <= 12 and 1 <= int(sub) <= 31
