"""The page of a map: in a browser without a network, and as text."""

import html
import json
import math
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from iusml.errors import OutputError
from iusml.geography.where import Where
from iusml.symbiosis.maps.page import LARGEST, page_text, write_map, write_overview_map
from iusml.symbiosis.plan import Plan
from tests.review.desk.browsing import broken_rules, chromium, listened, too_wide
from tests.symbiosis.plans import SLAM, fish, plan
from tests.symbiosis.wide_plan import wide_plan

EVIL = "</script><script>document.title='x'</script><img src=x onerror=\"document.title='y'\">&amp;"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="sv-SE", offline=True
    )
    page = listened(context, complaints)
    page.on("request", lambda asked: complaints.extend(_elsewhere(asked.url)))
    yield page
    context.close()
    assert complaints == []


def _elsewhere(url: str) -> list[str]:
    """An address that is no page of a map."""
    return [] if url.startswith("file:") and url.endswith("karta.html") else [url]


def shown(page: Page, folder: Path, whole: Plan, flow: int | None = 0) -> None:
    """Write a map, of all flows without a number, and open it from the disk."""
    path = folder / "karta.html"
    if flow is None:
        write_overview_map(path, whole)
    else:
        write_map(path, whole.flows[flow], whole)
    page.goto(path.as_uri())


def radii(page: Page) -> dict[str, float]:
    """The radii of the circles as drawn, in pixels, by the ids of their producers."""
    found: list[list[Any]] = page.evaluate(
        """() => [...document.querySelectorAll("path.mark")].map((one) =>
        [one.classList[1], one.getAttribute("d")])"""
    )
    return {name: float(re.findall(r"a([\d.]+),", path)[0]) for name, path in found}


def changed(whole: Plan, **more: Any) -> Plan:
    """The plan with its first producer changed, as the only one."""
    flow = replace(whole.flows[0], producers=(replace(fish(), **more),))
    return replace(whole, flows=(flow,))


def test_sixty_producers_as_circles_whose_area_goes_with_the_tonnes(
    page: Page, tmp_path: Path
) -> None:
    whole = wide_plan()
    began = time.process_time()
    shown(page, tmp_path, whole)
    assert time.process_time() - began < 3  # about 0.1, apart from the browser
    drawn = radii(page)
    producers = {f"p0-{at}": one for at, one in enumerate(whole.flows[0].producers, 1)}
    assert set(drawn) == {name for name, one in producers.items() if one.where}
    most = max(one.tonnes or 0 for one in producers.values())
    for name, radius in drawn.items():
        if (tonnes := producers[name].tonnes) is not None:
            exact = LARGEST * math.sqrt(tonnes / most)
            assert radius == pytest.approx(max(exact, 1), abs=0.51)  # Leaflet draws whole pixels
    assert page.locator("path.mark[stroke-dasharray]").count() == sum(
        one.tonnes is None and one.where is not None for one in producers.values()
    )
    assert page.locator(".receiver").count() == 6
    expect(page.locator("#status")).to_have_text(re.compile("^Visar 60 av 60 producenter, 14.943"))
    assert broken_rules(page) == []


def test_a_click_opens_the_card_with_lines_to_receivers(page: Page, tmp_path: Path) -> None:
    shown(page, tmp_path, plan())
    page.locator("path.touch").click()
    card = page.locator(".leaflet-popup .card")
    for words in (
        "Skaldjur & Fisk Påhitt AB", "02 02 04 · 412,5 ton 2024 · s. 7", "+50 % 2022–2024",
        "ingen kod i rapporten · ingen mängd i rapporten · s. 8", "Siv Påhittsson, Miljöchef",
        "A Nordgas Påhitt AB, 91 %: avfallskoden 02 02 04 ingår; avstånd 12 km (läge: samtal)",
        "beskrivningens innebörd, bör granskas (83 %)", "Läge: koordinater",
    ):  # fmt: skip
        expect(card).to_contain_text(words.replace("\u00a0", " "))
    assert page.locator("path.tie").count() == 1
    assert page.locator("path.margin-ring").count() == 0  # its place is exact
    link = card.locator("a[href^='mailto:']")
    assert link.get_attribute("href") == "mailto:siv%40fisk.example"
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    assert page.locator("path.tie").count() == 0
    page.locator(".receiver").click()
    expect(card).to_contain_text("Pumpbart organiskt avfall till rötning")
    assert page.locator("path.tie").count() == 1


def test_all_is_reached_with_keys(page: Page, tmp_path: Path) -> None:
    shown(page, tmp_path, plan())
    button = page.get_by_role("button", name="1 Skaldjur & Fisk Påhitt AB")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".leaflet-popup .card")).to_be_focused()
    expect(button).to_have_attribute("aria-current", "true")
    assert broken_rules(page) == []
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="siv@fisk.example")).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    summary = page.get_by_text("2 Bageriet i Åstorp: läget är okänt: varken adress eller kommun")
    summary.press("Enter")
    expect(page.locator("details[open]")).to_contain_text("85 m³ 2024")
    expect(page.locator("details[open]")).to_contain_text("Ingen kontakt i rapporten")
    expect(page.locator(".missing")).to_contain_text("B Foderbruket <Skåne> AB (mottagare)")


