"""Hard limits: what a need rules out by hazard, code, amount, distance or its own words.

A plant is no receiver of its own waste.

A limit that cannot be checked, because the stream has no code, mass or place, rules nothing out.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iusml.matching.offers import Offers
from iusml.matching.places import Floats, as_array, distances
from iusml.matching.streams import Stream
from iusml.normalise.text import fold

Truths = NDArray[np.bool_]
NO_CODE = -1


@dataclass(frozen=True, slots=True)
class Checked:
    """What was worked out of a block of streams beside all needs.

    `allowed`, `content_allowed` (amount and distance left aside) and `kilometres` (NaN
    where unknown) have shape (streams, needs); `codes` are indices into the catalogue, NO_CODE
    where a stream has none.
    """

    allowed: Truths
    content_allowed: Truths
    kilometres: Floats
    codes: NDArray[np.int64]


class Limits:
    """Checks blocks of streams against the needs of one catalogue."""

    def __init__(self, offers: Offers) -> None:
        self._offers = offers
        self._number = {code: number for number, code in enumerate(offers.codes)}
        # One row more: a stream without a code fits every list, for it cannot be checked.
        fits = (offers.code_fit > 0) | ~offers.lists_codes
        self._fits = np.vstack([fits, np.ones((1, len(offers)), bool)])
        self._by_company: dict[str, list[int]] = defaultdict(list)
        for column, offer in enumerate(offers.offers):
            self._by_company[fold(offer.receiver.name)].append(column)
        # Most concepts are found in a word, and words come again and again.
        self._by_word: dict[str, frozenset[int]] = {}
        self._in_a_word = [n for n, c in enumerate(offers.concepts) if not c.spans_words]
        across = [c.words.pattern for c in offers.concepts if c.spans_words]
        self._across = frozenset(range(len(offers.concepts))).difference(self._in_a_word)
        self._any_across = re.compile("|".join(across)) if across else None
        self._by_code: dict[str, set[int]] = defaultdict(set)
        for number, concept in enumerate(offers.concepts):
            for code in concept.codes:
                self._by_code[code].add(number)

    def check(self, streams: Sequence[Stream]) -> Checked:
        """Return what every need allows of `streams`."""
        offers = self._offers
        codes = np.array([self._number.get(s.code or "", NO_CODE) for s in streams], np.int64)
        masses = np.array([np.nan if s.mass_kg is None else s.mass_kg for s in streams])
        hazardous = np.array([s.hazardous is True for s in streams], bool)
        kilometres, margin = self._distances(streams)
        with np.errstate(invalid="ignore"):
            outside = (masses[:, None] < offers.least_kg) | (masses[:, None] > offers.most_kg)
            outside |= kilometres - margin > offers.reach_km
        wrong = hazardous[:, None] & ~offers.accepts_hazardous
        wrong |= self._own(streams)
        wrong |= ~self._fits[codes]
        wrong |= self._shut_out(streams)
        return Checked(~(wrong | outside), ~wrong, kilometres, codes)

    def _own(self, streams: Sequence[Stream]) -> Truths:
        """Whether the receiver is the plant itself, shape (streams, needs).

        The same company in another municipality is another plant.
        """
        found = np.zeros((len(streams), len(self._offers)), bool)
        for row, stream in enumerate(streams):
            if stream.operator is None:
                continue
            for column in self._by_company.get(fold(stream.operator), ()):
                there = self._offers.offers[column].receiver.municipality
                elsewhere = there and stream.municipality and there != stream.municipality
                found[row, column] = not elsewhere
        return found

    def _shut_out(self, streams: Sequence[Stream]) -> Truths:
        """Whether a need's own words shut a stream out, shape (streams, needs)."""
        found = np.zeros((len(streams), len(self._offers)), bool)
        for row, stream in enumerate(streams):
            held = self._held(stream)
            if held:
                found[row] = self._offers.shuts_out[held].any(axis=0)
        return found

    def _held(self, stream: Stream) -> list[int]:
        """The concepts that a stream holds, by number."""
        held = set(self._by_code.get(stream.code or "", ()))
        text = fold(stream.description)
        asked: set[int] = set()
        if self._any_across is not None and self._any_across.search(text):
            asked.update(self._across)
        for word in text.split():
            asked |= self._named_by(word)
        held.update(number for number in asked if self._offers.concepts[number].is_in(text))
        return sorted(held)

    def _named_by(self, word: str) -> frozenset[int]:
        """The concepts whose words a single word holds."""
        known = self._by_word.get(word)
        if known is None:
            concepts = self._offers.concepts
            found = [n for n in self._in_a_word if concepts[n].words.search(word)]
            known = self._by_word[word] = frozenset(found)
        return known

    def _distances(self, streams: Sequence[Stream]) -> tuple[Floats, Floats]:
        """Kilometres and margins, worked out once for each place: plants have many streams."""
        places = list(dict.fromkeys(stream.place for stream in streams))
        row = {place: number for number, place in enumerate(places)}
        kilometres, margins = distances(as_array(places), self._offers.places)
        rows = [row[stream.place] for stream in streams]
        return kilometres[rows], margins[rows]
