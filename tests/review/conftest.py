"""Databases of each kind for the review desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from iusml.review.store import ReviewStore
from tests.databases import named, postgres, server_url, sqlite, url
from tests.review.doors import HERE, Time, make_desk

__all__ = ["named", "postgres", "server_url", "sqlite", "store", "url"]


@pytest.fixture
def store(url: str) -> Iterator[ReviewStore]:
    """The empty database of a running desk."""
    made = ReviewStore(url)
    yield made
    made.close()


@pytest.fixture
def desk_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReviewStore]:
    """The empty database of a running desk, as a file in the current folder."""
    monkeypatch.chdir(tmp_path)
    made = ReviewStore("sqlite:///avfall.db")
    yield made
    made.close()


@pytest.fixture
def time() -> Time:
    """A clock that stands still until it is moved."""
    return Time()


@pytest.fixture
def client(desk_file: ReviewStore, time: Time) -> Iterator[TestClient]:
    """A browser at the desk."""
    app = make_desk(desk_file, time)
    with TestClient(app, base_url=HERE) as made:
        yield made
    app.state.doors.close()
