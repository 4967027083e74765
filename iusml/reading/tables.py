"""Find tables from the words' own places and the ruling lines, and put them in grids."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from iusml.document import Box
from iusml.reading.lines import Line, Segment, Token

MIN_LINES = 2
_UNITS = frozenset({"ton", "kg", "st", "m3", "m³", "l", "liter", "t", "tn", "st."})
_YEAR = re.compile(r"(?:19|20)\d\d")
MIN_TOLERANT_LINES = 6
CROSSING_SHARE = 0.08
"""Share of a table's lines that may run across a gap between two columns."""
WIDE_GAP_PT = 8
"""A gap that some line crosses must be this wide."""


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


def find_regions(lines: Sequence[Line]) -> list[Region]:
    """Return runs of lines with several segments; lone lines inside a run belong to it."""
    regions = []
    index = 0
    left = min((line.segments[0].x0 for line in lines), default=0.0)
    right = max((line.segments[-1].x1 for line in lines), default=0.0)
    while index < len(lines):
        if len(lines[index].segments) < 2 or _is_broken_prose(lines[index], right - left):
            index += 1
            continue
        end = _run_end(lines, index, right - left)
        tabular = sum(len(line.segments) > 1 for line in lines[index:end])
        if tabular >= MIN_LINES:
            regions.append(Region(_with_heading(lines, index), end))
        index = end
    return regions


def _run_end(lines: Sequence[Line], start: int, width: float) -> int:
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
        elif lone >= 2 or _is_prose(lines[index], lines[start:end]):
            break
        else:
            lone += 1
    return _with_tail(lines, start, end)


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


def _with_tail(lines: Sequence[Line], start: int, end: int) -> int:
    """A lone line right below may be the last cell's second line."""
    if end < len(lines) and end - start >= 2:
        line, before = lines[end], lines[end - 1]
        close = line.y0 - before.y1 < 0.35 * line.height
        first = line.segments[0]
        inside = any(abs(first.x0 - s.x0) < 2 for s in before.segments)
        if close and inside and first.text[:1].islower() and len(first.tokens) <= 5:
            return end + 1
    return end


def _with_heading(lines: Sequence[Line], start: int) -> int:
    """A lone line just above that stands over a later column is a stacked heading."""
    if start and len(lines[start - 1].segments) == 1:
        above, first = lines[start - 1], lines[start]
        only = above.segments[0]
        if only.x0 > first.segments[0].x1 and first.y0 - above.y1 < first.height:
            return start - 1
    return start


def grid(lines: Sequence[Line], rules: Sequence[Box]) -> list[GridCell]:
    """Return the cells of one table region, row by row; every word is in exactly one cell."""
    cuts = _column_cuts(lines)
    cells: dict[tuple[int, int], GridCell] = {}
    for row, members in enumerate(_rows(lines, rules, cuts)):
        for line in members:
            for segment in line.segments:
                for column, token in _in_columns(segment, cuts, lone=len(line.segments) == 1):
                    cell = cells.setdefault((row, column), GridCell(row, column, []))
                    cell.tokens.append((line.number, token))
    return [cells[key] for key in sorted(cells)]


def _column_cuts(lines: Sequence[Line]) -> list[float]:
    """Return the x of every gap between columns, from left to right."""
    tabular = [line for line in lines if len(line.segments) > 1]
    segments = [s for line in tabular for s in line.segments]
    count = len(tabular)
    left = min(s.x0 for s in segments)
    right = max(s.x1 for s in segments)
    width = max(1, int(right - left) + 1)
    parts = [(s.x0, s.x1) for s in segments]
    if count >= MIN_TOLERANT_LINES:
        parts = [part for s in segments for part in _tight_parts(s)]
    crossing = [0] * (width + 1)
    for x0, x1 in parts:
        for x in range(max(0, int(x0 - left)), min(width, int(x1 - left) + 1)):
            crossing[x] += 1
    allowed = max(1, int(CROSSING_SHARE * count)) if count >= MIN_TOLERANT_LINES else 0
    gaps = [
        (start, end)
        for start, end in _runs_below(crossing, allowed)
        if end - start >= WIDE_GAP_PT or max(crossing[start:end]) == 0
    ]
    return [left + (a + b) / 2 for a, b in _real_gaps(gaps, crossing)]


def _runs_below(crossing: Sequence[int], allowed: int) -> Iterator[tuple[int, int]]:
    """Yield [start, end) of the stretches crossed by at most `allowed` lines."""
    start: int | None = None
    for x, count in enumerate([*crossing, allowed + 1]):
        if count <= allowed:
            start = x if start is None else start
        elif start is not None:
            yield start, x
            start = None


def _tight_parts(segment: Segment) -> Iterator[tuple[float, float]]:
    """Split where a word is followed by a unit or a number: such cells can stand very close."""
    start = segment.x0
    for before, token in pairwise(segment.tokens):
        number = token.text[:1].isdigit()
        apart = not token.glued and not before.text[-1:].isdigit()
        if apart and (number or token.text.lower() in _UNITS):
            yield start, before.box.x1
            start = token.box.x0
    yield start, segment.x1


