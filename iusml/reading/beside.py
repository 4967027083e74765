"""Tell two tables that stand side by side, row level with row, from one wide table."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Literal

from iusml.reading.columns import Columns, Placed, find_columns, place
from iusml.reading.lines import Line, half
from iusml.reading.pieces import CODE

Kind = Literal["code", "figure", "text"]
MIN_ENTRIES = 2
MOST = 0.6
MIN_REPEATED = 2
LEVEL_PT = 1.2
OPPOSITE_PT = 9.0
"""Rows farther from each other than this stand not side by side but one below the other."""
MIN_UNEVEN = 3
UNEVEN = 0.35
"""Tables side by side that are set apart have few rows that stand level."""
WIDEST = 1.3
"""The gap between two tables without headings is this many times wider than all others."""


def split_beside(lines: Sequence[Line]) -> list[tuple[Sequence[Line], Columns]]:
    """Return lines and columns of each table, left one first; most often `lines` are one table."""
    columns = find_columns(lines)
    tabular = sum(len(line.segments) > 1 for line in lines)
    if tabular < MIN_ENTRIES or len(columns.cuts) < 2:
        return [(lines, columns)]
    placed = [place(line, columns) for line in lines]
    cut = _gutter(placed, columns)
    if cut is None:
        return [(lines, columns)]
    left, right = (half(lines, cut, left=side) for side in (True, False))
    return [*split_beside(left), *split_beside(right)]


def _gutter(placed: Sequence[Placed], columns: Columns) -> float | None:
    """The cut between two tables, where the columns of the left come again on the right."""
    kinds = [_kind(placed, column) for column in range(len(columns.extents))]
    headings = _headings(placed, len(kinds))
    sides = [at for at in range(1, len(kinds)) if _both_are_tables(kinds[:at], kinds[at:])]
    best = max(sides, key=lambda at: _repeated(headings, at), default=None)
    if best is not None and _repeated(headings, best) >= MIN_REPEATED:
        return columns.cuts[best - 1]
    for at in sorted(sides, key=lambda at: -_alike(kinds[:at], kinds[at:])):
        left, right = kinds[:at], kinds[at:]
        widest = left == right and not any(headings) and _is_widest(columns, at)
        if widest or _coded(left, right) or _is_uneven(placed, at):
            return columns.cuts[at - 1]
    return None


def _both_are_tables(left: Sequence[Kind], right: Sequence[Kind]) -> bool:
    """Both sides have names and something to tell of them."""
    return all("text" in side and set(side) - {"text"} for side in (left, right))


def _kind(placed: Sequence[Placed], column: int) -> Kind:
    entries = [(p, p.cells[column]) for p in placed if column in p.cells]
    if len(entries) < MIN_ENTRIES:
        return "text"
    texts = [" ".join(token.text for token in tokens) for _, tokens in entries]
    if sum(bool(CODE.fullmatch(text)) for text in texts) >= MOST * len(texts):
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


def _repeated(headings: Sequence[str], at: int) -> int:
    """How many headings from column `at` on are those of the first columns again, in order."""
    pairs = zip(headings[:at], headings[at:], strict=False)
    return sum(bool(one) and one == two for one, two in pairs)


def _alike(left: Sequence[Kind], right: Sequence[Kind]) -> int:
    """How many columns in a row hold the same kind on both sides, from their left edges on."""
    return next(
        (n for n, (one, two) in enumerate(zip(left, right, strict=False)) if one != two),
        min(len(left), len(right)),
    )


def _coded(left: Sequence[Kind], right: Sequence[Kind]) -> bool:
    """Both sides have names, a code for each, and an amount: no single table has two codes."""
    return all(side.count("code") == 1 and "figure" in side for side in (left, right))


def _is_uneven(placed: Sequence[Placed], at: int) -> bool:
    """Whether rows left and right of column `at` seldom stand level, where both have entries."""
    if placed[0].line.segments[0].tokens[0].ocr_confidence is not None:
        return False  # recognised boxes hug their letters and never stand level
    left: list[float] = []
    right: list[float] = []
    for line in placed:
        for side, columns in ((left, range(at)), (right, range(at, 99))):
            tokens = [line.cells[c][0] for c in columns if c in line.cells]
            if len(tokens) > 1:
                side.append(median((t.box.y0 + t.box.y1) / 2 for t in tokens))
    nearest = [min(abs(a - b) for b in right) for a in left] if right else []
    opposite = [distance for distance in nearest if distance < OPPOSITE_PT]
    level = sum(distance < LEVEL_PT for distance in opposite)
    return len(opposite) >= MIN_UNEVEN and level <= UNEVEN * len(opposite)


def _is_widest(columns: Columns, at: int) -> bool:
    gaps = [b[0] - a[1] for a, b in pairwise(columns.extents)]
    others = [gap for index, gap in enumerate(gaps) if index != at - 1]
    return len(gaps) >= 3 and gaps[at - 1] > WIDEST * max(others)
