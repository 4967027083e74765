"""Whether a name comes again in other words: "Slam från formtvätt" and "slammet"."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from iusml.normalise.text import fold

MIN_STEM = 3
MIN_FIRST = 3
"""Letters of a stem, and of the first part of a compound, at least."""
_KEPT = 10_000
"""Names whose words are kept: they are asked for again and again."""
_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = ("arnas", "ernas", "ornas", "arna", "erna", "orna", "ets", "ens", "en", "et", "an",
            "na", "ar", "er", "or", "n", "t", "s", "a", "e")  # fmt: skip
_DEFINITE = re.compile(r"(?:en|et|an|na|n|t)$")
_SMALL = re.compile(
    r"fran|ur|av|i|pa|med|och|samt|till|som|for|vid|efter|eller|utan|under|de[nt]?|dess[ae]"
    r"|denna|detta|va[rt]|vara|all[at]?|ovrig[at]?|anna[nt]|andra|ej|inte"
)


def coverage(name: str | None, other: str | None) -> float:
    """The share of the words of `name` that come again in `other`, as stem or as end of a word."""
    words, others = _words(name or ""), _words(other or "")
    if not words or not others:
        return 0.0
    return sum(any(_again(word, o) for o in others) for word in words) / len(words)


def is_definite(name: str | None) -> bool:
    """Whether a name is one noun that speaks of something known: "slammet", "oljan"."""
    words = _words(name or "")
    return bool(words) and bool(_DEFINITE.search(words[-1]))


@lru_cache(_KEPT)
def _words(name: str) -> Sequence[str]:
    return [w for w in _WORD.findall(fold(name)) if len(w) >= MIN_STEM and not _SMALL.fullmatch(w)]


@cache
def _again(word: str, other: str) -> bool:
    """Whether `other` is `word` in another form, or a compound that ends in it."""
    ones, twos = _stems(word), _stems(other)
    if ones & twos:
        return True
    return any(
        two.endswith(one) and len(two) - len(one) >= MIN_FIRST for one in ones for two in twos
    )


@cache
def _stems(word: str) -> frozenset[str]:
    """The word without each ending that leaves enough of it; double letters count once."""
    found = {word}
    found.update(word.removesuffix(e) for e in _ENDINGS if word.endswith(e))
    found.update([re.sub(r"e([lnr])$", r"\1", stem) for stem in found])  # tegel, tegl-et
    return frozenset(re.sub(r"(.)\1$", r"\1", stem) for stem in found if len(stem) >= MIN_STEM)
