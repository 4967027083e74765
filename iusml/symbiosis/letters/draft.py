"""The draft of one invitation: one page, and an attachment where a plant has many streams.

The officer's note follows on the same page where there is room for all of it, else on the next.
"""

from datetime import date
from typing import Any, Final

from iusml.symbiosis.contacts import best_contact
from iusml.symbiosis.letters.doubts import doubts
from iusml.symbiosis.letters.inviter import Inviter
from iusml.symbiosis.office.texts import clipped
from iusml.symbiosis.office.word import (
    NOTE,
    SMALL,
    TIGHT,
    Cell,
    Gap,
    Part,
    add_heading,
    add_line,
    add_table,
    new_document,
    write,
)
from iusml.symbiosis.plan import Candidate, FlowStream, PlanContact, Producer
from iusml.symbiosis.telling import (
    NO_COMPANY,
    NO_CONTACT,
    amount_text,
    code_origin_text,
    page_text,
    trend_text,
    year_amount_text,
)
from iusml.wording import BLANK, day, number

DRAFT: Final = "UTKAST – ska granskas av en handläggare"
CHECK: Final = "Kontrollera innan brevet skickas:"
STREAMS_SHOWN = 3
NEEDS_SHOWN = 3
PAST_SHOWN = 3
"""How much the one page holds; more streams stand in an attachment."""
_NAME, _NEED, _REASONS = 90, 140, 140
_HEADINGS = ("Avfall", "Avfallskod", "Mängd", "Sida", "Tidigare år")
_WIDTHS = (5.0, 2.6, 3.3, 1.4, 4.7)


def draft(producer: Producer, flow: str, inviter: Inviter, made: date) -> Any:
    """The letter about a producer's streams of the flow named `flow`, as a Word document."""
    contact = best_contact(producer)
    title = f"Inbjudan till workshop: {flow}"
    document = new_document(title, made)
    write(document.sections[0].header.paragraphs[0], DRAFT, bold=True)
    add_line(document, inviter.city or Gap("stadens namn"), style=TIGHT, bold=True)
    add_line(document, inviter.department or Gap("förvaltning"), style=TIGHT)
    _addressee(document, producer, contact)
    add_heading(document, 1, title)
    add_line(
        document, f"Hej {clipped(contact.name, _NAME)}!" if contact and contact.name else "Hej!"
    )
    _invitation(document, flow, inviter)
    _streams(document, producer)
    _needs(document, producer.streams)
    _closing(document, contact, inviter)
    if len(producer.streams) > STREAMS_SHOWN:
        heading = add_heading(document, 2, "Bilaga: alla strömmar i flödet ", *_report(producer))
        heading.paragraph_format.page_break_before = True
        _table(document, by_mass(producer.streams))
    _check(document, producer, contact, inviter)
    return document


def by_mass(streams: tuple[FlowStream, ...]) -> list[FlowStream]:
    """The heaviest first, those without a mass last."""
    return sorted(streams, key=lambda one: -1.0 if one.tonnes is None else one.tonnes, reverse=True)


def _addressee(document: Any, producer: Producer, contact: PlanContact | None) -> None:
    name = producer.company
    first = clipped(name, _NAME) if name else Gap(NO_COMPANY)
    add_line(document, first, style=TIGHT, bold=True, before=12)
    if producer.facility and producer.facility != producer.company:
        add_line(document, clipped(producer.facility, _NAME), style=TIGHT)
    who = [part for part in (contact.name, contact.role) if part] if contact else []
    add_line(document, clipped(", ".join(who), _NAME) if who else Gap(NO_CONTACT), style=TIGHT)
    if contact and contact.email:
        add_line(document, clipped(contact.email, _NAME), style=TIGHT)
    address = producer.address
    add_line(
        document,
        clipped(address, _NAME) if address else Gap("ingen adress i rapporten"),
        style=TIGHT,
    )


def _invitation(document: Any, flow: str, inviter: Inviter) -> None:
    if inviter.text:
        add_line(document, inviter.text)
    else:
        add_line(
            document,
            "Det som blir över hos en verksamhet kan bli råvara hos en annan. ",
            inviter.city or Gap("stadens namn"),
            f" bjuder in er till en workshop om flödet {flow}, där företag tillsammans letar "
            "efter sådana samarbeten.",
        )
    when = day(inviter.date) if inviter.date else Gap("dag")
    add_line(document, "När: ", when, ", ", inviter.time or Gap("tid"), style=TIGHT)
    add_line(document, "Var: ", inviter.place or Gap("plats"), style=TIGHT)
    add_line(
        document,
        "Svara senast: ",
        day(inviter.reply_by) if inviter.reply_by else Gap("dag"),
        " till ",
        inviter.email or Gap("e-post"),
        style=TIGHT,
    )


