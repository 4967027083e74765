"""A desk over composed reports, asked without a network, and what stands in its database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from re import findall, search, sub
from typing import Any

import httpx2
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select

from iusml.review import ledger
from iusml.review.access import cookies, people
from iusml.review.access.doors import Doors
from iusml.review.access.people import Language, Role
from iusml.review.app import create_app
from iusml.review.clock import now
from iusml.review.desk.files import ReportFiles
from iusml.review.desk.office import Office, Suggest, no_suggestions, render
from iusml.review.pages.store import PageStore
from iusml.review.store import ReviewStore
from iusml.store.database import items as items_store
from iusml.store.database.items import Item
from iusml.store.database.review_schema import items

HERE = "http://127.0.0.1"
PEOPLE: dict[str, tuple[str, Role, Language]] = {
    "anna": ("Anna Ek", "reviewer", "sv"),
    "bo": ("Bo Åberg", "reviewer", "sv"),
    "eve": ("Eve Ash", "reviewer", "en"),
}


@dataclass
class Bureau:
    """What tests need of a desk: who asks it, and what it keeps."""

    app: FastAPI
    office: Office
    doors: Doors
    folder: Path
    url: str

    def token(self, name: str) -> str:
        """Let somebody in."""
        with self.office.store.reading() as connection:
            found = people.find(connection, name)
        if found is None:
            shown, role, language = PEOPLE[name]
            with self.office.store.writing() as connection:
                found = people.add(
                    connection, name, role, now(), shown_name=shown, language=language
                )
        return self.doors.let_in(found)

    def visitor(self, name: str = "anna") -> TestClient:
        """A browser of somebody who is signed in."""
        return TestClient(
            self.app,
            base_url=HERE,
            cookies={f"iusml_{cookies.SESSION}": self.token(name)},
            follow_redirects=False,
            raise_server_exceptions=False,
        )

    def items(self) -> list[Item]:
        """All items, in the order of their ids."""
        with self.office.store.reading() as connection:
            return [
                items_store.from_row(row)
                for row in connection.execute(select(items).order_by("id"))
            ]

    def item(self, title: str) -> Item:
        """The item with this title that counts; of several the one of the latest year."""
        with self.office.store.reading() as connection:
            query = select(items).where(items.c.title == title)
            query = query.order_by(items.c.reporting_year.desc(), items.c.id)
            found = [items_store.from_row(row) for row in connection.execute(query)]
        return next(one for one in found if one.counts)

    def fresh(self, item: Item) -> Item:
        """The item as it is now."""
        with self.office.store.reading() as connection:
            return items_store.get(connection, [item.id])[item.id]

    def lines(self, item: Item) -> list[Any]:
        """What was done with an item, the newest first."""
        with self.office.store.reading() as connection:
            return ledger.history(connection, item.id)


@contextmanager
def bureau(
    url: str, folder: Path, suggest: Suggest = no_suggestions, pages: PageStore | None = None
) -> Iterator[Bureau]:
    """A desk over a database that is there already; `pages` may be shared with other desks."""
    store = ReviewStore(url)
    office = Office(store, ReportFiles(store, folder), suggest)
    doors = Doors(store, render)
    shown = pages or PageStore()
    yield Bureau(create_app(office, shown, doors), office, doors, folder, url)
    if pages is None:
        shown.close()
    doors.close()
    store.close()


def csrf(who: TestClient) -> str:
    """What a form of this visitor's pages carries."""
    found = search(r'name="csrf" value="([^"]*)"', who.get("/queue").text)
    assert found
    return found[1]


def send(who: TestClient, item: Item, action: str, **fields: str) -> httpx2.Response:
    """Send a form of the item's page, as it stands there but for `fields`."""
    form = {"action": action, "version": str(item.version), "csrf": csrf(who), **fields}
    found: httpx2.Response = who.post(f"/items/{item.id}", data=form)
    return found


def texts_of(page: httpx2.Response) -> str:
    """What a page says, without its elements; blanks and line breaks are one blank."""
    reader = _Texts()
    reader.feed(page.text)
    return " ".join(" ".join(reader.found).split())


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


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


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
