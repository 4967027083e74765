"""What tells whether a firm or treatment that is told apart is meant for a stream of many.

"Allt farligt avfall hämtas av …" above a table, "Mottagare: …" below it, a row between rows.
Numbers for a model: only places, order and words count.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from iusml.assembly.collective_groups import (
    caption,
    groups,
    references,
    row_numbers,
    sections,
)
from iusml.assembly.drafts import Draft
from iusml.assembly.linking_text import MIN_STEM, Text
from iusml.assembly.linking_words import (
    AFTER_ENTITY,
    BEFORE_ENTITY,
    MANY,
    SAID,
    alike,
    said,
    stem,
)
from iusml.normalise.catalogue import catalogue
from iusml.normalise.ewc import parse_ewc
from iusml.tagging.decode import Entity

LABELS = ("TRANSPORTER", "RECEIVER", "TREATMENT")
MAX_PAGES_APART = 2
MAX_GROUPS_APART = 2
FAR = 30
"""Counts and distances in rows end here."""
MAX_DIGITS = 3
_HARMLESS = re.compile(r"\b(icke[- ]farlig\w*|ej farlig\w*|ofarlig\w*|ovrigt avfall)\b")
_HAZARDOUS = re.compile(r"\bfarlig(?:t|a)? (?:avfall|material|gods)\w*|\bfa\b|\bfarligt\b")
_EXCEPT = re.compile(r"utom|forutom|exklusive|undantag\w*|undantaget|ej")


class Collective:
    """The entities of one document that may be meant for many streams, and those streams.

    `drafts` are what tables and prose were linked to.
    """

    def __init__(self, text: Text, drafts: Sequence[Draft]) -> None:
        self.text, self.document = text, text.document
        named = [draft for draft in drafts if draft.entities()]
        self.drafts = sorted(named, key=lambda d: _anchor(d).start)
        self.anchors = [_anchor(draft) for draft in self.drafts]
        self.groups = groups(text, self.anchors)
        self.group_of = {n: g for g, group in enumerate(self.groups) for n in group.members}
        self.holder = self._holders()
        loose = [e for e in text.entities if e.label in LABELS and e not in self.holder]
        self._loose = {label: [e for e in loose if e.label == label] for label in LABELS}

    def _holders(self) -> dict[Entity, int]:
        """Entities that rows of tables hold, with the number of their stream."""
        cells = self.text.layout.cell_at
        return {
            entity: number
            for number, (draft, anchor) in enumerate(zip(self.drafts, self.anchors, strict=True))
            if anchor.start in cells
            for entity in draft.entities()
            if entity.label in LABELS
        }

    def pairs(self) -> list[tuple[int, Entity]]:
        """Each stream, by its number, with every entity that it lacks and that may be meant.

        Pairs of which both stand in running text have been judged before. What a row of a table
        holds may be meant for rows right above and below it: a cell may span them.
        """
        found: list[tuple[int, Entity]] = []
        for entity in self.text.entities:
            if entity.label in LABELS:
                near = self._spanned(entity) if entity in self.holder else self._reached(entity)
                found.extend((n, entity) for n in near if not held(self.drafts[n], entity.label))
        return found

    def _reached(self, entity: Entity) -> list[int]:
        return [n for n in range(len(self.drafts)) if self._within_reach(n, entity)]

    def _within_reach(self, number: int, entity: Entity) -> bool:
        words, anchor = self.document.words, self.anchors[number]
        apart = abs(words[anchor.start].page - words[entity.start].page)
        steps = self._steps(self._place(entity), self.group_of[number])
        tabled = {anchor.start, entity.start} & self.text.layout.cell_at.keys()
        return apart <= MAX_PAGES_APART and abs(steps) <= MAX_GROUPS_APART and bool(tabled)

    def _spanned(self, entity: Entity) -> list[int]:
        """The rows of the entity's table around it, up to those that have their own."""
        above, below = self._lacking(entity)
        holder = self.holder[entity]
        return [*range(holder - above, holder), *range(holder + 1, holder + 1 + below)]

    def _lacking(self, entity: Entity) -> tuple[int, int]:
        """How many rows right above and right below the entity's have no such entity."""
        holder = self.holder[entity]
        members = self.groups[self.group_of[holder]].members
        place = members.index(holder)

        def count(numbers: Sequence[int]) -> int:
            lacks = [not held(self.drafts[n], entity.label) for n in numbers]
            return lacks.index(False) if False in lacks else len(lacks)

        return count(members[:place][::-1]), count(members[place + 1 :])

    def table(self, pairs: Sequence[tuple[int, Entity]]) -> NDArray[np.float32]:
        """One row of features for each pair."""
        rows = [self.features(number, entity) for number, entity in pairs]
        return np.array(rows, dtype=np.float32)

    def features(self, number: int, entity: Entity) -> list[float]:
        """The features of one pair."""
        return [
            *(float(entity.label == label) for label in LABELS),
            *self._places(number, entity),
            *self._classes(number, entity),
            *self._spans(number, entity),
            *self._named(number, entity),
            *self._clause(number, entity),
            *self._row(number, entity.label),
            *self._entity(entity),
        ]

    def _place(self, entity: Entity) -> float:
        """The entity's place among the groups: a whole number inside one, else between two."""
        for number, group in enumerate(self.groups):
            if group.start <= entity.start < group.end:
                return float(number)
            if entity.start < group.start:
                return number - 0.5
        return len(self.groups) - 0.5

    @staticmethod
    def _steps(place: float, group: int) -> int:
        """How many groups on (or back) the group lies; 0 for the entity's own."""
        return math.ceil(group - place) if group > place else math.floor(group - place)

    def _places(self, number: int, entity: Entity) -> list[float]:
        """How far apart, in which order, in which tables."""
        words, cells = self.document.words, self.text.layout.cell_at
        anchor, group = self.anchors[number], self.groups[self.group_of[number]]
        steps = self._steps(self._place(entity), self.group_of[number])
        gap = max(0, group.start - entity.end, entity.start - group.end)
        low, high = sorted((anchor.start, entity.start))
        headings = self.text.headings
        inside = cells.get(entity.start)
        loose = [e.start for e in self._loose[entity.label]]
        between = bisect_left(loose, high) - bisect_left(loose, low) - int(low == entity.start)
        return [
            float(steps),
            float(abs(steps)),
            float(entity.start < anchor.start),
            math.log1p(gap),
            math.log1p(high - low),
            float(words[anchor.start].page - words[entity.start].page),
            float(group.table is not None),
            float(inside is not None),
            float(inside is not None and inside[0] == group.table),
            float(min(5, headings[high] - headings[low])),
            float(min(FAR, between)),
            float(self.text.sentence[anchor.start] == self.text.sentence[entity.start]),
            float(self.text.block[anchor.start] == self.text.block[entity.start]),
            float(min(FAR, self._drafts_between(low, high))),
        ]

    def _drafts_between(self, low: int, high: int) -> int:
        starts = self._starts
        return bisect_left(starts, high) - bisect_left(starts, low)

    @cached_property
    def _starts(self) -> list[int]:
        return [anchor.start for anchor in self.anchors]

    def _spans(self, number: int, entity: Entity) -> list[float]:
        """How a cell may span rows: by how many it lies off, and how many lack one."""
        holder = self.holder.get(entity)
        if holder is None:
            return [0.0] * 6
        above, below = self._lacking(entity)
        return [
            1.0,
            float(number - holder),
            float(above),
            float(below),
            float(abs(above - below)),
            float(self._section(number) == self._section(holder)),
        ]

    def _section(self, number: int) -> tuple[int, int] | None:
        """The words of the lone row that opens the stream's section of its table."""
        cell = self.text.layout.cell_at.get(self.anchors[number].start)
        return self._sections[self.group_of[number]].get(cell[1].row) if cell else None

    @cached_property
    def _sections(self) -> list[dict[int, tuple[int, int]]]:
        return [sections(self.text, group, self.anchors) for group in self.groups]

    def _classes(self, number: int, entity: Entity) -> list[float]:
        """Whether the sentence, the stream and its group are about hazardous waste."""
        sentence = self._said(entity)
        harmless = bool(_HARMLESS.search(sentence))
        hazardous = bool(_HAZARDOUS.search(_HARMLESS.sub(" ", sentence)))
        above = " ".join(self._above(number))
        group = self.groups[self.group_of[number]]
        known = [h for n in group.members if (h := self._hazards[n]) is not None]
        own = self._hazards[number]
        return [
            float(hazardous),
            float(harmless),
            -1.0 if own is None else float(own),
            float(own is not None and hazardous and own),
            float(own is not None and hazardous and not harmless and not own),
            sum(known) / len(known) if known else -1.0,
            float(bool(_HAZARDOUS.search(_HARMLESS.sub(" ", above)))),
            float(bool(_HARMLESS.search(above))),
        ]

    @cached_property
    def _hazards(self) -> list[bool | None]:
        return [self._is_hazardous(draft) for draft in self.drafts]

    def _is_hazardous(self, draft: Draft) -> bool | None:
        """Whether the stream's code is a hazardous one; None without a code of the list."""
        for code in draft.codes:
            reading = parse_ewc(self.document.text(code.start, code.end))
            entry = catalogue().get(reading.code) if reading and reading.code else None
            if entry is not None:
                return entry.hazardous
        return None

    def _said(self, entity: Entity) -> str:
        start, end = self.text.sentence_range(entity.start)
        return " ".join(self.text.folded[start:end])

    def _above(self, number: int) -> list[str]:
        """The folded words above the stream: of its section of the table, else above its group."""
        section = self._section(number)
        if section is not None:
            return self.text.folded[section[0] : section[1]]
        return self._captions[self.group_of[number]]

    @cached_property
    def _captions(self) -> list[list[str]]:
        return [caption(self.text, group) for group in self.groups]

    def _named(self, number: int, entity: Entity) -> list[float]:
        """Whether the entity's sentence names the stream, others, or the group's number."""
        sentence = self.text.sentence[entity.start]
        group = self.groups[self.group_of[number]]
        own = self._echo(number, sentence)
        rivals = (self._echo(n, sentence) for n in group.members if n != number)
        return [
            own,
            max(rivals, default=0.0),
            self._excepted(number, entity),
            float(self._wastes_of(sentence)),
        ]

    def _clause(self, number: int, entity: Entity) -> list[float]:
        """What the words nearest to the entity name: the stream, others, its table, its row."""
        before, after = self._around(entity)
        group = self.groups[self.group_of[number]]
        waste = self.drafts[number].waste
        numbers = row_numbers(before), row_numbers(after)
        own = self._own_number(number)
        named = references([*before, *after])
        here = references(self._captions[self.group_of[number]]) | references(self._above(number))
        near = self._stems(entity)
        rivals = [self.drafts[n].waste for n in group.members if n != number]
        return [
            self._alike(waste, near),
            max((self._alike(rival, near) for rival in rivals), default=0.0),
            float(own in numbers[0]),
            float(own in numbers[1]),
            float(bool(numbers[0])),
            float(bool(numbers[1])),
            float(bool(named)),
            float(bool(named & here)),
        ]

    def _around(self, entity: Entity) -> tuple[list[str], list[str]]:
        """The folded words before and after it: of its row, or up to the next entity like it."""
        cell = self.text.layout.cell_at.get(entity.start)
        if cell is not None:
            row = [c for c in self.document.tables[cell[0]].cells if c.row == cell[1].row]
            start, end = min(c.start for c in row), max(c.end for c in row)
        else:
            start, end = self.text.sentence_range(entity.start)
        mates = [e for e in self.text.entities if e.label == entity.label]
        start = max([start, *(e.end for e in mates if e.end <= entity.start)])
        end = min([end, *(e.start for e in mates if e.start >= entity.end)])
        folded = self.text.folded
        return folded[start : entity.start], folded[entity.end : end]

    def _stems(self, entity: Entity) -> list[str]:
        cached = self._stem_cache.get(entity)
        if cached is None:
            before, after = self._around(entity)
            cached = [stem(word) for word in (*before, *after) if len(word) >= MIN_STEM]
            self._stem_cache[entity] = cached
        return cached

    @cached_property
    def _stem_cache(self) -> dict[Entity, list[str]]:
        return {}

    def _alike(self, waste: Entity | None, stems: Sequence[str]) -> float:
        names = self.text.names(waste) if waste else []
        return max((alike(a, b) for a in names for b in stems), default=0.0)

    def _own_number(self, number: int) -> int:
        """The number in the first cell of the stream's row, else its place in the table."""
        cell = self.text.layout.cell_at.get(self.anchors[number].start)
        members = self.groups[self.group_of[number]].members
        if cell is not None:
            row = [c for c in self.document.tables[cell[0]].cells if c.row == cell[1].row]
            first = self.text.folded[row[0].start].strip(".)")
            if row[0].end - row[0].start == 1 and first.isdigit() and len(first) <= MAX_DIGITS:
                return int(first)
        return members.index(number) + 1

    def _echo(self, number: int, sentence: int) -> float:
        waste = self.drafts[number].waste
        return self.text.echo(waste, sentence) if waste else 0.0

    def _excepted(self, number: int, entity: Entity) -> float:
        """How much the words behind "utom" name the stream."""
        start, end = self.text.sentence_range(entity.start)
        words, waste = self.text.folded[start:end], self.drafts[number].waste
        at = next((i for i, word in enumerate(words) if _EXCEPT.fullmatch(word)), None)
        if at is None or waste is None:
            return 0.0
        return self._alike(waste, [stem(word) for word in words[at + 1 :]])

    def _wastes_of(self, sentence: int) -> int:
        return min(5, self._wastes.get(sentence, 0))

    @cached_property
    def _wastes(self) -> Mapping[int, int]:
        found: dict[int, int] = {}
        for entity in self.text.entities:
            if entity.label == "WASTE":
                number = self.text.sentence[entity.start]
                found[number] = found.get(number, 0) + 1
        return found

    def _row(self, number: int, label: str) -> list[float]:
        """What the stream has, and how many of its group have a `label` of their own."""
        draft, group = self.drafts[number], self.groups[self.group_of[number]]
        have = sum(held(self.drafts[n], label) for n in group.members)
        place = group.members.index(number)
        return [
            float(bool(draft.amounts)),
            float(bool(draft.codes)),
            *(float(held(draft, other)) for other in LABELS if other != label),
            have / len(group.members),
            float(min(FAR, len(group.members))),
            float(min(FAR, place)),
            float(min(FAR, len(group.members) - 1 - place)),
        ]

    def _entity(self, entity: Entity) -> list[float]:
        """What stands around the entity, and what its sentence says of all wastes."""
        cached = self._cache.get(entity)
        if cached is None:
            text, folded = self.text, self.text.folded
            start, end = text.sentence_range(entity.start)
            mates = [e for e in text.entities if start <= e.start < end and e.label == entity.label]
            linked = sum(entity in draft.entities() for draft in self.drafts)
            cell = text.layout.cell_at.get(entity.start)
            cached = [
                *said(BEFORE_ENTITY, folded[max(0, entity.start - 2) : entity.start]),
                *said(AFTER_ENTITY, folded[entity.end : entity.end + 2]),
                *said(SAID, folded[start:end]),
                *said(MANY, folded[start:end]),
                math.log1p(end - start),
                math.log1p(entity.start - start),
                float(text.layout.starts_block(entity.start)),
                float(text.bulleted(entity)),
                float(len(mates)),
                float(mates.index(entity)),
                float(min(5, linked)),
                float(cell[1].row if cell else -1),
            ]
            self._cache[entity] = cached
        return cached

    @cached_property
    def _cache(self) -> dict[Entity, list[float]]:
        return {}


def held(draft: Draft, label: str) -> bool:
    """Whether a stream has a carrier, receiver or treatment already."""
    return any(entities for name, entities in draft.firms_and_treatments() if name == label)


def _anchor(draft: Draft) -> Entity:
    return draft.waste or draft.entities()[0]
