"""Split a run of tabular lines where the columns change: tables stacked without a gap, forms."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from iusml.reading.columns import find_columns, find_cuts
from iusml.reading.lines import Line

MISFIT_SHARE = 0.25
"""Share of a run's tabular lines that may stand across its columns before it is split."""
ON_CUT = 1.0
OFF_CUT = -1.0
CROSSED = -1.5
NEW_BLOCK = -3.0
LONE_BLOCK = -6.0
"""One line alone is rarely a table."""
WIDER_GAP = 1.35
"""A gap between lines this many times the usual may begin a new table."""
MAX_STARTS = 24
MIN_BLOCK_LINES = 3
"""Tabular lines of a table among others below each other, on average."""
RULE_PT = 3.0


def split_blocks(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the [start, end) of the stretches of `lines` that share their columns."""
    tabular = [line for line in lines if len(line.segments) > 1]
    ruled = _ruled_stretches(lines)
    # Forms change their columns at every other line: they are no tables below each other.
    if 1 < len(ruled) <= len(tabular) / MIN_BLOCK_LINES:
        return [
            (start + a, start + b)
            for start, end in ruled
            for a, b in split_blocks(lines[start:end])
        ]
    whole = [(0, len(lines))]
    if not tabular:
        return whole
    cuts = find_cuts(lines)
    misfits = sum(_fit(line, cuts) < ON_CUT * (len(line.segments) - 1) for line in tabular)
    if misfits < 2 or misfits <= MISFIT_SHARE * len(tabular):
        return whole
    starts = _starts(lines)
    if len(starts) > MAX_STARTS:
        return whole
    blocks = _best_split(lines, [*starts, len(lines)])
    if len(tabular) < MIN_BLOCK_LINES * len(blocks):
        return whole
    return _without_twins(lines, blocks)


def _ruled_stretches(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Split where the vertical rules change their places: merged cells only leave some out."""
    edges, known = [0], tuple[float, ...]()
    for index, line in enumerate(lines):
        if len(line.rules) < 2:
            continue
        if not (_within(line.rules, known) or _within(known, line.rules)):
            edges.append(index)
            known = ()
        known = max(known, line.rules, key=len)
    return list(pairwise([*edges, len(lines)]))


def _within(few: Sequence[float], many: Sequence[float]) -> bool:
    return all(any(abs(x - other) < RULE_PT for other in many) for x in few)


def _fit(line: Line, cuts: Sequence[float]) -> float:
    """How well the wide gaps of a line lie on `cuts`, from left to right, and its words between."""
    if len(line.segments) < 2:
        return 0.0
    score = 0.0
    for before, segment in pairwise(line.segments):
        next_cut = bisect_left(cuts, before.x1 - 1)
        on = next_cut < len(cuts) and cuts[next_cut] <= segment.x0 + 1
        score += ON_CUT if on else OFF_CUT
    for piece in line.pieces:
        inside = bisect_left(cuts, piece.x1 - 1) - bisect_right(cuts, piece.x0 + 1)
        score += CROSSED * max(0, inside)
    return score


def _without_twins(
    lines: Sequence[Line], blocks: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:  # fmt: skip
    """Join neighbours with as many columns, each over the other's: one table of uneven cells."""
    joined: list[tuple[int, int]] = []
    for start, end in blocks:
        if joined and _alike(lines[joined[-1][0] : joined[-1][1]], lines[start:end]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _alike(one: Sequence[Line], two: Sequence[Line]) -> bool:
    above, below = find_columns(one).extents, find_columns(two).extents
    return len(above) == len(below) and all(
        a[0] < b[1] and b[0] < a[1] for a, b in zip(above, below, strict=True)
    )


def _starts(lines: Sequence[Line]) -> list[int]:
    """Where a table may begin: at a heading, below a lone line, below a wider gap."""
    steps = [b.y0 - a.y1 for a, b in pairwise(lines)]
    usual = max(1.0, median(steps)) if steps else 1.0
    found = [0]
    for index in range(1, len(lines)):
        before, line = lines[index - 1], lines[index]
        heads = len(line.segments) > 1 and before.has_figures and not line.has_figures
        lone = len(line.segments) == 1 or len(before.segments) == 1
        if heads or lone or steps[index - 1] > WIDER_GAP * usual:
            found.append(index)
    return found


def _best_split(lines: Sequence[Line], edges: Sequence[int]) -> list[tuple[int, int]]:
    """The split with the best sum of fits; few places where a block may begin, so all are tried."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(edges)):
        options = [
            (best[start][0] + _block_score(lines[edges[start] : edges[end]]), start)
            for start in range(end)
        ]
        best.append(max(options))
    return list(_walk_back(best, edges))[::-1]


def _walk_back(
    best: Sequence[tuple[float, int]], edges: Sequence[int]
) -> Iterator[tuple[int, int]]:  # fmt: skip
    end = len(edges) - 1
    while end > 0:
        start = best[end][1]
        yield edges[start], edges[end]
        end = start


def _block_score(lines: Sequence[Line]) -> float:
    tabular = [line for line in lines if len(line.segments) > 1]
    if not tabular:
        return NEW_BLOCK
    if len(tabular) == 1:
        return LONE_BLOCK
    cuts = find_cuts(lines)
    return NEW_BLOCK + sum(_fit(line, cuts) for line in tabular)
