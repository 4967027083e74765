"""Sessions: a random token in a cookie, of which the table holds a digest alone."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, or_, select, update

from iusml.review.access.people import Person, from_row
from iusml.review.clock import stamp
from iusml.store.database.people_schema import people, sessions

IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=12)
"""A working day: then one signs in again, however busy one was."""
_NOTED = timedelta(minutes=1)
"""That somebody is still there is written no more often: pages would wait for it."""
_BITS = 32


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is signed in; `csrf` has to come with every change."""

    person: Person
    csrf: str
    digest: str
    seen_at: str

    def is_stale(self, now: datetime) -> bool:
        """Whether it is time to note that the person is still there."""
        return self.seen_at <= stamp(now - _NOTED)


def new_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(_BITS)


def begin(connection: Connection, person: Person, now: datetime) -> str:
    """Sign somebody in; return the token. Sessions that are over are cleared away."""
    over = or_(sessions.c.expires_at <= stamp(now), sessions.c.seen_at <= stamp(now - IDLE))
    connection.execute(delete(sessions).where(over))
    token = new_token()
    row = {
        "digest": _digest(token),
        "person_id": person.id,
        "csrf": new_token(),
        "made_at": stamp(now),
        "seen_at": stamp(now),
        "expires_at": stamp(now + LONGEST),
    }
    connection.execute(insert(sessions).values(row))
    return token


def find(connection: Connection, token: str, now: datetime) -> Session | None:
    """The session of this token while it lasts and the person is not blocked."""
    query = (
        select(sessions.c.csrf, sessions.c.digest, sessions.c.seen_at, people)
        .join(people)
        .where(sessions.c.digest == _digest(token), people.c.active)
        .where(sessions.c.expires_at > stamp(now), sessions.c.seen_at > stamp(now - IDLE))
    )
    row = connection.execute(query).first()
    return Session(from_row(row), row.csrf, row.digest, row.seen_at) if row else None


def note(connection: Connection, session: Session, now: datetime) -> None:
    """Write down that the person is still there."""
    same = update(sessions).where(sessions.c.digest == session.digest)
    connection.execute(same.values(seen_at=stamp(now)))


def end(connection: Connection, token: str) -> None:
    """Sign out: the token opens nothing any more."""
    connection.execute(delete(sessions).where(sessions.c.digest == _digest(token)))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
