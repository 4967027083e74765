"""Signing in with an organisation's account: to the provider and back."""

import logging
import re
from typing import Any
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import Connection

from iusml.review.access import cookies, people
from iusml.review.access.doors import Doors, doors_of
from iusml.review.access.guard import SIGN_IN, same
from iusml.review.access.openid import OpenIdError, Provider
from iusml.review.access.people import Person
from iusml.review.access.routes import form, own_page, welcome

_PATIENCE_S = 600
_LONGEST_SUBJECT = 200
_log = logging.getLogger("iusml.review")


def openid_router(provider: Provider) -> APIRouter:
    """The two addresses of a sign-in elsewhere."""
    router = APIRouter()

    @router.get(f"{SIGN_IN}/openid")
    def leave(request: Request, next: str = "") -> Response:  # noqa: A002 - as in the form
        try:
            start = provider.start(str(request.url_for("openid_back")))
        except OpenIdError as error:
            return _failed(request, str(error))
        response = RedirectResponse(start.url, 303)
        kept = {"state": start.state, "nonce": start.nonce, "verifier": start.verifier}
        value = urlencode({**kept, "next": own_page(next)})
        cookies.put(request, response, cookies.OPENID, value, _PATIENCE_S)
        return response

    @router.get(f"{SIGN_IN}/openid/back", name="openid_back")
    def back(request: Request, code: str = "", state: str = "") -> Response:
        kept = {name: told[0] for name, told in parse_qs(_kept(request)).items()}
        if not same(state, kept.get("state", "")) or not code:
            return _failed(request, "no code, or another browser's")
        try:
            address = str(request.url_for("openid_back"))
            claims = provider.finish(address, code, kept["nonce"], kept["verifier"])
        except OpenIdError as error:
            return _failed(request, str(error))
        somebody = _person(doors_of(request), claims, provider.settings.join)
        if somebody is None:
            response = form(request, 403, wrong="unknown")
        else:
            response = welcome(request, doors_of(request).let_in(somebody), kept.get("next", ""))
        cookies.drop(request, response, cookies.OPENID)
        return response

    return router


def _kept(request: Request) -> str:
    return cookies.get(request, cookies.OPENID)


def _failed(request: Request, why: str) -> Response:
    _log.warning("Nobody was signed in by OpenID Connect: %s", why)
    response = form(request, 403, wrong="openid_failed")
    cookies.drop(request, response, cookies.OPENID)
    return response


def _person(doors: Doors, claims: dict[str, Any], join: bool) -> Person | None:
    """The person behind the claims; somebody new becomes a reader if everyone may `join`."""
    subject = str(claims["sub"])
    if len(subject) > _LONGEST_SUBJECT:
        return None
    with doors.store.reading() as connection:
        known = people.of_subject(connection, subject)
    if known is not None or not join:
        return known if known and known.active else None
    with doors.store.writing() as connection:
        # Somebody who came twice at the same time is one person.
        known = people.of_subject(connection, subject)
        return known or _join(connection, doors, claims, subject)


def _join(connection: Connection, doors: Doors, claims: dict[str, Any], subject: str) -> Person:
    told = str(claims.get("preferred_username") or subject)
    plain = re.sub(r"[^\w.@-]|^[\W_]+", "", people.even(told))[:50] or "reader"
    name, number = plain, 1
    while people.find(connection, name):
        number += 1
        name = f"{plain}-{number}"
    shown = str(claims.get("name") or told)
    return people.add(connection, name, "reader", doors.clock(), shown_name=shown, subject=subject)
