"""How alike names are: of wastes, companies and sites."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from iusml.assembly.retold_names import coverage
from iusml.normalise.text import fold

_LEGAL = re.compile(
    r"\b(?:aktiebolag(?:et)?|ab|hb|kb|handelsbolag|kommanditbolag|ek\.? ?for\.?|publ|"
    r"sverige|sweden|sv\.?)\b"
)

_SHORT = {
    "arv": "avloppsreningsverk",
    "avc": "atervinningscentral",
    "ava": "atervinningsanlaggning",
    "kvv": "kraftvarmeverk",
    "vv": "vattenverk",
}
_LEAST_LETTERS = 4
_STEM = 4
_KEPT = 100_000
"""Pairs of names whose likeness is kept: receivers and treatments come again and again."""


@lru_cache(_KEPT)
def key(text: str | None) -> str:
    """The folded letters and digits of `text`."""
    return re.sub(r"[\W_]", "", fold(text or ""))


def company(text: str | None) -> str:
    """The letters and digits of a company's name without its legal form."""
    bare = re.sub(r"[\W_]", "", _LEGAL.sub("", fold(text or "")))
    return bare or key(text)


@lru_cache(_KEPT)
def likeness(one: str, two: str) -> float:
    """Return 0..1: how alike the letters and digits of two texts are; 0 where one has none."""
    first, second = key(one), key(two)
    if not (first and second):
        return 0.0
    if first == second:
        return 1.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


@lru_cache(_KEPT)
def shared_words(one: str, two: str) -> float:
    """The share of the words of `one` that come again in `two`, as stem or end of a word."""
    return coverage(one, two)


def site_words(name: str, operator: str, municipality: str) -> frozenset[str]:
    """The words of a site's name, abbreviations written out, without its owner's and its town's."""
    others = set(re.findall(r"[a-z]+", fold(f"{operator} {municipality}")))
    words = (_SHORT.get(word, word) for word in re.findall(r"[a-z]+", fold(name)))
    return frozenset(
        word
        for word in words
        if len(word) >= _LEAST_LETTERS and not any(shares_stem(word, other) for other in others)
    )


def shares_stem(one: str, two: str) -> bool:
    """Whether one of two folded words begins as the other does, but for an ending."""
    least = min(len(one), len(two))
    return least >= _STEM and one[: max(_STEM, least - 3)] == two[: max(_STEM, least - 3)]
