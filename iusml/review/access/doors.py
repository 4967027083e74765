"""What the doors of a running desk share."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field

from fastapi import Request, Response

from iusml.errors import OutputError
from iusml.review.access import passwords, people, sessions
from iusml.review.access.attempts import Attempts
from iusml.review.access.openid import Provider
from iusml.review.access.people import Person
from iusml.review.access.sessions import Session
from iusml.review.clock import Clock, now
from iusml.review.store import ReviewStore

Render = Callable[..., Response]
"""Makes a page: request, template, context and status, as Jinja2Templates.TemplateResponse does."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What came of an attempt: a token, or None and the minutes to wait, 0 for none."""

    token: str | None
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Doors:
    """The database, the page maker, the clock, and where else one can sign in."""

    store: ReviewStore
    render: Render
    clock: Clock = now
    provider: Provider | None = None
    attempts: Attempts = field(default_factory=Attempts)
    aside: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))

    def sign_in(self, name: str, password: str, address: str) -> SignedIn:
        """Sign somebody in by a password. Raises OutputError.

        The answer is the same, and takes as long, for names that do not exist.
        """
        if minutes := self.attempts.wait(people.even(name), address):
            return SignedIn(None, minutes)
        with self.store.reading() as connection:
            person, kept = people.with_password(connection, name)
        # Worked out without a connection in hand: others need it meanwhile.
        right = passwords.matches(kept, password)
        if not right or person is None or kept is None:
            return SignedIn(None)
        self.attempts.forgive(person.name)
        return SignedIn(self.let_in(person, *_renewed(kept, password)))

    def let_in(self, person: Person, old: str = "", new: str = "") -> str:
        """Begin a session and return its token. Raises OutputError."""
        with self.store.writing() as connection:
            if new:
                people.keep_anew(connection, person, old, new)
            return sessions.begin(connection, person, self.clock())

    def session(self, token: str) -> Session | None:
        """The session of this token. Raises OutputError."""
        moment = self.clock()
        with self.store.reading() as connection:
            found = sessions.find(connection, token, moment)
        if found and found.is_stale(moment):
            # A page does not wait while a run writes into the database.
            self.aside.submit(self._note, found)
        return found

    def sign_out(self, token: str) -> None:
        """End a session. Raises OutputError."""
        with self.store.writing() as connection:
            sessions.end(connection, token)

    def close(self) -> None:
        """Wait for what is still to be noted."""
        self.aside.shutdown()

    def _note(self, session: Session) -> None:
        with suppress(OutputError), self.store.writing() as connection:
            sessions.note(connection, session, self.clock())


def doors_of(request: Request) -> Doors:
    """The doors that a request came through."""
    found: Doors = request.app.state.doors
    return found


def _renewed(kept: str, password: str) -> tuple[str, str]:
    return (kept, passwords.hashed(password)) if passwords.is_outdated(kept) else ("", "")
