"""Plain text as a document: every letter leads back to its place."""

import pytest

from iusml.provenance import places
from iusml.reading.plain_text import read_text

TABLE = "Avfallsslag\tAvfallskod\tMängd (ton)\nWellpapp\t15 01 01\t12,4\nLysrör\t20 01 21*\t0,08\n"


@pytest.mark.parametrize(
    "text",
    [
        "Slam (fett), 2,5 ton.",
        "Två rader\noch en till\r\n\r\nEtt nytt stycke; \u201dcitat\u201d.",
        "  Indrag\toch\u00a0fasta 2\u00a0500 blanka  ",
        "Rad av punkter ........ 12\fNy sida\u2028Ny rad",
        TABLE,
        "x" * 50_000,
    ],
)
def test_words_stand_where_their_offsets_say(text: str) -> None:
    read = read_text(text)
    assert len(read.offsets) == len(read.document.words)
    for word, (start, end) in zip(read.document.words, read.offsets, strict=True):
        assert text[start:end] == word.text
    taken = sorted(i for start, end in read.offsets for i in range(start, end))
    assert taken == [i for i, sign in enumerate(text) if not sign.isspace()]


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\r\n"])
def test_nothing_is_a_page_without_words(text: str) -> None:
    document = read_text(text).document
    assert (len(document.pages), document.words) == (1, ())


def test_tabs_are_columns() -> None:
    document = read_text("Avfall\n\n" + TABLE).document
    (table,) = document.tables
    assert (table.rows, table.columns) == (3, 3)
    cells = {(c.row, c.column): document.text(c.start, c.end) for c in table.cells}
    assert cells[0, 2] == "Mängd (ton)"
    assert cells[2, 1] == "20 01 21*"


def test_blanks_set_columns_too() -> None:
    lines = TABLE.splitlines()
    text = "\n".join("".join(f"{cell:<16}" for cell in line.split("\t")).rstrip() for line in lines)
    (table,) = read_text(text).document.tables
    assert (table.rows, table.columns) == (3, 3)


def test_one_blank_is_no_column() -> None:
    assert not read_text("Slam 2 ton\nOlja 3 ton\nPapper 4 ton").document.tables


def test_characters_of_a_place() -> None:
    text = "Vi lämnade spillolja till\nÅkeriet AB, som väger in den."
    read = read_text(text)
    words = [word.text for word in read.document.words]
    start, end = words.index("till"), words.index("AB") + 1
    found = [read.characters(place) for place in places(read.document, start, end)]
    assert [text[a:b] for a, b in filter(None, found)] == ["till", "Åkeriet AB"]
    assert [text[a:b] for a, b in read.runs(start, end)] == ["till\nÅkeriet AB"]


def test_a_wrapped_cell_is_several_runs() -> None:
    text = "Slag           Kod\nSlam från      19 08 09\nfettavskiljare\nOlja           13 02 05*"
    read = read_text(text)
    words = [word.text for word in read.document.words]
    start = words.index("Slam")
    assert words[start : start + 3] == ["Slam", "från", "fettavskiljare"]  # cell by cell
    assert [text[a:b] for a, b in read.runs(start, start + 3)] == ["Slam från", "fettavskiljare"]
