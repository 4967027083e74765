"""Pictures of pages: drawn from the PDF, with frames and tags, and written with a plain error."""

import io
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

from iusml.document import Box
from iusml.drawing.marks import REVIEW, REVIEW_TEXT, Colour, Mark, colour
from iusml.drawing.tags import SIZE_PT, Tag, place_tags
from iusml.files import writing
from iusml.reading.pdf import PdfFile, plain_font

DPI = 150
FRAME_PT = 0.7
REVIEW_GAP_PT = 1.6
LEGEND_PT = 9.0
_TIE = "#1, #2 … the waste stream"


def page_picture(file: PdfFile, number: int, dpi: int) -> Image.Image:
    """Return one page (from 1) in grey. Raises RuntimeError where the page is damaged."""
    samples, width, height = file.render(number, dpi)
    return Image.frombytes("L", (width, height), samples)


def write_picture(path: Path, picture: Image.Image) -> None:
    """Write `picture` in the format of the ending; missing folders are made. Raises OutputError."""
    with writing(path):
        picture.save(path)


def draw_page(file: PdfFile, number: int, marks: Sequence[Mark], dpi: int = DPI) -> Image.Image:
    """Return one page with its frames and tags, and a legend below it."""
    here = [mark for mark in marks if mark.page == number]
    picture = page_picture(file, number, dpi).convert("RGB")
    draw_frames(picture, here, dpi)
    pen = ImageDraw.Draw(picture)
    font = _font(_pixels(SIZE_PT, dpi))
    for tag in page_tags(file, number, here):
        at = tag.box.x0 * dpi / 72, (tag.box.y0 + tag.box.y1) / 2 * dpi / 72
        pen.text(at, tag.text, fill=tag.colour, font=font, anchor="lm")
    return _with_legend(picture, here, dpi)


def draw_frames(picture: Image.Image, marks: Iterable[Mark], dpi: int) -> None:
    """Draw the frames of one page on its picture; those for review have a red one around."""
    pen = ImageDraw.Draw(picture)
    width = _pixels(FRAME_PT, dpi)
    for mark in marks:
        pen.rectangle(_scaled(mark.box, dpi), outline=colour(mark.label), width=width)
        if mark.review:
            pen.rectangle(_scaled(review_box(mark.box), dpi), outline=REVIEW, width=width)


def review_box(box: Box) -> Box:
    """The frame that asks for a person: around another, and clear of it."""
    gap = REVIEW_GAP_PT
    return Box(box.x0 - gap, box.y0 - gap, box.x1 + gap, box.y1 + gap)


def page_tags(file: PdfFile, number: int, marks: Sequence[Mark]) -> list[Tag]:
    """Return the tags of `marks`, all on page `number`, in the free room of the page."""
    return place_tags(marks, np.array(page_picture(file, number, 72)), _width)


def legend(marks: Iterable[Mark]) -> list[tuple[str, Colour]]:
    """Return what the colours on a page mean."""
    found = list(marks)
    labels = dict.fromkeys(mark.label for mark in found)
    lines = [(label, colour(label)) for label in labels]
    if any(mark.tag.startswith("#") for mark in found):
        lines.append((_TIE, (0, 0, 0)))
    return [*lines, (REVIEW_TEXT, REVIEW)] if any(m.review for m in found) else lines


def _with_legend(picture: Image.Image, marks: Sequence[Mark], dpi: int) -> Image.Image:
    """Add a strip below the page, so that the legend hides nothing."""
    size, row = _pixels(LEGEND_PT, dpi), _pixels(LEGEND_PT * 1.6, dpi)
    font, x, y = _font(size), row, row // 2
    places: list[tuple[int, int, str, Colour]] = []
    for text, ink in legend(marks):
        across = int(2 * size + font.getlength(text))
        if places and x + across > picture.width - row:
            x, y = row, y + row
        places.append((x, y, text, ink))
        x += across
    strip = y + 3 * row // 2 if places else 0
    sheet = Image.new("RGB", (picture.width, picture.height + strip), (255, 255, 255))
    sheet.paste(picture, (0, 0))
    pen = ImageDraw.Draw(sheet)
    for x, y, text, ink in places:
        top = picture.height + y
        pen.rectangle((x, top, x + size, top + size), outline=ink, width=_pixels(1.5, dpi))
        pen.text((x + 1.4 * size, top + size / 2), text, fill=ink, font=font, anchor="lm")
    return sheet


def _scaled(box: Box, dpi: int) -> tuple[int, ...]:
    return tuple(round(value * dpi / 72) for value in box)


def _pixels(points: float, dpi: int) -> int:
    return max(1, round(points * dpi / 72))


@cache
def _font(size: float) -> FreeTypeFont:
    """A font that comes with the program; Pillow's own lacks å, ä and ö."""
    return ImageFont.truetype(io.BytesIO(plain_font()), size)


def _width(text: str) -> float:
    """How wide a tag is, in points; a little more than drawn."""
    return _font(10 * SIZE_PT).getlength(text) / 10 + 1
