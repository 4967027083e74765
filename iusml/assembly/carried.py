"""Headings that a table takes over from the one that it goes on with on the next page."""

from collections import defaultdict
from typing import TypeVar

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
    old, new = _extents(document, before), _extents(document, number)
    found: dict[int, int] = {}
    for column, (left, right) in new.items():
        shared = {o: min(right, end) - max(left, start) for o, (start, end) in old.items()}
        best = max(shared, key=lambda o: shared[o], default=None)
        if best is not None and shared[best] > 0:
            found[column] = best
    if len(set(found.values())) < len(found) or len(found) + 1 < len(new):
        return by_column
    return {column: by_column[o] for column, o in found.items() if o in by_column}


def _extents(document: Document, number: int) -> dict[int, tuple[float, float]]:
    """The left and the right edge of each column's words."""
    edges: dict[int, list[float]] = defaultdict(list)
    for cell in document.tables[number].cells:
        for word in document.words[cell.start : cell.end]:
            edges[cell.column] += [word.box.x0, word.box.x1]
    return {column: (min(found), max(found)) for column, found in edges.items()}
