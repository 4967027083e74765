"""Widths of text in the standard fonts."""

from dataclasses import dataclass, replace
from functools import lru_cache

from reportlab.pdfbase.pdfmetrics import stringWidth

FAMILIES: dict[str, tuple[str, str, str]] = {
    "helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "times": ("Times-Roman", "Times-Bold", "Times-Italic"),
    "courier": ("Courier", "Courier-Bold", "Courier-Oblique"),
}


@lru_cache(maxsize=16)
def _table(font: str) -> dict[str, float]:
    marks = "åäöÅÄÖéüÉÜ§°µ²³½–—…•’”“·×±«»\u00a0"
    letters = [chr(code) for code in range(32, 127)] + list(marks)
    return {c: float(stringWidth(c, font, 1000)) / 1000 for c in letters}


@lru_cache(maxsize=200_000)
def unit_width(text: str, font: str) -> float:
    """Width of `text` at size 1."""
    table = _table(font)
    return sum(table.get(c, 0.556) for c in text)


@dataclass(frozen=True, slots=True)
class Pen:
    """How text is set. `height` is the word box's height and `lead` the line distance."""

    family: str
    face: int
    size: float
    lead_factor: float
    height_factor: float
    stretch: float

    @property
    def lead(self) -> float:
        """Distance between lines in points."""
        return self.size * self.lead_factor

    @property
    def height(self) -> float:
        """Height of a word's box in points."""
        return self.size * self.height_factor

    def width(self, text: str) -> float:
        """Width of `text` in points."""
        return unit_width(text, FAMILIES[self.family][self.face]) * self.size * self.stretch

    def bold(self) -> "Pen":
        """The same pen in bold."""
        return replace(self, face=1)

    def italic(self) -> "Pen":
        """The same pen in italics."""
        return replace(self, face=2)

    def scaled(self, factor: float) -> "Pen":
        """The same pen in another size."""
        return replace(self, size=self.size * factor)
