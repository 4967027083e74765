"""A small collection of labelled reports, drawn in code, that every check passes."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from iusml.annotations.files import GOLD, read_gold_json, write_gold_json
from iusml.annotations import collection
from iusml.annotations.checks import MIN_SPANS
from iusml.labels import LABELS
from iusml.records import Report

Change = Callable[[str, Callable[[dict[str, Any]], None]], None]
PHONE = "+46 40 628 04 10"
VALUES = {
    "EWC": "02 07 04", "QUANTITY": "14,2", "TREATMENT": "Foder", "TRANSPORTER": "Exempelbil",
    "RECEIVER": "Lantbrukare", "ORG_NUMBER": "559999-0008", "FACILITY": "Bryggeriet",
    "FACILITY_NUMBER": "1283-9114", "PERSON": "Anna", "ROLE": "VD", "EMAIL": "anna@exempel.se",
    "PHONE": "040-6280410", "ADDRESS": "Hamngatan", "MUNICIPALITY": "Helsingborg", "YEAR": "2019",
}  # fmt: skip
KEYS = {"PERSON": "c1", "ROLE": "c1", "EMAIL": "c1", "PHONE": "c1"}


def _lines(name: str) -> list[tuple[str, str]]:
    """Labels with their texts; what the report is and has is its own."""
    return [("WASTE", f"Drav{name}"), ("OPERATOR", f"Exempel{name}"), *VALUES.items()]


def write_report(folder: Path, name: str) -> None:
    """One page with a span of every label on a line of its own."""
    folder.mkdir(parents=True)
    canvas = Canvas(str(folder / "report.pdf"), pagesize=(595, 842), invariant=1)
    spans = []
    for number, (label, text) in enumerate(_lines(name)):
        canvas.drawString(72, 780 - 20 * number, text)
        canvas.drawString(320, 780 - 20 * number, f"egna {name} ord")
        box = {"page": 1, "bbox": [70, 50 + 20 * number, 300, 66 + 20 * number]}
        facility = label in {"OPERATOR", "ORG_NUMBER", "FACILITY", "FACILITY_NUMBER", "ADDRESS",
                             "MUNICIPALITY", "YEAR"}  # fmt: skip
        keys = [] if facility else [KEYS.get(label, "s1")]
        spans.append({"label": label, "text": text, "keys": keys, "year": None, "boxes": [box]})
    canvas.showPage()
    canvas.save()
    place = [{"page": 1, "bbox": [70, 50, 300, 66], "text": f"Drav{name}"}]
    stream = {
        "id": "s1", "description": f"Drav{name}", "ewc_code": "020704", "ewc_text": "02 07 04",
        "ewc_source": "report", "hazardous": False, "history": [], "direction": "generated",
        "quantity": {"value": 14.2, "unit": "t", "mass_kg": 14200, "approximate": False,
                     "text": "14,2"},
        "treatment": "Foder", "operation_code": None, "transporter": "Exempelbil",
        "receiver": "Lantbrukare", "needs_review": False, "provenance": place,
        "confidence": {"overall": 1, "description": 1, "ewc_code": 1, "quantity": 1},
    }  # fmt: skip
    field = {"confidence": 1, "provenance": place}
    field = {"confidence": 1, "provenance": place}
    sha256 = hashlib.sha256((folder / "report.pdf").read_bytes()).hexdigest()
    record = Report.model_validate({
        "document": {"path": f"{name}/report.pdf", "sha256": sha256, "pages": 1, "ocr_pages": [],
                     "status": "ok", "error": None, "model": None},
        "facility": {"operator": {"value": f"Exempel{name}", **field},
                     "org_number": {"value": "559999-0008", **field},
                     "reporting_year": {"value": 2019, **field}},
        "contacts": [{"name": "Anna", "role": "VD", "email": "anna@exempel.se", "phone": PHONE,
                      "confidence": 1, "needs_review": False, "provenance": place}],
        "waste_streams": [stream], "entities": [],
    })  # fmt: skip
    about = {
        "id": name, "voice": "v", "branch": "15.250 B bryggeri", "layout": f"look-{name}",
        "family": "drawn", "origin": "composed", "scanned": False,
    }  # fmt: skip
    gold = {**about, "spans": spans, "record": record.model_dump(mode="json")}
    write_gold_json(folder / GOLD, gold)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one report in each split, frozen; one span a label is enough."""
    monkeypatch.setitem(MIN_SPANS, "train", 1)
    monkeypatch.setitem(MIN_SPANS, "dev", 1)
    monkeypatch.setitem(MIN_SPANS, "test", 1)
    names = {"train": "alpha", "dev": "beta", "test": "gamma"}
    for name in names.values():
        write_report(tmp_path / "reports" / name, name)
    splits = {split: [name] for split, name in names.items()}
    (tmp_path / "splits.json").write_text(json.dumps(splits), "utf-8")
    collection.freeze(tmp_path)
    assert {span for span, _ in _lines("")} == set(LABELS)
    return tmp_path


@pytest.fixture
def change(root: Path) -> Change:
    """Change one report's gold and freeze it again, so that only the change is wrong."""

    def apply(name: str, edit: Callable[[dict[str, Any]], None]) -> None:
        path = root / "reports" / name / GOLD
        gold = read_gold_json(path)
        edit(gold)
        write_gold_json(path, gold)
        collection.freeze(root)

    return apply
