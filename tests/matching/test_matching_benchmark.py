"""How the benchmark judges rankings, on pairs whose figures are plain."""

from pathlib import Path

import pytest

from benchmarks.matching.compare import (
    MEASURES,
    TOPS,
    Found,
    by_likeness,
    by_matcher,
    judge_needs,
    judge_searches,
    truth,
)
from benchmarks.matching.page import BASE, Page, figures, page
from benchmarks.matching.systems import letters as spelled
from iusml.annotations.matching import Judged, load_judged
from iusml.embedding.folder import Scorer
from iusml.matching.knowledge import Knowledge
from iusml.matching.matcher import Matcher

CATALOGUE = """
receivers:
  - id: r
    name: R
    needs:
      - {id: wood, text: "kutterspån till strö"}
      - {id: oil, text: "motorolja att raffinera", accepts_hazardous: true, min_mass_kg: 1000}
"""
STREAMS = """
{"id": "s1", "description": "kutterspån"}
{"id": "s2", "description": "motorolja", "mass_kg": 5000}
{"id": "s3", "description": "motorolja, dunk", "mass_kg": 5}
{"id": "s4", "description": "porslin"}
"""
PAIRS = "wood,s1,3\noil,s2,2\noil,s3,2\nwood,s2,x\n"


@pytest.fixture
def judged(tmp_path: Path) -> Judged:
    (tmp_path / "receivers.yaml").write_text(CATALOGUE, "utf-8")
    (tmp_path / "streams.jsonl").write_text(STREAMS.strip() + "\n", "utf-8")
    (tmp_path / "judgements.csv").write_text("need_id,stream_id,grade\n" + PAIRS, "utf-8")
    return load_judged(tmp_path)


def test_amounts_that_a_need_rules_out_are_forbidden_whatever_the_judge_says(
    judged: Judged,
) -> None:
    right = truth(judged)
    assert right.grades == {"s1": {"wood": 3}, "s2": {"oil": 2}, "s3": {}, "s4": {}}
    assert right.forbidden == {("s2", "wood"), ("s3", "oil")}


def test_rankings_are_scored_over_streams_that_a_need_can_use(judged: Judged) -> None:
    found = judge_needs("all", [["wood", "oil"]] * 4, truth(judged))
    assert found.needs["first"] == [1, 0]
    assert found.needs["mrr"] == [1, 0.5]
    assert found.needs["recall"] == [1, 1]
    assert found.forbidden == 2


def test_what_limits_rule_out_is_not_ranked_by_the_matcher(
    judged: Judged, knowledge: Knowledge
) -> None:
    scorer = Scorer(weights={"likeness": 5.0})
    ranked = by_matcher(judged, Matcher(judged.receivers, knowledge, scorer))
    assert "oil" not in ranked[2]
    assert by_likeness(judged, spelled)[0] == ["wood", "oil"]


def test_searches_are_judged_need_by_need(judged: Judged, knowledge: Knowledge) -> None:
    scorer = Scorer(weights={"likeness": 5.0})
    matcher = Matcher(judged.receivers, knowledge, scorer)
    words, search = judge_searches(judged, matcher, scorer, {"words": spelled})
    assert (words.name, search.name) == ("words", "iusml search")
    assert words.needs["first"] == search.needs["first"] == [1, 1]
    assert search.needs["recall"] == [1, 1]


def test_the_page_and_the_figures_tell_every_system() -> None:
    systems = [Found(name) for name in (BASE, "iusml")]
    for found in systems:
        found.needs = {measure: [1.0, 0.5] for measure in MEASURES}
        found.codes = {top: [1.0, 0.0] for top in TOPS}
    search = Found("iusml search", needs={measure: [0.25] for measure in MEASURES})
    told = Page("dev", systems, 4, 2, 2, 0.125, 8, [search], (0.8, 0.1), "a" * 64)
    text = page(told)
    assert "iusml less the base encoder, nDCG@10: 0.000" in text
    assert "| iusml search | 0.250" in text
    assert "0.125" in text
    assert figures(told)["figures"]["search_ndcg10"] == 0.25  # type: ignore[index]
