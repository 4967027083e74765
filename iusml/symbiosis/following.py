"""Keep a plan's matches for follow-up in the database of its records."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from iusml.store.follow_up import FollowedStream, Match, Pair, Progress
from iusml.symbiosis.plan import FlowPlan, FlowStream, Plan, Producer

States = Mapping[tuple[str, str], Progress]


@dataclass(frozen=True, slots=True)
class Followed:
    """A plan whose candidates know how far they have come, and how many matches are new.

    `without` are matches of the plan's flows that people work on, without a stream in the plan
    ("utan ström i årets rapporter").
    """

    plan: Plan
    new: int
    without: tuple[Match, ...]


def keep_matches(url: str, plan: Plan) -> Followed:
    """Keep the matches of `plan` in the database at `url`; the same plan again changes nothing.

    Raises OutputError and InputError.
    """
    from iusml.store.database.follow_up import read_progress, register_matches

    kept = register_matches(url, pairs_of(plan), streams_of(plan))
    flows = {flow_plan.flow.id for flow_plan in plan.flows}
    without = tuple(match for match in kept.without if match.flow in flows)
    gaps = [f"{match.name} följs upp, men är utan ström i årets rapporter." for match in without]
    told = replace(with_states(plan, read_progress(url)), gaps=(*plan.gaps, *gaps))
    return Followed(told, kept.new, without)


def pairs_of(plan: Plan) -> list[Pair]:
    """All streams of a plan with their candidates."""
    return [
        Pair(
            stream=_stream(producer, stream),
            flow=flow_plan.flow.id,
            receiver_id=candidate.receiver_id,
            receiver_name=candidate.receiver_name,
            need_id=candidate.need_id,
            need_text=candidate.need_text,
            score=candidate.score,
        )
        for flow_plan in plan.flows
        for producer in flow_plan.producers
        for stream in producer.streams
        for candidate in stream.candidates
    ]


def streams_of(plan: Plan) -> list[FollowedStream]:
    """All streams of a plan, also those without a candidate."""
    return [
        _stream(producer, stream)
        for flow_plan in plan.flows
        for producer in flow_plan.producers
        for stream in producer.streams
    ]


def with_states(plan: Plan, states: States) -> Plan:
    """The plan, each candidate with its state by the ids of stream and need."""
    return replace(plan, flows=tuple(_flow(one, states) for one in plan.flows))


def _flow(flow_plan: FlowPlan, states: States) -> FlowPlan:
    producers = tuple(
        replace(producer, streams=tuple(_told(stream, states) for stream in producer.streams))
        for producer in flow_plan.producers
    )
    return replace(flow_plan, producers=producers)


def _told(stream: FlowStream, states: States) -> FlowStream:
    found = [(one, states.get((stream.id, one.need_id))) for one in stream.candidates]
    candidates = tuple(
        replace(one, state=known.step.state if known else None, progress=known)
        for one, known in found
    )
    return replace(stream, candidates=candidates)


def _stream(producer: Producer, stream: FlowStream) -> FollowedStream:
    return FollowedStream(
        id=stream.id,
        plant=producer.key,
        operator=producer.name,
        municipality=producer.municipality,
        description=stream.description,
        ewc_code=stream.code,
        year=producer.year,
        path=stream.source.path,
        page=stream.source.page,
    )
