"""The words and endings that linking looks at, all folded."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

BEFORE_ENTITY = (
    r"av", r"hos", r"till", r"fran", r"mot", r"med", r"for|som|genom|via", r"\(|\[", r",",
    r"och|samt", r"hamta\w*|transport\w*|frakta\w*|kor\w*|sug\w*",
    r"lamna\w*|mottag\w*|tog\w*|omhand\w*", r":|–|-|=",
)  # fmt: skip
AFTER_ENTITY = (
    r"av", r"\)|\]", r",", r"\.|;", r"och|samt", r"resp\w*", r"\(|\[", r"for|till|som|dar|dit",
    r"hamta\w*|transport\w*|tar|tog\w*|tom\w*|har|kor\w*",
)  # fmt: skip
BEFORE_WASTE = (r"av", r"och|samt", r",", r"\(|\[", r":|–|-", r"ing\w+", r"till|fran|med|som")
AFTER_WASTE = (
    r"\(|\[", r":|–|-", r",", r"och|samt", r"\.|;", r"var|ar|blev|uppgick|vag\w*",
    r"till|hamta\w*|lamna\w*|gar|gick|skick\w*",
)  # fmt: skip
BETWEEN = (
    r"\.", r";", r":", r",", r"\(|\[", r"\)|\]", r"och|samt", r"resp\w*", r"medan|men|daremot",
)  # fmt: skip
SAID = (
    r"all|allt|alla|samtlig\w+|hela", r"farlig\w*",
    r"avfallet|fraktion\w+|slagen|posterna|ovan\w*", r"resten|ovrig\w*|andra",
    r"utom|forutom|exklusive|undantag\w*", r"bada|bagge|tre|fyra|fem",
    r"den|det|de|dessa|som", r"resp\w*", r"ocksa|aven|samma", r"forsta|senare|sist\w*",
    r"nedan\w*|foljande", r"hogst|villkor\w*|tillstand\w*|mal|malet|plan\w*|per",
)  # fmt: skip
"""What a sentence says of all its wastes, of some of them, or of amounts that are none."""
MANY = (
    r"tabell\w*", r"rad\w*", r"nedanstaende|nedan|foljande", r"ovanstaende|ovan",
    r"avfall\w*", r"transport\w*|hamtning\w*|korning\w*", r"transportor\w*|akare|akeri\w*",
    r"mottagare\w*|mottagning\w*", r"entreprenor\w*", r"behandl\w*",
    r"fraktion\w*|slag\w*|post\w*", r"om|annat|annan|inget", r"ar|blev|var", r"\(", r":",
    r"grupp\w*|avsnitt\w*|punkt\w*", r"ej|inte|aldrig",
)  # fmt: skip
"""What a sentence about many streams names them by."""
UNITS = (r"\bt\b|ton|tton", r"kg|kilo|gram", r"m3|m³|lit|\bl\b|kbm", r"\bst\b|styck")
_KEPT = 20_000
"""Words whose patterns are kept."""
_ENDINGS = re.compile(
    r"(?:arnas?|ernas?|ornas?|ets|ens|et|en|an|or|ar|er|n|t|s|a)$"
)  # fmt: skip


def said(patterns: tuple[str, ...], words: Sequence[str]) -> list[float]:
    """For each pattern whether one of `words` matches it as a whole."""
    found = frozenset[int]().union(*(matching(patterns, word) for word in words))
    return [float(number in found) for number in range(len(patterns))]


@lru_cache(_KEPT)
def matching(patterns: tuple[str, ...], word: str) -> frozenset[int]:
    """The numbers of the patterns that match `word` as a whole."""
    return frozenset(n for n, p in enumerate(_compiled(patterns)) if p.fullmatch(word))


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, patterns))


@cache
def stem(word: str) -> str:
    """A word without the endings of Swedish nouns."""
    return re.sub(r"(.)\1$", r"\1", _ENDINGS.sub("", word)) if len(word) > 5 else word


@cache
def alike(one: str, two: str) -> float:
    """How much two stems share from the front (0..1), or that one ends with the other."""
    shared = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        shared += 1
    front = shared / max(len(one), len(two)) if shared >= 4 else 0.0
    ends = min(len(one), len(two)) >= 4 and (one.endswith(two) or two.endswith(one))
    return max(front, 0.8 if ends else 0.0)
