"""The people who may come in."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Row, delete, insert, select, update

from iusml.errors import InputError
from iusml.review.access import passwords
from iusml.review.clock import stamp
from iusml.store.database.people_schema import people, sessions

Role = Literal["reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Each may do what those before it may."""
Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
_NAME = re.compile(r"[^\W_][\w.@-]{0,63}")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may come in; `name` is what one signs in with and what corrections bear."""

    id: str
    name: str
    shown_name: str
    role: Role
    language: Language
    active: bool

    def may(self, role: Role) -> bool:
        """Whether the person may do what this role may."""
        return self.active and ROLES.index(self.role) >= ROLES.index(role)


def from_row(row: Row[Any]) -> Person:
    """A person out of a row."""
    return Person(row.id, row.name, row.shown_name, row.role, row.language, row.active)


def even(name: str) -> str:
    """A name as it is kept: capitals do not count."""
    return name.strip().casefold()


def add(
    connection: Connection,
    name: str,
    role: Role,
    now: datetime,
    *,
    shown_name: str | None = None,
    password: str | None = None,
    subject: str | None = None,
    language: Language = "sv",
) -> Person:
    """Add somebody, who signs in by a password or as a provider's `subject`. Raises InputError."""
    check_free(connection, name)
    row = {
        "id": uuid.uuid4().hex,
        "name": even(name),
        "shown_name": (shown_name or name).strip()[:200],
        "role": role,
        "password_hash": _checked(password, name) if password is not None else None,
        "subject": subject,
        "language": language,
        "active": True,
        "made_at": stamp(now),
    }
    connection.execute(insert(people).values(row))
    return get(connection, name)


def check_free(connection: Connection, name: str) -> None:
    """Raise InputError where nobody can be called so, or somebody is."""
    if not _NAME.fullmatch(even(name)):
        raise InputError(
            "The name cannot be used. Give 1 to 64 letters, digits, full stops, hyphens or @, "
            "beginning with a letter or a digit."
        )
    if find(connection, name):
        raise InputError(f"There is somebody called {even(name)} already. Give another name.")


def find(connection: Connection, name: str) -> Person | None:
    """The person of this name, if there is one."""
    row = connection.execute(select(people).where(people.c.name == even(name))).first()
    return from_row(row) if row else None


def get(connection: Connection, name: str) -> Person:
    """The person of this name. Raises InputError."""
    found = find(connection, name)
    if found is None:
        raise InputError(f"There is nobody called {even(name)}. `iusml people list` shows all.")
    return found


def of_subject(connection: Connection, subject: str) -> Person | None:
    """The person whom a provider calls `subject`, if there is one."""
    row = connection.execute(select(people).where(people.c.subject == subject)).first()
    return from_row(row) if row else None


def everybody(connection: Connection) -> Sequence[Person]:
    """All people by name."""
    return [from_row(row) for row in connection.execute(select(people).order_by(people.c.name))]


def set_role(connection: Connection, name: str, role: Role) -> None:
    """Give somebody another role. Raises InputError."""
    _change(connection, name, role=role)


def set_password(connection: Connection, name: str, password: str) -> None:
    """Give somebody another password; whoever is signed in as that person is out.

    Raises InputError.
    """
    _change(connection, name, password_hash=_checked(password, name))


def set_subject(connection: Connection, name: str, subject: str) -> None:
    """Let somebody sign in as a provider's `subject`. Raises InputError."""
    other = of_subject(connection, subject)
    if other and other.name != even(name):
        raise InputError(f"{other.name} signs in as this subject already.")
    _change(connection, name, subject=subject)


def set_active(connection: Connection, name: str, active: bool) -> None:
    """Block somebody, who is out at once, or let the person in again. Raises InputError."""
    _change(connection, name, active=active)


def with_password(connection: Connection, name: str) -> tuple[Person | None, str | None]:
    """The active person of this name and what is kept of the password, None where there is none."""
    query = select(people).where(people.c.name == even(name), people.c.active)
    row = connection.execute(query).first()
    return (from_row(row), row.password_hash) if row else (None, None)


def keep_anew(connection: Connection, person: Person, old: str, new: str) -> None:
    """Keep the same password as the library works it out today; nobody is signed out."""
    same = update(people).where(people.c.id == person.id, people.c.password_hash == old)
    connection.execute(same.values(password_hash=new))


def _checked(password: str, name: str) -> str:
    passwords.check_new(password, even(name))
    return passwords.hashed(password)


def _change(connection: Connection, name: str, **values: str | bool) -> None:
    person = get(connection, name)
    connection.execute(update(people).where(people.c.id == person.id).values(**values))
    connection.execute(delete(sessions).where(sessions.c.person_id == person.id))
