"""The follow-up in a real browser, against WCAG 2.2 AA, at 200 % and without a script."""

from playwright.sync_api import Page, expect

from tests.review.desk.browsing import broken_rules, too_wide
from tests.review.desk.bureau import Bureau, csrf
from tests.review.desk.matched import keep


def test_the_pages_of_the_follow_up(page: Page, narrow: Page, desk: Bureau) -> None:
    page.goto("/follow-up")
    assert broken_rules(page) == []
    kept = keep(desk.url)
    page.goto("/follow-up")
    page.get_by_role("link", name="Spillolja").click()
    page.locator('select[name="state"]').select_option("talk")
    page.get_by_label("Nästa steg").fill("Å" * 80)
    page.get_by_label("Effekt, ton per år").fill("mycket")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv ton per år")
    assert broken_rules(page) == []
    page.get_by_label("Effekt, ton per år").fill("12,5")
    page.get_by_role("button", name="Spara").click()
    expect(page.locator(".state.big")).to_contain_text("Samtal")
    assert broken_rules(page) == []
    form = {"action": "save", "version": "1", "state": "trial"}
    bo = desk.visitor("bo")
    bo.post(f"/follow-up/{kept['oil'].id}", data={**form, "csrf": csrf(bo)})
    with page.expect_response(lambda one: one.status == 409):
        page.get_by_role("button", name="Ta tillbaka det senaste").click()
    assert broken_rules(page) == []
    page.get_by_role("link", name="Öppna matchningen som den är nu").click()
    expect(page.locator(".state.big")).to_contain_text("Försök")
    page.goto("/follow-up")
    assert broken_rules(page) == []
    for address in ("/follow-up", f"/follow-up/{kept['oil'].id}"):
        narrow.goto(address)
        assert too_wide(narrow) == [], address
