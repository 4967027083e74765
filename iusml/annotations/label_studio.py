"""Labelled reports to and from Label Studio's JSON: page pictures, boxes, texts, keys.

One task is one report; ``data.pages`` lists the page pictures and every region names its page
with ``item_index``. A span that goes over several lines has one region a line; the regions of a
span share what stands before the last dash of their ids. The record travels in ``data.record``:
Label Studio shows it, and it is corrected as JSON.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from iusml.annotations.gold import ABOUT, GoldReport, GoldSpan, page_sizes, parse_keys, print_keys
from iusml.document import Box
from iusml.drawing.pictures import page_picture, write_picture
from iusml.errors import AnnotationError
from iusml.labels import LABELS
from iusml.reading.pdf import open_pdf
from iusml.records import Report

DPI = 110
_ABOUT = ("id", *ABOUT, "origin")
Task = dict[str, Any]


def config() -> str:
    """Return the labelling interface for Label Studio."""
    labels = "\n".join(f'    <Label value="{label}"/>' for label in LABELS)
    return f"""<View>
  <Image name="page" valueList="$pages"/>
  <RectangleLabels name="label" toName="page">
{labels}
  </RectangleLabels>
  <TextArea name="text" toName="page" perRegion="true" displayMode="region-list"/>
  <TextArea name="keys" toName="page" perRegion="true" placeholder="s3, or s3 2021, or c1"/>
</View>
"""


def export_task(report: GoldReport, prefix: str = "", *, draft: bool = False) -> Task:
    """Return one task. `prefix` stands before the names of the page pictures.

    `draft` writes predictions, which a person turns into annotations, instead of annotations.
    """
    sizes = page_sizes(report.pdf)
    about = {name: getattr(report, name) for name in _ABOUT}
    regions = [r for number, span in enumerate(report.spans) for r in _regions(number, span, sizes)]
    return {
        "data": {
            **about,
            "scanned": report.scanned,
            "pages": [f"{prefix}{picture_name(report.id, n + 1)}" for n in range(len(sizes))],
            "sizes_pt": [list(size) for size in sizes],
            "record": report.record.model_dump(mode="json"),
        },
        "predictions" if draft else "annotations": [{"result": regions}],
    }


def picture_name(report: str, page: int) -> str:
    """The file name of a page picture; pages from 1."""
    return f"{report}-{page:03d}.png"


def draw_pages(report: GoldReport, folder: Path) -> None:
    """Write the page pictures. Raises OutputError."""
    with open_pdf(report.pdf) as file:
        for number in range(1, file.page_count + 1):
            picture = page_picture(file, number, DPI)
            write_picture(folder / picture_name(report.id, number), picture)


def _regions(
    number: int, span: GoldSpan, sizes: Sequence[tuple[float, float]]
) -> Iterator[dict[str, Any]]:
    keys = print_keys(span)
    for line, (page, box) in enumerate(span.boxes):
        width, height = sizes[page - 1]
        place = {
            "x": 100 * box.x0 / width,
            "y": 100 * box.y0 / height,
            "width": 100 * (box.x1 - box.x0) / width,
            "height": 100 * (box.y1 - box.y0) / height,
            "rotation": 0,
        }
        common = {
            "id": f"span{number}-{line}",
            "item_index": page - 1,
            "original_width": round(width * DPI / 72),
            "original_height": round(height * DPI / 72),
            "image_rotation": 0,
            "to_name": "page",
        }
        for name, kind, value in (
            ("label", "rectanglelabels", [span.label]),
            ("text", "textarea", [span.text]),
            ("keys", "textarea", [keys] if keys else []),
        ):
            if value:
                values = {**place, "rectanglelabels" if name == "label" else "text": value}
                yield {**common, "from_name": name, "type": kind, "value": values}


def import_task(task: Task, pdf: Path) -> GoldReport:
    """Return the report of one exported task; `pdf` is its file. Raises AnnotationError."""
    try:
        data = task["data"]
        done = task.get("annotations") or task.get("predictions") or []
        if len(done) != 1:
            raise AnnotationError(
                f"{data['id']}: {len(done)} annotations; keep one and export again"
            )
        spans = tuple(_spans(data["id"], done[0]["result"], page_sizes(pdf)))
        record = Report.model_validate(data["record"])
        about = {name: str(data[name]) for name in _ABOUT}
        return GoldReport(
            pdf=pdf, **about, scanned=bool(data["scanned"]), spans=spans, record=record
        )
    except (KeyError, TypeError, ValueError) as error:
        raise AnnotationError(f"this is not a task that iusml exported: {error!r}") from error


def _spans(
    report: str, regions: Iterable[dict[str, Any]], sizes: Sequence[tuple[float, float]]
) -> Iterator[GoldSpan]:
    parts: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for region in regions:
        parts[region["id"]][region["from_name"]] = region
    groups: dict[str, list[dict[str, dict[str, Any]]]] = defaultdict(list)
    for name, part in parts.items():
        if "label" not in part:
            raise AnnotationError(f"{report}: region {name} has no label; label or remove it")
        groups[name.rpartition("-")[0] or name].append(part)
    for group in groups.values():
        yield _span(report, group, sizes)


def _span(
    report: str, lines: list[dict[str, dict[str, Any]]], sizes: Sequence[tuple[float, float]]
) -> GoldSpan:
    label = lines[0]["label"]["value"]["rectanglelabels"][0]
    page = lines[0]["label"].get("item_index", 0) + 1
    if label not in LABELS:
        raise AnnotationError(f"{report}: page {page}: unknown label {label}")
    if "text" not in lines[0]:
        raise AnnotationError(f"{report}: page {page}: a {label} region has no text; write it")
    text = lines[0]["text"]["value"]["text"][0]
    keys, year = parse_keys(lines[0]["keys"]["value"]["text"][0] if "keys" in lines[0] else "")
    boxes = tuple(_box(line["label"], sizes) for line in lines)
    return GoldSpan(label, text, keys, year, boxes)


def _box(region: dict[str, Any], sizes: Sequence[tuple[float, float]]) -> tuple[int, Box]:
    page = int(region.get("item_index", 0)) + 1
    width, height = sizes[page - 1]
    value = region["value"]
    x0, y0 = value["x"] * width / 100, value["y"] * height / 100
    x1 = x0 + value["width"] * width / 100
    y1 = y0 + value["height"] * height / 100
    return page, Box(*(round(v, 2) for v in (x0, y0, x1, y1)))


def load_tasks(path: Path) -> list[Task]:
    """Read an export of Label Studio. Raises AnnotationError."""
    try:
        tasks: list[Task] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise AnnotationError(f"{path} cannot be used: {error}") from error
    return tasks if isinstance(tasks, list) else [tasks]
