"""Pages without usable text: when to recognise, with what, and what is said without it."""

import io
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from iusml.document import Box
from iusml.errors import MissingDependencyError
from iusml.pipeline import Pipeline
from iusml.reading.ocr import OcrEngine, Recognised, TesseractEngine
from iusml.reading.pdf import PdfFile, RawPage, RawWord, open_pdf
from iusml.reading.quality import needs_ocr, text_quality
from iusml.reading.reader import read_document
from iusml.reading.ruling import split_rules
from iusml.tagging.rules import RulesTagger
from tests.reading.paper import Sheet, grid, inside, whole

SENTENCE = "Slam från fettavskiljaren hämtades två gånger under året av Åkeriet på Ön."


def raw_page(texts: Sequence[str], image_share: float) -> RawPage:
    words = tuple(RawWord(text, Box(72, 100, 90, 110)) for text in texts)
    return RawPage(1, 595, 842, 0, 0, words, (), image_share)


def picture_pdf(path: Path, over: str = "") -> Path:
    """A page that is one grey picture, with `over` as its text layer."""
    sheet = Sheet(path)
    target = io.BytesIO()
    Image.new("L", (300, 420), 235).save(target, "PNG")
    sheet.canvas.drawImage(ImageReader(target), 0, 0, 595, 842)
    sheet.text(72, 100, over)
    return sheet.save()


def test_quality_of_swedish_and_of_garbage() -> None:
    assert text_quality(SENTENCE.split()) == 1.0
    assert text_quality(["12,5", "ton", "13 02 05*", "m³", "2023-04-01", "a.ek@exempel.se"]) == 1.0
    assert text_quality(["\ue012\ue034\ue011", "\ue001\ue002", "qwrtpsdfg", "\x03\x04"]) == 0.0
    assert text_quality([]) == 0.0


@pytest.mark.parametrize(
    ("texts", "image_share", "needed"),
    [
        (SENTENCE.split(), 0.0, False),
        (SENTENCE.split(), 1.0, False),
        ([], 1.0, True),
        ([], 0.0, False),
        (["A"], 0.98, True),
        (["INKOM", "2023-03-30"], 0.9, True),
        (["Bilaga", "4"], 0.1, False),
        (["\ue012\ue034\ue011\ue044\ue055"] * 20, 0.0, True),
        (SENTENCE.split() * 4 + ["–"] * 60, 0.0, False),
        (
            ["Krbjktr", "ptngsr", "mltsvr", "dfghjk", "qwrtp", "zxcvbn", "ghjklp", "\ufffdrs"],
            0,
            True,
        ),
        (["\u0394\u03b4\u03a3\u03c3"] * 15, 0.0, True),
    ],
)
def test_which_pages_need_recognition(texts: list[str], image_share: float, needed: bool) -> None:
    assert needs_ocr(raw_page(texts, image_share)) == needed


class FakeEngine:
    """Recognises two lines and a table on every page, tilted by `skew_deg`."""

    def __init__(self, skew_deg: float = 0.0) -> None:
        self.skew_deg = skew_deg
        self.pages: list[int] = []

    def recognise(self, file: PdfFile, page: RawPage) -> Recognised:
        self.pages.append(page.number)
        words, scores = [], []
        rise = np.tan(np.radians(self.skew_deg))
        lines = [
            [
                (72.0, "Avfall"),
                (110.0, "från"),
                (140.0, "anläggningen"),
                (215.0, "på"),
                (230.0, "Ön"),
            ],
            [(72.0, "Slam"), (300.0, "12,5"), (400.0, "Gården")],
            [(72.0, "Trä"), (300.0, "8,0"), (400.0, "Sågen")],
            [(72.0, "Glas"), (300.0, "3,1"), (400.0, "Hyttan")],
        ]
        for number, line in enumerate(lines):
            for x, text in line:
                y = 100 + 16 * number + x * rise
                words.append(RawWord(text, Box(x, y, x + 6 * len(text), y + 9)))
                scores.append(0.5 + 0.1 * number)
        # Recognisers give words in an order of their own.
        return Recognised(tuple(words[::-1]), tuple(scores[::-1]), (), 0, self.skew_deg)


@pytest.mark.parametrize("skew", [0.0, 1.5, -1.5])
def test_recognised_words_are_ordered_and_keep_their_confidence(
    tmp_path: Path, skew: float
) -> None:
    engine = FakeEngine(skew)
    document = read_document(picture_pdf(tmp_path / "bild.pdf"), engine=engine)
    assert engine.pages == [1]
    assert document.pages[0].source == "ocr"
    expected = "Avfall från anläggningen på Ön Slam 12,5 Gården Trä 8,0 Sågen Glas 3,1 Hyttan"
    assert whole(document) == expected
    assert inside(document)
    found = {word.text: word.ocr_confidence for word in document.words}
    assert found["Avfall"] == pytest.approx(0.5)
    assert found["Hyttan"] == pytest.approx(0.8)
    (table,) = document.tables
    assert grid(document, table)[-1] == ["Glas", "3,1", "Hyttan"]
    last = document.words[-1].box
    assert last.x0 == pytest.approx(400, abs=0.5)
    assert last.y0 == pytest.approx(148 + 400 * np.tan(np.radians(skew)), abs=0.5)


def test_stray_letters_over_a_scan_do_not_hide_it(tmp_path: Path) -> None:
    document = read_document(picture_pdf(tmp_path / "bild.pdf", "Ö 4"), engine=FakeEngine())
    assert document.pages[0].source == "ocr"
    assert "4" not in [word.text for word in document.words]


