"""A small plan of invented companies, written by hand: what writers of outputs are tested with."""

from datetime import date

from iusml.flows.lists import shipped
from iusml.geography.where import Where
from iusml.records import Quantity
from iusml.symbiosis.plan import (
    Candidate,
    FlowPlan,
    FlowStream,
    Plan,
    PlanContact,
    PlanReceiver,
    Producer,
    Source,
    Trend,
    YearAmount,
)

FISK = "rapporter/2024/fisk & skaldjur.pdf"
"""A path with a sign that HTML and XML must escape."""
SLAM = Candidate(
    receiver_id="nordgas",
    receiver_name="Nordgas Påhitt AB",
    need_id="nordgas-1",
    need_text="Pumpbart organiskt avfall till rötning",
    score=0.91,
    reasons=("avfallskoden 02 02 04 ingår", "avstånd 12 km"),
    kilometres=12.3,
    state="talk",
)
FODER = Candidate(
    receiver_id="foderbruket",
    receiver_name="Foderbruket <Skåne> AB",
    need_id="foder-1",
    need_text="Vegetabiliska rester till foder",
    score=0.44,
    reasons=("liknande innehåll", "mängden okänd"),
    kilometres=None,
)


def tonnes(value: float, *, approximate: bool = False) -> Quantity:
    text = f"{value:g} ton".replace(".", ",")
    return Quantity(value=value, unit="t", mass_kg=1000 * value, approximate=approximate, text=text)


def cubic_metres(value: float) -> Quantity:
    return Quantity(value=value, unit="m3", mass_kg=None, approximate=False, text=f"{value:g} m³")


def fish() -> Producer:
    """Two streams, one of them by meaning and without an amount; one contact, coordinates."""
    slam = FlowStream(
        id="s1",
        description="Slam från fettavskiljare",
        code="020204",
        hazardous=False,
        joined="code",
        belongs=1.0,
        amount=YearAmount(2024, tonnes(412.5), Source(FISK, 7, "Slam från fettavskiljare 412,5")),
        past=(
            YearAmount(2023, tonnes(398.0), Source(FISK, 7)),
            YearAmount(2022, tonnes(275.0, approximate=True), Source("rapporter/2022/f.pdf", 6)),
        ),
        trend=Trend(2022, 2024, 50.0),
        treatment="Rötning",
        operation_code="R3",
        receiver="Gamla Gasverket AB",
        sure=0.96,
        needs_review=False,
        source=Source(FISK, 7, "Slam från fettavskiljare"),
        candidates=(SLAM, FODER),
    )
    rens = FlowStream(
        id="s2",
        description="Fiskrens och skal",
        code=None,
        hazardous=None,
        joined="meaning",
        belongs=0.83,
        amount=None,
        past=(),
        trend=Trend(None, None, None, "mängden saknas"),
        treatment=None,
        operation_code=None,
        receiver=None,
        sure=0.58,
        needs_review=True,
        source=Source(FISK, 8, "Fiskrens och skal"),
        candidates=(),
    )
    return Producer(
        key="1283-9901",
        company="Skaldjur & Fisk Påhitt AB",
        org_number="556000-0001",
        facility="Hamnfabriken",
        facility_number="1283-9901",
        municipality="Helsingborg",
        address="Kajgatan 1, 252 25 Helsingborg",
        year=2024,
        path=FISK,
        where=Where(56.0412, 12.6943, "coordinates", 0.1, "6213345, 356789"),
        contacts=(
            PlanContact(
                "Siv Påhittsson",
                "Miljöchef",
                "siv@fisk.example",
                "+46 31 390 06 11",
                needs_review=False,
                source=Source(FISK, 1, "Siv Påhittsson"),
            ),
        ),
        streams=(slam, rens),
    )


def bakery() -> Producer:
    """One stream in cubic metres; no contact, no place, no company."""
    path = "rapporter/2024/bageri.pdf"
    deg = FlowStream(
        id="s3",
        description="Deg och bröd",
        code="020601",
        hazardous=False,
        joined="suggested_code",
        belongs=0.94,
        amount=YearAmount(2024, cubic_metres(85), Source(path, 3, "85 m³")),
        past=(),
        trend=Trend(None, None, None, "bara ett år"),
        treatment=None,
        operation_code=None,
        receiver=None,
        sure=0.71,
        needs_review=True,
        source=Source(path, 3, "Deg och bröd"),
        candidates=(FODER,),
    )
    return Producer(
        key="bageriet",
        company=None,
        org_number=None,
        facility="Bageriet i Åstorp",
        facility_number=None,
        municipality=None,
        address=None,
        year=2024,
        path=path,
        where=None,
        contacts=(),
        streams=(deg,),
    )


def receivers() -> tuple[PlanReceiver, ...]:
    return (
        PlanReceiver(
            id="nordgas",
            name="Nordgas Påhitt AB",
            municipality="Helsingborg",
            where=Where(56.08, 12.75, "coordinates", 0.1, "56.08, 12.75"),
            contact_name="Åke Påhittsson",
            contact_email="ake@nordgas.example",
            contact_phone="040-628 04 11",
            needs=(("nordgas-1", "Pumpbart organiskt avfall till rötning"),),
        ),
        PlanReceiver(
            id="foderbruket",
            name="Foderbruket <Skåne> AB",
            municipality=None,
            where=None,
            contact_name=None,
            contact_email=None,
            contact_phone=None,
            needs=(("foder-1", "Vegetabiliska rester till foder"),),
        ),
    )


def plan() -> Plan:
    """Food residues with two producers, and process water without any."""
    flows = {flow.id: flow for flow in shipped()}
    return Plan(
        flows=(
            FlowPlan(flows["food_residues"], (fish(), bakery()), receivers()),
            FlowPlan(flows["process_water"], (), ()),
        ),
        source="records.jsonl",
        made=date(2025, 4, 1),
        gaps=("1 rapport kunde inte läsas och saknas i allt nedan.",),
    )
