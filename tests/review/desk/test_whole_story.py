"""The whole story: from the queue over draft gold to a model that takes the champion's place."""

import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import BrowserContext, Page, expect
from typer.testing import CliRunner

from iusml import load
from iusml.annotations.collection import read_splits
from iusml.cli import training as started
from iusml.cli.main import app
from iusml.models import open_model
from iusml.records import WasteStream
from iusml.review.access import people
from iusml.review.clock import now
from iusml.store.database.output import open_database
from tests.review.desk.browsing import chromium, listened, on_screen, until_ready
from tests.review.desk.bureau import Bureau, bureau
from tests.review.page_desk import served
from tests.training.conftest import base, quiet
from tests.training.test_challenger import (
    CHALLENGER,
    CHAMPION,
    LABELLED,
    collection,
    settings,
    tiny_champion,
    tracking,
)
from training import eight_bits
from training.challenger.__main__ import main as train
from training.registry.__main__ import main as registry

__all__ = ["base", "quiet"]
GOLD = Path(__file__).resolve().parents[3] / "annotations" / "reports"
REPORTS = ("tra-slaughter-2011", "trb-bageri-2011")
"""Two composed reports, whose operators fall into train and dev."""
PASSWORD = "gröna moln över hamnen"
URL = "sqlite:///avfall.db"
pytestmark = [  # of MLflow's own tables, and of its own types while it is imported
    pytest.mark.filterwarnings("ignore:The ``noload`` loader strategy"),
    pytest.mark.filterwarnings("ignore:.*Any type hint is inferred as AnyType"),
]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bureau]:
    """A desk over what the program itself read in two reports."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MLFLOW_TRACKING_URI", tracking())
    pipeline = load()
    read = []
    for name in REPORTS:
        shutil.copyfile(GOLD / name / "report.pdf", f"{name}.pdf")
        read.append(pipeline(f"{name}.pdf"))
    open_database(URL).write(read, "m")
    with bureau(URL, tmp_path) as opened:
        with opened.office.store.writing() as connection:
            people.add(connection, "anna", "reviewer", now(), password=PASSWORD)
        yield opened


def test_from_the_queue_to_a_new_champion(
    desk: Bureau, base: Path, quiet: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaints: list[str] = []
    with served(desk.app) as address, chromium() as browser:
        anna = browser.new_context(base_url=address, locale="sv-SE")
        bo = browser.new_context(base_url=address, locale="sv-SE")
        page = listened(anna, complaints)
        sign_in(page)
        accept_the_first(page, desk)
        correct_by_clicking(page, desk)
        split_and_undo(page, desk)
        the_slower_one_is_told(page, bo, desk, address)
        decide_the_rest(page, desk)
    assert complaints == []
    export_gold()
    learn_and_promote(base, monkeypatch)


def sign_in(page: Page) -> None:
    """Come in by the form, and land where one wanted to go."""
    page.goto("/queue?status=open")
    page.get_by_label("Användarnamn").fill("anna")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url("/queue?status=open")


def accept_the_first(page: Page, desk: Bureau) -> None:
    """Open the queue's first record, and accept it with one key."""
    page.get_by_role("link", name="Börja här").click()
    until_ready(page)
    key = page.url.partition("/items/")[2][:32]
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Sparat: rätt.")
    assert next(one for one in desk.items() if one.id == key).status == "accepted"


def correct_by_clicking(page: Page, desk: Bureau) -> None:
    """Take a receiver from the page by a click; its place is kept."""
    until_ready(page)
    key = page.url.partition("/items/")[2][:32]
    page.locator("#f-receiver").focus()
    word = page.evaluate(
        """async () => { const view = document.querySelector(".page-view").dataset;
        const path = `/reports/${view.report}/pages/${view.page}/words`;
        return (await (await fetch(path)).json()).words.find((one) => one[0].length > 6); }"""
    )
    page.get_by_role("button", name="Hela sidan").click()
    x, y = on_screen(page, (word[1] + word[3]) / 2, (word[2] + word[4]) / 2)
    page.mouse.click(x, y)
    expect(page.locator("#f-receiver")).to_have_value(word[0])
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Sparat: rätt.")
    item = next(one for one in desk.items() if one.id == key)
    assert item.status == "corrected"
    assert isinstance(item.truth, WasteStream)
    assert item.truth.receiver == word[0]
    assert item.places["receiver"][0].bbox is not None


def split_and_undo(page: Page, desk: Bureau) -> None:
    """Make two of one record, and take that back."""
    until_ready(page)
    before = {one.id: one.truth for one in desk.items()}
    page.keyboard.press("s")
    page.get_by_label("Andra avfallet").fill("Det andra")
    page.get_by_role("button", name="Dela", exact=True).click()
    expect(page.locator("#said")).to_contain_text("delad i två")
    assert len(desk.items()) == len(before) + 1
    until_ready(page)
    page.keyboard.press("u")
    expect(page.locator("#said")).to_have_text("Ångrat.")
    assert {one.id: one.truth for one in desk.items()} == before


def the_slower_one_is_told(page: Page, bo: BrowserContext, desk: Bureau, address: str) -> None:
    """Two people decide about one record: the second one sees what the first one did."""
    token = {"name": "iusml_session", "value": desk.token("bo"), "url": address}
    bo.add_cookies([token])  # type: ignore[list-item]
    other = bo.new_page()
    other.goto(page.url)
    until_ready(other)
    until_ready(page)
    page.keyboard.press("x")
    expect(page.locator("#said")).to_have_text("Sparat: borttagen.")
    other.keyboard.press("Enter")
    expect(other.get_by_role("heading", level=1)).to_have_text("Någon annan hann före")


def decide_the_rest(page: Page, desk: Bureau) -> None:
    """One key for each of all that is left, until nothing waits."""
    page.goto("/next?status=open")
    for _ in range(len(desk.items())):
        if page.url.partition("?")[0].endswith("/queue"):
            break
        until_ready(page)
        old = page.url
        page.keyboard.press("Enter")
        expect(page).not_to_have_url(old)
    streams = [one for one in desk.items() if one.kind == "stream"]
    assert len(streams) >= 10
    assert all(one.status != "open" for one in streams)


def export_gold() -> None:
    """Reviewed reports become draft gold, in train and in dev."""
    done = CliRunner().invoke(
        app, ["annotations", "from-review", "--db", URL, "--reports", ".", "-o", "granskat"]
    )
    assert done.exit_code == 0, done.output
    splits = read_splits(Path("granskat"))
    assert {name: len(found) for name, found in splits.items()} == {
        "train": 1, "dev": 1, "test": 0,
    }  # fmt: skip


def learn_and_promote(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tiny challenger is trained on what was reviewed, and takes the champion's place."""
    monkeypatch.setattr(started, "can_train", lambda: True)
    monkeypatch.setattr(started, "run_training", lambda module, asked: registry(asked))
    monkeypatch.setattr(eight_bits, "POWERS", (0.5, 1.0))  # fewer to try
    collection(Path("annotations"), LABELLED)
    tiny_champion(base, CHAMPION)
    Path("granskad.yaml").write_text(yaml.safe_dump(settings(base)), "utf-8")
    command = ["granskat", "--champion", str(CHAMPION), "--output", str(CHALLENGER)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert train([*command, "--config", "granskad.yaml"]) == 0
    asked = ["promote", str(CHALLENGER), "--champion", str(CHAMPION)]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0, done.output
    assert open_model(CHAMPION).config.name.startswith("liten-0.1-granskad-")