def _real_gaps(gaps: list[tuple[int, int]], crossing: list[int]) -> list[tuple[int, int]]:
    """Keep gaps with text on both sides, and no column without text."""
    kept: list[tuple[int, int]] = []
    last = 0
    for start, end in gaps:
        if start == 0 or end >= len(crossing):
            last = end
            continue
        if max(crossing[last:start], default=0) > 0:
            kept.append((start, end))
        last = end
    return kept


def _in_columns(segment: Segment, cuts: Sequence[float], *, lone: bool) -> list[tuple[int, Token]]:
    """Give each word its column; a segment that crosses cuts stays whole where it starts.

    Crossing segments are spanning headings or long cells: splitting them would tear names apart.
    Those whose blanks lie right at the cuts, and years, are cells that stand close together.
    """
    columns = [_column(token.box.center[0], cuts) for token in segment.tokens]
    if not lone and (_cut_in_blanks(segment, cuts) or any(map(_is_year, segment.tokens))):
        return list(zip(columns, segment.tokens, strict=True))
    first = _column(segment.tokens[0].box.x0 + 1, cuts)
    if first != columns[-1] and not lone and len(segment.tokens) == 1:
        first = columns[0]
    return [(first, token) for token in segment.tokens]


def _cut_in_blanks(segment: Segment, cuts: Sequence[float]) -> bool:
    """Whether every cut that `segment` crosses lies in a blank between two of its words."""
    inside = [x for x in cuts if segment.x0 < x < segment.x1]
    pairs = list(pairwise(segment.tokens))
    return all(
        any(a.box.x1 - 1 <= x <= b.box.x0 + 1 and not b.glued for a, b in pairs) for x in inside
    )


def _is_year(token: Token) -> bool:
    return bool(_YEAR.fullmatch(token.text))


def _column(x: float, cuts: Sequence[float]) -> int:
    return sum(x > cut for cut in cuts)


def _rows(lines: Sequence[Line], rules: Sequence[Box], cuts: Sequence[float]) -> list[list[Line]]:
    bands = _bands(lines, rules)
    if len(bands) >= 3 and len(bands) >= 0.3 * len(lines):
        return bands
    return [row for band in bands for row in _rows_by_gaps(band, cuts)]


def _bands(lines: Sequence[Line], rules: Sequence[Box]) -> list[list[Line]]:
    """Split `lines` where a horizontal rule runs between two of them over half the width."""
    left = min(line.segments[0].x0 for line in lines)
    right = max(line.segments[-1].x1 for line in lines)
    bands = [[lines[0]]]
    for before, line in pairwise(lines):
        covered = sum(
            min(r.x1, right) - max(r.x0, left)
            for r in rules
            if before.middle < r.y0 < line.middle and r.x1 > left and r.x0 < right
        )
        if covered >= 0.5 * (right - left):
            bands.append([line])
        else:
            bands[-1].append(line)
    return bands


def _rows_by_gaps(lines: Sequence[Line], cuts: Sequence[float]) -> list[list[Line]]:
    if len(lines) == 1:
        return [list(lines)]
    steps = [b.middle - a.middle for a, b in pairwise(lines)]
    height = median(line.height for line in lines)
    tight = min((s for s in steps if s > 0.8 * height), default=height)
    roomy = sum(step > 1.22 * tight for step in steps) >= max(2, 0.25 * len(steps))
    rows = [[lines[0]]]
    for step, line in zip(steps, lines[1:], strict=True):
        half = step < 0.8 * height
        wrapped = roomy and step <= 1.12 * tight
        if half or ((wrapped or not roomy) and _goes_on(rows[-1], line, cuts, wrapped=wrapped)):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _goes_on(row: Sequence[Line], line: Line, cuts: Sequence[float], *, wrapped: bool) -> bool:
    """Whether `line` is a further line of the cells of `row`, and not a row of its own."""
    if len(line.segments) == 1 and line.segments[0].text.startswith("("):
        return True  # a code in brackets below its name
    filled = {_column(s.x0 + 1, cuts) for member in row for s in member.segments}
    here = {_column(s.x0 + 1, cuts) for s in line.segments}
    first = line.segments[0]
    small = first.text[:1].islower() and not first.text.startswith("varav")
    if filled < here and len(filled) == 1:  # cells that stand at the bottom of their row
        return small and _column(first.x0 + 1, cuts) in filled
    if not here <= filled or (here == filled and len(filled) > 1):
        return False
    if wrapped:
        return not any(_is_number(s) for s in line.segments)
    return small and len(here) <= max(1, len(filled) // 2)


def _is_number(segment: Segment) -> bool:
    digits = sum(c.isdigit() for c in segment.text)
    return digits > 0 and digits >= 0.5 * len(segment.text.replace(" ", ""))
