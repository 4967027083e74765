"""Headings that a table takes over from the one that it goes on with on the next page."""

from collections.abc import Sequence
from typing import TypeVar

from iusml.assembly.extents import Extent, of_columns, of_table
from iusml.document import Document

MAX_BETWEEN = 80
"""So many words between two tables at most, if one goes on with the other."""
_T = TypeVar("_T")


def words_between(document: Document, before: int, number: int) -> int:
    """How many words stand between two tables."""
    end = max(cell.end for cell in document.tables[before].cells)
    return document.tables[number].cells[0].start - end


def carried(
    document: Document, before: int, number: int, by_column: dict[int, _T]
) -> dict[int, _T]:
    """Return what is known by column of table `before` by the columns of table `number`.

    Columns go below those they stand under: one that is empty on a page is not counted there.
    """
    old, new = of_columns(document, before), of_columns(document, number)
    found: dict[int, int] = {}
    for column, (left, right) in new.items():
        shared = {o: min(right, end) - max(left, start) for o, (start, end) in old.items()}
        best = max(shared, key=lambda o: shared[o], default=None)
        if best is not None and shared[best] > 0:
            found[column] = best
    if len(set(found.values())) < len(found) or len(found) + 1 < len(new):
        return by_column
    return {column: by_column[o] for column, o in found.items() if o in by_column}


def before(document: Document, number: int, known: Sequence[tuple[int, _T]]) -> _T | None:
    """What is known of the table that table `number` may go on with, by the tables before it.

    Tables side by side go on below themselves on the next page; others follow the last one.
    """
    if not known:
        return None
    last = document.tables[known[-1][0]]
    if last.page != document.tables[number].page:
        pair = [one for one in known[-2:] if document.tables[one[0]].page == last.page]
        places = [of_table(document, one) for one, _ in pair]
        if len(places) == 2 and _shared(places[0], places[1]) <= 0:
            here = of_table(document, number)
            return max(zip(places, pair, strict=True), key=lambda one: _shared(one[0], here))[1][1]
    return known[-1][1]


def _shared(one: Extent, two: Extent) -> float:
    return min(one[1], two[1]) - max(one[0], two[0])
