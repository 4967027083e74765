"""A place with a mark of how well it is known."""

from dataclasses import dataclass
from typing import Final, Literal

from iusml.matching.places import Place, as_array, distances

Quality = Literal["coordinates", "address", "postal_code", "city", "municipality"]
"""What a place was read from, the best first."""

TOLD: Final[dict[Quality, str]] = {
    "coordinates": "koordinater",
    "address": "adress",
    "postal_code": "postnummer",
    "city": "postort",
    "municipality": "kommunens mitt",
}
"""The marks as the city reads them."""


@dataclass(frozen=True, slots=True)
class Where:
    """A point in WGS 84 degrees; the true place lies within about `margin_km` of it.

    `told` is what was read: the printed coordinates, the address, the town, the municipality.
    """

    lat: float
    lon: float
    quality: Quality
    margin_km: float
    told: str


def kilometres(one: Place | Where, other: Place | Where) -> float:
    """The great-circle distance between two points, their margins left out."""
    here, there = (as_array([Place(point.lat, point.lon)]) for point in (one, other))
    return float(distances(here, there)[0][0, 0])
