"""The scoring of grids on toy tables, and the benchmark run on toy fixtures."""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from rich.console import Console

from benchmarks import ours
from benchmarks.figures import show
from benchmarks.grids import Grid, Reader, read_pages
from benchmarks.tables.fixture import Fixture, GoldTable
from benchmarks.tables.run import errors_gone, interval, run, score
from benchmarks.tables.score import TableScore, contains, same, score_page

HEAD = ("Avfall", "Kod", "Mängd ton")
BODY = (("Slam från tvätt", "190809", "12,5"), ("Wellpapp", "", "3"), ("Spillolja", "130205*", ""))
GOLD = GoldTable(1, HEAD, BODY)


def grid(*rows: tuple[str, ...]) -> Grid:
    return Grid(rows, tuple((None,) * len(row) for row in rows))


def test_same_texts() -> None:
    assert same("oljeavskiljare 5–6", "oljeav-\nskiljare 5-6")
    assert same("PET-flaskor", "PET-\nflaskor")
    assert same("fil\u00adter", "ﬁlter")
    assert not same("12,5", "12.5")
    assert contains("Mängd\n(ton)", "Mängd (ton)")


def test_a_perfect_table() -> None:
    found = score_page([GOLD], [grid(("Avfall", "Kod", "Mängd\nton"), *BODY)])
    assert found == TableScore(3, 3, 7, 7, 7, 3, 3, 1, 1)


def test_empty_columns_cost_nothing() -> None:
    wide = [(a, "", b, c) for a, b, c in (HEAD, *BODY)]
    assert score_page([GOLD], [grid(*wide)]).tables_perfect == 1


def test_a_table_in_two_grids() -> None:
    found = score_page([GOLD], [grid(HEAD, *BODY[:1]), grid(*BODY[1:])])
    assert (found.rows_right, found.headings_right, found.tables_perfect) == (3, 3, 1)


def test_two_tables_in_one_grid() -> None:
    other = GoldTable(1, ("Ämne", "Halt", ""), (("Bly", "0,2", ""), ("Zink", "1,1", "")))
    found = score_page([GOLD, other], [grid(HEAD, *BODY, ("Ämne", "Halt", ""), *other.body)])
    assert (found.rows, found.rows_right) == (5, 5)


def test_rows_of_side_by_side_tables_are_wrong_when_joined() -> None:
    other = GoldTable(1, ("A", "B"), (("a", "1"), ("b", "2"), ("c", "3")))
    joined = [(*left, *right) for left, right in zip(BODY, other.body, strict=True)]
    found = score_page([GOLD, other], [grid((*HEAD, *other.headings), *joined)])
    assert (found.rows, found.rows_right) == (6, 0)
    assert (found.cells, found.cells_right, found.cells_given) == (13, 13, 13)


def test_a_shifted_cell_makes_its_row_wrong() -> None:
    shifted = ("Wellpapp", "3", "")
    found = score_page([GOLD], [grid(HEAD, BODY[0], shifted, BODY[2])])
    assert (found.rows_right, found.cells_right) == (2, 6)


def test_split_rows_are_wrong() -> None:
    found = score_page([GOLD], [grid(HEAD, ("Slam från", "190809", "12,5"), ("tvätt", "", ""))])
    assert (found.rows_right, found.cells_right, found.tables_perfect) == (0, 2, 0)


def test_words_taken_for_a_table_lower_precision() -> None:
    found = score_page([GOLD], [grid(HEAD, *BODY), grid(("Vi", "sorterar", "allt"))])
    assert (found.cells_right, found.cells_given) == (7, 10)
    assert score_page([], [grid(("a", "b"))]).cells_given == 2


def test_no_grids() -> None:
    assert score_page([GOLD], []) == TableScore(3, 0, 7, 0, 0, 3, 0, 1, 0)


def test_errors_gone_are_of_the_best_peer() -> None:
    mine, good, bad = (TableScore(rows=10, rows_right=n) for n in (9, 6, 2))
    assert errors_gone(mine, [bad, good]) == pytest.approx(0.75)
    assert interval([TableScore(rows=4, rows_right=3)] * 3) == (0.75, 0.75)


def test_a_reader_that_fails_scores_nothing() -> None:
    def fail(path: Path, page: int) -> list[Grid]:
        raise ZeroDivisionError

    reading = read_pages(Reader("peer", "peer", fail), Path("x.pdf"), [1, 2])
    assert reading.crashes == 2
    assert not any(reading.tables.values())


def draw(place: Callable[[Canvas], None]) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, invariant=1)
    place(canvas)
    canvas.save()
    return target.getvalue()


def ruled(canvas: Canvas) -> None:
    for number, row in enumerate((HEAD, *BODY)):
        y = 700 - 22 * number
        for cell, x in zip(row, (70, 240, 350), strict=True):
            canvas.drawString(x, y, cell)
        canvas.line(60, y - 7, 450, y - 7)
    canvas.drawString(70, 500, "Allt avfall hämtas varje vecka.")


FIXTURE = Fixture(
    "ruled", ("lines",), partial(draw, ruled), (GOLD,), ("Allt avfall hämtas varje vecka.",)
)


def test_our_reader_on_a_fixture(tmp_path: Path) -> None:
    path = tmp_path / "ruled.pdf"
    path.write_bytes(FIXTURE.draw())
    result = score(ours.READER, FIXTURE, path)
    assert (result.score.rows, result.score.rows_right, result.crashes) == (3, 3, 0)


def test_the_whole_part_without_peers() -> None:
    both = {"development": (FIXTURE,), "held_out": (FIXTURE,)}
    figures = {one.title: one for one in run(both, peers=False)}
    assert [row["rows right"] for row in figures["Hard tables: all"].rows] == [1.0]
    prose = figures["Sentences whole in reading order"].rows[0]
    assert (prose["development"], prose["held_out"]) == (1.0, 1.0)
    console = Console(record=True, width=120)
    for one in figures.values():
        show(one, console)
    assert "Wellpapp" not in console.export_text()
