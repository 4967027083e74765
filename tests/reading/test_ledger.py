"""Every page and every word is accounted for."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iusml.document import Box, Cell, Document, Page, Table, Word, check_ledger
from iusml.errors import LedgerError
from iusml.pipeline import Pipeline
from iusml.reading.reader import read_document
from iusml.tagging.places import NOWHERE
from iusml.tagging.rules import RulesTagger
from iusml.tagging.windows import Window, WindowSettings, _check_windows, make_windows
from tests.reading.paper import Sheet

KINDS = ["Slam", "Spillolja", "Trä", "Wellpapp", "Lysrör", "Åkergödsel"]


def test_a_report_of_three_hundred_pages(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "lång.pdf")
    for number in range(1, 301):
        if number % 50:
            sheet.text(72, 80, f"Sida {number} om avfall på anläggningen i Ån")
            rows = [[kind, f"{number},{i}"] for i, kind in enumerate(KINDS)]
            sheet.ruled_table([72, 250, 400], 120, rows)
        sheet.canvas.showPage()
    document = read_document(sheet.save())
    check_ledger(document)
    assert len(document.pages) == 300
    assert Counter(page.outcome for page in document.pages) == {"text": 294, "empty": 6}
    assert document.problems == ()
    texts = [document.text(page.start, page.end) for page in document.pages]
    assert texts[298].startswith("Sida 299 om avfall")
    assert all(f"{n},5" in text for n, text in enumerate(texts, start=1) if n % 50)
    windows = make_windows(document, lambda word: [ord(c) for c in word], 1, 2, WindowSettings())
    own = [word for window in windows for word in window.word_at if word >= 0]
    assert own == list(range(len(document.words)))
    record = Pipeline(RulesTagger()).extract(document).document
    assert (record.status, record.failed_pages) == ("ok", [])


def draw(path: Path, lines: list[str], columns: int, turn: int, table: list[list[str]]) -> Path:
    """Lines in columns and a table below them, on a page shown turned."""
    sheet = Sheet(path)
    for number, line in enumerate(lines):
        sheet.text(60 + 170 * (number % columns), 60 + 14 * (number // columns), line, 7)
    if table:
        sheet.ruled_table([60, 220, 380, 540], 500, table)
    sheet.canvas.setPageRotation(turn)
    return sheet.save()


def texts_of(path: Path) -> list[str]:
    """The words of the first page's text layer, as PyMuPDF gives them."""
    import pymupdf

    with pymupdf.open(path) as file:  # type: ignore[no-untyped-call]
        return [word[4] for word in file[0].get_text("words")]


TEXT = st.text("aåBö 09.,;:()-*§", min_size=1, max_size=24).filter(str.strip)
CELL = st.text("aåBö 09,", min_size=1, max_size=12).filter(str.strip)


@settings(derandomize=True, deadline=None, max_examples=40)
@given(
    st.lists(TEXT, min_size=1, max_size=60),
    st.integers(1, 3),
    st.sampled_from([0, 90, 180, 270]),
    st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=12),
)
def test_every_letter_of_the_text_layer_comes_out_once(
    tmp_path_factory: pytest.TempPathFactory,
    lines: list[str],
    columns: int,
    turn: int,
    table: list[list[str]],
) -> None:
    path = draw(tmp_path_factory.mktemp("sida") / "a.pdf", lines, columns, turn, table)
    there = Counter(c for text in texts_of(path) for c in text)
    document = read_document(path, ocr=False)
    assert Counter(c for word in document.words for c in word.text) == there
    check_ledger(document)


def small(pages: tuple[Page, ...], tables: tuple[Table, ...] = ()) -> Document:
    words = [Word(text, Box(0, 0, 9, 9), 1 + at // 2, 0) for at, text in enumerate("abcd")]
    return Document("x.pdf", "0" * 64, pages, tuple(words), tables)


ONE = Page(1, 595, 842, 0, "text", 1.0, 0, 2)
TWO = Page(2, 595, 842, 0, "text", 1.0, 2, 4)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (small((ONE,)), "2 words stand on no page"),
        (small((TWO, ONE)), "lost count at page 1"),
        (small((ONE, replace(TWO, start=3))), "lost count at page 2"),
        (small((ONE, replace(TWO, number=3))), "lost count at page 2"),
        (small((replace(ONE, end=3), replace(TWO, start=3))), "words of another page"),
        (small((ONE, TWO), (Table(2, 1, 1, (Cell(0, 0, 1, 3),)),)), "a table on page 2"),
    ],
)
def test_a_wrong_ledger_is_told(document: Document, said: str) -> None:
    check_ledger(small((ONE, TWO), (Table(1, 1, 1, (Cell(0, 0, 0, 2),)),)))
    with pytest.raises(LedgerError, match=said):
        check_ledger(document)


def test_windows_that_lose_or_double_words_are_told() -> None:
    first, second = (
        Window((1, 7, 2), (-1, 0, -1), (NOWHERE,) * 3, 0, 1),
        Window((1, 8, 2), (-1, 1, -1), (NOWHERE,) * 3, 1, 2),
    )
    _check_windows([first, second], 2)
    for windows in ([first], [first, first, second], [first, replace(second, word_at=(-1, -1))]):
        with pytest.raises(LedgerError, match="no window or in several"):
            _check_windows(windows, 2)


def test_outcomes() -> None:
    assert ONE.outcome == "text"
    assert replace(ONE, source="ocr").outcome == "ocr"
    assert replace(ONE, end=0, source="none").outcome == "empty"
    assert replace(ONE, reason="The page is damaged.").outcome == "failed"
