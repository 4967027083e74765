"""Windows of word pieces: every word once, never too long, with marks and repeated headings."""

from hypothesis import given, settings
from hypothesis import strategies as st

from iusml.document import Box, Cell, Document, Page, Table, Word
from iusml.tagging.tagger import BATCH_PIECES, batches, pad
from iusml.tagging.windows import CELL_MARK, ROW_MARK, Window, WindowSettings, make_windows

BEGIN, END = 1, 2
SETTINGS = WindowSettings(size=160, context=24, header=20)


def encode(word: str) -> list[int]:
    """One piece for each character, so that pieces spell words."""
    return [ord(char) for char in word]


def spelled(window: Window) -> str:
    return "".join(chr(piece) for piece in window.pieces[1:-1])


def make_document(
    texts: list[str], table_at: int = 0, cells: list[int] | None = None, columns: int = 3
) -> Document:
    """Words on full lines of eight; `cells` are the sizes of a table's cells from `table_at`."""
    words = [
        Word(
            text, Box(60 * (i % 8), 20 * (i // 8), 60 * (i % 8) + 55, 20 * (i // 8) + 10), 1, i // 8
        )
        for i, text in enumerate(texts)
    ]
    made, at = [], table_at
    for number, size in enumerate(cells or []):
        if at + size <= len(texts):
            made.append(Cell(number // columns, number % columns, at, at + size))
            at += size
    tables = [Table(1, 1 + made[-1].row, columns, tuple(made))] if made else []
    page = Page(1, 595, 842, 0, "text", 1.0, 0, len(words))
    return Document("x.pdf", "0" * 64, (page,), tuple(words), tuple(tables))


def windows(document: Document, sizes: WindowSettings = SETTINGS) -> list[Window]:
    return make_windows(document, encode, BEGIN, END, sizes)


WORDS = st.lists(st.text("aåbö12,", min_size=1, max_size=40), min_size=1, max_size=250)


@settings(derandomize=True, deadline=None, max_examples=80)
@given(WORDS, st.integers(0, 60), st.lists(st.integers(1, 4), max_size=80), st.integers(1, 6))
def test_every_word_once_and_no_window_too_long(
    texts: list[str], table_at: int, cells: list[int], columns: int
) -> None:
    document = make_document(texts, min(table_at, len(texts)), cells, columns)
    found = windows(document)
    own = [word for window in found for word in window.word_at if word >= 0]
    assert own == list(range(len(texts)))
    assert [window.start for window in found] == [0, *(w.end for w in found[:-1])]
    assert found[-1].end == len(texts)
    for window in found:
        assert len(window.pieces) == len(window.word_at) <= SETTINGS.size
        assert (window.pieces[0], window.pieces[-1]) == (BEGIN, END)
        assert [w for w in window.word_at if w >= 0] == list(range(window.start, window.end))
        for piece, word in zip(window.pieces, window.word_at, strict=True):
            assert word < 0 or piece == ord(texts[word][0])


def test_neighbours_are_shown_on_both_sides() -> None:
    texts = [f"ord{number:03d}" for number in range(120)]
    found = windows(make_document(texts))
    assert len(found) > 3
    middle = found[1]
    shown = spelled(middle)
    assert "".join(texts[middle.start - 4 : middle.end + 4]) in shown
    assert "".join(texts[middle.start - 5 : middle.start]) not in shown
    assert "".join(texts[middle.end : middle.end + 5]) not in shown


def test_rows_and_cells_are_marked() -> None:
    texts = ["Slam", "från", "ån", "12,5", "Olja", "1,84", "Efter", "tabellen"]
    document = make_document(texts)
    cells = (Cell(0, 0, 0, 3), Cell(0, 2, 3, 4), Cell(1, 0, 4, 5), Cell(1, 1, 5, 6))
    document = Document("x", "0" * 64, document.pages, document.words, (Table(1, 2, 3, cells),))
    (window,) = windows(document)
    expected = ";Slamfrånån||12,5;Olja|1,84;Eftertabellen"
    assert spelled(window) == expected.replace("|", CELL_MARK).replace(";", ROW_MARK)
    marked = [i for i, piece in enumerate(window.pieces) if chr(piece) in "|;"]
    assert all(window.word_at[i] == -1 for i in marked)


def test_short_lines_end_with_a_mark() -> None:
    words = [
        Word("Långa", Box(0, 0, 400, 10), 1, 0),
        Word("korta", Box(0, 20, 60, 30), 1, 1),
        Word("långa", Box(0, 40, 390, 50), 1, 2),
        Word("åter", Box(0, 60, 400, 70), 1, 3),
    ]
    page = Page(1, 595, 842, 0, "text", 1.0, 0, 4)
    (window,) = windows(Document("x", "0" * 64, (page,), tuple(words), ()))
    assert spelled(window) == f"Långakorta{ROW_MARK}långaåter"


def test_windows_inside_a_table_show_its_first_row() -> None:
    header = ["Avfall", "Kod", "Ton"]
    body = [f"{kind}{number}" for number in range(60) for kind in ("slam", "k", "t")]
    texts = ["Före", *header, *body, *["efter"] * 40]
    document = make_document(texts, 1, [1] * (3 + len(body)))
    found = windows(document)
    inside = [w for w in found if 1 < w.start < 1 + 3 + len(body)]
    assert len(inside) > 3
    for window in inside:
        assert spelled(window).startswith(f"{ROW_MARK}Avfall|Kod|Ton")
        assert not {1, 2, 3} & set(window.word_at)
    assert "Avfall" not in spelled(found[-1])


def test_a_long_first_row_is_cut() -> None:
    header = ["Benämning", "Avfallskod", "Mängd"]
    texts = [*header, *[f"ord{number}" for number in range(90)]]
    found = windows(make_document(texts, 0, [1] * len(texts)))
    assert spelled(found[1]).startswith(f"{ROW_MARK}Benämning")
    assert "Avfallskod" not in spelled(found[1])


def test_endless_words_are_cut() -> None:
    texts = ["a", "å" * 5000, "b"]
    found = windows(make_document(texts))
    assert [word for window in found for word in window.word_at if word >= 0] == [0, 1, 2]
    assert sum(len(window.pieces) for window in found) < 100


def test_an_empty_document_has_no_windows() -> None:
    assert windows(make_document([])) == []


def test_batches_hold_every_window_once_within_the_limit() -> None:
    found = windows(make_document([f"ord{number:04d}" for number in range(3000)]))
    grouped = list(batches(found))
    assert len(grouped) > 1
    assert sorted(w.start for batch in grouped for w in batch) == [w.start for w in found]
    for batch in grouped:
        inputs = pad(batch, 0)
        pieces, mask, places = inputs["input_ids"], inputs["attention_mask"], inputs["places"]
        assert places.shape == (*pieces.shape, 4)
        assert (places[mask == 0] == 0).all()
        assert pieces.size <= BATCH_PIECES
        assert mask.sum() == sum(len(window.pieces) for window in batch)
        assert (pieces[mask == 0] == 0).all()


def test_without_marks_nothing_but_words_is_left() -> None:
    document = make_document(["aa", "bb", "cc", "dd"], 0, [1, 1, 1, 1], columns=2)
    (marked,) = windows(document)
    (bare,) = windows(document, WindowSettings(160, 24, 20, marks=False))
    assert spelled(marked) != "aabbccdd" == spelled(bare)
    assert [w for w in bare.word_at if w >= 0] == [0, 1, 2, 3]
