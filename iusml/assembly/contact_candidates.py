"""Names, mail addresses and telephone numbers of a report by their form, whoever's they are."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

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
_LABELS = frozenset({
    "fornamn", "efternamn", "namn", "titel", "befattning", "roll", "funktion", "tel", "telefon",
    "tfn", "mobil", "e-post", "epost", "mail", "adress", "uppdrag", "datum", "ort", "fax",
    "kommun", "kontakt", "vd",
})  # fmt: skip
"""Words of forms that stand behind names."""
_WORD = re.compile(r"[^\W\d_a-zåäöéüøæ][^\W\d_]*(?:[-'’\u2010][^\W\d_]+)*")
_PARTICLES = frozenset({"af", "av", "von", "de", "van", "der", "la", "al"})
_FIRMS = frozenset({"ab", "hb", "kb", "oy", "as", "aps", "gmbh"})
_PHONE = re.compile(r"(?<![\d.,:-])(?:\+46|0046|\(?0)[\d ()\u2010-\u2015/-]{6,18}\d(?!\d)")
_MAIL = re.compile(r"\S+@\S+\.\w+")
_OFFICE = re.compile(
    r"vd|\w*-?chef|\w*direktor|disponent\w*|\w*agare|\w*forestandare|kamrer\w*|\w*mastare|\w*ledare"
    r"|\w*-?samordnare|\w*-?ingenjor|\w*-?koordinator|\w*-?controller|\w*-?strateg|\w*handlaggare"
    r"|\w*-?ansvarig|\w*tekniker|\w*miljoombud\w*|firmatecknare|fabrikor|\w*forvaltare|kemist"
    r"|\w*intendent|\w*inspektor|manager|director"
)
"""The last word of a role."""
LONGEST_ROLE = 4
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
    kept += [e for e in [*names, *ways] if not taken & set(range(e.start, e.end))]
    taken = {index for e in kept for index in range(e.start, e.end)}
    people = [e for e in kept if e.label == "PERSON"]
    roles = (role for e in people for role in _roles(document, layout, e))
    kept += [e for e in roles if not taken & set(range(e.start, e.end))]
    return sorted(set(kept), key=lambda e: e.start)


def _roles(document: Document, layout: Layout, name: Entity) -> Iterator[Entity]:
    """The words right behind a name, or in the cell beside it, up to the word of an office."""
    words, start = document.words, name.end
    while start < min(len(words), name.end + 2) and words[start].text in {",", "(", "–", "-", ":"}:
        start += 1
    for end in range(start + 1, min(len(words), start + LONGEST_ROLE) + 1):
        text = words[end - 1].text
        apart = layout.cell_at.get(end - 1) != layout.cell_at.get(start)
        if apart or words[start].page != words[name.start].page or not text[:1].isalpha():
            return
        if _OFFICE.fullmatch(fold(text)):
            yield Entity("ROLE", start, end, FOUND)
            return


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
            # Two words are a name already; what follows may be a title or a firm.
            end = entity.end if entity.end - start > 1 else max(name.end, entity.end)
            entity = Entity("PERSON", start, end, entity.confidence)
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
        elif _is_inverted(layout, index):
            yield Entity("PERSON", index - 2, index + 1, FOUND)


def _is_inverted(layout: Layout, first: int) -> bool:
    """Whether the first name at `first` follows a surname and a comma that begin a cell."""
    words = layout.document.words
    if first < 2 or words[first - 1].text != "," or not _WORD.fullmatch(words[first - 2].text):
        return False
    return _begins_cell(layout, first - 2) and _follows(layout, first - 2, first)


def _end_of_name(document: Document, layout: Layout, start: int) -> int:
    words, end = document.words, start + 1
    while end < min(len(words), start + LONGEST_NAME) and _follows(layout, start, end):
        text = words[end].text
        more = end + 1 < len(words) and bool(_WORD.fullmatch(words[end + 1].text))
        if not (_WORD.fullmatch(text) or (text in _PARTICLES and more)):
            break
        if fold(text) in _FIRMS:
            return start + 1
        if fold(text) in _LABELS or _OFFICE.fullmatch(fold(text)):
            break
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
    yield from _wrapped_mails(document)
    for line in Marks(document, layout).lines():
        for match in _MAIL.finditer(line.text):
            if parse_email(match.group()):
                yield Entity("EMAIL", *line.words(*match.span()), FOUND)
        for match in _PHONE.finditer(line.text):
            if _FAX.search(fold(line.text[: match.start()])) or not parse_phone(match.group()):
                continue
            if parse_facility_number(match.group()) is None:
                yield Entity("PHONE", *line.words(*match.span()), FOUND)


def _wrapped_mails(document: Document) -> Iterator[Entity]:
    """Addresses that a line's end cuts in two."""
    for index, (one, two) in enumerate(pairwise(document.words)):
        if "@" in one.text and "@" not in two.text and one.line != two.line:
            whole = parse_email(one.text.removesuffix("\u2010") + two.text)
            if parse_email(one.text) is None and whole is not None:
                yield Entity("EMAIL", index, index + 2, FOUND)
