"""Whom a database has to forget, and how what tells of them is taken out of records.

The database remembers a keyed digest of each name, address and number, so that a later run does not
bring back what was taken out. Who holds the whole database can still try out names.
"""

import hashlib
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from sqlalchemy import Connection, insert, select

from iusml.records import Contact, EntityRecord, Facility, Report, WasteStream
from iusml.store.database.people_schema import forgotten
from iusml.store.database.review_schema import items, review_settings
from iusml.store.database.traces import Hit, blacken, mail, number, of_contact, of_text

RETENTION = "retention_years"
_SECRET = "forgetting_key"
_PERSONAL = ("PERSON", "EMAIL", "PHONE")
_OF_A_TRADER = (
    "operator", "org_number", "facility_name", "street_address", "postal_code", "coordinates"
)  # fmt: skip
"""What a facility tells of the person whose firm it is."""
_KEPT_AS_IS = {"path", "sha256", "id", "model", "schema_version"}


@dataclass(frozen=True, slots=True)
class Rules:
    """Whom to forget, and the oldest reporting year whose contacts are kept."""

    secret: bytes
    digests: frozenset[str]
    oldest: int | None

    @classmethod
    def of(cls, connection: Connection, year: int | None = None) -> Self:
        """The rules of a database in `year`, or now."""
        digests = frozenset(connection.scalars(select(forgotten.c.digest)))
        key = _setting(connection, _SECRET)
        years = _setting(connection, RETENTION)
        oldest = (year or datetime.now(UTC).year) - int(years) if years else None
        return cls(bytes.fromhex(key or ""), digests, oldest)

    def knows(self, told: str) -> bool:
        """Whether who bears this name, address or number is to be forgotten."""
        return bool(self.digests) and digest(self.secret, told) in self.digests

    def mentions(self, told: str) -> bool:
        """Whether this tells of somebody to be forgotten, even if others bear it too."""
        return self.knows(told) or self.knows(beside(told))

    def removal(
        self, contacts: Iterable[Contact], entities: Iterable[EntityRecord], *, everyone: bool
    ) -> "Removal":
        """What goes out of a report with these contacts and entities."""
        return Removal(contacts, entities, self.knows, self.mentions, everyone=everyone)

    def applied(self, connection: Connection, report_id: str, report: Report) -> Report:
        """The record as it may be written."""
        old = self.oldest is not None and self._too_old(connection, report_id, report)
        if not old and not self.digests:
            return report
        return self.removal(report.contacts, report.entities, everyone=old).report(report)

    def _too_old(self, connection: Connection, report_id: str, report: Report) -> bool:
        told = select(items.c.reporting_year).where(
            items.c.report_id == report_id, items.c.kind == "facility", items.c.version > 0
        )
        field = report.facility.reporting_year if report.facility else None
        year = connection.scalar(told) or (field.value if field else None)
        return year is not None and self.oldest is not None and year < self.oldest


def digest(secret: bytes, told: str) -> str:
    """The keyed digest of a name, an address or a number."""
    return hashlib.blake2b(told.encode("utf-8", "replace"), key=secret, digest_size=32).hexdigest()


def beside(told: str) -> str:
    """An address or number known through a person's name: it goes, but not who else bears it."""
    return f"beside {told}"


def remember(connection: Connection, told: Iterable[str]) -> None:
    """Keep the digests of what is to be forgotten from now on."""
    if (key := _setting(connection, _SECRET)) is None:
        key = secrets.token_hex(32)
        connection.execute(insert(review_settings).values(name=_SECRET, value=key))
    known = set(connection.scalars(select(forgotten.c.digest)))
    new = {digest(bytes.fromhex(key), one) for one in told} - known
    if new:
        connection.execute(insert(forgotten), [{"digest": one} for one in sorted(new)])


def _setting(connection: Connection, name: str) -> str | None:
    query = select(review_settings.c.value).where(review_settings.c.name == name)
    return connection.scalar(query)


