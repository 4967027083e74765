"""The page view in a real browser, under the strict content policy: mouse, keyboard, no script."""

import json
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from iusml.document import Box, Document, Word
from iusml.document import Page as DocumentPage
from iusml.review.pages.content import PageWords, ReportFile
from iusml.review.pages.routes import words_as_json
from iusml.review.pages.store import PageStore
from tests.review.desk.browsing import on_screen
from tests.review.page_desk import make_desk, served
from tests.review.page_reports import COLUMNS, STEP, TOP, draw_rows

VALUE = [1, COLUMNS[2], TOP + STEP - 10, COLUMNS[2] + 22, TOP + STEP + 3]
"""The amount of the first waste: "1,84"."""
LISTEN = """() => { window.taken = [];
  document.addEventListener("iusml:text-taken", (event) => window.taken.push(event.detail)); }"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("rapporter")
    files = {
        "r1": draw_rows(folder / "åäö.pdf", 3),
        "liggande": draw_rows(folder / "liggande.pdf", 3, rotation=90),
        "borta": ReportFile(folder / "borta.pdf", "0" * 64),
    }
    with PageStore() as store, served(make_desk(files, store)) as at:
        yield at


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    assert program, "Install Chromium (Debian: apt-get install chromium) and run again."
    with sync_playwright() as playwright:
        # Its sandbox does not start for root, as whom tests run in containers.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complains of."""
    return []


@pytest.fixture
def page(chromium: Browser, complaints: list[str]) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1000, "height": 800})
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()


def show(page: Page, address: str, report: str = "r1", boxes: list[Any] | None = None) -> None:
    page.goto(f"{address}/show/{report}/1?boxes={json.dumps(boxes or [])}")
    wait_for_words(page)
    page.evaluate(LISTEN)


def wait_for_words(page: Page) -> None:
    expect(page.locator('[data-tool="words"]')).to_have_attribute("aria-disabled", "false")


def taken(page: Page) -> list[str]:
    return [entry["text"] for entry in page.evaluate("window.taken")]


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*on_screen(page, *start))
    page.mouse.down()
    page.mouse.move(*on_screen(page, *end), steps=4)
    page.mouse.up()


def test_a_click_takes_a_word(page: Page, address: str, complaints: list[str]) -> None:
    show(page, address)
    page.mouse.click(*on_screen(page, COLUMNS[0] + 15, TOP + STEP - 4))
    assert taken(page) == ["Spillolja"]
    detail = page.evaluate("window.taken[0]")
    assert detail["page"] == 1
    x0, y0, x1, y1 = detail["bbox"]
    assert x0 == pytest.approx(COLUMNS[0], abs=1)
    assert y0 < TOP + STEP - 4 < y1
    assert x1 < COLUMNS[1]
    expect(page.locator(".page-status")).to_have_text("Tagen text: Spillolja")
    assert page.locator(".page-picked").count() == 1
    page.mouse.click(*on_screen(page, 300, 700))  # nothing stands there
    assert taken(page) == ["Spillolja"]
    assert complaints == []


def test_a_rectangle_takes_words_in_reading_order(
    page: Page, address: str, complaints: list[str]
) -> None:
    show(page, address)
    foot = TOP + 3 * STEP
    drag(page, (COLUMNS[2] + 60, foot + 6), (COLUMNS[0] - 10, foot - 14))  # backwards
    drag(page, (COLUMNS[1] - 5, TOP + STEP - 12), (COLUMNS[1] + 60, TOP + STEP + 6))
    assert taken(page) == ["Slam från fettavskiljare 02 02 04 7,5", "13 02 05*"]
    assert complaints == []


def test_shift_and_click_take_all_between(page: Page, address: str) -> None:
    show(page, address)
    page.mouse.click(*on_screen(page, COLUMNS[0] + 15, TOP + 2 * STEP - 4))
    page.keyboard.down("Shift")
    page.mouse.click(*on_screen(page, COLUMNS[0] + 85, TOP + 2 * STEP - 4))
    page.keyboard.up("Shift")
    assert taken(page) == ["Träspill", "Träspill och pallar"]


def test_two_clicks_without_dragging_or_keys(page: Page, address: str) -> None:
    show(page, address)
    page.locator('[data-tool="words"]').click()
    page.mouse.click(*on_screen(page, COLUMNS[0] + 15, TOP + 2 * STEP - 4))
    assert taken(page) == []
    expect(page.locator(".page-status")).to_contain_text("Träspill")
    page.mouse.click(*on_screen(page, COLUMNS[0] + 85, TOP + 2 * STEP - 4))
    assert taken(page) == ["Träspill och pallar"]


def test_word_mode_needs_no_mouse(page: Page, address: str, complaints: list[str]) -> None:
    show(page, address, boxes=[VALUE])
    frame = page.locator(".page-frame")
    frame.focus()
    page.keyboard.press("o")
    expect(page.locator(".page-cursor")).to_have_count(1)
    expect(page.locator('[data-tool="words"]')).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator(".page-status")).to_have_text("13 02 05*")
    page.keyboard.press("Enter")
    assert taken(page) == ["1,84", "82,5", "13 02 05*"]
    expect(frame).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".page-cursor")).to_have_count(0)
    page.keyboard.press("Enter")
    assert len(taken(page)) == 3
    assert complaints == []


