"""The look of one report: fonts, margins, rules, habits. Drawn once per report."""

import random
from dataclasses import dataclass

from training.generator.fonts import Pen


@dataclass(frozen=True, slots=True)
class Look:
    """How one report is laid out."""

    pen: Pen
    heading: Pen
    small: Pen
    landscape: bool
    columns: int
    margin: tuple[float, float, float, float]
    align: str
    hyphenate: bool
    numbered: bool
    heading_caps: bool
    heading_align: str
    bullet: str
    table_rules: str
    gap: float
    form: str
    paragraph_gap: float

    @property
    def name(self) -> str:
        """A short name of the layout."""
        turn = "landscape" if self.landscape else "portrait"
        return f"{self.pen.family}-{turn}-{self.columns}col-{self.table_rules}-{self.form}"


RULES = ("all", "all", "all", "horizontal", "horizontal", "head", "zebra", "none", "none", "outer")
FORMS = ("same", "same", "tab", "tab", "next", "grid", "boxes", "block", "dots")


def draw_look(chance: random.Random) -> Look:
    """Return a random look."""
    family = chance.choices(["helvetica", "times", "courier"], [6, 4, 0.5])[0]
    size = chance.choice([8, 8.5, 9, 9.5, 10, 10, 10.5, 11, 11, 12])
    if family == "courier":
        size = min(size, 10)
    lead, height = chance.uniform(1.1, 1.5), chance.uniform(1.05, 1.38)
    pen = Pen(family, 0, size, lead, height, chance.choice([1, 1, 1, 0.92, 0.86, 1.08]))
    heading = pen.bold().scaled(chance.uniform(1.0, 1.5))
    if chance.random() < 0.3:
        heading = Pen("helvetica", 1, size * 1.25, lead, height, 1)
    landscape = chance.random() < 0.14
    columns = 2 if chance.random() < (0.3 if landscape else 0.12) else 1
    left = chance.uniform(36, 92)
    margin = (left, chance.uniform(40, 95), chance.uniform(34, 90), chance.uniform(45, 85))
    return Look(
        pen=pen,
        heading=heading,
        small=pen.scaled(chance.uniform(0.72, 0.88)),
        landscape=landscape,
        columns=columns,
        margin=margin,
        align=chance.choice("lllj"),
        hyphenate=chance.random() < 0.3,
        numbered=chance.random() < 0.55,
        heading_caps=chance.random() < 0.15,
        heading_align="c" if chance.random() < 0.05 else "l",
        bullet=chance.choice(["•", "•", "-", "–", "o", "*", "·", "1.", "1)", "a)", ""]),
        table_rules=chance.choice(RULES),
        gap=chance.choice([3, 4, 5, 6, 8, 12, 20]),
        form=chance.choice(FORMS),
        paragraph_gap=chance.uniform(0.3, 1.1),
    )
