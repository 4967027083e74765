"""``python -m training.compose FOLDER…``: print composed reports and write their gold."""

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from iusml.document import Document
from iusml.errors import IusmlError
from iusml.reading.reader import read_document
from iusml.records import DocumentRecord, Provenance, Report
from training.compose import record
from training.compose.gold import Place, check_text, take_links
from training.compose.makers import MAKERS
from training.compose.markup import Marker
from training.compose.scan import ScanSettings, scan


def compose(folder: Path) -> Report:
    """Make ``report.pdf`` and ``gold.json`` in `folder` from its source and ``report.yaml``."""
    notes = yaml.safe_load((folder / "report.yaml").read_text("utf-8"))
    pdf, marker = folder / "report.pdf", Marker()
    MAKERS[notes["maker"]](folder, pdf, marker, notes.get("options") or {})
    places = take_links(pdf)
    document = read_document(pdf)
    texts = _texts(pdf, document, marker, places)
    if notes.get("scan"):
        places = scan(pdf, _scan_settings(notes["scan"]), places)
    spans = _spans(marker, places, texts)
    report = _record(notes, folder, pdf, marker, spans, len(document.pages))
    _write(folder, notes, report, spans)
    return report


def _scan_settings(notes: dict[str, Any]) -> ScanSettings:
    values = {k: v for k, v in notes.items() if k not in {"pages", "turned"}}
    pages = notes.get("pages", "all")
    turned = {int(k): int(v) for k, v in (notes.get("turned") or {}).items()}
    return ScanSettings(pages=() if pages == "all" else tuple(pages), turned=turned, **values)


def _texts(
    pdf: Path, document: Document, marker: Marker, places: dict[int, list[Place]]
) -> dict[int, str]:
    texts = {}
    problems = []
    for number, mark in enumerate(marker.marks):
        try:
            indices = check_text(pdf, document, mark, places.get(number, []))
            texts[number] = document.join(indices)
        except IusmlError as error:
            problems.append(str(error))
    if problems:
        raise IusmlError("\n".join(problems))
    return texts


def _spans(
    marker: Marker, places: dict[int, list[Place]], texts: dict[int, str]
) -> list[dict[str, Any]]:
    spans = []
    for number, mark in enumerate(marker.marks):
        boxes = [{"page": page, "bbox": [round(v, 2) for v in box]} for page, box in places[number]]
        spans.append(
            {"label": mark.label, "text": texts[number], "keys": list(mark.keys),
             "year": mark.year, "boxes": boxes}
        )  # fmt: skip
    return spans


def _record(
    notes: dict[str, Any], folder: Path, pdf: Path, marker: Marker,
    spans: list[dict[str, Any]], pages: int,
) -> Report:  # fmt: skip
    places: dict[tuple[str, str], list[Provenance]] = defaultdict(list)
    for mark, span in zip(marker.marks, spans, strict=True):
        for key in mark.keys or ("",):
            places[mark.label, key].extend(_provenance(span))
    report = Report(
        document=DocumentRecord(
            path=f"{folder.name}/report.pdf",
            sha256=hashlib.sha256(pdf.read_bytes()).hexdigest(),
            pages=pages,
            ocr_pages=[],
            status="ok",
            error=None,
            model=None,
        ),
        facility=record.facility(notes["facility"], places),
        contacts=[record.contact(c, places) for c in notes.get("contacts") or ()],
        waste_streams=[record.stream(s, places) for s in notes.get("streams") or ()],
        entities=[],
    )
    record.check_keys(report, {k for mark in marker.marks for k in mark.keys})
    return report


def _provenance(span: dict[str, Any]) -> list[Provenance]:
    first = span["boxes"][0]
    return [Provenance(page=first["page"], bbox=tuple(first["bbox"]), text=span["text"])]


def _write(
    folder: Path, notes: dict[str, Any], report: Report, spans: list[dict[str, Any]]
) -> None:
    about = {k: notes.get(k) for k in ("id", "voice", "branch", "maker", "layout")}
    about["scanned"] = bool(notes.get("scan"))
    gold = {**about, "spans": spans, "record": report.model_dump(mode="json")}
    text = json.dumps(gold, ensure_ascii=False, indent=1)
    (folder / "gold.json").write_text(text + "\n", "utf-8")


def main() -> int:
    """Compose each folder; print one line each; 1 when any failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    failed = 0
    for folder in parser.parse_args().folders:
        try:
            report = compose(folder)
            facts = f"{report.document.pages} pages, {len(report.waste_streams)} streams"
            print(f"{folder.name}: {facts}, {len(report.contacts)} contacts")
        except IusmlError as error:
            failed += 1
            print(f"{folder}: {error}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
