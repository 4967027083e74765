"""Signing in and out by the form, and what nobody may do."""

import logging
import time as clock

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.testclient import TestClient

from iusml.review.access import passwords, people
from iusml.review.access.attempts import Attempts, network
from iusml.review.access.routes import own_page
from iusml.review.store import ReviewStore
from tests.review.doors import HERE, PAGE, PASSWORD, Time, add, csrf_of, hidden, make_desk, sign_in


def test_somebody_comes_in_and_goes(client: TestClient, desk_file: ReviewStore) -> None:
    add(desk_file, "kim", "reader")
    assert client.get("/look").status_code == 401
    assert sign_in(client, " Kim ") == 303
    assert client.get("/look").json() == "kim"
    left = client.post("/sign-out", data={"csrf": csrf_of(desk_file)})
    assert "Du är utloggad" in left.text
    assert not client.cookies.get("iusml_session")
    assert client.get("/look").status_code == 401


def test_the_way_back(client: TestClient, desk_file: ReviewStore) -> None:
    add(desk_file, "kim", "reader")
    asked = client.get("/look?id=å&b=2", headers=PAGE)
    assert asked.status_code == 200
    page = asked.text
    assert hidden(page, "next") == "/look?id=%C3%A5&amp;b=2"
    typed = {"name": "kim", "password": PASSWORD, "csrf": hidden(page, "csrf"), "next": "/look?b=2"}
    came = client.post("/sign-in", data=typed, follow_redirects=False)
    assert came.headers["Location"] == "/look?b=2"


