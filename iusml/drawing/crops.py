"""Parts of a page around some places, with outlines, small enough for many on one web page."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from iusml.document import Box
from iusml.drawing.marks import Colour

MAX_WIDTH_PX = 1400
DPI = 120
MARGIN_PT = 26.0
"""What is shown above and below a place: a line or two, for a person to find it again."""
HEAD_MARGIN_PT = 4.0
JOIN_PT = 30.0
"""Strips of a page nearer than this become one."""
MAX_HEIGHT_PT = 330.0
MAX_BYTES = 25_000
_QUALITIES = (60, 40, 25)
_SHRINK = 0.8
_GAP_PX = 14
_EDGE_PX = 12
_PAPER = 225
_GAP: Colour = (214, 220, 228)
_DASH_PX, _HOLE_PX = 7, 4


@dataclass(frozen=True, slots=True)
class Outline:
    """A frame `gap_pt` outside of a place; `strong` ones are what the picture is about."""

    box: Box
    colour: Colour
    gap_pt: float
    dashed: bool
    strong: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a page over its whole width, in points from the top."""

    top: float
    foot: float


def picture_dpi(width_pt: float) -> int:
    """Dots an inch at which a page of this width is drawn."""
    return max(20, min(DPI, int(72 * MAX_WIDTH_PX / max(width_pt, 1.0))))


def strips(wanted: Sequence[Box], heads: Iterable[Box]) -> tuple[list[Strip], int]:
    """Return the strips that show `wanted`, the most important first, and how many do not fit.

    `heads` are shown with them: headings of columns, which may stand far above.
    """
    above = [_strip(box, HEAD_MARGIN_PT) for box in heads]
    shown = _joined([*above, _strip(wanted[0], MARGIN_PT)])
    if _height(shown) > MAX_HEIGHT_PT:
        first = _strip(wanted[0], MARGIN_PT)
        shown = [Strip(first.top, min(first.foot, first.top + MAX_HEIGHT_PT))]
    left_out = 0
    for box in wanted[1:]:
        more = _joined([*shown, _strip(box, MARGIN_PT)])
        if _height(more) <= MAX_HEIGHT_PT:
            shown = more
        else:
            left_out += not _holds(shown, box)
    return shown, left_out


def _strip(box: Box, margin: float) -> Strip:
    return Strip(max(0.0, box.y0 - margin), box.y1 + margin)


def _joined(parts: Iterable[Strip]) -> list[Strip]:
    found: list[Strip] = []
    for part in sorted(parts, key=lambda strip: strip.top):
        if found and part.top - found[-1].foot < JOIN_PT:
            found[-1] = Strip(found[-1].top, max(found[-1].foot, part.foot))
        else:
            found.append(part)
    return found


def _height(parts: Iterable[Strip]) -> float:
    return sum(part.foot - part.top for part in parts)


def _holds(parts: Iterable[Strip], box: Box) -> bool:
    return any(part.top <= box.y0 and box.y1 <= part.foot for part in parts)


def crop(
    page: Image.Image, dpi: int, outlines: Iterable[Outline], shown: Sequence[Strip]
) -> Image.Image:
    """Return the strips of `page` below each other, outlines drawn, blank edges cut off."""
    picture = page.convert("RGB")
    pen = ImageDraw.Draw(picture)
    # The strong ones last, on top.
    for outline in sorted(outlines, key=lambda outline: outline.strong):
        _draw(pen, outline, dpi)
    rows = [_rows(strip, dpi, picture.height) for strip in shown]
    parts = [picture.crop((0, top, picture.width, foot)) for top, foot in rows if foot > top]
    left, right = _sides(parts, picture.width)
    height = sum(part.height for part in parts) + _GAP_PX * (len(parts) - 1)
    sheet = Image.new("RGB", (right - left, max(1, height)), _GAP)
    at = 0
    for part in parts:
        sheet.paste(part.crop((left, 0, right, part.height)), (0, at))
        at += part.height + _GAP_PX
    return sheet


def _rows(strip: Strip, dpi: int, height: int) -> tuple[int, int]:
    return min(height, round(strip.top * dpi / 72)), min(height, round(strip.foot * dpi / 72))


def _sides(parts: Sequence[Image.Image], width: int) -> tuple[int, int]:
    """The columns between which something is printed or outlined."""
    inked = [
        part.convert("L").point(lambda grey: 255 * (grey < _PAPER)).getbbox() for part in parts
    ]
    found = [box for box in inked if box]
    if not found:
        return 0, width
    left = min(box[0] for box in found) - _EDGE_PX
    right = max(box[2] for box in found) + _EDGE_PX
    return max(0, left), min(width, right)


def _draw(pen: ImageDraw.ImageDraw, outline: Outline, dpi: int) -> None:
    gap, box = outline.gap_pt, outline.box
    edges = (box.x0 - gap, box.y0 - gap, box.x1 + gap, box.y1 + gap)
    x0, y0, x1, y1 = (round(value * dpi / 72) for value in edges)
    width = 3 if outline.strong else 1
    if not outline.dashed:
        pen.rectangle((x0, y0, x1, y1), outline=outline.colour, width=width)
        return
    step = _DASH_PX + _HOLE_PX
    for x in range(x0, x1, step):
        for y in (y0, y1):
            pen.line((x, y, min(x + _DASH_PX, x1), y), fill=outline.colour, width=width)
    for y in range(y0, y1, step):
        for x in (x0, x1):
            pen.line((x, y, x, min(y + _DASH_PX, y1)), fill=outline.colour, width=width)


def small_webp(picture: Image.Image, limit: int = MAX_BYTES) -> bytes:
    """Return `picture` as WebP of at most `limit` bytes: plainer, then smaller, until it fits."""
    while True:
        for quality in _QUALITIES:
            file = io.BytesIO()
            picture.save(file, "WEBP", quality=quality, method=4)
            if file.tell() <= limit or max(picture.size) < 100:
                return file.getvalue()
        smaller = tuple(max(1, round(side * _SHRINK)) for side in picture.size)
        picture = picture.resize((smaller[0], smaller[1]))


def from_webp(data: bytes) -> Image.Image:
    """Undo `small_webp`."""
    return Image.open(io.BytesIO(data))
