"""The pages of a plan: their tables sum as their pictures do, and names stay names."""

import re
from dataclasses import replace
from itertools import pairwise
from math import fsum
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from iusml.symbiosis.plan import FlowPlan, FlowStream, Plan, Source, YearAmount
from iusml.symbiosis.summary import figures, paths
from iusml.symbiosis.summary.history import history
from iusml.symbiosis.summary.start import write_start
from iusml.symbiosis.summary.write import write_summary
from tests.review.desk.browsing import broken_rules, chromium, listened, too_wide
from tests.symbiosis import plans

CODES = ("020204", "150110", "020601", "020304", "020702", "190809", "200108", "200125", "020203",
         "020305", "020501", None)  # fmt: skip
TREATMENTS = (("Rötning", "R3"), ("Djurfoder", None), ("djurfoder", None), (None, None),
              ("Deponi", "D1"), ("Energi", "R1"), ("Okänt", "R13"), ("Sortering", None),
              ("Kompost", None), ("Spridning", "R10"), ("Avlopp", None))  # fmt: skip
TOWNS = (None, *(f"Kommun {letter}" for letter in "ABCDEFGHIJKLMNOPQRS"))


def stream(number: int) -> FlowStream:
    """A stream whose code, treatment, amounts and doubts follow from its number."""
    treatment, operation = TREATMENTS[number % len(TREATMENTS)]
    code = CODES[number % len(CODES)]
    source = Source(f"r{number}.pdf", 3)
    quantity = plans.tonnes(1.5 * (number % 17)) if number % 9 else plans.cubic_metres(4)
    told = range(2024 - number % 11, 2024)
    past = tuple(YearAmount(year, plans.tonnes(number / 7 + 1), source) for year in told)
    return replace(
        plans.fish().streams[number % 2],
        id="same",
        code=code,
        hazardous=None if code is None else code == "150110",
        treatment=treatment,
        operation_code=operation,
        amount=YearAmount(2024, quantity, source),
        past=past[::-1],
    )


def many() -> FlowPlan:
    """Sixty plants in twenty towns, more than any picture has room for."""
    fish = plans.fish()
    producers = [
        replace(
            fish,
            company=f"Påhitt {number} AB",
            municipality=TOWNS[number % len(TOWNS)],
            streams=(stream(number), stream(number + 5)),
        )
        for number in range(60)
    ]
    return replace(plans.plan().flows[0], producers=tuple(producers))


def page(tmp_path: Path, flow: FlowPlan) -> str:
    write_summary(tmp_path / "s.html", flow, replace(plans.plan(), flows=(flow,)))
    return (tmp_path / "s.html").read_text("utf-8")


def parts(text: str, name: str) -> list[ElementTree.Element]:
    """All elements of a name, which are well-formed by themselves."""
    return [
        ElementTree.fromstring(one) for one in re.findall(f"<{name}[ >].*?</{name}>", text, re.S)
    ]


def words(element: ElementTree.Element) -> str:
    return "".join(element.itertext())


def one_stream(**changed: Any) -> FlowPlan:
    """A flow of one producer with one stream."""
    fish = plans.fish()
    only = replace(fish.streams[0], **changed)
    return replace(plans.plan().flows[0], producers=(replace(fish, streams=(only,)),))


def test_every_sum_is_the_sum_of_the_flow() -> None:
    flow = many()
    streams = figures.streams_of(flow.producers)
    total = fsum(one.tonnes for one in streams if one.tonnes is not None)
    unweighed = sum(one.tonnes is None for one in streams)
    head = figures.headlines(flow)
    assert head.tonnes == pytest.approx(total)
    assert 0 < head.unweighed == unweighed
    for make in (figures.by_municipality, figures.by_producer, figures.by_chance):
        bars = make(flow)
        assert fsum(row.tonnes or 0 for row in bars.rows) == pytest.approx(total)
        assert bars.total.tonnes == pytest.approx(total)
        assert sum(row.streams for row in bars.rows) == len(streams)
        assert sum(row.unweighed for row in bars.rows) == unweighed
        assert all(row.doubtful <= (row.tonnes or 0) for row in bars.rows)
    assert figures.by_municipality(flow).rows[-1].name == "5 övriga kommuner"
    ways = paths.paths(flow)
    assert fsum(way.tonnes for way in ways) == pytest.approx(total)
    assert sum(way.streams for way in ways) == len(streams) - unweighed
    table = paths.table(ways)
    assert fsum(table.sums) == pytest.approx(total)
    assert fsum(row[3] for row in table.rows) == pytest.approx(total)


