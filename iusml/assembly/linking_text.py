"""The words of a document as linking sees them: folded, with their sentences and blocks."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from iusml.assembly.linking_words import alike, stem
from iusml.document import Document
from iusml.labels import STREAM_LABELS
from iusml.layout import BULLETS, Layout
from iusml.normalise.text import fold
from iusml.tagging.decode import Entity

HEADING_WORDS = 9
MIN_STEM = 4
"""Shorter words say too little to name a waste again."""


class Text:
    """The words around the stream entities of one document, counted once.

    `sentence` and `block` number the sentence and the block of every word.
    """

    def __init__(self, document: Document, layout: Layout, entities: Sequence[Entity]) -> None:
        self.document, self.layout = document, layout
        found = [e for e in entities if e.label in STREAM_LABELS]
        self.entities = sorted(found, key=lambda e: (e.start, e.end))
        self.folded = layout.once(_folded)
        self.sentence, self.block = layout.sentence, layout.block
        self._echoes: dict[tuple[int, int, int], float] = {}

    def sentence_range(self, index: int) -> tuple[int, int]:
        """First word and end of the sentence of a word."""
        number = self.sentence[index]
        return bisect_left(self.sentence, number), bisect_left(self.sentence, number + 1)

    def block_range(self, index: int) -> tuple[int, int]:
        """First word and end of the block of a word."""
        number = self.block[index]
        return bisect_left(self.block, number), bisect_left(self.block, number + 1)

    def bulleted(self, entity: Entity) -> bool:
        """Whether the entity's block begins with a list mark."""
        first, _ = self.block_range(entity.start)
        return self.folded[first][:1] in BULLETS

    @cached_property
    def headings(self) -> list[int]:
        """How many short blocks without full stop and entity begin before an index."""
        begins = [0] * len(self.folded)
        named = [e.start for e in self.entities]
        starts = [i for i, b in enumerate(self.block) if i == 0 or b != self.block[i - 1]]
        for start, end in zip(starts, [*starts[1:], len(self.folded)], strict=True):
            holds = bisect_left(named, start) < bisect_left(named, end)
            plain = start not in self.layout.cell_at and not holds
            if plain and end - start <= HEADING_WORDS and self.folded[end - 1] not in ".;,:":
                begins[start] = 1
        return [0, *accumulate(begins)]

    def echo(self, waste: Entity, sentence: int) -> float:
        """How much a sentence names `waste` again in words without a label (0..1)."""
        if self.sentence[waste.start] == sentence:
            return 0.0
        place = waste.start, waste.end, sentence
        if place not in self._echoes:
            said = self._unmarked.get(sentence, frozenset())
            names = self.names(waste) if said else []
            self._echoes[place] = max((alike(a, b) for a in names for b in said), default=0.0)
        return self._echoes[place]

    def names(self, waste: Entity) -> list[str]:
        """The stems of an entity's words."""
        words = self.folded[waste.start : waste.end]
        return [stem(word) for word in words if len(word) >= MIN_STEM and word.isalpha()]

    @cached_property
    def _unmarked(self) -> dict[int, frozenset[str]]:
        """The stems of the words outside entities, by sentence."""
        marked = {index for e in self.entities for index in range(e.start, e.end)}
        found: dict[int, set[str]] = {}
        for index, word in enumerate(self.folded):
            if index not in marked and len(word) >= MIN_STEM and word.isalpha():
                found.setdefault(self.sentence[index], set()).add(stem(word))
        return {number: frozenset(words) for number, words in found.items()}


def _folded(layout: Layout) -> list[str]:
    """The words of a document, each folded by itself."""
    return [fold(word.text) for word in layout.document.words]
