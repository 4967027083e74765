"""Find tables from the words' own places and the ruling lines, and put them in grids."""

from collections.abc import Sequence
from dataclasses import dataclass

from iusml.document import Box
from iusml.reading.blocks import split_blocks
from iusml.reading.columns import Columns, place
from iusml.reading.lines import Line
from iusml.reading.pieces import CODE
from iusml.reading.rows import group_rows
from iusml.reading.tokens import Token

MIN_LINES = 2
LONE_ACROSS = 2
LONE_IN_COLUMN = 4
TAIL_GAP = 0.45
"""A further line of the last cells stands at most this share of its height below them."""


@dataclass(frozen=True, slots=True)
class Region:
    """Lines `[start, end)` of a column of text that form a table."""

    start: int
    end: int


@dataclass(slots=True)
class GridCell:
    """A cell before its words have indices: row, column, and (line number, word) pairs."""

    row: int
    column: int
    tokens: list[tuple[int, Token]]


def find_regions(lines: Sequence[Line], rules: Sequence[Box] = ()) -> list[Region]:
    """Return runs of lines with several segments; lone lines inside a run belong to it."""
    regions: list[Region] = []
    index = 0
    left = min((line.segments[0].x0 for line in lines), default=0.0)
    right = max((line.segments[-1].x1 for line in lines), default=0.0)
    while index < len(lines):
        if len(lines[index].segments) < 2 or _is_broken_prose(lines[index], right - left):
            index += 1
            continue
        end = _run_end(lines, index, right - left, rules)
        tabular = sum(len(line.segments) > 1 for line in lines[index:end])
        if tabular >= MIN_LINES:
            start = _with_heading(lines, index)
            regions.extend(
                Region(start + a, start + b)
                for a, b in split_blocks(lines[start:end])
                if any(len(line.segments) > 1 for line in lines[start + a : start + b])
            )
        index = end
    return regions


def _run_end(lines: Sequence[Line], start: int, width: float, rules: Sequence[Box]) -> int:
    """The end of the run: at most two lone lines in a row, and no wide vertical gap."""
    end, lone = start + 1, 0
    pitch = lines[start].height * 1.3
    for index in range(start + 1, len(lines)):
        gap = lines[index].y0 - lines[index - 1].y1
        if gap > max(2.2 * pitch, 24):
            break
        if _is_broken_prose(lines[index], width):
            break
        if len(lines[index].segments) > 1:
            end, lone = index + 1, 0
            continue
        table = lines[start:end]
        if lone >= _lone_allowed(lines[index], table) or _is_prose(lines[index], table):
            break
        lone += 1
    while end < len(lines) and _is_tail(lines, start, end, rules):
        end += 1
    return end


def _lone_allowed(line: Line, table: Sequence[Line]) -> int:
    """How many lone lines may stand between rows: more where they stay inside one column."""
    only = line.segments[0]
    tabular = [other for other in table if len(other.segments) > 1]
    second = min(other.segments[1].x0 for other in tabular)
    inside = only.x1 < second or only.x0 >= second
    return LONE_IN_COLUMN if inside else LONE_ACROSS


def _is_broken_prose(line: Line, width: float) -> bool:
    """A sentence with wide blanks after full stops (typewriters) is no table row."""
    widest = max(line.segments, key=lambda s: s.x1 - s.x0)
    long = len(widest.tokens) >= 8 and widest.x1 - widest.x0 > 0.62 * width
    return 1 < len(line.segments) <= 3 and long


def _is_prose(line: Line, table: Sequence[Line]) -> bool:
    left = min(other.segments[0].x0 for other in table)
    right = max(other.segments[-1].x1 for other in table)
    only = line.segments[0]
    return len(only.tokens) > 6 and only.x1 - only.x0 > 0.7 * (right - left)


def _is_tail(lines: Sequence[Line], start: int, end: int, rules: Sequence[Box]) -> bool:
    """Whether a lone line right below a table is a further line of one of its last cells."""
    line, before = lines[end], lines[end - 1]
    if end - start < MIN_LINES or line.y0 - before.y1 >= TAIL_GAP * line.height:
        return False
    first = line.segments[0]
    edges = [s.x0 for other in lines[start:end] for s in other.segments]
    if not any(abs(first.x0 - x) < 2 for x in edges):
        return False
    if any(_closes(r, lines[start:end], before.middle, line.middle) for r in rules):
        return False
    reach = line.y1 + line.height
    if any(_closes(r, lines[start:end], line.middle, reach) for r in rules):
        return True
    if first.text.startswith("(") or CODE.fullmatch(first.text):
        return True
    return first.text[:1].islower() and len(first.tokens) <= 5


def _closes(rule: Box, table: Sequence[Line], top: float, bottom: float) -> bool:
    """Whether a horizontal rule between `top` and `bottom` runs under the whole table."""
    left = min(line.segments[0].x0 for line in table)
    right = max(line.segments[-1].x1 for line in table)
    return top < rule.y0 < bottom and rule.x0 < left + 2 and rule.x1 > right - 2


def _with_heading(lines: Sequence[Line], start: int) -> int:
    """A lone line just above that stands over a later column is a stacked heading."""
    if start and len(lines[start - 1].segments) == 1:
        above, first = lines[start - 1], lines[start]
        only = above.segments[0]
        if only.x0 > first.segments[0].x1 and first.y0 - above.y1 < first.height:
            return start - 1
    return start


def grid(lines: Sequence[Line], columns: Columns, rules: Sequence[Box]) -> list[GridCell]:
    """Return the cells of one table, row by row; every word is in exactly one cell."""
    cells: dict[tuple[int, int], GridCell] = {}
    rows = group_rows([place(line, columns) for line in lines], rules, columns)
    for row, members in enumerate(rows):
        for placed in members:
            for column, tokens in placed.cells.items():
                cell = cells.setdefault((row, column), GridCell(row, column, []))
                cell.tokens.extend((placed.line.number, token) for token in tokens)
    return [cells[key] for key in sorted(cells)]
