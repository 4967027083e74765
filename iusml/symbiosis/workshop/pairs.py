"""The matches of a plan: a plant's stream beside a receiver's need."""

from dataclasses import dataclass
from typing import Final

from iusml.symbiosis.office.texts import clean
from iusml.symbiosis.plan import Candidate, FlowPlan, FlowStream, Plan, Producer
from iusml.symbiosis.telling import NO_PLACE, chance_text, likely_text
from iusml.wording import BLANK, number

EXACT_KM: Final = 1.0
"""A margin up to which a distance is told without "ca"."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One match; `flow` is the flow's name."""

    flow: str
    producer: Producer
    stream: FlowStream
    candidate: Candidate

    @property
    def receiver(self) -> str:
        """The receiver's name."""
        return clean(self.candidate.receiver_name)

    @property
    def judged(self) -> str:
        """How promising it is, in words and percent: "lovande (61 %)"."""
        score = self.candidate.score
        return f"{likely_text(score)} ({chance_text(score)})"


def flow_pairs(flow_plan: FlowPlan) -> list[Pair]:
    """A flow's matches, the most promising first; the same order every time."""
    found = [
        Pair(flow_plan.flow.name, producer, stream, candidate)
        for producer in flow_plan.producers
        for stream in producer.streams
        for candidate in stream.candidates
    ]
    return sorted(found, key=_rank)


def _rank(pair: Pair) -> tuple[float, str, str, str]:
    return -pair.candidate.score, pair.producer.key, pair.stream.id, pair.candidate.need_id


def all_pairs(plan: Plan) -> list[Pair]:
    """The matches of all flows, flow by flow."""
    return [pair for flow_plan in plan.flows for pair in flow_pairs(flow_plan)]


def distance_text(pair: Pair) -> str:
    """How far it is as the crow flies, "ca" where the plant's place is, or that none is known."""
    kilometres, where = pair.candidate.kilometres, pair.producer.where
    if kilometres is None:
        return NO_PLACE
    exact = where is not None and where.margin_km <= EXACT_KM
    if kilometres < 1:
        return f"under 1{BLANK}km fågelvägen" if exact else "samma trakt, läget är ungefärligt"
    about = "" if exact else f"ca{BLANK}"
    return f"{about}{number(kilometres)}{BLANK}km fågelvägen"
