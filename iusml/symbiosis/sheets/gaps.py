"""What is missing or doubtful in a flow, as rows that say where to look."""

from collections.abc import Iterator
from typing import Final

from iusml.store.rows import Row
from iusml.symbiosis import telling
from iusml.symbiosis.doubts import doubts
from iusml.symbiosis.plan import FlowPlan, FlowStream, Plan, Producer
from iusml.symbiosis.sheets.rows import numbered

NO_STREAMS: Final = "ingen ström i rapporterna hör till flödet"
NO_MUNICIPALITY: Final = "ingen kommun i rapporten"
NO_TREATMENT: Final = "ingen behandling i rapporten"
WHOLE: Final = "hela underlaget"


def gap_rows(flow_plan: FlowPlan, plan: Plan) -> Iterator[Row]:
    """One row for each gap: of the records, of the flow, of a producer, of a stream."""
    for sentence in plan.gaps:
        yield {"Vad saknas": sentence, "Gäller": WHOLE}
    if not any(producer.streams for producer in flow_plan.producers):
        yield {"Vad saknas": NO_STREAMS, "Gäller": flow_plan.flow.name}
    for producer in flow_plan.producers:
        for gap in _of_producer(producer):
            yield {"Vad saknas": gap, "Gäller": producer.name, "Rapport": producer.path}
    for number, producer, stream in numbered(flow_plan):
        for gap in _of_stream(stream):
            yield {
                "Vad saknas": gap,
                "Gäller": f"{producer.name}: {stream.description}",
                "Nr": number,
                "Rapport": stream.source.path,
                "Sida": stream.source.page,
            }


def _of_producer(producer: Producer) -> Iterator[str]:
    if producer.company is None:
        yield telling.NO_COMPANY
    if producer.municipality is None:
        yield NO_MUNICIPALITY
    if producer.where is None:
        yield telling.NO_PLACE
    if not producer.contacts:
        yield telling.NO_CONTACT
    elif all(contact.needs_review for contact in producer.contacts):
        yield "kontakten bör granskas"


def _of_stream(stream: FlowStream) -> Iterator[str]:
    if stream.code is None:
        yield telling.NO_CODE
    if stream.amount is None or stream.amount.quantity is None:
        yield telling.NO_AMOUNT
    elif stream.tonnes is None:
        yield telling.NO_MASS
    if stream.treatment is None and stream.operation_code is None:
        yield NO_TREATMENT
    if not stream.candidates:
        yield telling.NO_CANDIDATE
    for doubt in doubts(stream):
        yield f"bör granskas: {doubt}"
