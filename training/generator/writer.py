"""Fills pages from top to bottom: paragraphs, headings, lists, forms with leaders."""

import random
from collections.abc import Iterable, Sequence

from training.generator.fonts import Pen
from training.generator.ink import Token, misread, plain, tokens
from training.generator.lines import Line, break_lines, print_line, token_width
from training.generator.look import Look
from training.generator.press import Press, Sheet

MAX_PAGES = 5


class FullError(Exception):
    """The report has all its pages."""


class Writer:
    """A cursor over the pages of one report."""

    def __init__(self, press: Press, look: Look, chance: random.Random, ocr_rate: float) -> None:
        self.press = press
        self.look = look
        self.chance = chance
        self._ocr_rate = ocr_rate
        self._section = [chance.choice([1, 1, 2, 4, 7, 14]), 0]
        self.new_page()

    def new_page(self) -> None:
        """Begin a page. Raises FullError when there are enough."""
        if len(self.press.sheets) >= MAX_PAGES:
            raise FullError
        sizes = (841.9, 595.3) if self.look.landscape else (595.3, 841.9)
        self.sheet: Sheet = self.press.sheet(*sizes)
        self.left, self.top, right, bottom = self.look.margin
        self.right = self.sheet.width - right
        self.bottom = self.sheet.height - bottom
        self._column = 0
        self._enter_column()

    def _enter_column(self) -> None:
        count = self.look.columns
        gutter = 22.0
        wide = (self.right - self.left - gutter * (count - 1)) / count
        self.x = self.left + self._column * (wide + gutter)
        self.width = wide
        self.y = self.top

    @property
    def at_top(self) -> bool:
        """Nothing has been printed in this column yet."""
        return self.y <= self.top + 1

    @property
    def fill(self) -> float:
        """How much of the page is used, 0..1."""
        used = (self.y - self.top) / (self.bottom - self.top)
        return (self._column + min(1.0, used)) / self.look.columns

    def need(self, height: float) -> bool:
        """Go to the next column or page unless `height` fits; True when it went."""
        if self.y + height <= self.bottom or (self.at_top and height > self.bottom - self.top):
            return False
        if self._column + 1 < self.look.columns:
            self._column += 1
            self._enter_column()
        else:
            self.new_page()
        return True

    def space(self, height: float) -> None:
        """Leave `height` points free."""
        self.y += height

    def parse(self, text: str) -> list[Token]:
        """Marked text as printed words, with the report's misprints."""
        if self._ocr_rate:
            text = misread(text, self.chance, self._ocr_rate)
        return tokens(text)

    def lines(self, rows: Iterable[Line], pen: Pen, indent: float = 0.0, align: str = "l") -> None:
        """Print lines one under the other."""
        for line in rows:
            self.need(pen.lead)
            at = (self.x + indent, self.y)
            print_line(self.press, self.sheet, line, at, self.width - indent, align, pen)
            self.y += pen.lead

    def paragraph(
        self, text: str, pen: Pen | None = None, indent: float = 0.0, align: str | None = None
    ) -> None:
        """Print running text."""
        pen = pen or self.look.pen
        words = self.parse(text)
        rows = break_lines(words, self.width - indent, pen, self.look.hyphenate)
        self.lines(rows, pen, indent, align or self.look.align)
        self.space(pen.lead * self.look.paragraph_gap)

    def heading(self, text: str, level: int = 1) -> None:
        """Print a heading, numbered where the report numbers them."""
        pen = self.look.heading if level == 1 else self.look.pen.bold()
        self.need(pen.lead * 3.5)
        if not self.at_top:
            self.space(pen.lead * self.chance.uniform(0.3, 0.9))
        if self.look.heading_caps and level == 1:
            text = text.upper()
        if self.look.numbered:
            text = f"{self._number(level)} {text}"
        rows = break_lines(self.parse(text), self.width, pen, False)
        self.lines(rows, pen, align=self.look.heading_align)
        self.space(pen.lead * self.chance.uniform(0.05, 0.5))

    def _number(self, level: int) -> str:
        if level == 1:
            self._section = [self._section[0] + 1, 0]
            return f"{self._section[0]}" + self.chance.choice(["", "."])
        self._section[1] += 1
        return f"{self._section[0]}.{self._section[1]}"

    def bullets(self, items: Sequence[str], bullet: str | None = None) -> None:
        """Print list items with bullets, numbers or letters and hanging indents."""
        bullet = self.look.bullet if bullet is None else bullet
        pen = self.look.pen
        hang = pen.size * 1.6
        for number, item in enumerate(items, start=1):
            sign = _sign(bullet, number)
            rows = break_lines(self.parse(item), self.width - 2 * hang, pen, self.look.hyphenate)
            for row, line in enumerate(rows):
                self.need(pen.lead)
                if row == 0 and sign:
                    self.press.put(self.sheet, self.x + hang * 0.6, self.y, tokens(sign)[0], pen)
                at = (self.x + 2 * hang, self.y)
                print_line(self.press, self.sheet, line, at, self.width - 2 * hang, "l", pen)
                self.y += pen.lead
        self.space(pen.lead * self.look.paragraph_gap)

    def leaders(self, pairs: Sequence[tuple[str, str]], pen: Pen | None = None) -> None:
        """Print pairs with dots between them, as tables of contents have them."""
        pen = pen or self.look.pen
        glued = self.chance.random() < 0.4
        for left, right in pairs:
            self.need(pen.lead)
            first, second = self.parse(left), self.parse(right)
            ends = [
                sum(token_width(t, pen) + pen.width(" ") for t in part) for part in (first, second)
            ]
            room = self.width - sum(ends) - pen.width("  ")
            dots = "." * max(3, int(room / pen.width(".")))
            fill = tokens(dots)[0]
            if glued and first and not first[-1][-1].parts:
                *head, tail = first[-1]
                first[-1] = (*head, tail._replace(text=tail.text + dots))
                row = [*first, *second]
            else:
                row = [*first, fill, *second]
            print_line(
                self.press, self.sheet, Line(row, 0.0, True), (self.x, self.y), self.width, "l", pen
            )
            self.y += pen.lead
        self.space(pen.lead * 0.6)

    def wrapped(self, text: str, x: float, pen: Pen) -> float:
        """Print text from `x` to the column's end; the cursor goes to its last line."""
        room = max(60.0, self.x + self.width - x)
        rows = break_lines(self.parse(text), room, pen, False)
        for number, line in enumerate(rows):
            if number:
                self.y += pen.lead
            print_line(self.press, self.sheet, line, (x, self.y), room, "l", pen)
        return rows[-1].width if rows else 0.0

    def place(self, text: str, x: float, y: float, pen: Pen, align: str = "l") -> float:
        """Print one line at a fixed place; return its width."""
        line = break_lines(self.parse(text), 5000, pen, False)
        if not line:
            return 0.0
        x -= line[0].width if align == "r" else line[0].width / 2 if align == "c" else 0
        print_line(self.press, self.sheet, line[0], (x, y), line[0].width, "l", pen)
        return line[0].width


def _sign(bullet: str, number: int) -> str:
    if bullet.startswith("1"):
        return f"{number}{bullet[1:]}"
    if bullet.startswith("a"):
        return f"{chr(96 + (number - 1) % 26 + 1)}{bullet[1:]}"
    return bullet


def is_empty(text: str) -> bool:
    """Nothing but blanks and marks."""
    return not plain(text).strip()
