"""A desk over composed reports."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.review.desk.bureau import Bureau, bureau
from tests.review.desk.plants import settle


@pytest.fixture
def desk(sqlite: str, tmp_path: Path) -> Iterator[Bureau]:
    """A desk whose database is a file."""
    settle(sqlite, tmp_path)
    with bureau(sqlite, tmp_path) as opened:
        yield opened


@pytest.fixture
def any_desk(url: str, tmp_path: Path) -> Iterator[Bureau]:
    """A desk whose database is a file, and one whose database is a server."""
    settle(url, tmp_path)
    with bureau(url, tmp_path) as opened:
        yield opened


@pytest.fixture
def anna(desk: Bureau) -> TestClient:
    """A browser in which Anna is signed in."""
    return desk.visitor()