def _report(producer: Producer) -> tuple[Part, ...]:
    year = Gap("inget år i rapporten") if producer.year is None else str(producer.year)
    return ("i er miljörapport för ", year)


def _streams(document: Any, producer: Producer) -> None:
    add_heading(document, 2, "Det här läste vi ", *_report(producer))
    streams = by_mass(producer.streams)
    _table(document, streams[:STREAMS_SHOWN])
    told = "Sidan är räknad från rapportens första sida."
    if any(stream.hazardous for stream in streams):
        told += " Stjärnan (*) betyder farligt avfall."
    if len(streams) > STREAMS_SHOWN:
        shown, all_of_them = number(STREAMS_SHOWN), number(len(streams))
        told += f" Tabellen visar {shown} av {all_of_them} strömmar, de med störst känd vikt först;"
        told += " alla står i bilagan."
    add_line(document, told, style=SMALL)


def _table(document: Any, streams: list[FlowStream]) -> None:
    rows = [_row(stream) for stream in streams]
    add_table(document, "Avfall enligt er miljörapport", _HEADINGS, rows, _WIDTHS)


def _row(stream: FlowStream) -> tuple[Cell, ...]:
    mark: Cell = (" ", Gap("kontrollera")) if stream.doubtful else ()
    return (
        (clipped(stream.description, _NAME), *mark),
        (code_origin_text(stream),),
        (year_amount_text(stream.amount),),
        (_pages(stream),),
        (_past(stream),),
    )


def _pages(stream: FlowStream) -> str:
    """The page of the waste, and that of its amount where it is another."""
    own = page_text(stream.source)
    if stream.amount is None or stream.amount.source.page in {stream.source.page, None}:
        return own
    return f"{own}, mängden {page_text(stream.amount.source)}"


def _past(stream: FlowStream) -> str:
    told = [
        f"{year.year}:{BLANK}{amount_text(year.quantity)}"
        for year in stream.past[:PAST_SHOWN]
        if year.quantity is not None
    ]
    return "; ".join(told) + f" ({trend_text(stream.trend)})" if told else trend_text(stream.trend)


def _needs(document: Any, streams: tuple[FlowStream, ...]) -> None:
    add_heading(document, 2, "Vem kan ha nytta av det?")
    pairs = [(stream, candidate) for stream in streams for candidate in stream.candidates]
    pairs.sort(key=lambda pair: -pair[1].score)
    for stream, candidate in pairs[:NEEDS_SHOWN]:
        _need(document, stream, candidate)
    without = [clipped(stream.description, _NAME) for stream in streams if not stream.candidates]
    if without:
        named = ", ".join(without[:STREAMS_SHOWN])
        named += " och fler" if len(without) > STREAMS_SHOWN else ""
        add_line(document, f"Ännu ingen mottagare i vår katalog: {named}.", style="List Bullet")
    add_line(
        document,
        "Detta är möjligheter att prata om, inga löften. Om något passar avgör ni och mottagaren. "
        "Har vi läst fel i rapporten vill vi gärna få veta det.",
    )


def _need(document: Any, stream: FlowStream, candidate: Candidate) -> None:
    told = f"{clipped(stream.description, _NAME)}: en möjlig mottagare söker "
    told += f"”{clipped(candidate.need_text, _NEED)}”."
    if candidate.reasons:
        known = clipped(", ".join(candidate.reasons), _REASONS)
        told += f" Det vi vet: {known.removesuffix('…')}{'…' if known.endswith('…') else '.'}"
    add_line(document, told, style="List Bullet")


def _closing(document: Any, contact: PlanContact | None, inviter: Inviter) -> None:
    add_line(document, "Välkommen! Med vänlig hälsning", before=6)
    add_line(document, inviter.sender or Gap("avsändarens namn"), style=TIGHT, bold=True)
    add_line(
        document,
        inviter.department or Gap("förvaltning"),
        ", ",
        inviter.email or Gap("e-post"),
        ", ",
        inviter.phone or Gap("telefon"),
        style=TIGHT,
    )
    if contact is not None:
        add_line(
            document,
            f"Kontaktuppgiften läste vi i er miljörapport, {page_text(contact.source)}. "
            "Så behandlar vi personuppgifter: ",
            inviter.privacy or Gap("stadens sida om personuppgifter"),
            ". Säg till om ni inte vill ha fler inbjudningar.",
            style=SMALL,
            before=4,
        )


def _check(
    document: Any, producer: Producer, contact: PlanContact | None, inviter: Inviter
) -> None:
    add_line(document, CHECK, style=NOTE, bold=True, before=14)
    for told in doubts(producer, contact, inviter):
        add_line(document, f"• {told}", style=NOTE)
    add_line(
        document,
        f"• Underlag: {producer.path}. Ta bort den här rutan och raden UTKAST när allt stämmer.",
        style=NOTE,
    )
