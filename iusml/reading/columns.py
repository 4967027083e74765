"""Find the columns of a table from the blanks that its lines share, and put words in them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from statistics import median

import numpy as np

from iusml.reading.lines import Line, Segment
from iusml.reading.pieces import Piece, is_figure
from iusml.reading.tokens import Token

STEP_PT = 0.5
USUAL_BLANK = 0.25
"""The blank between words as a share of the line height, where a page does not show it."""
MIN_BLANKS = 5
MIN_BODY_LINES = 3
MIN_TOLERANT_LINES = 6
CROSSING_SHARE = 0.1
"""Share of a table's lines that may run across a gap between two columns."""
TOLERANT_WIDTH_PT = 4.0
"""A gap that some line crosses must be this wide."""
MAX_FIGURE = 12
"""Signs of the longest figure that stands in a column of its own."""
SAME_RULE_PT = 3.0
RULED_LINES = 0.6
"""A vertical rule that crosses this share of the lines parts two columns."""
MIN_NARROW_LINES = 4
NARROW_GAP = 1.25
"""Columns can stand closer than segments: this many blanks apart, with an edge in line."""
UNIT_GAP = 1.5
"""A unit stands in a column of its own from this many blanks on."""
ALIGNED_PT = 1.0
ALIGNED_SHARE = 0.8
OVER = 0.6
"""A heading stands over the column that this share of its width covers."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table lie.

    `cuts` are the x between them; `extents` the left and right edge of each column's entries;
    `blank` the blank between words in the table, all in points.
    """

    cuts: tuple[float, ...]
    extents: tuple[tuple[float, float], ...]
    blank: float

    def at(self, x: float) -> int:
        """The column (from 0) at `x`."""
        return sum(x > cut for cut in self.cuts)

    def begins(self, piece: Piece) -> bool:
        """Whether a piece stands in line with an edge of its column's entries."""
        left, right = self.extents[self.at((piece.x0 + piece.x1) / 2)]
        return abs(piece.x0 - left) < ALIGNED_PT or abs(piece.x1 - right) < ALIGNED_PT

    def over(self, x0: float, x1: float) -> int:
        """The column over which a text from `x0` to `x1` stands: a spanning one where it starts."""
        shares = [
            (min(x1, right) - max(x0, left)) / max(1.0, min(x1 - x0, right - left))
            for left, right in self.extents
        ]
        best = max(range(len(shares)), key=lambda column: (shares[column], -column))
        second = max((s for c, s in enumerate(shares) if c != best), default=0.0)
        if shares[best] >= OVER and second <= 1 - OVER:
            return best
        return self.at(x0 + 1)


@dataclass
class Placed:
    """One line of a table with its words by column."""

    line: Line
    cells: dict[int, list[Token]] = field(default_factory=dict)

    @cached_property
    def figures(self) -> set[int]:
        """The columns in which it has a number or a code."""
        return {column for column, tokens in self.cells.items() if is_figure(tokens)}


def find_columns(lines: Sequence[Line]) -> Columns:
    """Find the columns of `lines`, from those that hold numbers where enough do."""
    tabular, shown = _tabular(lines), _shown(lines)
    blank = _usual_blank(lines)
    if not tabular:
        return Columns((), ((float("-inf"), float("inf")),), blank)
    cuts = find_cuts(lines)
    rows = [*_rows(shown), *(line.pieces for line in tabular)]
    return Columns(cuts, tuple(_extents(rows, cuts)), blank)


def find_cuts(lines: Sequence[Line]) -> tuple[float, ...]:
    """Find the x between the columns of `lines`; none where no line has two segments."""
    tabular, shown = _tabular(lines), _shown(lines)
    if not tabular:
        return ()
    blank = _usual_blank(lines)
    rows = _rows(shown)
    cuts = _joined(list(_cuts(shown, rows, blank)), tabular, blank)
    ruled = _ruled_cuts(lines)
    if ruled and len(ruled) >= len(cuts):
        cuts = ruled
    return tuple(sorted({*cuts, *_heading_cuts(tabular, shown, cuts, rows)}))


def place(line: Line, columns: Columns) -> Placed:
    """Give each word of `line` its column."""
    placed = Placed(line)
    lone = len(line.segments) == 1
    for segment in line.segments:
        for column, run in _parted(segment, line, columns, lone=lone):
            tokens = [token for piece in run for token in piece.tokens]
            placed.cells.setdefault(column, []).extend(tokens)
    return placed


