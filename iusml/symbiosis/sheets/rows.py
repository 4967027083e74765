"""A flow as rows: one for each stream, candidate, reported year and gap."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from iusml.store.rows import Cell, Row
from iusml.symbiosis import telling
from iusml.symbiosis.contacts import best_contact
from iusml.symbiosis.doubts import doubts
from iusml.symbiosis.plan import (
    Candidate,
    FlowPlan,
    FlowStream,
    PlanContact,
    Producer,
    YearAmount,
)
from iusml.symbiosis.sheets.columns import BEST
from iusml.years.amounts import shown

NOT_TOLD: Final = "framgår inte"
NOT_BEGUN: Final = "inte påbörjad"


class Numbered(NamedTuple):
    """A stream with its number in the workbook, from 1, and its producer."""

    number: int
    producer: Producer
    stream: FlowStream


def numbered(flow_plan: FlowPlan) -> list[Numbered]:
    """The streams of a flow in the order of its producers."""
    pairs = [(producer, stream) for producer in flow_plan.producers for stream in producer.streams]
    return [Numbered(number, *pair) for number, pair in enumerate(pairs, start=1)]


def stream_rows(flow_plan: FlowPlan) -> Iterator[Row]:
    """One row for each stream."""
    for one in numbered(flow_plan):
        stream, producer = one.stream, one.producer
        reasons, trend = doubts(stream), stream.trend
        yield {
            **_head(one),
            "Org.nr": producer.org_number or NOT_TOLD,
            "Kommun": producer.municipality or NOT_TOLD,
            "Kom med genom": telling.JOINED[stream.joined],
            "Hör till flödet": stream.belongs,
            "Farligt avfall": _yes(stream.hazardous),
            **_amount(stream.amount),
            "År": stream.amount.year if stream.amount else producer.year,
            "Utveckling": telling.trend_text(trend),
            "Förändring": None if trend.percent is None else trend.percent / 100,
            "Tidigare år": "; ".join(map(_year_text, stream.past)) or NOT_TOLD,
            "Behandling": stream.treatment or NOT_TOLD,
            "R/D-kod": stream.operation_code or NOT_TOLD,
            "Mottagare i dag": stream.receiver or NOT_TOLD,
            **_contacts(producer),
            **_best(stream),
            "Rapport": stream.source.path,
            "Sida": stream.source.page,
            "Säkerhet": stream.sure,
            "Bör granskas": _yes(bool(reasons)),
            "Varför granskas": "; ".join(reasons) or None,
        }


def receiver_rows(flow_plan: FlowPlan) -> Iterator[Row]:
    """One row for each stream and each of its candidates."""
    known = {receiver.id: receiver for receiver in flow_plan.receivers}
    for one in numbered(flow_plan):
        for rank, candidate in enumerate(one.stream.candidates, start=1):
            receiver = known.get(candidate.receiver_id)
            yield {
                **_head(one),
                "Ton": one.stream.tonnes,
                "Ordning": rank,
                "Mottagare": candidate.receiver_name,
                "Behov": candidate.need_text,
                "Sannolikhet": candidate.score,
                "Km": candidate.kilometres,
                "Skäl": "; ".join(candidate.reasons) or None,
                "Uppföljning": _state(candidate),
                "Mottagarens kommun": (receiver and receiver.municipality) or NOT_TOLD,
                "Mottagarens kontakt": (receiver and receiver.contact_name) or NOT_TOLD,
                "Mottagarens e-post": (receiver and receiver.contact_email) or NOT_TOLD,
                "Mottagarens telefon": (receiver and receiver.contact_phone) or NOT_TOLD,
            }


def year_rows(flow_plan: FlowPlan) -> Iterator[Row]:
    """One row for each year of each stream, the latest first, with the place of its amount."""
    for one in numbered(flow_plan):
        amount = one.stream.amount
        for told in ((amount,) if amount else ()) + one.stream.past:
            yield {
                **_head(one),
                "År": told.year,
                **_amount(told),
                "Rapport": told.source.path,
                "Sida": told.source.page,
                "Rad i rapporten": told.source.text,
            }


def _head(one: Numbered) -> Row:
    producer = one.producer
    return {
        "Nr": one.number,
        "Företag": producer.company or telling.NO_COMPANY,
        "Anläggning": producer.facility or producer.facility_number or NOT_TOLD,
        "Avfallsström": one.stream.description,
        "Avfallskod": telling.code_text(one.stream),
    }


def _amount(told: YearAmount | None) -> Row:
    quantity = told.quantity if told else None
    if quantity is None:
        return {"Mängd enligt rapporten": telling.NO_AMOUNT}
    return {
        "Mängd enligt rapporten": telling.amount_text(quantity),
        "Mängd": quantity.value,
        "Enhet": "ton" if quantity.unit == "t" else shown(quantity.unit),
        "Ton": None if quantity.mass_kg is None else quantity.mass_kg / 1000,
        "Ungefärlig": _yes(quantity.approximate),
    }


def _year_text(told: YearAmount) -> str:
    return f"{told.year}: {telling.amount_text(told.quantity)}"


def _contacts(producer: Producer) -> Row:
    first = best_contact(producer)
    if first is None:
        return {"Kontakt": telling.NO_CONTACT}
    others = [contact for contact in producer.contacts if contact is not first]
    place = telling.page_text(first.source)
    return {
        "Kontakt": f"{first.name or NOT_TOLD}{' (bör granskas)' if first.needs_review else ''}",
        "Kontakt, roll": first.role or NOT_TOLD,
        "Kontakt, e-post": first.email or NOT_TOLD,
        "Kontakt, telefon": first.phone or NOT_TOLD,
        "Kontakt står på": place
        if first.source.path == producer.path
        else f"{place} i {first.source.path}",
        "Fler kontakter": "; ".join(map(_contact_text, others)) or None,
    }


def _contact_text(contact: PlanContact) -> str:
    told = [contact.name, contact.role, contact.email, contact.phone]
    review = "bör granskas" if contact.needs_review else None
    return ", ".join(filter(None, [*told, telling.page_text(contact.source), review]))


def _best(stream: FlowStream) -> Row:
    if not stream.candidates:
        return {"Mottagare 1": telling.NO_CANDIDATE}
    row: dict[str, Cell] = {}
    for rank, candidate in enumerate(stream.candidates[:BEST], start=1):
        start = f"Mottagare {rank}"
        row |= {
            start: candidate.receiver_name,
            f"{start}, sannolikhet": candidate.score,
            f"{start}, km": candidate.kilometres,
            f"{start}, skäl": "; ".join(candidate.reasons) or None,
            f"{start}, uppföljning": _state(candidate),
        }
    return row


def _state(candidate: Candidate) -> str:
    return telling.STATES[candidate.state] if candidate.state else NOT_BEGUN


def _yes(truth: bool | None) -> str:
    return NOT_TOLD if truth is None else "ja" if truth else "nej"
