"""What lies in Sweden, and what lies near a municipality."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from iusml.geography.where import Where, kilometres
from iusml.matching.places import Place
from iusml.normalise._data import rows

SLACK_KM = 20.0
"""What is added to twice a municipality's radius: the farthest point of any municipality lies 17 km
beyond that, in Dorotea (`python -m training.municipality_places` prints it)."""


def in_sweden(lat: float, lon: float) -> bool:
    """Whether a point in WGS 84 degrees lies in Sweden, or within about 12 km of its land.

    What is nearer to a town abroad than to that land is abroad; towns that touch across a border,
    as Haparanda and Torneå do, are not told apart. Source: ``iusml/data/sweden.csv``.
    """
    return sum(_inside(ring, lat, lon) for ring in _rings()) % 2 == 1


@cache
def _rings() -> tuple[NDArray[np.float64], ...]:
    """Mainland, islands, and holes in them: each the corners of a polygon, (lat, lon), (n, 2)."""
    found: dict[str, list[tuple[float, float]]] = {}
    for row in rows("sweden.csv"):
        found.setdefault(row["ring"], []).append((float(row["lat"]), float(row["lon"])))
    return tuple(np.array(corners) for corners in found.values())


def _inside(corners: NDArray[np.float64], lat: float, lon: float) -> bool:
    """Whether a line from the point due east meets the sides an odd number of times."""
    north, east = corners.T
    next_north, next_east = np.roll(corners, -1, axis=0).T
    across = (north > lat) != (next_north > lat)
    rise = np.where(across, next_north - north, 1.0)
    meets = east + (lat - north) / rise * (next_east - east)
    return bool((across & (lon < meets)).sum() % 2)


def is_near(point: Place | Where, middle: Place) -> bool:
    """Whether a point may lie in the municipality of a `middle` with its radius."""
    return kilometres(point, middle) <= 2 * middle.margin_km + SLACK_KM
