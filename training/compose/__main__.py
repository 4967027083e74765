"""``python -m training.compose FOLDER…``: print composed reports and write their gold."""

import argparse
import sys
from pathlib import Path
from typing import Any

import yaml

from iusml.annotations.checks import PRINTED
from iusml.annotations.gold import ABOUT, GoldReport, GoldSpan, write_gold
from iusml.document import Document
from iusml.errors import IusmlError
from iusml.reading.reader import read_document
from iusml.records import Report
from training.compose import record
from training.compose.gold import Place, check_text, take_links
from training.compose.makers import MAKERS
from training.compose.markup import Marker
from training.compose.scan import ScanSettings, scan


def compose(folder: Path) -> Report:
    """Make ``report.pdf`` and ``gold.json.gz`` in `folder` from its source and ``report.yaml``."""
    notes = yaml.safe_load((folder / "report.yaml").read_text("utf-8"))
    missing = [name for name in (*ABOUT, "maker") if name not in notes]
    if missing:
        raise IusmlError(f"{folder}/report.yaml does not say {', '.join(missing)}")
    pdf, marker = folder / "report.pdf", Marker()
    MAKERS[notes["maker"]](folder, pdf, marker, notes.get("options") or {})
    places = take_links(pdf)
    document = read_document(pdf)
    texts = _texts(pdf, document, marker, places)
    if notes.get("scan"):
        _write_printed(folder, document)
        places = scan(pdf, _scan_settings(notes["scan"]), places)
    spans = _spans(marker, places, texts)
    report = record.whole(notes, pdf, spans, len(document.pages))
    about = {name: str(notes[name]) for name in ABOUT}
    write_gold(
        GoldReport(
            id=folder.name,
            pdf=pdf,
            **about,
            origin="composed",
            scanned=bool(notes.get("scan")),
            spans=spans,
            record=report,
        )
    )
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
) -> tuple[GoldSpan, ...]:
    return tuple(
        GoldSpan(mark.label, texts[number], mark.keys, mark.year, tuple(places[number]))
        for number, mark in enumerate(marker.marks)
    )


def _write_printed(folder: Path, document: Document) -> None:
    """Keep what a scan said before it was scanned: for comparing wording, and the recogniser."""
    pages = [document.text(page.start, page.end) for page in document.pages]
    (folder / PRINTED).write_text("\f".join(pages), "utf-8")


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
