"""Composing: marks in sources, their boxes in printed files, and gold spans on words."""

from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from iusml.annotations.files import GOLD, write_gold_json
from iusml.annotations.gold import GoldSpan, load_gold, load_split, project, words_in
from iusml.errors import AnnotationError
from iusml.labels import TAGS
from iusml.reading.reader import read_document
from training.compose.gold import check_text, take_links
from training.compose.markup import LINK, Mark, Marker, letters


def test_marks_become_links() -> None:
    marker = Marker()
    source = (
        "Vi lämnade ⟦WASTE s1|Slam från ån⟧, ⟦QUANTITY s1 s2 2021|14,2 ton⟧ i ⟦MUNICIPALITY|Åre⟧."
    )
    assert marker.html(source) == (
        f'Vi lämnade <a href="{LINK}0">Slam från ån</a>, <a href="{LINK}1">14,2 ton</a> '
        f'i <a href="{LINK}2">Åre</a>.'
    )
    assert marker.marks == [
        Mark("WASTE", ("s1",), None, "Slam från ån"),
        Mark("QUANTITY", ("s1", "s2"), 2021, "14,2 ton"),
        Mark("MUNICIPALITY", (), None, "Åre"),
    ]
    assert marker.typst("⟦YEAR|2023⟧;") == f'#link("{LINK}3")[2023];;'
    assert marker.markdown("⟦YEAR|2023⟧") == f"[2023]({LINK}4)"


def test_spreadsheet_cells_are_one_mark_or_none() -> None:
    marker = Marker()
    assert marker.cell("⟦WASTE s1|Slam⟧") == ("Slam", f"{LINK}0")
    assert marker.cell("Utan märke på Ön") == ("Utan märke på Ön", None)
    with pytest.raises(AnnotationError, match="one whole mark or none"):
        marker.cell("ca ⟦QUANTITY s1|12⟧")


@pytest.mark.parametrize(
    "source",
    [
        "⟦WASTE s1|Slam",
        "Slam⟧ från ån",
        "⟦WASTE s1 Slam⟧",
        "⟦waste s1|Slam⟧",
        "⟦WASTE 1|Slam⟧",
        "⟦EWC|⟧",
    ],
)
def test_broken_marks_are_told(source: str) -> None:
    with pytest.raises(AnnotationError, match="broken mark near"):
        Marker().html(f"Före på ön {source} efter")


def test_unknown_labels_are_told() -> None:
    with pytest.raises(AnnotationError, match="unknown label WATER"):
        Marker().html("⟦WATER s1|Vatten⟧")


def test_letters_compare_source_and_print() -> None:
    assert letters("Tr&auml; &amp; <b>m³</b> – 12,5") == letters("Trä & m3 - 12.5") == "Träm3125"


def drawn(path: Path, rotate: int = 0) -> Path:
    """A page with the sentence "Slam från ån, 12,5 ton" whose first three words are link 0."""
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, 700, "Slam från ån, 12,5 ton")
    right = 72 + canvas.stringWidth("Slam från ån", "Helvetica", 10)
    canvas.linkURL(f"{LINK}0", (72, 697, right, 709))
    canvas.linkURL("http://exempel.se", (300, 697, 400, 709))
    canvas.save()
    import pikepdf

    with pikepdf.open(path, allow_overwriting_input=True) as file:
        file.pages[0].obj["/Rotate"] = rotate
        file.save(path)
    return path


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_links_are_read_and_removed(tmp_path: Path, rotate: int) -> None:
    path = drawn(tmp_path / "a.pdf", rotate)
    places = take_links(path)
    assert list(places) == [0]
    assert b"gold.invalid" not in path.read_bytes()
    assert take_links(path) == {}
    document = read_document(path)
    assert document.join(words_in(document, places[0])) == "Slam från ån"
    mark = Mark("WASTE", ("s1",), None, "Slam från ån")
    assert len(check_text(path, document, mark, places[0])) == 3
    other = Mark("WASTE", ("s1",), None, "Slam")
    with pytest.raises(AnnotationError, match="page 1: WASTE 'Slam' is printed as 'Slamfrånån'"):
        check_text(path, document, other, places[0])


