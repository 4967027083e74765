"""Bars of how sure the program is, as numbers that a template draws as SVG."""

from dataclasses import dataclass

from iusml.batch.tally import PARTS, Sureness

WIDTH, HEIGHT = 560.0, 270.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 6.0, 10.0, 46.0
GAP = 6.0
STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Bar:
    """One tenth of probability: its bounds in percent, its records, and where its bar stands.

    What needs review stands below, the rest on it; all lengths are in units of the picture.
    """

    low: int
    high: int
    count: int
    review: int
    left: float
    width: float
    review_top: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars, and the lines of the scale: a number of records and its height."""

    bars: list[Bar]
    scale: list[tuple[int, float]]
    count: int
    review: int


def chart(sureness: Sureness) -> Chart:
    """Lay out the bars of `sureness`; the highest reaches at most the top of the scale."""
    step = _step(max(sureness.count.values(), default=0))
    highest = max(sureness.count.values(), default=0)
    top = step * max(1, -(-highest // step))
    bottom, height = HEIGHT - BOTTOM, HEIGHT - BOTTOM - TOP
    slot = (WIDTH - LEFT - RIGHT) / PARTS

    def at(count: int) -> float:
        return round(bottom - height * count / top, 2)

    bars = [
        Bar(
            low=100 * tenth // PARTS,
            high=100 * (tenth + 1) // PARTS,
            count=sureness.count[tenth],
            review=sureness.review[tenth],
            left=round(LEFT + slot * tenth + GAP / 2, 2),
            width=round(slot - GAP, 2),
            review_top=at(sureness.review[tenth]),
            top=at(sureness.count[tenth]),
            bottom=bottom,
        )
        for tenth in range(PARTS)
    ]
    scale = [(count, at(count)) for count in range(0, top + 1, step)]
    return Chart(bars, scale, sureness.count.total(), sureness.review.total())


def _step(highest: int) -> int:
    """A round step that needs at most five lines."""
    power = 1
    while True:
        for step in STEPS:
            if step * power * 5 >= highest:
                return step * power
        power *= 10
