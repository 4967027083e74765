"""Facts of a contact that tell right from wrong, as numbers; see `stream_features`."""

import math
from collections import Counter
from collections.abc import Iterator
from typing import Final

from iusml.assembly.contact_names import mail_likeness
from iusml.confidence.evidence import Evidence, Features, mean, odds
from iusml.labels import CONTACT_LABELS
from iusml.normalise.text import fold
from iusml.provenance import standings
from iusml.records import Contact
from iusml.tagging.decode import Entity

_PARTS: Final = {"PERSON": "name", "ROLE": "role", "EMAIL": "email", "PHONE": "phone"}
_LONG_WORD = 4
"""Shorter words of an operator's name stand in many addresses."""


class ContactFacts:
    """The facts of the contacts of one report."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.contacts = evidence.report.contacts
        self.of: list[list[Entity]] = [[] for _ in self.contacts]
        self.lines = [0] * len(self.contacts)
        self.loose: list[Entity] = []
        for entity, standing in zip(evidence.entities, standings(evidence.report), strict=True):
            for number in standing.contacts:
                self.of[number].append(entity)
                self.lines[number] += len(standing.lines)
            if entity.label in CONTACT_LABELS and not standing.contacts:
                self.loose.append(entity)
        operator = evidence.report.facility and evidence.report.facility.operator
        words = fold(operator.value).replace("-", " ").split() if operator else []
        self.domains = Counter(_domain(c.email) for c in self.contacts if c.email)
        self.own = [word for word in words if len(word) >= _LONG_WORD]

    def features(self) -> list[Features]:
        """The facts of each contact."""
        return [
            {**self._parts(number), **self._mail(contact), **self._place(number)}
            for number, contact in enumerate(self.contacts)
        ]

    def _parts(self, number: int) -> Features:
        """How sure each part is, and what the contact lacks that others have."""
        contact, entities = self.contacts[number], self.of[number]
        others = [c for n, c in enumerate(self.contacts) if n != number]
        found: Features = {}
        for label, name in _PARTS.items():
            value = getattr(contact, name)
            sure = [e.confidence for e in entities if e.label == label]
            found[name] = odds(min(sure)) if sure and value else 0.0
            found[f"no_{name}"] = float(value is None)
            if name != "name":
                had = mean([float(getattr(c, name) is not None) for c in others])
                found[f"lacks_{name}"] = had if value is None else 0.0
        return found | {
            "raw": odds(contact.confidence),
            "mean": mean([odds(e.confidence) for e in entities]),
            "role_words": math.log1p(len((contact.role or "").split())),
            "tellings": math.log(max(1, sum(e.label == "PERSON" for e in entities))),
            "in_form": float(len(contact.provenance) > self.lines[number]),
        }

    def _mail(self, contact: Contact) -> Features:
        """Whether the address is the person's and the operator's."""
        address, name = contact.email or "", contact.name or ""
        alike = mail_likeness(address, name) > 0 if address and name else None
        domain = _domain(address)
        return {
            "mail_fits": float(alike is True),
            "mail_unfit": float(alike is False),
            "own_mail": float(any(word in domain for word in self.own)),
            "odd_mail": float(bool(domain) and self.domains[domain] == 1 < len(self.domains)),
        }

    def _place(self, number: int) -> Features:
        """Where the parts stand, and what on their pages found no place."""
        entities, evidence = self.of[number], self.evidence
        pages = {evidence.page(e.start) for e in entities}
        loose = {e.label for e in self.loose if evidence.page(e.start) in pages}
        contact = self.contacts[number]
        lacking = {
            f"loose_{name}": float(getattr(contact, name) is None and label in loose)
            for label, name in _PARTS.items()
            if name != "name"
        }
        return lacking | {
            "several_pages": float(len(pages) > 1),
            "unread": evidence.unread(entities),
        }


def _domain(address: str) -> str:
    return fold(address.rpartition("@")[2])


def contact_features(evidence: Evidence) -> Iterator[Features]:
    """The facts of each contact of a report, in order."""
    yield from ContactFacts(evidence).features()
