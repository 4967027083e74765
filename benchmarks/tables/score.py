"""How right the grids of a reader are beside gold tables: one measure for every reader.

**Texts.** Compared after NFKC without blanks and soft hyphens and with one kind of dash; a
hyphen before a line break may stay or go, and so may rows of dots that lead to a number. Readers
that lose blanks between words lose nothing here, and neither do those that keep line breaks.

**Rows.** Each row of a gold table's body is matched with one predicted row of the same page, of
whatever grid: a gold table may be spread over several grids, and one grid may hold two tables.
The match has the highest total share of equal cells; of equal choices, rows in their order.

**Columns.** In each grid the matched rows vote which predicted column is which gold column; the
monotone assignment with most votes counts. Empty columns in between cost nothing.

**Row right.** The filled cells of the predicted row are those of the gold row, no more and no
fewer, and each stands in its column. A row that also holds a neighbour table's cells is wrong.

**Cell right.** A filled gold cell's text is that of the matched row's cell in its column. The
precision counts all filled cells that a reader gives on the page, without the rows above a grid's
first matched row: headings, which are judged apart.

**Heading right.** A gold heading is contained in what stands in its column above the first body
row.

**Table perfect.** All rows and headings right, and no row in its grids between or below that is
not a row of a gold table.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.grids import Grid
from benchmarks.tables.fixture import GoldTable

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_LEADER = re.compile(r"(?:\.\s?){4,}")
_BREAK = re.compile(r"-[ \t]*\n\s*")
ORDER_WEIGHT = 1e-3
"""What the place of a row weighs beside its texts."""


@dataclass(frozen=True, slots=True)
class TableScore:
    """Counts that add up over tables, pages and fixtures."""

    rows: int = 0
    rows_right: int = 0
    cells: int = 0
    cells_right: int = 0
    cells_given: int = 0
    headings: int = 0
    headings_right: int = 0
    tables: int = 0
    tables_perfect: int = 0

    def __add__(self, other: "TableScore") -> "TableScore":
        return TableScore(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


class _Place(NamedTuple):
    """A row of a reader's grids on one page."""

    grid: int
    row: int


@dataclass(frozen=True, slots=True)
class _Match:
    """A gold table's rows in the grids of a reader.

    `rows` gives the predicted row of each gold row that has one, `columns` the predicted column
    of each gold column in each grid.
    """

    rows: Mapping[int, _Place]
    columns: Mapping[int, Mapping[int, int]]


@lru_cache(maxsize=100_000)
def keys(text: str) -> frozenset[str]:
    """Return the forms of `text` that count as equal to it."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text).replace("\u00ad\n", ""))
    plain = _LEADER.sub("", plain.replace("\u00ad", ""))
    return frozenset("".join(form.split()) for form in (plain, _BREAK.sub("", plain)))


def same(gold: str, predicted: str) -> bool:
    """Whether two cells say the same."""
    return not keys(gold).isdisjoint(keys(predicted))


def contains(text: str, part: str) -> bool:
    """Whether `part` stands in `text`, blanks aside."""
    return any(one in whole for one in keys(part) for whole in keys(text))


def score_page(gold: Sequence[GoldTable], grids: Sequence[Grid]) -> TableScore:
    """Return the counts of one page: its gold tables beside a reader's grids."""
    matches = [_match(table, grids) for table in gold]
    body = {place for match in matches for place in match.rows.values()}
    first = {g: min(p.row for p in body if p.grid == g) for g in {p.grid for p in body}}
    given = sum(
        bool(keys(cell) - {""})
        for number, grid in enumerate(grids)
        for row in grid.rows[first.get(number, 0) :]
        for cell in row
    )
    loose = {place for place in _filled(grids) if place.row >= first.get(place.grid, 0)} - body
    total = TableScore(cells_given=given)
    for table, match in zip(gold, matches, strict=True):
        total += _score_table(table, grids, match, first, loose)
    return total


def _filled(grids: Sequence[Grid]) -> Iterator[_Place]:
    for number, grid in enumerate(grids):
        for row, cells in enumerate(grid.rows):
            if any(cell.strip() for cell in cells):
                yield _Place(number, row)


