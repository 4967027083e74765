"""Put the words of a page in the order in which a person reads them."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from iusml.document import Box, Cell, Table, Word
from iusml.reading.beside import split_beside
from iusml.reading.boxes import find_boxes, lines_beside
from iusml.reading.columns import Columns
from iusml.reading.contact_cards import card_runs
from iusml.reading.gutters import column_runs
from iusml.reading.lines import Line, half, make_lines
from iusml.reading.pdf import RawPage, RawWord
from iusml.reading.tables import Region, find_regions, grid
from iusml.reading.tokens import Token
from iusml.reading.words import split_word

TWICE_PT = 1.0


@dataclass(frozen=True, slots=True)
class OrderedPage:
    """The words of a page in reading order, and its tables over them."""

    words: tuple[Word, ...]
    tables: tuple[Table, ...]


def order_page(
    raw: RawPage, first: int = 0, confidences: Sequence[float | None] | None = None
) -> OrderedPage:
    """Order the words of `raw`; `first` is the index that its first word gets in the document.

    `confidences` are 0..1 for recognised words, in the order of ``raw.words``, and None for words
    of the text layer beside them.
    """
    tokens = list(_tokens(raw, confidences))
    rules = [_upright(rule, raw) for rule in raw.rules]
    vertical = [r for r in rules if r.y1 - r.y0 > r.x1 - r.x0]
    horizontal = [r for r in rules if r.x1 - r.x0 >= r.y1 - r.y0]
    builder = _Builder(raw.number, first)
    lines = make_lines(tokens, vertical)
    for part in _around_boxes(lines, find_boxes(vertical, horizontal)):
        for column in _text_columns(part, horizontal):
            builder.add_column(column, horizontal)
    return OrderedPage(tuple(builder.words), tuple(builder.tables))


def _tokens(raw: RawPage, confidences: Sequence[float | None] | None) -> Iterator[Token]:
    seen: dict[str, dict[int, list[float]]] = {}
    for index, word in enumerate(raw.words):
        # Bold made by printing twice would double every word.
        if not word.text.strip() or _is_twin(word, seen):
            continue
        levels = seen.setdefault(word.text, {})
        levels.setdefault(round(word.box.y0 / TWICE_PT), []).append(word.box.x0)
        confidence = confidences[index] if confidences else None
        upright = _upright(word.box, raw)
        for text, box, glued in split_word(word.text, upright):
            yield Token(text, box, _shown(box, raw), glued, confidence)


def _is_twin(word: RawWord, seen: Mapping[str, Mapping[int, Sequence[float]]]) -> bool:
    levels = seen.get(word.text)
    if levels is None:
        return False
    level = round(word.box.y0 / TWICE_PT)
    return any(
        abs(x0 - word.box.x0) < TWICE_PT
        for near in (level - 1, level, level + 1)
        for x0 in levels.get(near, ())
    )


def _upright(box: Box, raw: RawPage) -> Box:
    """Turn a box of the page as shown so that its text runs from left to right."""
    if not raw.turn and not raw.skew_deg:
        return box
    width, height = raw.width_pt, raw.height_pt
    match raw.turn:
        case 90:
            box = Box(box.y0, width - box.x1, box.y1, width - box.x0)
        case 180:
            box = Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0)
        case 270:
            box = Box(height - box.y1, box.x0, height - box.y0, box.x1)
    return _tilted(box, -raw.skew_deg)


def _shown(box: Box, raw: RawPage) -> Box:
    """Undo `_upright`."""
    if not raw.turn and not raw.skew_deg:
        return box
    width, height = raw.width_pt, raw.height_pt
    box = _tilted(box, raw.skew_deg)
    match raw.turn:
        case 90:
            return Box(width - box.y1, box.x0, width - box.y0, box.x1)
        case 180:
            return Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0)
        case 270:
            return Box(box.y0, height - box.x1, box.y1, height - box.x0)
    return box


def _tilted(box: Box, degrees: float) -> Box:
    """Move the middle of `box` around the page's corner, clockwise; its size stays."""
    if not degrees:
        return box
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    x, y = box.center
    dx, dy = x * cosine - y * sine - x, x * sine + y * cosine - y
    return Box(box.x0 + dx, box.y0 + dy, box.x1 + dx, box.y1 + dy)


class _Builder:
    """Collects words in order and the tables that point at them."""

    def __init__(self, page: int, first: int) -> None:
        self.page, self.first = page, first
        self.words: list[Word] = []
        self.tables: list[Table] = []

    def _add(self, line: int, token: Token) -> None:
        glued = token.glued and bool(self.words)
        self.words.append(
            Word(token.text, token.shown, self.page, line, glued, token.ocr_confidence)
        )

    def add_column(self, lines: Sequence[Line], rules: Sequence[Box]) -> None:
        """Add one column of text: its tables row by row, everything else line by line."""
        regions = find_regions(lines, rules)
        index = 0
        for region in [*regions, Region(len(lines), len(lines))]:
            for line in lines[index : region.start]:
                for segment in line.segments:
                    for token in segment.tokens:
                        self._add(line.number, token)
            if region.end > region.start:
                for table, columns in split_beside(lines[region.start : region.end]):
                    self._add_table(table, columns, rules)
            index = region.end

    def _add_table(
        self, lines: Sequence[Line], columns: Columns, rules: Sequence[Box]
    ) -> None:  # fmt: skip
        cells = []
        for cell in grid(lines, columns, rules):
            start = self.first + len(self.words)
            for line, token in cell.tokens:
                self._add(line, token)
            cells.append(Cell(cell.row, cell.column, start, self.first + len(self.words)))
        rows = 1 + max(cell.row for cell in cells)
        width = 1 + max(cell.column for cell in cells)
        self.tables.append(Table(self.page, rows, width, tuple(cells)))


def _around_boxes(lines: list[Line], boxes: Sequence[Box]) -> Iterator[list[Line]]:
    """Split off boxes that stand beside text: left part, right part, then what is below."""
    runs = [run for box in boxes if (run := lines_beside(lines, box))]
    if not runs:
        yield lines
        return
    start, end, x = max(runs, key=lambda run: run[1] - run[0])
    for part in (lines[:start], *_halves(lines[start:end], x), lines[end:]):
        if part:
            yield from _around_boxes(part, boxes) if len(part) < len(lines) else [part]


def _text_columns(lines: list[Line], rules: Sequence[Box]) -> Iterator[list[Line]]:
    """Split pages set in columns of text or with tables or boxes side by side.

    Anything else comes as one column.
    """
    start = 0
    cards = card_runs(lines, rules)
    for first, last, gutter in cards or column_runs(lines, rules):
        if first > start:
            yield from _text_columns(lines[start:first], rules) if cards else [lines[start:first]]
        for side in _halves(lines[first:last], gutter):
            yield from _text_columns(side, rules)
        start = last
    if start < len(lines):
        yield from _text_columns(lines[start:], rules) if cards else [lines[start:]]


def _halves(lines: Sequence[Line], gutter: float) -> Iterator[list[Line]]:
    """Both sides, each in order: their lines were cut at other places."""
    for left in (True, False):
        yield sorted(half(lines, gutter, left=left), key=lambda line: line.middle)