def test_form_fields_stay_and_links_go(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.acroForm.textfield(name="a", value="Slam 12 ton", x=60, y=700, width=200, height=20)
    canvas.linkURL(f"{LINK}0", (60, 700, 260, 720))
    canvas.showPage()
    canvas.save()
    ((page, box),) = take_links(path)[0]
    document = read_document(path)
    assert page == 1
    assert [document.words[at].text for at in words_in(document, [(page, box)])] == [
        "Slam", "12", "ton",
    ]  # fmt: skip
    assert take_links(path) == {}


def test_spans_become_tags(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf")
    places = tuple(take_links(path)[0])
    document = read_document(path)
    span = GoldSpan("WASTE", "Slam från ån", ("s1",), None, places)
    tags = project(document, [span], source="a.pdf")
    assert [TAGS[tag] for tag in tags[:4]] == ["B-WASTE", "I-WASTE", "I-WASTE", "O"]
    assert not any(tags[3:])


def test_a_span_without_words_is_told(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf")
    page, box = take_links(path)[0][0]
    document = read_document(path)
    beside = box._replace(y0=box.y0 + 300, y1=box.y1 + 300)
    span = GoldSpan("WASTE", "Slam från ån", ("s1",), None, ((page, beside),))
    with pytest.raises(AnnotationError, match=r"åäö/a\.pdf: page 1: WASTE 'Slam från ån' has no"):
        project(document, [span], source="åäö/a.pdf")
    assert not any(project(document, [span], source="", strict=False))


def written(folder: Path, **change: Any) -> Path:
    """A report folder with one span and an empty record."""
    record: dict[str, Any] = {
        "document": {"path": "a/report.pdf", "sha256": None, "pages": 1, "ocr_pages": [],
                     "status": "ok", "error": None, "model": None},
        "facility": None, "contacts": [], "waste_streams": [], "entities": [],
    }  # fmt: skip
    box = {"page": 1, "bbox": [72, 133, 130, 145]}
    span = {"label": "WASTE", "text": "Slam", "keys": ["s1"], "year": None, "boxes": [box]}
    about = {"layout": "x", "family": "y", "branch": "b", "voice": "v", "scanned": False}
    data = {**about, "spans": [span], "record": record} | change
    folder.mkdir(parents=True)
    write_gold_json(folder / GOLD, data)
    drawn(folder / "report.pdf")
    return folder


def test_gold_is_loaded_by_split(tmp_path: Path) -> None:
    written(tmp_path / "reports" / "a")
    (tmp_path / "splits.json").write_text('{"train": ["a"]}', "utf-8")
    (report,) = load_split(tmp_path, "train")
    assert (report.id, report.layout, report.scanned) == ("a", "x", False)
    assert report.spans[0].boxes[0][0] == 1
    with pytest.raises(AnnotationError, match="no split 'dev'"):
        load_split(tmp_path, "dev")


def test_bad_gold_is_told(tmp_path: Path) -> None:
    span: dict[str, Any] = {"label": "WATER", "text": "Å", "keys": [], "year": None, "boxes": []}
    with pytest.raises(AnnotationError, match="unknown label WATER on 'Å'"):
        load_gold(written(tmp_path / "a", spans=[span]))
    with pytest.raises(AnnotationError, match=r"gold\.json\.gz cannot be used"):
        load_gold(written(tmp_path / "b", record={}))
    for damaged in (
        b"{}",
        b"\x1f\x8b\x08",
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\xff\xff\xff",
    ):
        (tmp_path / "b" / GOLD).write_bytes(damaged)
        with pytest.raises(AnnotationError, match="it is damaged"):
            load_gold(tmp_path / "b")
    folder = written(tmp_path / "c")
    (folder / "report.pdf").unlink()
    with pytest.raises(AnnotationError, match=r"report\.pdf is missing"):
        load_gold(folder)
