"""Words of a text layer: letters, boxes, punctuation, cut words, doubled words."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iusml.document import Box
from iusml.errors import EncryptedPdfError, UnreadablePdfError
from iusml.reading.reader import read_document
from iusml.reading.words import split_word
from tests.reading.paper import LETTERS, Sheet, whole, width


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path / "åäö.pdf")


def test_letters_come_through(sheet: Sheet) -> None:
    sheet.text(72, 100, LETTERS)
    document = read_document(sheet.save())
    assert whole(document) == LETTERS
    assert document.pages[0].source == "text"
    assert document.pages[0].text_quality > 0.8
    assert document.problems == ()
    assert len(document.sha256) == 64


def test_boxes_stand_where_the_words_are(sheet: Sheet) -> None:
    sheet.text(72, 100, "Förbränning av spillolja på Ön")
    document = read_document(sheet.save())
    assert [word.text for word in document.words] == ["Förbränning", "av", "spillolja", "på", "Ön"]
    oil = document.words[2].box
    left = 72 + width("Förbränning av ")
    assert oil.x0 == pytest.approx(left, abs=1)
    assert oil.x1 == pytest.approx(left + width("spillolja"), abs=1)
    assert oil.y0 < 95 < oil.y1
    assert oil.y0 > 85
    assert oil.y1 < 106


def test_punctuation_is_split_off_and_glued_on_again(sheet: Sheet) -> None:
    line = "Spillolja (13 02 05*), ca 1,84 ton; §3: ”drev” m.m. Åren 2022–2023."
    sheet.text(72, 100, line.replace("”", '"'))
    document = read_document(sheet.save())
    texts = [word.text for word in document.words]
    assert whole(document) == line.replace("”", '"')
    assert texts[:7] == ["Spillolja", "(", "13", "02", "05*", "),", "ca"]
    assert [w.text for w in document.words if w.glued][:3] == ["13", "),", ";"]
    assert "m.m." in texts
    assert texts[-2:] == ["2022–2023", "."]
    for before, word in zip(document.words, document.words[1:], strict=False):
        if word.glued:
            assert word.box.x0 == pytest.approx(before.box.x1, abs=0.01)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.text(alphabet='aåÖ09.,;:()[]"-*§³ \u00a0', min_size=1, max_size=14))
def test_no_letter_is_lost_in_splitting(text: str) -> None:
    box = Box(10, 20, 110, 32)
    parts = split_word(text, box)
    assert "".join(part for part, _, _ in parts) == "".join(text.split())
    assert not any(glued for _, _, glued in parts[:1])
    edges = [x for _, part, _ in parts for x in (part.x0, part.x1)]
    assert edges == sorted(edges)
    assert all(10 - 1e-6 <= x <= 110 + 1e-6 for x in edges)


def test_cut_words_are_joined(sheet: Sheet) -> None:
    lines = ["Slam från oljeav-", "skiljare och sand från in- och", "utvändig tvätt av båtar."]
    sheet.lines(72, 100, lines)
    document = read_document(sheet.save())
    expected = "Slam från oljeavskiljare och sand från in- och utvändig tvätt av båtar."
    assert whole(document) == expected
    assert [word.text for word in document.words][2:4] == ["oljeav-", "skiljare"]


def test_a_line_that_ends_in_a_dash_before_och_is_not_joined(sheet: Sheet) -> None:
    sheet.lines(72, 100, ["Här uppstår trä-", "och pappersavfall från emballage på ön."])
    document = read_document(sheet.save())
    assert whole(document).startswith("Här uppstår trä- och pappersavfall")


@pytest.mark.parametrize("shift", [0.0, 0.3])
def test_bold_printed_twice_is_read_once(sheet: Sheet, shift: float) -> None:
    sheet.text(72, 100, "Kemikalier och farligt avfall åäö", 14)
    sheet.text(72 + shift, 100, "Kemikalier och farligt avfall åäö", 14)
    sheet.text(72, 130, "Avfall och åter avfall ändå")
    document = read_document(sheet.save())
    expected = "Kemikalier och farligt avfall åäö Avfall och åter avfall ändå"
    assert whole(document) == expected


def test_superscripts_stay_on_their_line(sheet: Sheet) -> None:
    sheet.text(72, 100, "Vattnet från tvätthallen är 120 m")
    sheet.text(73 + width("Vattnet från tvätthallen är 120 m"), 96, "3", 6)
    sheet.text(82 + width("Vattnet från tvätthallen är 120 m"), 100, "per år")
    sheet.text(72, 115, "Nästa rad börjar här")
    document = read_document(sheet.save())
    assert whole(document) == "Vattnet från tvätthallen är 120 m 3 per år Nästa rad börjar här"


def test_pages_follow_each_other(sheet: Sheet) -> None:
    sheet.text(72, 100, "Första sidan på svenska")
    sheet.canvas.showPage()
    sheet.canvas.showPage()
    sheet.text(72, 100, "Tredje sidan på svenska")
    document = read_document(sheet.save())
    assert [page.source for page in document.pages] == ["text", "none", "text"]
    assert [(page.start, page.end) for page in document.pages] == [(0, 4), (4, 4), (4, 8)]
    assert {word.page for word in document.words[4:]} == {3}


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "is empty"), (b"Slam", "not a PDF"), (b"%PDF-1.7\n%%EOF", "damaged|no pages")],
)
def test_files_that_are_no_reports(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "rapport.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadablePdfError, match=said):
        read_document(path)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePdfError, match=r"saknas\.pdf cannot be opened"):
        read_document(tmp_path / "saknas.pdf")


def test_locked_file(tmp_path: Path) -> None:
    import pikepdf

    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(72, 100, "Hemlig miljörapport på svenska")
    with pikepdf.open(sheet.save()) as file:
        file.save(tmp_path / "låst.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(EncryptedPdfError, match="password"):
        read_document(tmp_path / "låst.pdf")
