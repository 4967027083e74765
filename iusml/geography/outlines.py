"""The outlines of Sweden's municipalities, as a background of maps.

They are simplified: a plant by the shore may seem to stand in the water. Source:
``iusml/data/outlines.json.xz`` (Statistics Sweden), see ``iusml/data/SOURCES.md``.
"""

import json
import lzma
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Self

from iusml.normalise._data import rows

Point = tuple[float, float]
"""Latitude and longitude, WGS 84 degrees."""
_STEPS_PER_DEGREE = 1000


@dataclass(frozen=True, slots=True)
class Bounds:
    """A rectangle in WGS 84 degrees."""

    south: float
    west: float
    north: float
    east: float

    @classmethod
    def around(cls, points: Iterable[Point]) -> Self:
        """The smallest rectangle around one or more points."""
        lats, lons = zip(*points, strict=True)
        return cls(min(lats), min(lons), max(lats), max(lons))

    @property
    def corners(self) -> tuple[Point, Point]:
        """The south-western and the north-eastern corner."""
        return (self.south, self.west), (self.north, self.east)

    def meets(self, other: "Bounds") -> bool:
        """Whether the two have a point in common."""
        return (
            self.south <= other.north
            and other.south <= self.north
            and self.west <= other.east
            and other.west <= self.east
        )

    def wider(self, lat: float, lon: float) -> "Bounds":
        """The rectangle with so many degrees more on every side."""
        return Bounds(self.south - lat, self.west - lon, self.north + lat, self.east + lon)


@dataclass(frozen=True, slots=True)
class Outline:
    """A municipality; each ring is closed, and encloses the mainland or an island of it."""

    code: str
    name: str
    rings: tuple[tuple[Point, ...], ...]
    bounds: Bounds

    def holds(self, point: Point) -> bool:
        """Whether a point lies within."""
        lat, lon = point
        crossed = sum(
            (a[0] > lat) != (b[0] > lat)
            and lon < a[1] + (lat - a[0]) / (b[0] - a[0]) * (b[1] - a[1])
            for ring in self.rings
            for a, b in pairwise(ring)
        )
        return crossed % 2 == 1

    @property
    def middle(self) -> Point:
        """The centre of its largest ring: where its name goes."""
        lat, lon, _ = max(map(_centre, self.rings), key=lambda found: found[2])
        return lat, lon


@cache
def outlines() -> tuple[Outline, ...]:
    """All 290 municipalities, by code."""
    packed = resources.files("iusml").joinpath("data", "outlines.json.xz").read_bytes()
    names = {row["code"]: row["name"] for row in rows("municipalities.csv")}
    found = []
    for code, steps in json.loads(lzma.decompress(packed)).items():
        rings = tuple(tuple(_points(ring)) for ring in steps)
        bounds = Bounds.around(point for ring in rings for point in ring)
        found.append(Outline(code, names[code], rings, bounds))
    return tuple(found)


def _points(steps: Sequence[int]) -> Iterator[Point]:
    """The points of a ring that is written as a longitude, a latitude, and steps from there."""
    lon = lat = 0
    for east, north in zip(steps[::2], steps[1::2], strict=True):
        lon, lat = lon + east, lat + north
        yield lat / _STEPS_PER_DEGREE, lon / _STEPS_PER_DEGREE


def _centre(ring: Sequence[Point]) -> tuple[float, float, float]:
    """The centre of a ring's area, and its size in square degrees."""
    lat0, lon0 = ring[0]
    north = east = twice = 0.0
    for a, b in pairwise((lat - lat0, lon - lon0) for lat, lon in ring):
        part = a[1] * b[0] - b[1] * a[0]
        twice += part
        north += (a[0] + b[0]) * part
        east += (a[1] + b[1]) * part
    return lat0 + north / (3 * twice), lon0 + east / (3 * twice), abs(twice) / 2
