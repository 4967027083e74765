"""What is done to a file from strangers, in a process of its own: draw a page, read its words."""

import io
import math
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from iusml.drawing.pictures import page_picture
from iusml.errors import InputError
from iusml.reading.ocr import TesseractEngine
from iusml.reading.pdf import PdfFile, open_pdf
from iusml.reading.reader import Opened, read_pages
from iusml.review.pages.content import PageWords, Picture
from iusml.review.pages.errors import NoSuchPageError, UnreadablePageError

MAX_PIXELS = 12_000_000
"""A page of A4 at the largest width has eight million."""
_FAST = 1
"""Little packing: a picture is written in a fifth of the time, and is a fifth larger."""
_ADVICE = "Open the report in a PDF viewer, or ask its sender for it again."


def nothing() -> Iterator[None]:
    """Do nothing: the process has then loaded what the other jobs need."""
    yield None


def draw(path: Path, number: int, width: int) -> Iterator[Picture]:
    """Yield the picture of page `number` (from 1), about `width` pixels wide.

    Raises UnreadablePageError and NoSuchPageError.
    """
    try:
        with open_pdf(path) as file:
            _check_number(path, number, file.page_count)
            yield _drawn(path, file, number, width)
    except InputError as error:
        raise UnreadablePageError(str(error)) from error


def read_words(path: Path, number: int) -> Iterator[PageWords]:
    """Yield the words of page `number` (from 1), read as they are for a record.

    Raises UnreadablePageError and NoSuchPageError.
    """
    try:
        parts = list(islice(read_pages(path, TesseractEngine(), number), 2))
    except InputError as error:
        raise UnreadablePageError(str(error)) from error
    for part in parts:
        if isinstance(part, Opened):
            _check_number(path, number, part.page_count)
        else:
            yield PageWords(part.page.width_pt, part.page.height_pt, part.words, part.page.reason)


def _check_number(path: Path, number: int, count: int) -> None:
    if not 1 <= number <= count:
        raise NoSuchPageError(
            f"{path.name} has no page {number}. Ask for one of its pages 1 to {count}."
        )


def _drawn(path: Path, file: PdfFile, number: int, width: int) -> Picture:
    try:
        width_pt, height_pt = file.size(number)
        picture = page_picture(file, number, _dpi(width_pt, height_pt, width))
    except Exception as error:  # MuPDF raises many kinds; the border of one page
        raise UnreadablePageError(
            f"Page {number} of {path.name} is damaged or too heavy to draw. {_ADVICE}"
        ) from error
    target = io.BytesIO()
    picture.save(target, "PNG", compress_level=_FAST)
    return Picture(target.getvalue(), picture.width, picture.height, width_pt, height_pt)


def _dpi(width_pt: float, height_pt: float, width: int) -> int:
    """So many dots an inch that the picture is `width` wide, or fewer for a very tall page."""
    wanted = math.ceil(72 * width / width_pt)
    return max(1, min(wanted, int(72 * math.sqrt(MAX_PIXELS / (width_pt * height_pt)))))
