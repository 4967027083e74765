"""Bars as numbers that a template draws as SVG; the same figures stand in a table beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from iusml.review.figures import Tenth

WIDTH, HEIGHT, BASE, TOP = 560.0, 180.0, 150.0, 22.0
GAP, WIDEST = 4.0, 90.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its name and number; `part` is the height of a part of it, from the base."""

    name: str
    number: int
    left: float
    width: float
    height: float
    part: float = 0.0
    share: float | None = None


def bars(numbers: Sequence[tuple[str, int]]) -> list[Bar]:
    """A bar for each name; the highest fills the picture."""
    most = max((number for _, number in numbers), default=0) or 1
    slot = min(WIDTH / max(len(numbers), 1), WIDEST)
    return [
        Bar(name, number, round(slot * place + GAP / 2, 1), round(slot - GAP, 1),
            round((BASE - TOP) * number / most, 1))
        for place, (name, number) in enumerate(numbers)
    ]  # fmt: skip


def pairs(tenths: Sequence[Tenth]) -> list[Bar]:
    """For each tenth of probability the decided streams, and the right ones as a part of them."""
    drawn = bars([(f"{one.low}–{one.high} %", one.count) for one in tenths])
    return [
        Bar(bar.name, bar.number, bar.left, bar.width, bar.height,
            round(bar.height * one.right / one.count, 1) if one.count else 0.0,
            one.right / one.count if one.count else None)
        for bar, one in zip(drawn, tenths, strict=True)
    ]  # fmt: skip
