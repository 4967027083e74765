"""The desk as its command opens it: settings kept, doors named, faults as sentences."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest
from typer.testing import CliRunner

from iusml.cli.main import app
from iusml.errors import OutputError
from iusml.flows.lists import chosen
from iusml.review import second
from iusml.review.serve import Opening, open_desk, serve
from iusml.review.store import ReviewStore
from iusml.settings import default_matcher
from iusml.store.database.agenda import agenda
from tests.review.desk.plants import settle

WAIT_S = 60


@pytest.fixture
def database(sqlite: str, tmp_path: Path) -> str:
    """The URL of a database with composed reports."""
    settle(sqlite, tmp_path)
    return sqlite


def opening(url: str, **more: object) -> Opening:
    values = {"url": url, "reports": Path(), "matcher": Path("finns-inte"), **more}
    return Opening(**values)  # type: ignore[arg-type]


def test_settings_are_kept(database: str) -> None:
    flows = chosen(["wood"])
    opened = open_desk(opening(database, flows=flows, second_looks=0.5))
    assert "finns-inte" in opened.remarks[0]
    store = ReviewStore(database)
    with store.reading() as connection:
        assert agenda(connection) == flows
        assert second.share(connection) == 0.5
    store.close()
    open_desk(opening(database))
    with ReviewStore(database).reading() as connection:
        assert agenda(connection) == flows
        assert second.share(connection) == 0.5


def test_a_damaged_matcher_is_told_and_the_desk_opens(database: str, tmp_path: Path) -> None:
    broken = tmp_path / "matchare"
    broken.mkdir()
    (remark,) = open_desk(opening(database, matcher=broken)).remarks
    assert "No waste codes will be suggested" in remark
    assert open_desk(opening(database, matcher=default_matcher())).remarks == []


def test_a_port_that_is_taken(database: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        asked = opening(database, port=taken.getsockname()[1])
        with pytest.raises(OutputError, match="--port"):
            serve(open_desk(asked), asked)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--db", "sqlite:///finns-inte.db"], "does not exist"),
        (["--db", "DATABASE", "--flow", "guld"], "There is no flow 'guld'"),
        (["--db", "DATABASE", "--second-looks", "2"], "second-looks"),
    ],
)
def test_mistakes_end_with_a_sentence(database: str, words: list[str], said: str) -> None:
    asked = [database if word == "DATABASE" else word for word in words]
    done = CliRunner().invoke(app, ["review", *asked])
    assert done.exit_code == 2
    assert said in done.output


def test_the_command_opens_and_closes(database: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["review", "--db", database, "--port", str(port), "--matcher", "finns-inte"]
    started = subprocess.Popen(
        [sys.executable, "-c", "from iusml.cli.main import app; app()", *words],
        stderr=subprocess.PIPE, text=True, env={**os.environ, "COLUMNS": "200"},
    )  # fmt: skip
    try:
        page = until_open(f"http://127.0.0.1:{port}/sign-in")
        assert "Logga in" in page.text
        assert "server" not in page.headers
        started.send_signal(signal.SIGINT)
        _, told = started.communicate(timeout=WAIT_S)
    finally:
        started.kill()
        started.wait()
    assert f"http://127.0.0.1:{port}/" in told
    assert "nobody may come in yet" in told
    assert "Traceback" not in told


def until_open(address: str) -> httpx2.Response:
    """The first answer of an address; a desk takes a few seconds to open."""
    end = time.monotonic() + WAIT_S
    while True:
        try:
            return httpx2.get(address)
        except httpx2.TransportError:
            assert time.monotonic() < end, "the desk did not open"
            time.sleep(0.1)
