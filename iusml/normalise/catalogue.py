"""The Swedish list of waste, dated by reporting year.

Source: Avfallsförordning (2020:614) bilaga 3, with the changes that Delegated Decision
(EU) 2025/934 announces; see ``iusml/data/SOURCES.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from iusml.normalise._data import rows

_YEARS: Final = 64
"""Reporting years whose list is kept; a report may claim any."""


@dataclass(frozen=True, slots=True)
class EwcEntry:
    """One six-digit entry: ``code`` without spaces, statutory ``name`` in Swedish."""

    code: str
    hazardous: bool
    name: str


@dataclass(frozen=True, slots=True)
class Change:
    """A dated change of the list; ``code`` has six digits, or four for a whole sub-chapter."""

    code: str
    kind: str  # "added", "removed" or "rewritten"
    applies_from: int  # the calendar year in which the change starts to apply
    hazardous: bool
    name: str


def in_pairs(code: str) -> str:
    """A six-digit code in pairs of digits, "02 02 04"."""
    return f"{code[:2]} {code[2:4]} {code[4:]}"


class Catalogue:
    """The entries that a report for one year can use."""

    def __init__(self, entries: Mapping[str, EwcEntry], headings: Mapping[str, str]) -> None:
        """Hold ``entries`` by six-digit code and ``headings`` by two- or four-digit code."""
        self._by_code: Final = MappingProxyType(dict(entries))
        self._headings: Final = MappingProxyType(dict(headings))
        self.entries: Final = tuple(self._by_code[code] for code in sorted(self._by_code))

    def __contains__(self, code: object) -> bool:
        """Whether ``code`` (six digits) is an entry."""
        return code in self._by_code

    def __len__(self) -> int:
        """The number of entries."""
        return len(self._by_code)

    def get(self, code: str) -> EwcEntry | None:
        """The entry of a six-digit ``code``, or None."""
        return self._by_code.get(code)

    def chapter(self, code: str) -> str | None:
        """The name of the chapter that ``code`` (two digits or more) lies in, or None."""
        return self._headings.get(code[:2]) if len(code) >= 2 else None

    def subchapter(self, code: str) -> str | None:
        """The name of the sub-chapter that ``code`` (four digits or more) lies in, or None."""
        return self._headings.get(code[:4]) if len(code) >= 4 else None


@cache
def changes() -> tuple[Change, ...]:
    """Announced changes of the list, as shipped in ``ewc_changes.csv``."""
    return tuple(
        Change(
            code=row["code"],
            kind=row["change"],
            applies_from=int(row["applies_from"][:4]),
            hazardous=row["hazardous"] == "true",
            name=row["name"],
        )
        for row in rows("ewc_changes.csv")
    )


@cache
def retired_codes() -> frozenset[str]:
    """Six-digit codes of the 1994 list that went out of use in 2002."""
    return frozenset(row["code"] for row in rows("ewc_retired.csv"))


@cache
def successors(code: str) -> frozenset[str]:
    """The entries that took over from a six-digit code of the 1994 list; none for other codes."""
    return frozenset(
        new
        for row in rows("ewc_retired.csv")
        if row["code"] == code
        for new in row["successors"].split()
    )


def is_retired(code: str, year: int | None = None) -> bool:
    """Whether ``code`` was once in the list but is not in the list of ``year``."""
    return code in retired_codes() or any(
        change.kind == "removed" and change.code == code and _over(change, year)
        for change in changes()
    )


def is_changing(code: str, year: int | None = None) -> bool:
    """Whether a change whose text is not shipped touches ``code`` in a report for ``year``.

    True for new entries from the year in which they start to apply, and for entries of a
    rewritten sub-chapter from the first whole year.
    """
    if year is None:
        return False
    for change in changes():
        if not code.startswith(change.code):
            continue
        if change.kind == "added" and not change.name and year >= change.applies_from:
            return True
        if change.kind == "rewritten" and _over(change, year):
            return True
    return False


@lru_cache(_YEARS)
def catalogue(year: int | None = None) -> Catalogue:
    """The list for a report on ``year``; without a year, the list as shipped.

    In the calendar year of a change both the old and the new entries are valid, for a report
    covers the months before and after it.
    """
    applied = tuple(
        change
        for change in changes()
        if year is not None
        and len(change.code) == 6
        and (
            (change.kind == "added" and change.name and year >= change.applies_from)
            or (change.kind == "removed" and _over(change, year))
        )
    )
    return _build(applied)


@cache
def _build(applied: tuple[Change, ...]) -> Catalogue:
    entries: dict[str, EwcEntry] = {}
    headings: dict[str, str] = {}
    for row in rows("ewc_sv.csv"):
        if row["level"] == "entry":
            hazardous = row["hazardous"] == "true"
            entries[row["code"]] = EwcEntry(row["code"], hazardous, row["name"])
        else:
            headings[row["code"]] = row["name"]
    for change in applied:
        if change.kind == "removed":
            entries.pop(change.code, None)
        else:
            entries[change.code] = EwcEntry(change.code, change.hazardous, change.name)
    return Catalogue(entries, headings)


def _over(change: Change, year: int | None) -> bool:
    """Whether the old state was gone during all of ``year``."""
    return year is not None and year > change.applies_from