def test_filters_by_words_code_and_amount(page: Page, tmp_path: Path) -> None:
    shown(page, tmp_path, plan())
    rows, status = page.locator("li[data-entry^=p]:visible"), page.locator("#status")
    page.get_by_label("Sök").fill("fisk HELSINGBORG")
    expect(rows).to_have_count(1)
    page.get_by_label("Sök").fill("bröd")
    expect(rows).to_have_text(re.compile("Bageriet"))
    assert page.locator("path.mark").count() == 0
    page.get_by_role("button", name="Rensa filter").click()
    expect(rows).to_have_count(2)
    page.get_by_label("Avfallskod").select_option("Ingen kod i rapporten")
    expect(rows).to_have_text(re.compile("Skaldjur"))
    page.get_by_label("Avfallskod").select_option("Alla")
    page.get_by_label("Minsta mängd").press("End")
    expect(page.locator("#least-told")).to_have_text("minst 200 ton")
    expect(status).to_have_text("Visar 1 av 2 producenter, 412 ton hos 1 av dem.")
    assert page.locator("path.mark").count() == 1


def test_an_unsure_place_is_ringed_by_its_margin(page: Page, tmp_path: Path) -> None:
    middle = Where(56.05, 12.75, "municipality", 12.0, "Helsingborg")
    shown(page, tmp_path, changed(plan(), where=middle))
    page.locator("path.touch").click()
    expect(page.locator(".leaflet-popup .card")).to_contain_text("kommunens mitt, ± 12 km")
    ring = page.locator("path.margin-ring").bounding_box()
    scale = page.locator(".leaflet-control-scale-line")
    bar, told = scale.bounding_box(), scale.text_content()
    assert ring
    assert bar
    assert told
    kilometres = float(told.removesuffix(" km"))
    assert ring["width"] == pytest.approx(24 / kilometres * bar["width"], rel=0.06)


def test_those_on_one_point_are_moved_apart(page: Page, tmp_path: Path) -> None:
    whole = plan()
    both = (fish(), replace(fish(), key="2", company="Granne & Co"))
    shown(page, tmp_path, replace(whole, flows=(replace(whole.flows[0], producers=both),)))
    page.get_by_role("button", name="Granne & Co").click()
    expect(page.locator(".leaflet-popup .card")).to_contain_text("2 märken står på samma punkt")
    boxes = [page.locator(f"path.mark.{name}").bounding_box() for name in ("p0-1", "p0-2")]
    (x0, y0), (x1, y1) = ((box["x"], box["y"]) for box in boxes if box)
    apart = math.hypot(x0 - x1, y0 - y1)
    assert 0.6 * 2 * LARGEST <= apart <= 4 * LARGEST


def test_evil_names_stay_texts(page: Page, tmp_path: Path) -> None:
    title = "Livsmedelsrester – karta"
    evil = replace(fish().streams[0], description=EVIL, candidates=(
        replace(SLAM, receiver_name=EVIL, reasons=(EVIL,)),))  # fmt: skip
    shown(page, tmp_path, changed(plan(), company=EVIL, address=EVIL, streams=(evil,)))
    page.locator("path.touch").hover()
    expect(page.locator(".leaflet-tooltip")).to_contain_text("</script>")
    page.locator("path.touch").click()
    expect(page.locator(".leaflet-popup h3")).to_have_text(f"1 {EVIL}")
    assert page.title() == title
    assert page.locator("img").count() == 0


def test_all_flows_with_a_switch_for_each(page: Page, tmp_path: Path) -> None:
    shown(page, tmp_path, wide_plan(20), None)
    expect(page.locator("#status")).to_have_text("Visar 20 av 20 producenter.")
    before = page.locator("path.mark").count()
    page.get_by_label("Livsmedelsrester").uncheck()
    expect(page.locator("#status")).to_have_text("Visar 5 av 20 producenter.")
    assert 0 < page.locator("path.mark").count() < before
    assert page.locator(".receiver").count() == 2
    page.locator("li[data-entry^=p1]:visible button").first.click()
    expect(page.locator(".leaflet-popup .card")).to_contain_text("Flöde: Förpackningar")
    assert broken_rules(page) == []


def test_a_phone_and_paper(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    shown(page, tmp_path, plan())
    page.get_by_role("button", name="1 Skaldjur & Fisk Påhitt AB").click()
    assert too_wide(page) == []
    popup, stage = (page.locator(one).bounding_box() for one in (".leaflet-popup", "#map"))
    assert popup
    assert stage
    assert stage["x"] <= popup["x"] < popup["x"] + popup["width"] <= stage["x"] + stage["width"]
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF")
    expect(page.locator("body")).not_to_have_class("paper")


def test_a_flow_without_producers_says_so(page: Page, tmp_path: Path) -> None:
    shown(page, tmp_path, plan(), 1)
    expect(page.locator("header")).to_contain_text("Ingen producent i underlaget.")
    expect(page.locator("main")).to_contain_text("1 rapport kunde inte läsas")
    expect(page.locator(".note")).to_have_count(0)  # there are no contacts to guard


def test_the_page_holds_no_address_and_a_strict_policy() -> None:
    text = html.unescape(page_text(plan().flows, plan(), "Alla flöden"))
    assert "default-src 'none'; script-src 'sha256-" in text
    assert "sourceMappingURL" not in text
    assert not re.search(r"""(?:src|href)=["'](?!mailto:)""", text.split("<script", 1)[0])
    assert "url(" not in text.split("</style>", 1)[0]
    data = text.split('id="data">', 1)[1].split("</script>", 1)[0]
    assert "<" not in data
    assert json.loads(data)["receivers"][1]["name"] == "Foderbruket <Skåne> AB"
    assert "kontaktuppgifter till personer" in text


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_map(tmp_path / "nowhere" / "karta.html", plan().flows[0], plan())
