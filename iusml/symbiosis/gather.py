"""Put a plan together from records: plants, their streams of each flow, places and receivers."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from iusml.flows.lists import Flow
from iusml.geography.find import Found
from iusml.matching.matcher import Matcher
from iusml.matching.matches import Ranked
from iusml.matching.receivers import Receiver
from iusml.matching.streams import Stream, streams_of
from iusml.records import Report
from iusml.symbiosis.history import own_amount, past_amounts, source_of, trend_of
from iusml.symbiosis.members import Judges, Membership, memberships
from iusml.symbiosis.plan import (
    Candidate,
    FlowPlan,
    FlowStream,
    Plan,
    PlanReceiver,
    Producer,
)
from iusml.symbiosis.plants import Plant, plants_of, within
from iusml.symbiosis.producers import Places, producer_of
from iusml.wording import how_many
from iusml.years.files import year_of
from iusml.years.meaning import Meaning, text_of

TOP_K, LEAST = 5, 0.3
"""Receivers shown for a stream, and how probable they must be."""
ReceiverPlaces = Callable[[Receiver], Found]


@dataclass(frozen=True, slots=True)
class Tools:
    """What knows: matches, flows by meaning, and places with remarks about them."""

    matcher: Matcher
    judge: Judges
    places: Places
    receiver_places: ReceiverPlaces


@dataclass(frozen=True, slots=True)
class Choices:
    """What is wanted: flows, and how many needs for each stream from which score on.

    `municipalities` leave out the plants of all others, by their names of the list; none of them
    leaves out nothing.
    """

    flows: Sequence[Flow]
    top_k: int = TOP_K
    least: float = LEAST
    municipalities: frozenset[str] = frozenset()


def gather(reports: Iterable[Report], source: str, tools: Tools, choices: Choices) -> Plan:
    """Return the plan of the plants in `reports`; only what plants give rise to is in it.

    `source` says where the records come from.
    """
    read = list(reports)
    plants, nowhere = plants_of(read), 0
    if choices.municipalities:
        plants, nowhere = within(plants, choices.municipalities)
    members = _members(plants, tools, choices)
    candidates = _candidates(plants, members, tools, choices)
    meaning = _meaning(plants, tools)
    gaps = list(_gaps(read, plants, nowhere))
    producers: dict[str, list[Producer]] = {flow.id: [] for flow in choices.flows}
    for plant in plants:
        streams = list(_streams(plant, members, candidates, meaning))
        if not streams:
            continue
        base, remarks = producer_of(plant, tools.places)
        gaps += [f"{base.name}: {remark}" for remark in remarks]
        for flow in choices.flows:
            own = tuple(stream for flow_id, stream in streams if flow_id == flow.id)
            if own:
                producers[flow.id].append(replace(base, streams=_heaviest(own)))
    placed, remarks = _receivers(tools, candidates)
    flows = tuple(_flow_plan(flow, producers[flow.id], placed) for flow in choices.flows)
    count = len(read)
    return Plan(flows, source, date.today(), gaps=(*gaps, *remarks), records=count)


def _members(
    plants: Sequence[Plant], tools: Tools, choices: Choices
) -> dict[str, list[Membership]]:
    streams = [stream for plant in plants for stream in _generated(plant)]
    suggested = {
        stream.id: stream.ewc_code
        for plant in plants
        for stream in plant.newest.waste_streams
        if stream.ewc_source == "suggested"
    }
    hints = [suggested.get(stream.id) for stream in streams]
    return memberships(streams, hints, choices.flows, tools.judge)


def _generated(plant: Plant) -> Iterator[Stream]:
    """What the plant gives rise to and says a word about."""
    return (stream for stream in streams_of(plant.newest) if stream.direction == "generated")


def _candidates(
    plants: Sequence[Plant],
    members: Mapping[str, Sequence[Membership]],
    tools: Tools,
    choices: Choices,
) -> dict[str, tuple[Candidate, ...]]:
    asked = [s for plant in plants for s in _generated(plant) if s.id in members]
    ranked = tools.matcher.rank(asked, choices.top_k, choices.least)
    return {one.stream.id: tuple(_candidate(one)) for one in ranked}


def _candidate(ranked: Ranked) -> Iterator[Candidate]:
    for match, offer, away in zip(ranked.matches, ranked.offers, ranked.kilometres, strict=True):
        yield Candidate(
            receiver_id=match.receiver_id,
            receiver_name=offer.receiver.name,
            need_id=match.need_id,
            need_text=offer.need.text,
            score=match.score,
            reasons=tuple(match.reasons),
            kilometres=away,
        )


def _meaning(plants: Sequence[Plant], tools: Tools) -> Meaning | None:
    """What all streams of plants with several reports mean; None where there is no such plant."""
    reports = [report for p in plants if p.earlier for report in (p.newest, *p.earlier)]
    if not reports:
        return None
    texts = [text_of(stream) for report in reports for stream in report.waste_streams]
    known = tools.matcher.knowledge
    return Meaning(texts, known.embeds, known.suggester)


def _streams(
    plant: Plant,
    members: Mapping[str, Sequence[Membership]],
    candidates: Mapping[str, tuple[Candidate, ...]],
    meaning: Meaning | None,
) -> Iterator[tuple[str, FlowStream]]:
    """Yield the flow of each membership and its stream."""
    texts = {stream.id: stream.description for stream in _generated(plant) if stream.id in members}
    past = past_amounts(plant, meaning) if texts else {}
    for stream in plant.newest.waste_streams:
        if stream.id not in texts:
            continue
        amount, earlier = own_amount(plant.newest, stream), past.get(stream.id, ())
        for member in members[stream.id]:
            yield (
                member.flow,
                FlowStream(
                    id=stream.id,
                    description=texts[stream.id],
                    code=stream.ewc_code,
                    hazardous=stream.hazardous,
                    joined=member.joined,
                    belongs=member.belongs,
                    amount=amount,
                    past=earlier,
                    trend=trend_of(amount, earlier),
                    treatment=stream.treatment,
                    operation_code=stream.operation_code,
                    receiver=stream.receiver,
                    sure=stream.confidence.overall,
                    needs_review=stream.needs_review,
                    source=source_of(plant.newest, stream.provenance),
                    candidates=candidates.get(stream.id, ()),
                ),
            )


def _heaviest(streams: Sequence[FlowStream]) -> tuple[FlowStream, ...]:
    return tuple(sorted(streams, key=lambda stream: -(stream.tonnes or 0.0)))


def _receivers(
    tools: Tools, candidates: Mapping[str, tuple[Candidate, ...]]
) -> tuple[dict[str, PlanReceiver], list[str]]:
    """The receivers that are somebody's candidate, by id, and remarks about their places."""
    wanted = {one.receiver_id for found in candidates.values() for one in found}
    offers = tools.matcher.offers.offers
    known = {offer.receiver.id: offer.receiver for offer in offers}
    placed: dict[str, PlanReceiver] = {}
    remarks: list[str] = []
    for receiver in known.values():
        if receiver.id not in wanted:
            continue
        found = tools.receiver_places(receiver)
        remarks += found.remarks
        contact = receiver.contact
        placed[receiver.id] = PlanReceiver(
            id=receiver.id,
            name=receiver.name,
            municipality=receiver.municipality,
            where=found.where,
            contact_name=contact.name if contact else None,
            contact_email=contact.email if contact else None,
            contact_phone=contact.phone if contact else None,
            needs=tuple((need.id, need.text) for need in receiver.needs),
        )
    return placed, remarks


