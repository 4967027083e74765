"""Group the lines of a table into rows: wrapped cells join, figures never do."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from iusml.document import Box
from iusml.reading.columns import Columns, Placed
from iusml.reading.lines import Line
from iusml.reading.pieces import ABOUT, CODE, HALF_CODE

HALF_STEP = 0.8
"""Lines nearer than this share of their height belong to cells set at other heights of one row."""
WRAP_STEP = 1.12
ROW_STEP = 1.22
"""Where some steps between lines are this much larger than the tightest, those part the rows."""
RULED_SHARE = 0.5


def group_rows(
    placed: Sequence[Placed], rules: Sequence[Box], columns: Columns
) -> list[list[Placed]]:  # fmt: skip
    """Return the lines of each row, from top to bottom."""
    bands = _bands(placed, rules)
    ruled = len(bands) >= 3 and len(bands) >= 0.3 * len(placed)
    rows = []
    for band in bands:
        if ruled and not _has_several_rows(band):
            rows.append(band)
        else:
            rows.extend(_rows_by_gaps(band, columns))
    return rows


def _bands(placed: Sequence[Placed], rules: Sequence[Box]) -> list[list[Placed]]:
    """Split where a horizontal rule runs between two lines over half the width."""
    left = min(p.line.segments[0].x0 for p in placed)
    right = max(p.line.segments[-1].x1 for p in placed)
    top, bottom = placed[0].line.middle, placed[-1].line.middle
    near = [r for r in rules if top < r.y0 < bottom and r.x1 > left and r.x0 < right]
    bands = [[placed[0]]]
    for before, here in pairwise(placed):
        if near and _is_ruled(before.line, here.line, near, left, right):
            bands.append([here])
        else:
            bands[-1].append(here)
    return bands


def _is_ruled(
    before: Line, line: Line, rules: Sequence[Box], left: float, right: float
) -> bool:  # fmt: skip
    between = [
        (max(r.x0, left), min(r.x1, right)) for r in rules if before.middle < r.y0 < line.middle
    ]
    covered, reach = 0.0, left
    for x0, x1 in sorted(between):  # cells have edges of their own, which can lie on each other
        covered += max(0.0, x1 - max(x0, reach))
        reach = max(reach, x1)
    return covered >= RULED_SHARE * (right - left)


def _has_several_rows(band: Sequence[Placed]) -> bool:
    """Figures below each other in two columns, or in the only one: no cell wraps like that."""
    counts: dict[int, int] = {}
    for placed in band:
        for column in placed.figures:
            counts[column] = counts.get(column, 0) + 1
    repeated = sum(count > 1 for count in counts.values())
    return repeated >= 2 or (repeated == 1 and len(counts) == 1 and len(band[0].cells) > 1)


def _rows_by_gaps(lines: Sequence[Placed], columns: Columns) -> list[list[Placed]]:
    if len(lines) == 1:
        return [list(lines)]
    steps = [b.line.middle - a.line.middle for a, b in pairwise(lines)]
    height = median(p.line.height for p in lines)
    tight = min((s for s in steps if s > HALF_STEP * height), default=height)
    roomy = sum(step > ROW_STEP * tight for step in steps) >= max(2, 0.25 * len(steps))
    rows = [[lines[0]]]
    for step, line in zip(steps, lines[1:], strict=True):
        if _joins(rows[-1], line, columns, half=step < HALF_STEP * height,
                  near=step <= WRAP_STEP * tight, roomy=roomy):  # fmt: skip
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _joins(
    row: Sequence[Placed], line: Placed, columns: Columns, *, half: bool, near: bool, roomy: bool
) -> bool:
    """Whether `line` is a further line of the cells of `row`, and not a row of its own."""
    if _clash(row, line):
        return False
    if half:
        return True
    if roomy:
        return near and _may_wrap(row, line, columns)
    return _goes_on(row, line, columns)


def _clash(row: Sequence[Placed], line: Placed) -> bool:
    """A figure in a column that is filled already: figures do not wrap, nor do words to figures."""
    return any(
        column in placed.cells
        and (column in line.figures or column in placed.figures)
        and placed.cells[column][-1].text.lower() not in ABOUT
        for placed in row
        for column in line.cells
        if not _is_note(line, column) and not _is_code_below(placed, line, column)
    )


def _is_note(line: Placed, column: int) -> bool:
    """A text in brackets below an entry: a code below its name, a remark below an amount."""
    return line.cells[column][0].text.startswith("(")


def _is_code_below(above: Placed, line: Placed, column: int) -> bool:
    """A code alone below a name, in the name's cell, or the last digits below a code's first."""
    text = _text(line, column)
    named = column not in above.figures and bool(CODE.fullmatch(text))
    return named or _ends_code(above, line, column)


def _ends_code(above: Placed, line: Placed, column: int) -> bool:
    """Whether a code has no room on one line: "06 01" and below it "06*"."""
    if column not in above.cells or not HALF_CODE.fullmatch(_text(above, column)):
        return False
    return bool(CODE.fullmatch(f"{_text(above, column)} {_text(line, column)}"))


def _text(line: Placed, column: int) -> str:
    return " ".join(token.text for token in line.cells[column])


def _may_wrap(row: Sequence[Placed], line: Placed, columns: Columns) -> bool:
    """Whether a near line can belong to the row: it adds words, or figures beside words."""
    filled = {column for placed in row for column in placed.cells}
    if line.cells.keys() <= filled:
        return True
    if any(placed.figures for placed in row):
        return not line.figures and _wraps(row, line, columns)
    if not line.figures or not filled <= line.cells.keys():
        return False
    # Cells that stand at the bottom of their row.
    return _is_small(line, min(filled)) or _wraps(row, line, columns)


def _is_small(line: Placed, column: int) -> bool:
    text = line.cells[column][0].text
    return text[:1].islower() and text.lower() not in {"varav", "därav"}


def _goes_on(row: Sequence[Placed], line: Placed, columns: Columns) -> bool:
    """Whether a line at the usual distance goes on with the row above."""
    filled = {column for placed in row for column in placed.cells}
    here = set(line.cells)
    if here <= filled and any(_ends_code(row[-1], line, column) for column in here):
        return True
    if len(here) == 1 and _is_note(line, next(iter(here))):
        return True
    small = _is_small(line, min(here))
    if filled < here and len(filled) == 1:  # cells that stand at the bottom of their row
        return small and _wraps(row, line, columns)
    if not here <= filled or (here == filled and len(filled) > 1 and 0 in here):
        return False
    if line.figures:
        return False
    if 0 in here:
        return small and len(here) <= max(1, len(filled) // 2) and _wraps(row, line, columns)
    return _wraps(row, line, columns)


def _wraps(row: Sequence[Placed], line: Placed, columns: Columns) -> bool:
    """Whether the first word of each cell had no room on the line above, in cells that go on."""
    for column, tokens in line.cells.items():
        above = next((p.cells[column] for p in reversed(row) if column in p.cells), None)
        if above is None or column in line.figures:
            continue
        room = columns.extents[column][1] - above[-1].box.x1
        word = tokens[0].box.x1 - tokens[0].box.x0
        if above[-1].text[-1:] not in "-/,­" and word + columns.blank < 0.9 * room:
            return False
    return True
