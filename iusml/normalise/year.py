"""Reporting years."""

from __future__ import annotations

import re
from typing import Final

FIRST: Final = 1990
LAST: Final = 2035

# Statutes (2016:8), standards (14001:2015), case numbers (…-2011) and properties are no years.
_YEAR: Final = re.compile(
    r"(?<![\d:.,/])(?<!\d[-\u2013])(?P<year>(?:19|20)\d\d)(?![\d:]|[.,]\d|-\d{3})"
)
_DATE: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[-./]?(?:0[1-9]|1[0-2])[-./]?(?:0[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)\d{1,2}[./]\d{1,2}[-./\s]\s?(?P<last>(?:19|20)\d\d)(?!\d)"
)
_SPAN: Final = re.compile(r"(?:19|20)\d\d\s?[-\u2013/]\s?(?:(?:19|20)?\d\d)(?![\d-])")
_LABEL: Final = re.compile(
    r"(?:verksamhetsår\w*|rapport(?:erings)?år\w*|redovisningsår\w*|kalenderår\w*|räkenskapsår\w*"
    r"|miljörapport\w*|årsrapport\w*|avser(?:\s+år\w*)?|avseende(?:\s+år\w*)?|(?<!\w)år\w*)"
    r"\s*[:.]?\s*(?:år\s*:?\s*)?$",
    re.IGNORECASE,
)


def parse_year(text: str) -> int | None:
    """The reporting year (1990–2035) that ``text`` names, or None.

    A year after a word such as "verksamhetsåret" or "avser" comes first, then a year that is
    no part of a date, then a year that all dates share. None where two years compete, as in
    a broken year ("2018/2019").
    """
    dated: list[int] = []

    def note_date(match: re.Match[str]) -> str:
        dated.append(int(match["year"] or match["last"]))
        return "#" * len(match.group())

    body = _DATE.sub(note_date, text)
    if _SPAN.search(body):
        return None
    found = [match for match in _YEAR.finditer(body) if _in_range(int(match["year"]))]
    labelled = {int(m["year"]) for m in found if _LABEL.search(body[: m.start()])}
    plain = {int(m["year"]) for m in found}
    for years in (labelled, plain, {year for year in dated if _in_range(year)}):
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def _in_range(year: int) -> bool:
    return FIRST <= year <= LAST
