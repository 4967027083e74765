"""Names, mail addresses and telephone numbers of a report by their form, whoever's they are."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from iusml.document import Document
from iusml.layout import Layout
from iusml.normalise._data import rows
from iusml.normalise.email import parse_email
from iusml.normalise.phone import parse_phone
from iusml.normalise.place import parse_facility_number
from iusml.normalise.text import fold
from iusml.tagging.decode import Entity
from iusml.tagging.rule_marks import Marks

FOUND = 0.0
"""The confidence of what only its form tells of: the model gave it no label."""
LONGEST_NAME = 4
_WORD = re.compile(r"[^\W\d_a-zåäöéüøæ][^\W\d_]*(?:[-'’\u2010][^\W\d_]+)*")
_PARTICLES = frozenset({"af", "av", "von", "de", "van", "der", "la", "al"})
_FIRMS = frozenset({"ab", "hb", "kb", "oy", "as", "aps", "gmbh"})
_PHONE = re.compile(r"(?<![\d.,:-])(?:\+46|0046|\(?0)[\d ()\u2010-\u2015/-]{6,18}\d(?!\d)")
_MAIL = re.compile(r"\S+@\S+\.\w+")
_FAX = re.compile(r"fax\W*$")


@cache
def first_names() -> frozenset[str]:
    """First names as folded words."""
    return frozenset(fold(row["name"]) for row in rows("first_names.csv"))


def is_first_name(word: str) -> bool:
    """Whether a word, or the first half of a double one, is a first name."""
    return bool(_WORD.fullmatch(word)) and re.split("[-\u2010]", fold(word))[0] in first_names()


def with_candidates(
    document: Document, layout: Layout, entities: Sequence[Entity]
) -> list[Entity]:  # fmt: skip
    """`entities` with names made whole, and with all names, addresses and numbers beside them."""
    names = list(_names(document, layout))
    ways = list(_reachable(document, layout))
    kept = _whole_ways(_whole_names(document, entities, names), ways)
    taken = {index for e in kept for index in range(e.start, e.end)}
    found = [*names, *ways]
    kept += [e for e in found if not taken & set(range(e.start, e.end))]
    return sorted(kept, key=lambda e: e.start)


def _whole_names(
    document: Document, entities: Sequence[Entity], names: Sequence[Entity]
) -> list[Entity]:  # fmt: skip
    """Entities; names of persons that stop short, or start with a title, as they are printed."""
    name_at = {index: name for name in names for index in range(name.start, name.end)}
    kept: list[Entity] = []
    for entity in entities:
        name = name_at.get(entity.end - 1) or name_at.get(entity.start)
        if entity.label == "PERSON" and name is not None:
            first = document.words[entity.start].text
            start = entity.start if is_first_name(first) else name.start
            start = name.start if entity.start > name.start else start
            entity = Entity("PERSON", start, max(name.end, entity.end), entity.confidence)
            if kept and kept[-1].label == "PERSON" and kept[-1].end > entity.start:
                continue
        kept.append(entity)
    return kept


def _whole_ways(entities: Sequence[Entity], ways: Sequence[Entity]) -> list[Entity]:
    """Entities; addresses and numbers that stop short of their last words as they are printed."""
    at = {(way.label, index): way for way in ways for index in range(way.start, way.end)}
    kept: list[Entity] = []
    for entity in entities:
        way = at.get((entity.label, entity.start))
        if way is not None and way.start <= entity.start and way.end > entity.end:
            entity = Entity(entity.label, way.start, way.end, entity.confidence)
        if not kept or kept[-1].end <= entity.start:
            kept.append(entity)
    return kept


def _names(document: Document, layout: Layout) -> Iterator[Entity]:
    """First names with one or two surnames behind, or "Surname, First name" in a cell."""
    words, end = document.words, 0
    for index, word in enumerate(words):
        if index < end or not is_first_name(word.text):
            continue
        end = _end_of_name(document, layout, index)
        if end > index + 1:
            yield Entity("PERSON", index, end, FOUND)
        elif index >= 2 and words[index - 1].text == "," and _begins_cell(layout, index - 2):
            if _WORD.fullmatch(words[index - 2].text) and _follows(layout, index - 2, index):
                yield Entity("PERSON", index - 2, index + 1, FOUND)


def _end_of_name(document: Document, layout: Layout, start: int) -> int:
    words, end = document.words, start + 1
    while end < min(len(words), start + LONGEST_NAME) and _follows(layout, start, end):
        text = words[end].text
        more = end + 1 < len(words) and bool(_WORD.fullmatch(words[end + 1].text))
        if not (_WORD.fullmatch(text) or (text in _PARTICLES and more)):
            break
        if fold(text) in _FIRMS:
            return start + 1
        end += 1
    return end


def _follows(layout: Layout, start: int, index: int) -> bool:
    """Whether a word stands in the same cell, or in the same line or the next of the text."""
    words, cells = layout.document.words, layout.cell_at
    if cells.get(start) != cells.get(index) or words[start].page != words[index].page:
        return False
    return words[index].line - words[start].line in (0, 1) and not layout.starts_block(index)


def _begins_cell(layout: Layout, index: int) -> bool:
    return index in layout.cell_at and layout.cell_at[index][1].start == index


def _reachable(document: Document, layout: Layout) -> Iterator[Entity]:
    """Addresses and numbers in each cell and in each line of text."""
    for line in Marks(document, layout).lines():
        for match in _MAIL.finditer(line.text):
            if parse_email(match.group()):
                yield Entity("EMAIL", *line.words(*match.span()), FOUND)
        for match in _PHONE.finditer(line.text):
            if _FAX.search(fold(line.text[: match.start()])) or not parse_phone(match.group()):
                continue
            if parse_facility_number(match.group()) is None:
                yield Entity("PHONE", *line.words(*match.span()), FOUND)
