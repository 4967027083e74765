"""What a need must not hold, read out of its words: "inga MDF-rester", "fri från plast"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from iusml.normalise._data import rows
from iusml.normalise.text import fold

_BEFORE: Final = re.compile(
    r"\b(?:ej|inte|icke|inga?|inget|aldrig|utan|varken|exkl(?:usive|\.)?|undantaget|undantagna?"
    r"|far (?:ej|inte|aldrig) (?:innehalla|vara)|(?:fri|fritt|fria|rena?|rent) fran|forutom|utom)"
    r"\s+(?:(?:nagra?|nagot|spar av|rester av|innehall av|inslag av|andra|med|av)\s+)*"
    r"(?P<list>[^.;:()]*)"
)
_AFTER: Final = re.compile(
    r"(?P<list>[^.;:()]*?)\s+(?:(?:tas|tar vi|accepteras|godkanns|onskas|godtas|tillats|onskar vi"
    r"|duger|funkar|passar|gar)\s+(?:ej|inte|icke|aldrig)(?:\s+emot)?|undanbedes|avvisas|avbojs"
    r"|(?:ar )?uteslut(?:en|et|na)|utesluts|undantas|underkanns|forbjuds|(?:ar )?forbjud\w+"
    r"|ratas|nekas|hammar|forstor|forgiftar|stoppar|stoppas|diskvalificerar|(?:ar )?(?:tvar)?stopp"
    r"|ger nej|gar bort|hindrar|slar ut|gor det inte"
    r"|sorteras (?:bort|ut)|skiljs bort|nobbe[nr]|nobbas|stannar hos er|(?:tal|tar) vi inte"
    r"|(?:lagt|i sparhalt|nara noll|ej|inte|nej|nej tack|aldrig)(?=\s*(?:[.;,)]|$)))"
    r"(?!\w)"
)
_FREE: Final = re.compile(r"\b(?P<what>[a-z]{3,}?)s?-?(?:fri|fritt|fria|fattigt?|fattiga)\b")
"""A word that says itself what is not there: "halogenfritt"."""
_UNDONE: Final = re.compile(
    r"\bo(?P<what>(?:mala|impregnera|lacka|lackera|limma|salta|laminera|vaxa|farga|galvanisera"
    r"|behandla)[dt]\w*|bestruk\w+|belag\w+)"
)
"""A word that says that something was not done: "omålat"."""
_JOINED: Final = re.compile(r"\s(?:och|eller|samt)\s|/")
_APART: Final = re.compile(r"\s*,\s*|\s+(?:och|eller|samt|resp\.?)\s+|\s*/\s*")
_ENDS: Final = re.compile(
    r"\b(?:men|dock|minst|max|hogst|under|over|som|for|till|per|vid|om|hamtas|levereras|kan|ska|vi"
    r"|tas|garna|aven)\b|\d"
)
"""A word that ends what is excluded."""
_EMPTY: Final = frozenset(
    re.findall(
        r"\w+",
        "rester rest spill avfall material fororeningar fororenad fororenat amnen annat andra "
        "innehall krav behov tillsats tillsatser farligt farliga skadliga synliga storre mindre "
        "hela delar halt halter blandat blandade osorterat produkter produkt fraktioner gods "
        "massor",
    )
)
"""Words that name no material by themselves."""
_NOT: Final = re.compile(
    r"\b(?:ej|inte|icke|utan|utom|fri|fritt|fria|exkl\w*|inga?|inget|minus|lagt?|laga|tomda? pa"
    r"|rensade? fran)(?:\s+fran)?\s+(?:[\w-]+\s+){0,1}$"
)
_WITHOUT: Final = re.compile(
    r"[\w-]+?(?:fri(?:tt|a)?|fattigt?a?|arm[ta]?|utsortera[dt]e?|avskil[jd]\w*)\b"
)
"""A stream's word that says that it holds none or little: "asbestfri"."""
_MIN_STEM: Final = 4
_LONG_STEM: Final = 6
_SUFFIX: Final = re.compile(
    r"(?:erna|arna|orna|ande|ningar|rester|spill|delar|bitar|material|haltig[ta]?|massor"
    r"|ade|at|ad|en|et|er|or|ar|a|t|n)$"
)


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that can be excluded: how streams name it, and the codes that are nothing else."""

    name: str
    words: re.Pattern[str]
    codes: frozenset[str] = frozenset()

    @property
    def spans_words(self) -> bool:
        """Whether its words may stand apart by a blank: "wet blue"."""
        return " " in self.words.pattern or "." in self.words.pattern

    def is_in(self, description: str, code: str | None = None) -> bool:
        """Whether a stream holds it by its folded words, or by its code; "ej X" holds none."""
        if code is not None and code in self.codes:
            return True
        for match in self.words.finditer(description):
            free = _WITHOUT.match(description, match.start())
            if not free and not _NOT.search(description[: match.start()]):
                return True
        return False


def exclusions(need: str) -> tuple[Concept, ...]:
    """Return what the text of a need shuts out, in its order."""
    text = fold(need)
    phrases = list(_phrases(text))
    wanted = text
    for phrase in phrases:
        wanted = wanted.replace(phrase, " ")
    found: dict[str, Concept] = {}
    for phrase in phrases:
        for concept in _concepts(phrase, wanted):
            found.setdefault(concept.name, concept)
    for concept in _implied(wanted):
        found.setdefault(concept.name, concept)
    return tuple(found.values())


def _implied(wanted: str) -> Iterator[Concept]:
    """What cannot be meant where something is asked for: no meat in "vegetabilisk"."""
    for concept, asked, implied in _known():
        named = concept.words.search(wanted) or asked.search(wanted)
        if implied and implied.search(wanted) and not named:
            yield concept


def _phrases(text: str) -> Iterator[str]:
    for match in _BEFORE.finditer(text):
        yield from _listed(match["list"])
        rest = _BEFORE.search(match["list"])
        if rest:
            yield from _phrases(match["list"][rest.start() :])
    for match in _AFTER.finditer(text):
        yield from _listed(_list_end(match["list"]))
    for pattern in (_FREE, _UNDONE):
        for match in pattern.finditer(text):
            yield match["what"]


def _list_end(text: str) -> str:
    """The list that a text ends with: what stands before its last commas speaks of wants."""
    *_, before, last = ["", *text.split(",")]
    return f"{before},{last}" if _JOINED.search(last) and len(before.split()) == 1 else last


def _listed(text: str) -> Iterator[str]:
    """The members of "glas, metall eller keramik"; without "eller" only the first one counts."""
    inner = _BEFORE.search(text)
    text = text[: inner.start()] if inner else text
    parts = _APART.split(text)
    joined = _JOINED.search(text)
    last = text.rfind(joined.group()) if joined else -1
    commas = text.count(",", 0, last) if last >= 0 else 0
    for part in parts[: commas + 2 if joined else 1]:
        end = _ENDS.search(part)
        kept = part[: end.start()] if end else part
        if kept.strip():
            yield kept.strip()
        if end:
            return


def _concepts(phrase: str, wanted: str) -> Iterator[Concept]:
    """The known things that a phrase names; else its last word that names something.

    Where the need wants other things of the kind ("brons, ej mässing") the word alone counts.
    """
    known = [
        concept
        for concept, asked, _ in _known()
        if asked.search(phrase) and not (concept.words.search(wanted) or asked.search(wanted))
    ]
    if known:
        yield from known
        return
    for word in reversed(re.findall(r"[\w-]+", phrase)[:3]):
        stem = _SUFFIX.sub("", word.strip("-"))
        if word in _EMPTY or len(stem) < _MIN_STEM:
            continue
        yield Concept(stem, _stem_pattern(stem))
        return


def _stem_pattern(stem: str) -> re.Pattern[str]:
    """Long stems anywhere in a word, short ones as a word or its first part."""
    if len(stem) < _LONG_STEM:
        return re.compile(rf"\b{re.escape(stem)}\w{{0,3}}\b")
    return re.compile(rf"(?<!\bo){re.escape(stem)}")


@cache
def _known() -> tuple[tuple[Concept, re.Pattern[str], re.Pattern[str] | None], ...]:
    """The shipped concepts, how needs name them, and what implies that none is meant.

    Source: ``iusml/data/exclusions.csv``.
    """
    return tuple(
        (
            Concept(row["name"], _any(row["streams"]), frozenset(row["codes"].split())),
            _any(row["needs"]),
            _any(row["implied_by"]) if row["implied_by"] else None,
        )
        for row in rows("exclusions.csv")
    )


def _any(stems: str) -> re.Pattern[str]:
    """Words that hold one of the stems apart by "|"; "o" before one turns it round (omålad)."""
    return re.compile(rf"(?<![a-z]o)(?<!\bo)(?:{_alternatives(stems.split('|'))})")


def _alternatives(stems: Iterable[str]) -> str:
    return "|".join(rf"\b{stem[1:]}" if stem.startswith("^") else stem for stem in stems)
