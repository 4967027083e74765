"""Where on a page a value stands: its words for sure, or none."""

from pathlib import Path

import pytest

from iusml.annotations.placing import Value, find, stands
from iusml.document import Box, Document, Page, Word
from iusml.errors import AnnotationError
from iusml.records import Provenance
from iusml.reading.reader import read_document
from tests.conftest import DrawPdf

LINES = (
    "Avfallsrapport för Österlens Mejeri",
    "Drav 02 07 04 1 250 kg Gasverket",
    "Vassle 02 05 01 140 ton (Gasverket)",
    "Drav till foder: tel. 031-390 06 11",
    "Oljeavskiljarslam till SAKAB, org.nr 5599990008",
    "Vassle och drav, 140 ton, 2023",
)


@pytest.fixture
def page(draw_pdf: DrawPdf, tmp_path: Path) -> Document:
    """A page of these lines, and an empty one."""
    return read_document(draw_pdf(tmp_path / "a.pdf", ["\n".join(LINES), "Bilaga"]))


def line(document: Document, text: str, page: int = 1) -> Provenance:
    """The line on which the word `text` stands first."""
    word = next(w for w in document.words if w.text == text and w.page == page)
    return Provenance(page=page, bbox=word.box, text=text)


def value(document: Document, label: str, *texts: str, row: str = "Avfallsrapport") -> Value:
    return Value(label, "field", texts, "s1", (), (line(document, row),))


@pytest.mark.parametrize(
    ("label", "texts", "row", "found"),
    [
        ("RECEIVER", ("SAKAB",), "Drav", "SAKAB"),
        ("RECEIVER", ("sakab",), "Drav", "SAKAB"),
        ("RECEIVER", ("Gasverket",), "Vassle", "Gasverket"),
        ("RECEIVER", ("Gasverket",), "SAKAB,", None),
        ("RECEIVER", ("Sakab Kumla",), "Drav", None),
        ("WASTE", ("Osterlens mejeri",), "Drav", "Österlens Mejeri"),
        ("WASTE", ("",), "Drav", None),
        ("EWC", ("020704",), "Vassle", "02 07 04"),
        ("EWC", ("02 07 04*",), "Drav", "02 07 04"),
        ("QUANTITY", ("1250 kg", "1250"), "Drav", "1 250 kg"),
        ("QUANTITY", ("140 t", "140"), "Vassle", "140"),
        ("QUANTITY", ("140 t", "140"), "Drav", None),
        ("QUANTITY", ("125 kg", "125"), "Drav", None),
        ("PHONE", ("+46 31 390 06 11",), "Drav", "031-390 06 11"),
        ("ORG_NUMBER", ("559999-0008",), "Drav", "5599990008"),
        ("YEAR", ("2023",), "Drav", "2023"),
    ],
)
def test_search(
    page: Document, label: str, texts: tuple[str, ...], row: str, found: str | None
) -> None:
    first = next((w.text for w in page.words if row.startswith(w.text.rstrip(","))), row)
    words = find(page, value(page, label, *texts, row=first))
    assert (page.join(words, printed=True) if words else None) == found


def test_other_pages_are_not_searched(page: Document) -> None:
    there = Value("WASTE", "description", ("Drav till foder",), "s1", (), (line(page, "Bilaga", 2),))
    assert find(page, there) is None
    beyond = Provenance(page=9, bbox=(0, 0, 1, 1), text="x")
    assert find(page, Value("WASTE", "description", ("SAKAB",), "s1", (), (beyond,))) is None
    assert find(page, Value("WASTE", "description", ("SAKAB",), None, (), ())) is None


def test_what_was_taken(page: Document) -> None:
    place = line(page, "Gasverket")
    taken = Value("RECEIVER", "receiver", ("Gasverket AB",), "s1", (place,), ())
    (word,) = find(page, taken) or []
    assert page.words[word].text == "Gasverket"
    wrong = place.model_copy(update={"text": "Åkeriet"})
    nowhere = place.model_copy(update={"page": 3})
    boxless = place.model_copy(update={"bbox": None})
    for bad in (wrong, nowhere, boxless):
        with pytest.raises(AnnotationError, match="what was taken for receiver of s1 is not on"):
            find(page, Value("RECEIVER", "receiver", ("x",), "s1", (bad,), ()))


def test_what_stands() -> None:
    words = (
        Word("oljeav-", Box(0, 0, 9, 9), 1, 0), Word("skiljare", Box(0, 10, 9, 19), 1, 1),
        Word("5OO", Box(0, 20, 9, 29), 1, 2, ocr_confidence=0.4),
    )  # fmt: skip
    page = Page(1, 100, 100, 0, "text", 1.0, 0, 3)
    document = Document("x", "0" * 64, (page,), words, ())
    assert stands(document, [0, 1], "oljeavskiljare")
    assert stands(document, [0, 1], "oljeav-skiljare")
    assert not stands(document, [0, 1], "oljefilter")
    assert not stands(document, [], "")
    assert stands(document, [0], "######-####")
    assert stands(document, [2], "500")  # recognised otherwise this time