def _flow_plan(
    flow: Flow, producers: Sequence[Producer], placed: Mapping[str, PlanReceiver]
) -> FlowPlan:
    wanted = {
        candidate.receiver_id
        for producer in producers
        for stream in producer.streams
        for candidate in stream.candidates
    }
    ordered = sorted(producers, key=lambda one: (-(one.tonnes or 0.0), one.name, one.key))
    receivers = tuple(one for key, one in placed.items() if key in wanted)
    return FlowPlan(flow, tuple(ordered), receivers)


def _gaps(reports: Sequence[Report], plants: Sequence[Plant], nowhere: int) -> Iterator[str]:
    """What is missing in the records, for all flows alike."""
    failed = [report.document.path for report in reports if report.document.status == "failed"]
    if failed:
        told = how_many(len(failed), "rapport kunde inte läsas", "rapporter kunde inte läsas")
        yield f"{told} och saknas: {', '.join(failed)}."
    if nowhere:
        told = how_many(nowhere, "anläggning", "anläggningar")
        yield f"{told} utan kommun i rapporten är inte med: urvalet gäller vissa kommuner."
    for plant in plants:
        document = plant.newest.document
        if document.status == "partial":
            yield f"{document.path} kunde bara läsas delvis: strömmar kan saknas."
        if year_of(plant.newest) is None:
            yield f"{document.path} anger inget rapportår: mängderna visas utan år."
