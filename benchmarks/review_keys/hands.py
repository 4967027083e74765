"""Hands on the desk in a browser: every key, click and scroll is done, and counted."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from benchmarks.review_keys.planning import Offer, Seen, Way
from benchmarks.review_keys.structure import Step
from benchmarks.review_keys.words import Run, printed

PATIENCE_MS = 120_000
"""Words of a page that is a picture are recognised, which takes a while."""
_ON_SCREEN = """(box) => {
  const overlay = document.querySelector(".page-overlay"), at = overlay.getBoundingClientRect();
  const view = overlay.viewBox.baseVal, frame = document.querySelector(".page-frame");
  const area = frame.getBoundingClientRect();
  const point = () => {
    const now = overlay.getBoundingClientRect();
    return [now.left + (box[0] + box[2]) / 2 * now.width / view.width,
            now.top + (box[1] + box[3]) / 2 * now.height / view.height];
  };
  const inside = ([x, y]) => x > area.left + 4 && x < area.right - 18 && y > area.top + 4
    && y < Math.min(area.bottom, innerHeight) - 18;
  let [x, y] = point();
  if (inside([x, y])) return [x, y, 0];
  frame.scrollBy(x - (area.left + area.right) / 2, y - (area.top + area.bottom) / 2);
  return [...point(), 1];
}"""


@dataclass(slots=True)
class Effort:
    """What one record took; a chord is one key."""

    keys: int = 0
    clicks: int = 0
    scrolls: int = 0

    @property
    def acts(self) -> int:
        """Keys and clicks."""
        return self.keys + self.clicks


class Hands:
    """A person at a desk that is open in `page`; `effort` counts since it was last set."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.effort = Effort()

    def begin(self, name: str, password: str) -> None:
        """Sign in, and open the queue's first record."""
        self.page.goto("/sign-in?next=/next")
        self.page.fill("#name", name)
        self.page.fill("#password", password)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.settle()

    @property
    def item_id(self) -> str | None:
        """The record that is open; None where the queue is empty."""
        path = self.page.url.partition("?")[0].split("/")
        return path[-1] if path[-2] == "items" else None

    def settle(self) -> None:
        """Wait for what the page asks for by itself."""
        self.page.wait_for_load_state("networkidle", timeout=PATIENCE_MS)

    def look(self) -> Seen:
        """See what is there to choose from."""
        page = self.page
        view = page.locator(".page-view")
        number = int(view.get_attribute("data-page") or 1)
        boxes = json.loads(view.get_attribute("data-boxes") or "[]")
        here = next((box[1:] for box in boxes if box[0] == number), None)
        first = page.locator(".desk").get_attribute("data-first") or ""
        found = page.locator("[data-fills]").evaluate_all(
            "all => all.map(one => [one.dataset.key, one.dataset.fills, one.dataset.text])"
        )
        offers = [Offer(key, field.removeprefix("f-"), text) for key, field, text in found]
        report = view.get_attribute("data-report")
        answer = page.request.get(f"/reports/{report}/pages/{number}/words", timeout=PATIENCE_MS)
        words = printed(answer.json()["words"]) if answer.ok else []
        return Seen(first, offers, words, tuple(here) if here else None)

    def put_right(self, way: Way, first: str) -> None:
        """Do what a way says."""
        if way.means == "pick":
            self.press(way.key)
        elif way.means == "choose":
            self.page.locator(f"#f-{way.field}").focus()
            self.page.select_option(f"#f-{way.field}", way.text)
            self.effort.clicks += 1
            self.effort.keys += 1
            self.press("Escape")
        elif way.means == "page" and way.run is not None:
            self.take(way.field, way.run)
            self.write(way.text)
        else:
            self.reach(way.field, first)
            if way.means == "edit":
                self.press("Control+End")
                for _ in range(way.erased):
                    self.press("Backspace")
            elif self.page.locator(f"#f-{way.field}").input_value():
                self.select_all()
            if way.means == "clear":
                self.press("Delete")
            self.write(way.text)

    def reach(self, field: str, first: str) -> None:
        """Go into a field: by the key that leads to the doubtful one, else by a click."""
        if field == first and not self._typing():
            self.press("c")
        else:
            self._click(f"#f-{field}")

    def select_all(self) -> None:
        """Choose all of a field's text; the key that led to it may have done so."""
        chosen = self.page.evaluate(
            "() => { const one = document.activeElement;"
            " return one.selectionEnd - one.selectionStart === one.value.length; }"
        )
        if not chosen:
            self.press("Control+a")

    def take(self, field: str, run: Run) -> None:
        """Take words from the page into a field."""
        if not self.page.locator(f".field.chosen #f-{field}").count():
            self._click(f"#f-{field}")
        self._click_word(run.words[0].box)
        if len(run.words) > 1:
            self.page.keyboard.down("Shift")
            self._click_word(run.words[-1].box)
            self.page.keyboard.up("Shift")

    def do(self, step: Step) -> None:
        """Do what concerns the stream as a whole."""
        if step.means == "remove":
            self.decide("x")
        elif step.means == "split":
            self.press("s")
            self._fill_halves([text for half in step.halves for text in half])
            self.decide("Enter")
        else:
            self.press("j")
            for _ in range(step.other):
                self.press("ArrowDown")
            self.press("Tab")
            self.decide("Enter")

    def decide(self, key: str) -> None:
        """Press a key that sends a form, and wait for the page it leads to."""
        with self.page.expect_navigation(timeout=PATIENCE_MS):
            self.press(key)
        self.settle()

    def press(self, key: str) -> None:
        """Press one key, or a chord."""
        self.page.keyboard.press(key)
        self.effort.keys += 1

    def write(self, text: str) -> None:
        """Type a text; each letter is a key."""
        if text:
            self.page.keyboard.type(text)
            self.effort.keys += len(text)

    def _fill_halves(self, texts: Sequence[str]) -> None:
        for number, text in enumerate(texts):
            if number:
                self.press("Tab")
            now: Any = self.page.evaluate("document.activeElement.value")
            if now != text:
                self.press("Control+a")
                self.write(text)
                if not text:
                    self.press("Delete")

    def _typing(self) -> bool:
        there = "document.activeElement.matches('input, textarea, select')"
        return bool(self.page.evaluate(there))

    def _click(self, place: str) -> None:
        self.page.locator(place).click()
        self.effort.clicks += 1

    def _click_word(self, box: tuple[float, float, float, float]) -> None:
        x, y, scrolled = self.page.evaluate(_ON_SCREEN, list(box))
        self.page.mouse.click(x, y)
        self.effort.clicks += 1
        self.effort.scrolls += scrolled
