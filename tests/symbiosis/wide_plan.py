"""A plan of sixty invented producers around Skåne, some on one point, some without a place."""

import random
from datetime import date

from iusml.flows.lists import shipped
from iusml.geography.where import Where
from iusml.symbiosis.plan import (
    Candidate,
    FlowPlan,
    FlowStream,
    Plan,
    PlanReceiver,
    Producer,
    Source,
    Trend,
    YearAmount,
)
from tests.symbiosis.plans import cubic_metres, tonnes

TOWNS = {
    "Malmö": (55.605, 13.0), "Lund": (55.704, 13.19), "Helsingborg": (56.046, 12.7),
    "Kristianstad": (56.03, 14.15), "Landskrona": (55.87, 12.83), "Trelleborg": (55.375, 13.157),
    "Ystad": (55.43, 13.82), "Hässleholm": (56.158, 13.766), "Ängelholm": (56.243, 12.862),
    "Eslöv": (55.839, 13.303), "Simrishamn": (55.556, 14.35), "Åstorp": (56.135, 12.945),
}  # fmt: skip
KINDS = ("Slam från fettavskiljare", "Grönsaksrens", "Vassle", "Drav", "Deg- och brödrester",
         "Fiskrens från filetering och rökning av sill och makrill")  # fmt: skip
CODES = ("020204", "020304", "020501", "020704", "020601", None)
TAKERS = 6


def wide_plan(count: int = 60) -> Plan:
    """One flow with `count` producers; every tenth has no place, every twelfth no mass."""
    draw = random.Random(7)
    receivers = tuple(_receiver(number) for number in range(TAKERS))
    producers = [_producer(number, draw, receivers) for number in range(count)]
    producers.sort(key=lambda one: -(one.tonnes or 0))
    flows = {flow.id: flow for flow in shipped()}
    first = FlowPlan(flows["food_residues"], tuple(producers), receivers)
    second = FlowPlan(flows["packaging"], tuple(producers[5:20:3]), receivers[:2])
    return Plan((first, second), "poster.jsonl", date(2025, 4, 1))


def _receiver(number: int) -> PlanReceiver:
    town, (lat, lon) = list(TOWNS.items())[2 * number]
    return PlanReceiver(
        id=f"mottagare-{number}",
        name=f"Påhittad biogas i {town} AB",
        municipality=town,
        where=Where(lat + 0.03, lon + 0.05, "coordinates", 0.1, "koordinater"),
        contact_name=None,
        contact_email=None,
        contact_phone="040-628 04 11",
        needs=((f"behov-{number}", "Organiskt avfall till rötning"),),
    )


def _producer(number: int, draw: random.Random, receivers: tuple[PlanReceiver, ...]) -> Producer:
    town = draw.choice(list(TOWNS))
    lat, lon = TOWNS[town]
    where = Where(lat, lon, "municipality", 12.0, town)
    if number % 3:
        lat, lon = lat + draw.uniform(-0.12, 0.12), lon + draw.uniform(-0.1, 0.1)
        where = Where(lat, lon, "coordinates", 0.1, "koordinater")
    path = f"rapporter/2024/{number}.pdf"
    streams = tuple(
        _stream(f"{number}-{at}", path, draw, receivers, weighed=bool(number % 12))
        for at in range(1 + number % 3)
    )
    return Producer(
        key=f"plats-{number}",
        company=f"Påhittade {draw.choice(('Livs', 'Bageri', 'Mejeri', 'Fisk'))} {number} AB",
        org_number=None,
        facility=None,
        facility_number=None,
        municipality=town,
        address=None,
        year=2024,
        path=path,
        where=where if number % 10 else None,
        contacts=(),
        streams=streams,
    )


def _stream(
    name: str, path: str, draw: random.Random, receivers: tuple[PlanReceiver, ...], *, weighed: bool
) -> FlowStream:
    kind = draw.randrange(len(KINDS))
    amount = tonnes(round(draw.lognormvariate(4, 1.5), 1)) if weighed else cubic_metres(40)
    source = Source(path, draw.randint(3, 30))
    chosen = draw.sample(receivers, 2)
    return FlowStream(
        id=name,
        description=KINDS[kind],
        code=CODES[kind],
        hazardous=False,
        joined="code" if CODES[kind] else "meaning",
        belongs=0.9,
        amount=YearAmount(2024, amount, source),
        past=(),
        trend=Trend(None, None, None, "bara ett år"),
        treatment=None,
        operation_code=None,
        receiver=None,
        sure=0.9,
        needs_review=False,
        source=source,
        candidates=tuple(
            Candidate(one.id, one.name, one.needs[0][0], one.needs[0][1], score, ("liknar",), None)
            for one, score in zip(chosen, (0.8, 0.4), strict=True)
        ),
    )
