"""Lines and words without end: every word gets a label, in time that grows with the length."""

import pytest

from iusml.document import Box, Document, Page, Word
from iusml.pipeline import Pipeline
from iusml.reading.language import without_foreign_pages
from iusml.reading.plain_text import read_text
from iusml.tagging.rules import RulesTagger
from iusml.tagging.windows import MAX_WORD_PIECES, WindowSettings, make_windows

DENSE = (
    "Under året lämnades spillolja 13 02 05* 2,5 ton till Gröna Åkeriet AB för återvinning R9 och "
    "kontaktperson var Anna Ek, tel 070-174 06 05, samt skrot 20 01 40 till Metallverket AB. "
)
PROSE = "Verksamheten har under året bedrivits enligt villkor i tillståndet utan några klagomål. "


def lone(*texts: str, glued: bool = False) -> Document:
    """Words on one line of a page."""
    words = tuple(
        Word(text, Box(9 * i, 0, 9 * i + 8, 10), 1, 0, glued and i > 0)
        for i, text in enumerate(texts)
    )
    page = Page(1, 595, 842, 0, "text", 1.0, 0, len(words))
    return Document("x.pdf", "0" * 64, (page,), words, ())


def encode(word: str) -> list[int]:
    """A piece for each letter."""
    return [3 + ord(letter) % 50 for letter in word]


@pytest.mark.parametrize(
    ("sentence", "count"), [(DENSE, 3_000), (PROSE, 10_000)], ids=["dense", "prose"]
)
def test_thousands_of_words_in_one_line(sentence: str, count: int) -> None:
    document = read_text(sentence * (count // len(sentence.split()) + 1)).document
    assert len(document.words) >= count
    assert {word.line for word in document.words} == {0}
    report = Pipeline(RulesTagger()).extract(document)
    assert bool(report.entities) == (sentence == DENSE)
    assert report.document.status == "ok"


@pytest.mark.parametrize(
    "document",
    [
        lone("Å" * 50_000),
        lone("a@b." * 12_500),
        lone("Aa-" * 17_000),
        lone(*["Å" * 400] * 125, glued=True),
        lone(*["."] * 10_000, glued=True),
    ],
    ids=["letters", "mail", "hyphens", "cut", "dots"],
)
def test_words_of_fifty_thousand_letters(document: Document) -> None:
    report = Pipeline(RulesTagger()).extract(document)
    assert report.waste_streams == []
    windows = make_windows(document, encode, 0, 2, WindowSettings(64, 4, 4))
    labelled = [word for window in windows for word in window.word_at if word >= 0]
    assert labelled == list(range(len(document.words)))
    assert all(len(window.pieces) <= 64 for window in windows)
    assert MAX_WORD_PIECES <= 64


def test_without_words_there_is_no_language() -> None:
    document = lone()
    assert without_foreign_pages(document) is document
