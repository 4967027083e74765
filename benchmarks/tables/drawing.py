"""Draws fixtures: a sheet with coordinates from the top left in points, or HTML with CSS."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import Any, Literal

A4 = (595.0, 842.0)
LANDSCAPE = (842.0, 595.0)
# Where a word is cut: the hyphen is drawn, and it is no part of the text.
CUT = "\xad\n"
# The bold face of each font that needs no file.
FACES = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold"}

Align = Literal["left", "right", "centre"]
Stand = Literal["top", "middle", "bottom"]


def plain(text: str) -> str:
    """A drawn text as one reads it: lines joined by a blank, cut words joined again."""
    return text.replace(CUT, "").replace("\n", " ").replace("\xad", "")


@dataclass(frozen=True, slots=True)
class Column:
    """Where a column stands: the left edge, the right edge or the centre of its texts."""

    x: float
    align: Align = "left"


class Sheet:
    """A PDF drawn by coordinates.

    `size` is the page as a person holds it. `turn` turns all that is drawn against the clock;
    `rotate` is the page's own /Rotate, with the clock. Both 90: an upright page on every screen.
    Only `turn` 90: a page that one must turn to read.
    """

    def __init__(
        self,
        size: tuple[float, float] = A4,
        *,
        turn: Literal[0, 90, 180, 270] = 0,
        rotate: Literal[0, 90, 180, 270] = 0,
        font: str = "Helvetica",
        text_size: float = 9,
    ) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self._buffer = BytesIO()
        self._canvas: Any = Canvas(self._buffer, invariant=1)
        self.width, self.height = size
        self.turn, self.rotate = turn, rotate
        self.font, self.text_size = font, text_size
        self._start()

    def _start(self) -> None:
        width, height = self.width, self.height
        canvas = self._canvas
        # reportlab exchanges width and height itself on a page with /Rotate 90 or 270.
        lying = (self.turn in (90, 270)) != (self.rotate in (90, 270))
        canvas.setPageSize((height, width) if lying else (width, height))
        canvas.setPageRotation(self.rotate)
        canvas.translate(
            *{0: (0, 0), 90: (height, 0), 180: (width, height), 270: (0, width)}[self.turn]
        )
        canvas.rotate(self.turn)

    def new_page(self) -> None:
        """Begin a further page like the first."""
        self._canvas.showPage()
        self._start()

    def width_of(self, text: str, size: float | None = None, *, bold: bool = False) -> float:
        """How wide one line of text is drawn."""
        face = FACES[self.font] if bold else self.font
        return float(self._canvas.stringWidth(text, face, size or self.text_size))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float | None = None,
        bold: bool = False,
        align: Align = "left",
        turn: float = 0,
        leading: float = 1.2,
        grey: float = 0,
    ) -> None:
        """Text with its first base line at `y`; further lines, split at newlines, stand below.

        `turn` turns it against the clock around the point.
        """
        canvas, size = self._canvas, size or self.text_size
        canvas.saveState()
        canvas.translate(x, self.height - y)
        canvas.rotate(turn)
        canvas.setFont(FACES[self.font] if bold else self.font, size)
        canvas.setFillGray(grey)
        put = {
            "left": canvas.drawString,
            "right": canvas.drawRightString,
            "centre": canvas.drawCentredString,
        }[align]
        for number, line in enumerate(text.replace(CUT, "-\n").split("\n")):
            put(0, -number * leading * size, line)
        canvas.restoreState()

    def row(
        self,
        y: float,
        cells: Sequence[str],
        columns: Sequence[Column],
        *,
        size: float | None = None,
        bold: bool = False,
        stand: Stand = "top",
        leading: float = 1.2,
    ) -> float:
        """One row of cells, each with its own lines; returns the height of its tallest cell.

        `stand` says where a cell with fewer lines stands beside the tallest.
        """
        size = size or self.text_size
        lines = [cell.count("\n") + 1 for cell in cells]
        for cell, count, column in zip(cells, lines, columns, strict=True):
            free = (max(lines) - count) * leading * size
            down = {"top": 0.0, "middle": free / 2, "bottom": free}[stand]
            place = {"size": size, "bold": bold, "leading": leading}
            self.text(column.x, y + down, cell, align=column.align, **place)  # type: ignore[arg-type]
        return max(lines) * leading * size

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> None:
        """A stroke."""
        self._canvas.setLineWidth(width)
        self._canvas.line(x0, self.height - y0, x1, self.height - y1)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: float | None = None,
        stroke: float = 0,
    ) -> None:
        """A rectangle down from `y`: filled with a grey (0 black to 1 white), framed, or both."""
        canvas = self._canvas
        canvas.saveState()
        canvas.setLineWidth(stroke)
        canvas.setFillGray(1 if fill is None else fill)
        down = self.height - y - height
        canvas.rect(x, down, width, height, stroke=int(stroke > 0), fill=int(fill is not None))
        canvas.restoreState()

    def dots(self, x0: float, x1: float, y: float, size: float | None = None) -> None:
        """A dotted leader that ends at `x1`."""
        count = int((x1 - x0) / self.width_of(".", size))
        self.text(x1, y, "." * count, size=size, align="right")

    def pdf(self) -> bytes:
        """The finished file."""
        self._canvas.showPage()
        self._canvas.save()
        return self._buffer.getvalue()


def markup(text: str) -> str:
    """A drawn text as HTML, with its line breaks."""
    return escape(text, quote=False).replace(CUT, "-<br>").replace("\n", "<br>")


def html_rows(rows: Sequence[Sequence[str]], cell: Literal["td", "th"] = "td") -> str:
    """Rows of an HTML table, the cells of column n with the class `cn`, counted from 1."""

    def one(row: Sequence[str]) -> str:
        cells = (f'<{cell} class="c{n}">{markup(t)}</{cell}>' for n, t in enumerate(row, 1))
        return f"<tr>{''.join(cells)}</tr>"

    return "\n".join(map(one, rows))


def html(body: str, css: str = "") -> bytes:
    """HTML set in Swedish on A4 pages; `css` comes after a small ground style."""
    from weasyprint import HTML

    ground = """
      @page { size: A4; margin: 20mm }
      body { font: 9pt "DejaVu Sans", sans-serif; line-height: 1.25 }
      table { border-collapse: collapse }
      * { hyphenate-character: "-" }
      td, th { text-align: left; vertical-align: top; padding: 1.5pt 4pt; font-weight: normal }
    """
    page = f'<html lang="sv"><head><style>{ground}{css}</style></head><body>{body}</body></html>'
    return bytes(HTML(string=page).write_pdf())
