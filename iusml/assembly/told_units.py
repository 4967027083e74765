"""The unit that sentences around a table tell of its amounts: "Alla vikter i kapitlet är i ton"."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from iusml.document import Document
from iusml.layout import Layout
from iusml.normalise.text import fold
from iusml.normalise.units import MASS_WORDS

WORDS_BEFORE, WORDS_AFTER = 220, 90
"""Words around a table in which a sentence may tell its unit."""
_NEAR = 2
"""Sentences right above a table that are asked before those below it."""
UNIT_WORDS: Final = (
    r"(?:tusental|tusen|1\s?000)\s+kg|metriska ton|megagram|Mg|tonnage"
    rf"|{MASS_WORDS}|kubikmeter|kubik|kbm|m3|m³|liter|styck\w*|stycken|st"
)
_TOLD: Final = re.compile(
    r"(?:\b(?:i|till|är|avser|därför|anger|utgör|visar|skriva|som|enhet|enheten|hela)"
    r"\s+(?:hela\s+)?"
    r"|[=:–(\[,-]\s*|^\s*(?:[\w*†‡¹²³]{1,2}\)?\s+)?)"
    rf"(?P<unit>{UNIT_WORDS})(?![\w/])"
    r"(?!\s*(?:/(?!\s*år)|per\s+(?:ton|prod|inv|m|person|dygn|vecka|gäst|timme|st|kvm|enhet)))",
    re.IGNORECASE,
)
_SPEAKS: Final = re.compile(
    r"\b(?:mangd|vikt|vager|vagt|vagd|vagning|invag|avvag|siffr|tal\b|talen|uppgift|enhet|kvantitet"
    r"|varde|kolumn|tabell|redovis|angiv|anges|ange\b|\w*raknat|avrund|avfall|allt\b|alla\b|samtlig"
    r"|tonnage|rakna|massa|massor|stapl|bilaga|restprodukt|fraktion)"
)
_ABOUT_OTHERS: Final = re.compile(
    r"produktion|tillverk|forbruk|\benergi|utslapp|inkop|kemikali|vattenfor|\bpris|kostnad|villkor"
    r"|tillstand|\bhogst|bransle|diesel|\bmal\b"
)
_EXCEPT: Final = re.compile(
    r"\b(?:utom|förutom|undantag\w*|utöver|men|där (?:ej|inte|inget)|om (?:ej|inte|inget)"
    r"|i stället för|istället för)\b"
)
"""What follows in a sentence is said of exceptions."""


_REST: Final = re.compile(
    r"\b(?:om|där|när|såvida)\b[^.:;]{0,30}?\b(?:inte|ej|inget|ingen|icke)\b[^.:;]{0,20}?"
    r"\b(?:annat|annan|annorlunda|enhet)\b",
    re.IGNORECASE,
)


def told_unit(
    document: Document, layout: Layout, page: tuple[int, int], table: tuple[int, int]
) -> str | None:
    """The unit that the nearest sentence around a table tells; both ranges are of words.

    The two sentences right above are asked first, then those below, then those further above.
    """
    above = list(_sentences(document, layout, max(page[0], table[0] - WORDS_BEFORE), table[0]))
    below = _sentences(document, layout, table[1], min(page[1], table[1] + WORDS_AFTER))
    near, far = above[-_NEAR:], above[:-_NEAR]
    return _said(reversed(near)) or _said(below) or _said(reversed(far))


def rest_unit(layout: Layout) -> str | None:
    """The unit of all amounts that name none, as a sentence anywhere in the report tells it.

    "Vikterna är ton om inte annan enhet skrivs ut". None where sentences tell several.
    """
    document = layout.document
    said = {
        unit
        for sentence in _sentences(document, layout, 0, len(document.words))
        if (rest := _REST.search(sentence)) and (unit := _said([sentence[: rest.start()]]))
    }
    return said.pop() if len(said) == 1 else None


def _sentences(document: Document, layout: Layout, start: int, end: int) -> Iterator[str]:
    first = start
    for index in range(start + 1, end):
        before = document.words[index - 1].text
        ended = before.endswith((".", "!", "?", ":")) and not before[:-1].isdigit()
        if layout.starts_block(index) or (ended and document.words[index].text[:1].isupper()):
            yield document.text(first, index)
            first = index
    if first < end:
        yield document.text(first, end)


def _said(sentences: Iterable[str]) -> str | None:
    """The unit of the first sentence that speaks of amounts, or begins with it, and names one."""
    for sentence in sentences:
        said = _EXCEPT.split(sentence)[0]
        folded = fold(said)
        matches = list(_TOLD.finditer(said))
        speaks = _SPEAKS.search(folded) or (matches and matches[0].start() == 0)
        found = {usual(match["unit"]) for match in matches}
        if speaks and not _ABOUT_OTHERS.search(folded) and len(found) == 1:
            return found.pop()
    return None


def usual(unit: str) -> str:
    """The spelling of a unit that amounts are parsed with: "tusental kg" is "ton"."""
    bare = unit.casefold()
    if bare.endswith("kg") and bare != "kg":
        return "ton"
    return {"metriska ton": "ton", "megagram": "ton", "mg": "ton"}.get(bare, bare)
