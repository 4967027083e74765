"""The desk in a real browser, under its own content policy: keys, mouse, a narrow window."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from iusml.codes.suggester import load_suggester
from iusml.records import WasteStream
from iusml.review.desk.office import Suggest, cached
from iusml.review.pages.store import PageStore
from iusml.settings import default_matcher
from tests.review.desk.browsing import (
    broken_rules,
    chromium,
    focused,
    listened,
    on_screen,
    row_at,
    signed_in,
    too_wide,
    until_ready,
)
from tests.review.desk.bureau import Bureau, bureau, csrf, send
from tests.review.desk.plants import KITCHEN, OIL, SLUDGE, WOOD, settle
from tests.review.page_desk import served
from tests.review.page_reports import COLUMNS

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


def stream(desk: Bureau, name: str) -> WasteStream:
    truth = desk.item(name).truth
    assert isinstance(truth, WasteStream)
    return truth


def test_enter_accepts_and_goes_on(page: Page, desk: Bureau, show: Open) -> None:
    show(WOOD)
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Sparat: rätt.")
    arrived(page, OIL)
    assert desk.item(WOOD).status == "accepted"
    page.keyboard.press("u")
    expect(page.locator("#said")).to_have_text("Ångrat.")
    expect(page.locator("h1")).to_have_text(WOOD)
    assert desk.item(WOOD).status == "open"


def test_x_n_and_g(page: Page, desk: Bureau, show: Open) -> None:
    show(WOOD)
    page.keyboard.press("n")
    arrived(page, OIL)
    page.keyboard.press("x")
    arrived(page, KITCHEN)
    expect(page.locator("#said")).to_have_text("Sparat: borttagen.")
    page.keyboard.press("g")
    expect(page.locator("h1")).to_have_text("Att granska")
    expect(page.locator("tbody tr")).to_have_count(2)


def test_c_corrects_the_doubtful_field(page: Page, desk: Bureau, show: Open) -> None:
    show(OIL)
    page.keyboard.press("c")
    field = page.locator("#f-quantity")
    expect(field).to_be_focused()
    page.keyboard.type("2,5 ton")  # over what was selected
    expect(field).to_have_value("2,5 ton")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Sparat: rätt.")
    quantity = stream(desk, OIL).quantity
    assert quantity
    assert quantity.mass_kg == 2500
    assert desk.item(OIL).status == "corrected"


def test_digits_take_a_code_and_an_amount_beside(page: Page, desk: Bureau, show: Open) -> None:
    show(WOOD)
    first = page.locator('[data-fills="f-ewc_code"]').first
    code = first.get_attribute("data-text") or ""
    page.keyboard.press("1")
    expect(page.locator("#f-ewc_code")).to_have_value(code)
    expect(first).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Sparat: rätt.")
    assert stream(desk, WOOD).ewc_code == code.replace(" ", "")
    show(OIL)
    expect(page.locator("#amounts button")).to_have_text(["6 1,84 ton"])
    page.keyboard.press("6")
    expect(page.locator("#f-quantity")).to_have_value("1,84 ton")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Sparat: rätt.")
    quantity = stream(desk, OIL).quantity
    assert quantity
    assert quantity.value == 1.84
    (place,) = desk.item(OIL).places["quantity"]
    assert place.text == "1,84"


def test_s_j_and_m_open_their_forms(page: Page, desk: Bureau, show: Open) -> None:
    show(OIL)
    for key, name in (("s", "first"), ("j", "other"), ("m", "field")):
        form = page.locator(f'details[data-key="{key}"]')
        page.keyboard.press(key)
        expect(form).to_have_attribute("open", "")
        expect(form.locator(f'[name="{name}"]')).to_be_focused()
        page.keyboard.press("Escape")
    page.keyboard.press("m")
    expect(page.locator('details[data-key="m"]')).not_to_have_attribute("open", "")
    page.locator('[name="second"]').fill("Trasor med olja")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("delad i två")
    assert stream(desk, "Trasor med olja").ewc_code == "130205"


def test_the_list_of_keys_opens_and_closes_again_and_again(page: Page, show: Open) -> None:
    show(OIL)
    dialog = page.locator("#keys")
    for close in ("?", "Escape", "button", "button", "?"):
        page.keyboard.press("?")
        expect(dialog).to_be_visible()
        if close == "button":
            dialog.get_by_role("button", name="Stäng", exact=True).click()
        else:
            page.keyboard.press(close)
        expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Tangenter").click()
    expect(dialog).to_be_visible()
    page.keyboard.press("x")  # nothing is decided behind it
    expect(dialog).to_be_visible()


def test_keys_can_be_turned_off(page: Page, desk: Bureau, show: Open) -> None:
    show(OIL)
    page.keyboard.press("?")
    page.locator("#keys-switch").click()
    expect(page.locator("#keys-switch")).to_contain_text("av")
    page.keyboard.press("Escape")
    show(OIL)  # it is remembered
    for key in ("x", "n", "g", "s", "c", "1", "Enter", "?"):
        page.keyboard.press(key)
    expect(page.locator("#keys")).to_be_hidden()
    assert page.url.endswith(desk.item(OIL).id)
    assert desk.item(OIL).status == "open"
    page.get_by_role("button", name="Rätt – nästa").click()
    expect(page.locator("#said")).to_have_text("Sparat: rätt.")
    page.get_by_role("button", name="Tangenter").click()
    page.locator("#keys-switch").click()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    expect(page.locator("h1")).to_have_text("Att granska")


def test_text_is_taken_into_the_chosen_field_with_its_place(
    page: Page, desk: Bureau, show: Open
) -> None:
    show(OIL)
    page.mouse.click(*on_screen(page, COLUMNS[2] + 5, row_at(1)))
    expect(page.locator("#f-quantity")).to_have_value("1,84")  # the doubtful field
    expect(page.locator("#f-quantity")).to_be_focused()
    page.locator("#f-receiver").focus()
    page.mouse.click(*on_screen(page, COLUMNS[0] + 15, row_at(3)))
    expect(page.locator("#f-receiver")).to_have_value("Slam")
    page.locator("#f-direction").focus()  # no text goes into a list
    page.mouse.click(*on_screen(page, COLUMNS[0] + 10, row_at(2)))
    expect(page.locator("#f-receiver")).to_have_value("Träspill")
    expect(page.locator("#f-direction")).to_have_value("generated")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Sparat: rätt.")
    item = desk.item(OIL)
    assert set(item.places) == {"quantity", "receiver"}
    (place,) = item.places["receiver"]
    assert (place.page, place.text) == (1, "Träspill")
    assert place.bbox
    assert place.bbox[0] == pytest.approx(COLUMNS[0], abs=1)
    quantity = stream(desk, OIL).quantity
    assert quantity
    assert (quantity.value, quantity.unit) == (1.84, "t")


def test_a_text_that_is_changed_by_hand_has_no_place(page: Page, desk: Bureau, show: Open) -> None:
    show(OIL)
    page.mouse.click(*on_screen(page, COLUMNS[2] + 5, row_at(2)))
    page.keyboard.press("End")
    page.keyboard.type(" ton")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Sparat: rätt.")
    assert desk.item(OIL).places == {}


def test_w_takes_text_without_a_mouse(page: Page, desk: Bureau, show: Open) -> None:
    show(OIL)
    page.keyboard.press("w")
    expect(page.locator(".page-cursor")).to_have_count(1)
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#f-quantity")).to_have_value("Spillolja från")
    expect(page.locator("#f-quantity")).to_be_focused()
    assert '"page":1' in page.locator('[name="place-quantity"]').input_value()
    page.keyboard.press("Escape")
    page.keyboard.press("w")
    page.keyboard.press("Escape")
    expect(page.locator(".page-cursor")).to_have_count(0)
    assert desk.item(OIL).version == 0


def test_a_decision_is_sent_once(page: Page, desk: Bureau, show: Open) -> None:
    show(OIL)
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    page.evaluate(
        """() => { const button = document.querySelector("button[value=accept]");
        button.click(); button.click(); }"""
    )
    expect(page.locator("#said")).to_have_text("Sparat: rätt.")
    assert len(sent) == 1
    assert len({line.change_id for line in desk.lines(desk.item(OIL))}) == 1


def test_the_way_back_shows_the_record_as_it_is_now(page: Page, desk: Bureau, show: Open) -> None:
    show(WOOD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(OIL)
    page.go_back()
    expect(page.locator(".state.big")).to_have_text("Rätt som det var")
    page.locator("#f-receiver").fill("Sågen AB")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Sparat: rätt.")
    assert stream(desk, WOOD).receiver == "Sågen AB"


def test_a_refused_form_leads_to_what_is_wrong(page: Page, desk: Bureau, show: Open) -> None:
    show(OIL)
    page.locator("#f-quantity").fill("mycket")
    page.locator("#f-receiver").fill("Å AB")
    with page.expect_response(lambda one: one.status == 422):
        page.keyboard.press("Enter")
    expect(page.locator("#f-quantity")).to_be_focused()
    expect(page.locator("#f-quantity")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#f-quantity")).to_have_value("mycket")
    expect(page.locator("#f-receiver")).to_have_value("Å AB")
    assert desk.item(OIL).version == 0


def test_without_script_the_forms_work(browser: Browser, desk: Bureau, address: str) -> None:
    context = signed_in(browser, desk, address, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/items/{desk.item(OIL).id}")
    expect(page.get_by_alt_text("Sida 1 av 2")).to_be_visible()
    page.locator("#f-quantity").fill("2 ton")
    page.get_by_role("button", name="Rätt – nästa").click()
    expect(page.locator("#said")).to_have_text("Sparat: rätt.")
    assert desk.item(OIL).status == "corrected"
    context.close()


def tab_to(page: Page, text: str) -> None:
    """Press Tab until the element with this text has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        here = focused(page)
        if text in (here["text"], here["id"], here["name"]):
            return
    raise AssertionError(f"{text} is not reached by Tab")


