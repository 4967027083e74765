"""Headers, host names, the size of requests, and what a fault looks like from outside."""

import asyncio

import pytest
from starlette.testclient import TestClient
from starlette.types import Message

from iusml.review.access.secure import HEADERS, LARGEST_BODY
from tests.review.doors import HERE


@pytest.mark.parametrize(
    ("path", "status"),
    [("/sign-in", 200), ("/look", 401), ("/nowhere", 404), ("/broken", 500), ("/kept", 200)],
)
def test_headers_on_every_answer(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    kept = "private, max-age=60" if path == "/kept" else "no-store"
    assert answer.headers["Cache-Control"] == kept


def test_a_fault_tells_what_to_do_and_nothing_else(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.get("/broken")
    assert "Gå tillbaka och försök igen" in answer.text
    assert "Öberg" not in answer.text + caplog.text
    assert "ValueError at " in caplog.text
    assert "doors.py:" in caplog.text


def test_a_fault_in_the_middle_breaks_off(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Exception, match=r"^$") as told:
        client.get("/broken-off")
    assert type(told.value).__name__ == "_BrokenOffError"
    assert "Öberg" not in caplog.text


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1", 200), ("127.0.0.1:8000", 200), ("evil.example", 400), ("localhost.evil", 400)],
)
def test_host_names(client: TestClient, host: str, status: int) -> None:
    assert client.get("/sign-in", headers={"Host": host}).status_code == status


def test_a_body_may_be_so_large(client: TestClient) -> None:
    text = "x" * (LARGEST_BODY - len("text="))
    assert client.post("/length", data={"text": text}).json() == len(text)
    too_large = client.post("/length", data={"text": text + "x"})
    assert too_large.status_code == 413
    assert "skriv kortare" in too_large.text
    assert too_large.headers["Connection"] == "close"
    assert {name: too_large.headers[name] for name in HEADERS} == HEADERS


def test_a_body_without_end_is_not_read_on(client: TestClient) -> None:
    read = 0
    sent: list[Message] = []

    async def receive() -> Message:
        nonlocal read
        read += 1
        return {"type": "http.request", "body": b"x" * 300_000, "more_body": True}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/length", "raw_path": b"/length",
        "query_string": b"", "scheme": "http", "http_version": "1.1", "server": ("127.0.0.1", 80),
        "headers": [(b"host", b"127.0.0.1"), (b"transfer-encoding", b"chunked")],
    }  # fmt: skip

    async def ask() -> None:
        await client.app(scope, receive, send)

    asyncio.run(ask())
    assert sent[0]["status"] == 413
    assert read == 4


def test_a_body_in_pieces_arrives_whole(client: TestClient) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    pieces = (b"text=" + b"x" * 9 if not number else b"x" * 1000 for number in range(50))
    assert client.post("/length", content=pieces, headers=form).json() == 49_009


@pytest.mark.parametrize("length", ["-1", "1e3", "ett", str(LARGEST_BODY + 1)])
def test_lengths_that_cannot_be(client: TestClient, length: str) -> None:
    headers = {"Content-Length": length, "Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/length", content=b"text=x", headers=headers).status_code == 413


@pytest.mark.parametrize(
    ("site", "status"),
    [("same-origin", 200), ("none", 200), ("cross-site", 403), ("same-site", 403)],
)
def test_other_sites_change_nothing(client: TestClient, site: str, status: int) -> None:
    told = {"Sec-Fetch-Site": site}
    assert client.post("/length", data={"text": "x"}, headers=told).status_code == status
    assert client.get("/sign-in", headers=told).status_code == 200


def test_pages_need_no_inline_parts(client: TestClient) -> None:
    page = client.get(f"{HERE}/sign-in").text
    assert "style=" not in page
    assert "<script>" not in page
    assert "onclick" not in page
