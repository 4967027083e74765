"""Sheets of paper drawn with reportlab, and what was read from them as plain texts."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from iusml.document import Document, Table

LETTERS = "Slam från fettavskiljare åäö ÅÄÖ é § 14,5 m³ ½ m² – 25 °C"
FONT = "Helvetica"


class Sheet:
    """A canvas that counts from the top left corner, as documents do."""

    def __init__(self, path: Path, size: tuple[float, float] = A4) -> None:
        self.path, self.height = path, size[1]
        self.canvas = Canvas(str(path), pagesize=size, invariant=1)

    def text(self, x: float, top: float, line: str, size: float = 10) -> None:
        """Draw one line whose foot stands `top` points below the upper edge."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.height - top, line)

    def lines(self, x: float, top: float, lines: Sequence[str], step: float = 14) -> None:
        """Draw lines below each other."""
        for number, line in enumerate(lines):
            self.text(x, top + step * number, line)

    def rule(self, x0: float, top0: float, x1: float, top1: float) -> None:
        """Draw a ruling line."""
        self.canvas.line(x0, self.height - top0, x1, self.height - top1)

    def ruled_table(
        self, x: Sequence[float], top: float, rows: Sequence[Sequence[str]], step: float = 12
    ) -> None:
        """Draw a table with lines around every cell; newlines in a cell wrap it.

        `x` are the left edges of the columns and the right edge of the last one.
        """
        self.rule(x[0], top, x[-1], top)
        start = top
        for row in rows:
            height = step * max(cell.count("\n") + 1 for cell in row) + 6
            for left, cell in zip(x, row, strict=False):
                self.lines(left + 4, top + step, cell.split("\n"), step)
            top += height
            self.rule(x[0], top, x[-1], top)
        for edge in x:
            self.rule(edge, start, edge, top)

    def save(self) -> Path:
        """Finish the file."""
        self.canvas.save()
        return self.path


def width(text: str, size: float = 10) -> float:
    """How wide reportlab draws `text`."""
    return float(stringWidth(text, FONT, size))


def whole(document: Document) -> str:
    """Everything that was read, as one string."""
    return document.text(0, len(document.words))


def cells(document: Document, table: Table) -> dict[tuple[int, int], str]:
    """The texts of a table by row and column."""
    return {(c.row, c.column): document.text(c.start, c.end) for c in table.cells}


def grid(document: Document, table: Table) -> list[list[str]]:
    """The texts of a table's cells, row by row; empty cells are empty texts."""
    found = cells(document, table)
    return [[found.get((r, c), "") for c in range(table.columns)] for r in range(table.rows)]


def inside(document: Document) -> bool:
    """Whether every word's box lies within its page as shown."""
    for word in document.words:
        page, box = document.pages[word.page - 1], word.box
        across = 0 <= box.x0 < box.x1 <= page.width_pt
        if not (across and 0 <= box.y0 < box.y1 <= page.height_pt):
            return False
    return True
