from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rich.console import Console
from typer.testing import CliRunner

from iusml.annotations.files import GOLD, write_gold_json
from iusml.annotations.gold import GoldReport, GoldSpan
from iusml.cli.figures import error_tables, figure_tables
from iusml.cli.main import app
from iusml.document import Box, Cell, Document, Page, Table, Word
from iusml.errors import AnnotationError, InputError, OutputError, UnreadablePdfError
from iusml.evaluation.oracle import OracleTagger
from iusml.evaluation.report import EvaluationReport, evaluate, load_evaluation
from iusml.labels import TAGS
from iusml.pipeline import Pipeline
from iusml.records import DocumentRecord, Report
from iusml.tagging.decode import Scores, decode

Make = Callable[..., Any]
TEXTS = ["Fraktion", "Mängd", "ton", "Drav", "6412"]


class SilentTagger:
    """Finds nothing."""

    name = "silent"
    temperature = 1.0

    def scores(self, document: Document) -> Scores:
        scores = np.full((len(document.words), len(TAGS)), -9.0, dtype=np.float32)
        scores[:, 0] = 0.0
        return scores


def box(row: int, column: int) -> Box:
    return Box(50 + column * 100.0, 100 + row * 20.0, 90 + column * 100.0, 110 + row * 20.0)


def document(path: Path) -> Document:
    """A table: heading "Fraktion | Mängd ton", body "Drav | 6412"."""
    places = [(0, 0), (0, 1), (0, 1), (1, 0), (1, 1)]
    words = tuple(Word(t, box(*p), 1, p[0]) for t, p in zip(TEXTS, places, strict=True))
    cells = (Cell(0, 0, 0, 1), Cell(0, 1, 1, 3), Cell(1, 0, 3, 4), Cell(1, 1, 4, 5))
    page = Page(1, 595, 842, 0, "text", 1.0, 0, 5)
    return Document(str(path), "a" * 64, (page,), words, (Table(1, 2, 2, cells),))


@pytest.fixture
def gold(tmp_path: Path, stream: Make, quantity: Make) -> list[GoldReport]:
    reports = []
    for name, scanned in (("one", False), ("two", True)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "report.pdf").write_bytes(name.encode())
        write_gold_json(folder / GOLD, {})
        spans = (
            GoldSpan("WASTE", "Drav", ("s1",), None, ((1, box(1, 0)),)),
            GoldSpan("QUANTITY", "6412", ("s1",), None, ((1, box(1, 1)),)),
        )
        record = Report(
            document=DocumentRecord(
                path="x", sha256=None, pages=1, ocr_pages=[], status="ok", error=None, model=None
            ),
            facility=None,
            contacts=[],
            waste_streams=[stream("Drav", id="s1", quantity=quantity(6412))],
            entities=[],
        )
        path = folder / "report.pdf"
        reports.append(
            GoldReport(
                id=name,
                pdf=path,
                layout=f"layout-{name}",
                family=f"family-{name}",
                branch="15.250 B bryggeri",
                voice="one",
                origin="composed",
                scanned=scanned,
                spans=spans,
                record=record,
            )
        )
    return reports


def run(gold: list[GoldReport], **more: Any) -> EvaluationReport:
    pipelines = {"gold": Pipeline(OracleTagger(gold)), "silent": Pipeline(SilentTagger())}
    return evaluate(gold, pipelines, split="test", **({"read": document} | more))


def test_perfect_is_one_and_empty_is_zero(gold: list[GoldReport]) -> None:
    perfect, empty = run(gold, seen_families=frozenset({"family-one"})).evaluations
    assert perfect.overall.exact.f1 == 1
    assert perfect.overall.spans.f1 == 1
    assert perfect.intervals["exact"] == (1, 1)
    assert not perfect.mistakes
    assert empty.overall.exact.f1 == 0
    assert empty.overall.exact.missed == 2
    assert [(m.kind, m.part, m.page) for m in empty.mistakes] == [("missed", "stream", None)] * 2


def test_subsets_split_what_is_overall(gold: list[GoldReport]) -> None:
    subsets = run(gold, seen_families=frozenset({"family-one"})).evaluations[0].subsets
    assert subsets["scanned"].exact.right == subsets["born-digital"].exact.right == 1
    assert subsets["layout seen"].exact.right == subsets["layout unseen"].exact.right == 1
    assert (subsets["table"].exact.right, subsets["prose"].exact.right) == (2, 0)


def test_each_report_is_read_once(gold: list[GoldReport]) -> None:
    read: list[Path] = []
    done: list[str] = []

    def reader(path: Path) -> Document:
        read.append(path)
        return document(path)

    run(gold, read=reader, progress=lambda report: done.append(report.id))
    assert read == [report.pdf for report in gold]
    assert done == ["one", "two"]


def test_a_report_that_cannot_be_read_is_missed_whole(gold: list[GoldReport]) -> None:
    def reader(path: Path) -> Document:
        raise UnreadablePdfError("broken")

    first = run(gold, read=reader).evaluations[0]
    assert first.overall.exact.missed == 2
    assert first.overall.labels["WASTE"].missed == 2
    assert {row.status for row in first.reports} == {"failed"}
    assert first.pages_per_s == 0


def test_the_result_survives_its_file(gold: list[GoldReport], tmp_path: Path) -> None:
    report = run(gold)
    report.save(tmp_path / "r.json")
    assert load_evaluation(tmp_path / "r.json") == report
    with pytest.raises(InputError):
        load_evaluation(tmp_path / "one" / GOLD)
    with pytest.raises(OutputError):
        report.save(tmp_path / "nowhere" / "r.json")


def test_the_hash_follows_the_data_not_the_order(gold: list[GoldReport]) -> None:
    before = run(gold).data_sha256
    assert run(gold[::-1]).data_sha256 == before
    gold[0].pdf.write_bytes(b"another")
    assert run(gold).data_sha256 != before


def test_the_oracle_tags_gold_spans_only(gold: list[GoldReport], tmp_path: Path) -> None:
    oracle = OracleTagger(gold)
    found = decode(oracle.scores(document(gold[0].pdf)))
    assert [(e.label, e.start, e.end) for e in found] == [("WASTE", 3, 4), ("QUANTITY", 4, 5)]
    with pytest.raises(AnnotationError, match="no gold spans"):
        oracle.scores(document(tmp_path / "other.pdf"))


def test_the_tables_show_both_sides(gold: list[GoldReport]) -> None:
    report = run(gold)
    console = Console(file=StringIO(), width=120, record=True)
    for table in [*figure_tables(report), *error_tables(report.evaluations[1])]:
        console.print(table)
    text = console.export_text()
    assert "EXACT stream F1" in text
    assert "1.000 [1.000, 1.000]" in text
    assert "Drav, -, 6412 t" in text


def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    for more in (["--gold-entities"], ["-o", str(tmp_path / "nowhere" / "r.json")]):
        result = CliRunner().invoke(app, ["evaluate", "--annotations", str(tmp_path), *more])
        assert result.exit_code == 2
        assert "Error: " in result.stderr
