"""Text layers that lie: wrong character maps, old recognition, hidden words, half-scanned pages."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader

from iusml.document import Box, Document
from iusml.reading.ocr import Recognised
from iusml.reading.pdf import PdfFile, RawPage, RawWord, open_pdf
from iusml.reading.quality import looks_like_paper, text_quality
from iusml.reading.reader import read_document
from tests.reading.paper import Sheet, whole

PROSE = (
    "Avfallet från anläggningen sorteras i fraktioner och hämtas av entreprenören varje vecka. "
    "Slam från oljeavskiljare uppgick under året till 12,5 ton och spillolja till 1840 kg."
)
ENGLISH = (
    "The waste from the plant is sorted into fractions and collected by the contractor every week; "
    "sludge from the separator amounted to 12.5 tonnes during the year."
)


def shifted(text: str, by: int) -> str:
    """Each letter and digit replaced by one further on, as fonts with a wrong map give."""
    return "".join(chr(ord(c) + by) if c.isalnum() else c for c in text)


@pytest.mark.parametrize("text", [PROSE, ENGLISH])
def test_a_wrong_character_map_is_noticed(text: str) -> None:
    assert text_quality(text.split()) > 0.95
    for by in (1, 2, 3, -1):
        assert text_quality(shifted(text, by).split()) < 0.6
    assert text_quality([f"(cid:{number})" for number in range(40)]) == 0.0


def test_old_recognition_is_noticed() -> None:
    assert text_quality(["Avfa11sslag", "Behand1ing", "Motta9are", "s1am", "till"]) < 0.6
    assert text_quality(["CO2", "m3/h", "SE559999000801", "A4", "200l", "EWC130205"]) == 1.0


@dataclass
class SeeingEngine:
    """Finds the same words on every page."""

    texts: Sequence[str]
    top: float = 300.0
    pages: list[int] = field(default_factory=list)

    def recognise(self, file: PdfFile, page: RawPage) -> Recognised:
        self.pages.append(page.number)
        words = tuple(
            RawWord(text, Box(72 + 40 * (i % 10), self.top + 14 * (i // 10), 0, 0))
            for i, text in enumerate(self.texts)
        )
        boxed = tuple(
            RawWord(w.text, Box(w.box.x0, w.box.y0, w.box.x0 + 35, w.box.y0 + 9)) for w in words
        )
        return Recognised(boxed, (0.9,) * len(words), (), 0, 0.0)


def scan(size: tuple[int, int] = (595, 842), *, photo: bool = False) -> ImageReader:
    """A picture of paper with lines of dark marks, or one of many brightnesses."""
    picture = Image.linear_gradient("L").resize(size) if photo else Image.new("L", size, 240)
    pen = ImageDraw.Draw(picture)
    for y in range(60, size[1] - 40, 24):
        pen.rectangle((60, y, size[0] - 60, y + 5), fill=20)
    target = io.BytesIO()
    picture.save(target, "PNG")
    return ImageReader(target)


def unseen(sheet: Sheet, top: float, line: str) -> None:
    """Draw a line invisibly, as scanners do under a picture."""
    text = sheet.canvas.beginText(72, sheet.height - top)
    text.setFont("Helvetica", 6)
    text.setTextRenderMode(3)
    text.textLine(line)
    sheet.canvas.drawText(text)


def under_scan(path: Path, line: str) -> Path:
    sheet = Sheet(path)
    sheet.canvas.drawImage(scan(), 0, 0, 595, 842)
    for number in range(6):
        unseen(sheet, 100 + 12 * number, line)
    return sheet.save()


def test_a_good_layer_under_a_scan_is_used(tmp_path: Path) -> None:
    engine = SeeingEngine(["Läst"])
    document = read_document(under_scan(tmp_path / "bild.pdf", PROSE), engine=engine)
    assert engine.pages == []
    assert document.pages[0].outcome == "text"
    with open_pdf(tmp_path / "bild.pdf") as file:
        assert file.page(1).unseen_share == 1.0


BAD = "Avfa11sslag Spi11olja och Behand1ing hos Motta9aren med Transp0rtören samt tvatt 12 ton i år"


@pytest.mark.parametrize(
    ("seen", "outcome"),
    [(PROSE.split() * 3, "ocr"), (["x"], "text"), (shifted(PROSE, 1).split() * 3, "text")],
)
def test_a_poor_layer_is_kept_only_if_recognition_is_no_better(
    tmp_path: Path, seen: list[str], outcome: str
) -> None:
    assert 0.6 < text_quality(BAD.split()) < 0.85
    path = under_scan(tmp_path / "bild.pdf", BAD)
    document = read_document(path, engine=SeeingEngine(seen))
    assert document.pages[0].outcome == outcome
    assert read_document(path, ocr=False).problems == ()


def test_a_page_with_a_wrong_map_is_recognised(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "fel.pdf")
    sheet.lines(72, 100, [shifted(PROSE, 1)] * 3)
    document = read_document(sheet.save(), engine=SeeingEngine(PROSE.split()))
    assert document.pages[0].outcome == "ocr"
    assert "oljeavskiljare" in whole(document)


def test_words_that_nobody_sees_are_no_words(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "dold.pdf")
    sheet.text(72, 100, "Synlig text på svenska")
    sheet.text(9000, 100, "Utanför sidan")
    sheet.canvas.setFillGray(1)
    sheet.text(72, 200, "Vit och liten", 1)
    sheet.canvas.rect(60, sheet.height - 320, 300, 40, stroke=0, fill=0)
    sheet.canvas.setFillGray(0.2)
    sheet.canvas.rect(60, sheet.height - 310, 300, 30, stroke=0, fill=1)
    sheet.canvas.setFillGray(1)
    sheet.text(72, 300, "Vit rubrik på mörkt")
    document = read_document(sheet.save())
    assert whole(document) == "Synlig text på svenska Vit rubrik på mörkt"


def half_scanned(path: Path, *, photo: bool = False) -> Path:
    """Text above, a large picture below."""
    sheet = Sheet(path)
    sheet.lines(
        72, 60, ["Bilaga 4 till miljörapporten 2023", PROSE[:80], "Exempelbolaget på Ön AB"]
    )
    sheet.canvas.drawImage(scan(photo=photo), 40, 60, 515, 560)
    return sheet.save()


def places(document: Document) -> dict[str, tuple[float, float | None]]:
    return {word.text: (round(word.box.y0), word.ocr_confidence) for word in document.words}


def test_the_scanned_half_of_a_page_is_recognised(tmp_path: Path) -> None:
    path = half_scanned(tmp_path / "halv.pdf")
    engine = SeeingEngine(["Spillolja", "12,5", "ton"], top=400)
    document = read_document(path, engine=engine)
    found = places(document)
    assert document.pages[0].outcome == "ocr"
    assert whole(document).endswith("Spillolja 12,5 ton")
    assert found["Spillolja"] == (400, 0.9)
    assert found["Bilaga"][1] is None
    above = read_document(path, engine=SeeingEngine(["Bilaga", "stämpel"], top=50))
    assert whole(above) == whole(read_document(path, ocr=False))
    assert read_document(path, ocr=False).problems == (
        "A picture on page 1 was not read. OCR is off.",
    )


def test_a_photograph_is_not_recognised(tmp_path: Path) -> None:
    engine = SeeingEngine(["Moln"])
    document = read_document(half_scanned(tmp_path / "foto.pdf", photo=True), engine=engine)
    assert engine.pages == []
    assert document.pages[0].outcome == "text"
    assert document.problems == ()


def test_a_stamp_over_a_scan_does_not_hide_it(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "stämpel.pdf")
    sheet.canvas.drawImage(scan(), 0, 0, 595, 842)
    sheet.lines(380, 40, ["INKOM 2023-03-30", "Miljöförvaltningen i Exempelstad", "Dnr 2023-1234"])
    document = read_document(sheet.save(), engine=SeeingEngine(["Spillolja", "12,5"], top=400))
    assert whole(document).startswith("INKOM 2023-03-30")
    assert whole(document).endswith("Spillolja 12,5")


def test_letters_drawn_as_shapes_are_recognised(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "former.pdf")
    for x in range(72, 400, 9):
        sheet.canvas.rect(x, 500, 4, 8, fill=1)
    sheet.canvas.showPage()
    sheet.canvas.showPage()
    engine = SeeingEngine(["Spillolja"])
    document = read_document(sheet.save(), engine=engine)
    assert engine.pages == [1]
    assert [page.outcome for page in document.pages] == ["ocr", "empty"]


def test_paper_and_photographs() -> None:
    assert looks_like_paper(b"\xf0" * 900 + b"\x10" * 100)
    assert not looks_like_paper(b"\xf0" * 1000)
    assert not looks_like_paper(b"\x10" * 900 + b"\xf0" * 100)
    assert not looks_like_paper(bytes(range(256)) * 4)
