"""A desk over composed reports, asked without a network, and what stands in its database."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from re import findall, sub
from types import SimpleNamespace
from typing import Any

import httpx2
from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.testclient import TestClient
from sqlalchemy import select

from iusml.review import ledger
from iusml.review.app import create_app
from iusml.review.desk.files import ReportFiles
from iusml.review.desk.office import Office, Suggest, no_suggestions
from iusml.review.pages.store import PageStore
from iusml.review.store import ReviewStore
from iusml.store.database import items as store
from iusml.store.database.items import Item
from iusml.store.database.review_schema import items
from tests.review.page_desk import POLICY

PEOPLE = {"anna": "Anna Ek", "bo": "Bo Åberg"}
WHO = "who"


def open_desk(
    url: str, folder: Path, pages: PageStore, suggest: Suggest = no_suggestions
) -> tuple[FastAPI, Office]:
    """An app whose visitor is named by a cookie, with the headers of one that is served."""
    reviewed = ReviewStore(url)
    office = Office(reviewed, ReportFiles(reviewed, folder), suggest)
    app = create_app(office, pages)

    @app.middleware("http")
    async def known(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        name = request.cookies.get(WHO, "anna")
        request.state.person = SimpleNamespace(name=name, shown_name=PEOPLE[name], role="reviewer")
        request.state.csrf = "abc"
        response = await answer(request)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return app, office


@dataclass
class Bureau:
    """What tests need of a desk: who asks it, and what it keeps."""

    app: FastAPI
    office: Office
    pages: PageStore
    folder: Path
    url: str

    def visitor(self, name: str = "anna", **cookies: str) -> TestClient:
        """A browser of somebody who is signed in."""
        return TestClient(
            self.app,
            cookies={WHO: name, **cookies},
            follow_redirects=False,
            raise_server_exceptions=False,
        )

    def items(self) -> list[Item]:
        """All items, in the order of their ids."""
        with self.office.store.reading() as connection:
            return [store.from_row(row) for row in connection.execute(select(items).order_by("id"))]

    def item(self, title: str) -> Item:
        """The item with this title that counts; of several the one of the latest year."""
        with self.office.store.reading() as connection:
            query = select(items).where(items.c.title == title)
            query = query.order_by(items.c.reporting_year.desc(), items.c.id)
            found = [store.from_row(row) for row in connection.execute(query)]
        return next(one for one in found if one.counts)

    def fresh(self, item: Item) -> Item:
        """The item as it is now."""
        with self.office.store.reading() as connection:
            return store.get(connection, [item.id])[item.id]

    def lines(self, item: Item) -> list[Any]:
        """What was done with an item, the newest first."""
        with self.office.store.reading() as connection:
            return ledger.history(connection, item.id)


@contextmanager
def bureau(url: str, folder: Path, suggest: Suggest = no_suggestions) -> Iterator[Bureau]:
    """A desk over a database that is there already."""
    with PageStore() as pages:
        app, office = open_desk(url, folder, pages, suggest)
        yield Bureau(app, office, pages, folder, url)
        office.store.close()


def send(who: TestClient, item: Item, action: str, **fields: str) -> httpx2.Response:
    """Send a form of the item's page, as it stands there but for `fields`."""
    form = {"action": action, "version": str(item.version), "csrf": "abc", **fields}
    found: httpx2.Response = who.post(f"/items/{item.id}", data=form)
    return found


def texts_of(page: httpx2.Response) -> str:
    """What a page says, without its elements; blanks and line breaks are one blank."""
    return " ".join(unescape(" ".join(findall(r"[^<>]+(?=<)", page.text))).split())


def links(page: httpx2.Response, start: str) -> list[str]:
    """The addresses on a page that begin so, in their order."""
    return [unescape(found) for found in findall(rf'href="({start}[^"]*)"', page.text)]


def written(page: httpx2.Response, action: str) -> dict[str, str]:
    """What a browser sends of the first form with this act, with nothing changed."""
    reader = _Forms()
    reader.feed(page.text)
    form = next(form for form in reader.forms if action in form.acts)
    return {**form.fields, "action": action}


def harmless(page: httpx2.Response) -> bool:
    """Whether a page has only scripts and pictures of the desk, and no attribute that acts."""
    reader = _Harm()
    reader.feed(page.text)
    return not reader.found and "\0" not in page.text


class _Harm(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        ours = (told.get("src") or "").startswith(("/static/", "/reports/"))
        if tag in ("script", "img", "iframe", "object", "embed", "base") and not ours:
            self.found.append(tag)
        self.found += [name for name in told if name.startswith("on") or name == "style"]


@dataclass
class _Form:
    fields: dict[str, str]
    acts: list[str]


class _Forms(HTMLParser):
    """Reads forms as a browser does: names, values, chosen options, and line breaks."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[_Form] = []
        self._name = ""
        self._options: list[tuple[bool, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(_Form({}, []))
        elif tag == "input":
            # A field of one line has no line breaks.
            self.forms[-1].fields[told.get("name", "")] = sub(r"[\r\n]", "", told.get("value", ""))
        elif tag == "button" and told.get("name") == "action":
            self.forms[-1].acts.append(told["value"])
        elif tag in ("textarea", "select"):
            self._name, self._options = told["name"], []
            self.forms[-1].fields[self._name] = ""
        elif tag == "option":
            self._options.append(("selected" in told, told.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self._name and not self._options:
            self.forms[-1].fields[self._name] += sub(r"\r?\n", "\r\n", data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            chosen = [value for selected, value in self._options if selected]
            self.forms[-1].fields[self._name] = (chosen or [self._options[0][1]])[0]
        if tag in ("textarea", "select"):
            self._name, self._options = "", []
