"""A desk that is served, and windows of a browser at it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from iusml.codes.suggester import load_suggester
from iusml.review.desk.office import Suggest, cached
from iusml.review.pages.store import PageStore
from iusml.settings import default_matcher
from tests.review.desk.browsing import (
    chromium,
    listened,
    signed_in,
    until_ready,
)
from tests.review.desk.bureau import Bureau, bureau
from tests.review.desk.plants import settle
from tests.review.page_desk import served

Open = Callable[[str], None]
NARROW = {"width": 640, "height": 400}
"""What is left of 1280 by 800 at 200 %."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def pages() -> Iterator[PageStore]:
    with PageStore() as shared:
        yield shared


@pytest.fixture(scope="module")
def suggest() -> Suggest:
    suggester = load_suggester(default_matcher(), threads=1)
    return cached(lambda text: suggester.suggest([text], 5)[0].suggestions)


@pytest.fixture
def desk(sqlite: str, tmp_path: Path, suggest: Suggest, pages: PageStore) -> Iterator[Bureau]:
    settle(sqlite, tmp_path, oil=184.0)
    with bureau(sqlite, tmp_path, suggest, pages) as opened:
        yield opened


@pytest.fixture
def address(desk: Bureau) -> Iterator[str]:
    with served(desk.app) as at:
        yield at


@pytest.fixture
def page(browser: Browser, desk: Bureau, address: str) -> Iterator[Page]:
    """A window of Anna's; at its end the browser has complained of nothing."""
    complaints: list[str] = []
    context = signed_in(browser, desk, address)
    yield listened(context, complaints)
    context.close()
    assert complaints == []


@pytest.fixture
def narrow(browser: Browser, desk: Bureau, address: str) -> Iterator[Page]:
    """A window as wide as one at 200 %."""
    complaints: list[str] = []
    context = signed_in(browser, desk, address, viewport=NARROW)
    yield listened(context, complaints)
    context.close()
    assert complaints == []


@pytest.fixture
def show(page: Page, desk: Bureau) -> Open:
    """A function that opens the record with a title, and waits for its page."""

    def opened(name: str) -> None:
        page.goto(f"/items/{desk.item(name).id}")
        until_ready(page)

    return opened
