"""The whole comparison on three reports, each of one small page."""

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.extraction import compare as comparing
from benchmarks.extraction.__main__ import FROZEN, arguments, main
from benchmarks.extraction.crf import CrfSettings
from benchmarks.extraction.spacy_ner import SpacySettings
from iusml.annotations.gold import GoldReport, GoldSpan, write_gold
from iusml.document import Box, Document, Page, Word
from iusml.records import Report

TEXT = ["Under", "året", "lämnades", "12,5", "ton", "slam", "till", "Ragn", "AB", "."]
LABELS = {"slam": "WASTE", "12,5": "QUANTITY", "ton": "QUANTITY"}
MODEL = Path("models/extractor-sv")


def document(path: Path) -> Document:
    words = tuple(
        Word(t, Box(50 + 50.0 * i, 50, 90 + 50.0 * i, 60), 1, 0) for i, t in enumerate(TEXT)
    )
    page = Page(1, 595, 842, 0, "text", 1.0, 0, len(words))
    return Document(str(path), "a" * 64, (page,), words, ())


def write(folder: Path, name: str, record: Report) -> None:
    pdf = folder / "reports" / name / "report.pdf"
    pdf.parent.mkdir(parents=True)
    pdf.write_bytes(b"drawn by the reader of the test")
    spans = tuple(
        GoldSpan(LABELS[word.text], word.text, ("a1",), None, ((1, word.box),))
        for word in document(pdf).words
        if word.text in LABELS
    )
    write_gold(GoldReport(name, pdf, "x", name, "x", "x", "composed", False, spans, record))


@pytest.fixture
def annotations(tmp_path: Path, full_report: Report) -> Path:
    folder = tmp_path / "annotations"
    stream = full_report.waste_streams[0].model_copy(
        update={"description": "slam", "ewc_code": None, "ewc_text": None, "ewc_source": None}
    )
    record = full_report.model_copy(update={"waste_streams": [stream]})
    splits = {"train": ["one"], "dev": ["two"], "test": ["three"]}
    for names in splits.values():
        write(folder, names[0], record)
    write(folder / "second", "two", record)
    (folder / "splits.json").write_text(json.dumps(splits), "utf-8")
    return folder


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    small = comparing.Training(CrfSettings(rounds=10), SpacySettings(epochs=2))
    monkeypatch.setattr(comparing, "Training", lambda: small)


def test_one_command_writes_page_and_data(
    annotations: Path, quick: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read: Counter[Path] = Counter()

    def reader(path: Path) -> Document:
        read[path] += 1
        return document(path)

    build, target = tmp_path / "build", tmp_path / "EXTRACTION.md"
    words = ["--annotations", str(annotations), "--build", str(build), "--page", str(target)]
    main([*words, "--model", str(MODEL)], read=reader)
    text = target.read_text("utf-8")
    head = next(line for line in text.splitlines() if line.startswith("|"))
    columns = [cell.strip() for cell in head.strip("|").split("|")]
    assert columns[3:6] == ["rules", "CRF", "spaCy"]
    assert columns[6].startswith("extractor-sv")
    assert columns[7] == "two people"
    assert f"- **{columns[6]}**:" in text
    assert "at most 10 rounds" in text
    assert "2 epochs" in text
    assert len(read) == 3
    assert set(read.values()) == {1}

    data = json.loads((build / "benchmark-extraction-test.json").read_text("utf-8"))
    assert data["figures"]["two people"]["whole streams right (EXACT)"]["value"] == 1
    assert [row["id"] for row in data["columns"][0]["rows"]] == ["three"]
    assert "Training CRF" in capsys.readouterr().out

    main([*words, "--model", str(MODEL)], read=reader)
    assert "Training" not in capsys.readouterr().out
    assert target.read_text("utf-8") == text


def test_only_the_test_split_writes_the_page_of_the_repository() -> None:
    assert arguments([]).split == "test"
    assert arguments([]).page is None
    assert FROZEN.parts == ("benchmarks", "EXTRACTION.md")
    with pytest.raises(SystemExit):
        arguments(["--split", "train"])