class Removal:
    """What goes out of one report: the persons that `wanted` knows, or every contact (`everyone`).

    With a contact go its address and number, as far as no other contact of the report has them.
    """

    def __init__(
        self,
        contacts: Iterable[Contact],
        entities: Iterable[EntityRecord],
        wanted: Hit,
        mentioned: Hit,
        *,
        everyone: bool,
    ) -> None:
        self._wanted, self._mentioned, self._everyone = wanted, mentioned, everyone
        gone: set[str] = set()
        kept: set[str] = set()
        for contact in contacts:
            if self.goes(contact):
                gone |= of_contact(contact)
            elif contact.name:
                kept |= of_contact(contact)
        for entity in entities:
            if everyone and entity.label in _PERSONAL:
                gone |= of_text(entity.text)
        self._theirs, self._others = gone - kept, kept
        # A report's texts come again in its items, as the program told them and as they count.
        self._done: dict[str, str] = {}

    def goes(self, contact: Contact) -> bool:
        """Whether the contact goes as a whole."""
        return self._everyone or any(self._wanted(told) for told in of_contact(contact))

    def hit(self, told: str) -> bool:
        """Whether a name, an address or a number goes wherever it stands."""
        shared = told in self._others
        return told in self._theirs or self._wanted(told) or (self._mentioned(told) and not shared)

    def report(self, report: Report) -> Report:
        """The record without them."""
        contacts = [self.contact(one) for one in report.contacts if not self.goes(one)]
        whole = report.model_copy(
            update={
                "facility": None,
                "contacts": [one for one in contacts if one],
                "entities": [one for one in report.entities if not self._entity_goes(one)],
            }
        )
        facility = self.facility(report.facility) if report.facility else None
        scrubbed = Report.model_validate(self.loose(whole.model_dump(mode="json")))
        return scrubbed.model_copy(update={"facility": facility})

    def contact(self, contact: Contact) -> Contact | None:
        """A contact that stays, without what is others'; None where nothing is left of it."""
        own = contact.model_dump(mode="json")
        if contact.email and self.hit(mail(contact.email)):
            own["email"] = None
        if contact.phone and self.hit(number(contact.phone)):
            own["phone"] = None
        left = own["name"] or own["email"] or own["phone"]
        bare = not (contact.name or contact.email or contact.phone)
        return Contact.model_validate(self.loose(own)) if left or bare else None

    def stream(self, stream: WasteStream) -> WasteStream:
        """The stream, with nothing in it that tells of them."""
        return WasteStream.model_validate(self.loose(stream.model_dump(mode="json")))

    def facility(self, facility: Facility) -> Facility:
        """The facility; where the firm is the person, without what tells of the firm.

        When all contacts of old reports go, the firm keeps its name, whoever it is named after.
        """
        hits = {name for name, field in facility if field is not None and self._tells(field.value)}
        if "operator" in hits and not self._everyone and not _is_company(facility):
            hits, facility = set(), facility.model_copy(update=dict.fromkeys(_OF_A_TRADER))
        kept = dict.fromkeys(hits) if self._everyone else {}
        rest = facility.model_copy(update=kept).model_dump(mode="json")
        named = {name: getattr(facility, name) for name in kept}
        return Facility.model_validate(self.loose(rest)).model_copy(update=named)

    def loose(self, value: Any) -> Any:
        """Anything out of JSON with all its texts scrubbed, paths and ids left alone."""
        if isinstance(value, str):
            if value not in self._done:
                self._done[value] = blacken(value, self.hit)
            return self._done[value]
        if isinstance(value, list):
            return [self.loose(one) for one in value]
        if isinstance(value, dict):
            return {
                name: one if name in _KEPT_AS_IS else self.loose(one) for name, one in value.items()
            }
        return value

    def _entity_goes(self, entity: EntityRecord) -> bool:
        if entity.label not in _PERSONAL:
            return False
        return self._everyone or any(self.hit(told) for told in of_text(entity.text))

    def _tells(self, value: Any) -> bool:
        return isinstance(value, str) and blacken(value, self.hit) != value


def _is_company(facility: Facility) -> bool:
    """Whether the number is a company's; that of a person's own firm is a person's number."""
    digits = re.sub(r"\D", "", facility.org_number.value) if facility.org_number else ""
    return digits[-10:][2:3] >= "2"
