"""Pages with what was read from them: frames, tags, legend, notes in a PDF, plain errors."""

from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas
from typer.testing import CliRunner, Result

from iusml.cli.main import app
from iusml.document import Box
from iusml.drawing.marks import REVIEW, Mark, colour, marks
from iusml.drawing.pictures import DPI, draw_page, review_box
from iusml.labels import LABELS
from iusml.pipeline import load
from iusml.reading.pdf import open_pdf
from iusml.records import Report
from iusml.settings import Settings

SCALE = DPI / 72
ROWS = [("Avfall", "Kod", "Mängd (ton)"), ("Spillolja", "13 02 05*", "1,84"),
        ("Träspill åäö", "03 01 05", "82,5"), ("Slam", "02 02 04", "7,5")]  # fmt: skip


def draw(path: Path, rotation: int = 0) -> Path:
    """Two pages: a table of wastes, and a page of plain text."""
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    for number, row in enumerate(ROWS):
        for x, text in zip((72, 220, 330), row, strict=True):
            canvas.drawString(x, 700 - 24 * number, text)
    canvas.showPage()
    canvas.drawString(72, 700, "Inget mer att säga på sidan.")
    canvas.save()
    if rotation:
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            pdf.pages[0].rotate(rotation, relative=False)
            pdf.save(path)
    return path


