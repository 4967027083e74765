"""Tonnes by year, with how many streams each year covers: a gap is no drop."""

from dataclasses import dataclass
from math import fsum
from typing import Final

from iusml.symbiosis.plan import FlowPlan, FlowStream
from iusml.symbiosis.summary.figures import streams_of

YEARS: Final = 8
"""Years of the picture, the latest that are told."""
HEIGHT: Final = 180
"""Of the highest column, in pixels."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year's tonnes; `steady` are those of streams that have a mass in every year shown.

    `weighed` streams have a mass for the year, `unweighed` another amount or a line without one.
    """

    year: int
    tonnes: float | None
    steady: float
    weighed: int
    unweighed: int


@dataclass(frozen=True, slots=True)
class History:
    """The years that are told, oldest first; `steady` streams have a mass in each of them.

    `skipped` are years between them of which nothing is told, `older` how many lie before.
    """

    years: tuple[Year, ...]
    steady: int
    skipped: tuple[int, ...]
    older: int

    @property
    def top(self) -> float:
        """The tonnes of the highest column; 0 where there is nothing to draw."""
        return max((year.tonnes or 0.0 for year in self.years), default=0.0)


def history(flow_plan: FlowPlan) -> History:
    """Return the amounts of a flow by year, of the `YEARS` latest years."""
    told = [_told(stream) for stream in streams_of(flow_plan.producers)]
    every = sorted({year for masses in told for year in masses})
    shown = every[-YEARS:]
    steady = [m for m in told if shown and all(m.get(year) is not None for year in shown)]
    years = []
    for year in shown:
        masses = [one[year] for one in told if year in one]
        weighed = [mass for mass in masses if mass is not None]
        years.append(
            Year(
                year=year,
                tonnes=fsum(weighed) if weighed else None,
                steady=fsum(one[year] or 0.0 for one in steady),
                weighed=len(weighed),
                unweighed=len(masses) - len(weighed),
            )
        )
    between = range(shown[0], shown[-1]) if shown else range(0)
    skipped = tuple(year for year in between if year not in shown)
    return History(tuple(years), len(steady), skipped, len(every) - len(shown))


def _told(stream: FlowStream) -> dict[int, float | None]:
    """Tonnes by year; None where the year is told without a mass."""
    found: dict[int, float | None] = {}
    for one in (*((stream.amount,) if stream.amount else ()), *stream.past):
        mass = one.quantity.mass_kg if one.quantity else None
        if one.year is not None and found.get(one.year) is None:
            found[one.year] = None if mass is None else mass / 1000
    return found
