"""The desk without a mouse and at 200 %, against WCAG 2.2 AA, in a real browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.review.desk.browsing import (
    broken_rules,
    focused,
    too_wide,
    until_ready,
)
from tests.review.desk.bureau import Bureau, csrf, send
from tests.review.desk.plants import KITCHEN, OIL, SLUDGE, WOOD

Open = Callable[[str], None]


def addresses(desk: Bureau) -> list[str]:
    """Every page of the desk, and pages of problems."""
    oil = desk.item(OIL)
    return [
        "/", "/queue", "/queue?status=all&kind=facility", "/queue?status=accepted&flow=-",
        "/reports", "/reports?q=finns+inte", f"/reports/{oil.report_id}", f"/items/{oil.id}",
        f"/items/{desk.item(WOOD).id}", f"/items/{desk.item(KITCHEN).id}",
        f"/items/{desk.item('Åsa Öberg').id}", f"/items/{desk.item('Fabriken på Ön').id}",
        f"/items/{'0' * 32}", "/agreement", "/second", "/sign-in",
    ]  # fmt: skip


def decide(desk: Bureau) -> None:
    """Decisions, so that there are figures, a history, and something for a second look."""
    anna = desk.visitor()
    send(desk.visitor("bo"), desk.item("Fabriken på Ön"), "accept")
    send(desk.visitor("bo"), desk.item(WOOD), "accept")
    send(anna, desk.item(SLUDGE), "accept")
    send(anna, desk.item(OIL), "save", receiver="Å" * 300, reason="Läst i bilagan")
    send(anna, desk.item(KITCHEN), "accept", description="Matrester")
    undone = desk.item("Matrester")
    send(anna, undone, "save", description=KITCHEN)


def test_at_200_percent_nothing_scrolls_sideways(narrow: Page, desk: Bureau) -> None:
    decide(desk)
    for address in addresses(desk):
        narrow.goto(address)
        assert too_wide(narrow) == [], address
    narrow.goto(f"/items/{desk.item(OIL).id}")
    for details in narrow.locator("details").all():
        details.evaluate("one => one.open = true")
    assert too_wide(narrow) == []
    narrow.keyboard.press("?")
    expect(narrow.locator("#keys")).to_be_visible()
    assert too_wide(narrow) == []


def test_at_200_percent_every_control_is_reached_and_seen(narrow: Page, desk: Bureau) -> None:
    narrow.goto(f"/items/{desk.item(OIL).id}")
    until_ready(narrow)
    expect(narrow.locator("#amounts button")).to_have_count(1)
    seen: list[str] = []
    while True:
        narrow.keyboard.press("Tab")
        here = focused(narrow)
        if here["tag"] == "BODY":
            break
        assert here["seen"], here
        seen += [here["text"], here["name"]]
    for wanted in ("description", "receiver", "reason", "Inget avfall x", "Dela i två s"):
        assert wanted in seen, seen
    assert "Vad som har gjorts (0)" in seen


def test_no_page_breaks_a_rule_of_accessibility(page: Page, desk: Bureau) -> None:
    decide(desk)
    for address in addresses(desk):
        page.goto(address)
        assert broken_rules(page) == [], address


def test_no_state_of_a_record_breaks_a_rule(page: Page, desk: Bureau, show: Open) -> None:
    decide(desk)
    show(OIL)
    for details in page.locator("details").all():
        details.evaluate("one => one.open = true")
    page.keyboard.press("w")
    assert broken_rules(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert broken_rules(page) == []
    page.keyboard.press("Escape")
    page.locator("#f-quantity").fill("mycket")
    page.keyboard.press("Enter")
    expect(page.locator(".problem").first).to_be_visible()
    assert broken_rules(page) == []
    page.goto(f"/items/{desk.item(OIL).id}")
    page.locator('[name="second"]').evaluate(
        "one => { one.required = false; one.closest('details').open = true; }"
    )
    page.locator('button[value="split"]').click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert broken_rules(page) == []


def test_a_conflict_breaks_no_rule(page: Page, desk: Bureau, show: Open) -> None:
    show(OIL)
    bo = desk.visitor("bo")
    bo.post(
        f"/items/{desk.item(OIL).id}",
        data={"action": "save", "version": "0", "quantity": "3 ton", "csrf": csrf(bo)},
    )
    page.locator("#f-quantity").fill("2 ton")
    with page.expect_response(lambda one: one.status == 409):
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Någon annan hann före")
    assert broken_rules(page) == []
    page.get_by_role("link", name="Öppna posten som den är nu").click()
    expect(page.locator("#f-quantity")).to_have_value("3 ton")
