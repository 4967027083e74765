"""What an officer has to check before a letter goes out, in Swedish sentences."""

from collections.abc import Iterator

from iusml.symbiosis.letters.inviter import Inviter
from iusml.symbiosis.office.texts import clean, clipped
from iusml.symbiosis.plan import FlowStream, PlanContact, Producer
from iusml.symbiosis.telling import (
    JOINED,
    NO_CONTACT,
    STATES,
    amount_text,
    chance_text,
    code_origin_text,
    page_text,
)

LONGEST = 90


def doubts(producer: Producer, contact: PlanContact | None, inviter: Inviter) -> list[str]:
    """Every value in a producer's letter that is not certain, and what is left to fill in."""
    found = [told for stream in producer.streams for told in _of_stream(stream)]
    if contact is None:
        found.append(f"{NO_CONTACT.capitalize()}: ta reda på vem brevet ska till.")
    elif contact.needs_review:
        told = [part for part in (contact.name, contact.role, contact.email, contact.phone) if part]
        found.append(f"Kontakten ({page_text(contact.source)}) bör granskas: {', '.join(told)}.")
    if producer.company is None:
        found.append("Rapporten ger inget företagsnamn.")
    if producer.year is None:
        found.append("Rapporten säger inte vilket år den gäller.")
    if any(value is None for name, value in inviter if name != "text"):
        found.append("Fyll i luckorna inom hakparentes.")
    return found


def _of_stream(stream: FlowStream) -> Iterator[str]:
    name = f"{clipped(stream.description, LONGEST)} ({page_text(stream.source)})"
    told = []
    if stream.needs_review:
        quantity = stream.amount.quantity if stream.amount else None
        told.append(f"rätt läst med sannolikheten {chance_text(stream.sure)}")
        told.append(f"jämför med rapporten: {code_origin_text(stream)}, {amount_text(quantity)}")
    if stream.joined != "code":
        told.append(
            f"hör till flödet enligt {JOINED[stream.joined]} ({chance_text(stream.belongs)})"
        )
    if told:
        yield f"{name}: {'; '.join(told)}."
    begun = [
        f"{clean(one.receiver_name)} ({STATES[one.state]})"
        for one in stream.candidates
        if one.state
    ]
    if begun:
        yield f"{name}: redan kontakt med {clipped(', '.join(dict.fromkeys(begun)), 2 * LONGEST)}."
