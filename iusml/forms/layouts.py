"""Which words are the value of which label: beside it, below it, or in a block after all labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from iusml.document import Document
from iusml.forms.labels import Heading, Label
from iusml.forms.paper import Row, box_of, runs
from iusml.forms.values import CHECKED, contradicts, fits, is_empty, is_exact, value_of

Reading = dict[int, tuple[int, ...]]
"""Words of the value by the number of its label."""
_WRAPPED: Final = frozenset({"operator", "facility_name", "street", "coordinates"})
SAME_EDGE_PT = 3.0
WRAP_GAP = 0.75
"""The next line of a wrapped value begins within this share of a row's height."""
NEXT_GAP = 1.6
BLOCK_GAP = 2.5
"""Values stand within this many row heights of each other."""
FAR_GAP = 2.5
"""Words of one row that are further apart, in row heights, are two things."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a form: its rows, headings and labels."""

    document: Document
    rows: tuple[Row, ...]
    headings: tuple[Heading, ...]
    labels: tuple[Label, ...]

    def known(self) -> set[int]:
        """The words of labels and headings."""
        parts = [*(x.words for x in self.labels), *(x.words for x in self.headings)]
        return {index for words in parts for index in words}


def readings(sheet: Sheet) -> list[Reading]:
    """What each layout gives, the most usual layout first."""
    return [_beside(sheet), _below(sheet), _blocks(sheet)]


def best_reading(sheet: Sheet) -> Reading:
    """The values, section by section, in the layout that gives most values of the right shape.

    A layout in which more values are wrong than right reads a section's labels beside other
    labels' values; without a layout that does better nothing of the section is read.
    """
    options = readings(sheet)
    whole = range(len(sheet.labels))
    usual = max(options, key=lambda reading: _score(sheet, reading, whole))
    chosen: Reading = {}
    for section in {label.section for label in sheet.labels}:
        numbers = [n for n, label in enumerate(sheet.labels) if label.section == section]
        best = max(options, key=lambda reading: _score(sheet, reading, numbers))
        if _score(sheet, best, numbers) <= 0:
            sure = _score(sheet, usual, whole) > 0 and _score(sheet, usual, numbers) >= 0
            best = usual if sure else {}
        chosen.update({n: best[n] for n in numbers if n in best})
    return chosen


def _score(sheet: Sheet, reading: Reading, numbers: Sequence[int]) -> int:
    """Values of the right shape less those of a wrong one; two for another field's shape."""
    score = 0
    for number in numbers:
        words = reading.get(number)
        field = sheet.labels[number].field
        if not words:
            continue
        text = sheet.document.join(words)
        if contradicts(field, text):
            score -= 2
        elif field in CHECKED and not is_empty(text):
            score += 1 if value_of(field, text) is not None else -1
    return score


def _beside(sheet: Sheet) -> Reading:
    found: Reading = {}
    known = sheet.known()
    for number, label in enumerate(sheet.labels):
        row = sheet.rows[label.row]
        others = [x.box.x0 for x in sheet.labels if x.row == label.row and x.box.x0 > label.box.x0]
        edge = min(others, default=float("inf"))
        words = [
            i
            for i in row.words
            if i not in known and label.box.x1 - 1 <= sheet.document.words[i].box.x0 < edge
        ]
        value = _one_thing(sheet, label.field, words)
        if value and label.field in _WRAPPED:
            value = _with_next_lines(sheet, label, value, edge)
        if value:
            found[number] = tuple(value)
    return found


def _one_thing(sheet: Sheet, field: str, words: Sequence[int]) -> list[int]:
    """The words up to a wide gap, which only a checked value may have behind it."""
    found: list[int] = []
    for index in words:
        box = sheet.document.words[index].box
        if found and field != "coordinates":
            gap = box.x0 - sheet.document.words[found[-1]].box.x1
            if gap > FAR_GAP * (box.y1 - box.y0):
                return found if field in CHECKED else []
        found.append(index)
    return found


def _with_next_lines(
    sheet: Sheet, label: Label, words: Sequence[int], edge: float
) -> list[int]:  # fmt: skip
    """Add the lines of a wrapped value: at its left edge, with nothing in the label's column."""
    value = list(words)
    left = sheet.document.words[value[0]].box.x0
    before = sheet.rows[label.row]
    for row in sheet.rows[label.row + 1 :]:
        inside = [i for i in row.words if label.box.x0 - 1 <= sheet.document.words[i].box.x0 < edge]
        if not inside:
            continue
        first = sheet.document.words[inside[0]].box.x0
        near = row.y0 - before.y1 <= WRAP_GAP * before.height
        text = sheet.document.join(inside)
        if not near or abs(first - left) > SAME_EDGE_PT or left - label.box.x0 < 2 * SAME_EDGE_PT:
            break
        if set(inside) & sheet.known() or is_exact(text):
            break
        value += inside
        before = row
    return value