def test_text_pages_are_not_recognised(tmp_path: Path) -> None:
    engine = FakeEngine()
    document = read_document(picture_pdf(tmp_path / "text.pdf", SENTENCE), engine=engine)
    assert engine.pages == []
    assert document.pages[0].source == "text"
    assert all(word.ocr_confidence is None for word in document.words)


def test_without_ocr_the_page_is_named(tmp_path: Path) -> None:
    document = read_document(picture_pdf(tmp_path / "bild.pdf"), ocr=False)
    assert document.problems == ("Page 1 is a picture and was not read (OCR is off).",)
    assert document.pages[0].source == "none"


class MissingEngine:
    """Stands for a machine without Tesseract."""

    def recognise(self, file: PdfFile, page: RawPage) -> Recognised:
        raise MissingDependencyError("The page is a picture. Install Tesseract with Swedish.")


def test_without_tesseract_the_record_is_partial_and_says_what_to_install(tmp_path: Path) -> None:
    engine: OcrEngine = MissingEngine()
    document = read_document(picture_pdf(tmp_path / "bild.pdf"), engine=engine)
    assert len(document.problems) == 1
    assert "Page 1" in document.problems[0]
    assert "Install Tesseract" in document.problems[0]
    report = Pipeline(RulesTagger()).extract(document)
    assert report.document.status == "partial"
    assert report.document.error == document.problems[0]
    assert report.document.ocr_pages == []


def test_tesseract_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pytesseract.pytesseract.tesseract_cmd", str(tmp_path / "tesseract"))
    path = picture_pdf(tmp_path / "bild.pdf")
    with open_pdf(path) as file, pytest.raises(MissingDependencyError, match="apt-get install"):
        TesseractEngine().recognise(file, file.page(1))


def test_a_damaged_page_costs_one_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Sheet(tmp_path / "tre.pdf")
    for number in ("Första", "Andra", "Tredje"):
        sheet.text(72, 100, f"{number} sidan på svenska")
        sheet.canvas.showPage()
    page = PdfFile.page

    def broken(file: PdfFile, number: int) -> RawPage:
        if number == 2:
            raise RuntimeError("cannot find object")
        return page(file, number)

    monkeypatch.setattr(PdfFile, "page", broken)
    document = read_document(sheet.save())
    assert document.problems == ("Page 2 is damaged and was not read.",)
    assert whole(document) == "Första sidan på svenska Tredje sidan på svenska"
    assert [p.number for p in document.pages] == [1, 2, 3]


def test_rules_are_taken_out_and_letters_stay() -> None:
    dpi = 100
    paper = np.full((400, 600), 255, np.uint8)
    paper[100:102, 50:550] = 0
    paper[200:202, 50:550] = 0
    paper[100:202, 300:302] = 0
    letters = np.zeros_like(paper, bool)
    letters[130:150, 80:83] = letters[130:133, 80:95] = True  # an F
    letters[140:143, 80:92] = True
    letters[220:300, 400:520] = True  # a filled box is no line
    paper[letters] = 0
    cleaned, rules = split_rules(paper, dpi)
    assert (cleaned[letters] == 0).all()
    assert (cleaned[~letters] == 255).all()
    flat = [r for r in rules if r.x1 - r.x0 > r.y1 - r.y0]
    tall = [r for r in rules if r.x1 - r.x0 < r.y1 - r.y0]
    assert [(r.x0, r.y0, r.x1, r.y1) for r in flat] == [(50, 100, 550, 102), (50, 200, 550, 202)]
    assert [(r.x0, r.x1) for r in tall] == [(300, 302)]
    assert (paper[100, 50:550] == 0).all()  # the picture that came in is left alone


def scanned(path: Path, source: Path, dpi: int, turn: int = 0) -> Path:
    """The first page of `source` as a picture alone."""
    with open_pdf(source) as file:
        samples, across, down = file.render(1, dpi)
    picture = Image.frombytes("L", (across, down), samples).rotate(-turn, expand=True)
    picture.save(path, "PDF", resolution=dpi)
    return path


def test_tesseract_reads_a_scan_with_a_table(tmp_path: Path) -> None:
    assert shutil.which("tesseract"), "install tesseract-ocr and tesseract-ocr-swe"
    sheet = Sheet(tmp_path / "text.pdf")
    sheet.text(60, 80, "Slam från fettavskiljare 02 02 04 12,5 ton åäö", 12)
    rows = [["Avfall", "Mängd (ton)"], ["Spillolja", "1,84"], ["Trä", "8,25"], ["Glas", "3,15 ton"]]
    sheet.ruled_table([60, 220, 340], 120, rows, step=16)
    path = scanned(tmp_path / "bild.pdf", sheet.save(), 200)
    document = read_document(path)
    assert document.problems == ()
    assert document.pages[0].source == "ocr"
    assert whole(document).startswith("Slam från fettavskiljare 02 02 04 12,5 ton åäö")
    slam = document.words[0]
    assert slam.box.x0 == pytest.approx(60, abs=3)
    assert slam.ocr_confidence is not None
    assert 0.5 < slam.ocr_confidence <= 1
    (table,) = document.tables
    found = [[cell.replace(",", "") for cell in row] for row in grid(document, table)]
    assert found == [[cell.replace(",", "") for cell in row] for row in rows]
    assert inside(document)
