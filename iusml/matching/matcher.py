"""Rank the needs of a catalogue for waste streams."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iusml.embedding.folder import Scorer
from iusml.matching.features import StreamSide, Table, features
from iusml.matching.knowledge import Knowledge
from iusml.matching.limits import Checked, Limits
from iusml.matching.matches import Match, Ranked
from iusml.matching.offers import Offers
from iusml.matching.reasons import reasons
from iusml.matching.receivers import Receiver
from iusml.matching.scoring import Scoring
from iusml.matching.streams import Stream

BLOCK = 1000
"""Streams that are compared with all needs at once; bounds the memory."""
LEAST = 0.005
"""A match less probable than this is none."""
RECYCLED = frozenset({"R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R11"})
"""Operations that use the material already: less is won by another receiver."""
_WON_LESS = 0.97
_FAR_KM, _FAR = 300.0, 0.05
"""A match this far away counts so much less than one next door; closer ones in proportion."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A block of streams: probabilities, shape (streams, needs), and what limits allow."""

    probabilities: Table
    checked: Checked


class Matcher:
    """Ranks needs for streams with one catalogue; see `rank`."""

    def __init__(self, receivers: Sequence[Receiver], knowledge: Knowledge, scorer: Scorer) -> None:
        self.offers = Offers(receivers)
        self.knowledge = knowledge
        self._limits = Limits(self.offers)
        self._scoring = Scoring(scorer)
        self._needs = knowledge.of_needs(self.offers)

    def rank(self, streams: Sequence[Stream], top_k: int, least: float = LEAST) -> Iterator[Ranked]:
        """Yield the best needs of every stream, in the order of `streams`.

        What a need rules out never appears, nor what is less probable than `least`: a stream that
        nothing fits has no match.
        """
        vectors = self.knowledge.embed(streams)
        for start in range(0, len(streams), BLOCK):
            block = streams[start : start + BLOCK]
            side = self.knowledge.of_streams(block, vectors[start : start + BLOCK])
            yield from self.rank_block(block, side, top_k, least)

    def rank_block(
        self, streams: Sequence[Stream], side: StreamSide, top_k: int, least: float
    ) -> Iterator[Ranked]:
        """The same for streams whose words are worked out."""
        scored = self.score(streams, side)
        order = best(worth(scored, streams), top_k)
        for row, stream in enumerate(streams):
            sure = np.where(scored.checked.allowed[row], scored.probabilities[row], -1.0)
            columns = [int(column) for column in order[row] if sure[column] >= least]
            yield self._ranked(stream, row, columns, scored)

    def score(self, streams: Sequence[Stream], side: StreamSide) -> Scored:
        """Return how probable it is that a practitioner says yes, for every pair."""
        tables, checked = self.tables(streams, side)
        return Scored(self._scoring.probabilities(tables), checked)

    def tables(
        self, streams: Sequence[Stream], side: StreamSide
    ) -> tuple[dict[str, Table], Checked]:
        """Return the features of every pair, and what limits allow."""
        checked = self._limits.check(streams)
        return features(side, checked.codes, self._needs, self.offers), checked

    def _ranked(self, stream: Stream, row: int, columns: list[int], scored: Scored) -> Ranked:
        offers = tuple(self.offers.offers[column] for column in columns)
        away = [float(scored.checked.kilometres[row, column]) for column in columns]
        scores = [float(scored.probabilities[row, column]) for column in columns]
        matches = tuple(
            Match(
                waste_stream_id=stream.id,
                receiver_id=offer.receiver.id,
                need_id=offer.need.id,
                rank=rank,
                score=round(score, 4),
                reasons=reasons(stream, offer, score, kilometres),
            )
            for rank, (offer, score, kilometres) in enumerate(
                zip(offers, scores, away, strict=True), 1
            )
        )
        known = tuple(None if np.isnan(kilometres) else kilometres for kilometres in away)
        return Ranked(stream, matches, offers, known)


def worth(scored: Scored, streams: Sequence[Stream]) -> Table:
    """Return what matches are ranked by: the probability, a little less for far or used streams.

    Shape (streams, needs); 0 where a need rules a stream out.
    """
    away = np.nan_to_num(scored.checked.kilometres, nan=0.0).astype(np.float32)
    near = 1 - np.float32(_FAR) * np.minimum(away / np.float32(_FAR_KM), 1)
    used = np.array([_WON_LESS if s.operation_code in RECYCLED else 1.0 for s in streams])
    value = scored.probabilities * near * used.astype(np.float32)[:, None]
    return np.where(scored.checked.allowed, value, np.float32(0.0))


def best(values: Table, count: int) -> NDArray[np.int64]:
    """Return the columns of the `count` highest values of each row, the highest first."""
    count = min(count, values.shape[1])
    if count == 0:
        return np.zeros((len(values), 0), np.int64)
    top = np.argpartition(-values, count - 1, axis=1)[:, :count]
    inside = np.take_along_axis(values, top, axis=1)
    # Ties go to the need that stands first in the catalogue, so that runs repeat.
    order = np.lexsort((top, -inside), axis=1)
    return np.asarray(np.take_along_axis(top, order, axis=1), np.int64)