def test_picture_shows_what_the_table_says() -> None:
    ways = paths.paths(many())
    drawn, table = paths.picture(ways), paths.table(ways)
    assert drawn
    scale = paths.FLOW / fsum(way.tonnes for way in ways)
    for side in (drawn.origins, drawn.treatments):
        assert fsum(node.height for node in side) == pytest.approx(paths.FLOW)
        assert all(node.height == pytest.approx(scale * node.tonnes) for node in side)
        edges = [(node.top, node.top + node.height) for node in side]
        assert all(a[1] < b[0] for a, b in pairwise(edges))
        assert edges[0][0] >= 0
        assert edges[-1][1] <= drawn.height
    assert [node.name for node in drawn.treatments] == list(table.treatments)
    assert [node.tonnes for node in drawn.treatments] == list(table.sums)
    names = {way.treatment for way in ways}
    assert {"Djurfoder", "okänd behandling", "övriga behandlingar"} <= names
    assert "djurfoder" not in names
    for ribbon in drawn.ribbons:
        thick = float(re.findall(r"v([0-9.]+)C", ribbon.outline)[0])
        assert thick == pytest.approx(scale * ribbon.path.tonnes, abs=0.006)


def test_bars_of_the_page_are_as_long_as_their_figures(tmp_path: Path) -> None:
    flow = many()
    text = page(tmp_path, flow)
    for element in parts(text, "svg") + parts(text, "table"):
        assert len(element)
    drawn = parts(text, "svg")[1]
    bars = figures.by_municipality(flow)
    widths = [float(one.attrib["width"].rstrip("%")) for one in drawn.iter("rect")
              if one.attrib.get("stroke")]  # fmt: skip
    assert widths == [pytest.approx(100 * (r.tonnes or 0) / bars.top, abs=0.001)
                      for r in bars.rows]  # fmt: skip
    told = [words(one) for one in drawn.iter("text") if one.attrib["class"] == "figure"]
    table = next(one for one in parts(text, "table") if "Ton per kommun" in words(one))
    column = [words(row.findall("td")[0]) for row in table.iter("tr") if row.findall("td")]
    assert told == column[:-1]


def test_every_picture_has_a_title_and_a_table(tmp_path: Path) -> None:
    text = page(tmp_path, many())
    pictures = parts(text, "svg")
    assert len(pictures) == len(parts(text, "table")) == 5
    for one in pictures:
        title, described = one.attrib["aria-labelledby"].split()
        ids = {part.attrib.get("id"): words(part) for part in one}
        assert one.attrib["role"] == "img"
        assert ids[title]
        assert "tabellen" in ids[described]
    for table in parts(text, "table"):
        assert all(head.attrib.get("scope") for head in table.iter("th"))
        assert table.find("caption") is not None
    every = re.findall(r'\bid="([^"]+)"', text)
    assert len(every) == len(set(every))


def test_years_say_how_many_streams_they_cover() -> None:
    told = history(many())
    assert [year.year for year in told.years] == list(range(2017, 2025))
    assert told.older == 3
    assert all(year.steady <= (year.tonnes or 0) + 1e-9 for year in told.years)
    assert 0 < told.steady <= min(year.weighed for year in told.years)
    assert told.years[-1].unweighed == figures.headlines(many()).unweighed
    fish = history(plans.plan().flows[0])
    assert [(year.year, year.tonnes, year.weighed) for year in fish.years] == [
        (2022, 275, 1), (2023, 398, 1), (2024, 412.5, 1)]  # fmt: skip
    gone = one_stream(past=(YearAmount(2021, plans.tonnes(5), Source("a.pdf", 1)),))
    assert history(gone).skipped == (2022, 2023)


def test_one_year_is_no_development(tmp_path: Path) -> None:
    text = page(tmp_path, one_stream(past=()))
    assert "bara ett år, 2024. Någon utveckling kan därför inte visas" in text


def test_zero_tonnes_and_no_mass_give_sentences_not_pictures(tmp_path: Path) -> None:
    source = Source("a.pdf", 1)
    zero = page(tmp_path, one_stream(amount=YearAmount(2024, plans.tonnes(0), source), past=()))
    assert "<svg" not in zero
    assert "Vikterna är 0 ton tillsammans" in zero
    volume = YearAmount(2024, plans.cubic_metres(85), source)
    none = page(tmp_path, one_stream(amount=volume, past=()))
    assert "<svg" not in none
    assert "Ingen ström har en vikt i rapporterna" in none
    silent = page(tmp_path, one_stream(amount=None, past=()))
    assert "Rapporterna anger inga mängder." in silent


def test_one_huge_amount_leaves_the_small_ones_in_sight(tmp_path: Path) -> None:
    huge = YearAmount(2024, plans.tonnes(9e9), Source("a.pdf", 1))
    flow = many()
    first = replace(flow.producers[0], streams=(replace(stream(1), amount=huge),))
    flow = replace(flow, producers=(first, *flow.producers[1:]))
    drawn = paths.picture(paths.paths(flow))
    assert drawn
    assert drawn.height < 3 * paths.FLOW
    tops = [node.top for node in drawn.origins]
    assert min(b - a for a, b in pairwise(tops)) >= paths.SLOT / 2
    assert "9\u00a0000\u00a0000\u00a0" in page(tmp_path, flow)