def _below(sheet: Sheet) -> Reading:
    """The line right below each label, up to the next label's left edge."""
    found: Reading = {}
    known = sheet.known()
    for number, label in enumerate(sheet.labels):
        others = [x.box.x0 for x in sheet.labels if x.row == label.row and x.box.x0 > label.box.x0]
        edge = min(others, default=float("inf")) - SAME_EDGE_PT
        lines = _lines_below(sheet, label, edge)
        if not lines or set(lines[0]) & known:
            continue
        several = len(lines) > 1 and not set(lines[1]) & known
        if several and label.field not in CHECKED:
            continue  # a wrapped value or two: that is not told
        value = _one_thing(sheet, label.field, lines[0])
        if value:
            found[number] = tuple(value)
    return found


def _lines_below(sheet: Sheet, label: Label, edge: float) -> list[list[int]]:
    """The words of the next lines in a label's column, each close to the line before."""
    lines: list[list[int]] = []
    bottom, height = label.box.y1, label.box.y1 - label.box.y0
    for row in sheet.rows[label.row + 1 :]:
        words = [
            i
            for i in row.words
            if label.box.x0 - SAME_EDGE_PT <= sheet.document.words[i].box.x0 < edge
        ]
        if not words:
            continue
        if row.y0 - bottom > NEXT_GAP * height or len(lines) == 2:
            break
        lines.append(words)
        bottom = row.y1
    return lines


def _blocks(sheet: Sheet) -> Reading:
    """Labels below each other, then their values below each other, or in a column beside."""
    found: Reading = {}
    lines = _column(sheet)
    at = 0
    while at < len(lines):
        labels, values, at = _next_block(sheet, lines, at)
        texts = [sheet.document.join(words) for words in values]
        fields = [sheet.labels[number].field for number in labels]
        for number, choice in zip(labels, align(fields, texts), strict=True):
            if choice is not None:
                found[number] = values[choice]
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    """A line in the labels' column: a heading, a label (its number) or something else."""

    words: tuple[int, ...]
    y0: float
    y1: float
    label: int | None
    heading: bool


def _column(sheet: Sheet) -> list[_Line]:
    """The lines that begin where most labels do, from the first label on."""
    if not sheet.labels:
        return []
    edges = sorted(label.box.x0 for label in sheet.labels)
    left = edges[len(edges) // 2]
    first_words = {label.words[0]: number for number, label in enumerate(sheet.labels)}
    heading_words = {index for heading in sheet.headings for index in heading.words}
    lines = []
    for row in sheet.rows[sheet.labels[0].row :]:
        for part in runs(sheet.document, row.words):
            near = abs(sheet.document.words[part[0]].box.x0 - left) <= SAME_EDGE_PT
            heading = part[0] in heading_words
            if near or heading:
                box = box_of(sheet.document, part)
                number = first_words.get(part[0])
                lines.append(_Line(tuple(part), box.y0, box.y1, number, heading))
    return lines


def _next_block(
    sheet: Sheet, lines: Sequence[_Line], at: int
) -> tuple[list[int], list[tuple[int, ...]], int]:
    """The next labels, their values, and where to go on."""
    first = at
    while at < len(lines) and (lines[at].label is not None or lines[at].heading):
        at += 1
    last = at
    labels = [line.label for line in lines[first:last] if line.label is not None]
    gaps = sorted(two.y0 - one.y1 for one, two in pairwise(lines[first:last]))
    values: list[tuple[int, ...]] = []
    while at < len(lines) and lines[at].label is None and not lines[at].heading:
        height = lines[at].y1 - lines[at].y0
        # The first value may stand off; the others follow each other as the labels do.
        reach = BLOCK_GAP * height
        if values and gaps:
            reach = gaps[len(gaps) // 2] + 0.5 * height
        if at > first and at - last == len(values) and lines[at].y0 - lines[at - 1].y1 <= reach:
            values.append(lines[at].words)
        at += 1
    return labels, values, max(at, first + 1)


def align(fields: Sequence[str], texts: Sequence[str]) -> list[int | None]:
    """For each label the one value it can have, in order, or None where that is open.

    Some labels may have no value; all values belong to a label. Where the shapes allow more
    than one such matching, only labels with the same value in all of them get it.
    """
    rows, columns = len(fields), len(texts)
    ahead = [[0] * (columns + 1) for _ in range(rows + 1)]
    after = [[0] * (columns + 1) for _ in range(rows + 1)]
    fit = [[fits(field, text) for text in texts] for field in fields]
    ahead[0][0] = after[rows][columns] = 1
    for i in range(rows):
        for j in range(columns + 1):
            ahead[i + 1][j] += ahead[i][j]
            if j < columns and fit[i][j]:
                ahead[i + 1][j + 1] += ahead[i][j]
    for i in reversed(range(rows)):
        for j in range(columns + 1):
            after[i][j] = after[i + 1][j]
            if j < columns and fit[i][j]:
                after[i][j] += after[i + 1][j + 1]
    found: list[int | None] = []
    for i in range(rows):
        empty = any(ahead[i][j] and after[i + 1][j] for j in range(columns + 1))
        given = [
            j for j in range(columns) if fit[i][j] and ahead[i][j] and after[i + 1][j + 1]
        ]  # fmt: skip
        found.append(given[0] if len(given) == 1 and not empty else None)
    return found
