"""Scans of composed reports: boxes move with the picture, pages stay small, traces differ."""

import random
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from iusml.document import Box
from iusml.reading.pdf import open_pdf
from training.compose.scan import MAX_PAGE_BYTES, ScanSettings, scan
from training.compose.wear import Scanner, stamp, wear

BLOCK = Box(200, 300, 320, 330)


def drawn(folder: Path) -> Path:
    """Two pages with one black block each and lines of text."""
    folder.mkdir()
    canvas = Canvas(str(folder / "report.pdf"), pagesize=(595, 842), invariant=1)
    for _ in range(2):
        canvas.rect(BLOCK.x0, 842 - BLOCK.y1, BLOCK.x1 - BLOCK.x0, BLOCK.y1 - BLOCK.y0, fill=1)
        for row in range(50):
            canvas.drawString(
                60, 800 - 8 * row - (60 if row > 42 else 0), "Åtgärder under året " * 2
            )
        canvas.showPage()
    canvas.save()
    return folder / "report.pdf"


def darkness(pdf: Path, page: int, box: Box) -> float:
    """Mean grey under a box, 0 is black."""
    with open_pdf(pdf) as file:
        samples, width, height = file.render(page, 72)
    grey = np.frombuffer(samples, np.uint8).reshape(height, width)
    return float(grey[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)].mean())


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("bilevel", [False, True])
def test_boxes_move_with_the_picture(tmp_path: Path, turned: int, bilevel: bool) -> None:
    pdf = drawn(tmp_path / "a")
    settings = ScanSettings(dpi=100, skew=1.2, turned={2: turned}, bilevel=bilevel, stamp="INKOM")
    moved = scan(pdf, settings, {0: [(1, BLOCK)], 1: [(2, BLOCK)]})
    for ((page, box),) in moved.values():
        inner = Box(box.x0 + 6, box.y0 + 6, box.x1 - 6, box.y1 - 6)
        assert darkness(pdf, page, inner) < 70
    assert moved[1][0][1] != BLOCK or turned == 0


def test_other_pages_stay_digital_and_pictures_small(tmp_path: Path) -> None:
    pdf = drawn(tmp_path / "a")
    scan(pdf, ScanSettings(pages=(2,), noise=12), {})
    with pikepdf.open(pdf) as file:
        pictures = [dict(page.obj["/Resources"].get("/XObject", {})) for page in file.pages]
        assert [len(found) for found in pictures] == [0, 1]
        assert all(
            int(p["/Length"]) <= MAX_PAGE_BYTES for found in pictures for p in found.values()
        )


def test_the_same_report_is_scanned_the_same_way(tmp_path: Path) -> None:
    shades = []
    for run in ("first", "second"):
        (tmp_path / run).mkdir()
        pdf = drawn(tmp_path / run / "a")
        scan(pdf, ScanSettings(), {})
        shades.append(darkness(pdf, 1, Box(0, 0, 595, 842)))
    assert shades[0] == shades[1]


def test_reports_are_scanned_in_different_ways() -> None:
    scanners = {Scanner.draw(random.Random(seed)) for seed in range(40)}
    assert len(scanners) == 40
    assert {scanner.holes for scanner in scanners} == {True, False}


def test_wear_leaves_the_page_readable() -> None:
    for seed in range(12):
        chance = random.Random(seed)
        page = wear(Image.new("L", (1000, 1400), 250), Scanner.draw(chance), 120, chance)
        assert page.size == (1000, 1400)
        assert float(np.asarray(page).mean()) > 215


def test_a_stamp_lies_on_an_edge_and_hides_nothing() -> None:
    for seed in range(12):
        page = Image.new("L", (1000, 1400), 255)
        page.paste(0, (0, 0, 1000, 200))
        stamp(page, "INKOM 2009-03-30 Dnr 411", 120, random.Random(seed))
        grey = np.asarray(page)
        assert grey[:200].max() == 0
        assert (grey[320:1180] == 255).all()
