"""The simulation of labelling, on a learner and reports that are plain."""

import json
import math
import random
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.active_learning.__main__ import main
from benchmarks.active_learning.figures import Cost, Pair, Row, rows
from benchmarks.active_learning.learner import CrfLearner
from benchmarks.active_learning.page import page
from benchmarks.active_learning.picture import draw
from benchmarks.active_learning.prepared import Prepared, kept, prepare
from benchmarks.active_learning.simulate import Plan, Point, at_random, picked, run
from iusml.annotations.gold import GoldReport, GoldSpan
from iusml.document import Box, Document, Page, Word
from iusml.evaluation.counts import Counts
from iusml.records import DocumentRecord, EntityRecord, Report
from tests.annotations.conftest import write_report

WASTES = ("Spillolja", "Wellpapp", "Gräsklipp", "Fettslam", "Glykol", "Aska")


def gold(number: int) -> GoldReport:
    """A report of one page that names one waste; each waste comes back after all the others."""
    text = WASTES[number % len(WASTES)]
    document = DocumentRecord(
        path=f"r{number:02}.pdf", sha256=f"{number:064x}", pages=1, ocr_pages=[], status="ok",
        error=None, model=None,
    )  # fmt: skip
    record = Report(
        document=document, facility=None, contacts=[], waste_streams=[], entities=[]
    )  # fmt: skip
    span = GoldSpan("WASTE", text, ("s1",), None, ((1, Box(100, 40, 160, 60)),))
    return GoldReport(
        id=f"r{number:02}", pdf=Path(f"r{number:02}.pdf"), layout="x", family="x", branch="x",
        voice="x", origin="composed", scanned=False, spans=(span,), record=record,
    )  # fmt: skip


