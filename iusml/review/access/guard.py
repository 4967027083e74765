"""Who is asking, and may they: what routers depend on.

A router that changes anything depends on `needs(role)`: it checks the session's token too.
"""

import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from iusml.review.access import cookies
from iusml.review.access.doors import doors_of
from iusml.review.access.people import Person, Role
from iusml.review.access.sessions import Session

CSRF_HEADER, CSRF_FIELD = "X-CSRF-Token", "csrf"
SIGN_IN = "/sign-in"
_HARMLESS = ("GET", "HEAD")
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class NotSignedInError(Exception):
    """Only people who are signed in may see this."""


class RefusedError(Exception):
    """Somebody may not do this; `reason` is that of a page of problems."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


async def session(request: Request) -> Session | None:
    """The session that a request belongs to; looked up once."""
    if not hasattr(request.state, "session"):
        token = cookies.get(request, cookies.SESSION)
        found = await run_in_threadpool(doors_of(request).session, token) if token else None
        request.state.session = found
        # What every page shows of it.
        request.state.person = found.person if found else None
        request.state.csrf = found.csrf if found else ""
    found_before: Session | None = request.state.session
    return found_before


async def person(request: Request) -> Person | None:
    """Who is signed in."""
    found = await session(request)
    return found.person if found else None


def needs(role: Role) -> Callable[[Request], Awaitable[Person]]:
    """A dependency that gives the person, or refuses: not signed in, another role, no token."""

    async def check(request: Request) -> Person:
        found = await session(request)
        if found is None:
            raise NotSignedInError
        if request.method not in _HARMLESS:
            await check_csrf(request, found.csrf)
        if not found.person.may(role):
            raise RefusedError("forbidden")
        return found.person

    return check


async def check_csrf(request: Request, expected: str) -> None:
    """Raise RefusedError where the request does not bring `expected` in a header or a form."""
    given: object = request.headers.get(CSRF_HEADER)
    if given is None and request.headers.get("Content-Type", "").startswith(_FORMS):
        given = (await request.form()).get(CSRF_FIELD)
    if not same(given if isinstance(given, str) else "", expected):
        raise RefusedError("form_too_old")


def same(given: str, expected: str) -> bool:
    """Whether two tokens are the same, in constant time; none is like no token."""
    alike = secrets.compare_digest(given.encode("utf-8", "replace"), expected.encode())
    return alike and expected != ""


def not_signed_in(request: Request, _: Exception) -> Response:
    """A way to the sign-in page for people, a plain refusal for scripts."""
    if request.method in _HARMLESS and "text/html" in request.headers.get("Accept", ""):
        query = f"?{request.url.query}" if request.url.query else ""
        wanted = quote(f"{request.url.path}{query}", safe="")
        return RedirectResponse(f"{SIGN_IN}?next={wanted}", 303)
    return _problem(request, 401, "not_signed_in")


def refused(request: Request, error: Exception) -> Response:
    """A page that says why somebody may not."""
    return _problem(request, 403, error.reason if isinstance(error, RefusedError) else "forbidden")


def _problem(request: Request, status: int, reason: str) -> Response:
    context = {"name": reason, "values": {}}
    return doors_of(request).render(request, "problem.html", context, status)
