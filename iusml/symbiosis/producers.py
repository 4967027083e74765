"""Who runs a plant, where it lies and whom to ask."""

from collections.abc import Callable, Iterator, Sequence

from iusml.geography.find import Found
from iusml.records import Contact, Facility, Report
from iusml.symbiosis.history import source_of
from iusml.symbiosis.plan import PlanContact, Producer
from iusml.symbiosis.plants import Plant
from iusml.years.files import year_of

Places = Callable[[Facility], Found]
"""Finds a plant's place; see `iusml.geography.find`."""
_ROLES = ("miljö", "hållbar", "kma", "platschef", "anläggningschef")
"""Parts of roles to write to, the best first."""


def producer_of(plant: Plant, places: Places) -> tuple[Producer, Sequence[str]]:
    """Return the plant without its streams, and Swedish remarks about its place."""
    facility = plant.newest.facility or Facility()
    found = places(facility)
    parts = [facility.street_address, facility.postal_code, facility.city]
    street, *town = (part.value if part else "" for part in parts)
    producer = Producer(
        key=plant.key,
        company=facility.operator.value if facility.operator else None,
        org_number=facility.org_number.value if facility.org_number else None,
        facility=facility.facility_name.value if facility.facility_name else None,
        facility_number=facility.facility_number.value if facility.facility_number else None,
        municipality=facility.municipality.value if facility.municipality else None,
        address=", ".join(part for part in (street, " ".join(town).strip()) if part) or None,
        year=year_of(plant.newest),
        path=plant.newest.document.path,
        where=found.where,
        contacts=tuple(_contacts(plant.newest)),
        streams=(),
    )
    return producer, found.remarks


def _contacts(report: Report) -> Iterator[PlanContact]:
    """The contacts, those whose role is to do with the environment first."""
    for contact in sorted(report.contacts, key=_contact_order):
        yield PlanContact(
            contact.name,
            contact.role,
            contact.email,
            contact.phone,
            contact.needs_review,
            source_of(report, contact.provenance),
        )


def _contact_order(contact: Contact) -> tuple[int, bool, float]:
    role = (contact.role or "").casefold()
    rank = next((n for n, word in enumerate(_ROLES) if word in role), len(_ROLES))
    return rank, contact.email is None, -contact.confidence