def _cuts(lines: Sequence[Line], rows: Sequence[list[Piece]], blank: float) -> Iterator[float]:
    left = min(row[0].x0 for row in rows)
    right = max(row[-1].x1 for row in rows)
    cover = np.zeros(int((right - left) / STEP_PT) + 2, dtype=np.int32)
    tolerant = len(rows) >= MIN_TOLERANT_LINES
    allowed = max(1, int(CROSSING_SHARE * len(rows))) if tolerant else 0
    for row in rows:
        for piece in row:
            # Long names cross gaps, figures do not.
            weight = allowed + 1 if piece.is_figure and len(piece.text) <= MAX_FIGURE else 1
            reach = slice(int((piece.x0 - left) / STEP_PT), int((piece.x1 - left) / STEP_PT) + 1)
            cover[reach] += weight
    for start, end in _runs(cover <= allowed):
        if start == 0 or end >= len(cover) - 1:
            continue
        crossed = bool(cover[start:end].max())
        if crossed and (end - start) * STEP_PT < TOLERANT_WIDTH_PT:
            continue
        clear = max(_runs(cover[start:end] == cover[start:end].min()), key=lambda r: r[1] - r[0])
        x = left + (start + sum(clear) / 2) * STEP_PT
        if _is_channel(x, lines, rows, blank):
            yield x


def _tabular(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if len(line.segments) > 1]


def _shown(lines: Sequence[Line]) -> list[Line]:
    """The lines that show the columns: those with numbers where there are enough."""
    tabular = _tabular(lines)
    body = [line for line in tabular if line.has_figures]
    return body if len(body) >= MIN_BODY_LINES else tabular


def _rows(shown: Sequence[Line]) -> list[list[Piece]]:
    """The pieces of lines; of few lines whole segments: blanks of two lines meet by chance."""
    if len(shown) < MIN_NARROW_LINES:
        return [[segment.whole for segment in line.segments] for line in shown]
    return [line.pieces for line in shown]


def _ruled_cuts(lines: Sequence[Line]) -> list[float]:
    """The x of vertical rules that cross most lines, and have words on both sides."""
    left = min(line.segments[0].x0 for line in lines)
    right = max(line.segments[-1].x1 for line in lines)
    found: list[float] = []
    counts = Counter(line.rules for line in lines)  # rows of a table share their rules
    for x in sorted({x for rules in counts for x in rules if left < x < right}):
        near = sum(
            count
            for rules, count in counts.items()
            if any(abs(x - other) < SAME_RULE_PT for other in rules)
        )
        if near >= RULED_LINES * len(lines) and (not found or x - found[-1] > SAME_RULE_PT):
            found.append(x)
    return found


def _joined(cuts: list[float], lines: Sequence[Line], blank: float) -> list[float]:
    """Leave out cuts that no line shows: entries set left and right, words of one text."""
    kept: list[float] = []
    for index, cut in enumerate(cuts):
        low = kept[-1] if kept else float("-inf")
        high = cuts[index + 1] if index + 1 < len(cuts) else float("inf")
        sides = [_sides(line, low, cut, high) for line in lines]
        shown = any(_shows(line, *side, blank) for line, side in zip(lines, sides, strict=True))
        never_both = not any(left and right for left, right in sides)
        if shown or (never_both and _differ(sides)):
            kept.append(cut)
    return kept


_Sides = tuple[Sequence[Piece], Sequence[Piece]]
"""The pieces of a line in the columns left and right of a cut."""


def _sides(line: Line, low: float, cut: float, high: float) -> _Sides:
    left = [p for p in line.pieces if low < p.x1 < cut]
    return left, [p for p in line.pieces if cut < p.x0 < high]


def _shows(line: Line, left: Sequence[Piece], right: Sequence[Piece], blank: float) -> bool:
    """Whether a line has entries with more than a blank between them, or a rule between them."""
    if not left or not right:
        return False
    start, end = left[-1].x1, right[0].x0
    return end - start >= NARROW_GAP * blank or any(start < x < end for x in line.rules)


def _differ(sides: Sequence[_Sides]) -> bool:
    """Whether one column holds figures and the other words."""
    kinds = []
    for number in (0, 1):
        entries = [piece for side in sides for piece in side[number]]
        kinds.append(2 * sum(piece.is_figure for piece in entries) > len(entries))
    return kinds[0] != kinds[1]


