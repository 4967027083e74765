"""Addresses to points: what looks them up, and a table of addresses that the city keeps."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from iusml.errors import PlaceError
from iusml.geography.point_tables import degrees, table_rows
from iusml.normalise.text import clean

MARGIN_KM = 0.5
"""How far from its point a plant of an address may lie: its site is large, or only its street was
found."""
COLUMNS = ("address", "lat", "lon")
Point = tuple[float, float]
"""Latitude and longitude in WGS 84 degrees."""


class Geocoder(Protocol):
    """Something that knows where addresses lie."""

    def find(
        self,
        address: str,
        postal_code: str | None = None,
        city: str | None = None,
        municipality: str | None = None,
    ) -> Point | None:
        """The point of a street address; None where it is not known.

        Raises PlaceError where it cannot be asked.
        """


@dataclass(frozen=True, slots=True)
class AddressTable:
    """Addresses and their points; None where an address is known to have none."""

    points: Mapping[str, Point | None]

    def find(
        self,
        address: str,
        postal_code: str | None = None,
        city: str | None = None,
        municipality: str | None = None,
    ) -> Point | None:
        """The point of an address that names its town; a street alone may lie in many towns."""
        named = [(postal_code, city), (city,), (municipality,)]
        for parts in named:
            if all(parts):
                found = self.points.get(address_key(address, *parts))
                if found is not None:
                    return found
        return None


def address_key(*parts: str | None) -> str:
    """An address to compare: small letters and digits, a postal code without its blank."""
    text = clean(" ".join(part for part in parts if part)).casefold()
    text = re.sub(r"\b([1-9]\d{2}) (\d{2})\b", r"\1\2", text)
    return re.sub(r"[\W_]+", " ", text).strip()


def load_addresses(path: Path) -> AddressTable:
    """Read a csv file with address, lat and lon, such as "Kajgatan 1, 252 25 Helsingborg".

    Both cells are empty where an address is known to have no point. Raises PlaceError with file
    and line; an address that stands twice with two points is refused, for neither can be chosen.
    """
    points: dict[str, Point | None] = {}
    lines: dict[str, int] = {}
    for number, row in table_rows(path, COLUMNS):
        key = address_key(row["address"])
        empty = not row["lat"] and not row["lon"]
        point = None if empty else degrees(path, number, row["lat"], row["lon"])
        if key in points and points[key] != point:
            raise PlaceError(
                f"{path}, line {number}: the address stands in line {lines[key]} with another "
                "point. Keep one of them."
            )
        points[key], lines[key] = point, number
    return AddressTable(points)
