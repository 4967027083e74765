"""How a report comes into the collection: a draft by today's program, corrected by a person."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

from iusml.annotations.checks import check_report, read_text_layer
from iusml.annotations.collection import CHECKSUMS, checksum, read_checksums, read_splits
from iusml.annotations.files import write_json
from iusml.annotations.gold import GoldReport, GoldSpan, write_gold
from iusml.annotations.label_studio import Task, import_task
from iusml.document import Box
from iusml.errors import AnnotationError, OutputError
from iusml.provenance import Standing, standings
from iusml.records import Report

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def draft(name: str, pdf: Path, record: Report, about: dict[str, str]) -> GoldReport:
    """Return what the program found in `pdf` as a report to be corrected.

    `about` has layout, family, branch and voice. Spans are the entities of the record; those
    that a stream or contact was made of carry its key. Raises AnnotationError for a bad name or
    a file that could not be read.
    """
    if not _NAME.fullmatch(name):
        raise AnnotationError(f"{name!r} cannot name a report; use small letters, digits, dashes")
    if record.document.status == "failed":
        raise AnnotationError(f"{pdf}: {record.document.error}")
    spans = tuple(_span(found) for found in standings(record) if found.entity.bbox)
    scanned = bool(record.document.ocr_pages)
    streams = [
        stream.model_copy(update={"id": f"s{number}"})
        for number, stream in enumerate(record.waste_streams, start=1)
    ]
    record = record.model_copy(update={"waste_streams": streams, "entities": []})
    return GoldReport(
        id=name, pdf=pdf, **about, origin="real", scanned=scanned, spans=spans, record=record
    )


def _span(found: Standing) -> GoldSpan:
    keys = [f"s{number + 1}" for number in found.streams]
    keys += [f"c{number + 1}" for number in found.contacts]
    boxes = tuple((place.page, Box(*place.bbox)) for place in found.lines if place.bbox)
    return GoldSpan(found.entity.label, found.entity.text, tuple(keys), None, boxes)


def add(root: Path, task: Task, pdf: Path, split: str, record: Path | None = None) -> GoldReport:
    """Put a corrected task into `root` as a report of `split`; return it.

    `record` is a corrected record in JSON; without it the task's own counts. Nothing is left
    behind when the report does not pass its checks. Raises AnnotationError and OutputError.
    """
    splits, frozen = read_splits(root), read_checksums(root)
    report = import_task(task, pdf)
    if record is not None:
        report = _corrected(report, record)
    if any(report.id in names for names in splits.values()):
        raise AnnotationError(f"{report.id} is already in {root}; give the report another name")
    if split not in splits:
        raise AnnotationError(f"there is no split {split!r}; use {', '.join(splits)}")
    folder = root / "reports" / report.id
    placed = place(report, pdf, folder)
    problems = [str(problem) for problem in check_report(placed, read_text_layer(placed))]
    if problems:
        shutil.rmtree(folder)
        raise AnnotationError("\n".join(problems))
    splits[split].append(report.id)
    frozen.setdefault(split, {})[report.id] = checksum(folder)
    write_json(root / "splits.json", splits)
    write_json(root / CHECKSUMS, frozen)
    return placed


def _corrected(report: GoldReport, path: Path) -> GoldReport:
    try:
        return replace(report, record=Report.model_validate_json(path.read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise AnnotationError(f"{path} is not a record: {error}") from error


def place(report: GoldReport, pdf: Path, folder: Path) -> GoldReport:
    """Write a report with its PDF into its new `folder`; return it there. Raises OutputError."""
    try:
        folder.mkdir(parents=True)
        shutil.copyfile(pdf, folder / "report.pdf")
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror}") from error
    path = f"{report.id}/report.pdf"
    document = report.record.document.model_copy(update={"path": path})
    record = report.record.model_copy(update={"document": document, "entities": []})
    placed = replace(report, pdf=folder / "report.pdf", record=record)
    write_gold(placed)
    return placed
