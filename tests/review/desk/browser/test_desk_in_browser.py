"""The keys and the mouse of the desk in a real browser, under its own content policy."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from iusml.records import WasteStream
from tests.review.desk.browsing import (
    focused,
    on_screen,
    row_at,
    signed_in,
    until_ready,
)
from tests.review.desk.bureau import Bureau
from tests.review.desk.plants import KITCHEN, OIL, WOOD
from tests.review.page_reports import COLUMNS

Open = Callable[[str], None]


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
    stopped = page.evaluate(
        """() => { const stopped = [];
        window.addEventListener("submit", (event) => {
          stopped.push(event.defaultPrevented); event.preventDefault(); });
        for (const value of ["accept", "accept", "remove"])
          document.querySelector(`#record button[value=${value}]`).click();
        return stopped; }"""
    )
    assert stopped == [False, True, True]  # only the first would have been sent
    assert desk.item(OIL).version == 0


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
