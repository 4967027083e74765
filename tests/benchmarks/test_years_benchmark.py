"""How the benchmark counts links, on plants whose figures are plain."""

from pathlib import Path

import pytest

from benchmarks.years.__main__ import main, page
from benchmarks.years.judge import Judged, System, judge, systems
from iusml.annotations.yearly import FOLDER, LabelledPlant, load_plants
from iusml.evaluation.counts import total
from iusml.settings import default_matcher
from iusml.years.linking import Link
from iusml.years.meaning import meaning_of

FIRST = """\
years:
  2022: {operator: Gröna Mejeriet AB, facility_number: "1283-114", municipality: Helsingborg,
    streams: [
      {key: slam, description: Fettslam, code: "020502", amount: 10, unit: t},
      {key: olja, description: Spillolja, code: "130205", amount: 4, unit: t}]}
  2023: {operator: Gröna Mejeriet AB, facility_number: "1283-114", municipality: Helsingborg,
    streams: [
      {key: olja, description: Spillolja, code: "130205", amount: 5000, unit: kg},
      {key: slam, description: Slam ur fettavskiljare, code: "020502", amount: 9, unit: m3}]}
"""
SECOND = """\
years:
  2022: {operator: Röda Bageriet AB, facility_number: "1280-7", municipality: Malmö,
    streams: [{key: deg, description: Degrester, code: "020601", amount: 3, unit: t}]}
"""


@pytest.fixture
def plants(tmp_path: Path) -> list[LabelledPlant]:
    folder = tmp_path / FOLDER / "dev"
    folder.mkdir(parents=True)
    (folder / "bageri.yaml").write_text(SECOND, "utf-8")
    (folder / "mejeri.yaml").write_text(FIRST, "utf-8")
    return load_plants(folder)


def judged(plants: list[LabelledPlant]) -> list[Judged]:
    reports = [plant.report(year) for plant in plants for year in plant.years]
    every = systems(meaning_of(reports, default_matcher()))
    return [judge(plants, system, every[-1]) for system in every]


def test_links_are_counted_and_percents_reckoned(plants: list[LabelledPlant]) -> None:
    code, description, whole = judged(plants)
    assert [total(one.plants).f1 for one in (code, description, whole)] == [1, 1, 1]
    assert [total(one.streams).recall for one in (code, description, whole)] == [1, 0.5, 1]
    assert (whole.gold, whole.errors) == (2, [])
    assert total(whole.percents).right == 1
    assert len(whole.streams) == 2


def test_wrong_links_cost_precision_and_recall(plants: list[LabelledPlant]) -> None:
    wrong = System(
        "wrong", lambda *_: [Link(0, 0, 1.0)], lambda *_: [Link(0, 0, 1.0), Link(1, 1, 1.0)]
    )
    own = System("own", lambda *_: [Link(1, 0, 1.0)], wrong.streams)
    found = judge(plants, wrong, own)
    assert total(found.plants).model_dump(include={"right", "wrong", "missed"}) == {
        "right": 0, "wrong": 1, "missed": 1
    }  # fmt: skip
    assert total(found.streams).model_dump(include={"right", "wrong", "missed"}) == {
        "right": 0, "wrong": 2, "missed": 2
    }  # fmt: skip
    assert total(found.percents).recall == 0
    assert len(found.errors) == 6


def test_the_page_tells_all_systems(
    plants: list[LabelledPlant], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "\n".join(page("dev", plants, judged(plants)))
    assert "2 composed plants" in text
    assert "| same description | 1.000 | 0.500 | 0.667" in text
    target = tmp_path / "sida.md"
    main(["--annotations", str(tmp_path), "--page", str(target)])
    assert target.read_text("utf-8").strip() == text.strip()
    assert "2 pairs of streams" in capsys.readouterr().out
