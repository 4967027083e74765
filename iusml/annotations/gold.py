"""Hand-labelled reports: load them, and project their spans on the words of a document."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from iusml.annotations.files import GOLD, read_gold_json, write_gold_json
from iusml.document import Box, Document
from iusml.errors import AnnotationError
from iusml.labels import LABELS, TAG_ID
from iusml.reading.pdf import open_pdf
from iusml.records import Report

EDGE_PT = 0.5
ABOUT = ("layout", "family", "branch", "voice")
"""What an author says about a report, as strings."""


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A labelled span: its boxes are (page from 1, box in points), one for each line."""

    label: str
    text: str
    keys: tuple[str, ...]
    year: int | None
    boxes: tuple[tuple[int, Box], ...]


@dataclass(frozen=True, slots=True)
class GoldReport:
    """One labelled report: its folder's name, PDF, look, origin, spans and record.

    `layout` names the look of this very report, `family` the way of making it that several
    reports share; `origin` is "composed" for invented reports and "real" for a team's own.
    """

    id: str
    pdf: Path
    layout: str
    family: str
    branch: str
    voice: str
    origin: str
    scanned: bool
    spans: tuple[GoldSpan, ...]
    record: Report


def load_gold(folder: Path, pdf: Path | None = None) -> GoldReport:
    """Load one report folder. Raises AnnotationError with file and reason.

    `pdf` is the report's file where it does not lie in the folder itself.
    """
    path = folder / GOLD
    try:
        data = read_gold_json(path)
        spans = tuple(read_span(entry) for entry in data["spans"])
        record = Report.model_validate(data["record"])
        about = {name: str(data[name]) for name in ABOUT}
    except (OSError, ValueError, KeyError) as error:
        raise AnnotationError(f"{path} cannot be used: {error}") from error
    for span in spans:
        if span.label not in LABELS:
            raise AnnotationError(f"{path}: unknown label {span.label} on {span.text!r}")
    pdf = pdf or folder / "report.pdf"
    if not pdf.is_file():
        raise AnnotationError(f"{pdf} is missing; run training.compose on its folder")
    return GoldReport(
        id=folder.name, pdf=pdf, **about, origin=data.get("origin", "composed"),
        scanned=bool(data["scanned"]), spans=spans, record=record,
    )  # fmt: skip


def write_gold(report: GoldReport) -> None:
    """Write the labels beside the report's PDF. Raises OutputError."""
    data = {
        "id": report.id,
        **{name: getattr(report, name) for name in ABOUT},
        "origin": report.origin,
        "scanned": report.scanned,
        "spans": [span_entry(span) for span in report.spans],
        "record": report.record.model_dump(mode="json"),
    }
    write_gold_json(report.pdf.parent / GOLD, data)


def span_entry(span: GoldSpan) -> dict[str, Any]:
    """Return a span as the file of labels has it."""
    boxes = [{"page": page, "bbox": [round(v, 2) for v in box]} for page, box in span.boxes]
    return {
        "label": span.label, "text": span.text, "keys": list(span.keys), "year": span.year,
        "boxes": boxes,
    }  # fmt: skip


def read_span(entry: dict[str, Any]) -> GoldSpan:
    """Undo `span_entry`. Raises KeyError, TypeError or ValueError for anything else."""
    boxes = tuple((int(b["page"]), Box(*map(float, b["bbox"]))) for b in entry["boxes"])
    return GoldSpan(entry["label"], entry["text"], tuple(entry["keys"]), entry["year"], boxes)


def print_keys(span: GoldSpan) -> str:
    """Return the keys and year of a span as people write them: "s3 2021"."""
    return " ".join([*span.keys, *([str(span.year)] if span.year else [])])


def parse_keys(text: str) -> tuple[tuple[str, ...], int | None]:
    """Undo `print_keys`: the keys and the year, which may be absent."""
    words = text.split()
    years = [int(word) for word in words if word.isdigit()]
    return tuple(word for word in words if not word.isdigit()), years[0] if years else None


def page_sizes(pdf: Path) -> list[tuple[float, float]]:
    """Return width and height of every page in points, as shown."""
    with open_pdf(pdf) as file:
        pages = [file.page(number + 1) for number in range(file.page_count)]
    return [(page.width_pt, page.height_pt) for page in pages]


def load_split(root: Path, split: str) -> list[GoldReport]:
    """Load the reports that ``splits.json`` in `root` names for `split`, in its order."""
    path = root / "splits.json"
    try:
        names = json.loads(path.read_text("utf-8"))[split]
    except (OSError, ValueError, KeyError) as error:
        raise AnnotationError(f"{path} has no split {split!r}") from error
    return [load_gold(root / "reports" / name) for name in names]


def span_words(document: Document, span: GoldSpan) -> list[int]:
    """Return the indices of the words whose middles lie in the boxes of `span`."""
    return words_in(document, span.boxes)


def words_in(document: Document, boxes: Sequence[tuple[int, Box]]) -> list[int]:
    """Return the indices of the words whose middles lie in one of `boxes` (page from 1, box)."""
    found: set[int] = set()
    for number, box in boxes:
        page = document.pages[number - 1]
        for index in range(page.start, page.end):
            x, y = document.words[index].box.center
            inside = box.x0 - EDGE_PT <= x <= box.x1 + EDGE_PT
            if inside and box.y0 - EDGE_PT <= y <= box.y1 + EDGE_PT:
                found.add(index)
    return sorted(found)


def project(
    document: Document, spans: Sequence[GoldSpan], *, source: str, strict: bool = True
) -> list[int]:
    """Return one BIO tag id for each word of `document`.

    `strict` raises AnnotationError for a span without words (text layers); scans, whose words
    depend on the recogniser, pass strict=False.
    """
    tags = [0] * len(document.words)
    for span in spans:
        words = span_words(document, span)
        if not words and strict:
            page = span.boxes[0][0] if span.boxes else "?"
            raise AnnotationError(f"{source}: page {page}: {span.label} {span.text!r} has no words")
        before = -2
        for index in words:
            prefix = "I" if index == before + 1 else "B"
            tags[index] = TAG_ID[f"{prefix}-{span.label}"]
            before = index
    return tags