def test_flow_without_streams_is_one_plain_sentence(tmp_path: Path) -> None:
    text = page(tmp_path, plans.plan().flows[1])
    assert "Ingen ström i rapporterna hör till flödet Processvatten." in text
    assert "<svg" not in text
    assert "<table" not in text
    assert "1 rapport kunde inte läsas" in text


def evil() -> Plan:
    """A plan whose names try to be HTML."""
    name = "</style><script>alert(1)</script>"
    fish = plans.fish()
    slam = replace(fish.streams[0], treatment=f"{name}Rötning", operation_code=None)
    bad = replace(fish, company=name, municipality=f'"><img src=x>{name}', streams=(slam,))
    plan = plans.plan()
    return replace(
        plan, flows=(replace(plan.flows[0], producers=(bad,)),), source=name, gaps=(name,)
    )


def test_names_are_never_html(tmp_path: Path) -> None:
    plan = evil()
    write_summary(tmp_path / "s.html", plan.flows[0], plan)
    write_start(tmp_path / "start.html", plan, [(plan.flows[0].flow, [(plan.source, "a.html")])])
    for name in ("s.html", "start.html"):
        text = (tmp_path / name).read_text("utf-8")
        assert "&lt;script&gt;" in text
        assert not re.search(r"<(script|img)", text)
        assert text.count("</style>") == 1
        assert "default-src 'none'" in text


def test_all_flows_go_to_treatments_on_the_start_page(tmp_path: Path) -> None:
    one = plans.plan().flows[0]
    wood = replace(many(), flow=plans.plan().flows[1].flow)
    ways = paths.flow_paths((one, wood))
    assert {way.origin for way in ways} == {one.flow.name, wood.flow.name}
    for flow in (one, wood):
        own = fsum(way.tonnes for way in ways if way.origin == flow.flow.name)
        assert own == pytest.approx(fsum(s.tonnes or 0 for p in flow.producers for s in p.streams))
    write_start(tmp_path / "start.html", replace(plans.plan(), flows=(one, wood)), [])
    text = (tmp_path / "start.html").read_text("utf-8")
    assert f"{one.flow.name} → Rötning" in text or f"{one.flow.name} → R3" in text


def test_start_page_leads_to_every_file(tmp_path: Path) -> None:
    plan = plans.plan()
    flow = plan.flows[0].flow
    harmless = [("Lista", "mat & dryck/lista.xlsx"), ("Far", "javascript:alert(1)")]
    files = [(None, [("Workshop", "workshop/")]), (flow, harmless)]
    write_start(tmp_path / "start.html", replace(plan, records=1), files)
    text = (tmp_path / "start.html").read_text("utf-8")
    links = re.findall(r'href="([^"]+)"', text)
    assert links == ["workshop/", "mat%20%26%20dryck/lista.xlsx", "javascript%3Aalert%281%29"]
    assert "1 miljörapport i " in text
    assert "Inget skickas av programmet." in text
    assert "Personuppgifter" in text
    assert plan.gaps[0] in text
    overview = next(one for one in parts(text, "table") if "per kommun" in words(one))
    rows = [[words(cell) for cell in row] for row in overview.iter("tr")]
    assert rows == [["Kommun", "Livsmedelsrester", "Processvatten"],
                    ["Helsingborg", "412\u00a0ton", "–"], ["okänd kommun", "–", "–"],
                    ["Alla", "412\u00a0ton", "–"]]  # fmt: skip


def test_contacts_stay_out_of_both_pages(tmp_path: Path) -> None:
    plan = plans.plan()
    write_start(tmp_path / "start.html", plan, [])
    for text in (page(tmp_path, plan.flows[0]), (tmp_path / "start.html").read_text("utf-8")):
        assert not re.search(r"Siv|@fisk|390 06|Åke", text)


def test_browser_finds_nothing_wrong_with_either_page(tmp_path: Path) -> None:
    flow = many()
    plan = replace(plans.plan(), flows=(flow, plans.plan().flows[1]))
    write_summary(tmp_path / "s.html", flow, plan)
    write_start(tmp_path / "start.html", plan, [(flow.flow, [("Sammanfattning", "s.html")])])
    complaints: list[str] = []
    with chromium() as browser:
        # The page forbids all scripts, also the one that looks for faults.
        context = browser.new_context(bypass_csp=True)
        shown = listened(context, complaints)
        for name in ("s.html", "start.html"):
            for width in (1280, 390):
                shown.set_viewport_size({"width": width, "height": 900})
                shown.goto((tmp_path / name).as_uri())
                assert broken_rules(shown) == []
                assert too_wide(shown) == []
        shown.get_by_role("link", name="Sammanfattning").click()
        assert shown.title() == "Livsmedelsrester: sammanfattning"
    assert complaints == []
