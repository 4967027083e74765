"""Words to visual lines, and lines to segments that are set apart by wide gaps or rules."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from iusml.document import Box
from iusml.layout import BULLETS
from iusml.reading.pieces import Piece, as_piece, cut_pieces
from iusml.reading.tokens import Token

SAME_LINE = 0.35
"""Middles of words of one line differ by at most this share of the smaller height."""
BULLET_REACH = 3.5
"""A bullet at a line's start belongs to its text within this many gaps."""
GAP = 0.72
OCR_GAP = 1.1
"""A gap wider than this share of the line height separates segments.

Recognised boxes hug the letters, so the same gap is a larger share of their height.
"""


@dataclass
class Segment:
    """Words of one line that stand close together; complete before anything is asked of it."""

    tokens: list[Token]

    @cached_property
    def x0(self) -> float:
        """Left edge."""
        return self.tokens[0].box.x0

    @cached_property
    def x1(self) -> float:
        """Right edge; a row of dots at the end is a gap."""
        last = next((t for t in reversed(self.tokens) if not t.is_leader), self.tokens[-1])
        return last.box.x1

    @property
    def middle(self) -> float:
        """The height of the middle of its first word."""
        return self.tokens[0].box.center[1]

    @cached_property
    def text(self) -> str:
        """The words, one blank between."""
        return " ".join(token.text for token in self.tokens)

    @cached_property
    def whole(self) -> Piece:
        """All words as one piece."""
        return as_piece(self.tokens)

    @cached_property
    def blanks(self) -> list[float]:
        """The widths of the blanks between its words, in points."""
        return [
            token.box.x0 - before.box.x1
            for before, token in pairwise(self.tokens)
            if not token.glued and token.box.x0 > before.box.x1
        ]

    @cached_property
    def pieces(self) -> list[Piece]:
        """The words, those together that never stand in two columns."""
        return cut_pieces(self.tokens)


@dataclass
class Line:
    """One visual line: its segments from left to right and its vertical extent.

    `rules` are the x of the vertical rules that cross it.
    """

    number: int
    y0: float
    y1: float
    segments: list[Segment] = field(default_factory=list)
    rules: tuple[float, ...] = ()

    @property
    def height(self) -> float:
        """Height in points."""
        return max(1.0, self.y1 - self.y0)

    @cached_property
    def pieces(self) -> list[Piece]:
        """The pieces of all segments, from left to right."""
        return [piece for segment in self.segments for piece in segment.pieces]

    @cached_property
    def has_figures(self) -> bool:
        """Whether some entry is a number, a code or a dash."""
        return any(piece.is_figure for piece in self.pieces)

    @property
    def middle(self) -> float:
        """Vertical middle."""
        return (self.y0 + self.y1) / 2


def make_lines(tokens: Sequence[Token], vertical: Sequence[Box]) -> list[Line]:
    """Group `tokens` into lines from top to bottom; `vertical` rules cut segments apart."""
    groups: list[list[Token]] = []
    for token in sorted(tokens, key=lambda t: (t.box.y0 + t.box.y1, t.box.x0)):
        if groups and _same_line(groups[-1], token):
            groups[-1].append(token)
        else:
            groups.append([token])
    return [_line(number, group, vertical) for number, group in enumerate(groups)]


def _same_line(group: Sequence[Token], token: Token) -> bool:
    middle = (token.box.y0 + token.box.y1) / 2
    height = token.box.y1 - token.box.y0
    # The group's widest word is its most typical; marks and superscripts are narrow.
    typical = max(group[-8:], key=lambda t: t.box.x1 - t.box.x0)
    other = typical.box.y1 - typical.box.y0
    distance = abs(middle - (typical.box.y0 + typical.box.y1) / 2)
    if distance <= SAME_LINE * min(height, other):
        return True
    superscript = min(height, other) < 0.75 * max(height, other)
    return superscript and distance <= 0.4 * max(height, other)


def _line(number: int, group: list[Token], vertical: Sequence[Box]) -> Line:
    group.sort(key=lambda t: t.box.x0)
    recognised = group[0].ocr_confidence is not None
    heights = sorted(t.box.y1 - t.box.y0 for t in group)
    gap = OCR_GAP * heights[-1] if recognised else GAP * heights[len(heights) // 2]
    line = Line(number, min(t.box.y0 for t in group), max(t.box.y1 for t in group))
    crossing = sorted({round(r.x0, 1) for r in vertical if r.y0 < line.middle < r.y1})
    line.rules = tuple(crossing)
    for token in group:
        before = line.segments[-1].tokens[-1] if line.segments else None
        bullet = before is not None and token is group[1] and before.text in BULLETS
        close = bullet and token.box.x0 - group[0].box.x1 < BULLET_REACH * gap
        if before is None or (not close and _apart(before, token, gap, crossing)):
            line.segments.append(Segment([token]))
        else:
            line.segments[-1].tokens.append(token)
    return line


def _apart(before: Token, token: Token, gap: float, crossing: Sequence[float]) -> bool:
    if before.is_leader:
        return True
    if token.glued:
        return False
    if token.box.x0 - before.box.x1 > gap:
        return True
    return any(before.box.x1 - 1 <= x <= token.box.x0 + 1 for x in crossing)


def half(lines: Sequence[Line], x: float, *, left: bool) -> list[Line]:
    """Return what stands left or right of `x`, line by line; segments go where they begin."""
    halves = []
    for line in lines:
        kept = [segment for segment in line.segments if (segment.x0 < x) == left]
        if kept:
            tokens = [token for segment in kept for token in segment.tokens]
            top = min(token.box.y0 for token in tokens)
            bottom = max(token.box.y1 for token in tokens)
            halves.append(Line(line.number, top, bottom, kept, line.rules))
    return halves
