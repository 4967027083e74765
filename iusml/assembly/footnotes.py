"""Codes told in footnotes: "Spillolja¹ …", and at the foot of the page "1) 13 02 05"."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from iusml.document import Document
from iusml.layout import Layout
from iusml.tagging.decode import Entity

SMALL = 0.8
"""Print lower than this share of the print before it is raised."""
NOTE_WORDS = 6
"""A note's number stands at most so many words before its code."""
_NUMBER = re.compile(r"\d{1,2}[.,:)]?")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class _Mark:
    """The number of a note behind a waste; `sure` where print or a bracket shows that it is one."""

    waste: Entity
    number: int
    sure: bool


def noted_codes(
    document: Document, layout: Layout, entities: Sequence[Entity]
) -> dict[Entity, list[Entity]]:
    """Return the codes that footnotes tell, by waste."""
    found: dict[Entity, list[Entity]] = {}
    inside = {word for entity in entities for word in range(entity.start, entity.end)}
    by_page: dict[int, list[Entity]] = defaultdict(list)
    for entity in sorted(entities, key=lambda e: e.start):
        by_page[document.words[entity.start].page].append(entity)
    for members in by_page.values():
        wastes = [e for e in members if e.label == "WASTE"]
        marks = _series([m for w in wastes if (m := _mark(document, layout, inside, w))])
        if marks:
            last = layout.sentence[wastes[-1].start]
            below = [e for e in members if layout.sentence[e.start] > last]
            codes = [e for e in below if e.label == "EWC"]
            numbered = _numbered(document, codes, sorted({mark.number for mark in marks}))
            for mark in marks:
                if mark.number in numbered:
                    found[mark.waste] = [numbered[mark.number]]
    return found


def _mark(document: Document, layout: Layout, inside: set[int], waste: Entity) -> _Mark | None:
    """The mark right behind a waste, in its cell."""
    words, at = document.words, waste.end
    if at in inside or at >= len(words) or words[at].page != words[waste.start].page:
        return None
    if layout.cell_at.get(at) != layout.cell_at.get(waste.end - 1):
        return None
    text = words[at].text
    plain = text.translate(_RAISED)
    if not _NUMBER.fullmatch(plain):
        return None
    closed = plain.endswith(")") or (at + 1 < len(words) and words[at + 1].text == ")")
    sure = closed or plain != text or _is_small(document, at)
    return _Mark(waste, int(re.sub(r"\D", "", plain)), sure)


def _is_small(document: Document, index: int) -> bool:
    """Whether a printed word is lower than the one before; recognised boxes vary too much."""
    before, word = document.words[index - 1], document.words[index]
    low = word.box.y1 - word.box.y0 < SMALL * (before.box.y1 - before.box.y0)
    return low and word.ocr_confidence is None


def _series(marks: Sequence[_Mark]) -> list[_Mark]:
    """The marks of a page that are sure, and others that go on counting."""
    numbers = {mark.number for mark in marks if mark.sure}
    for mark in marks:
        if {mark.number - 1, mark.number + 1} & numbers:
            numbers.add(mark.number)
    return [mark for mark in marks if mark.sure or mark.number in numbers]


def _numbered(
    document: Document, codes: Sequence[Entity], numbers: Sequence[int]
) -> dict[int, Entity]:
    """The codes of a page's notes by number: as printed, or in order where all have one."""
    if len(codes) == len(numbers):
        return dict(zip(numbers, codes, strict=True))
    found: dict[int, Entity] = {}
    last = 0
    for code in codes:
        first = max(last, code.start - NOTE_WORDS)
        texts = [word.text.translate(_RAISED) for word in document.words[first : code.start]]
        printed = [int(re.sub(r"\D", "", t)) for t in texts if _NUMBER.fullmatch(t)]
        known = [number for number in printed if number in numbers]
        if known:
            found.setdefault(known[-1], code)
        last = code.end
    return found
