"""Signing in and out, by a password."""

from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from iusml.review.access import cookies
from iusml.review.access.doors import doors_of
from iusml.review.access.guard import SIGN_IN, check_csrf, same, session
from iusml.review.access.sessions import new_token
from iusml.review.texts import LANGUAGES, language_of, translator

router = APIRouter()
_YEAR_S = 365 * 24 * 3600
_Field = Annotated[str, Form()]


@router.get(SIGN_IN)
def show(request: Request) -> Response:
    """The form."""
    said = "signed_out" if "signed_out" in request.query_params else None
    return form(request, 200, said=said)


@router.post(SIGN_IN)
def sign_in(
    request: Request,
    name: _Field = "",
    password: _Field = "",
    csrf: _Field = "",
    next: _Field = "",  # noqa: A002 - the name of the form's field
) -> Response:
    """Sign somebody in, or show the form again with what was wrong."""
    if not same(csrf, cookies.get(request, cookies.BEFORE)):
        return form(request, 403, wrong="form_too_old", name=name, wanted=next)
    address = request.client.host if request.client else ""
    came = doors_of(request).sign_in(name, password, address)
    if came.token is not None:
        return welcome(request, came.token, next)
    if came.minutes:
        page = form(request, 429, wrong="wait", name=name, wanted=next, minutes=came.minutes)
        page.headers["Retry-After"] = str(came.minutes * 60)
        return page
    return form(request, 403, wrong="wrong", name=name, wanted=next)


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """End the session, here and in the browser."""
    found = await session(request)
    if found:
        await check_csrf(request, found.csrf)
        token = cookies.get(request, cookies.SESSION)
        await run_in_threadpool(doors_of(request).sign_out, token)
    response = RedirectResponse(f"{SIGN_IN}?signed_out", 303)
    cookies.drop(request, response, cookies.SESSION)
    return response


def welcome(request: Request, token: str, wanted: str) -> Response:
    """Let somebody in who has a new token; an older session of the browser ends."""
    old = cookies.get(request, cookies.SESSION)
    if old:
        doors_of(request).sign_out(old)
    response = RedirectResponse(own_page(wanted), 303)
    cookies.put(request, response, cookies.SESSION, token)
    cookies.drop(request, response, cookies.BEFORE)
    return response


def form(
    request: Request,
    status: int,
    *,
    wrong: str | None = None,
    said: str | None = None,
    name: str = "",
    wanted: str | None = None,
    **values: int,
) -> Response:
    """The sign-in page; `wrong` and `said` are keys of texts."""
    t = translator(language_of(request))
    # The same in every tab of a browser, so that a second form does not spoil the first.
    before = cookies.get(request, cookies.BEFORE) or new_token()
    asked = request.query_params.get("next", "") if wanted is None else wanted
    context: dict[str, Any] = {
        "before": before,
        "other": next(one for one in LANGUAGES if one != language_of(request)),
        "name": name,
        "next": own_page(asked),
        "wrong": t(f"sign_in.{wrong}", **values) if wrong else None,
        "notice": t(f"sign_in.{said}") if said else None,
        "openid": doors_of(request).provider is not None,
    }
    response = doors_of(request).render(request, "sign_in.html", context, status)
    cookies.put(request, response, cookies.BEFORE, before)
    if (chosen := request.query_params.get("lang")) in LANGUAGES:
        response.set_cookie("lang", chosen or "", _YEAR_S, httponly=True, samesite="lax")
    return response


def own_page(wanted: str) -> str:
    """The page to go to, if it is one of this desk; else the first one."""
    parts = urlsplit(wanted) if wanted.isprintable() and "\\" not in wanted else urlsplit("")
    own = wanted.startswith("/") and not wanted.startswith("//")
    return wanted if own and not parts.netloc and parts.path else "/"
