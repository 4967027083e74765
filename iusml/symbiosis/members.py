"""Which streams of the records are of which flow, and how that is known."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from iusml.flows.lists import Flow
from iusml.matching.streams import Stream
from iusml.symbiosis.plan import Joined


class Judges(Protocol):
    """Says what flow words belong to; see `iusml.flows.membership`."""

    def probabilities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return the probability that each text is of each flow, shape (texts, flows)."""
        ...

    def belongs(self, probabilities: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which of them are enough to join, the same shape."""
        ...


@dataclass(frozen=True, slots=True)
class Membership:
    """A stream is of a flow, by its code or with some probability by its words."""

    flow: str
    joined: Joined
    belongs: float


def memberships(
    streams: Sequence[Stream],
    suggested: Sequence[str | None],
    flows: Sequence[Flow],
    judge: Judges,
) -> dict[str, list[Membership]]:
    """Return the flows of each stream, by the stream's id; streams of none are not in it.

    A printed code decides alone. Where none is printed, words do: `suggested` are the codes that
    the records suggest for the streams, which only change how the membership is told.
    """
    found: dict[str, list[Membership]] = defaultdict(list)
    for stream in streams:
        for flow in flows:
            if flow.holds(stream.code):
                found[stream.id].append(Membership(flow.id, "code", 1.0))
    open_ones = [place for place, stream in enumerate(streams) if stream.code is None]
    if not open_ones:
        return found
    probable = judge.probabilities([streams[place].description for place in open_ones])
    enough = judge.belongs(probable)
    for row, column in zip(*np.nonzero(enough), strict=True):
        place, flow = open_ones[int(row)], flows[int(column)]
        joined: Joined = "suggested_code" if flow.holds(suggested[place]) else "meaning"
        found[streams[place].id].append(Membership(flow.id, joined, float(probable[row, column])))
    return found
