"""The development fixtures: drawn pages hold exactly what their gold says, and can be read."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import Any

import pymupdf as typeless
import pytest

from benchmarks.tables.development import DEVELOPMENT
from benchmarks.tables.drawing import LANDSCAPE, Sheet, html, plain
from benchmarks.tables.fixture import Fixture

# PyMuPDF ships without types.
pymupdf: Any = typeless

each_fixture = pytest.mark.parametrize("fixture", DEVELOPMENT, ids=lambda fixture: fixture.name)


@cache
def drawn_once(fixture: Fixture) -> bytes:
    return fixture.draw()


def pages(fixture: Fixture) -> Iterator[Any]:
    with pymupdf.open(stream=drawn_once(fixture)) as document:
        yield from document


def letters(text: str) -> Counter[str]:
    """How often each sign occurs; a cut word has one hyphen more than its gold."""
    return Counter("".join(text.split()))


@each_fixture
def test_page_holds_what_gold_says(fixture: Fixture) -> None:
    for number, page in enumerate(pages(fixture), 1):
        drawn = letters(page.get_text())
        tables = [table for table in fixture.tables if table.page == number]
        cells = [cell for table in tables for row in (table.headings, *table.body) for cell in row]
        told = letters("".join((*cells, *fixture.prose)))
        assert not told - drawn
        words = "".join(page.get_text().split())
        cut_open = words.replace("-", "").replace("\u00ad", "")
        for word in {word for cell in cells for word in cell.split()}:
            assert word in words or word.replace("-", "") in cut_open


@each_fixture
def test_gold_is_whole(fixture: Fixture) -> None:
    count = sum(1 for _ in pages(fixture))
    assert fixture.tables or fixture.prose
    assert {table.page for table in fixture.tables} <= set(range(1, count + 1))
    for table in fixture.tables:
        assert {len(row) for row in table.body} == {len(table.headings)}
        assert all(any(row) for row in table.body)
        for cell in (cell for row in (table.headings, *table.body) for cell in row):
            assert cell == " ".join(cell.split())
            assert "\xad" not in cell


@each_fixture
def test_words_lie_apart_on_the_page(fixture: Fixture) -> None:
    for page in pages(fixture):
        page.remove_rotation()
        lines = [
            (line["dir"], pymupdf.Rect(span["bbox"]))
            for block in page.get_text("dict")["blocks"]
            for line in block["lines"]
            for span in line["spans"]
            if span["text"].strip()
        ]
        assert all(page.rect.contains(box) for _, box in lines)
        for (_, one), (_, other) in combinations(lines, 2):
            shared = one & other
            # Lines of text set tight share a little of their height, never half of it.
            if not shared.is_empty and min(shared.width, shared.height) > 1:
                assert min(shared.width, shared.height) < 0.5 * min(
                    one.width, one.height, other.width, other.height
                )


def test_names_are_unique() -> None:
    names = [fixture.name for fixture in DEVELOPMENT]
    assert len(names) >= 45
    assert len(set(names)) == len(names)
    assert len({fixture.tables for fixture in DEVELOPMENT if fixture.tables}) == len(
        [fixture for fixture in DEVELOPMENT if fixture.tables]
    )


def test_few_fixtures_without_a_table() -> None:
    assert len([fixture for fixture in DEVELOPMENT if not fixture.tables]) <= 4


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_turned_and_rotated_by_the_same_is_upright(turn: int, rotate: int) -> None:
    sheet = Sheet(LANDSCAPE, turn=turn, rotate=rotate)  # type: ignore[arg-type]
    sheet.text(100, 50, "Å")
    with pymupdf.open(stream=sheet.pdf()) as document:
        page = document[0]
        place = pymupdf.Rect(page.get_text("words")[0][:4]) * page.rotation_matrix
        assert page.rect.contains(place)
        assert ((page.rect.width, page.rect.height) == LANDSCAPE) is ((turn - rotate) % 180 == 0)
        assert (abs(place.x0 - 100) < 1 and 40 < place.y1 < 55) is (turn == rotate)


def test_gold_text_of_drawn_text() -> None:
    assert plain("Material\xad\nåtervinning\noch energi") == "Materialåtervinning och energi"


def test_html_and_canvas_are_drawn_the_same_every_time() -> None:
    one, two = (html("<p>Å</p>") for _ in range(2))
    assert one == two
    first, second = Sheet(), Sheet()
    assert first.pdf() == second.pdf()