@pytest.mark.parametrize(
    ("wanted", "page"),
    [
        ("/queue?kind=stream&id=å", "/queue?kind=stream&id=å"),
        ("//example.com/", "/"),
        ("/\\example.com", "/"),
        ("https://example.com/", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\nSet-Cookie: x=1", "/"),
        ("/\t/example.com", "/"),
        ("", "/"),
    ],
)
def test_only_own_pages_come_next(wanted: str, page: str) -> None:
    assert own_page(wanted) == page


def test_every_wrong_answer_is_the_same(
    client: TestClient, desk_file: ReviewStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(desk_file, "kim", "reader")
    add(desk_file, "bo", "admin")
    add(desk_file, "alex", "reader", None)
    with desk_file.writing() as connection:
        people.set_active(connection, "bo", active=False)
    passwords.matches(None, "")
    worked = []
    verify = PasswordHasher.verify

    def counted(hasher: PasswordHasher, kept: str, typed: str) -> bool:
        worked.append(kept[:30])
        return verify(hasher, kept, typed)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    pages = set()
    for name, password in [
        ("kim", "fel " + PASSWORD), ("ingen", PASSWORD), ("bo", PASSWORD), ("alex", PASSWORD),
        ("kim", ""), ("", ""), ("kim", "x" * 5000),
    ]:  # fmt: skip
        before = hidden(client.get("/sign-in").text, "csrf")
        typed = {"name": name, "password": password, "csrf": before}
        came = client.post("/sign-in", data=typed)
        assert came.status_code == 403
        assert password == "" or password not in came.text
        pages.add(came.text.replace(f'value="{name}"', ""))
    assert len(pages) == 1
    assert "Användarnamnet eller lösenordet är fel" in pages.pop()
    assert len(worked) == 7
    assert len(set(worked)) == 1


def test_the_form_needs_its_cookie(client: TestClient, desk_file: ReviewStore) -> None:
    add(desk_file, "kim", "reader")
    typed = {"name": "kim", "password": PASSWORD, "csrf": "gissat"}
    for cookie in ("", "annat"):
        client.cookies.set("iusml_before", cookie)
        came = client.post("/sign-in", data=typed)
        assert came.status_code == 403
        assert "för gammalt" in came.text
    assert client.post("/sign-in", data={**typed, "csrf": ""}).status_code == 403


def test_a_token_is_new_at_each_sign_in(client: TestClient, desk_file: ReviewStore) -> None:
    add(desk_file, "kim", "reader")
    client.cookies.set("iusml_session", "vald-av-annan", "127.0.0.1")
    assert sign_in(client, "kim") == 303
    first = client.cookies["iusml_session"]
    assert first != "vald-av-annan"
    assert sign_in(client, "kim") == 303
    second = client.cookies["iusml_session"]
    assert second != first
    assert csrf_of(desk_file)
    client.cookies.set("iusml_session", first, "127.0.0.1")
    assert client.get("/look").status_code == 401


@pytest.mark.parametrize(("base", "https"), [(HERE, False), ("https://127.0.0.1", True)])
def test_cookies(desk_file: ReviewStore, time: Time, base: str, https: bool) -> None:
    add(desk_file, "kim", "reader")
    client = TestClient(make_desk(desk_file, time), base_url=base)
    page = client.get("/sign-in")
    typed = {"name": "kim", "password": PASSWORD, "csrf": hidden(page.text, "csrf")}
    came = client.post("/sign-in", data=typed, follow_redirects=False)
    assert came.status_code == 303
    for answer, name in ((page, "before"), (came, "session")):
        cookie = next(
            one for one in answer.headers.get_list("Set-Cookie") if f"iusml_{name}=" in one
        )
        assert cookie.startswith("__Host-") is https
        assert ("Secure" in cookie) is https
        assert all(word in cookie for word in ("HttpOnly", "SameSite=lax", "Path=/"))
        assert "Domain" not in cookie
    assert ("Strict-Transport-Security" in came.headers) is https


@pytest.mark.parametrize("role", ["reader", "reviewer"])
def test_roles_at_the_door(client: TestClient, desk_file: ReviewStore, role: people.Role) -> None:
    add(desk_file, "kim", role)
    assert client.post("/decide", data={"word": "ja"}).status_code == 401
    sign_in(client, "kim")
    came = client.post("/decide", data={"word": "ja", "csrf": csrf_of(desk_file)})
    if role == "reviewer":
        assert came.json() == "kim: ja"
    else:
        assert came.status_code == 403
        assert "rätt roll" in came.text


def test_changes_need_the_token(client: TestClient, desk_file: ReviewStore) -> None:
    add(desk_file, "kim", "reviewer")
    sign_in(client, "kim")
    token = csrf_of(desk_file)
    for wrong in ({}, {"csrf": ""}, {"csrf": token[:-1]}, {"csrf": "å"}):
        came = client.post("/decide", data={"word": "ja", **wrong})
        assert came.status_code == 403
        assert "för gammal" in came.text
    assert client.post("/tell", json={"word": "ja", "csrf": token}).status_code == 403
    assert client.post("/sign-out", data={"csrf": "fel"}).status_code == 403
    header = {"X-CSRF-Token": token}
    assert client.post("/tell", json={"word": "ja"}, headers=header).json() == "ja"
    assert client.post("/decide", data={"word": "ja", "csrf": token}).json() == "kim: ja"
    parts = {"word": (None, "ja"), "csrf": (None, token)}
    assert client.post("/decide", files=parts).json() == "kim: ja"


def test_a_session_is_over_in_time(client: TestClient, desk_file: ReviewStore, time: Time) -> None:
    add(desk_file, "kim", "reader")
    sign_in(client, "kim")
    app = client.app
    assert isinstance(app, FastAPI)
    for _ in range(3):
        time.pass_by(hours=1, minutes=59)
        assert client.get("/look").status_code == 200
        app.state.doors.aside.submit(int).result()
    time.pass_by(hours=2)
    assert client.get("/look").status_code == 401


def test_a_blocked_person_is_out_at_once(client: TestClient, desk_file: ReviewStore) -> None:
    add(desk_file, "kim", "reader")
    sign_in(client, "kim")
    with desk_file.writing() as connection:
        people.set_active(connection, "kim", active=False)
    assert client.get("/look").status_code == 401


def test_too_many_attempts_with_a_name(
    client: TestClient, desk_file: ReviewStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = clock.time()
    monkeypatch.setattr(clock, "time", lambda: moment)
    add(desk_file, "kim", "reader")
    assert [sign_in(client, "kim", "fel lösenord här") for _ in range(8)] == [403] * 8
    before = hidden(client.get("/sign-in").text, "csrf")
    came = client.post("/sign-in", data={"name": "KIM", "password": PASSWORD, "csrf": before})
    assert came.status_code == 429
    assert "Vänta 10 min" in came.text
    assert came.headers["Retry-After"] == "600"
    assert sign_in(client, "bo") == 403
    moment += 601
    assert sign_in(client, "kim") == 303
    assert [sign_in(client, "kim") for _ in range(10)] == [303] * 10


def test_too_many_attempts_from_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = clock.time()
    monkeypatch.setattr(clock, "time", lambda: moment)
    attempts = Attempts()
    waits = [attempts.wait(f"namn{number}", "2001:db8::1") for number in range(60)]
    assert waits == [0] * 60
    assert attempts.wait("annat", "2001:db8::2") == 10
    assert attempts.wait("annat", "2001:db8:0:1::2") == 0
    moment += 540
    assert attempts.wait("ett till", "2001:db8::1") == 1
    moment += 60
    assert attempts.wait("ett till", "2001:db8::1") == 0


@pytest.mark.parametrize(
    ("address", "one"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8::7", "2001:db8::/64"), ("testclient", "testclient")],
)
def test_what_counts_as_one_address(address: str, one: str) -> None:
    assert network(address) == one


def test_the_language_of_the_form(client: TestClient, desk_file: ReviewStore) -> None:
    assert '<html lang="sv">' in client.get("/sign-in").text
    assert '<html lang="en">' in client.get("/sign-in?lang=en").text
    assert "User name" in client.get("/sign-in").text
    assert '<html lang="en">' in client.get("/sign-in?lang=xx").text
    add(desk_file, "kim", "reader")
    sign_in(client, "kim")
    assert '<html lang="sv">' in client.post("/decide").text


def test_what_was_typed_is_shown_safely(client: TestClient) -> None:
    before = hidden(client.get("/sign-in").text, "csrf")
    name = '"><script>alert(1)</script>'
    came = client.post("/sign-in", data={"name": name, "password": name, "csrf": before})
    assert "<script>alert" not in came.text


def test_nothing_personal_in_logs(
    client: TestClient, desk_file: ReviewStore, caplog: pytest.LogCaptureFixture
) -> None:
    add(desk_file, "kim.ekstrom", "reader")
    with caplog.at_level(logging.DEBUG):
        sign_in(client, "kim.ekstrom", "fel " + PASSWORD)
        sign_in(client, "kim.ekstrom")
        client.get("/look")
        client.get("/broken")
    assert "ValueError" in caplog.text
    for secret in (PASSWORD, "kim.ekstrom", "Öberg", client.cookies["iusml_session"]):
        assert secret not in caplog.text
