"""How the held-out tables are written down, and two more makers of PDFs: typst and FPDF.

Cells stand in lines with "|" between them. In a cell "¶" breaks the line, "¬¶" cuts a word there,
"¬" alone allows a cut, "~" is a blank that cannot break, and each "»" sets the cell in by a step.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from benchmarks.tables.drawing import CUT, plain
from benchmarks.tables.fixture import GoldTable

Row = tuple[str, ...]
Rows = tuple[Row, ...]
STEP_IN = "\xa0\xa0\xa0"


def text(written: str) -> str:
    """A text as it is drawn."""
    drawn = written.replace("¬¶", CUT).replace("¬", "\xad").replace("¶", "\n")
    return drawn.replace("~", "\xa0").replace("»", STEP_IN)


def rows(block: str) -> Rows:
    """The cells of a block of lines, as they are drawn."""
    lines = block.strip().splitlines()
    return tuple(tuple(text(cell.strip()) for cell in line.split("|")) for line in lines)


def read(drawn: str) -> str:
    """A drawn text as a person reads it, without indent."""
    return plain(drawn).replace("\xa0", " ").strip()


def gold(page: int, headings: Sequence[str], body: Rows) -> GoldTable:
    """A gold table of cells as they are drawn."""
    told = tuple(tuple(read(cell) for cell in row) for row in body)
    return GoldTable(page=page, headings=tuple(read(cell) for cell in headings), body=told)


def typst_cells(body: Rows) -> str:
    """Cells as content blocks, to stand among the arguments of a typst table."""
    blocks = []
    for row in body:
        for cell in row:
            safe = cell.replace('"', '\\"').replace(CUT, "-\n")
            lines = [f'#"{line}"' for line in safe.split("\n")]
            blocks.append(f"[{' #linebreak() '.join(lines)}]")
    return ", ".join(blocks)


def typst_pdf(source: str) -> bytes:
    """Set typst source in Swedish, with the typefaces that typst itself brings."""
    import typst

    start = '#set document(date: none)\n#set text(lang: "sv")\n'
    return bytes(typst.compile((start + source).encode("utf-8"), ignore_system_fonts=True))


class Printout:
    """An FPDF of A4 pages in points, as report generators make them; cells break by width."""

    def __init__(self, orientation: Literal["P", "L"] = "P", text_size: float = 9) -> None:
        from fpdf import FPDF

        self.fpdf = FPDF(orientation=orientation, unit="pt", format="A4")
        # The fonts that need no file hold the dash and the raised 3 in this encoding only.
        self.fpdf.core_fonts_encoding = "windows-1252"
        self.fpdf.set_creation_date(datetime(2024, 3, 1, tzinfo=UTC))
        self.fpdf.set_margins(45, 45, 45)
        self.fpdf.set_font("Helvetica", size=text_size)
        self.fpdf.add_page()

    def grid(self, body: Rows, layout: Mapping[str, Any]) -> None:
        """A table at the place reached; its first row holds the headings."""
        with self.fpdf.table(**layout) as table:
            for row in body:
                table.row([cell.replace(CUT, "-\n") for cell in row])

    def say(self, lines: str, height: float = 13, width: float = 0) -> None:
        """A paragraph at the place reached."""
        self.fpdf.multi_cell(width, height, lines, align="L", new_x="LMARGIN", new_y="NEXT")

    def pdf(self) -> bytes:
        """The finished file."""
        return bytes(self.fpdf.output())
