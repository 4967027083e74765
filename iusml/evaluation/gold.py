"""Hand-labelled reports: load them, and project their spans on the words of a document."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from iusml.document import Box, Document
from iusml.errors import AnnotationError
from iusml.labels import LABELS, TAG_ID
from iusml.records import Report

EDGE_PT = 0.5


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
    """One labelled report: its folder's name, PDF, layout family, spans and record."""

    id: str
    pdf: Path
    layout: str
    scanned: bool
    spans: tuple[GoldSpan, ...]
    record: Report


def load_gold(folder: Path) -> GoldReport:
    """Load one report folder. Raises AnnotationError with file and reason."""
    path = folder / "gold.json"
    try:
        data = json.loads(path.read_text("utf-8"))
        spans = tuple(_span(entry) for entry in data["spans"])
        record = Report.model_validate(data["record"])
    except (OSError, ValueError, KeyError) as error:
        raise AnnotationError(f"{path} cannot be used: {error}") from error
    for span in spans:
        if span.label not in LABELS:
            raise AnnotationError(f"{path}: unknown label {span.label} on {span.text!r}")
    pdf = folder / "report.pdf"
    if not pdf.is_file():
        raise AnnotationError(f"{pdf} is missing; run training.compose on its folder")
    return GoldReport(folder.name, pdf, data["layout"], bool(data["scanned"]), spans, record)


def _span(entry: dict[str, Any]) -> GoldSpan:
    boxes = tuple((int(b["page"]), Box(*map(float, b["bbox"]))) for b in entry["boxes"])
    return GoldSpan(entry["label"], entry["text"], tuple(entry["keys"]), entry["year"], boxes)


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