def _match(table: GoldTable, grids: Sequence[Grid]) -> _Match:
    places = list(_filled(grids))
    gold = [[keys(cell) for cell in row if cell] for row in table.body]
    predicted = [[keys(c) for c in grids[p.grid].rows[p.row] if c.strip()] for p in places]
    alike = np.zeros((len(gold), len(predicted)))
    for i, one in enumerate(gold):
        for j, two in enumerate(predicted):
            alike[i, j] = _share_equal(one, two)
    order = np.abs(
        np.arange(len(gold))[:, None] / max(1, len(gold))
        - np.arange(len(predicted)) / max(1, len(predicted))
    )
    chosen = zip(*linear_sum_assignment(alike - ORDER_WEIGHT * order, maximize=True), strict=True)
    rows = {int(i): places[j] for i, j in chosen if alike[i, j] > 0}
    columns = {g: _columns(table, grids[g], rows, g) for g in {p.grid for p in rows.values()}}
    return _Match(rows, columns)


def _share_equal(gold: Sequence[frozenset[str]], predicted: Sequence[frozenset[str]]) -> float:
    """Twice the equal cells over all cells of both rows."""
    left = list(predicted)
    equal = 0
    for cell in gold:
        found = next((other for other in left if not cell.isdisjoint(other)), None)
        if found is not None:
            left.remove(found)
            equal += 1
    return 2 * equal / max(1, len(gold) + len(predicted))


def _columns(
    table: GoldTable, grid: Grid, rows: Mapping[int, _Place], number: int
) -> dict[int, int]:
    """The monotone assignment of gold to predicted columns with most equal cells."""
    votes: Counter[tuple[int, int]] = Counter()
    for i, place in rows.items():
        if place.grid == number:
            for j, cell in enumerate(table.body[i]):
                for k, other in enumerate(grid.rows[place.row]):
                    votes[j, k] += bool(cell) and same(cell, other)
    width, given = len(table.headings), max(len(row) for row in grid.rows)
    best: dict[tuple[int, int], tuple[int, tuple[tuple[int, int], ...]]] = defaultdict(
        lambda: (0, ())
    )
    for j in range(width):
        for k in range(given):
            count, pairs = best[j - 1, k - 1]
            taken = (count + votes[j, k], (*pairs, (j, k))) if votes[j, k] else (0, ())
            best[j, k] = max(best[j - 1, k], best[j, k - 1], taken, key=lambda option: option[0])
    return dict(best[width - 1, given - 1][1])


def _score_table(
    table: GoldTable, grids: Sequence[Grid], match: _Match,
    first: Mapping[int, int], loose: set[_Place],
) -> TableScore:  # fmt: skip
    cells = cells_right = rows_right = 0
    for number, row in enumerate(table.body):
        wanted = {j: cell for j, cell in enumerate(row) if cell}
        cells += len(wanted)
        place = match.rows.get(number)
        if place is None:
            continue
        given, columns = grids[place.grid].rows[place.row], match.columns[place.grid]
        right = [
            j for j, cell in wanted.items() if j in columns and same(cell, _cell(given, columns[j]))
        ]
        cells_right += len(right)
        filled = sum(bool(cell.strip()) for cell in given)
        rows_right += len(right) == len(wanted) == filled
    headings = [j for j, heading in enumerate(table.headings) if heading]
    headings_right = sum(_heading_right(table, j, grids, match, first) for j in headings)
    used = {place.grid for place in match.rows.values()}
    clean = not any(place.grid in used for place in loose)
    whole = rows_right == len(table.body) and headings_right == len(headings)
    return TableScore(
        rows=len(table.body),
        rows_right=rows_right,
        cells=cells,
        cells_right=cells_right,
        headings=len(headings),
        headings_right=headings_right,
        tables=1,
        tables_perfect=int(whole and clean),
    )


def _heading_right(
    table: GoldTable, column: int, grids: Sequence[Grid], match: _Match, first: Mapping[int, int]
) -> bool:
    if not match.rows:
        return False
    grid = match.rows[min(match.rows)].grid
    here = match.columns[grid].get(column)
    if here is None:
        return False
    above = [_cell(row, here) for row in grids[grid].rows[: first[grid]]]
    return contains("\n".join(above), table.headings[column])


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""
