"""People of labelled reports to learn from: who is a contact of the operator, and who is not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from iusml.annotations.gold import GoldReport, project
from iusml.assembly.contact_judge import Person, features
from iusml.assembly.contacts import people
from iusml.document import Document
from iusml.normalise.text import fold
from iusml.tagging.decode import Entity, runs
from training.linking.examples import Pairs


@dataclass(frozen=True, slots=True)
class Source:
    """A labelled report as words, with the entities that its labels make."""

    gold: GoldReport
    document: Document
    entities: tuple[Entity, ...]


def of_report(gold: GoldReport, document: Document) -> Source:
    """Return the labelled entities of a report."""
    tags = project(document, gold.spans, source=gold.id, strict=not gold.scanned)
    entities = tuple(Entity(label, a, b, 1.0) for label, a, b in runs(np.array(tags)))
    return Source(gold, document, entities)


def examples(sources: Sequence[Source]) -> Pairs:
    """Everybody whom the reports name: contacts are labelled, the others found by form alone."""
    rows, truth, names = [], [], []
    for source in sources:
        found = people(source.document, source.entities)
        if not found:
            continue
        described = features(source.document, source.entities, found)
        for person, row in zip(found, described, strict=True):
            is_contact = _is_contact(source.gold, person)
            if is_contact is not None:
                rows.append(row)
                truth.append(int(is_contact))
                names.append(source.gold.id)
    return Pairs(np.array(rows, dtype=np.float32), np.array(truth), np.array(names))


def _is_contact(gold: GoldReport, person: Person) -> bool | None:
    """Whether gold has the person; None for half a name, which says neither."""
    contacts = gold.record.contacts
    if person.name is None:
        mails = {contact.email.lower() for contact in contacts if contact.email}
        phones = {contact.phone for contact in contacts if contact.phone}
        return (person.email or "").lower() in mails or person.phone in phones
    words = _words(person.name)
    known = [_words(contact.name) for contact in contacts if contact.name]
    if words in known:
        return True
    return None if any(words & other for other in known) else False


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", fold(name)))
