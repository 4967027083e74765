"""Tell two tables that stand side by side, row level with row, from one wide table."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from iusml.reading.columns import Columns, Placed, find_columns, place
from iusml.reading.lines import Line

Kind = Literal["code", "figure", "text"]
MIN_ENTRIES = 2
MOST = 0.6
WIDEST = 1.3
"""The gap between two tables without headings is this many times wider than all others."""
_CODE = re.compile(r"\(?\d{2}[ .]?\d{2}[ .]?\d{2}[ )]*\*?[ )]*")


def split_beside(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of each table, left one first; most often `lines` are one table."""
    columns = find_columns(lines)
    if len(columns.cuts) < 2:
        return [list(lines)]
    placed = [place(line, columns) for line in lines]
    cut = _gutter(placed, columns)
    if cut is None:
        return [list(lines)]
    left, right = (_half(lines, cut, left=side) for side in (True, False))
    return [*split_beside(left), *split_beside(right)]


def _half(lines: Sequence[Line], cut: float, *, left: bool) -> list[Line]:
    halves = []
    for line in lines:
        kept = [s for s in line.segments if ((s.x0 + min(s.x1, s.x0 + 1)) / 2 < cut) == left]
        if kept:
            tokens = [token for segment in kept for token in segment.tokens]
            top = min(token.box.y0 for token in tokens)
            halves.append(Line(line.number, top, max(t.box.y1 for t in tokens), kept))
    return halves


def _gutter(placed: Sequence[Placed], columns: Columns) -> float | None:
    """The cut between two tables, where the columns of the left come again on the right."""
    kinds = [_kind(placed, column) for column in range(len(columns.extents))]
    headings = _headings(placed, len(kinds))
    for at in range(1, len(kinds)):
        left, right = kinds[:at], kinds[at:]
        if right[0] == "code" or not all(
            "text" in side and set(side) - {"text"} for side in (left, right)
        ):
            continue
        if _repeated(headings[:at], headings[at:]) or _coded(left, right):
            return columns.cuts[at - 1]
        if left == right and _is_widest(columns, at):
            return columns.cuts[at - 1]
    return None


def _kind(placed: Sequence[Placed], column: int) -> Kind:
    entries = [(p, p.cells[column]) for p in placed if column in p.cells]
    if len(entries) < MIN_ENTRIES:
        return "text"
    texts = [" ".join(token.text for token in tokens) for _, tokens in entries]
    if sum(bool(_CODE.fullmatch(text)) for text in texts) >= MOST * len(texts):
        return "code"
    figures = sum(column in p.figures for p, _ in entries)
    return "figure" if figures >= MOST * len(entries) else "text"


def _headings(placed: Sequence[Placed], count: int) -> list[str]:
    """The texts above the first line with figures, by column, in small letters."""
    texts = [""] * count
    for line in placed:
        if line.figures:
            break
        for column, tokens in line.cells.items():
            texts[column] += " ".join(token.text for token in tokens).lower()
    return texts


def _repeated(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two or more headings come again."""
    return len(({*left} & {*right}) - {""}) >= 2


def _coded(left: Sequence[Kind], right: Sequence[Kind]) -> bool:
    """Both sides have names, a code for each, and an amount: no single table has two codes."""
    return all(
        side.count("code") == 1 and "figure" in side and side[0] != "code" for side in (left, right)
    )


def _is_widest(columns: Columns, at: int) -> bool:
    gaps = [b[0] - a[1] for a, b in pairwise(columns.extents)]
    others = [gap for index, gap in enumerate(gaps) if index != at - 1]
    return len(gaps) >= 3 and gaps[at - 1] > WIDEST * max(others)
