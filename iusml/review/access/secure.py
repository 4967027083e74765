"""What holds for every answer of the app: its headers, whole requests only, plain error pages."""

import html
import logging
import traceback
from collections.abc import Sequence

from fastapi import FastAPI, Request
from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from iusml.review.texts import language_of, translator

LOCAL = ("127.0.0.1", "localhost")
LARGEST_BODY = 1_000_000
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_HTTPS_ONLY = "max-age=31536000"
_log = logging.getLogger("iusml.review")


def secure(app: FastAPI, hosts: Sequence[str] = LOCAL) -> None:
    """Make an app answer safely, under these host names only.

    To be called before the app runs; the names are checked on one's own machine too, for any page
    in the browser could lead there under a name of its own.
    """
    app.add_middleware(_WholeRequests)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    app.add_middleware(_SafeAnswers)


class _SafeAnswers:
    """Headers on every answer, and a page in place of a fault.

    The border of one request: any fault of the program ends here. What it says is not logged,
    for it may quote a report; where it happened is.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def answer(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                _add_headers(MutableHeaders(scope=message), scope)
            await send(message)

        try:
            await self._app(scope, receive, answer)
        except Exception as error:
            _tell(error)
            if begun:
                raise _BrokenOffError from None
            await _page(scope, 500, "broken")(scope, receive, answer)


class _BrokenOffError(Exception):
    """An answer that had begun cannot be ended."""


class _WholeRequests:
    """Reads a request's body before the app does, and no more of it than the app may get."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.lower(): value for name, value in scope["headers"]}
        elsewhere = headers.get(b"sec-fetch-site", b"none") in (b"cross-site", b"same-site")
        if elsewhere and scope["method"] not in ("GET", "HEAD"):
            await _page(scope, 403, "from_elsewhere")(scope, receive, send)
            return
        body = await _body(headers, receive)
        if body is None:
            page = _page(scope, 413, "too_large")
            page.headers["Connection"] = "close"
            await page(scope, receive, send)
            return
        await self._app(scope, _replayed(body, receive), send)


async def _body(headers: dict[bytes, bytes], receive: Receive) -> bytes | None:
    """The body, or None where it is too large; what is announced as too large is not read."""
    announced = headers.get(b"content-length")
    if announced is None and b"transfer-encoding" not in headers:
        return b""
    if announced is not None and (not announced.isdigit() or int(announced) > LARGEST_BODY):
        return None
    found, more = bytearray(), True
    while more:
        message = await receive()
        found += message.get("body", b"")
        more = message.get("more_body", False)
        if len(found) > LARGEST_BODY:
            return None
    return bytes(found)


def _replayed(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _add_headers(headers: MutableHeaders, scope: Scope) -> None:
    for name, value in HEADERS.items():
        headers[name] = value
    if scope["scheme"] == "https":
        headers["Strict-Transport-Security"] = _HTTPS_ONLY
    # Pictures say themselves how long they keep, and files by an ETag whether they changed.
    headers.setdefault("Cache-Control", "no-cache" if "etag" in headers else "no-store")


def _page(scope: Scope, status: int, key: str) -> HTMLResponse:
    """A page that needs no template."""
    chosen = language_of(Request(scope))
    t = translator(chosen)
    title, said = (html.escape(t(f"problem.{key}.{part}")) for part in ("title", "text"))
    return HTMLResponse(
        f'<!doctype html><html lang="{chosen}"><head><meta charset="utf-8"><title>{title}</title>'
        f"</head><body><main><h1>{title}</h1><p>{said}</p></main></body></html>",
        status,
    )


def _tell(error: Exception) -> None:
    frames = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames[-5:]))
    _log.error("A request failed: %s at %s", type(error).__name__, where)
