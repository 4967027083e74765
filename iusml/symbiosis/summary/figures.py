"""The figures of a flow: headlines, and tonnes by municipality, producer and likely receiver."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final

from iusml.symbiosis.doubts import doubts
from iusml.symbiosis.plan import FlowPlan, FlowStream, Producer
from iusml.symbiosis.telling import NO_CANDIDATE
from iusml.wording import BLANK, number

NO_MUNICIPALITY: Final = "okänd kommun"
MUNICIPALITIES, PRODUCERS = 15, 10
"""Bars of one picture; the rest are one bar together."""
_CHANCES: Final = (0.75, 0.5, 0.25, 0.0)
"""Lower bounds of the groups of a stream's likeliest receiver."""
Group = tuple[str, Sequence[FlowStream]]


@dataclass(frozen=True, slots=True)
class Headlines:
    """What a flow holds: counts of producers and streams; `tonnes` is None where none are told."""

    producers: int
    streams: int
    tonnes: float | None
    hazardous: float | None
    unweighed: int
    without_amount: int
    without_contact: int
    without_place: int
    to_review: int
    with_candidate: int
    receivers: int
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One bar and one row: the tonnes of some streams, and of those that should be reviewed.

    `tonnes` is None where no mass is told; `unweighed` streams have none. `least_sure` is the
    lowest probability that a stream of them was read right.
    """

    name: str
    tonnes: float | None
    doubtful: float
    streams: int
    unweighed: int
    least_sure: float


@dataclass(frozen=True, slots=True)
class Bars:
    """Rows in the order of the picture; `total` is of all their streams."""

    rows: tuple[Row, ...]
    total: Row

    @property
    def top(self) -> float:
        """The tonnes of the longest bar; 0 where there is nothing to draw."""
        return max((row.tonnes or 0.0 for row in self.rows), default=0.0)


def streams_of(producers: Iterable[Producer]) -> list[FlowStream]:
    """All streams of some producers."""
    return [stream for producer in producers for stream in producer.streams]


def tonnes_of(streams: Iterable[FlowStream]) -> float | None:
    """The mass of streams whose mass is told; None where none is."""
    told = [stream.tonnes for stream in streams if stream.tonnes is not None]
    return fsum(told) if told else None


def headlines(flow_plan: FlowPlan) -> Headlines:
    """Return the figures that stand on top of a flow's page."""
    producers, streams = flow_plan.producers, streams_of(flow_plan.producers)
    found = {candidate.receiver_id for stream in streams for candidate in stream.candidates}
    return Headlines(
        producers=len(producers),
        streams=len(streams),
        tonnes=tonnes_of(streams),
        hazardous=tonnes_of(stream for stream in streams if stream.hazardous),
        unweighed=sum(stream.tonnes is None for stream in streams),
        without_amount=sum(not (stream.amount and stream.amount.quantity) for stream in streams),
        without_contact=sum(not producer.contacts for producer in producers),
        without_place=sum(producer.where is None for producer in producers),
        to_review=sum(bool(doubts(stream)) for stream in streams),
        with_candidate=sum(bool(stream.candidates) for stream in streams),
        receivers=len(found),
        years=tuple(sorted({year for one in streams if (year := _year(one)) is not None})),
    )


def _year(stream: FlowStream) -> int | None:
    return stream.amount.year if stream.amount else None


def by_municipality(flow_plan: FlowPlan) -> Bars:
    """Tonnes of each municipality, the largest first."""
    groups: defaultdict[str, list[FlowStream]] = defaultdict(list)
    for producer in flow_plan.producers:
        groups[producer.municipality or NO_MUNICIPALITY] += producer.streams
    return largest(groups.items(), MUNICIPALITIES, "övriga kommuner")


def by_producer(flow_plan: FlowPlan) -> Bars:
    """Tonnes of each plant, the largest first."""
    groups = [(_full_name(producer), producer.streams) for producer in flow_plan.producers]
    return largest(groups, PRODUCERS, "övriga producenter")


def by_chance(flow_plan: FlowPlan) -> Bars:
    """Tonnes by the probability of each stream's likeliest receiver."""
    groups: dict[str, list[FlowStream]] = {_chance(bound): [] for bound in _CHANCES}
    groups[NO_CANDIDATE] = []
    for stream in streams_of(flow_plan.producers):
        best = max((candidate.score for candidate in stream.candidates), default=None)
        name = NO_CANDIDATE if best is None else _chance(next(b for b in _CHANCES if best >= b))
        groups[name].append(stream)
    return _bars(groups.items())


def largest(groups: Iterable[Group], most: int, others: str) -> Bars:
    """Rows with most tonnes first; those beyond `most` are one row, called `others`."""
    ranked = sorted(groups, key=lambda group: (-(tonnes_of(group[1]) or 0.0), group[0]))
    if len(ranked) > most + 1:
        rest = [stream for _, streams in ranked[most:] for stream in streams]
        ranked = [*ranked[:most], (f"{len(ranked) - most} {others}", rest)]
    return _bars(ranked)


def _bars(groups: Iterable[Group]) -> Bars:
    rows = [(name, list(streams)) for name, streams in groups]
    everything = [stream for _, streams in rows for stream in streams]
    return Bars(tuple(_row(*group) for group in rows), _row("Alla", everything))


def _row(name: str, streams: Sequence[FlowStream]) -> Row:
    return Row(
        name=name,
        tonnes=tonnes_of(streams),
        doubtful=tonnes_of(stream for stream in streams if doubts(stream)) or 0.0,
        streams=len(streams),
        unweighed=sum(stream.tonnes is None for stream in streams),
        least_sure=min((stream.sure for stream in streams), default=0.0),
    )


def _full_name(producer: Producer) -> str:
    parts = [producer.name, producer.facility, producer.municipality]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _chance(bound: float) -> str:
    if bound == _CHANCES[0]:
        return f"minst {number(100 * bound)}{BLANK}%"
    above = f"under {number(100 * _CHANCES[_CHANCES.index(bound) - 1])}{BLANK}%"
    return f"{number(100 * bound)} till {above}" if bound else above


def totals_by_municipality(flows: Sequence[FlowPlan]) -> dict[str, list[float | None]]:
    """Tonnes of each municipality in each flow, in the order of `flows`; by name, unknown last."""
    names = {p.municipality for one in flows for p in one.producers}
    ordered = sorted(names, key=lambda name: (name is None, name or ""))
    return {
        name or NO_MUNICIPALITY: [
            tonnes_of(streams_of(p for p in one.producers if p.municipality == name))
            for one in flows
        ]
        for name in ordered
    }
