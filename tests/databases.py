"""Fixtures of the store and the desk: empty databases of each kind, reports to put there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from iusml.records import Report
from tests.database.postgres import Server

Rename = Callable[[str], Report]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One server for all tests of a process."""
    server = Server()
    server.start()
    yield server
    server.close()


@pytest.fixture
def sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of a file that does not exist yet, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return "sqlite:///avfall.db"


@pytest.fixture
def server_url(postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of an empty database of the server."""
    monkeypatch.chdir(tmp_path)
    return postgres.url(postgres.new_database())


@pytest.fixture(params=["sqlite", "server_url"])
def url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database of either kind."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def named(full_report: Report) -> Rename:
    """A function that gives the full report under another path."""

    def rename(path: str) -> Report:
        report = full_report.model_copy(deep=True)
        report.document.path = path
        return report

    return rename
