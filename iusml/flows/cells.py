"""What one cell of a spreadsheet says of codes: spreadsheets lose zeros and make dates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from iusml.flows.near import begins, did_you_mean, written
from iusml.normalise._ewc_shapes import STARS
from iusml.normalise.catalogue import catalogue, is_retired, successors
from iusml.normalise.ewc import find_ewc

Value = str | int | float | bool | date | time | None
_ONE: Final = re.compile(
    r"(?P<digits>\d(?:(?:[\s._:/-]|,(?!\s))*\d){0,7})\s*(?P<tail>\*+|[xX]{2}|[nN]{2}|FA|\(FA\))?"
)
_GROUPS: Final = {
    (6,), (2, 2, 2), (2, 4), (4, 2), (3, 3), (5,), (1, 2, 2), (1, 4), (2, 3), (3, 2),
    (4,), (2, 2), (3,), (1, 2), (2,), (1,),
}  # fmt: skip
"""How many digits stand together where a code, or one without its zero, is written."""
_APART: Final = re.compile(r"[,;|&+\r\n\t]+|\s/\s|/(?=\d{5})|\s(?:och|and|samt|eller|or)\s")
_LEAD: Final = re.compile(r"^['\"]|^(?:EWC|EAK|LoW|avfallskod|kod|code)\b[-\s:.]*", re.I)
_WHOLE: Final = re.compile(r"(\d+)[.,]0+")
_DATE: Final = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)(?:[ T]00:00(?::00)?)?")
_RANGE: Final = re.compile(
    r"\d\d[ .]?\d\d[ .]?\d\d\*?\s*(?:[–—-]|till|to)\s*\d\d[ .]?\d\d[ .]?\d\d"
)
_SAME_AS_YEARS: Final = {"2001", "2002", "2003"}
_YEARS: Final = range(1930, 2030)
"""Spreadsheets make years of these out of two digits."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One code of a cell: its `digits`, or None with a `told` sentence of why not and what to do.

    With digits, `told` says what was put right; None where it stands as the list has it.
    """

    digits: str | None
    told: str | None = None


def readings(value: Value, number_format: str = "General") -> list[Reading]:
    """What a cell in a column of codes says; nothing where it holds no digit."""
    if isinstance(value, datetime | date):
        return [_of_date(value, number_format)]
    if isinstance(value, bool | time) or value is None:
        return []
    if isinstance(value, int | float):
        return [_of_number(value)]
    text = _plain(value)
    if not re.search(r"\d", text):
        return []
    if day := _DATE.fullmatch(text):
        return [_of_text_date(day["day"])]
    if whole := _WHOLE.fullmatch(text):
        return [_of_number(int(whole[1]))]
    if (one := _ONE.fullmatch(text)) and _is_one(one):
        return [_of_written(one, value)]
    if _RANGE.search(text):
        return [Reading(None, f"{value!r} is a range; write each code of it in a row of its own.")]
    return list(_of_several(text))


def named(text: str) -> list[Reading]:
    """The codes that stand in running text, written so that they can be nothing else."""
    found = [(re.sub(r"\D", "", one.text), one) for _, _, one in find_ewc(text)]
    return [
        _of_six(digits, one.text, starred=one.star) if len(digits) == 6 else _unread(one.text)
        for digits, one in found
    ]


def _plain(text: str) -> str:
    starred = re.sub(f"[{re.escape(STARS)}]", "*", text)
    blank = re.sub(r"[\s\u00a0\u2009\u202f]+", " ", starred.replace("\n", ";")).strip(" ;")
    return _LEAD.sub("", blank).strip()


def _of_several(text: str) -> Iterator[Reading]:
    """Yield the reading of each part of a cell; parts without a digit are words."""
    parts = [part.strip() for part in _APART.split(text) if re.search(r"\d", part)]
    if len(parts) < 2:
        inside = named(text)
        yield from inside or [_unread(text)]
        return
    for part in parts:
        one = _ONE.fullmatch(_LEAD.sub("", part).strip())
        if one and _is_one(one):
            yield _of_written(one, part)
        else:
            yield from named(part) or [_unread(part)]


def _is_one(one: re.Match[str]) -> bool:
    """Whether digits stand together as in one code: "15 01/02" are two."""
    groups = tuple(map(len, re.findall(r"\d+", one["digits"])))
    marks = {mark.strip() for mark in re.findall(r"\D+", one["digits"])}
    return groups in _GROUPS and len(marks) < 2


def _of_written(one: re.Match[str], shown: str) -> Reading:
    """The reading of digits that are written as text, with what stands behind them."""
    groups = re.findall(r"\d+", one["digits"])
    digits, tail = "".join(groups), one["tail"]
    if len(digits) == 6:
        return _of_six(digits, shown, starred=_is_star(tail))
    full = digits if len(digits) % 2 == 0 else f"0{digits}"
    if len(full) == 6:
        return _zero_back(full, shown, starred=_is_star(tail))
    if tail is None and len(digits) != 4:
        return _short(full, shown)
    if tail is None and groups[0] in _SAME_AS_YEARS:
        return _year(shown)
    return _all_below(full, shown)


def _of_number(number: int | float) -> Reading:
    """The reading of a number, which has lost its star and its leading zero."""
    if number != number or abs(number) >= 1e7 or number < 0:
        return _unread(str(number))
    if number != int(number):
        return _of_fraction(f"{number:.10g}")
    digits = str(int(number))
    if len(digits) == 6:
        return _of_six(digits, digits)
    if len(digits) == 5:
        return _zero_back(f"0{digits}", digits)
    if len(digits) == 4:
        return _year(digits) if digits in _SAME_AS_YEARS else _all_below(digits, digits)
    return _short(digits.zfill(2 * ((len(digits) + 1) // 2)), digits)


def _of_fraction(shown: str) -> Reading:
    """A code with one point that became a number: "15.01", "08.0116"."""
    match = re.fullmatch(r"(\d{1,2})\.(\d{2}|\d{4})", shown)
    if match is None:
        return _unread(shown)
    digits = match[1].zfill(2) + match[2]
    # A zero at the end is lost as well: 20.01 may be 20 01, and 15.0102 is one code alone.
    return _zero_back(digits, shown) if len(digits) == 6 else _all_below(digits, shown)


def _of_text_date(text: str) -> Reading:
    try:
        return _of_date(date.fromisoformat(text), "yyyy-mm-dd")
    except ValueError:
        return _unread(text)


def _of_date(moment: date, number_format: str) -> Reading:
    """The code that a spreadsheet took for a date, if only one order of its parts gives one."""
    shown = moment.isoformat()[:10]
    again = "Format the cell as text and write the code again."
    told = number_format.lower()
    whole = all(letter in told for letter in "ymd") and moment.year in _YEARS
    if isinstance(moment, datetime) and moment.time() != time():
        whole = False
    year, month, day = f"{moment.year % 100:02}", f"{moment.month:02}", f"{moment.day:02}"
    orders = {year + month + day, month + day + year, day + month + year}
    fits = sorted(code for code in orders if code in catalogue()) if whole else []
    if len(fits) == 1:
        was = f"the date {shown} was read as {written(fits[0])}"
        return Reading(fits[0], f"{was}: no other order of its parts is a code.")
    if fits:
        either = " or ".join(map(written, fits))
        return Reading(None, f"a spreadsheet made the date {shown} of {either}. {again}")
    return Reading(None, f"{shown} is a date, and no code can be made of it. {again}")


def _of_six(digits: str, shown: str, *, starred: bool = False) -> Reading:
    entry = catalogue().get(digits)
    if entry is None:
        return Reading(None, _not_listed(digits, shown))
    right = written(digits)
    if starred and not entry.hazardous:
        return Reading(
            digits,
            f"{shown!r} has a star, but the waste list does not have {right} as hazardous; "
            f"taken as {right}, as its digits say. Check that they are right.",
        )
    same = re.sub(r"\s", "", shown) == re.sub(r"\s", "", right)
    return Reading(digits, None if same else f"{shown!r} was read as {right}.")


def _zero_back(digits: str, shown: str, *, starred: bool = False) -> Reading:
    """The reading of five digits: a zero before them is all that can have been lost."""
    entry = catalogue().get(digits)
    if entry is None:
        return Reading(None, _not_listed(digits, shown))
    if starred and not entry.hazardous:
        return Reading(
            None,
            f"{shown!r} could be {written(digits)}, but that is not hazardous in the waste list. "
            "Write all six digits.",
        )
    return Reading(digits, f"{shown!r} was read as {written(digits)}.")


def _all_below(digits: str, shown: str) -> Reading:
    """The reading of a chapter or sub-chapter."""
    if not begins(digits):
        return Reading(None, _not_listed(digits, shown))
    right = written(digits)
    same = re.sub(r"\s", "", shown) == re.sub(r"\s", "", right)
    told = f"{shown!r} was read as {right}: all codes that begin so."
    return Reading(digits, None if same else told)


def _not_listed(digits: str, shown: str) -> str:
    if is_retired(digits):
        later = ", ".join(map(written, sorted(successors(digits))))
        instead = f"Take {later} instead." if later else "Take it out."
        return f"{shown!r} is a code of an older waste list. {instead}"
    return f"{shown!r} is no code of the waste list. Mend it or take it out.{did_you_mean(digits)}"


def _short(digits: str, shown: str) -> Reading:
    whole = f'if all codes below it are meant, write "{written(digits)}"'
    cure = whole if begins(digits) else "mend it"
    return Reading(None, f"{shown!r} is too short for a code; {cure}.")


def _year(shown: str) -> Reading:
    digits = shown.replace(" ", "")
    return Reading(
        None,
        f'{shown!r} may be a year; if all codes below it are meant, write "{written(digits)}".',
    )


def _unread(shown: str) -> Reading:
    hint = "Write six digits as text, one code in a cell."
    return Reading(None, f"{shown[:60]!r} could not be read as a code. {hint}")


def _is_star(tail: str | None) -> bool:
    return tail is not None and tail[0] not in "xXnN"
