"""Local supply: what the plants around a receiver have together of what it needs."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from iusml.matching.limits import NO_CODE
from iusml.matching.matcher import BLOCK, Matcher
from iusml.matching.offers import Offer
from iusml.matching.reasons import mass
from iusml.matching.streams import Stream
from iusml.normalise.catalogue import catalogue

LEAST = 0.3
"""A stream counts for a need from this probability on."""
RADIUS_KM = 25.0


@dataclass(frozen=True, slots=True)
class Part:
    """One stream that counts: how probable it fits, how far away, and what kind it is of.

    `likely` is true where the code was not printed but is the likeliest by the words.
    """

    stream: Stream
    score: float
    kilometres: float
    code: str
    likely: bool


@dataclass(frozen=True, slots=True)
class Supply:
    """What the area holds of one kind (a waste code) for one need."""

    offer: Offer
    code: str
    parts: tuple[Part, ...]

    @property
    def plants(self) -> int:
        """How many plants have some of it."""
        return len({part.stream.plant for part in self.parts})

    @property
    def mass_kg(self) -> float:
        """What is known of the amount, a year."""
        return sum(part.stream.mass_kg or 0.0 for part in self.parts)

    @property
    def unweighed(self) -> int:
        """Streams whose mass is not known; they are not in the sum."""
        return sum(part.stream.mass_kg is None for part in self.parts)

    def sentence(self, radius_km: float) -> str:
        """The sum in Swedish: "6 anläggningar inom 25 km ger 400 t om året"."""
        plants = "1 anläggning" if self.plants == 1 else f"{self.plants} anläggningar"
        if self.unweighed == len(self.parts):
            return f"{plants} inom {radius_km:g} km, mängden okänd"
        told = f"{plants} inom {radius_km:g} km ger {mass(self.mass_kg)} om året"
        if self.unweighed:
            told += f", och {self.unweighed} flöden med okänd mängd"
        least = self.offer.need.min_mass_kg
        if least:
            reached = "når" if self.mass_kg >= least else "når inte"
            told += f"; {reached} mottagarens minsta mängd {mass(least)}"
        return told


def supplies(
    matcher: Matcher,
    streams: Sequence[Stream],
    radius_km: float = RADIUS_KM,
    least: float = LEAST,
) -> list[Supply]:
    """Sum up, for every need and kind of waste, the streams within `radius_km` of the receiver.

    Amounts rule nothing out here: what is too little alone may do together. A stream whose place
    is not known is near nobody. The needs come in the catalogue's order, each one's kinds by mass.
    """
    found: dict[tuple[int, str], list[Part]] = defaultdict(list)
    for column, part in _parts(matcher, streams, radius_km, least):
        found[column, part.code].append(part)
    kinds = [
        (column, Supply(matcher.offers.offers[column], code, tuple(parts)))
        for (column, code), parts in found.items()
    ]
    kinds.sort(key=lambda kind: (kind[0], -kind[1].mass_kg, kind[1].code))
    return [supply for _, supply in kinds]


def _parts(
    matcher: Matcher, streams: Sequence[Stream], radius_km: float, least: float
) -> Iterator[tuple[int, Part]]:
    codes = [entry.code for entry in catalogue().entries]
    vectors = matcher.knowledge.embed(streams)
    for start in range(0, len(streams), BLOCK):
        block = streams[start : start + BLOCK]
        side = matcher.knowledge.of_streams(block, vectors[start : start + BLOCK])
        scored = matcher.score(block, side)
        kilometres = scored.checked.kilometres
        with np.errstate(invalid="ignore"):
            near = kilometres <= np.minimum(radius_km, matcher.offers.reach_km)[None, :]
        counts = near & scored.checked.content_allowed & (scored.probabilities >= least)
        for row, column in np.argwhere(counts):
            likely = scored.checked.codes[row] == NO_CODE
            number = side.kinds[row].argmax() if likely else scored.checked.codes[row]
            yield (
                int(column),
                Part(
                    stream=block[row],
                    score=round(float(scored.probabilities[row, column]), 4),
                    kilometres=round(float(kilometres[row, column]), 1),
                    code=codes[number],
                    likely=bool(likely),
                ),
            )
