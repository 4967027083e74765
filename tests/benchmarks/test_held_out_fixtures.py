import importlib
import pkgutil
from collections.abc import Iterable

import pymupdf
import pytest

import benchmarks.tables
from benchmarks.tables.fixture import Fixture
from benchmarks.tables.held_out import HELD_OUT

TRAPS = 3


def squeezed(text: str) -> str:
    """`text` without blanks and hyphens, so that cut words are whole."""
    return "".join(text.split()).replace("-", "").replace("\xad", "")


def page_texts(pdf: bytes) -> list[str]:
    with pymupdf.open(stream=pdf, filetype="pdf") as opened:  # type: ignore[no-untyped-call]
        return [squeezed("".join(word[4] for word in page.get_text("words"))) for page in opened]


def missing(texts: Iterable[str], page: str) -> list[str]:
    return [word for text in texts for word in text.split() if squeezed(word) not in page]


@pytest.mark.parametrize("fixture", HELD_OUT, ids=lambda fixture: fixture.name)
def test_gold_stands_on_its_page(fixture: Fixture) -> None:
    pages = page_texts(fixture.draw())
    assert all(pages)
    for table in fixture.tables:
        page = pages[table.page - 1]
        assert not missing(table.headings, page)
        assert not missing((cell for row in table.body for cell in row), page)
    assert not missing(fixture.prose, "".join(pages))


@pytest.mark.parametrize("fixture", HELD_OUT, ids=lambda fixture: fixture.name)
def test_gold_has_whole_rows(fixture: Fixture) -> None:
    for table in fixture.tables:
        assert {len(row) for row in table.body} == {len(table.headings)}
        assert all(any(row) for row in table.body)
        for text in (*table.headings, *(cell for row in table.body for cell in row)):
            assert text == " ".join(text.split())


def test_names_are_used_once() -> None:
    modules = [
        importlib.import_module(f"benchmarks.tables.{module.name}")
        for module in pkgutil.iter_modules(benchmarks.tables.__path__)
    ]
    names = [f.name for module in modules for f in getattr(module, "FIXTURES", ())]
    assert len(names) == len(set(names))
    assert len(HELD_OUT) == len({fixture.name for fixture in HELD_OUT}) == 34


def test_pages_without_tables_have_prose() -> None:
    traps = [fixture for fixture in HELD_OUT if not fixture.tables]
    assert len(traps) == TRAPS
    assert all(fixture.prose for fixture in traps)
