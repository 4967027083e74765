"""Running heads and feet: lines that come again on most pages are no rows of tables."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from iusml.document import Cell, Table, Word

MIN_PAGES = 3
MOST_PAGES = 0.6
EDGE_LINES = 3
"""Heads and feet are among so many lines at the upper and lower edge of a page."""
_NUMBER = re.compile(r"\d+")


def without_heads(words: Sequence[Word], tables: Iterable[Table]) -> list[Table]:
    """Return `tables` without the rows at their ends that are running heads or feet.

    Their words stay where they are in the reading order.
    """
    running = _running(words)
    return [trimmed for table in tables if (trimmed := _trimmed(table, running))]


def _running(words: Sequence[Word]) -> set[int]:
    """The indices of the words of running heads and feet."""
    lines: dict[int, dict[int, list[int]]] = {}
    for index, word in enumerate(words):
        lines.setdefault(word.page, {}).setdefault(word.line, []).append(index)
    edges = {page: _edges(found) for page, found in lines.items()}
    counts = Counter(key for found in edges.values() for key in {_key(words, i) for i in found})
    least = max(MIN_PAGES, MOST_PAGES * len(lines))
    often = {key for key, count in counts.items() if count >= least and key}
    return {
        i for found in edges.values() for line in found if _key(words, line) in often for i in line
    }


def _edges(lines: dict[int, list[int]]) -> list[list[int]]:
    numbers = sorted(lines)
    return [lines[n] for n in dict.fromkeys([*numbers[:EDGE_LINES], *numbers[-EDGE_LINES:]])]


def _key(words: Sequence[Word], line: Sequence[int]) -> str:
    """The text of a line with its page number taken out."""
    return _NUMBER.sub("#", " ".join(words[index].text for index in line))


def _trimmed(table: Table, running: set[int]) -> Table | None:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    kept = sorted(rows)
    while kept and _all_running(rows[kept[0]], running):
        kept.pop(0)
    while kept and _all_running(rows[kept[-1]], running):
        kept.pop()
    if not kept:
        return None
    if len(kept) == len(rows):
        return table
    cells = tuple(
        Cell(cell.row - kept[0], cell.column, cell.start, cell.end)
        for row in kept
        for cell in rows[row]
    )
    return Table(table.page, 1 + cells[-1].row, table.columns, cells)


def _all_running(cells: Sequence[Cell], running: set[int]) -> bool:
    return all(index in running for cell in cells for index in range(cell.start, cell.end))
