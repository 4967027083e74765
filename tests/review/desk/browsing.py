"""The desk in a real browser: somebody who is signed in, and what the browser complains of."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    expect,
    sync_playwright,
)

from iusml.review.access import cookies
from tests.review.desk.bureau import Bureau
from tests.review.page_reports import STEP, TOP

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = files("axe_playwright_python").joinpath("axe.min.js")
TOLD = ("warning", "error")
SERIOUS = ("serious", "critical")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    assert program, "Install Chromium (Debian: apt-get install chromium) and run again."
    with sync_playwright() as playwright:
        # Its sandbox does not start for root, as whom tests run in containers.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def signed_in(
    browser: Browser, desk: Bureau, address: str, name: str = "anna", **more: Any
) -> BrowserContext:
    """A profile of the browser with somebody's session."""
    shown = {"viewport": {"width": 1280, "height": 800}, "locale": "sv-SE", **more}
    context = browser.new_context(base_url=address, **shown)
    session = {"name": f"iusml_{cookies.SESSION}", "value": desk.token(name), "url": address}
    context.add_cookies([session])  # type: ignore[list-item]
    context.set_default_timeout(15_000)
    return context


def listened(context: BrowserContext, complaints: list[str]) -> Page:
    """A new page whose complaints are noted."""
    page = context.new_page()
    page.on("console", lambda said: complaints.extend(complaint(said)))
    page.on("response", lambda answer: complaints.extend(failed_part(answer)))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page


def complaint(said: ConsoleMessage) -> list[str]:
    """What the browser warns of; that something did not come is seen by `failed_part`."""
    known = said.text.startswith("Failed to load resource")
    return [said.text] if said.type in TOLD and not known else []


def failed_part(answer: Response) -> list[str]:
    """The address of a picture, script or style that did not come; pages may be refused."""
    wrong = answer.status >= 400 and not answer.request.is_navigation_request()
    return [answer.url] if wrong else []


def until_ready(page: Page) -> None:
    """Wait until keys work, and texts can be taken from the page's picture."""
    expect(page.locator(".field.chosen")).to_have_count(1)
    expect(page.locator('[data-tool="words"]')).to_have_attribute("aria-disabled", "false")


def on_screen(page: Page, x: float, y: float) -> tuple[float, float]:
    """Where a point of the report's page is on the screen."""
    place = page.locator(".page-overlay").bounding_box()
    assert place
    width = page.evaluate("document.querySelector('.page-overlay').viewBox.baseVal.width")
    scale = place["width"] / width
    return place["x"] + x * scale, place["y"] + y * scale


def row_at(row: int) -> float:
    """The height of a row of the drawn table on its page, in points."""
    return TOP + STEP * row - 4


def broken_rules(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA that is serious: the rule and where."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        "rules => axe.run({runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})",
        RULES,
    )
    return [
        f"{one['id']}: {node['html'][:200]} ({node['failureSummary']})"
        for one in found["violations"]
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """What reaches over the right side of the window, so that the page scrolls sideways."""
    found: list[str] = page.evaluate(
        """() => { const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width) return [];
        return [...document.body.querySelectorAll("*")]
          .filter((one) => one.getBoundingClientRect().right > width + 1)
          .map((one) => one.outerHTML.slice(0, 120)); }"""
    )
    return found


def focused(page: Page) -> dict[str, Any]:
    """The element that keys go to: a short name, and whether any of it can be seen."""
    found: dict[str, Any] = page.evaluate(
        """() => { const one = document.activeElement;
        const place = one.getBoundingClientRect();
        const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) =>
          [place.left + x * place.width, place.top + y * place.height]));
        const seen = points.some(([x, y]) => { const top = document.elementFromPoint(x, y);
          return top && one.contains(top); });
        return {tag: one.tagName, id: one.id, name: one.name ?? "", seen,
          text: (one.textContent ?? "").trim().slice(0, 40), key: one.dataset?.key ?? ""}; }"""
    )
    return found