def arrived(page: Page, name: str) -> None:
    """Wait until the page of a record is ready for keys."""
    expect(page.locator("h1")).to_have_text(name)
    until_ready(page)


def test_the_whole_walk_by_keyboard_alone(page: Page, desk: Bureau) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert focused(page)["text"] == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    tab_to(page, "Börja granska")
    page.keyboard.press("Enter")
    arrived(page, WOOD)
    page.keyboard.press("c")
    page.keyboard.type("15 01 03")
    page.keyboard.press("Enter")
    arrived(page, OIL)
    page.keyboard.press("s")
    tab_to(page, "second")
    page.keyboard.type("Trasor")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("delad i två")
    arrived(page, OIL)
    page.keyboard.press("u")
    expect(page.locator("#said")).to_have_text("Ångrat.")
    arrived(page, OIL)
    page.keyboard.press("n")
    arrived(page, KITCHEN)
    tab_to(page, "f-treatment")
    page.keyboard.type("Rötning")
    page.keyboard.press("Enter")
    arrived(page, OIL)
    page.keyboard.press("g")
    expect(page.locator("h1")).to_have_text("Att granska")
    tab_to(page, "status")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator('[name="status"]')).to_have_value("corrected")
    tab_to(page, "Visa")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(2)
    assert stream(desk, WOOD).ewc_code == "150103"
    assert stream(desk, KITCHEN).treatment == "Rötning"


def addresses(desk: Bureau) -> list[str]:
    """Every page of the desk, and pages of problems."""
    oil = desk.item(OIL)
    return [
        "/", "/queue", "/queue?status=all&kind=facility", "/queue?status=accepted&flow=-",
        "/reports", "/reports?q=finns+inte", f"/reports/{oil.report_id}", f"/items/{oil.id}",
        f"/items/{desk.item(WOOD).id}", f"/items/{desk.item(KITCHEN).id}",
        f"/items/{desk.item('Åsa Öberg').id}", f"/items/{desk.item('Fabriken på Ön').id}",
        f"/items/{'0' * 32}",
    ]  # fmt: skip


def decide(desk: Bureau) -> None:
    """Decisions, so that the start page has figures, and a record has a history."""
    anna = desk.visitor()
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
    for address in [*addresses(desk), "/sign-in"]:
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
