"""Forget a person everywhere in a database, and let no later run bring the person back."""

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from iusml.errors import InputError
from iusml.normalise.email import parse_email
from iusml.normalise.phone import parse_phone
from iusml.records import Contact
from iusml.review.privacy.match_texts import scrub_matches
from iusml.review.privacy.taking_out import Counts, take_out
from iusml.store.database import traces
from iusml.store.database.forgotten import Rules, beside, remember
from iusml.store.database.review_schema import items
from iusml.store.database.schema import reports

BEYOND_REACH = (
    "What lies outside the database is beyond reach: delete the journal beside it "
    "(*.iusml.journal), copies of the database, and files written earlier, yourself."
)


def forget(connection: Connection, person: str) -> Counts:
    """Take a person out of every report and the follow-up.

    The person is known by name, e-mail address or telephone number.
    What contacts tell beside it goes too: the name behind an address, the address and number beside
    a name, as far as they are that person's own. Raises InputError where `person` is none of the
    three, OutputError for records of another version.
    """
    told = _given(person)
    contacts = _contacts(connection)
    theirs, namesakes = _identity(told, contacts)
    remember(connection, theirs)
    rules = Rules.of(connection)
    counts = Counts(namesakes=namesakes)
    for key in connection.scalars(select(reports.c.id).order_by(reports.c.id)).all():
        counts += take_out(connection, key, rules)
    return counts + Counts(notes=scrub_matches(connection, rules))


def _given(person: str) -> str:
    if "@" in person and (address := parse_email(person)):
        return traces.mail(address)
    if re.search(r"\d", person) and (digits := parse_phone(person)):
        return traces.number(digits)
    told = traces.name(person)
    if "@" in person or re.search(r"\d", person) or len(told.split()) < 3:
        raise InputError(
            "This is no person. Give first and last name, an e-mail address, or a telephone number "
            "with its area code."
        )
    return told


def _contacts(connection: Connection) -> list[Contact]:
    """Every contact that the program or a person told."""
    query = select(items.c.truth, items.c.machine).where(items.c.kind == "contact")
    texts = {text for row in connection.execute(query) for text in row if text is not None}
    return [Contact.model_validate_json(text) for text in sorted(texts)]


def _identity(told: str, contacts: Iterable[Contact]) -> tuple[set[str], int]:
    """All that tells of the person, and how many contacts seem to be namesakes.

    A name is somebody else's too where it stands with an address that is not the person's.
    """
    matched: list[Contact] = []
    others: list[Contact] = []
    for contact in contacts:
        (matched if told in traces.of_contact(contact) else others).append(contact)
    mails = {traces.mail(one.email) for one in matched if one.email}
    numbers = {traces.number(one.phone) for one in matched if one.phone}
    names = {traces.name(one.name) for one in matched if one.name and " " in one.name.strip()}
    doubles = _namesakes(names, mails, others) if told not in names else []
    own = names - {traces.name(one.name) for one in doubles if one.name}
    return {told, *own, *(beside(one) for one in mails | numbers)}, len(doubles)


def _namesakes(names: set[str], mails: set[str], others: Sequence[Contact]) -> list[Contact]:
    return [
        one
        for one in others
        if one.name and one.email
        if traces.name(one.name) in names and traces.mail(one.email) not in mails
    ]
