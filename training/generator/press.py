"""Sheets on which words, rules and the boxes of marks are put down."""

import random
from dataclasses import dataclass, field

from iusml.document import Box
from iusml.reading.pdf import RawPage, RawWord
from training.generator.fonts import Pen
from training.generator.ink import Book, Part, Piece, Token
from training.generator.model import GeneratedSpan


@dataclass(slots=True)
class Sheet:
    """A page while it is filled."""

    number: int
    width: float
    height: float
    words: list[RawWord] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a thin line."""
        self.rules.append(Box(x0, y0, x1, y1))

    def frame(self, box: Box) -> None:
        """Draw the four edges of a rectangle."""
        self.rule(box.x0, box.y0, box.x1, box.y0)
        self.rule(box.x0, box.y1, box.x1, box.y1)
        self.rule(box.x0, box.y0, box.x0, box.y1)
        self.rule(box.x1, box.y0, box.x1, box.y1)

    def raw(self) -> RawPage:
        """The finished page."""
        words, rules = tuple(self.words), tuple(self.rules)
        return RawPage(self.number, self.width, self.height, 0, 0, words, rules, 0.0)


@dataclass(slots=True)
class _Trace:
    boxes: list[tuple[int, Box]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    cut: bool = False


@dataclass(slots=True)
class Press:
    """Puts words on sheets and remembers where each mark was printed."""

    book: Book
    chance: random.Random
    jitter: float = 0.0
    sheets: list[Sheet] = field(default_factory=list)
    traces: dict[int, _Trace] = field(default_factory=dict)

    def sheet(self, width: float, height: float) -> Sheet:
        """Begin a new sheet."""
        self.sheets.append(Sheet(len(self.sheets) + 1, width, height))
        return self.sheets[-1]

    def put(self, sheet: Sheet, x: float, y: float, token: Token, pen: Pen) -> float:
        """Print `token` with the top of its box at `y`; return its width."""
        start = x
        for piece in token:
            if x > start:
                x += pen.width(" ")
            width = pen.width(piece.text)
            self._word(sheet, piece, self._box(x, y, width, pen.height))
            x += width
        return x - start

    def _box(self, x: float, y: float, width: float, height: float) -> Box:
        if not self.jitter:
            return Box(x, y, x + width, y + height)
        dx, dy = (self.chance.uniform(-self.jitter, self.jitter) for _ in range(2))
        grow = self.chance.uniform(-0.12, 0.02) * height
        return Box(x + dx, y + dy - grow / 2, x + width + dx, y + height + dy + grow / 2)

    def _word(self, sheet: Sheet, piece: Piece, box: Box) -> None:
        sheet.words.append(RawWord(piece.text, box))
        share = (box.x1 - box.x0) / len(piece.text)
        for part in piece.parts:
            x0 = box.x0 + part.start * share
            x1 = box.x0 + part.end * share
            self._trace(sheet.number, piece, part, Box(x0, box.y0, x1, box.y1))

    def _trace(self, number: int, piece: Piece, part: Part, box: Box) -> None:
        trace = self.traces.setdefault(part.mark, _Trace())
        text = piece.text[part.start : part.end]
        if trace.cut:
            trace.words[-1] = trace.words[-1][:-1] + text
        else:
            trace.words.append(text)
        trace.cut = piece.cut and part.end == len(piece.text)
        last = trace.boxes[-1] if trace.boxes else None
        if last and last[0] == number and abs(last[1].y0 - box.y0) < 3:
            trace.boxes[-1] = (number, last[1].union(box))
        else:
            trace.boxes.append((number, box))

    def spans(self) -> tuple[GeneratedSpan, ...]:
        """Every mark that was printed, in the order of its making."""
        result = []
        for number, mark in enumerate(self.book.marks):
            trace = self.traces.get(number)
            if trace:
                text = " ".join(trace.words)
                boxes = tuple(trace.boxes)
                result.append(GeneratedSpan(mark.label, text, mark.keys, mark.year, boxes))
        return tuple(result)
