"""The list for mail merge: one row for each letter, as Swedish Excel and Word read csv.

The file is UTF-8 with a mark at its beginning, has semicolons between its columns and a decimal
comma in its figures. Several streams of one letter are held apart by " | ", in the same order in
every column. What no report tells is said in words of companies, codes and amounts, a dash of
units, years and pages, and empty of contacts and addresses.

| column | what it holds |
| --- | --- |
| Företag | the company |
| Anläggning | the plant |
| Kontaktperson | whom the letter is addressed to |
| E-post, Telefon | of that person; the number as it is dialled in Sweden |
| Adress | of the plant |
| Flöde | the flow's name |
| Strömmar | the wastes in the report's words |
| Avfallskod | six digits in pairs, a star where hazardous; said where only suggested |
| Mängd, Enhet | the reporting year's amount as reported; "ca" before what is approximate |
| År | of the amount |
| Sida | of the waste, from 1 |
| Rapport | the report's path |
| Kontrollera | "ja" where something in the letter is to be checked first |
| Brev | the letter's file, in the same folder |
"""

import csv
import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, NamedTuple

import phonenumbers

from iusml.store.formulas import csv_text
from iusml.store.writers import whole_file
from iusml.symbiosis.contacts import best_contact
from iusml.symbiosis.office.texts import clean
from iusml.symbiosis.plan import FlowStream, Producer
from iusml.symbiosis.telling import NO_AMOUNT, NO_COMPANY, code_origin_text, unit_text
from iusml.wording import plain

COLUMNS: Final = (
    "Företag", "Anläggning", "Kontaktperson", "E-post", "Telefon", "Adress", "Flöde", "Strömmar",
    "Avfallskod", "Mängd", "Enhet", "År", "Sida", "Rapport", "Kontrollera", "Brev",
)  # fmt: skip
_APART: Final = " | "
_NONE: Final = "–"


class Letter(NamedTuple):
    """One letter: to whom, in which file."""

    producer: Producer
    file: str


def write_merge(path: Path, flow: str, letters: Iterable[Letter]) -> None:
    """Write the list of a flow's letters; no cell is a formula. Raises OutputError."""
    with whole_file(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text, delimiter=";")
        writer.writerow(COLUMNS)
        for letter in letters:
            writer.writerow(csv_text(clean(cell)) for cell in _cells(letter, flow))
        text.detach()


def _cells(letter: Letter, flow: str) -> tuple[str, ...]:
    producer = letter.producer
    contact = best_contact(producer)
    gaps = contact is None or contact.needs_review or producer.company is None
    doubtful = gaps or any(stream.doubtful for stream in producer.streams)

    def each(tell: Callable[[FlowStream], str]) -> str:
        return _APART.join(tell(stream) for stream in producer.streams)

    return (
        producer.company or NO_COMPANY,
        producer.facility or "",
        (contact and contact.name) or "",
        (contact and contact.email) or "",
        phone_text(contact.phone) if contact and contact.phone else "",
        producer.address or "",
        flow,
        each(lambda stream: stream.description),
        each(code_origin_text),
        each(_value),
        each(_unit),
        each(lambda stream: str((stream.amount and stream.amount.year) or _NONE)),
        each(lambda stream: str(stream.source.page or _NONE)),
        producer.path,
        "ja" if doubtful else "nej",
        letter.file,
    )


def phone_text(phone: str) -> str:
    """A Swedish number as it is dialled here: a plus sign would look like a formula."""
    try:
        number = phonenumbers.parse(phone, "SE")
    except phonenumbers.NumberParseException:
        return phone
    if number.country_code != phonenumbers.country_code_for_region("SE"):
        return phone
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


def _value(stream: FlowStream) -> str:
    quantity = stream.amount.quantity if stream.amount else None
    if quantity is None:
        return NO_AMOUNT
    return f"{'ca ' if quantity.approximate else ''}{plain(quantity.value)}"


def _unit(stream: FlowStream) -> str:
    quantity = stream.amount.quantity if stream.amount else None
    return _NONE if quantity is None else unit_text(quantity.unit)
