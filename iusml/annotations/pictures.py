"""Pictures of pages: drawn from the PDF, and written with a plain error."""

from pathlib import Path

from PIL import Image

from iusml.annotations.files import writing
from iusml.reading.pdf import PdfFile


def page_picture(file: PdfFile, number: int, dpi: int) -> Image.Image:
    """Return one page (from 1) in grey. Raises RuntimeError where the page is damaged."""
    samples, width, height = file.render(number, dpi)
    return Image.frombytes("L", (width, height), samples)


def write_picture(path: Path, picture: Image.Image) -> None:
    """Write `picture` in the format of the ending; missing folders are made. Raises OutputError."""
    with writing(path):
        picture.save(path)
