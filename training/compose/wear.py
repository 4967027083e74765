"""Traces of offices and scanners: received stamps, punched holes, staples, shadows, specks."""

import random
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FACES = (
    "DejaVuSans-Bold.ttf", "LiberationSerif-Bold.ttf", "LiberationMono-Bold.ttf",
    "LiberationSansNarrow-Bold.ttf",
)  # fmt: skip
MM = 1 / 25.4
"""Inches in a millimetre."""
_DATE = re.compile(r"\s+(?=(\d{4}-\d\d-\d\d|Dnr|nr ))")
Grey = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scanner:
    """What one machine and one binder do to every page of a report."""

    holes: bool
    hole_ink: int
    slope: tuple[float, float]
    edge: int
    fold: bool
    specks: int

    @classmethod
    def draw(cls, chance: random.Random) -> "Scanner":
        """Choose the habits of a machine."""
        return cls(
            holes=chance.random() < 0.6,
            hole_ink=chance.randint(25, 215),
            slope=(chance.uniform(-0.09, 0.09), chance.uniform(-0.06, 0.06)),
            edge=chance.choice([-1, -1, 0, 1, 2, 3]),
            fold=chance.random() < 0.2,
            specks=chance.choice([0, 8, 25, 60]),
        )


def wear(picture: Image.Image, scanner: Scanner, dpi: int, chance: random.Random) -> Image.Image:
    """Return the page as it lies on the glass, before it is turned or blurred."""
    pen = ImageDraw.Draw(picture)
    if scanner.holes:
        _holes(pen, picture.size, scanner.hole_ink, dpi, chance)
    if scanner.fold:
        _folds(pen, picture.size, chance)
    for _ in range(round(scanner.specks * chance.uniform(0.5, 1.5))):
        _speck(pen, picture.size, dpi, chance)
    if chance.random() < 0.25:
        _staple(pen, dpi, chance)
    if chance.random() < 0.25:
        _pencil(pen, picture.size, dpi, chance)
    grey = np.asarray(picture, dtype=np.float32) * _light(picture.size, scanner, dpi)
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8), "L")


def stamp(picture: Image.Image, text: str, dpi: int, chance: random.Random) -> None:
    """Press a received stamp on the upper edge of `picture`, sometimes on the lower one."""
    layer = _stamp_layer(text, dpi, chance)
    free = max(1, picture.width - layer.width - int(dpi * 0.3))
    x = int(free * chance.choice([0.1, 0.4, 0.75, 0.85, 0.95]))
    y = int(dpi * chance.uniform(0.08, 0.4))
    if chance.random() < 0.15:
        y = picture.height - layer.height - y
    under = picture.crop((x, y, x + layer.width, y + layer.height))
    picture.paste(Image.fromarray(np.minimum(np.asarray(layer), np.asarray(under))), (x, y))


def _stamp_layer(text: str, dpi: int, chance: random.Random) -> Image.Image:
    font = ImageFont.truetype(chance.choice(FACES), int(dpi * chance.uniform(0.11, 0.17)))
    if chance.random() < 0.6:
        text = _DATE.sub("\n", text)
    ink, pad = chance.randint(50, 135), int(dpi * chance.uniform(0.04, 0.12))
    left, top, right, bottom = ImageDraw.Draw(Image.new("L", (1, 1))).textbbox(
        (0, 0), text, font=font, align="center"
    )
    size = (int(right - left) + 2 * pad + 8, int(bottom - top) + 2 * pad + 8)
    layer = Image.new("L", size, 255)
    pen = ImageDraw.Draw(layer)
    pen.text((pad + 4 - left, pad + 4 - top), text, font=font, fill=ink, align="center")
    frame = (3, 3, size[0] - 4, size[1] - 4)
    border = chance.choice(["none", "single", "double", "round", "lines"])
    if border in {"single", "double"}:
        pen.rectangle(frame, outline=ink, width=chance.randint(2, 4))
    if border == "double":
        pen.rectangle((9, 9, size[0] - 10, size[1] - 10), outline=ink, width=1)
    if border == "round":
        pen.rounded_rectangle(frame, radius=pad, outline=ink, width=3)
    if border == "lines":
        pen.line((3, 3, size[0] - 4, 3), fill=ink, width=3)
        pen.line((3, size[1] - 4, size[0] - 4, size[1] - 4), fill=ink, width=3)
    worn = _worn(layer, chance)
    return worn.rotate(chance.uniform(-5, 8), expand=True, fillcolor=255)


