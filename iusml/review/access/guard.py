"""Who is asking, and may they: what routers depend on.

A router that changes anything depends on `needs(role)`: it checks the session's token too.
"""

import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from fastapi import HTTPException, Request
from fastapi.concurrency import run_in_threadpool

from iusml.review.access import cookies
from iusml.review.access.desk import desk_of
from iusml.review.access.people import Person, Role
from iusml.review.access.sessions import Session
from iusml.review.texts import language, translate

CSRF_HEADER, CSRF_FIELD = "X-CSRF-Token", "csrf"
SIGN_IN = "/sign-in"
_HARMLESS = ("GET", "HEAD")
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


async def session(request: Request) -> Session | None:
    """The session that a request belongs to; looked up once."""
    if not hasattr(request.state, "session"):
        token = cookies.get(request, cookies.SESSION)
        found = await run_in_threadpool(desk_of(request).session, token) if token else None
        request.state.session = found
    found_before: Session | None = request.state.session
    return found_before


async def person(request: Request) -> Person | None:
    """Who is signed in."""
    found = await session(request)
    return found.person if found else None


async def csrf(request: Request) -> str:
    """What forms and scripts of a page have to send back; "" where nobody is signed in."""
    found = await session(request)
    return found.csrf if found else ""


def needs(role: Role) -> Callable[[Request], Awaitable[Person]]:
    """A dependency that gives the person, or refuses: not signed in, another role, no token."""

    async def check(request: Request) -> Person:
        found = await session(request)
        if found is None:
            raise _come_in(request)
        if request.method not in _HARMLESS:
            await check_csrf(request, found.csrf)
        if not found.person.may(role):
            raise refusal(request, 403, "not_allowed", found.person)
        return found.person

    return check


async def check_csrf(request: Request, expected: str) -> None:
    """Raise HTTPException where the request does not bring `expected` in a header or a form."""
    given: object = request.headers.get(CSRF_HEADER)
    if given is None and request.headers.get("Content-Type", "").startswith(_FORMS):
        given = (await request.form()).get(CSRF_FIELD)
    if not same(given if isinstance(given, str) else "", expected):
        raise refusal(request, 403, "form_too_old")


def same(given: str, expected: str) -> bool:
    """Whether two tokens are the same, in constant time; none is like no token."""
    alike = secrets.compare_digest(given.encode("utf-8", "replace"), expected.encode())
    return alike and expected != ""


def refusal(request: Request, status: int, key: str, who: Person | None = None) -> HTTPException:
    """A refusal in the language of the request."""
    t = translate(language(request, who.language if who else None))
    return HTTPException(status, t(f"errors.{key}"))


def _come_in(request: Request) -> HTTPException:
    """A way to the sign-in page for people, a plain refusal for scripts."""
    if request.method in _HARMLESS and "text/html" in request.headers.get("Accept", ""):
        query = f"?{request.url.query}" if request.url.query else ""
        wanted = quote(f"{request.url.path}{query}", safe="")
        return HTTPException(303, headers={"Location": f"{SIGN_IN}?next={wanted}"})
    return refusal(request, 401, "not_signed_in")
