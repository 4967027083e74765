"""Make a printed report look like one that was printed, stamped, scanned and mailed."""

import io
import random
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from iusml.document import Box
from iusml.drawing.pictures import page_picture
from iusml.reading.pdf import open_pdf
from training.compose.gold import Place
from training.compose.wear import Scanner, stamp, wear

rl_config.useA85 = 0  # text encoding would make every picture a quarter larger
MAX_PAGE_BYTES = 145_000


@dataclass(frozen=True)
class ScanSettings:
    """`pages` from 1 (empty: all); `skew` in degrees; `noise` in grey levels; `turned` by page.

    `bilevel` makes black and white of it, as old copiers and fax machines do.
    """

    pages: tuple[int, ...] = ()
    dpi: int = 170
    skew: float = 0.5
    noise: float = 6.0
    blur: float = 0.4
    stamp: str = ""
    turned: dict[int, int] = field(default_factory=dict)
    seed: int = 1
    bilevel: bool = False


def scan(
    pdf: Path, settings: ScanSettings, places: dict[int, list[Place]]
) -> dict[int, list[Place]]:
    """Replace pages of `pdf` by grey JPEG pictures; return `places` moved along with them."""
    moved = {number: list(boxes) for number, boxes in places.items()}
    chance = random.Random(f"{settings.seed} {pdf.parent.name}")
    scanner = Scanner.draw(chance)
    with open_pdf(pdf) as file:
        numbers = settings.pages or tuple(range(1, file.page_count + 1))
        pictures = {n: page_picture(file, n, settings.dpi) for n in numbers}
    layers = {}
    for number, picture in pictures.items():
        width, height = picture.size
        angle = chance.uniform(-settings.skew, settings.skew)
        turn = settings.turned.get(number, 0)
        if number == min(numbers) and settings.stamp:
            stamp(picture, settings.stamp, settings.dpi, chance)
        picture = wear(picture, scanner, settings.dpi, chance)
        picture = _spoil(picture, settings, angle, chance)
        layers[number] = picture.rotate(-turn, expand=True)
        scale = 72 / settings.dpi
        size = (width * scale, height * scale)
        for boxes in moved.values():
            boxes[:] = [_move(p, number, angle, turn, size) for p in boxes]
    _replace_pages(pdf, layers, settings.dpi)
    return moved


def _spoil(
    picture: Image.Image, settings: ScanSettings, angle: float, chance: random.Random
) -> Image.Image:
    picture = picture.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=250)
    picture = picture.filter(ImageFilter.GaussianBlur(settings.blur))
    grey = np.asarray(picture, dtype=np.float32) * 0.93 + 8
    noise = np.random.default_rng(chance.randrange(2**31)).normal(0, settings.noise, grey.shape)
    grey = np.clip(grey + noise, 0, 255)
    if settings.bilevel:
        grey = np.where(grey < chance.uniform(120, 175), 15.0, 245.0)
    return Image.fromarray(grey.astype(np.uint8), "L")


def _move(place: Place, number: int, angle: float, turn: int, size: tuple[float, float]) -> Place:
    page, box = place
    if page != number:
        return place
    corners = np.array([(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)])
    middle = np.array(size) / 2
    radians = np.deg2rad(angle)  # Pillow turns against the clock, on an axis that points down
    turned = np.array([[np.cos(radians), np.sin(radians)], [-np.sin(radians), np.cos(radians)]])
    points = (corners - middle) @ turned.T
    for _ in range((turn // 90) % 4):  # a quarter turn with the clock
        points = np.stack([-points[:, 1], points[:, 0]], axis=1)
    half = middle[::-1] if turn % 180 else middle
    points = points + half
    low, high = points.min(axis=0), points.max(axis=0)
    return page, Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def _jpeg(picture: Image.Image) -> bytes:
    for quality in range(60, 9, -6):
        target = io.BytesIO()
        picture.save(target, "JPEG", quality=quality)
        if target.tell() <= MAX_PAGE_BYTES:
            return target.getvalue()
    smaller = picture.resize((picture.width * 3 // 4, picture.height * 3 // 4))
    return _jpeg(smaller)


def _replace_pages(pdf: Path, layers: dict[int, Image.Image], dpi: int) -> None:
    import pikepdf

    with pikepdf.open(pdf, allow_overwriting_input=True) as file:
        for number, picture in layers.items():
            width, height = picture.width * 72 / dpi, picture.height * 72 / dpi
            target = io.BytesIO()
            canvas = Canvas(target, pagesize=(width, height))
            canvas.drawImage(ImageReader(io.BytesIO(_jpeg(picture))), 0, 0, width, height)
            canvas.save()
            with pikepdf.open(io.BytesIO(target.getvalue())) as single:
                file.pages.append(single.pages[0])
                file.pages[number - 1] = file.pages[-1]
                del file.pages[-1]
        file.remove_unreferenced_resources()
        file.save(pdf)
