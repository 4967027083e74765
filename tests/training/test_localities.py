"""Localities and the rings around a country, on a country of two square municipalities."""

from typing import Any

import pytest
import shapely

from training.localities import ISLANDS, localities, rings
from training.municipality_places import TO_METRES

LUND, MALMO = "1281", "1280"
KM = 1000.0
EAST, NORTH = 400 * KM, 6200 * KM
"""The south-western corner of the country, in SWEREF 99 TM."""


@pytest.fixture
def country() -> dict[str, Any]:
    return {
        MALMO: shapely.box(EAST, NORTH, EAST + 20 * KM, NORTH + 20 * KM),
        LUND: shapely.box(EAST + 20 * KM, NORTH, EAST + 40 * KM, NORTH + 20 * KM),
    }


def city(name: str, east: float, north: float, population: int = 500) -> dict[str, Any]:
    """An entry of GeoNames, `east` and `north` km from the corner."""
    lon, lat = TO_METRES.transform(EAST + east * KM, NORTH + north * KM, direction="INVERSE")
    return {"name": name, "latitude": lat, "longitude": lon, "population": population}


def test_a_locality_is_of_the_municipality_around_it(country: dict[str, Any]) -> None:
    cities = [
        city("Bara", 10, 10),
        city("Gothenburg", 30, 10),
        city("Strand", 10, -2),
        city("Holmen", 10, -9),
        city("Lund", 20, -1),
        city("Gränsen", 20, -1),
        city("Tollarp1", 10, 10),
    ]
    found = {name: code for name, code, _, _ in localities(cities, country)}
    assert found == {
        "Bara": MALMO, "Göteborg": LUND, "Strand": MALMO, "Holmen": "", "Lund": LUND, "Gränsen": "",
    }  # fmt: skip


def test_of_two_entries_of_one_place_the_larger_is_kept(country: dict[str, Any]) -> None:
    near = [city("Grevie", 10, 10, 600), city("Grevie", 12, 10, 900)]
    apart = [city("Vi", 10, 10, 600), city("Vi", 30, 10, 900)]
    (kept,) = localities(near, country)
    assert kept[2:] == (round(near[1]["latitude"], 3), round(near[1]["longitude"], 3))
    assert [code for _, code, _, _ in localities(apart, country)] == [MALMO, LUND]


def test_rings_go_round_the_land_and_stop_before_a_town_abroad(country: dict[str, Any]) -> None:
    corners = rings([city("Holmen", 70, 10)], [city("Helsingör", -5, 10)], country.values())
    shapes = [
        shapely.Polygon([_metres(lat, lon) for number, lat, lon in corners if number == ring])
        for ring in {number for number, _, _ in corners}
    ]

    def around(east: float, north: float) -> int:
        point = shapely.Point(EAST + east * KM, NORTH + north * KM)
        return sum(bool(shape.contains(point)) for shape in shapes) % 2

    assert around(1, 10) == around(39, 10) == around(49, 10) == around(70, 10) == 1
    assert around(-5, 10) == around(20, -15) == around(90, 10) == 0
    assert any(shape.contains(shapely.Point(_metres(*ISLANDS[0]))) for shape in shapes)


def _metres(lat: float, lon: float) -> tuple[float, float]:
    east, north = TO_METRES.transform(lon, lat)
    return float(east), float(north)
