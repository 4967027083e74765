"""What is known of one report once it is assembled: all that its probabilities are judged by."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from iusml.assembly.retold import Told
from iusml.document import Document
from iusml.labels import TAG_ID
from iusml.layout import Layout
from iusml.models import Kind
from iusml.records import Report
from iusml.suspicion.doubt import Doubt
from iusml.tagging.decode import Entity, Scores

Features = dict[str, float]
_TINY = 1e-4


@dataclass(frozen=True)
class Evidence:
    """One report with raw probabilities: `told` are its streams with the drafts behind them.

    `scores` are the log probabilities that `entities` were decoded from; `doubts` stand by the
    number of the stream.
    """

    document: Document
    entities: Sequence[Entity]
    scores: Scores
    told: Sequence[Told]
    report: Report
    doubts: Mapping[int, Sequence[Doubt]]

    @cached_property
    def layout(self) -> Layout:
        """Where words stand."""
        return Layout(self.document)

    @cached_property
    def marked(self) -> frozenset[int]:
        """The words of all entities."""
        return frozenset(i for e in self.entities for i in range(e.start, e.end))

    @cached_property
    def forced(self) -> dict[Kind, frozenset[int]]:
        """The numbers of streams and contacts that are reviewed however probable they are."""
        streams, contacts = self.report.waste_streams, self.report.contacts
        return {
            "stream": frozenset(
                n for n, s in enumerate(streams) if s.needs_review or self.doubts.get(n)
            ),
            "contact": frozenset(n for n, c in enumerate(contacts) if c.needs_review),
        }

    def surprise(self, label: str, words: Sequence[int]) -> float:
        """How near the likeliest of `words` comes to having `label` though none was given it."""
        bare = [i for i in words if i not in self.marked and 0 <= i < len(self.scores)]
        return max((less(1 - chance) for chance in self.chances(label, bare)), default=0.0)

    def chances(self, label: str, words: Sequence[int]) -> list[float]:
        """The probability of `label` for each of `words`."""
        if label not in self._chances:
            both = [TAG_ID[f"B-{label}"], TAG_ID[f"I-{label}"]]
            self._chances[label] = np.exp(self.scores[:, both]).sum(axis=1)
        found: list[float] = self._chances[label][list(words)].tolist()
        return found

    @cached_property
    def _chances(self) -> dict[str, NDArray[np.float32]]:
        return {}

    def wavering(self, page: int) -> float:
        """How far from certain the scores of a page (from 1) are on the whole: 0 for certain."""
        return self._wavering[page - 1]

    @cached_property
    def _wavering(self) -> list[float]:
        most = -math.log(_TINY)
        best = [self.scores[page.start : page.end].max(axis=1) for page in self.document.pages]
        return [float(np.mean(np.minimum(-one, most))) if len(one) else 0.0 for one in best]

    def page(self, word: int) -> int:
        """The page (from 1) of a word."""
        return self.document.words[word].page

    def unread(self, entities: Sequence[Entity]) -> float:
        """How badly the worst word of `entities` was recognised; 0 for words of a text layer."""
        words = (self.document.words[i] for e in entities for i in range(e.start, e.end))
        sure = [w.ocr_confidence for w in words if w.ocr_confidence is not None]
        return 1 - min(sure, default=1.0)


def odds(probability: float) -> float:
    """The logarithm of the odds; neither nothing nor all is believed."""
    inside = min(1 - _TINY, max(_TINY, probability))
    return math.log(inside / (1 - inside))


def less(probability: float) -> float:
    """Minus the logarithm: 0 for what is certain."""
    return -math.log(max(_TINY, min(1.0, probability)))


def mean(values: Sequence[float]) -> float:
    """The mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0
