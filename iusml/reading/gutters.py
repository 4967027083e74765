"""Where text columns, boxes and tables stand side by side: the gutters between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from iusml.document import Box
from iusml.reading.lines import Line, Segment

MIN_COLUMN_LINES = 6
MIN_RULED_LINES = 3
MIN_RULES = 4
MIN_SIDEBAR_LINES = 4
MIN_LEVEL_LINES = 3
RULE_GAP_PT = 6.0
RULE_REACH_PT = 8.0
LEVEL_PT = 1.2
GUTTER_PT = 4.0

_Filled = list[list[Segment]]
"""The segments of one side of a gutter, for each line that has any there."""


def column_runs(lines: Sequence[Line], rules: Sequence[Box]) -> Iterator[tuple[int, int, float]]:
    """Yield (start, end, x of the gutter) of runs of lines that stand side by side."""
    index = 0
    while index < len(lines):
        best: tuple[int, float] | None = None
        for gutter in _gutters(lines[index]):
            end = index
            while end < len(lines) and not _crosses(lines[end], gutter):
                end += 1
            if (best is None or end > best[0]) and _stand_apart(lines[index:end], gutter, rules):
                best = (end, gutter)
        if best is None:
            index += 1
        else:
            yield index, best[0], best[1]
            index = best[0]


def _gutters(line: Line) -> list[float]:
    """Just left of each further segment: right columns begin level, left ones end ragged."""
    return [max((a.x1 + b.x0) / 2, b.x0 - GUTTER_PT) for a, b in pairwise(line.segments)]


def _crosses(line: Line, x: float) -> bool:
    return any(s.x0 < x - 2 and s.x1 > x + 2 for s in line.segments)


def _stand_apart(run: Sequence[Line], gutter: float, rules: Sequence[Box]) -> bool:
    if len(run) < MIN_RULED_LINES:
        return False
    least = min(
        sum(line.segments[0].x0 < gutter for line in run),
        sum(line.segments[-1].x0 >= gutter for line in run),
    )
    if least < (MIN_SIDEBAR_LINES if len(rules) < MIN_RULES else 1):
        return False
    sides = _Sides(_filled(run, gutter, left=True), _filled(run, gutter, left=False))
    return (
        _are_text(sides)
        or _misaligned(sides)
        or (_has_sidebar(sides) and not _begins_level(run, gutter))
        or _ruled_apart(run, gutter, rules, sides)
    )


@dataclass
class _Sides:
    """What stands left and right of a gutter."""

    left: _Filled
    right: _Filled

    @property
    def least(self) -> int:
        """The lines of the side that has fewer."""
        return min(len(self.left), len(self.right))

    @cached_property
    def level_share(self) -> float:
        """The share of lines of the side with fewer lines that stand level with one opposite."""
        heights = ([s[0].middle for s in filled] for filled in (self.left, self.right))
        few, many = sorted(heights, key=len)
        return sum(any(abs(y - other) < LEVEL_PT for other in many) for y in few) / max(1, len(few))


def _filled(lines: Sequence[Line], gutter: float, *, left: bool) -> _Filled:
    side = [[s for s in line.segments if (s.x0 < gutter) == left] for line in lines]
    return [segments for segments in side if segments]


def _are_text(sides: _Sides) -> bool:
    """Both sides hold running text: one segment a line, several words, most lines full."""
    return sides.least >= MIN_COLUMN_LINES and all(
        _full(filled) >= 0.5 * len(filled) and _wordy(filled, 3) >= 0.6 * len(filled)
        for filled in (sides.left, sides.right)
    )


def _misaligned(sides: _Sides) -> bool:
    """Both sides hold text whose lines do not stand level: columns or cards, not a table."""
    if sides.least < MIN_COLUMN_LINES:
        return False
    if any(_wordy(filled, 3) < 0.6 * len(filled) for filled in (sides.left, sides.right)):
        return False
    return sides.level_share < 0.5


def _has_sidebar(sides: _Sides) -> bool:
    """Running text on one side, short lines in a rhythm of their own on the other."""
    if sides.least < MIN_SIDEBAR_LINES or not any(map(_is_prose, (sides.left, sides.right))):
        return False
    return sides.level_share < 0.35


def _begins_level(lines: Sequence[Line], gutter: float) -> bool:
    """Whether the first lines have words on both sides: rows of a table with text below."""
    both = [{s.x0 < gutter for s in line.segments} for line in lines[:MIN_LEVEL_LINES]]
    return len(both) == MIN_LEVEL_LINES and all(len(sides) == 2 for sides in both)


def _ruled_apart(
    lines: Sequence[Line], gutter: float, rules: Sequence[Box], sides: _Sides
) -> bool:  # fmt: skip
    """Both sides have horizontal rules of their own, with a clear gap between them."""
    top, bottom = lines[0].y0 - RULE_REACH_PT, lines[-1].y1 + RULE_REACH_PT
    near = [r for r in rules if top < r.y0 < bottom and r.x1 - r.x0 > RULE_REACH_PT]
    if len(near) < MIN_RULES or not sides.least:
        return False
    text_left = max(s.x1 for segments in sides.left for s in segments)
    text_right = min(s.x0 for segments in sides.right for s in segments)
    left = [r for r in near if r.x1 <= text_right and r.x0 < text_left]
    right = [r for r in near if r.x0 >= text_left and r.x1 > text_right]
    if len(left) < 2 or len(right) < 2 or len(left) + len(right) < len(near):
        return False
    gap = min(r.x0 for r in right) - max(r.x1 for r in left)
    # Shaded columns of one table have edges of their own too, but their rows stand level.
    return gap >= RULE_GAP_PT and sides.level_share < 0.7


def _is_prose(filled: _Filled) -> bool:
    """Most lines are one segment of many words and go to the same right edge."""
    least = min(_full(filled), _wordy(filled, 5))
    return len(filled) >= MIN_COLUMN_LINES and least >= 0.5 * len(filled)


def _full(filled: _Filled) -> int:
    """How many lines go to the right edge."""
    low = min(s[0].x0 for s in filled)
    high = max(s[-1].x1 for s in filled)
    return sum(s[-1].x1 - low > 0.75 * (high - low) for s in filled)


def _wordy(filled: _Filled, words: int) -> int:
    """How many lines are one segment of at least so many words."""
    return sum(len(s) == 1 and len(s[0].tokens) >= words for s in filled)
