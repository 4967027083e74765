"""A desk with doors and a few rooms behind them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import Depends, FastAPI, Form
from fastapi.responses import PlainTextResponse, StreamingResponse
from starlette.testclient import TestClient

from iusml.review.access import people
from iusml.review.access.doors import Doors
from iusml.review.access.guard import needs
from iusml.review.access.install import install
from iusml.review.access.openid import Provider
from iusml.review.access.people import Person, Role
from iusml.review.desk.office import render
from iusml.review.privacy.routes import export_router
from iusml.review.store import ReviewStore

PASSWORD = "blå hästar äter gröna moln"
HERE = "http://127.0.0.1"
PAGE = {"Accept": "text/html,application/xhtml+xml"}
SECRET = "Åsa Öberg, asa@example.se"


@dataclass
class Time:
    """A clock that stands still until it is moved."""

    now: datetime = field(default_factory=lambda: datetime(2026, 11, 23, 8, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **much: float) -> None:
        self.now += timedelta(**much)


def make_desk(store: ReviewStore, time: Time, provider: Provider | None = None) -> FastAPI:
    """An app with rooms for readers and for reviewers, and some that break."""
    app = FastAPI()

    @app.get("/look")
    async def look(person: Annotated[Person, Depends(needs("reader"))]) -> str:
        return person.name

    @app.post("/decide")
    def decide(
        person: Annotated[Person, Depends(needs("reviewer"))], word: Annotated[str, Form()] = ""
    ) -> str:
        return f"{person.name}: {word}"

    @app.post("/tell")
    def tell(person: Annotated[Person, Depends(needs("reviewer"))], body: dict[str, str]) -> str:
        return body["word"]

    @app.post("/length")
    def length(text: Annotated[str, Form()]) -> int:
        return len(text)

    @app.get("/broken")
    def broken() -> str:
        raise ValueError(SECRET)

    @app.get("/broken-off")
    def broken_off() -> StreamingResponse:
        def parts() -> Iterator[str]:
            yield "först"
            raise ValueError(SECRET)

        return StreamingResponse(parts())

    @app.get("/kept")
    def kept() -> PlainTextResponse:
        return PlainTextResponse("bild", headers={"Cache-Control": "private, max-age=60"})

    app.include_router(export_router)
    install(app, Doors(store, render, clock=time, provider=provider), ["127.0.0.1"])
    return app


def add(store: ReviewStore, name: str, role: Role, password: str | None = PASSWORD) -> Person:
    """Somebody who may come in."""
    with store.writing() as connection:
        return people.add(connection, name, role, datetime.now(UTC), password=password)


def hidden(page: str, name: str) -> str:
    """The value of a hidden field of a form."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found[1]


def sign_in(client: TestClient, name: str, password: str = PASSWORD, wanted: str = "/look") -> int:
    """Fill in the form and send it; return the status."""
    page = client.get("/sign-in", params={"next": wanted}).text
    typed = {"name": name, "password": password, "csrf": hidden(page, "csrf"), "next": wanted}
    return client.post("/sign-in", data=typed, follow_redirects=False).status_code


def csrf_of(store: ReviewStore) -> str:
    """The token of the only session."""
    from sqlalchemy import select

    from iusml.store.database.people_schema import sessions

    with store.reading() as connection:
        (token,) = connection.scalars(select(sessions.c.csrf))
    return str(token)
