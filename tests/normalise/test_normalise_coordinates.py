"""Coordinates: the guide's fictional point in every grid and form."""

# ruff: noqa: E501 - tables of printed forms read best one case beside the other

from math import cos, hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from iusml.normalise.coordinates import RT90, TM, WGS84, Coordinates, parse_coordinates

LAT, LON = 56.0465, 12.6945


def metres_off(point: Coordinates, lat: float = LAT, lon: float = LON) -> float:
    return hypot((point.lat - lat) * 111_320, (point.lon - lon) * 111_320 * cos(radians(lat)))


@pytest.mark.parametrize(
    ("text", "system"),
    [
        ("N 6213652 E 356398", TM), ("6213652, 356398", TM), ("6 213 652 / 356 398", TM),
        ("356398 6213652", TM), ("E 356398 N 6213652", TM), ("6213652.0 356398.0", TM),
        ("SWEREF 99 TM: 6213652, 356398", TM), ("6 213 652 356 398", TM), ("N:6213652 E:356398", TM),
        ("x: 6217477 y: 1306179", RT90), ("6217477X1306179", RT90), ("1306179, 6217477", RT90),
        ("RT 90 2,5 gon V X 6217477 Y 1306179", RT90), ("X=6 217 477 Y=1 306 179", RT90),
        ("SWEREF 99 13 30: 6214033, 99804", "SWEREF 99 13 30"),
        ("99 804 6 214 033 (SWEREF99 1330)", "SWEREF 99 13 30"),
        ("56.0465, 12.6945", WGS84), ("12,6945 56,0465", WGS84), ("N 56.0465\u00b0 E 12.6945\u00b0", WGS84),
        ("56\u00b0 2' 47,4\" N 12\u00b0 41' 40,2\" E", WGS84),
        # labels lie: magnitude decides
        ("RT 90: 6213652, 356398", TM), ("SWEREF 99 TM 6217477 1306179", RT90),
        ("X 356398 Y 6213652", TM),
    ],
)  # fmt: skip
def test_the_point(text: str, system: str) -> None:
    point = parse_coordinates(text)
    assert point is not None
    assert point.system == system
    assert metres_off(point) < 2


@pytest.mark.parametrize("text", ["621747 130617", "x: 621747 y: 130617", "621365 35639"])
def test_cut_to_ten_metres(text: str) -> None:
    point = parse_coordinates(text)
    assert point is not None
    assert metres_off(point) < 15


def test_local_zone_needs_a_name() -> None:
    assert parse_coordinates("6214033, 99804") is None
    for place in ("Helsingborg", "Helsingborgs kommun", "1283"):
        point = parse_coordinates("6214033, 99804", place)
        assert point is not None
        assert metres_off(point) < 2
    assert parse_coordinates("6214033, 99804", "Fiktivstad") is None
    assert parse_coordinates("6214033, 99804", "Göteborg") is None


@pytest.mark.parametrize(
    "text",
    ["", "5000000, 100000", "6213652", "48.8566, 2.3522", "7600000 300000", "040-628 04 00",
     "559999-0008", "1283-9114", "56.0465"],
)  # fmt: skip
def test_none(text: str) -> None:
    assert parse_coordinates(text) is None


@pytest.mark.parametrize(
    ("zone", "epsg", "lat", "lon"),
    [("12 00", 3007, 57.7, 12.0), ("13 30", 3008, 55.6, 13.5), ("15 00", 3009, 56.2, 15.3),
     ("16 30", 3010, 58.6, 16.2), ("18 00", 3011, 59.3, 18.0), ("14 15", 3012, 63.3, 14.5),
     ("15 45", 3013, 60.7, 15.5), ("17 15", 3014, 62.4, 17.3), ("18 45", 3015, 57.6, 18.3),
     ("20 15", 3016, 63.8, 20.3), ("21 45", 3017, 65.6, 22.1), ("23 15", 3018, 66.0, 23.5)],
)  # fmt: skip
def test_named_zones(zone: str, epsg: int, lat: float, lon: float) -> None:
    east, north = Transformer.from_crs(4326, epsg, always_xy=True).transform(lon, lat)
    point = parse_coordinates(f"SWEREF 99 {zone} N {north:.0f} E {east:.0f}")
    assert point is not None
    assert point.system == f"SWEREF 99 {zone}"
    assert metres_off(point, lat, lon) < 2


@pytest.mark.parametrize(
    ("lat", "lon", "tm", "rt90"),
    [
        ((67, 5, 26.452769), (21, 2, 5.101575), "7454204.638, 761811.242", "7453389.762, 1727060.905"),
        ((63, 32, 14.761735), (16, 14, 59.594626), "7046077.605, 562140.337", "7047738.415, 1522128.637"),
        ((60, 9, 33.882413), (14, 45, 28.167152), "6669189.376, 486557.055", "6671665.273, 1441843.186"),
        ((56, 21, 17.199245), (13, 52, 23.754022), "6246136.458, 430374.835", "6249111.351, 1380573.079"),
    ],
)  # fmt: skip
def test_control_points_of_the_land_survey(
    lat: tuple[int, int, float], lon: tuple[int, int, float], tm: str, rt90: str
) -> None:
    """Lantmäteriet, "Kontrollpunkter", Samband och parametrar, 2006-05-03."""
    north, east = (deg + minutes / 60 + sec / 3600 for deg, minutes, sec in (lat, lon))
    for printed, system in ((tm, TM), (rt90, RT90)):
        point = parse_coordinates(printed)
        assert point is not None
        assert point.system == system
        assert metres_off(point, north, east) < 0.2


def test_control_point_in_a_local_zone() -> None:
    point = parse_coordinates("SWEREF 99 13 30: 6248128, 173075")
    assert point is not None
    assert metres_off(point, 56.354778, 13.873265) < 1


@given(st.floats(55.5, 68.5), st.floats(12.0, 19.0))
def test_tm_round_trip(lat: float, lon: float) -> None:
    east, north = Transformer.from_crs(4326, 3006, always_xy=True).transform(lon, lat)
    point = parse_coordinates(f"{north:.0f}, {east:.0f}")
    assert point is not None
    assert metres_off(point, lat, lon) < 2


@given(st.text(max_size=60))
def test_never_fails(text: str) -> None:
    parse_coordinates(text, text)
