"""Frames and filled boxes that hold text of their own beside other text."""

from collections import defaultdict
from collections.abc import Sequence, Set

from iusml.document import Box
from iusml.reading.lines import Line

SAME_PT = 1.5
MIN_LINES = 3
MIN_HEIGHT_PT = 30.0


def find_boxes(vertical: Sequence[Box], horizontal: Sequence[Box]) -> list[Box]:
    """Return the rectangles that four rules frame, and which no rule outside touches."""
    levels: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for rule in horizontal:
        levels[round(rule.x0 / SAME_PT), round(rule.x1 / SAME_PT)].append(rule)
    sides = {
        tuple(round(value / SAME_PT) for value in (rule.x0, rule.y0, rule.y1)) for rule in vertical
    }
    found = []
    for (left, right), edges in levels.items():
        ys = [rule.y0 for rule in edges]
        box = Box(edges[0].x0, min(ys), edges[0].x1, max(ys))
        tall = box.y1 - box.y0 >= MIN_HEIGHT_PT
        framed = tall and all(_has_side(x, box, sides) for x in (left, right))
        if framed and not any(_touches(rule, box) for rule in horizontal):
            found.append(box)
    return found


def _has_side(x: int, box: Box, sides: Set[tuple[int, ...]]) -> bool:
    """Whether a vertical rule at `x` (in steps of `SAME_PT`) runs along all of `box`."""
    top, bottom = round(box.y0 / SAME_PT), round(box.y1 / SAME_PT)
    near = (-1, 0, 1)
    return any((x + i, top + j, bottom + k) in sides for i in near for j in near for k in near)


def _touches(rule: Box, box: Box) -> bool:
    """Whether a horizontal rule meets or crosses a side of `box` from outside: a table's cell."""
    if not box.y0 - SAME_PT < rule.y0 < box.y1 + SAME_PT:
        return False
    from_left = rule.x0 < box.x0 - SAME_PT and rule.x1 > box.x0 - SAME_PT
    from_right = rule.x1 > box.x1 + SAME_PT and rule.x0 < box.x1 + SAME_PT
    return from_left or from_right


def lines_beside(lines: Sequence[Line], box: Box) -> tuple[int, int, float] | None:
    """The run of lines that stand beside `box` and in it, and the x between; None without both."""
    inside = [i for i, line in enumerate(lines) if box.y0 < line.middle < box.y1]
    if len(inside) < MIN_LINES:
        return None
    start, end = inside[0], inside[-1] + 1
    segments = [s for line in lines[start:end] for s in line.segments]
    for x, own in ((box.x0, [s for s in segments if s.x0 >= box.x0]),
                   (box.x1, [s for s in segments if s.x1 <= box.x1])):  # fmt: skip
        crossed = any(s.x0 < x < s.x1 for s in segments)
        if not crossed and own and len(segments) - len(own) > 0:
            return start, end, x
    return None
