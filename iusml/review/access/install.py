"""Put the doors on an app: one call for whoever makes it."""

from collections.abc import Sequence

from fastapi import FastAPI

from iusml.review.access import routes
from iusml.review.access.doors import Doors
from iusml.review.access.guard import NotSignedInError, RefusedError, not_signed_in, refused
from iusml.review.access.openid_routes import openid_router
from iusml.review.access.secure import LOCAL, secure


def install(app: FastAPI, doors: Doors, hosts: Sequence[str] = LOCAL) -> None:
    """Add the sign-in pages, what `needs` looks for, and what `secure` does.

    `hosts` are the names under which people reach the app. Who makes the app closes the desk.
    """
    app.state.doors = doors
    app.include_router(routes.router)
    if doors.provider:
        app.include_router(openid_router(doors.provider))
    app.add_exception_handler(NotSignedInError, not_signed_in)
    app.add_exception_handler(RefusedError, refused)
    secure(app, hosts)
