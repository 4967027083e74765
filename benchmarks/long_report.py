"""A report of any length, drawn in code: running text, ruled tables and tables without lines."""

import random
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

FONT, BOLD, SIZE, STEP = "Helvetica", "Helvetica-Bold", 9.5, 13.0
LEFT, RIGHT, TOP, FOOT = 62.0, 535.0, 64.0, 770.0
_WORDS = tuple(
    "anläggningen avfall behandling bolaget drift energi entreprenören farligt förbrukning "  # noqa: SIM905
    "förvaras hanteras invallad kontroll kvartalet leverans mängden miljöledning minskat nya "
    "oljeavskiljaren produktionen provtagning redovisas rutiner slammet sortering tank "
    "tillståndet transporteras under utsläpp villkoret ytan året och av i på som till har".split()
)
_WASTES = (
    "Slam från fettavskiljare|020204", "Wellpapp|150101", "Spillolja|130205*",
    "Brännbart avfall|200301", "Oljehaltigt slam från tvätthallens sandfång|130502*",
    "Järn- och metallskrot|170405", "Lysrör|200121*", "Träpallar och annat rent trä|150103",
    "Förpackningar med rester av lim och färg|150110*", "Gips|170802",
)  # fmt: skip
_TAKERS = ("Exempelgas AB", "Fiktiva Metall AB", "Påhittade Sug i Norr AB", "Kommunens återbruk")
_COLUMNS = (LEFT, 245.0, 310.0, 370.0, RIGHT)
_HEADINGS = ("Avfallsslag", "EWC-kod", "Mängd (ton)", "Mottagare")


def draw_long_report(path: Path, pages: int, seed: int = 1) -> Path:
    """Draw a report of `pages` pages; the same seed gives the same file."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    chance = random.Random(seed)
    for number in range(1, pages + 1):
        _Sheet(canvas, chance).fill(number)
        canvas.showPage()
    canvas.save()
    return path


class _Sheet:
    """One page, filled from the top."""

    def __init__(self, canvas: Canvas, chance: random.Random) -> None:
        self.canvas, self.chance, self.y = canvas, chance, TOP

    def fill(self, number: int) -> None:
        """Draw head, foot, and text and tables in turns until the page is full."""
        self._write(LEFT, 40, "Miljörapport 2023, Exempelverket i Fiktiva", size=8)
        self._write(LEFT, 808, f"Sida {number}", size=8)
        self._heading(number)
        while self.y < FOOT - 12 * STEP:
            self._paragraph()
            if self.chance.random() < 0.7:
                self._table(ruled=self.chance.random() < 0.5)

    def _write(self, x: float, y: float, text: str, font: str = FONT, size: float = SIZE) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, A4[1] - y, text)

    def _heading(self, number: int) -> None:
        self._write(LEFT, self.y, f"{number} {self._sentence(3)}", BOLD, 12)
        self.y += 1.6 * STEP

    def _sentence(self, count: int) -> str:
        return " ".join(self.chance.choices(_WORDS, k=count)).capitalize()

    def _paragraph(self) -> None:
        text = ". ".join(self._sentence(self.chance.randint(7, 16)) for _ in range(4)) + "."
        for line in _wrapped(text, RIGHT - LEFT):
            self._write(LEFT, self.y, line)
            self.y += STEP
        self.y += 0.6 * STEP

    def _table(self, *, ruled: bool) -> None:
        top = self.y - STEP + 3
        self._row(_HEADINGS, BOLD)
        edges = [top, self.y - STEP + 3]
        for _ in range(self.chance.randint(4, 10)):
            if self.y > FOOT:
                break
            name, code = self.chance.choice(_WASTES).split("|")
            amount = f"{self.chance.uniform(0.1, 900):.1f}".replace(".", ",")
            self._row((name, code, amount, self.chance.choice(_TAKERS)), FONT)
            edges.append(self.y - STEP + 3)
        if ruled:
            for edge in edges:
                self.canvas.line(LEFT - 3, A4[1] - edge, RIGHT, A4[1] - edge)
            for x in _COLUMNS[:-1]:
                self.canvas.line(x - 3, A4[1] - top, x - 3, A4[1] - edges[-1])
        self.y += 1.2 * STEP

    def _row(self, cells: tuple[str, ...], font: str) -> None:
        deepest = 1
        for cell, x0, x1 in zip(cells, _COLUMNS, _COLUMNS[1:], strict=False):
            lines = _wrapped(cell, x1 - x0 - 8)
            deepest = max(deepest, len(lines))
            for number, line in enumerate(lines):
                self._write(x0, self.y + number * (STEP - 2), line, font)
        self.y += STEP + (deepest - 1) * (STEP - 2)


def _wrapped(text: str, width: float) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and stringWidth(longer, FONT, SIZE) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]