@pytest.fixture
def pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The report in the current folder."""
    monkeypatch.chdir(tmp_path)
    return draw(Path("rapport.pdf"))


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["show", *arguments])


def read(path: Path) -> Report:
    return load(Settings(rules_only=True))(path)


def corner(box: tuple[float, ...]) -> tuple[int, int]:
    """The pixel of the upper left corner of a frame."""
    return round(box[0] * SCALE), round(box[1] * SCALE)


def test_frames_have_the_colours_of_their_labels(pdf: Path) -> None:
    assert invoke("rapport.pdf", "--page", "1", "--rules-only").exit_code == 0
    with Image.open("rapport-page-1.png") as picture:
        assert picture.width == pytest.approx(595 * SCALE, abs=1)
        assert picture.height > 842 * SCALE + 10  # the legend stands below the page
        entities = read(pdf).entities
        assert {"WASTE", "EWC", "QUANTITY"} <= {entity.label for entity in entities}
        for entity in entities:
            assert entity.bbox
            assert picture.getpixel(corner(entity.bbox)) == colour(entity.label)


def test_tags_hide_no_text(pdf: Path) -> None:
    report = read(pdf)
    with open_pdf(pdf) as file:
        plain = draw_page(file, 1, [])
        marked = draw_page(file, 1, marks(report)).crop((0, 0, *plain.size))
        words = file.page(1).words
    changed = ImageChops.difference(plain, marked).convert("L")
    for word in words:
        left, top = round((word.box.x0 + 3) * SCALE), round((word.box.y0 + 3) * SCALE)
        right, foot = round((word.box.x1 - 3) * SCALE), round((word.box.y1 - 3) * SCALE)
        assert changed.crop((left, top, right, foot)).getbbox() is None
    assert changed.getbbox() is not None


def test_spans_of_a_stream_share_its_number_and_review_is_red(pdf: Path) -> None:
    report = read(pdf)
    report.waste_streams[0].needs_review = True
    found = marks(report)
    first = [mark for mark in found if mark.tag.startswith("#1 ")]
    assert [mark.label for mark in first] == ["WASTE", "EWC", "QUANTITY"]
    assert all(mark.review and "a person should look" in mark.note for mark in first)
    assert not any(mark.review for mark in found if mark.tag.startswith("#2 "))
    with open_pdf(pdf) as file:
        picture = draw_page(file, 1, found)
    assert picture.getpixel(corner(review_box(first[0].box))) == REVIEW


def test_every_colour_is_its_own() -> None:
    assert len({colour(label) for label in LABELS} | {REVIEW}) == len(LABELS) + 1


def test_swedish_letters_are_drawn(pdf: Path) -> None:
    box = Box(300, 400, 340, 412)
    with open_pdf(pdf) as file:
        drawn = [draw_page(file, 2, [Mark(2, box, "WASTE", t)]) for t in ("å", "ä", "ö", "a", "o")]
    assert len({picture.tobytes() for picture in drawn}) == 5


@pytest.mark.parametrize("rotation", [0, 90, 270])
def test_notes_of_the_pdf_say_what_was_read_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rotation: int
) -> None:
    monkeypatch.chdir(tmp_path)
    path = draw(Path("rapport.pdf"), rotation)
    result = invoke("rapport.pdf", "--rules-only", "-o", "ut.pdf")
    assert result.exit_code == 0, result.output
    report = read(path)
    with pikepdf.open("ut.pdf") as out:
        assert len(out.pages) == 2
        notes = [(str(a.Subtype), str(a.get("/Contents"))) for a in out.pages[0].Annots]
    frames = [text for kind, text in notes if kind == "/Square"]
    assert any(text == "#2 WASTE 90%: Träspill åäö" for text in frames)
    assert len(frames) == len(report.entities)
    assert ("/FreeText", "#2 EWC 90%") in notes
    assert any(kind == "/Text" and "QUANTITY" in text for kind, text in notes)
    with open_pdf(Path("ut.pdf")) as file:
        grey, width, _ = file.render(1, 144)
    for entity in report.entities:  # the frame is seen where the words are seen
        assert entity.bbox
        x, y = (round(2 * value) for value in entity.bbox[:2])
        around = [grey[(y + dy) * width + x + 8] for dy in (-1, 0, 1)]
        assert min(around) < 200


def test_a_rotated_page_is_drawn_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = draw(Path("rapport.pdf"), 90)
    assert invoke("rapport.pdf", "--page", "1", "--rules-only", "-o", "ut.png").exit_code == 0
    with Image.open("ut.png") as picture:
        assert picture.width == pytest.approx(842 * SCALE, abs=1)
        for entity in read(path).entities:
            assert entity.bbox
            assert picture.getpixel(corner(entity.bbox)) == colour(entity.label)


def test_a_record_is_taken_instead_of_reading(pdf: Path) -> None:
    report = read(pdf)
    report.entities = report.entities[:1]
    Path("records.jsonl").write_text(report.model_dump_json() + "\n", "utf-8")
    command = ["rapport.pdf", "--records", "records.jsonl", "--page", "1", "--page", "2"]
    assert invoke(*command, "-o", "bild.png").exit_code == 0
    assert invoke(*command, "-o", "ut.pdf").exit_code == 0
    assert Path("bild-page-1.png").is_file()
    assert Path("bild-page-2.png").is_file()
    with pikepdf.open("ut.pdf") as out:
        kinds = [str(a.Subtype) for a in out.pages[0].Annots]
    assert kinds.count("/Square") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rapport.pdf"], "say which with --page"),
        (["rapport.pdf", "--page", "3"], "has 2 pages; there is no page 3"),
        (["rapport.pdf", "--page", "0"], "there is no page 0"),
        (["saknas.pdf", "--page", "1"], "saknas.pdf cannot be opened"),
        (["rapport.pdf", "--page", "1", "-o", "ut.gif"], "ending that is not known"),
        (["rapport.pdf", "-o", "rapport.pdf"], "is the report itself"),
        (["rapport.pdf", "-o", "nej/ut.pdf"], "does not exist"),
        (["rapport.pdf", "--page", "1", "--records", "annan.jsonl"], "no record of"),
        (["annan.jsonl", "--page", "1"], "go with a report"),
        (["rapport.pdf", "--page", "1", "--model", "ingen"], "ingen"),
    ],
)
def test_wrong_usage_is_told(pdf: Path, arguments: list[str], said: str) -> None:
    Path("annan.jsonl").write_text("", "utf-8")
    result = invoke(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert sorted(p.name for p in Path().iterdir()) == ["annan.jsonl", "rapport.pdf"]
