"""Contact sheets: all pages of a report in one picture, with the labels drawn if wanted."""

import math
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw

from iusml.annotations.gold import GoldReport
from iusml.annotations.pictures import page_picture, write_picture
from iusml.labels import LABELS
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
        pen = ImageDraw.Draw(picture)
        for span in report.spans:
            for page, box in span.boxes:
                if page == number:
                    pen.rectangle(tuple(box), outline=colour(span.label), width=1)
    return picture


def colour(label: str) -> tuple[int, ...]:
    """Return the colour of a label's boxes: the labels go once round the colour circle."""
    return ImageColor.getrgb(f"hsl({360 * LABELS.index(label) // len(LABELS)}, 90%, 40%)")
