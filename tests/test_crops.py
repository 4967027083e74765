"""Parts of pages around places: what is shown, what is left out, how large it becomes."""

import io

import numpy as np
from PIL import Image

from iusml.document import Box
from iusml.drawing.crops import (
    DPI,
    MARGIN_PT,
    MAX_BYTES,
    MAX_HEIGHT_PT,
    Outline,
    Strip,
    crop,
    picture_dpi,
    small_webp,
    strips,
)  # fmt: skip

RED, BLUE = (200, 0, 0), (0, 0, 200)


def row(y: float) -> Box:
    return Box(100, y, 200, y + 10)


def test_a_head_far_above_is_a_strip_of_its_own() -> None:
    shown, left_out = strips([row(500)], [row(80)])
    assert [(strip.top, strip.foot) for strip in shown] == [
        (76, 94),
        (500 - MARGIN_PT, 510 + MARGIN_PT),
    ]
    assert left_out == 0


def test_a_head_nearby_joins() -> None:
    assert len(strips([row(140)], [row(80)])[0]) == 1


def test_what_does_not_fit_is_counted() -> None:
    wanted = [row(y) for y in range(20, 800, 60)]
    shown, left_out = strips(wanted, [])
    assert sum(strip.foot - strip.top for strip in shown) <= MAX_HEIGHT_PT
    held = [any(s.top <= box.y0 and box.y1 <= s.foot for s in shown) for box in wanted]
    assert held[0]
    assert left_out == held.count(False) > 0


def test_a_place_taller_than_a_picture_is_cut() -> None:
    shown, _ = strips([Box(0, 0, 50, 3000)], [row(10)])
    assert sum(strip.foot - strip.top for strip in shown) <= MAX_HEIGHT_PT


def test_outlines_differ_in_colour_and_line() -> None:
    page = Image.new("L", (600, 800), 255)
    solid = Outline(Box(100, 100, 200, 120), BLUE, 0, dashed=False, strong=True)
    dashed = Outline(Box(100, 200, 200, 220), RED, 0, dashed=True, strong=False)
    pixels = np.array(crop(page, 72, [solid, dashed], [Strip(80, 240)]))
    blue, red = (np.all(pixels == ink, axis=2) for ink in (BLUE, RED))
    top = blue[np.flatnonzero(blue.any(axis=1))[1]]
    assert top[np.flatnonzero(top)[0] : np.flatnonzero(top)[-1]].all()
    line = red[np.flatnonzero(red.any(axis=1))[0]]
    share = line[np.flatnonzero(line)[0] : np.flatnonzero(line)[-1]].mean()
    assert 0.5 < share < 0.9


def test_blank_sides_are_cut_off_and_a_blank_page_is_not() -> None:
    page = Image.new("L", (600, 800), 255)
    assert crop(page, 72, [], [Strip(0, 100)]).size == (600, 100)
    page.paste(0, (290, 40, 310, 60))
    assert crop(page, 72, [], [Strip(0, 100)]).width < 60


def test_a_strip_below_the_page_shows_nothing() -> None:
    page = Image.new("L", (600, 800), 255)
    assert crop(page, 72, [], [Strip(900, 1000)]).height == 1


def test_pictures_are_small_whatever_they_show() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (900, 1400, 3), dtype=np.uint8)
    data = small_webp(Image.fromarray(noise))
    assert len(data) <= MAX_BYTES
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.format == "WEBP"


def test_wide_pages_are_drawn_coarser() -> None:
    assert picture_dpi(595) == DPI
    assert picture_dpi(3370) < 50
