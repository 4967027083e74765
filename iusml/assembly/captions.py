"""What the words around a table say of its amounts: the unit, close by or further away."""

import re

from iusml.document import Document
from iusml.normalise.text import fold
from iusml.normalise.units import MASS_WORDS

CAPTION_WORDS = 30
FAR_WORDS = 150
"""A unit that a whole sentence tells may stand so far above its table."""
BELOW_WORDS = 25
_UNITS = rf"(?P<unit>(?i:{MASS_WORDS}|gram|m3|m³|kbm|kubikmeter|liter|styck|st))\b"
_ENDS = r"\s*(?:[)\].,;:|(]|/\s?(?:år|a\b|ton|kg)|per år|för|våt|netto|$|[A-ZÅÄÖ])"
_SAID = (
    rf"(?:\b(?:i|är|anger|avser|[Aa]nge)\s+|[Ee]nhet(?:en)?\s*:?\s*){_UNITS}"
    r"(?!\s*(?:/|per)\s*(?:ton|dygn|m))"
)
_CAPTION_UNIT = re.compile(rf"{_SAID}|[(\[,]\s*{_UNITS.replace('unit', 'closed')}(?={_ENDS})")
_SAID_UNIT = re.compile(_SAID)
_NAMED_UNIT = re.compile(
    rf"(?<![\d½] )(?<![\w/½])(?P<unit>{MASS_WORDS})\b"
    r"(?!\s*(?:/|per |TS|[a-zåäö]+/))",
    re.IGNORECASE,
)
"""A unit that a caption names without a number before it: "Ton, våt vikt enligt vågsedel"."""
_FOR_ALL = re.compile(r"\b(alla|samtliga) (mangder|vikter|uppgifter|siffror)\b")
_SUBJECT = re.compile(r"\b(?:mangd|vikt|tal\b|talen|siffr|uppgift|enhet|allt\b|alla\b|ange\b)")
"""What a sentence speaks of that tells the unit of a table further down."""
_NUMBERED = re.compile(r"\s*Tab(?:ell|\.)\s*\d")
_EXCEPTED = re.compile(r",? ?\b(?:utom|förutom|med undantag)\b[^.:|]*")
"""What is said of exceptions: "utom glaskrosset som är i ton"."""
_THOUSANDS = re.compile(
    r"\b(?:tusental|tusentals|tusen|1[ \u00a0]?000-tals?)\s+kg\b|(?<==)\s?1[ \u00a0]?000\s+kg\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")


def caption_unit(caption: str) -> tuple[str | None, bool]:
    """Return the unit that a caption names last, and whether it speaks of all tables."""
    caption = _THOUSANDS.sub("ton", _EXCEPTED.sub("", caption))
    found = [m["unit"] or m["closed"] for m in _CAPTION_UNIT.finditer(caption)]
    if not found:
        named = {m["unit"].lower() for m in _NAMED_UNIT.finditer(caption)}
        return (named.pop() if len(named) == 1 else None), False
    return found[-1], bool(_FOR_ALL.search(fold(caption)))


def announced_unit(document: Document, number: int) -> str | None:
    """The unit that a sentence further above a table tells, or a caption right below it."""
    table = document.tables[number]
    page = document.pages[table.page - 1]
    start, end = table.cells[0].start, max(cell.end for cell in table.cells)
    beside = [other for other in document.tables if other.page == table.page]
    others = [cell for other in beside if other is not table for cell in other.cells]
    first = max([page.start, start - FAR_WORDS, *(c.end for c in others if c.end <= start)])
    said = said_unit(document.text(first, start))
    if said is not None:
        return said
    last = min([page.end, end + BELOW_WORDS, *(c.start for c in others if c.start >= end)])
    return _below(document.text(end, last))


def said_unit(text: str) -> str | None:
    """The unit that the last sentence of a text tells that speaks of amounts and their unit."""
    found = []
    for whole in _SENTENCE_END.split(text):
        sentence = _THOUSANDS.sub("ton", _EXCEPTED.sub("", whole))
        if _SUBJECT.search(fold(sentence)):
            found += [match["unit"] for match in _SAID_UNIT.finditer(sentence)]
    return found[-1] if found else None


def _below(text: str) -> str | None:
    """The unit of a caption, "Tabell 2. Avfall i ton", or of a first sentence that tells it."""
    sentences = _SENTENCE_END.split(text)
    if _NUMBERED.match(text):
        return caption_unit(" ".join(sentences[:2]))[0]
    return said_unit(sentences[0])
