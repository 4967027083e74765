"""What a map shows: who has a place and who has none, how large a mark is, what lies around."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from iusml.geography.outlines import Bounds, Outline, Point, outlines
from iusml.normalise.place import parse_municipality
from iusml.symbiosis.plan import FlowPlan, PlanReceiver, Producer

KM_PER_DEGREE: Final = 111.2
"""Kilometres in a degree of latitude."""
LEAST_KM: Final = 30.0
"""A map shows at least so much, so that a single plant has a neighbourhood."""
BORDERS: Final = (
    "Gränserna (SCB) är förenklade och visar bara Sverige: "
    "den som ligger vid kusten kan tyckas ligga utanför land"
)
_GOLDEN: Final = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True, slots=True)
class Shown:
    """A producer with its number on maps of the flow, from 1, and its place if it has one."""

    number: int
    producer: Producer

    @property
    def point(self) -> Point | None:
        """Latitude and longitude."""
        return point_of(self.producer)


def point_of(one: Producer | PlanReceiver) -> Point | None:
    """Where somebody lies, if that is known."""
    return (one.where.lat, one.where.lon) if one.where else None


def numbered(flow_plan: FlowPlan) -> tuple[Shown, ...]:
    """The producers of a flow with their numbers: the same on the page and on the sheet."""
    return tuple(Shown(*pair) for pair in enumerate(flow_plan.producers, 1))


def letter(number: int) -> str:
    """The mark of a receiver, from 0: A to Z, then AA, AB …"""
    letters = chr(ord("A") + number % 26)
    return letter(number // 26 - 1) + letters if number >= 26 else letters


def radius(tonnes: float, most: float, largest: float) -> float:
    """The radius of a circle whose area goes with the tonnes; `most` tonnes have `largest`."""
    return largest * math.sqrt(max(0.0, tonnes) / most) if most > 0 else 0.0


def most_tonnes(producers: Iterable[Producer]) -> float:
    """The mass of the largest of those who tell a mass; 0 where nobody does."""
    return max((one.tonnes or 0.0 for one in producers), default=0.0)


def round_steps(most: float) -> list[float]:
    """1, 2, 5, 10 … up to `most`; 0.001 and so on where that is less than 1."""
    if most <= 0:
        return []
    exponents = range(math.floor(math.log10(most)) - 3, math.floor(math.log10(most)) + 1)
    steps = [round(lead * 10.0**power, 9) for power in exponents for lead in (1, 2, 5)]
    return [step for step in steps if step <= most * (1 + 1e-9)]


def reference_sizes(most: float) -> list[float]:
    """Three round amounts for the legend, the largest first: about 1, 1/4 and 1/20 of `most`."""
    steps = round_steps(most)[::-1]
    return [steps[at] for at in (0, 2, 4) if at < len(steps)]


def spread(radii: Sequence[float], gap: float) -> list[tuple[float, float]]:
    """How far to move marks that stand on one point, so that each can be seen and met.

    The largest stays; the others follow a spiral outwards and may overlap by a third. Offsets are
    in the unit of the radii, to the right and down, in their order.
    """
    moved: dict[int, tuple[float, float]] = {}
    for at in sorted(range(len(radii)), key=lambda one: -radii[one]):
        step = 0
        while True:
            x, y = _on_spiral(step, gap)
            apart = (
                math.hypot(x - other_x, y - other_y)
                >= max(2 * gap, 0.67 * (radii[at] + radii[other]))
                for other, (other_x, other_y) in moved.items()
            )
            if all(apart):
                moved[at] = x, y
                break
            step += 1
    return [moved[at] for at in range(len(radii))]


def _on_spiral(step: int, gap: float) -> tuple[float, float]:
    far = gap * math.sqrt(step)
    return far * math.cos(step * _GOLDEN), far * math.sin(step * _GOLDEN)


def on_one_point(points: Sequence[Point]) -> list[list[int]]:
    """The positions of points that are the same to about 100 m, each group in order."""
    groups: dict[tuple[float, float], list[int]] = {}
    for at, (lat, lon) in enumerate(points):
        groups.setdefault((round(lat, 3), round(lon, 3)), []).append(at)
    return list(groups.values())


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies under the marks: `own` municipalities have somebody on the map or are named.

    `frame` holds every mark; in `reach` the municipalities around it are known too.
    """

    frame: Bounds
    reach: Bounds
    own: tuple[Outline, ...]
    around: tuple[Outline, ...]


def ground(parties: Sequence[Producer | PlanReceiver]) -> Ground:
    """The part of Sweden that holds everybody with a place; without any, all of it."""
    points = [point for one in parties if (point := point_of(one))]
    names = {parse_municipality(one.municipality) for one in parties if one.municipality}
    own = [area for area in outlines() if area.name in names or any(map(area.holds, points))]
    # With nobody to show: the municipalities that are named, else the whole country.
    corners = points or [corner for area in own or outlines() for corner in area.bounds.corners]
    tight = Bounds.around(corners)
    high, broad = _kilometres(tight)
    room = 0.08 * max(high, broad)
    frame = _wider(tight, max(room, (LEAST_KM - high) / 2), max(room, (LEAST_KM - broad) / 2))
    # As far to every side as the map is long: sheets and windows are seldom of its shape.
    longer = max(_kilometres(frame))
    reach = _wider(frame, longer, longer)
    seen = [area for area in outlines() if area.bounds.meets(reach)]
    return Ground(
        frame,
        reach,
        own=tuple(area for area in seen if area in own),
        around=tuple(area for area in seen if area not in own),
    )


def _kilometres(bounds: Bounds) -> tuple[float, float]:
    """How high and how broad a rectangle is."""
    high = (bounds.north - bounds.south) * KM_PER_DEGREE
    return high, (bounds.east - bounds.west) * _east_km(bounds)


def _wider(bounds: Bounds, north_km: float, east_km: float) -> Bounds:
    return bounds.wider(north_km / KM_PER_DEGREE, east_km / _east_km(bounds))


def _east_km(bounds: Bounds) -> float:
    """Kilometres in a degree of longitude at the middle of a rectangle."""
    return KM_PER_DEGREE * math.cos(math.radians((bounds.south + bounds.north) / 2))
