"""Read the marked spans back from a printed PDF, and remove their links."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf

from iusml.annotations.gold import words_in
from iusml.document import Box, Document
from iusml.errors import AnnotationError
from training.compose.markup import LINK, Mark, letters

MIN_BOX_PT = 0.5
"""Some programs leave slivers where a link goes over a blank."""
Place = tuple[int, Box]
"""Page (from 1) and box in points of the page as shown."""


def take_links(pdf: Path) -> dict[int, list[Place]]:
    """Return the boxes of every numbered link in `pdf` and rewrite the file without links.

    Form fields stay.
    """
    places: dict[int, list[Place]] = defaultdict(list)
    with pikepdf.open(pdf, allow_overwriting_input=True) as file:
        for number, page in enumerate(file.pages, start=1):
            annotations: list[Any] = list(page.obj.get("/Annots", []))
            for annotation in annotations:
                action = annotation.get("/A", {})
                uri = str(action.get("/URI", ""))
                if uri.startswith(LINK):
                    box = _shown_box(page, [float(v) for v in annotation["/Rect"]])
                    if min(box.x1 - box.x0, box.y1 - box.y0) >= MIN_BOX_PT:
                        places[int(uri.removeprefix(LINK).strip("/"))].append((number, box))
            page.obj["/Annots"] = pikepdf.Array(
                annotation for annotation in annotations if annotation.get("/Subtype") != "/Link"
            )
        file.save(pdf, linearize=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return dict(places)


def _shown_box(page: pikepdf.Page, rect: list[float]) -> Box:
    left, bottom, right, top = (float(v) for v in page.cropbox)
    x0, x1 = sorted((rect[0] - left, rect[2] - left))
    y0, y1 = sorted((top - rect[1], top - rect[3]))
    width, height = right - left, top - bottom
    match int(page.obj.get("/Rotate", 0)) % 360:
        case 90:
            return Box(height - y1, x0, height - y0, x1)
        case 180:
            return Box(width - x1, height - y1, width - x0, height - y0)
        case 270:
            return Box(y0, width - x1, y1, width - x0)
    return Box(x0, y0, x1, y1)


def check_text(pdf: Path, document: Document, mark: Mark, places: Sequence[Place]) -> list[int]:
    """Return the words of `mark`; raise AnnotationError when they do not say what was marked."""
    indices = words_in(document, places)
    found = "".join(document.words[index].text for index in indices)
    if letters(found) != letters(mark.text):
        page = places[0][0] if places else "?"
        raise AnnotationError(
            f"{pdf}: page {page}: {mark.label} {mark.text!r} is printed as {found!r}. "
            "Mark whole words, without the punctuation around them."
        )
    return indices
