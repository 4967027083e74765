"""Waste codes: reading a printed code and finding codes in running text.

The catalogue, not the asterisk, decides whether a waste is hazardous. What the catalogue does
not have is kept as text with ``code`` None; nothing is corrected by guesswork.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from iusml.normalise import _ewc_shapes as shapes
from iusml.normalise.catalogue import (
    Catalogue,
    EwcEntry,
    catalogue,
    is_changing,
    is_retired,
)
from iusml.normalise.text import clean

__all__ = [
    "Catalogue",
    "EwcEntry",
    "EwcNote",
    "EwcReading",
    "catalogue",
    "find_ewc",
    "parse_ewc",
]


class EwcNote(StrEnum):
    """What a reader should know about a code; with ``code`` None, why there is none."""

    UNKNOWN = "unknown"  # six digits that the list has never had
    RETIRED = "retired"  # an entry of an older list
    AMENDED = "amended"  # touched by a list change whose text is not shipped
    RANGE = "range"
    LIST = "list"
    WILDCARD = "wildcard"  # "20 01 xx"
    INCOMPLETE = "incomplete"  # a chapter or sub-chapter only
    AMBIGUOUS = "ambiguous"  # a lost leading zero with more than one reading, or none
    LOST_ZERO = "lost_zero"  # a leading zero put back: code given
    DATE = "date"
    SPREADSHEET = "spreadsheet"  # 1,30E+05, ######, 130 205
    UNREADABLE = "unreadable"  # letters where digits belong, repair not asked for
    REPAIRED = "repaired"  # such letters repaired: code given
    REFERENCE = "reference"  # only codes that the text names to exclude
    STAR_CONFLICT = "star_conflict"  # a star on an entry that is not hazardous: code given


@dataclass(frozen=True, slots=True)
class EwcReading:
    """A printed code: ``text`` as printed, ``code`` six digits or None, ``star`` as printed.

    ``hazardous`` is the catalogue's word and None without a code.
    """

    text: str
    code: str | None
    hazardous: bool | None
    star: bool
    note: EwcNote | None


def parse_ewc(text: str, year: int | None = None, *, repair: bool = False) -> EwcReading | None:
    """Read the code in a cell or phrase, against the list for the reporting ``year``.

    With ``repair``, OCR confusions (O/0, l/I/1, S/5, B/8), odd marks between the digits and a
    star read as another sign are put right when the result is in the list. None when ``text`` has
    no code shape.
    """
    cell = clean(text)
    if shapes.DATE.fullmatch(cell):
        return _blank(cell, EwcNote.DATE)
    found = [m for m in shapes.SIX.finditer(cell) if _cell_context(cell, m)]
    if found:
        return _one_of(cell, found, year)
    return (
        _confused(cell, year, repair)
        or (_loose(cell, year) if repair else None)
        or _lost_zero(cell, year)
        or _spreadsheet(cell, year)
        or _incomplete(cell, year)
    )


def find_ewc(
    text: str, year: int | None = None, *, repair: bool = False
) -> list[tuple[int, int, EwcReading]]:
    """Codes in running text as ``(start, end, reading)``, in order, offsets into ``text``.

    Stricter than ``parse_ewc``: a number that may be a telephone, date, organisation, case or
    facility number, amount or coordinate is passed over; so is a code named only to be
    excluded. A six-digit number outside the list counts only after a word such as "EWC" or
    with a star.
    """
    found: list[tuple[int, int, EwcReading]] = []
    end = -1
    for match in shapes.SIX.finditer(text):
        if match.start() < end or _is_reference(text, match, found):
            continue
        reading = _in_line(text, match, year, end)
        if reading is None:
            continue
        end = match.start() + len(reading.text)
        found.append((match.start(), end, reading))
    if repair:
        found.extend(_confused_in_line(text, year, found))
        found.sort(key=lambda item: item[0])
    return found


def _blank(text: str, note: EwcNote, *, star: bool = False) -> EwcReading:
    return EwcReading(text, None, None, star, note)


def _digits(match: re.Match[str]) -> str:
    joined: str = match["a"] + match["b"] + match["c"]
    return joined


def _star(match: re.Match[str]) -> bool:
    return bool(match["before"] or match["after"])


def _classify(text: str, code: str, star: bool, year: int | None) -> EwcReading:
    """The reading of six clean digits."""
    entry = catalogue(year).get(code)
    if entry is None:
        if is_retired(code, year):
            return _blank(text, EwcNote.RETIRED, star=star)
        note = EwcNote.AMENDED if is_changing(code, year) else EwcNote.UNKNOWN
        return _blank(text, note, star=star)
    conflict = EwcNote.STAR_CONFLICT if star and not entry.hazardous else None
    return EwcReading(
        text=text,
        code=code,
        hazardous=entry.hazardous,
        star=star,
        note=EwcNote.AMENDED if is_changing(code, year) else conflict,
    )


def _cell_context(cell: str, match: re.Match[str]) -> bool:
    """Whether six digits in a cell stand alone, that is, are no part of a longer number."""
    before = cell[max(0, match.start() - 12) : match.start()]
    after = cell[match.end() : match.end() + 24]
    if re.search(r"\d[.,:]$|[+@]$|\d-$", before) and not shapes.JOINT.search(before):
        return False
    if shapes.RANGE_TAIL.match(after):
        return True
    return not re.match(r"[-:/.,]\d", after)


def _one_of(cell: str, found: Sequence[re.Match[str]], year: int | None) -> EwcReading:
    """The reading of a cell that holds at least one six-digit shape."""
    kept: list[re.Match[str]] = []
    references: list[re.Match[str]] = []
    for match in found:
        (references if _refers(cell, match, references) else kept).append(match)
    if not kept:
        return _blank(cell, EwcNote.REFERENCE)
    first, last = kept[0], kept[-1]
    star = any(_star(match) for match in kept)
    tail = shapes.RANGE_TAIL.match(cell, last.end())
    printed = cell[first.start() : tail.end() if tail else last.end()]
    if tail or any(
        shapes.JOINT.search(cell[max(0, match.start() - 12) : match.start()]) for match in kept[1:]
    ):
        return _blank(printed, EwcNote.RANGE, star=star)
    if len({_digits(match) for match in kept}) > 1:
        return _blank(printed, EwcNote.LIST, star=star)
    return _classify(first.group(), _digits(first), star, year)


def _refers(text: str, match: re.Match[str], earlier: Sequence[re.Match[str]]) -> bool:
    """Whether the code is named only to be excluded ("annat än 19 12 06")."""
    if shapes.REFERENCE.search(text[max(0, match.start() - 50) : match.start()]):
        return True
    if not earlier:
        return False
    between = text[earlier[-1].end() : match.start()]
    return shapes.REFERENCE_JOIN.fullmatch(between) is not None


def _is_reference(
    text: str, match: re.Match[str], found: Sequence[tuple[int, int, EwcReading]]
) -> bool:
    """As ``_refers`` for running text: walks back over a joined list of references."""
    start = match.start()
    while True:
        before = text[max(0, start - 60) : start]
        if shapes.REFERENCE.search(before):
            return True
        joint = re.search(rf"(?:{shapes.REFERENCE_JOIN.pattern})$", before, re.IGNORECASE)
        if joint is None:
            return False
        end = start - len(joint.group())
        previous = [m for m in shapes.SIX.finditer(text, max(0, end - 14)) if m.end() == end]
        if not previous or any(stop == end for _, stop, _ in found):
            return False
        start = previous[0].start()


def _confused(cell: str, year: int | None, repair: bool) -> EwcReading | None:
    """A code shape with letters read for digits."""
    for match in shapes.SIX_CONFUSED.finditer(cell):
        printed = _digits(match)
        code = printed.translate(shapes.CONFUSED)
        entry = catalogue(year).get(code)
        if entry is None or not 4 <= sum(char.isdigit() for char in printed) < 6:
            continue
        if not repair:
            return _blank(match.group(), EwcNote.UNREADABLE, star=_star(match))
        return EwcReading(match.group(), code, entry.hazardous, _star(match), EwcNote.REPAIRED)
    return None


def _loose(cell: str, year: int | None) -> EwcReading | None:
    """A recognised code with odd marks inside, or its star taken for other signs."""
    match = shapes.LOOSE.fullmatch(cell)
    if match is None:
        return None
    printed = re.sub(r"[ .:;,'_-]", "", match["code"])
    entry = catalogue(year).get(printed.translate(shapes.CONFUSED))
    if entry is None or sum(char.isdigit() for char in printed) < 4:
        return None
    star = bool(match["tail"].strip(".,;)"))
    if star and not entry.hazardous:
        return None
    plain = printed.isdigit() and re.fullmatch(r"[\d ]+", match["code"])
    return EwcReading(cell, entry.code, entry.hazardous, star, None if plain else EwcNote.REPAIRED)


def _lost_zero(cell: str, year: int | None) -> EwcReading | None:
    """Five digits: a leading zero is put back only where no other reading is possible."""
    match = shapes.FIVE.fullmatch(cell)
    if match is None:
        return None
    printed, star = match["code"], _star(match)
    digits = _digits(match)
    entry = catalogue(year).get("0" + digits)
    if entry is None:
        return _blank(printed, EwcNote.AMBIGUOUS, star=star)
    # Unless the grouping shows where the zero went, one may have gone inside: 20 1 36, 20 13 6.
    others = () if match["s1"] else (f"{digits[:2]}0{digits[2:]}", f"{digits[:4]}0{digits[4:]}")
    if any(other in catalogue(year) for other in others):
        return _blank(printed, EwcNote.AMBIGUOUS, star=star)
    return EwcReading(printed, entry.code, entry.hazardous, star, EwcNote.LOST_ZERO)


def _spreadsheet(cell: str, year: int | None) -> EwcReading | None:
    match = shapes.EXCEL.fullmatch(cell)
    if match is None:
        return None
    grouped = match["code"]
    if grouped and re.sub(r"\s", "", grouped) not in catalogue(year):
        return None  # an amount such as 412 500
    return _blank(cell, EwcNote.SPREADSHEET)


def _incomplete(cell: str, year: int | None) -> EwcReading | None:
    """Sub-chapters, chapters and codes with placeholders."""
    wildcard = shapes.WILDCARD.search(cell)
    if wildcard:
        return _blank(wildcard.group(), EwcNote.WILDCARD)
    listed = catalogue(year)
    for match in shapes.FOUR.finditer(cell):
        alone = match.group() == cell.strip("()*")
        known = listed.subchapter(re.sub(r"\D", "", match["code"])) is not None
        if known and (alone or match["prefix"]):
            return _blank(match["code"], EwcNote.INCOMPLETE)
    chapter = shapes.CHAPTER.search(cell)
    if chapter:
        printed = chapter["code"] or chapter["bare"]
        if listed.chapter(printed) is not None:
            return _blank(cell, EwcNote.INCOMPLETE)
    if shapes.DECIMAL.fullmatch(cell):
        return _blank(cell, EwcNote.INCOMPLETE)
    return None


def _in_line(
    text: str, match: re.Match[str], year: int | None, previous_end: int
) -> EwcReading | None:
    """The reading of a six-digit shape in running text, or None where it may be no code."""
    before = text[max(0, match.start() - 40) : match.start()]
    prefixed = shapes.PREFIX_BEFORE.search(before) is not None
    star = _star(match)
    tail = _range_tail(text, match, year)
    if tail is not None:
        printed = text[match.start() : tail]
        return _blank(printed, EwcNote.RANGE, star=star) if _left(before, star, prefixed) else None
    adjacent = previous_end >= 0 and not text[previous_end : match.start()].strip(" ,;/+")
    if not (adjacent or _left(before, star, prefixed)) or not _right(text, match):
        return None
    if not match["s1"] and match["s2"] and not star and match["a"] + match["b"] in _YEARS:
        return None  # "2001 08" is a month sooner than an entry of 20 01
    reading = _classify(match.group(), _digits(match), star, year)
    if reading.note is EwcNote.UNKNOWN and not (prefixed or match["before"] or match["after"]):
        return None
    return reading


_YEARS = frozenset({"2001", "2002", "2003"})


def _range_tail(text: str, match: re.Match[str], year: int | None) -> int | None:
    """The end of a range of codes that starts with ``match``, or None."""
    tail = shapes.RANGE_TAIL.match(text, match.end())
    if tail is None:
        return None
    code = _digits(match)
    last = re.sub(r"\D", "", tail["long"]) if tail["long"] else code[:4] + tail["short"]
    listed = catalogue(year)
    return tail.end() if code in listed and last in listed else None


def _left(before: str, star: bool, prefixed: bool) -> bool:
    """Whether the text before allows a code."""
    if prefixed:
        return True
    letters = shapes.LEFT_LETTER.search(before)
    if letters and len(letters.group()) < 4:
        return False
    if shapes.LEFT_NOT_CODE.search(before):
        return False
    number = shapes.LEFT_NUMBER.search(before)
    return number is None or star or shapes.LEFT_DATE.search(before) is not None


def _right(text: str, match: re.Match[str]) -> bool:
    """Whether the text after allows a code."""
    after = text[match.end() : match.end() + 30]
    if shapes.RIGHT_NOT_CODE.match(after):
        return False
    glued = not (match["s1"] or match["s2"] or _star(match))
    return not (glued and shapes.RIGHT_UNIT.match(after))


def _confused_in_line(
    text: str, year: int | None, found: Sequence[tuple[int, int, EwcReading]]
) -> list[tuple[int, int, EwcReading]]:
    extra: list[tuple[int, int, EwcReading]] = []
    for match in shapes.SIX_CONFUSED.finditer(text):
        start, end = match.span()
        if any(start < stop and end > begin for begin, stop, _ in found):
            continue
        before = text[max(0, start - 40) : start]
        if not _left(before, _star(match), False) or not _right(text, match):
            continue
        reading = _confused(match.group(), year, True)
        if reading is not None:
            extra.append((start, end, reading))
    return extra
