"""Names of persons: their order, their short forms, and the mail addresses made of them."""

import re

from iusml.normalise.text import fold

_INVERTED = re.compile(r"(?P<last>[^\W\d]+([ -][^\W\d]+)?), (?P<first>[^\W\d]+([ -][^\W\d]+)?)$")
_LOUD = re.compile(r"(?P<last>[^\W\d_a-zåäöéü]{2,}) (?P<first>[^\W\d_][^\W\d_A-ZÅÄÖÉÜ]+)$")
_ROLES = frozenset({"vd", "it", "hr", "va"})


def given_first(name: str) -> str:
    """Turn "Ek, Anna" and "EK Anna" round; titles after the comma ("Anna Ek, M.Sc.") stay."""
    match = _INVERTED.match(name) or _LOUD.match(name)
    return f"{match['first']} {match['last']}" if match else name


def same_words(one: str, two: str) -> bool:
    """Whether two names have the same words, in any order."""
    return sorted(_words(one)) == sorted(_words(two))


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", fold(name))


def mail_likeness(address: str, name: str) -> int:
    """2 for a surname (or half of a double one) in the local part, 1 for first name or initials."""
    local = fold(address.split("@")[0])
    first, *rest = fold(name).split() or [""]
    surnames = [part for word in rest[-1:] for part in word.split("-") if len(part) > 2]
    likeness = 2 * any(part in local for part in surnames) + (len(first) > 2 and first in local)
    initials = "".join(word[0] for word in _words(name))
    return likeness or int(local not in _ROLES and len(local) > 1 and local == initials)


def is_abbreviated(one: str, two: str) -> bool:
    """The same surname, and one first name is the other's initials: "A.-S. Ek", "Anna-Sofi Ek"."""
    first, second = fold(one).split(), fold(two).split()
    if len(first) < 2 or len(second) < 2 or first[-1] != second[-1]:
        return False
    short, long = sorted((_words(first[0]), _words(second[0])), key=lambda part: len("".join(part)))
    if any(len(part) > 1 for part in short) or len(short) > len(long):
        return False
    return bool(short) and all(b.startswith(a) for a, b in zip(short, long, strict=False))


def is_short(one: str, two: str) -> bool:
    """Whether `one` gives initials where `two`, of the same person, gives the first name."""
    return len("".join(_words(one))) < len("".join(_words(two))) and is_abbreviated(one, two)
