"""Where plants and receivers lie, and how far apart: great-circle distances in km."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from iusml.normalise._data import rows
from iusml.normalise.place import parse_municipality

EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Place:
    """A point in WGS 84 degrees; the true place lies within `margin_km` of it."""

    lat: float
    lon: float
    margin_km: float = 0.0


def municipality_place(name: str | None) -> Place | None:
    """The middle of a municipality, as wide as a circle of its area; None where it is not known.

    Source: ``iusml/data/municipality_places.csv``.
    """
    known = parse_municipality(name) if name else None
    return _by_name().get(known) if known else None


@cache
def _by_name() -> dict[str, Place]:
    names = {row["code"]: row["name"] for row in rows("municipalities.csv")}
    return {
        names[row["code"]]: Place(float(row["lat"]), float(row["lon"]), float(row["radius_km"]))
        for row in rows("municipality_places.csv")
    }


def as_array(places: list[Place | None]) -> Floats:
    """Return latitude, longitude (radians) and margin (km), shape (n, 3); NaN where unknown."""
    found = np.full((len(places), 3), np.nan)
    for number, place in enumerate(places):
        if place is not None:
            found[number] = np.radians(place.lat), np.radians(place.lon), place.margin_km
    return found


def distances(here: Floats, there: Floats) -> tuple[Any, Any]:
    """Return kilometres and their margins between all places of two arrays of `as_array`.

    Both have shape (len(here), len(there)) and are NaN where a place is unknown. Two plants of one
    municipality without coordinates are 0 km apart, give or take its size.
    """
    one, other = _on_sphere(here), _on_sphere(there)
    # Half the chord is the sine of half the angle: exact for neighbours too, other than the
    # cosine of the angle.
    squared = (one**2).sum(axis=1)[:, None] + (other**2).sum(axis=1)[None, :] - 2 * one @ other.T
    half = np.sqrt(np.clip(squared / 4, 0.0, 1.0))
    return 2 * EARTH_KM * np.arcsin(half), here[:, None, 2] + there[None, :, 2]


def _on_sphere(places: Floats) -> Floats:
    """Points on the unit sphere, shape (n, 3)."""
    lat, lon = places[:, 0], places[:, 1]
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
