"""When two values of a record say the same: the rules that pairing and scoring share."""

import math
import re
from difflib import SequenceMatcher

from iusml.normalise.text import fold
from iusml.records import Position, Quantity

TOLERANCE = 0.001
"""Share by which two amounts may differ and still be the same: rounding, not reading."""
POSITION_TOLERANCE_M = 200.0
_EARTH_RADIUS_M = 6_371_000.0


def key(text: str | None) -> str | None:
    """The folded letters and digits of `text`, or None where it has none."""
    bare = re.sub(r"[\W_]", "", fold(text or ""))
    return bare or None


def same_text(one: str | None, two: str | None) -> bool:
    """Whether two texts have the same folded letters and digits; None equals only None."""
    return key(one) == key(two)


def likeness(one: str | None, two: str | None) -> float:
    """Return 0..1: how alike the folded letters of two texts are; 0 where one has none."""
    first, second = (re.sub(r"\d", "", key(text) or "") for text in (one, two))
    if not (first and second):
        return 0.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def digits(text: str | None) -> str | None:
    """The digits of a telephone number, or None."""
    return re.sub(r"\D", "", text or "") or None


def mail(text: str | None) -> str | None:
    """A mail address in small letters, or None."""
    return (text or "").strip().lower() or None


def same_quantity(one: Quantity | None, two: Quantity | None) -> bool:
    """Whether two amounts agree.

    Masses agree in kilograms within 0.1 %, whatever units they were printed in. Volumes and
    pieces must have the same unit and a value within 0.1 %. None equals only None.
    """
    if one is None or two is None:
        return one is two
    if one.mass_kg is not None and two.mass_kg is not None:
        return math.isclose(one.mass_kg, two.mass_kg, rel_tol=TOLERANCE)
    return one.unit == two.unit and math.isclose(one.value, two.value, rel_tol=TOLERANCE)


def distance_m(one: Position, two: Position) -> float:
    """Metres between two points on the sphere (haversine)."""
    lat1, lat2 = math.radians(one.lat), math.radians(two.lat)
    half_lat = (lat2 - lat1) / 2
    half_lon = math.radians(two.lon - one.lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half_lon) ** 2
    return 2 * _EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(chord)))
