"""Tilted pages, pages on their side, and dot leaders: what is done before recognition."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from iusml.reading.leaders import without_leaders
from iusml.reading.ocr import MIN_TILT_DEG, TesseractEngine
from iusml.reading.pdf import open_pdf
from iusml.reading.reader import read_document
from iusml.reading.ruling import Grey
from iusml.reading.skew import tilt_deg
from tests.reading.paper import Sheet, inside, whole

DPI = 200
LINES = [
    "Miljörapport för Påhittade Bruk AB, Exempelby, verksamhetsåret 2023",
    "Slam från fettavskiljare hämtades två gånger av Åkeriet på Ön",
    "Spillolja, 13 02 05, lämnades till Fiktiva Oljor i Exempelstad",
    "Träspill och bark blev bränsle i den egna pannan under vintern",
    "Kontakta miljöchefen Åsa Öberg på kontoret om något är oklart",
]


def page(path: Path) -> Path:
    """A page of plain lines."""
    sheet = Sheet(path)
    sheet.lines(70, 120, LINES, 40)
    return sheet.save()


def picture(source: Path, tilt: float = 0.0, turn: int = 0) -> Image.Image:
    """The page as a scanner gives it: tilted clockwise, then turned clockwise."""
    with open_pdf(source) as file:
        samples, width, height = file.render(1, DPI)
    plain = Image.frombytes("L", (width, height), samples)
    tilted = plain.rotate(-tilt, Image.Resampling.BICUBIC, fillcolor=255)
    return tilted.rotate(-turn, expand=True)


def grey(image: Image.Image) -> Grey:
    return np.array(image)


@pytest.mark.parametrize("turn", [0, 90])
@pytest.mark.parametrize("tilt", [-3.2, -0.7, 0.0, 0.4, 1.6, 5.0])
def test_the_tilt_is_seen_whichever_way_the_text_runs(
    tmp_path: Path, tilt: float, turn: int
) -> None:
    source = page(tmp_path / "text.pdf")
    assert tilt_deg(grey(picture(source, tilt, turn)), DPI) == pytest.approx(tilt, abs=0.11)


def test_an_empty_page_and_noise_have_no_tilt() -> None:
    assert tilt_deg(np.full((1200, 900), 250, np.uint8), 100) == 0
    noise = np.random.default_rng(1).integers(0, 255, (1200, 900)).astype(np.uint8)
    assert abs(tilt_deg(noise, 100)) < MIN_TILT_DEG


@pytest.mark.parametrize(("tilt", "turn"), [(3.0, 0), (-2.0, 90), (1.5, 270), (-1.0, 180)])
def test_a_tilted_page_on_its_side_is_read(tmp_path: Path, tilt: float, turn: int) -> None:
    assert shutil.which("tesseract"), "install tesseract-ocr and tesseract-ocr-swe"
    source = page(tmp_path / "text.pdf")
    path = tmp_path / "bild.pdf"
    picture(source, tilt, turn).save(path, "PDF", resolution=DPI)
    document = read_document(path)
    assert whole(document) == whole(read_document(source))
    assert inside(document)
    with open_pdf(path) as file:
        found = TesseractEngine().recognise(file, file.page(1))
    assert found.turn == turn
    assert found.skew_deg == pytest.approx(tilt, abs=0.2)
    ink = grey(picture(source, tilt, turn)) < 128
    for word in document.words:  # every box is where the page as shown has ink
        left, top, right, foot = (round(value * DPI / 72) for value in word.box)
        if len(word.text) > 3:
            assert ink[top:foot, left:right].mean() > 0.05, word


def with_leader(dots: int, step: int, text: str = "Kommun") -> Image.Image:
    """A line with a dot leader of small squares."""
    image = Image.new("L", (900, 120), 250)
    pen = ImageDraw.Draw(image)
    pen.text((20, 40), text, fill=0, font_size=36)
    for number in range(dots):
        x = 250 + number * step
        pen.rectangle((x, 74, x + 4, 78), fill=20)
    pen.text((720, 40), "Ön: 1,5", fill=0, font_size=36)
    return image


def test_dot_leaders_are_taken_out_and_text_stays() -> None:
    leader = grey(with_leader(25, 17))
    dots = without_leaders(leader, 300)[60:90, 240:700]
    assert dots.min() >= 250
    kept = without_leaders(leader, 300)
    assert (kept[:, :240] == leader[:, :240]).all()
    assert (kept[:, 710:] == leader[:, 710:]).all()
    assert leader[76, 252] == 20  # the picture that came in is left alone


@pytest.mark.parametrize(("dots", "step"), [(3, 17), (4, 17), (8, 70)])
def test_an_ellipsis_and_points_far_apart_stay(dots: int, step: int) -> None:
    image = grey(with_leader(dots, min(step, 60)))
    assert (without_leaders(image, 300) == image).all()


def test_points_at_uneven_distances_stay() -> None:
    image = with_leader(0, 17, "initiativ i mil")
    pen = ImageDraw.Draw(image)
    for x in (330, 345, 372, 380, 410, 421, 455, 461):
        pen.rectangle((x, 74, x + 4, 78), fill=20)
    assert (without_leaders(grey(image), 300) == grey(image)).all()
