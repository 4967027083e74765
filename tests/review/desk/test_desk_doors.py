"""Every way into the desk is guarded, and the open app shows no person."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from iusml.review.access import people
from iusml.review.clock import now
from iusml.review.public import create_public_app
from iusml.review.store import ReviewStore
from tests.review.desk.bureau import HERE, Bureau, send, texts_of
from tests.review.desk.plants import settle

OPEN = {"/sign-in", "/sign-out"}
"""The only pages for those who are not signed in."""
KEY = "0" * 32


def ways(app: FastAPI) -> list[tuple[str, str]]:
    """Method and address of every route, with something in the place of its names."""
    found = []
    for path, methods in app.openapi()["paths"].items():
        if path not in OPEN:
            filled = path.replace("{number}", "1").replace("{ending}", "csv")
            filled = filled.replace("{item_id}", KEY).replace("{report_id}", KEY)
            filled = filled.replace("{match_id}", KEY)
            found += [(method.upper(), filled) for method in methods]
    return found


def test_nobody_comes_in_without_signing_in(desk: Bureau) -> None:
    stranger = TestClient(desk.app, base_url=HERE, follow_redirects=False)
    asked = ways(desk.app)
    assert len(asked) >= 15
    for method, path in asked:
        answer = stranger.request(method, path)
        assert answer.status_code in (303, 401), (method, path)
        page = stranger.request(method, path, headers={"Accept": "text/html"})
        wanted = page.headers.get("Location", "").startswith("/sign-in")
        assert wanted if method == "GET" else page.status_code == 401, (method, path)


def test_nothing_is_changed_without_the_forms_key(desk: Bureau) -> None:
    anna = desk.visitor()
    for method, path in ways(desk.app):
        if method == "POST":
            assert anna.request(method, path, data={"csrf": "fel"}).status_code == 403, path


def test_a_reader_looks_and_changes_nothing(desk: Bureau) -> None:
    with desk.office.store.writing() as connection:
        people.add(connection, "lisa", "reader", now())
    lisa = desk.visitor("lisa")
    item = next(one for one in desk.items() if one.kind == "stream")
    assert lisa.get(f"/items/{item.id}").status_code == 200
    assert send(lisa, item, "accept").status_code == 403
    assert desk.fresh(item) == item
    assert lisa.get("/agreement").status_code == 403


@pytest.fixture
def open_app(sqlite: str, tmp_path: Path) -> TestClient:
    """The app for everybody, over the same reports."""
    settle(sqlite, tmp_path)
    return TestClient(create_public_app(ReviewStore(sqlite)), base_url=HERE)


def test_everybody_may_read_streams_and_nothing_of_persons(
    open_app: TestClient, desk: Bureau
) -> None:
    contacts = [one for one in desk.items() if one.kind == "contact"]
    assert contacts
    page = open_app.get("/")
    said = texts_of(page)
    for one in desk.items():
        if one.kind == "stream":
            shown = open_app.get(f"/streams/{one.id}")
            assert shown.status_code == 200
            said += texts_of(shown)
    for contact in contacts:
        told = contact.truth.model_dump()
        assert not any(told[name] and told[name] in said for name in ("name", "email", "phone"))
        assert open_app.get(f"/streams/{contact.id}").status_code == 404
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_the_open_app_has_no_other_room(open_app: TestClient, desk: Bureau) -> None:
    item = next(one for one in desk.items() if one.kind == "stream")
    for path in ("/queue", "/reports", f"/items/{item.id}", f"/reports/{item.report_id}"):
        assert open_app.get(path).status_code == 404
    assert open_app.get(f"/reports/{item.report_id}/pages/1/picture").status_code == 404
    assert open_app.post(f"/items/{item.id}").status_code in (404, 405)


def test_what_was_removed_is_not_shown_to_everybody(open_app: TestClient, desk: Bureau) -> None:
    item = next(one for one in desk.items() if one.kind == "stream")
    assert send(desk.visitor(), item, "remove").status_code == 303
    assert open_app.get(f"/streams/{item.id}").status_code == 404
    assert item.id not in open_app.get("/").text
