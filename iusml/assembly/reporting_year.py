"""The year that a report is for, weighed from all places that name years."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from iusml.document import Document
from iusml.normalise.text import fold
from iusml.normalise.year import parse_year
from iusml.provenance import provenance
from iusml.records import YearField
from iusml.tagging.decode import Entity

FRONT_PAGES: Final = 2
FRONT_WEIGHT: Final = 3.0
TITLE_WEIGHT: Final = 4.0
UNTAGGED_WEIGHT: Final = 0.5
"""What a year behind a title word counts that the tagger did not mark."""
MAX_DATED: Final = 3.0
LATEST_SHARE: Final = 0.34
"""The latest year with this share of the heaviest one's weight counts: tables name earlier years
again and again, but hardly any later one. Share and weights were chosen on training reports."""
LEAD_WORDS: Final = 4
CONTEXT_WORDS: Final = 1
MAX_TOLD: Final = 3
"""A form prints its labels again and again: "Mängd 2008" counts so often at most."""
_LAST_YEAR = re.compile(r"\b(?:foregaende|forra|fg) ?\.? ?ar(?:et)? (?:avser|ar|=)\W*$")
_TITLE = re.compile(
    r"(miljorapport\w*|arsrapport|verksamhetsar\w*|rapporteringsar\w*|avser ar|avseende ar|for ar"
    r"|ar:)\W*$"
)
_NAMED = re.compile(r"(miljorapport\w*|arsrapport\w*|\w+sar|avser|avseende|\bmr|\bar)\W*$")
_ALONE = re.compile(r"\W*(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?\W*")
"""A year as a word of its own; a file's name, "2020.docx", may be that of an older template."""
_SIGNED = re.compile(r"(?<!\d)((?:19|20)\d\d)-?0[1-4]-?[0-3]\d(?!\d)")
"""Dates of the first months: reports are signed in the year after."""


def reporting_year(document: Document, entities: Sequence[Entity]) -> YearField | None:
    """Return the reporting year; None where nothing names one."""
    weights: dict[int, float] = defaultdict(float)
    stated: dict[int, list[Entity]] = defaultdict(list)
    told: Counter[tuple[int, str]] = Counter()
    for year, entity in _tagged(document, entities):
        context = year, _before(document, entity.start, CONTEXT_WORDS)
        told[context] += 1
        if told[context] > MAX_TOLD:
            continue
        titled = TITLE_WEIGHT if _TITLE.search(_before(document, entity.start)) else 1.0
        weights[year] += entity.confidence * titled * front_weight(document, entity.start)
        stated[year].append(entity)
    for year, entity in _named(document):
        weights[year] += UNTAGGED_WEIGHT * front_weight(document, entity.start)
        if not stated[year]:
            stated[year].append(entity)
    for year, dated in _signed(document).items():
        if year in weights:
            weights[year] += min(dated, MAX_DATED)
    if not weights:
        return None
    heaviest = max(weights.values())
    year = max(year for year, weight in weights.items() if weight >= LATEST_SHARE * heaviest)
    return YearField(
        value=year,
        confidence=max(entity.confidence for entity in stated[year]),
        provenance=provenance(document, stated[year]),
    )


def _tagged(document: Document, entities: Sequence[Entity]) -> Iterator[tuple[int, Entity]]:
    for entity in entities:
        if entity.label == "YEAR":
            year = parse_year(document.text(entity.start, entity.end))
            if year is not None:
                yield _meant(document, entity.start, year), entity


def _meant(document: Document, index: int, year: int) -> int:
    """The reporting year that a year tells of: "Föregående år avser 2005" is said in 2006's."""
    return year + 1 if _LAST_YEAR.search(_before(document, index)) else year


def _named(document: Document) -> Iterator[tuple[int, Entity]]:
    """Years right behind a word such as "miljörapport" or "år", marked or not."""
    for index, word in enumerate(document.words):
        year = parse_year(word.text) if _ALONE.fullmatch(word.text) else None
        if year is not None and _NAMED.search(_before(document, index)):
            year = _meant(document, index, year)
            yield year, Entity("YEAR", index, index + 1, UNTAGGED_WEIGHT)


def _signed(document: Document) -> dict[int, float]:
    found: dict[int, float] = defaultdict(float)
    for word in document.words:
        for match in _SIGNED.finditer(word.text):
            found[int(match[1]) - 1] += 1.0
    return found


def _before(document: Document, index: int, words: int = LEAD_WORDS) -> str:
    return fold(document.text(max(0, index - words), index))


def front_weight(document: Document, index: int) -> float:
    """What a place counts: on the first pages reports say what they are about."""
    return FRONT_WEIGHT if document.words[index].page <= FRONT_PAGES else 1.0
