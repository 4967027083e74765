"""The pictures of docs/REVIEW.md: pages of the review desk over composed reports, as WebP.

python -m benchmarks.desk_pictures
"""

import argparse
import io
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

import iusml
from iusml.review.access import cookies, people
from iusml.review.access.doors import Doors
from iusml.review.clock import now
from iusml.review.serve import Opening, open_desk
from iusml.settings import default_matcher
from iusml.store.database.output import open_database

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "annotations" / "reports"
SHOWN = ("dec-granulat-2023", "deb-rosteri-2023", "ded-bilskrot-2023", "ded-hamn-2024")
"""Composed reports of the dev split: those of test are not looked at."""
WIDTH, HEIGHT = 1280, 800
QUALITY = 44
"""Of WebP: letters are still sharp, and each picture has some tens of kilobytes."""
Shot = Callable[[Page], None]


def main() -> None:
    """Read the reports, open a desk over them, and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "docs" / "review")
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        url = f"sqlite:///{made}/avfall.db"
        pipeline = iusml.load()
        for name in SHOWN:
            shutil.copy(REPORTS / name / "report.pdf", Path(made) / f"{name}.pdf")
        records = [pipeline(Path(made) / f"{name}.pdf") for name in SHOWN]
        for record in records:
            record.document.path = Path(record.document.path).name
        open_database(url).write(records, "docs")
        with _served(Opening(url, Path(made), default_matcher())) as (address, token):
            _take(address, token, folder)


@contextmanager
def _served(opening: Opening) -> Iterator[tuple[str, str]]:
    """The address of the desk, and the session of somebody who is signed in."""
    app = open_desk(opening).app
    doors: Doors = app.state.doors
    with doors.store.writing() as connection:
        anna = people.add(connection, "anna", "reviewer", now(), shown_name="Anna Ek")
    ready = threading.Event()

    class Server(uvicorn.Server):
        async def startup(self, *arguments: object, **named: object) -> None:
            await super().startup(*arguments, **named)  # type: ignore[arg-type]
            ready.set()

    server = Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    ready.wait()
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}", doors.let_in(anna)
    server.should_exit = True
    thread.join()


def _take(address: str, token: str, folder: Path) -> None:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        # Its sandbox does not start for root, as whom it runs in containers.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        shown = browser.new_context(
            base_url=address, viewport={"width": WIDTH, "height": HEIGHT}, locale="sv-SE"
        )
        session = {"name": f"iusml_{cookies.SESSION}", "value": token, "url": address}
        shown.add_cookies([session])  # type: ignore[list-item]
        page = shown.new_page()
        for name, step in STEPS.items():
            step(page)
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            picture.save(folder / f"{name}.webp", quality=QUALITY, method=6)
        browser.close()


def _queue(page: Page) -> None:
    page.goto("/queue")


def _record(page: Page) -> None:
    page.goto("/next")
    _arrived(page)


def _keys(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()


def _reports(page: Page) -> None:
    page.goto("/reports")
    page.locator("tbody a").first.click()


def _start(page: Page) -> None:
    """Decide a few, so that the start page has figures."""
    page.goto("/next")
    for key in ("Enter", "Enter", "x", "Enter", "Enter", "n"):
        _arrived(page)
        before = page.url
        page.keyboard.press(key)
        page.wait_for_url(lambda url, before=before: url != before)  # type: ignore[misc]
    page.goto("/")


def _arrived(page: Page) -> None:
    """Wait until a record's page, its picture and its words are there."""
    expect(page.locator(".field.chosen")).to_have_count(1)
    words = page.locator('[data-tool="words"]')
    expect(words).to_have_attribute("aria-disabled", "false", timeout=30_000)
    page.wait_for_load_state("networkidle")


STEPS: dict[str, Shot] = {
    "granska": _queue,
    "post": _record,
    "tangenter": _keys,
    "rapport": _reports,
    "start": _start,
}
"""The pictures in the order in which they are taken."""


if __name__ == "__main__":
    main()
