"""Reports drawn for the tests of page pictures and words."""

import io
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from iusml.files import sha256_of
from iusml.reading.pdf import plain_font
from iusml.review.pages.content import ReportFile

ROWS = (
    ("Avfallsslag", "Kod", "Mängd (ton)"),
    ("Spillolja från verkstaden", "13 02 05*", "1,84"),
    ("Träspill och pallar", "03 01 05", "82,5"),
    ("Slam från fettavskiljare", "02 02 04", "7,5"),
)
COLUMNS = (72.0, 260.0, 380.0)
TOP, STEP = 140.0, 24.0
"""The foot of the first row, and the way to the next, in points from the top."""


def draw_rows(path: Path, pages: int = 1, rotation: int = 0) -> ReportFile:
    """Pages of A4 with a table of wastes and the page's number in words below it."""
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    for count in range(1, pages + 1):
        for number, row in enumerate(ROWS):
            for x, text in zip(COLUMNS, row, strict=True):
                canvas.drawString(x, 842 - TOP - STEP * number, text)
        canvas.drawString(72, 842 - 400, f"Här slutar sidan nummer {count} av rapporten från Ön.")
        canvas.showPage()
    canvas.save()
    if rotation:
        with pikepdf.open(path, allow_overwriting_input=True) as file:
            for page in file.pages:
                page.rotate(rotation, relative=False)
            file.save(path)
    return as_read(path)


def draw_scan(path: Path) -> ReportFile:
    """A page of A4 that is a picture of a few lines."""
    sheet = Image.new("L", (1240, 1754), 255)
    font = ImageFont.truetype(io.BytesIO(plain_font()), 40)
    for number in range(6):
        line = "Slam från fettavskiljare har lämnats till Exempelgas AB"
        ImageDraw.Draw(sheet).text((120, 200 + 120 * number), line, fill=0, font=font)
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    canvas.drawImage(ImageReader(sheet), 0, 0, 595, 842)
    canvas.save()
    return as_read(path)


def as_read(path: Path) -> ReportFile:
    """The file as a record knows it."""
    return ReportFile(path, sha256_of(path))
