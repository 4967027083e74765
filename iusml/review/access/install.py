"""Put the doors on an app: one call for whoever makes it."""

from collections.abc import Sequence

from fastapi import FastAPI

from iusml.review.access import routes
from iusml.review.access.desk import Desk
from iusml.review.access.openid_routes import openid_router
from iusml.review.access.secure import LOCAL, secure


def install(app: FastAPI, desk: Desk, hosts: Sequence[str] = LOCAL) -> None:
    """Add the sign-in pages, what `needs` looks for, and what `secure` does.

    `hosts` are the names under which people reach the app. Who makes the app closes the desk.
    """
    app.state.desk = desk
    app.include_router(routes.router)
    if desk.provider:
        app.include_router(openid_router(desk.provider))
    secure(app, hosts)
