"""The A3 sheet, read as its readers do."""

import math
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from iusml.errors import MissingDependencyError, OutputError
from iusml.geography.where import Where
from iusml.symbiosis.maps import sheet
from iusml.symbiosis.maps.drawing import HOLLOW, LARGEST, Ground
from iusml.symbiosis.maps.paper import printable, width_mm, wrapped
from iusml.symbiosis.maps.sheet import write_map_pdf
from iusml.symbiosis.plan import FlowPlan, Plan
from tests.symbiosis.plans import fish, plan
from tests.symbiosis.wide_plan import wide_plan

A3 = (420.0, 297.0)
MM = 72 / 25.4
LEGEND = (1000.0, 200.0, 50.0)
FONTS = {"DejaVuSans", "DejaVuSans-Bold"}
"""Embedded in part, as the sign + in their names says."""


def written(path: Path, whole: Plan, flow: int = 0) -> Any:
    write_map_pdf(path, whole.flows[flow], whole)
    return pdfplumber.open(path)


def circles(page: Any) -> list[float]:
    """The radii of the circles in millimetres, the largest first."""
    found = [
        curve["width"] / 2 / MM
        for curve in page.curves
        if curve["fill"] and math.isclose(curve["width"], curve["height"], abs_tol=0.01)
    ]
    return sorted(found, reverse=True)


def test_sixty_producers_on_a3(tmp_path: Path) -> None:
    whole = wide_plan()
    began = time.process_time()
    with written(tmp_path / "k.pdf", whole) as pdf:
        assert time.process_time() - began < 6  # about 2 on an idle machine
        assert pdf.metadata["Title"] == "Livsmedelsrester – karta"
        assert pdf.doc.catalog["Lang"] in (b"sv", "sv")
        assert len(pdf.pages) == 2
        for page in pdf.pages:
            size = sorted((page.width / MM, page.height / MM), reverse=True)
            assert size == pytest.approx(A3, abs=0.01)
            assert not page.images
            assert {char["fontname"].split("+")[1] for char in page.chars} == FONTS
        text = "\n".join(page.extract_text() for page in pdf.pages)
        for one in whole.flows[0].producers:
            assert one.name in text
        for receiver in whole.flows[0].receivers:
            assert receiver.name in text
        assert "Källa: företagens miljörapporter (poster.jsonl); kommungränser SCB" in text
        assert "1 april 2025" in text
        assert "Blad 2 av 2" in text
        assert "20 km" in text
        found = circles(pdf.pages[0])
    producers = whole.flows[0].producers
    most = max(one.tonnes or 0 for one in producers)
    placed = [one.tonnes for one in producers if one.where]
    radii = [LARGEST * math.sqrt(one / most) for one in (*placed, *LEGEND) if one is not None]
    radii += [HOLLOW] * (placed.count(None) + 1)  # one of them in the legend
    assert found == pytest.approx(sorted(radii, reverse=True), abs=0.01)


def test_gaps_are_told_and_texts_can_be_taken(tmp_path: Path) -> None:
    with written(tmp_path / "k.pdf", plan()) as pdf:
        text = pdf.pages[0].extract_text()
    assert "Skaldjur & Fisk Påhitt AB" in text
    assert "412 ton 2024" in text
    assert "ingen mängd i" in text
    assert "85 m³ 2024" in text
    assert "inte på kartan, läget är okänt" in text
    assert "Foderbruket <Skåne> AB" in text
    assert "Siv" not in text  # a sheet on a wall names nobody


def test_a_flow_without_producers_says_so(tmp_path: Path) -> None:
    with written(tmp_path / "k.pdf", plan(), flow=1) as pdf:
        text = pdf.pages[0].extract_text()
    assert "Ingen producent i underlaget." in text


def test_names_are_never_read_as_formulas(tmp_path: Path) -> None:
    evil = replace(fish(), company="$\\frac{a}$ <b>\n\u202e{x} 漢字 \x00AB", municipality=None)
    flow = replace(plan().flows[0], producers=(evil,))
    whole = replace(plan(), flows=(flow,))
    with written(tmp_path / "k.pdf", whole) as pdf:
        text = pdf.pages[0].extract_text()
    assert "$\\frac{a}$ <b> {x} □□ AB" in text


def test_a_producer_with_very_many_streams_goes_on_on_further_sheets(tmp_path: Path) -> None:
    one = replace(fish(), streams=fish().streams * 50)
    whole = replace(plan(), flows=(replace(plan().flows[0], producers=(one,)),))
    with written(tmp_path / "k.pdf", whole) as pdf:
        text = "".join(page.extract_text() for page in pdf.pages)
        assert len(pdf.pages) > 1
        assert f"Blad {len(pdf.pages)} av {len(pdf.pages)}" in text
    assert text.count("Fiskrens och skal") == 50


@pytest.mark.parametrize(("north", "east", "lies"), [(0.1, 2.0, True), (2.0, 0.1, False)])
def test_the_sheet_lies_where_the_region_is_broad(north: float, east: float, lies: bool) -> None:
    far = replace(fish(), where=Where(57 + north, 14 + east, "address", 0.1, "a"))
    near = replace(fish(), where=Where(57, 14, "address", 0.1, "a"))
    ground = Ground(FlowPlan(plan().flows[0].flow, (far, near), ()))
    assert sheet._lies(ground) is lies


def test_what_is_missing_or_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_map_pdf(tmp_path / "nowhere" / "k.pdf", plan().flows[0], plan())
    monkeypatch.setattr(sheet, "find_spec", lambda name: None)
    with pytest.raises(MissingDependencyError, match=r"iusml\[symbiosis\]"):
        write_map_pdf(tmp_path / "k.pdf", plan().flows[0], plan())
    assert list(tmp_path.iterdir()) == []


def test_lines_are_cut_to_their_width() -> None:
    lines = wrapped("Fiskrens från filetering och rökning " * 5, 7, 30)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(width_mm(line, 7) <= 30 for line in lines)
    assert wrapped("x" * 400, 7, 20)[0].endswith("…")
    assert printable("02\u00a002\t04\u00ad") == "02\u00a002 04"
