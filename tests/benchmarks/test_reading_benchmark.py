"""Rows of labelled reports, recognised words, the long report, and the command line."""

import json
from pathlib import Path

import pytest

from benchmarks.corpus_tables import Count, Page, cells_by_box, cells_of_document, count_page
from benchmarks.cost import measure
from benchmarks.grids import Grid
from benchmarks.long_report import draw_long_report
from benchmarks.reading import arguments, main
from benchmarks.recognition import difference, words_of
from iusml.annotations.gold import GoldReport, GoldSpan
from iusml.document import Box, Cell, Document, Table, Word
from iusml.document import Page as Sheet
from iusml.records import Report

ROWS = (("Slam", "12"), ("Papp", "3"))


def document(*, upended: bool = False) -> Document:
    """Two rows of two words each, far apart."""
    words: list[Word] = []
    cells: list[Cell] = []
    for row, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            left, top = 50 + 100 * column, 50 + 20 * row
            box = Box(left, top, left + 30, top + 10)
            box = Box(box.y0, box.x0, box.y1, box.x1) if upended else box
            cells.append(Cell(row, column, len(words), len(words) + 1))
            words.append(Word(text, box, 1, row))
    sheet = Sheet(1, 595, 842, 0, "text", 1.0, 0, len(words))
    return Document("a.pdf", "a" * 64, (sheet,), tuple(words), (Table(1, 2, 2, tuple(cells)),))


def gold(doc: Document, report: Report) -> GoldReport:
    spans = tuple(
        GoldSpan("QUANTITY" if i % 2 else "WASTE", w.text, (f"s{i // 2}",), None, ((1, w.box),))
        for i, w in enumerate(doc.words)
    )
    return GoldReport("a", Path("a.pdf"), "x", "x", "x", "x", "composed", False, spans, report)


@pytest.mark.parametrize("upended", [False, True])
def test_rows_of_a_report(full_report: Report, upended: bool) -> None:
    doc = document(upended=upended)
    page = Page(gold(doc, full_report), doc, 1)
    told = page.told()
    assert [row.sideways for row in told] == [False, False]
    assert count_page(page, told, cells_of_document(doc)) == Count(2, 2, 4, 4)
    assert count_page(page, told, lambda word: None) == Count(2, 0, 4, 0)
    assert count_page(page, told, lambda word: (0, 0, word)) == Count(2, 0, 4, 4)
    assert count_page(page, told, lambda word: (0, word // 2, 0)) == Count(2, 2, 4, 0)


def test_cells_by_box_take_the_smallest(full_report: Report) -> None:
    doc = document()
    whole = Grid((("x",),), ((Box(0, 0, 500, 500),),))
    rows = Grid(
        (("a", "b"), ("c", "d")),
        tuple(
            tuple(Box(40 + 100 * c, 45 + 20 * r, 130 + 100 * c, 62 + 20 * r) for c in (0, 1))
            for r in (0, 1)
        ),
    )
    cell_of = cells_by_box(doc, [whole, rows])
    assert [cell_of(word) for word in range(4)] == [(1, 0, 0), (1, 0, 1), (1, 1, 0), (1, 1, 1)]


def test_words_in_any_order() -> None:
    missing, extra = difference(words_of("Slam 12–15 ton"), words_of("ton S1am 12-15 INKOM"))
    assert (missing, extra) == (["Slam"], ["S1am", "INKOM"])
    assert words_of("Huvudman . . . . . . . Exempel AB") == ["Huvudman", "Exempel", "AB"]


def test_long_report_and_its_cost(tmp_path: Path) -> None:
    path = draw_long_report(tmp_path / "long.pdf", 3)
    assert path.read_bytes() == draw_long_report(tmp_path / "same.pdf", 3).read_bytes()
    found = measure("iusml", [path], rounds=1)
    assert found["pages"] == 3
    assert found["seconds"] > 0
    assert found["peak_mb"] > 1


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert arguments([]).split == "test"
    assert not arguments(["--no-peers"]).peers
    (tmp_path / "splits.json").write_text('{"dev": []}')
    out = tmp_path / "build" / "figures.json"
    asked = ["--only", "linking", "ocr", "--split", "dev", "--annotations", str(tmp_path)]
    main([*asked, "--out", str(out)])
    assert set(json.loads(out.read_text())["parts"]) == {"linking", "ocr"}
    assert "Linking gold spans in dev reports" in capsys.readouterr().out
