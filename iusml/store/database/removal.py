"""What tells of persons, taken out of one report."""

import re
from collections.abc import Iterable
from typing import Any

from iusml.records import Contact, EntityRecord, Facility, Report, WasteStream
from iusml.store.database.traces import Hit, blacken, mail, number, of_contact, of_text

_PERSONAL = ("PERSON", "EMAIL", "PHONE")
_OF_A_TRADER = (
    "operator", "org_number", "facility_name", "street_address", "postal_code", "coordinates"
)  # fmt: skip
"""What a facility tells of the person whose firm it is."""
_KEPT_AS_IS = {"path", "sha256", "id", "model", "schema_version"}


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
        if "operator" in hits and not self._everyone and not is_company(facility):
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


def is_company(facility: Facility) -> bool:
    """Whether the number is a company's; that of a person's own firm is a person's number."""
    digits = re.sub(r"\D", "", facility.org_number.value) if facility.org_number else ""
    return digits[-10:][2:3] >= "2"
