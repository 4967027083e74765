"""Labelled reports survive the way to Label Studio and spaCy and back."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from iusml.annotations import docbin, label_studio
from iusml.annotations.adding import add, draft
from iusml.annotations.collection import read_checksums
from iusml.annotations.gold import GoldSpan, load_gold, project
from iusml.cli.main import app
from iusml.document import Box
from iusml.errors import AnnotationError
from iusml.labels import LABELS, TAGS
from iusml.reading.reader import read_document

SHIPPED = Path(__file__).resolve().parents[2] / "annotations"


@pytest.mark.parametrize("name", ["tra-printing-2010", "trb-plast-2014"])
def test_label_studio_round_trip(name: str) -> None:
    report = load_gold(SHIPPED / "reports" / name)
    task = json.loads(json.dumps(label_studio.export_task(report)))
    back = label_studio.import_task(task, report.pdf)
    assert back == report


def test_regions_of_label_studio_name_page_label_text_and_keys(root: Path) -> None:
    report = load_gold(root / "reports" / "alpha")
    task = label_studio.export_task(report, "pages/")
    assert task["data"]["pages"] == ["pages/alpha-001.png"]
    first = [r for r in task["annotations"][0]["result"] if r["id"] == "span0-0"]
    assert {r["from_name"] for r in first} == {"label", "text", "keys"}
    place = first[0]["value"]
    assert place["rectanglelabels"] == ["WASTE"]
    assert place["x"] == pytest.approx(100 * 70 / 595)
    assert place["height"] == pytest.approx(100 * 16 / 842)
    assert all(f'value="{label}"' in label_studio.config() for label in LABELS)


def test_new_regions_of_label_studio_become_spans(root: Path) -> None:
    report = load_gold(root / "reports" / "alpha")
    task = label_studio.export_task(report)
    drawn = {
        "id": "aB3xQ", "item_index": 0, "from_name": "label", "type": "rectanglelabels",
        "value": {"x": 10, "y": 50, "width": 20, "height": 2, "rectanglelabels": ["QUANTITY"]},
    }  # fmt: skip
    texts = [
        {**drawn, "from_name": name, "type": "textarea", "value": {"text": [text]}}
        for name, text in (("text", "12"), ("keys", "s1 2018"))
    ]
    task["annotations"][0]["result"] += [drawn, *texts]
    span = label_studio.import_task(task, report.pdf).spans[-1]
    assert (span.label, span.text, span.keys, span.year) == ("QUANTITY", "12", ("s1",), 2018)
    assert span.boxes == ((1, Box(59.5, 421.0, 178.5, 437.84)),)


@pytest.mark.parametrize(
    ("name", "words"),
    [("label", "has no label"), ("text", "has no text")],
)
def test_incomplete_regions_are_told(root: Path, name: str, words: str) -> None:
    report = load_gold(root / "reports" / "alpha")
    task = label_studio.export_task(report)
    result = task["annotations"][0]["result"]
    task["annotations"][0]["result"] = [
        r for r in result if (r["id"], r["from_name"]) != ("span0-0", name)
    ]
    with pytest.raises(AnnotationError, match=words):
        label_studio.import_task(task, report.pdf)


def test_what_is_no_task_is_told(root: Path, tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="not a task that iusml exported"):
        label_studio.import_task({"data": {}}, root / "reports" / "alpha" / "report.pdf")
    path = tmp_path / "broken.json"
    path.write_text("[", "utf-8")
    with pytest.raises(AnnotationError, match=r"broken\.json cannot be used"):
        label_studio.load_tasks(path)


def test_docbin_round_trip(tmp_path: Path) -> None:
    reports = [load_gold(SHIPPED / "reports" / name) for name in ("tra-printing-2010",)]
    path = tmp_path / "train.spacy"
    assert docbin.save(reports, path) == 1
    assert docbin.load(path) == {report.id: report.spans for report in reports}


def test_docs_have_the_words_and_tags_of_training() -> None:
    report = load_gold(SHIPPED / "reports" / "tra-printing-2010")
    document = read_document(report.pdf)
    (doc,) = docbin.to_docs([report])
    assert [token.text for token in doc] == [word.text for word in document.words]
    tags = [TAGS[tag] for tag in project(document, report.spans, source="")]
    said = [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in doc]
    assert said == tags


def test_what_is_no_docbin_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.spacy"
    path.write_bytes(b"nothing")
    with pytest.raises(AnnotationError, match="not a DocBin"):
        docbin.load(path)


def test_a_corrected_report_is_added_and_frozen(root: Path, tmp_path: Path) -> None:
    report = replace(load_gold(root / "reports" / "alpha"), id="delta", origin="real")
    folder = tmp_path / "export"
    folder.mkdir()
    pdf, record = folder / "mine.pdf", folder / "record.json"
    pdf.write_bytes(report.pdf.read_bytes())
    (folder / "tasks.json").write_text(json.dumps([label_studio.export_task(report)]), "utf-8")
    renamed = report.record.model_copy(update={"contacts": []})
    record.write_text(renamed.model_dump_json(), "utf-8")
    result = CliRunner().invoke(
        app,
        ["annotations", "add", str(folder / "tasks.json"), "--pdf", str(pdf), "--split", "dev",
         "--record", str(record), "--annotations", str(root)],
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    added = load_gold(root / "reports" / "delta")
    assert added.spans == report.spans
    assert added.origin == "real"
    assert added.record.contacts == []
    assert "delta" in read_checksums(root)["dev"]
    again = CliRunner().invoke(
        app,
        ["annotations", "add", str(folder / "tasks.json"), "--pdf", str(pdf),
         "--annotations", str(root)],
    )  # fmt: skip
    assert again.exit_code == 2
    assert "already in" in again.output


def test_nothing_is_left_of_a_report_that_fails(root: Path) -> None:
    report = replace(load_gold(root / "reports" / "alpha"), id="delta")
    far = GoldSpan("WASTE", "Drav", ("s1",), None, ((1, Box(400, 700, 500, 720)),))
    task = label_studio.export_task(replace(report, spans=(*report.spans, far)))
    with pytest.raises(AnnotationError, match="has no words"):
        add(root, task, report.pdf, "train")
    assert not (root / "reports" / "delta").exists()


def test_a_draft_carries_what_the_program_found(root: Path) -> None:
    source = load_gold(root / "reports" / "alpha")
    stream = source.record.waste_streams[0].model_copy(update={"id": "x9"})
    place = stream.provenance[0]
    entity = {"label": "WASTE", "text": "Dravalpha", "page": 1, "bbox": place.bbox,
              "confidence": 0.9}  # fmt: skip
    record = source.record.model_copy(update={"waste_streams": [stream]})
    record = type(record).model_validate(
        {**record.model_dump(), "entities": [entity], "contacts": []}
    )
    about = {"layout": "l", "family": "real", "branch": "b", "voice": "v"}
    report = draft("mine-2020", source.pdf, record, about)
    (span,) = report.spans
    assert (span.label, span.text, span.keys) == ("WASTE", "Dravalpha", ("s1",))
    assert "predictions" in label_studio.export_task(report, draft=True)
    with pytest.raises(AnnotationError, match="cannot name a report"):
        draft("Min rapport", source.pdf, record, about)


def test_export_writes_pictures_and_tasks(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "studio"
    command = ["annotations", "export", "-o", str(out), "--annotations", str(root)]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    (task,) = label_studio.load_tasks(out / "tasks.json")
    with Image.open(out / task["data"]["pages"][0]) as picture:
        assert picture.size == (910, 1287)
    assert (out / "labels.xml").read_text("utf-8").startswith("<View>")
