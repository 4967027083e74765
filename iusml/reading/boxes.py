"""Frames and filled boxes that hold text of their own beside other text."""

from collections.abc import Sequence

from iusml.document import Box
from iusml.reading.lines import Line

SAME_PT = 1.5
MIN_LINES = 3


def find_boxes(vertical: Sequence[Box], horizontal: Sequence[Box]) -> list[Box]:
    """Return the rectangles that four rules frame, and which no rule outside touches."""
    found = []
    for left in vertical:
        for right in vertical:
            if right.x0 <= left.x0 or not _same(left.y0, right.y0) or not _same(left.y1, right.y1):
                continue
            box = Box(left.x0, left.y0, right.x0, left.y1)
            if _closed(box, horizontal) and not any(_touches(rule, box) for rule in horizontal):
                found.append(box)
    return found


def _same(one: float, two: float) -> bool:
    return abs(one - two) < SAME_PT


def _closed(box: Box, horizontal: Sequence[Box]) -> bool:
    fitting = [r.y0 for r in horizontal if _same(r.x0, box.x0) and _same(r.x1, box.x1)]
    return any(_same(y, box.y0) for y in fitting) and any(_same(y, box.y1) for y in fitting)


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
