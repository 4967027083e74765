"""Contact sheets: all pages of a report in one picture, with the labels drawn if wanted."""

import math
from pathlib import Path

from PIL import Image

from iusml.annotations.gold import GoldReport
from iusml.drawing.marks import Mark
from iusml.drawing.pictures import draw_frames, page_picture, write_picture
from iusml.reading.pdf import PdfFile, open_pdf

DPI = 72
"""One pixel a point: boxes need no scaling, and ten-point text can still be read."""
COLUMNS = 3
GAP = 8
_GREY = "#777777"


def draw_sheet(report: GoldReport, path: Path, *, labels: bool = False) -> None:
    """Write the pages of `report` side by side, three a row, as one PNG. Raises OutputError."""
    with open_pdf(report.pdf) as file:
        pages = [_page(file, number, report, labels) for number in range(1, file.page_count + 1)]
    width = max(page.width for page in pages) + GAP
    height = max(page.height for page in pages) + GAP
    columns = min(COLUMNS, len(pages))
    rows = math.ceil(len(pages) / columns)
    sheet = Image.new("RGB", (columns * width + GAP, rows * height + GAP), _GREY)
    for at, page in enumerate(pages):
        row, column = divmod(at, columns)
        sheet.paste(page, (GAP + column * width, GAP + row * height))
    write_picture(path, sheet)


def _page(file: PdfFile, number: int, report: GoldReport, labels: bool) -> Image.Image:
    picture = page_picture(file, number, DPI).convert("RGB")
    if labels:
        marks = [Mark(page, box, span.label) for span in report.spans for page, box in span.boxes]
        draw_frames(picture, [mark for mark in marks if mark.page == number], DPI)
    return picture
