"""Where postal codes lie, from a file that the user gives.

No such file is shipped: none under an open licence could be packed within the size that this
package may have. GeoNames offers its own (CC BY 4.0) at https://download.geonames.org/export/zip.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from iusml.errors import PlaceError
from iusml.geography.point_tables import degrees, lines_of, table_rows
from iusml.geography.where import kilometres
from iusml.matching.places import Place

MARGIN_KM = 5.0
"""How wide a postal code is taken to be, beyond the points that the file gives for it: a town's is
smaller, one of the country may be wider. It is not measured, for no such file is shipped."""
_CODE = re.compile(r"(\d{3})\s?(\d{2})")
_GEONAMES_COLUMNS = 11
"""Country, code, name, three pairs of divisions, lat, lon; a column of accuracy may follow."""


@dataclass(frozen=True, slots=True)
class PostalPlaces:
    """Postal codes of five digits and the places that they stand for."""

    places: Mapping[str, Place]

    def find(self, postal_code: str) -> Place | None:
        """The middle of a postal code, printed with a blank or without; None where unknown."""
        return self.places.get(_plain(postal_code) or "")


def load_postal_places(path: Path) -> PostalPlaces:
    """Read GeoNames' SE.txt (apart by tabs) or a csv file with postal_code, lat and lon.

    A code with several points is taken at their middle. Raises PlaceError with file and line.
    """
    first = next(lines_of(path), (0, ""))[1]
    rows = _geonames(path) if "\t" in first else table_rows(path, ("postal_code", "lat", "lon"))
    points: dict[str, list[Place]] = {}
    for number, row in rows:
        code = _plain(row["postal_code"])
        if code is None:
            raise PlaceError(
                f"{path}, line {number}: {row['postal_code'][:20]!r} is no Swedish postal code. "
                "Write five digits, such as 252 25."
            )
        points.setdefault(code, []).append(Place(*degrees(path, number, row["lat"], row["lon"])))
    if not points:
        raise PlaceError(f"{path} holds no Swedish postal code. Check that it is the right file.")
    return PostalPlaces({code: _middle(known) for code, known in points.items()})


def _geonames(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in lines_of(path):
        cells = line.split("\t")
        if len(cells) < _GEONAMES_COLUMNS:
            raise PlaceError(
                f"{path}, line {number} has {len(cells)} columns; GeoNames' postal codes have "
                f"{_GEONAMES_COLUMNS} or more. Fetch the file again."
            )
        if cells[0] == "SE":
            yield number, {"postal_code": cells[1], "lat": cells[9], "lon": cells[10]}


def _plain(code: str) -> str | None:
    found = _CODE.fullmatch(code.strip())
    return found[1] + found[2] if found else None


def _middle(points: list[Place]) -> Place:
    if len(points) == 1:
        return Place(points[0].lat, points[0].lon, MARGIN_KM)
    lat = sum(point.lat for point in points) / len(points)
    lon = sum(point.lon for point in points) / len(points)
    spread = max(kilometres(Place(lat, lon), point) for point in points)
    return Place(lat, lon, MARGIN_KM + spread)