def test_the_cursor_stays_in_sight(page: Page, address: str) -> None:
    show(page, address, boxes=[VALUE])
    for _ in range(5):
        page.locator('[data-tool="zoomIn"]').click()
    page.locator('[data-tool="words"]').press("Enter")
    page.keyboard.press("End")
    cursor = page.locator(".page-cursor").bounding_box()
    frame = page.locator(".page-frame").bounding_box()
    assert cursor
    assert frame
    assert frame["x"] <= cursor["x"] <= cursor["x"] + cursor["width"] <= frame["x"] + frame["width"]
    assert frame["y"] <= cursor["y"] <= frame["y"] + frame["height"]


def test_the_value_is_framed_named_and_in_the_middle(page: Page, address: str) -> None:
    show(page, address, boxes=[VALUE, [2, 1, 1, 9, 9]])
    expect(page.locator(".page-box")).to_have_count(1)
    expect(page.locator(".page-label")).to_have_text("Värdet")
    box = page.locator(".page-box").bounding_box()
    frame = page.locator(".page-frame").bounding_box()
    assert box
    assert frame
    x, y = on_screen(page, VALUE[1], VALUE[2])
    assert box["x"] == pytest.approx(x, abs=6)
    assert box["y"] == pytest.approx(y, abs=6)
    middle = frame["x"] + frame["width"] / 2
    assert abs(box["x"] + box["width"] / 2 - middle) < frame["width"] / 4
    hidden = page.evaluate(
        """() => { const label = document.querySelector(".page-label-back").getBBox();
        return [label.x, label.y, label.x + label.width, label.y + label.height]; }"""
    )
    assert COLUMNS[1] + 60 < hidden[0] < hidden[2] < VALUE[1]  # between the code and the amount


def test_pages_turn_and_zoom_by_keys(page: Page, address: str, complaints: list[str]) -> None:
    show(page, address, boxes=[VALUE, [2, 72, 400, 172, 412]])
    page.locator(".page-frame").focus()
    page.keyboard.press("PageDown")
    expect(page.locator(".page-status")).to_have_text("Sida 2 av 3")
    expect(page.locator("img")).to_have_attribute("alt", "Sida 2 av 3")
    expect(page.locator(".page-box")).to_have_count(1)
    before = page.locator(".page-sheet").bounding_box()
    page.keyboard.press("+")
    after = page.locator(".page-sheet").bounding_box()
    assert before
    assert after
    assert after["width"] == pytest.approx(1.25 * before["width"], rel=0.01)
    page.keyboard.press("0")
    frame = page.locator(".page-frame").bounding_box()
    whole = page.locator(".page-sheet").bounding_box()
    assert frame
    assert whole
    assert whole["height"] <= frame["height"]
    page.keyboard.press("PageDown")
    expect(page.locator('[data-tool="after"]')).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("PageDown")
    expect(page.locator("img")).to_have_attribute("alt", "Sida 3 av 3")
    wait_for_words(page)
    page.keyboard.press("0")
    page.mouse.click(*on_screen(page, 80, 396))
    assert taken(page) == ["Här"]
    assert complaints == []


def test_texts_are_joined_as_those_of_values(page: Page, address: str) -> None:
    lines = [["Oljeav-"], ["skiljare", "(", "ton", ")", "sand-"], ["och", "fett-"], ["Åbo", "é-"]]
    words = tuple(
        Word(text, Box(0, 20 * line, 10, 20 * line + 9), 1, line, text in {"ton", ")"})
        for line, texts in enumerate([*lines, ["ö"]])
        for text in texts
    )
    whole = DocumentPage(1, 595, 842, 0, "text", 1.0, 0, len(words))
    document = Document("å.pdf", "0" * 64, (whole,), words, ())
    show(page, address)
    found = page.evaluate(
        """async (rows) => { const words = await import("/static/page-words.js");
        return words.textOf(words.readWords(rows)); }""",
        words_as_json(PageWords(595, 842, words))["words"],
    )
    assert found == document.text(0, len(words)) == "Oljeavskiljare (ton) sand- och fett- Åbo é- ö"


def test_a_turned_page_gives_the_words_that_are_seen(page: Page, address: str) -> None:
    show(page, address, "liggande")
    x, y = 842 - TOP - STEP + 4, COLUMNS[0] + 15
    page.mouse.click(*on_screen(page, x, y))
    assert taken(page) == ["Spillolja"]


def test_other_boxes_are_followed_without_loading(page: Page, address: str) -> None:
    show(page, address)
    expect(page.locator(".page-box")).to_have_count(0)
    page.evaluate(
        "box => { document.querySelector('.page-view').dataset.boxes = JSON.stringify([box]); }",
        VALUE,
    )
    expect(page.locator(".page-box")).to_have_count(1)


def test_a_file_that_is_gone_is_told(page: Page, address: str) -> None:
    page.goto(f"{address}/show/borta/1")
    expect(page.locator(".page-status")).to_contain_text("finns inte kvar där den lästes")


def test_without_script_the_picture_is_there(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/show/r1/1")
    expect(page.get_by_alt_text("Sida 1 av 3")).to_be_visible()
    assert page.locator("button").count() == 0
    context.close()
