"""What tells whether a firm or treatment that is told apart is meant for a stream of many.

"Allt farligt avfall hämtas av …" above a table, "Mottagare: …" below it, a row between rows.
Numbers for a model: only places, order and words count.
"""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from iusml.assembly.collective_groups import references
from iusml.assembly.collective_streams import LABELS, Streams, held
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
from iusml.assembly.row_numbers import row_numbers
from iusml.tagging.decode import Entity

MAX_PAGES_APART = 2
MAX_GROUPS_APART = 2
FAR = 30
"""Counts and distances in rows end here."""
_HARMLESS = re.compile(r"\b(icke[- ]farlig\w*|ej farlig\w*|ofarlig\w*|ovrigt avfall)\b")
_HAZARDOUS = re.compile(r"\bfarlig[ta]\b|\bfa\b")
_EXCEPT = re.compile(r"utom|forutom|exklusive|undantag\w*|undantaget|ej")


class Collective:
    """The entities of one document that may be meant for many streams, and those streams.

    `drafts` are what tables and prose were linked to.
    """

    def __init__(self, text: Text, drafts: Sequence[Draft]) -> None:
        self.text, self.streams = text, Streams(text, drafts)
        self.drafts = self.streams.drafts
        loose = [e for e in text.entities if e.label in LABELS and e not in self.streams.holders]
        self._loose = {label: [e.start for e in loose if e.label == label] for label in LABELS}
        self._cache: dict[Entity, list[float]] = {}
        self._stem_cache: dict[Entity, list[str]] = {}
        self._class_cache: dict[Entity, tuple[bool, bool]] = {}
        self._around_cache: dict[Entity, tuple[list[str], list[str]]] = {}

    def pairs(self) -> list[tuple[int, Entity]]:
        """Each stream, by its number, with every entity that it lacks and that may be meant.

        Pairs of which both stand in running text have been judged before, and what is said of
        hazardous waste is meant for no other. What a row of a table holds may be meant for rows
        right above and below it: a cell may span them.
        """
        found: list[tuple[int, Entity]] = []
        for entity in self.text.entities:
            if entity.label in LABELS:
                known = entity in self.streams.holders
                near = self._spanned(entity) if known else self._reached(entity)
                found.extend((n, entity) for n in near if not held(self.drafts[n], entity.label))
        return found

    def _reached(self, entity: Entity) -> list[int]:
        hazardous, harmless = self._said_class(entity)
        spoken = {True} if hazardous and not harmless else {False}
        known = self.streams.hazardous
        return [
            number
            for number in range(len(self.drafts))
            if self._within_reach(number, entity)
            and (hazardous == harmless or known[number] is None or known[number] in spoken)
        ]

    def _said_class(self, entity: Entity) -> tuple[bool, bool]:
        """Whether the entity's part of its sentence speaks of hazardous, and of harmless waste."""
        cached = self._class_cache.get(entity)
        if cached is None:
            start, end = self.text.sentence_range(entity.start)
            breaks = [i for i in range(start, end) if self.text.folded[i] == ";"]
            start = max([start, *(i for i in breaks if i < entity.start)])
            end = min([end, *(i for i in breaks if i >= entity.end)])
            part = " ".join(self.text.folded[start:end])
            hazardous = bool(_HAZARDOUS.search(_HARMLESS.sub(" ", part)))
            cached = hazardous, bool(_HARMLESS.search(part))
            self._class_cache[entity] = cached
        return cached

    def _within_reach(self, number: int, entity: Entity) -> bool:
        words, anchor = self.text.document.words, self.streams.anchors[number]
        apart = abs(words[anchor.start].page - words[entity.start].page)
        if apart > MAX_PAGES_APART:
            return False
        steps = self.streams.steps(entity, self.streams.group_of[number])
        tabled = {anchor.start, entity.start} & self.text.layout.cell_at.keys()
        return abs(steps) <= MAX_GROUPS_APART and bool(tabled)

    def _spanned(self, entity: Entity) -> list[int]:
        """The rows of the entity's table around it, up to those that have their own."""
        holder, *others = self.streams.holders[entity]
        own_row = self.streams.row(entity) == self.streams.row(self.streams.anchors[holder])
        if others or not own_row:  # ditto marks and cards say which rows are meant
            return []
        above, below = self.streams.lacking(entity)
        return [*range(holder - above, holder), *range(holder + 1, holder + 1 + below)]

    def table(self, pairs: Sequence[tuple[int, Entity]]) -> NDArray[np.float32]:
        """One row of features for each pair."""
        rows = [self.features(number, entity) for number, entity in pairs]
        return np.array(rows, dtype=np.float32)

    def features(self, number: int, entity: Entity) -> list[float]:
        """The features of one pair."""
        return [
            *(float(entity.label == label) for label in LABELS),
            *self._places(number, entity),
            *self._spans(number, entity),
            *self._classes(number, entity),
            *self._named(number, entity),
            *self._clause(number, entity),
            *self._row(number, entity.label),
            *self._entity(entity),
        ]

    def _places(self, number: int, entity: Entity) -> list[float]:
        """How far apart, in which order, in which tables."""
        words, cells, headings = (
            self.text.document.words,
            self.text.layout.cell_at,
            self.text.headings,
        )
        group_number = self.streams.group_of[number]
        anchor, group = self.streams.anchors[number], self.streams.groups[group_number]
        steps = self.streams.steps(entity, group_number)
        gap = max(0, group.start - entity.end, entity.start - group.end)
        low, high = sorted((anchor.start, entity.start))
        inside = cells.get(entity.start)
        between = _between(self._loose[entity.label], low, high) - int(low == entity.start)
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
            float(min(FAR, _between(self._starts, low, high))),
            *self._mates_around(number, entity),
        ]

    def _mates_around(self, number: int, entity: Entity) -> list[float]:
        """Whether loose entities like it open the stream's table, and whether they close it."""
        group = self.streams.groups[self.streams.group_of[number]]
        first, last = (self.streams.anchors[group.members[i]].start for i in (0, -1))
        loose = self._loose[entity.label]
        return [
            float(group.table is not None and _between(loose, group.start, first) > 0),
            float(group.table is not None and _between(loose, last, group.end) > 0),
        ]

    @cached_property
    def _starts(self) -> list[int]:
        return [anchor.start for anchor in self.streams.anchors]

    def _spans(self, number: int, entity: Entity) -> list[float]:
        """How a cell may span rows: by how many it lies off, and how many lack one."""
        if entity not in self.streams.holders:
            return [0.0] * 7
        holder = self.streams.holders[entity][0]
        above, below = self.streams.lacking(entity)
        return [
            1.0,
            float(number - holder),
            float(above),
            float(below),
            float(abs(above - below)),
            float(self.streams.section(number) == self.streams.section(holder)),
            self.streams.off_centre(number, entity),
        ]

    def _classes(self, number: int, entity: Entity) -> list[float]:
        """Whether the sentence, the stream and its group are about hazardous waste."""
        hazardous, harmless = self._said_class(entity)
        above = " ".join(self.streams.above(number))
        group = self.streams.groups[self.streams.group_of[number]]
        known = [h for n in group.members if (h := self.streams.hazardous[n]) is not None]
        own = self.streams.hazardous[number]
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

    def _named(self, number: int, entity: Entity) -> list[float]:
        """Whether the entity's sentence names the stream, others of its group, any at all."""
        sentence = self.text.sentence[entity.start]
        group = self.streams.groups[self.streams.group_of[number]]
        rivals = (self._echo(n, sentence) for n in group.members if n != number)
        return [
            self._echo(number, sentence),
            max(rivals, default=0.0),
            self._excepted(number, entity),
            float(min(5, self._wastes.get(sentence, 0))),
        ]

    @cached_property
    def _held(self) -> Counter[Entity]:
        """How many streams hold each entity."""
        return Counter(entity for draft in self.drafts for entity in draft.entities())

    def _echo(self, number: int, sentence: int) -> float:
        waste = self.drafts[number].waste
        return self.text.echo(waste, sentence) if waste else 0.0

    def _excepted(self, number: int, entity: Entity) -> float:
        """How much the words behind "utom" name the stream."""
        start, end = self.text.sentence_range(entity.start)
        words = self.text.folded[start:end]
        at = next((i for i, word in enumerate(words) if _EXCEPT.fullmatch(word)), None)
        if at is None:
            return 0.0
        return self._alike(self.drafts[number].waste, [stem(word) for word in words[at + 1 :]])

    @cached_property
    def _wastes(self) -> Mapping[int, int]:
        found: dict[int, int] = {}
        for entity in self.text.entities:
            if entity.label == "WASTE":
                number = self.text.sentence[entity.start]
                found[number] = found.get(number, 0) + 1
        return found

    def _clause(self, number: int, entity: Entity) -> list[float]:
        """What the words nearest to the entity name: the stream, others, its table, its row."""
        before, after = self._around(entity)
        group = self.streams.group_of[number]
        numbers = row_numbers(before), row_numbers(after)
        own = self.streams.row_number(number)
        named = references([*before, *after])
        here = references(self.streams.captions[group]) | references(self.streams.above(number))
        near = self._stems(entity)
        members = self.streams.groups[group].members
        rivals = (self._alike(self.drafts[n].waste, near) for n in members if n != number)
        return [
            self._alike(self.drafts[number].waste, near),
            max(rivals, default=0.0),
            float(own in numbers[0]),
            float(own in numbers[1]),
            float(bool(numbers[0])),
            float(bool(numbers[1])),
            float(bool(named)),
            float(bool(named & here)),
        ]

    def _around(self, entity: Entity) -> tuple[list[str], list[str]]:
        """The folded words before and after it: of its row, or up to the next entity like it."""
        if entity not in self._around_cache:
            self._around_cache[entity] = self._words_around(entity)
        return self._around_cache[entity]

    def _words_around(self, entity: Entity) -> tuple[list[str], list[str]]:
        row = self.streams.row(entity)
        start, end = self.text.sentence_range(entity.start)
        if row:
            start, end = min(c.start for c in row), max(c.end for c in row)
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

    def _alike(self, waste: Entity | None, stems: Sequence[str]) -> float:
        names = self.text.names(waste) if waste else []
        return max((alike(a, b) for a in names for b in stems), default=0.0)

    def _row(self, number: int, label: str) -> list[float]:
        """What the stream has, and how many of its group have a `label` of their own."""
        draft = self.drafts[number]
        members = self.streams.groups[self.streams.group_of[number]].members
        have = sum(held(self.drafts[n], label) for n in members)
        place = members.index(number)
        return [
            float(bool(draft.amounts)),
            float(bool(draft.codes)),
            *(float(held(draft, other)) for other in LABELS if other != label),
            have / len(members),
            float(min(FAR, len(members))),
            float(min(FAR, place)),
            float(min(FAR, len(members) - 1 - place)),
        ]

    def _entity(self, entity: Entity) -> list[float]:
        """What stands around the entity, and what its sentence says of all wastes."""
        cached = self._cache.get(entity)
        if cached is None:
            text, folded = self.text, self.text.folded
            start, end = text.sentence_range(entity.start)
            mates = [e for e in text.entities if start <= e.start < end and e.label == entity.label]
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
                float(min(5, self._held[entity])),
                float(cell[1].row if cell else -1),
            ]
            self._cache[entity] = cached
        return cached


def _between(starts: Sequence[int], low: int, high: int) -> int:
    return bisect_left(starts, high) - bisect_left(starts, low)
