"""What tells which waste an amount, a code, a carrier belongs to: numbers for a model.

Only places, order and words count. How sure the tagger was of an entity is no feature.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from iusml.assembly.linking_text import Text
from iusml.assembly.linking_words import (
    AFTER_ENTITY,
    AFTER_WASTE,
    BEFORE_ENTITY,
    BEFORE_WASTE,
    BETWEEN,
    SAID,
    UNITS,
    matching,
    said,
)  # fmt: skip
from iusml.document import Document
from iusml.layout import BULLETS, Layout
from iusml.normalise.ewc import parse_ewc
from iusml.normalise.text import fold
from iusml.tagging.decode import Entity

LINKED = ("EWC", "QUANTITY", "TREATMENT", "TRANSPORTER", "RECEIVER")
REACH = {"EWC": 150, "QUANTITY": 150, "TREATMENT": 300, "TRANSPORTER": 400, "RECEIVER": 400}
"""Words between a waste and what may belong to it, at most."""
STAR_WORDS = 15
FAR = 30
"""Counts and distances in sentences or blocks end here."""


class Passages:
    """The text outside tables around the entities of one document, counted once.

    `earlier` holds the amounts of earlier years.
    """

    def __init__(
        self, document: Document, layout: Layout, entities: Sequence[Entity],
        earlier: Mapping[Entity, int],
    ) -> None:  # fmt: skip
        self.document, self.layout, self.earlier = document, layout, earlier
        text = Text(document, layout, entities)
        self.entities = [e for e in text.entities if e.start not in layout.cell_at]
        self.wastes = [e for e in self.entities if e.label == "WASTE"]
        self.rank = {waste: number for number, waste in enumerate(self.wastes)}
        self.text = text
        self.folded, self.sentence, self.block = text.folded, text.sentence, text.block
        self._starts = {
            kind: [e.start for e in self.entities if self.kind(e) == kind]
            for kind in ("WASTE", "EARLIER", *LINKED)
        }
        self._all_starts = [e.start for e in self.entities]
        self._of_sentence: dict[tuple[str, int], list[Entity]] = {}
        self._of_block: dict[tuple[str, int], int] = {}
        for entity in self.entities:
            key = self.kind(entity), self.sentence[entity.start]
            self._of_sentence.setdefault(key, []).append(entity)
            place = self.kind(entity), self.block[entity.start]
            self._of_block[place] = self._of_block.get(place, 0) + 1

    def kind(self, entity: Entity) -> str:
        """The entity's label; "EARLIER" for an amount of an earlier year."""
        return "EARLIER" if entity in self.earlier else entity.label

    def amounts_beside(self, amount: Entity) -> list[Entity]:
        """All amounts of the sentence of `amount`, in reading order."""
        number = self.sentence[amount.start]
        found = [
            *self._of_sentence.get(("QUANTITY", number), []),
            *self._of_sentence.get(("EARLIER", number), []),
        ]
        return sorted(found, key=lambda e: e.start)

    def pairs(self) -> list[tuple[Entity, Entity]]:
        """Every waste with every entity that may belong to it."""
        found: list[tuple[Entity, Entity]] = []
        starts = self._starts["WASTE"]
        for entity in self.entities:
            if entity.label == "WASTE":
                continue
            reach = REACH[entity.label]
            first = bisect_left(starts, entity.start - reach)
            last = bisect_left(starts, entity.end + reach)
            found.extend((waste, entity) for waste in self.wastes[first:last])
        return found

    def table(self, pairs: Sequence[tuple[Entity, Entity]]) -> NDArray[np.float32]:
        """One row of features for each pair (waste, other)."""
        rows = [self.features(waste, other) for waste, other in pairs]
        return np.array(rows, dtype=np.float32).reshape(len(rows), -1)

    def features(self, waste: Entity, other: Entity) -> list[float]:
        """The features of one pair."""
        return [
            *(float(self.kind(other) == kind) for kind in ("EARLIER", *LINKED)),
            *self._places(waste, other),
            *self._neighbours(waste, other),
            *self._turns(waste, other),
            *self._between(waste, other),
            *self._echoes(waste, other),
            *self._waste(waste),
            *self._other(other),
        ]

    def _places(self, waste: Entity, other: Entity) -> list[float]:
        """How far apart, in which order."""
        first, second = sorted((waste, other), key=lambda e: e.start)
        words = self.document.words
        pages = words[second.start].page - words[first.start].page
        sentences = self.sentence[other.start] - self.sentence[waste.start]
        blocks = self.block[other.start] - self.block[waste.start]
        lines = 0 if pages else words[second.start].line - words[first.start].line
        return [
            float(waste.start < other.start),
            math.log1p(max(0, second.start - first.end)),
            float(np.clip(sentences, -FAR, FAR)),
            float(np.clip(blocks, -FAR, FAR)),
            float(min(lines, FAR)),
            float(pages),
            *self._lists(waste, other),
        ]

    def _lists(self, waste: Entity, other: Entity) -> list[float]:
        """Whether one is in the text that opens or closes the list in which the other is."""
        items = self._item_blocks
        here, there = self.block[waste.start], self.block[other.start]
        low, high = sorted((here, there))
        between = high - low - 1
        listed = between > 0 and self._items_up_to[high - 1] - self._items_up_to[low] == between
        _, end = self.text.sentence_range(other.start)
        opens = ":" in self.folded[max(other.end, end - 1) : end + 1]
        return [
            float(here in items),
            float(there in items),
            float(here in items and there not in items and (listed or high - low == 1)),
            float(opens),
            float(self._count("WASTE", *self.text.block_range(other.start)) > 0),
        ]

    @cached_property
    def _item_blocks(self) -> frozenset[int]:
        """Blocks that are list items: they begin with a mark, a waste or an amount."""
        found = set()
        for index, number in enumerate(self.block):
            if index and self.block[index - 1] == number:
                continue
            position = bisect_left(self._all_starts, index)
            near = self._all_starts[position : position + 1]
            if self.folded[index][:1] in BULLETS or (near and near[0] <= index + 1):
                found.add(number)
        return frozenset(found)

    @cached_property
    def _items_up_to(self) -> list[int]:
        """How many blocks up to each block are list items."""
        items = self._item_blocks
        return list(accumulate(int(n in items) for n in range(self.block[-1] + 1)))

    def _count(self, kind: str, start: int, end: int) -> int:
        starts = self._starts[kind]
        return bisect_left(starts, end) - bisect_left(starts, start)

    def _neighbours(self, waste: Entity, other: Entity) -> list[float]:
        """Who else stands between and nearby."""
        first, second = sorted((waste, other), key=lambda e: e.start)
        kind = self.kind(other)
        inside = first.end, second.start
        after = bisect_left(self._starts["WASTE"], other.start)
        before = after - 1
        rank = self.rank[waste]
        near = [abs(w.start - other.start) for w in self.wastes[max(0, before) : after + 1]]
        apart = abs(waste.start - other.start)
        sentence = self.sentence[waste.start]
        mates = self._of_sentence.get((kind, sentence), [])
        own = [m for m in mates if m.start > waste.start and m != other]
        return [
            float(self._count("WASTE", *inside)),
            float(self._count(kind, *inside)),
            float(self._count("QUANTITY", *inside)),
            float(self._count("EWC", *inside)),
            float(rank - before if rank <= before else rank - after),
            float(apart <= min(near, default=0)),
            math.log1p(apart - min(near, default=apart)) if near else 0.0,
            float(len(self._of_sentence.get(("WASTE", sentence), []))),
            float(len([m for m in mates if m != other])),
            float(len(own)),
            float(min(self._of_block.get((kind, self.block[waste.start]), 0), FAR)),
            float(min(self._of_block.get(("WASTE", self.block[other.start]), 0), FAR)),
            float(min(self._of_block.get((kind, self.block[other.start]), 0), FAR)),
        ]

    def _turns(self, waste: Entity, other: Entity) -> list[float]:
        """Where both stand in their enumerations: "A resp. B ... 7 resp. 8 ton"."""
        kind = self.kind(other)
        group = self._group(self.sentence[other.start])
        mates = self._of_sentence[kind, self.sentence[other.start]]
        position = mates.index(other)
        inside = waste in group
        place = group.index(waste) if inside else -1
        same = bool(group) and self.sentence[group[0].start] == self.sentence[other.start]
        leads = same and group[0].start < mates[0].start
        turns = "".join(
            "W" if e.label == "WASTE" else "x"
            for e in sorted([*group, *mates], key=lambda e: e.start)
        )
        return [
            float(inside),
            float(same),
            float(place),
            float(position),
            float(place == position),
            float(len(group)),
            float(len(mates)),
            float(len(group) == len(mates)),
            float(leads),
            float(bool(re.fullmatch(r"(Wx)+W?", turns))),
            float(bool(re.fullmatch(r"(xW)+x?", turns))),
            float(bool(re.fullmatch(r"W{2,}x{2,}|x{2,}W{2,}", turns))),
        ]

    def _group(self, sentence: int) -> list[Entity]:
        """The wastes of a sentence, else of the last sentence before that names some."""
        for number in range(sentence, max(-1, sentence - 4), -1):
            found = self._of_sentence.get(("WASTE", number))
            if found:
                return found
        return []

    def _between(self, waste: Entity, other: Entity) -> list[float]:
        """Marks and words between the two; headings and tables as well."""
        first, second = sorted((waste, other), key=lambda e: e.start)
        start, end = first.end, max(first.end, second.start)
        marks = [float(min(5, row[end] - row[start])) for row in self._running]
        table = self._tabled[end] - self._tabled[start] > 0
        headings = self.text.headings
        return [*marks, float(table), float(min(5, headings[end] - headings[start]))]

    @cached_property
    def _running(self) -> list[list[int]]:
        """For each pattern of BETWEEN how many words before an index match it."""
        found = np.zeros((len(BETWEEN), len(self.folded) + 1), dtype=int)
        for index, (word, leader) in enumerate(zip(self.folded, self._leaders, strict=True)):
            for number in () if leader else matching(BETWEEN, word):
                found[number, index + 1] = 1
        running: list[list[int]] = found.cumsum(axis=1).tolist()
        return running

    @cached_property
    def _leaders(self) -> list[bool]:
        """Whether a word is one of the dots that lead the eye from a name to its amount."""
        around = ["", *self.folded, ""]
        return [
            word == "." and "." in (around[index], around[index + 2])
            for index, word in enumerate(self.folded)
        ]

    @cached_property
    def _tabled(self) -> list[int]:
        cells = self.layout.cell_at
        return [0, *accumulate(int(i in cells) for i in range(len(self.folded)))]

    def _echoes(self, waste: Entity, other: Entity) -> list[float]:
        """Whether the other's sentence names this waste again in words without a label."""
        sentence = self.sentence[other.start]
        own = self.text.echo(waste, sentence)
        rank = self.rank[waste]
        rivals = [*self.wastes[max(0, rank - 6) : rank], *self.wastes[rank + 1 : rank + 7]]
        best = max((self.text.echo(rival, sentence) for rival in rivals), default=0.0)
        return [own, best]

    def _waste(self, waste: Entity) -> list[float]:
        """What stands around the waste."""
        cached = self._waste_cache.get(waste)
        if cached is None:
            near = [e for e in self._near(waste) if e.label == "EWC"]
            text = self.document.text(near[0].start, near[0].end) if near else ""
            reading = parse_ewc(text) if near else None
            cached = [
                *said(BEFORE_WASTE, self.folded[max(0, waste.start - 2) : waste.start]),
                *said(AFTER_WASTE, self.folded[max(0, waste.end) : waste.end + 2]),
                float(bool(reading and (reading.hazardous or "*" in text))),
                float(bool(near)),
                float(self.text.bulleted(waste)),
                float(self.layout.starts_block(waste.start)),
            ]
            self._waste_cache[waste] = cached
        return cached

    @cached_property
    def _waste_cache(self) -> dict[Entity, list[float]]:
        return {}

    def _near(self, waste: Entity) -> list[Entity]:
        first = bisect_left(self._all_starts, waste.end)
        return [e for e in self.entities[first : first + 3] if e.start - waste.end < STAR_WORDS]

    def _other(self, other: Entity) -> list[float]:
        """What stands around the other entity, and what its sentence says of all wastes."""
        cached = self._other_cache.get(other)
        if cached is None:
            text = fold(self.document.text(other.start, other.end))
            start, end = self.text.sentence_range(other.start)
            cached = [
                *said(BEFORE_ENTITY, self.folded[max(0, other.start - 2) : other.start]),
                *said(AFTER_ENTITY, self.folded[max(0, other.end) : other.end + 2]),
                *said(SAID, self.folded[start:end]),
                *(float(bool(re.search(unit, text))) for unit in UNITS),
                math.log1p(end - start),
                math.log1p(other.start - start),
                float(self.text.bulleted(other)),
                float(self.layout.starts_block(other.start)),
                float(self._tabled[start] > self._tabled[max(0, start - 3)]),
            ]
            self._other_cache[other] = cached
        return cached

    @cached_property
    def _other_cache(self) -> dict[Entity, list[float]]:
        return {}
