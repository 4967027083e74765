"""Our reader on all drawn tables: what the benchmark publishes must not get worse unseen."""

from functools import reduce
from pathlib import Path

import pytest

from benchmarks import ours
from benchmarks.tables.development import DEVELOPMENT
from benchmarks.tables.fixture import Fixture
from benchmarks.tables.held_out import HELD_OUT
from benchmarks.tables.score import TableScore, score_page


def score(fixture: Fixture, folder: Path) -> TableScore:
    path = folder / f"{fixture.name}.pdf"
    path.write_bytes(fixture.draw())
    pages = sorted({table.page for table in fixture.tables})
    return reduce(
        TableScore.__add__,
        (
            score_page([t for t in fixture.tables if t.page == page], ours.read_page(path, page))
            for page in pages
        ),
        TableScore(),
    )


@pytest.mark.parametrize("fixtures", [DEVELOPMENT, HELD_OUT], ids=["development", "held-out"])
def test_rows_of_hard_tables_are_right(fixtures: tuple[Fixture, ...], tmp_path: Path) -> None:
    total = reduce(TableScore.__add__, (score(f, tmp_path) for f in fixtures))
    assert total.rows >= 200
    assert total.rows_right / total.rows >= 0.97
    assert total.cells_right / total.cells >= 0.98
