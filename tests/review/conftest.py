"""Databases of each kind for the review desk."""

from collections.abc import Iterator

import pytest

from iusml.review.store import ReviewStore
from tests.databases import named, postgres, server_url, sqlite, url

__all__ = ["named", "postgres", "server_url", "sqlite", "store", "url"]


@pytest.fixture
def store(url: str) -> Iterator[ReviewStore]:
    """The empty database of a running desk."""
    made = ReviewStore(url)
    yield made
    made.close()