def _worn(layer: Image.Image, chance: random.Random) -> Image.Image:
    """Take ink away in blotches: rubber presses unevenly."""
    random_ink = np.random.default_rng(chance.randrange(2**31))
    coarse = random_ink.uniform(0.35, 1.25, (max(2, layer.height // 14), max(2, layer.width // 14)))
    blotches = Image.fromarray((np.clip(coarse, 0, 1) * 255).astype(np.uint8), "L")
    press = np.asarray(blotches.resize(layer.size, Image.Resampling.BICUBIC), np.float32) / 255
    return Image.fromarray((255 - (255 - np.asarray(layer, np.float32)) * press).astype(np.uint8))


def _holes(
    pen: ImageDraw.ImageDraw, size: tuple[int, int], ink: int, dpi: int, chance: random.Random
) -> None:
    radius, x = 3 * MM * dpi, 12 * MM * dpi + chance.uniform(-4, 4)
    for offset in (-40, 40):
        y = size[1] / 2 + offset * MM * dpi
        box = (x - radius, y - radius, x + radius, y + radius)
        pen.ellipse(box, fill=ink, outline=max(0, ink - 60), width=2)


def _folds(pen: ImageDraw.ImageDraw, size: tuple[int, int], chance: random.Random) -> None:
    for third in (1, 2):
        y = size[1] * third / 3 + chance.uniform(-9, 9)
        pen.line((0, y, size[0], y + chance.uniform(-4, 4)), fill=chance.randint(190, 225), width=1)


def _speck(
    pen: ImageDraw.ImageDraw, size: tuple[int, int], dpi: int, chance: random.Random
) -> None:
    x, y = chance.uniform(0, size[0]), chance.uniform(0, size[1])
    radius = chance.uniform(0.08, 0.35) * MM * dpi
    pen.ellipse((x, y, x + radius, y + radius), fill=chance.randint(60, 190))


def _staple(pen: ImageDraw.ImageDraw, dpi: int, chance: random.Random) -> None:
    x, y = (chance.uniform(7, 14) * MM * dpi for _ in range(2))
    long, drop = 9 * MM * dpi, chance.uniform(-6, 1) * MM * dpi
    pen.line((x, y + 3, x + long, y + drop + 3), fill=205, width=4)
    pen.line((x, y, x + long, y + drop), fill=70, width=2)


def _pencil(
    pen: ImageDraw.ImageDraw, size: tuple[int, int], dpi: int, chance: random.Random
) -> None:
    """A tick or a scrawl in the right margin."""
    x, y = size[0] - chance.uniform(8, 16) * MM * dpi, chance.uniform(0.2, 0.85) * size[1]
    step, points = 1.6 * MM * dpi, [(x, y)]
    for _ in range(chance.choice([2, 2, 5, 9])):
        x, y = x + chance.uniform(-0.3, 0.6) * step, y + chance.uniform(-1.4, 1.4) * step
        points.append((x, y))
    pen.line(points, fill=chance.randint(80, 150), width=2, joint="curve")


def _light(size: tuple[int, int], scanner: Scanner, dpi: int) -> Grey:
    """Brightness over the glass, shape (height, width): sloping, darker at one edge."""
    across = np.linspace(-0.5, 0.5, size[0], dtype=np.float32)[None, :]
    down = np.linspace(-0.5, 0.5, size[1], dtype=np.float32)[:, None]
    light = 1 + scanner.slope[0] * across + scanner.slope[1] * down
    if scanner.edge >= 0:
        shade = Image.new("L", size, 255)
        width = int(1.6 * MM * dpi)
        box = (
            (0, 0, width, size[1]), (size[0] - width, 0, size[0], size[1]),
            (0, 0, size[0], width), (0, size[1] - width, size[0], size[1]),
        )[scanner.edge]  # fmt: skip
        ImageDraw.Draw(shade).rectangle(box, fill=120)
        soft = shade.filter(ImageFilter.GaussianBlur(width / 2))
        light = light * (np.asarray(soft, np.float32) / 255)
    return np.asarray(light, np.float32)
