"""What a trained matcher knows of needs and streams, whatever the catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from iusml.codes.suggester import Suggester
from iusml.embedding.embedder import Embeds, Vectors
from iusml.matching.features import KINDS, NEAREST, TAKEN, NeedSide, StreamSide, largest, spread
from iusml.matching.known_needs import KnownNeeds
from iusml.matching.offers import Offers
from iusml.matching.streams import Stream


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Meaning of texts, codes of descriptions, and labelled needs."""

    embeds: Embeds
    suggester: Suggester
    known: KnownNeeds

    def of_needs(self, offers: Offers) -> NeedSide:
        """Work out what the words and code lists of needs say."""
        texts = [offer.need.text for offer in offers.offers]
        vectors = self.embeds.embed(texts, "need")
        nearest = np.sort(vectors @ self.suggester.directions, axis=1)[:, -NEAREST:]
        alike = self.known.alike(texts, vectors)
        kinds = self.known.kinds(alike)
        return NeedSide(
            vectors=vectors,
            usual=nearest.mean(axis=1).astype(np.float32),
            kinds=kinds.T,
            alike=alike.T,
            listed=(offers.code_fit > 0).astype(np.float32),
            breadth=spread(kinds.T),
            strange=spread(alike.T),
        )

    def of_streams(self, streams: Sequence[Stream], vectors: Vectors) -> StreamSide:
        """Work out what the words of streams say; `vectors` are theirs, see `embed`."""
        texts = [stream.description for stream in streams]
        kinds = self.suggester.probabilities(texts, vectors)[:, :-1].astype(np.float32)
        return StreamSide(vectors, largest(kinds, KINDS), largest(self.known.taken(texts), TAKEN))

    def embed(self, streams: Sequence[Stream]) -> Vectors:
        """Return the vectors of streams, shape (streams, width)."""
        return self.embeds.embed([stream.description for stream in streams], "stream")
