"""Where a text may tell of a person: names, e-mail addresses and telephone numbers, evened out.

What two texts tell alike is told in the same words: "Öberg, Åsa" as "Åsa Öberg", and
"042-10 00 00" as "+46 42 10 00 00".
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from iusml.normalise.email import parse_email
from iusml.normalise.phone import parse_phone
from iusml.normalise.text import fold
from iusml.records import Contact

GONE = "[borttaget]"
"""What stands in a text where something about a person stood."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_MAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
_DIGITS = re.compile(r"\+?\d+")
_NAME_WORDS, _LONGEST_NUMBER, _SHORTEST_NUMBER = (2, 4), 15, 7
_APART = 3
"""Signs between two words of a name, or two groups of a number, at most."""


class Trace(NamedTuple):
    """What a text may tell of a person, and from where to where."""

    start: int
    end: int
    told: str


Hit = Callable[[str], bool]
"""Says of what a trace tells whether it is to go."""


def traces(text: str) -> Iterator[Trace]:
    """Every run of words that could be a name, every address and every number in `text`."""
    if "@" in text:
        for match in _MAIL.finditer(text):
            yield Trace(match.start(), match.end(), mail(match.group()))
    yield from _names(text)
    yield from _numbers(text)


def name(text: str) -> str:
    """What a whole name tells, whichever of its words comes first."""
    return "name " + " ".join(sorted(fold(word) for word in _WORD.findall(text)))


def mail(text: str) -> str:
    """What an e-mail address tells."""
    return "mail " + text.casefold().rstrip(".")


def number(text: str) -> str:
    """What a telephone number tells: its digits, with the country's where it is not Sweden's."""
    digits = re.sub(r"\D", "", text)
    if text.lstrip(" (").startswith("+"):
        return "number " + _abroad(digits)
    if digits.startswith("00"):
        return "number " + _abroad(digits[2:])
    return "number " + digits.removeprefix("0")


def of_contact(contact: Contact) -> set[str]:
    """What tells of a contact: its name, address and number."""
    told: set[str] = set()
    if contact.name:
        told |= {name(contact.name), *(trace.told for trace in traces(contact.name))}
    if contact.email:
        told.add(mail(contact.email))
    if contact.phone:
        told.add(number(contact.phone))
    return told


def of_text(text: str) -> set[str]:
    """What a short text tells as a whole or in a part, also where signs are misread or spelt."""
    told = {trace.told for trace in traces(text)} | {name(text)}
    if address := parse_email(text):
        told.add(mail(address))
    if digits := parse_phone(text):
        told.add(number(digits))
    return told


def blacken(text: str, hit: Hit) -> str:
    """`text` with `GONE` in place of every trace that is a hit."""
    whole = unicodedata.normalize("NFC", text)
    found = sorted((one.start, one.end) for one in traces(whole) if hit(one.told))
    kept, at = "", 0
    for start, end in found:
        if start >= at:
            kept += whole[at:start] + GONE
        at = max(at, end)
    return kept + whole[at:] if found else text


def _abroad(digits: str) -> str:
    return digits[2:].lstrip("0") if digits.startswith("46") else f"+{digits}"


def _names(text: str) -> Iterator[Trace]:
    words = list(_WORD.finditer(text))
    folded = [fold(word.group()) for word in words]
    near = [two.start() - one.end() <= _APART for one, two in pairwise(words)]
    shortest, longest = _NAME_WORDS
    for first in range(len(words)):
        for last in range(first + 1, min(first + longest, len(words))):
            if not near[last - 1]:
                break
            if last - first + 1 >= shortest:
                told = "name " + " ".join(sorted(folded[first : last + 1]))
                yield Trace(words[first].start(), words[last].end(), told)


def _numbers(text: str) -> Iterator[Trace]:
    groups = list(_DIGITS.finditer(text))
    for first, group in enumerate(groups):
        if not group.group().startswith(("0", "+")):
            continue
        digits, end = "", group.start()
        for other in groups[first:]:
            digits += other.group()
            apart = other.start() - end > _APART or "+" in digits[1:]
            if apart or len(digits) > _LONGEST_NUMBER:
                break
            end = other.end()
            if len(digits) > _SHORTEST_NUMBER:
                yield Trace(group.start(), end, number(digits))