class Parrot:
    """Knows the wastes that it was taught, and is unsure of all others."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def learn(self, labelled: Sequence[GoldReport]) -> None:
        self._known = {report.spans[0].text for report in labelled}

    def record(self, report: GoldReport) -> Report:
        text = report.spans[0].text
        sure = 0.9 if text in self._known else 0.2
        entity = EntityRecord(
            label="WASTE", text=text, page=1, bbox=(100, 40, 160, 60), confidence=sure
        )
        return report.record.model_copy(update={"entities": [entity]})

    def score(self, report: GoldReport) -> Counts:
        known = report.spans[0].text in self._known
        return Counts(right=int(known), missed=int(not known))


PLAN = Plan(first=1, step=1, rounds=5)
POOL = [gold(number) for number in range(24)]
JUDGED = [gold(number) for number in range(24, 72)]
ALL = len(JUDGED)
EACH = ALL // len(WASTES)


def pair(seed: int) -> Pair:
    chance = random.Random(seed)
    start = chance.sample(POOL, PLAN.first)
    left = [report for report in POOL if report not in start]
    drawn, chosen = (
        run(start, left, JUDGED, Parrot(), policy, PLAN) for policy in (at_random(chance), picked)
    )
    return Pair(drawn, chosen)


def right(point: Point) -> int:
    return sum(counts.right for counts in point.scores)


def test_picking_teaches_what_is_not_known() -> None:
    found = pair(3)
    assert [right(point) for point in found.picked] == [EACH * known for known in range(1, 7)]
    assert right(found.drawn[0]) == EACH
    assert right(found.drawn[-1]) < ALL


def test_a_round_labels_so_many_and_none_twice() -> None:
    taught: list[list[str]] = []

    class Watched(Parrot):
        def learn(self, labelled: Sequence[GoldReport]) -> None:
            taught.append([report.id for report in labelled])
            super().learn(labelled)

    plan = Plan(first=2, step=3, rounds=2)
    points = run(POOL[:2], POOL[2:], JUDGED, Watched(), picked, plan)
    assert [point.reports for point in points] == [2, 5, 8]
    assert [point.pages for point in points] == [2, 5, 8]
    assert [len(set(names)) for names in taught] == [2, 5, 8]
    assert taught[2][:5] == taught[1]


def test_a_pool_that_runs_out_ends_in_all_of_it() -> None:
    points = run(POOL[:1], POOL[1:4], JUDGED, Parrot(), at_random(random.Random(1)),
                 Plan(first=1, step=2, rounds=3))  # fmt: skip
    assert [point.reports for point in points] == [1, 3, 4, 4]


def test_gain_is_the_paired_difference() -> None:
    pairs = [pair(seed) for seed in range(12)]
    *table, mean = rows(pairs, "reports")
    assert [row.cost for row in table] == [1, 2, 3, 4, 5, 6]
    assert table[0].gain == 0
    assert table[0].interval == (0, 0)
    assert table[-1].picked == 1
    assert all(row.gain == pytest.approx(row.picked - row.drawn) for row in table)
    assert all(row.interval[0] <= row.gain <= row.interval[1] for row in table)
    assert mean.interval[0] > 0
    assert math.isnan(mean.cost)
    assert rows(pairs, "reports")[-2] == table[-1]


def test_the_same_runs_gain_nothing() -> None:
    one = pair(1).drawn
    found = rows([Pair(one, one)] * 3, "spans")
    assert {(row.gain, row.interval) for row in found} == {(0, (0, 0))}


def test_dearer_reports_are_compared_at_the_same_cost() -> None:
    """Who learns the same from twice the pages is behind at the same number of pages."""
    cheap = pair(1).picked
    dear = [replace(point, pages=2 * point.pages) for point in cheap]
    assert rows([Pair(cheap, dear)], "reports")[-1].gain == 0
    by_pages = rows([Pair(cheap, dear)], "pages")
    assert [row.cost for row in by_pages[:-1]] == [2, 3, 3, 4, 4, 5, 5, 6]
    assert by_pages[-1].gain < 0


def test_the_page_says_what_came_out(tmp_path: Path) -> None:
    pairs = [pair(seed) for seed in range(12)]
    tables: dict[Cost, list[Row]] = {
        "reports": rows(pairs, "reports"),
        "pages": rows(pairs, "pages"),
    }
    text = page(PLAN, POOL, JUDGED, pairs, tables, "SIDA")
    assert "12 times, 1 of 24 reports of the train split (24\npages; no scans)" in text
    assert re.search(r"\| the same number of reports \| .* picking is better \|", text)
    worse = [Pair(one.picked, one.drawn) for one in pairs]
    swapped = page(PLAN, POOL, JUDGED, worse, {"reports": rows(worse, "reports")}, "SIDA")
    assert "**picking is worse**" in swapped
    assert "![Span F1 over what labelling cost](SIDA-curves.svg)" in text
    assert "nan" not in text
    draw(tables, tmp_path / "a.svg")
    draw(tables, tmp_path / "b.svg")
    drawn = (tmp_path / "a.svg").read_text("utf-8")
    assert drawn == (tmp_path / "b.svg").read_text("utf-8")
    assert "at random" in drawn
    assert "pages labelled" in drawn
    assert "reports labelled" in drawn


def document(path: Path) -> Document:
    """The page of a report of `gold`: a word that leads to the waste, and the waste."""
    number = int(path.stem[1:])
    words = (
        Word("Avfall:", Box(40, 44, 90, 56), 1, 0),
        Word(WASTES[number % len(WASTES)], Box(100, 44, 150, 56), 1, 0),
        Word("Sida", Box(40, 800, 60, 812), 1, 1),
    )
    pages = (Page(1, 595, 842, 0, "text", 1.0, 0, 3),)
    return Document(str(path), f"{number:064x}", pages, words, ())


def test_the_crf_learns_and_makes_records(tmp_path: Path) -> None:
    prepared = prepare(POOL[:4], document)
    assert prepared["r00"].tags == [["O", "B-WASTE", "O"]]
    assert isinstance(prepared["r00"], Prepared)
    learner = CrfLearner(prepared, tmp_path / "models" / "crf")
    learner.learn(POOL[:3])
    assert learner.score(POOL[3]) == Counts(right=1)
    (entity,) = learner.record(POOL[3]).entities
    assert (entity.label, entity.text) == ("WASTE", "Fettslam")
    assert 0 < entity.confidence <= 1


def test_documents_are_read_once(tmp_path: Path) -> None:
    file = tmp_path / "r01.pdf"
    file.write_bytes(b"en")
    asked = []

    def read(path: Path) -> Document:
        asked.append(path)
        return document(path)

    again = kept(tmp_path / "build", read)
    assert again(file) == again(file) == document(file)
    assert len(asked) == 1
    file.write_bytes(b"en annan")
    assert again(file) == document(file)
    assert len(asked) == 2


def test_the_command_writes_page_plot_and_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = {"train": [f"t{letter}" for letter in "abcdef"], "dev": ["da", "db"], "test": []}
    for name in (name for split in names.values() for name in split):
        write_report(tmp_path / "reports" / name, name)
    (tmp_path / "splits.json").write_text(json.dumps(names), "utf-8")
    build, target = tmp_path / "build", tmp_path / "SIDA.md"
    main(["--annotations", str(tmp_path), "--build", str(build), "--page", str(target),
          "--starts", "2", "--first", "2", "--step", "1", "--rounds", "2",
          "--workers", "1"])  # fmt: skip
    assert "2 of 2 starts simulated." in capsys.readouterr().out
    assert "2 times, 2 of 6 reports of the train split (6\npages" in target.read_text("utf-8")
    assert (tmp_path / "SIDA-curves.svg").is_file()
    data = json.loads((build / "benchmark-active.json").read_bytes())
    reports = [[point["reports"] for point in run] for pair in data for run in pair.values()]
    assert reports == [[2, 3, 4]] * 4
    for pair in data:
        assert pair["drawn"][0] == pair["picked"][0]
    assert len(list((build / "benchmark-active").iterdir())) == 8
