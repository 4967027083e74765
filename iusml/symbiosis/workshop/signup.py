"""The sign-up list: whom to invite, who answered, who comes; and when it is to be deleted."""

from pathlib import Path
from typing import Final

from iusml.store.rows import Column, Row
from iusml.symbiosis.contacts import best_contact
from iusml.symbiosis.letters.inviter import Inviter
from iusml.symbiosis.office.book import Sheet, texts, write_book
from iusml.symbiosis.plan import Plan, PlanReceiver, Producer
from iusml.symbiosis.telling import NO_COMPANY, NO_CONTACT
from iusml.wording import day

YES_NO: Final = ("ja", "nej")
_GUESTS = (
    *texts(
        ("Företag", 28), ("Anläggning", 22), ("Roll", 11), ("Kontaktperson", 22), ("E-post", 26),
        ("Telefon", 18), ("Flöden", 24), ("Kontrollera", 12), ("Inbjuden (dag)", 12),
        ("Svarat (dag)", 12), ("Kommer", 9),
    ),
    Column("Antal", "integer", 7),
    *texts(("Mat", 18), ("Anteckning", 24)),
)  # fmt: skip
_ABOUT = texts(("Om listan", 100))
_PRIVACY = (
    "Listan innehåller personuppgifter (namn, e-post, telefon). Använd den bara för workshopen.",
    "Kontakterna kommer ur företagens miljörapporter och ur mottagarkatalogen. Berätta det för dem "
    "ni bjuder in, och var de kan läsa hur staden behandlar personuppgifter (GDPR artikel 14).",
    "Mat: fråga bara om det serveras något. Allergier är uppgifter om hälsa (GDPR artikel 9): "
    "radera kolumnen dagen efter workshopen.",
    "Radera hela listan när workshopen är uppföljd, senast den dag er informationshanteringsplan "
    "säger. Är listan en allmän handling, fråga arkivet innan den raderas.",
    "Den som inte vill bli kontaktad stryks genast.",
)


def write_signup(path: Path, plan: Plan, inviter: Inviter) -> None:
    """Write the list, one row for each plant and receiver of any flow. Raises OutputError."""
    flows: dict[str, list[str]] = {}
    producers: dict[str, Producer] = {}
    receivers: dict[str, PlanReceiver] = {}
    for flow_plan in plan.flows:
        for producer in flow_plan.producers:
            producers.setdefault(producer.key, producer)
            flows.setdefault(f"lämnar {producer.key}", []).append(flow_plan.flow.name)
        for receiver in flow_plan.receivers:
            receivers.setdefault(receiver.id, receiver)
            flows.setdefault(f"tar emot {receiver.id}", []).append(flow_plan.flow.name)
    rows = [_producer(one, flows[f"lämnar {key}"]) for key, one in producers.items()]
    rows += [_receiver(one, flows[f"tar emot {key}"]) for key, one in receivers.items()]
    about: list[Row] = [{"Om listan": sentence} for sentence in (*_when(inviter), *_PRIVACY)]
    sheets = (
        Sheet("Anmälan", _GUESTS, rows, {"Kommer": YES_NO}),
        Sheet("Om listan", _ABOUT, about),
    )
    write_book(path, "Anmälningslista", sheets, plan.made)


def _when(inviter: Inviter) -> tuple[str, ...]:
    held = day(inviter.date) if inviter.date else "[dag]"
    answer = day(inviter.reply_by) if inviter.reply_by else "[dag]"
    return (f"Workshop {held}. Svar senast {answer}.",)


def _producer(producer: Producer, flows: list[str]) -> Row:
    contact = best_contact(producer)
    return {
        "Företag": producer.company or NO_COMPANY,
        "Anläggning": producer.facility,
        "Roll": "lämnar",
        "Kontaktperson": NO_CONTACT if contact is None else contact.name or contact.role,
        "E-post": contact.email if contact else None,
        "Telefon": contact.phone if contact else None,
        "Flöden": ", ".join(flows),
        "Kontrollera": "ja" if contact is None or contact.needs_review else None,
    }


def _receiver(receiver: PlanReceiver, flows: list[str]) -> Row:
    told = (receiver.contact_name, receiver.contact_email, receiver.contact_phone)
    none = not any(told)
    return {
        "Företag": receiver.name,
        "Roll": "tar emot",
        "Kontaktperson": "ingen kontakt i katalogen" if none else receiver.contact_name,
        "E-post": receiver.contact_email,
        "Telefon": receiver.contact_phone,
        "Flöden": ", ".join(flows),
        "Kontrollera": "ja" if none else None,
    }
