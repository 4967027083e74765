"""Whom a database has to forget.

The database remembers a keyed digest of each name, address and number, so that a later run does not
bring back what was taken out. Who holds the whole database can still try out names.
"""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from sqlalchemy import Connection, insert, select

from iusml.records import Contact, EntityRecord, Report
from iusml.store.database.people_schema import forgotten
from iusml.store.database.removal import Removal
from iusml.store.database.review_schema import items, review_settings

RETENTION = "retention_years"
_SECRET = "forgetting_key"


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
    ) -> Removal:
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
