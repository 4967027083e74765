"""The commands as a user meets them: what they write, say and exit with."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from iusml.batch.engines import Engine, InProcess
from iusml.cli import extract as extract_module
from iusml.cli.main import app
from iusml.document import Document
from iusml.labels import TAG_ID
from iusml.models import Calibration, ModelFolder
from iusml.pipeline import Pipeline
from iusml.records import Report
from iusml.settings import Settings
from iusml.store.readers import read_jsonl
from iusml.tagging.decode import Scores

DrawPdf = Callable[[Path, list[str]], Path]
TAGS = {"Spillolja": "B-WASTE", "130205": "B-EWC", "Provbolaget": "B-OPERATOR", "AB": "I-OPERATOR"}


class WordTagger:
    """Tags by a list of words."""

    name = "word-list"
    temperature = 1.0

    def scores(self, document: Document) -> Scores:
        """Return log probabilities that leave no doubt."""
        scores = np.full((len(document.words), len(TAG_ID)), -20.0, dtype=np.float32)
        for index, word in enumerate(document.words):
            scores[index, TAG_ID[TAGS.get(word.text.strip("*"), "O")]] = 0.0
        return scores


@pytest.fixture(autouse=True)
def _word_pipeline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def engine(settings: Settings, workers: int) -> Engine:
        return InProcess(Pipeline(WordTagger(), ocr=False))

    monkeypatch.setattr(extract_module, "_engine", engine)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def report(tmp_path: Path, draw_pdf: DrawPdf) -> Path:
    """A sound report of two pages."""
    lines = "Miljörapport 2023\nProvbolaget AB\nSpillolja 130205*"
    return draw_pdf(tmp_path / "good.pdf", [lines, "Åtgärder under året på anläggningen"])


def invoke(*arguments: str) -> Result:
    """Run the program in this process."""
    return CliRunner().invoke(app, list(arguments))


@pytest.mark.parametrize(("options", "triage"), [((), True), (("--no-triage",), False)])
def test_no_triage_reaches_the_settings(
    report: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], triage: bool
) -> None:
    asked: list[Settings] = []

    def engine(settings: Settings, workers: int) -> Engine:
        asked.append(settings)
        return InProcess(Pipeline(WordTagger(), ocr=False))

    monkeypatch.setattr(extract_module, "_engine", engine)
    assert invoke("extract", str(report), "-o", "out.jsonl", *options).exit_code == 0
    assert [one.triage for one in asked] == [triage]


def test_extract_writes_records(report: Path) -> None:
    result = invoke("extract", "good.pdf", "-o", "out.jsonl")
    assert result.exit_code == 0, result.output
    (record,) = read_jsonl(Path("out.jsonl"))
    assert record.document.path == "good.pdf"
    assert record.document.pages == 2
    assert record.document.model == "word-list"
    assert result.stdout == ""
    assert "1/1 reports, 2 pages" in result.stderr
    assert "1 record in out.jsonl" in result.stderr


def test_extract_says_that_rules_promise_nothing(report: Path) -> None:
    result = invoke("extract", "good.pdf", "-o", "out.jsonl", "--rules-only")
    assert result.exit_code == 0
    assert "not calibrated: no precision can be promised" in result.stderr


def test_extract_says_what_is_promised(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calibration = Calibration(records={"stream": [(0.9, True)] * 299}, reports=12)

    def engine(settings: Settings, workers: int) -> Engine:
        precision = settings.auto_accept_precision
        return InProcess(Pipeline(WordTagger(), calibration, ocr=False, precision=precision))

    def opened(path: Path) -> ModelFolder:
        return ModelFolder.model_construct(path=path, calibration=calibration)

    monkeypatch.setattr(extract_module, "_engine", engine)
    monkeypatch.setattr("iusml.models.open_model", opened)
    result = invoke("extract", "good.pdf", "-o", "out.jsonl", "--auto-accept-precision", "0.99")
    assert result.exit_code == 0
    said = " ".join(result.stderr.split())
    assert "at least 99 % of them are right (95 % confidence; 299 of 299 calibration" in said
    assert "Contacts: 99 % cannot be promised: there are 0 calibration records" in said
    (record,) = read_jsonl(Path("out.jsonl"))
    assert not record.waste_streams[0].needs_review


@pytest.mark.parametrize("share", ["0", "1", "99", "-0.5", "nan", "mycket"])
def test_a_precision_outside_0_and_1_is_wrong_usage(report: Path, share: str) -> None:
    result = invoke("extract", "good.pdf", "-o", "out.jsonl", "--auto-accept-precision", share)
    assert result.exit_code == 2
    assert not Path("out.jsonl").exists()
    assert share == "mycket" or "must lie between 0 and 1" in result.stderr


def test_extract_again_says_what_was_kept(report: Path) -> None:
    invoke("extract", "good.pdf", "-o", "out.jsonl")
    result = invoke("extract", "good.pdf", "-o", "out.jsonl")
    assert result.exit_code == 0
    assert "1 of them from an earlier run" in result.stderr


def bad_inputs(folder: Path, good: Path) -> None:
    """Fill `folder` with everything that cannot be read."""
    folder.mkdir()
    with pikepdf.open(good) as pdf:
        pdf.save(folder / "locked.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    with pikepdf.new() as pdf:
        pdf.save(folder / "no-pages.pdf")
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "truncated.pdf").write_bytes(good.read_bytes()[:200])
    (folder / "header-only.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "letter.pdf").write_bytes(b"Hej! This is no PDF." * 50)
    (folder / "noise.pdf").write_bytes(bytes(range(256)) * 40)
    (folder / "folder.pdf").mkdir()
    (folder / "dangling.pdf").symlink_to("nowhere.pdf")
    (folder / "good.pdf").write_bytes(good.read_bytes())


def test_bad_inputs_fail_alone(report: Path) -> None:
    bad_inputs(Path("in"), report)
    result = invoke("extract", "in", "gone.pdf", "-o", "out.jsonl")
    assert result.exit_code == 1, result.output
    records = {record.document.path: record for record in read_jsonl(Path("out.jsonl"))}
    assert len(records) == 11
    assert records.pop("in/good.pdf").document.status == "ok"
    for path, record in records.items():
        error = record.document.error or ""
        assert record.document.status == "failed", path
        assert error.endswith("."), error
        assert "\n" not in error
        assert "Error" not in error
        assert Path(path).name in error
        assert f"Not read: {path}: {error}" in result.stderr
    assert "password" in str(records["in/locked.pdf"].document.error)
    assert "Traceback" not in result.output
    assert "10 failed" in result.stderr


def test_failures_stand_in_the_workbook(report: Path) -> None:
    result = invoke("extract", "good.pdf", "gone.pdf", "-o", "out.xlsx")
    assert result.exit_code == 1
    rows = list(load_workbook("out.xlsx")["reports"].iter_rows(2, 3, values_only=True))
    assert [row[1] for row in rows] == ["failed", "ok"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["extract", "good.pdf"], "--out"),
        (["extract", "-o", "out.jsonl"], "PATH"),
        (["extract", "good.pdf", "-o", "out.txt"], "ending"),
        (["extract", "good.pdf", "-o", "no/such/out.csv"], "does not exist"),
        (["extract", "good.pdf", "-o", "mysql://host/x"], "not known"),
        (["extract", "good.pdf", "-o", "out.csv", "--threads", "-1"], "threads"),
        (["show", "missing.jsonl"], "cannot be opened"),
        (["nonsense"], "nonsense"),
    ],
)
def test_wrong_usage_exits_2(report: Path, arguments: list[str], said: str) -> None:
    result = invoke(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert [path.name for path in Path().iterdir()] == ["good.pdf"]


def test_missing_model_exits_2(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    model, out = report.parent / "model", report.parent / "out.jsonl"
    result = invoke("extract", str(report), "-o", str(out), "--model", str(model))
    assert result.exit_code == 2
    assert "lacks model.onnx" in result.stderr


def test_interrupt_says_how_to_continue(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: WordTagger, document: Document) -> Scores:
        raise KeyboardInterrupt

    monkeypatch.setattr(WordTagger, "scores", interrupted)
    result = invoke("extract", "good.pdf", "-o", "out.jsonl")
    assert result.exit_code == 1
    assert "Run the same command again" in result.stderr


def test_show_prints_tables(full_report: Report, failed_report: Report) -> None:
    full_report.waste_streams[0].needs_review = True
    full_report.waste_streams[0].hazardous = True
    full_report.waste_streams[0].description = "Slam [bold]\x1b[31m"
    full_report.waste_streams[0].warnings = ["Mängden är ovanligt stor."]
    lines = [json.dumps(r.model_dump(mode="json")) for r in (full_report, failed_report)]
    Path("records.jsonl").write_text("\n".join(lines), "utf-8")
    result = invoke("show", "records.jsonl")
    assert result.exit_code == 0, result.output
    for text in (
        "Exempel Livs AB, Fabriken, 2023", "Contact: Åsa Öberg, Miljöchef", "02 02 04*",
        "ca 12.5 t", "@Gasverket", "R3 Rötning", "94%", "review", "Slam [bold]",
        "trasig.pdf is empty.", "Mängden är ovanligt stor.",
    ):  # fmt: skip
        assert text in result.stdout
    assert "\x1b" not in result.stdout


def test_version() -> None:
    result = invoke("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("iusml ")