def _runs(mask: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> Iterator[tuple[int, int]]:
    """Yield [start, end) of the stretches where `mask` holds."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.view(np.int8), [0]))))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _is_channel(
    x: float, lines: Sequence[Line], rows: Sequence[list[Piece]], blank: float
) -> bool:  # fmt: skip
    """Whether the blank at `x` parts columns: wide in most lines, or narrow with edges in line."""
    wide, gaps = 0, list[tuple[Piece, Piece]]()
    for line, row in zip(lines, rows, strict=True):
        index = next((i for i, piece in enumerate(row) if piece.x0 > x), 0)
        if index == 0 or row[index - 1].x1 > x:
            continue
        gaps.append((row[index - 1], row[index]))
        wide += any(a.x1 < x < b.x0 for a, b in pairwise(line.segments))
    if not gaps:
        return False
    if 2 * wide >= len(gaps):
        return True
    return len(gaps) >= MIN_NARROW_LINES and _is_narrow_channel(gaps, blank)


def _is_narrow_channel(gaps: Sequence[tuple[Piece, Piece]], blank: float) -> bool:
    widths = [b.x0 - a.x1 for a, b in gaps]
    if min(widths) < NARROW_GAP * blank:
        return False
    if all(b.is_unit for _, b in gaps) and max(widths) < UNIT_GAP * blank:
        return False
    return _aligned([a.x1 for a, _ in gaps]) or _aligned([b.x0 for _, b in gaps])


def _aligned(edges: Sequence[float]) -> bool:
    """Whether most `edges` stand in line."""
    bins = Counter(round(edge / ALIGNED_PT) for edge in edges)
    near = max(count + bins[place + 1] for place, count in bins.items())
    return near >= ALIGNED_SHARE * len(edges)


def _heading_cuts(
    tabular: Sequence[Line], shown: Sequence[Line], cuts: Sequence[float],
    rows: Sequence[list[Piece]],
) -> Iterator[float]:  # fmt: skip
    """Cuts beside headings that stand in the gap between two columns: their cells are empty."""
    extents = _extents(rows, cuts)
    for line in tabular:
        if any(line is other for other in shown):
            continue
        for before, segment in pairwise(line.segments):
            inside = any(a[1] < segment.x0 and segment.x1 < b[0] for a, b in pairwise(extents))
            if inside or segment.x0 > extents[-1][1]:
                cut = (before.x1 + segment.x0) / 2
                if not any(before.x1 < other < segment.x0 for other in cuts):
                    yield cut


def _extents(rows: Sequence[list[Piece]], cuts: Sequence[float]) -> list[tuple[float, float]]:
    edges = [float("-inf"), *cuts, float("inf")]
    found = []
    for low, high in pairwise(edges):
        inside = [p for row in rows for p in row if low < p.x0 and p.x1 < high]
        if inside:
            found.append((min(p.x0 for p in inside), max(p.x1 for p in inside)))
        else:
            found.append((max(low, -1e4), min(high, 1e4)))
    return found


def _parted(
    segment: Segment, line: Line, columns: Columns, *, lone: bool
) -> Iterator[tuple[int, list[Piece]]]:  # fmt: skip
    """Split a segment at the cuts that lie in its blanks.

    A segment with letters across a cut stays whole: it is a spanning heading or a long cell, and
    splitting would tear names apart.
    """
    found = segment.pieces
    inside = [x for x in columns.cuts if segment.x0 < x < segment.x1]
    if not inside:
        yield columns.at((segment.x0 + segment.x1) / 2), found
        return
    runs = [[found[0]]]
    for before, piece in pairwise(found):
        gap = piece.x0 - before.x1
        cut = any(before.x1 - 1 <= x <= piece.x0 + 1 for x in inside)
        figures = any(c.isdigit() for c in piece.text) or before.is_figure
        if cut and (
            gap >= NARROW_GAP * columns.blank or (not lone and (figures or columns.begins(piece)))
        ):
            runs.append([piece])
        else:
            runs[-1].append(piece)
    for run in runs:
        if len(runs) == 1 and lone:
            yield columns.at(segment.x0 + 1), run
        else:
            yield columns.over(run[0].x0, run[-1].x1), run


def _usual_blank(lines: Sequence[Line]) -> float:
    """The blank between words that these lines use, in points."""
    blanks = sorted(b for line in lines for segment in line.segments for b in segment.blanks)
    usual = USUAL_BLANK * median(line.height for line in lines)
    if len(blanks) < MIN_BLANKS:
        return usual
    # Narrow columns hold wider gaps than text, but all blanks of a typewriter are wide.
    return min(max(usual, blanks[len(blanks) // 20]), blanks[len(blanks) // 4])
