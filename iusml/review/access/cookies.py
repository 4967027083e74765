"""The cookies of the desk; by https they belong to this host alone."""

from fastapi import Request, Response

SESSION, BEFORE, OPENID = "session", "before", "openid"
"""A session; what a sign-in form must bring along; a sign-in elsewhere."""


def get(request: Request, kind: str) -> str:
    """The value of a cookie, "" where there is none."""
    return request.cookies.get(_name(request, kind), "")


def put(
    request: Request, response: Response, kind: str, value: str, seconds: int | None = None
) -> None:
    """Set a cookie until the browser is closed, or for some seconds."""
    response.set_cookie(
        _name(request, kind),
        value,
        max_age=seconds,
        path="/",
        secure=_is_https(request),
        httponly=True,
        samesite="lax",
    )


def drop(request: Request, response: Response, kind: str) -> None:
    """Remove a cookie."""
    put(request, response, kind, "", 0)


def _name(request: Request, kind: str) -> str:
    return f"__Host-iusml_{kind}" if _is_https(request) else f"iusml_{kind}"


def _is_https(request: Request) -> bool:
    return request.url.scheme == "https"
