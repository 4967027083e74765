"""Coordinates in the grids that Swedish reports use, converted to WGS 84 degrees.

Grids: SWEREF 99 TM, the twelve local SWEREF 99 zones and RT 90 2.5 gon V. Labels in reports
are often wrong, so magnitude decides wherever it can.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from iusml.normalise._data import rows
from iusml.normalise.place import municipality_of_code, parse_municipality
from iusml.normalise.text import clean

TM: Final = "SWEREF 99 TM"
RT90: Final = "RT 90 2.5 gon V"
WGS84: Final = "WGS 84"

# Lantmäteriet's direct projection between RT 90 and SWEREF 99 (Gauss-Krüger on GRS 80).
_RT90_DIRECT: Final = (
    "+proj=tmerc +lat_0=0 +lon_0=15.80628452944445 +k=1.00000561024 "
    "+x_0=1500064.274 +y_0=-667.711 +ellps=GRS80 +units=m +no_defs"
)
_ZONES: Final = {
    "12 00": 3007,
    "13 30": 3008,
    "15 00": 3009,
    "16 30": 3010,
    "18 00": 3011,
    "14 15": 3012,
    "15 45": 3013,
    "17 15": 3014,
    "18 45": 3015,
    "20 15": 3016,
    "21 45": 3017,
    "23 15": 3018,
}
# Counties (first two digits of the municipality's code) that lie in one zone. Only Skåne is
# listed: most others are split between zones, and a wrong zone is off by a hundred kilometres.
_COUNTY_ZONE: Final = {"12": "13 30"}

_NORTH: Final = (6_130_000.0, 7_680_000.0)
_TM_EAST: Final = (265_000.0, 920_000.0)
_RT90_EAST: Final = (1_220_000.0, 1_890_000.0)
_LOCAL_EAST: Final = (50_000.0, 264_999.0)
_SWEDEN: Final = (55.2, 69.2, 10.5, 24.3)  # south, north, west, east in degrees

_ZONE: Final = re.compile(
    r"SWEREF\s*(?:19)?99\s*[,:(]?\s*(?P<deg>1[2-8]|2[0-3])[\s°.,:-]?\s?(?P<min>00|15|30|45)(?!\d)",
    re.IGNORECASE,
)
_SYSTEM: Final = re.compile(
    r"SWEREF\s*(?:19)?99(?:\s*TM)?|RT\s*90(?:[\s,]*2[.,]5\s*gon)?|WGS\s*(?:19)?84|2[.,]5\s*gon",
    re.IGNORECASE,
)
_METRES: Final = re.compile(
    r"(?<![\d.])(?P<whole>\d{5,7}|\d{1,3}(?: \d{3}){1,2})(?P<part>[.,]\d{1,3})?(?!\d)"
)
_DEGREES: Final = re.compile(
    r"(?<![\d.,])(?P<deg>\d{2})"
    r"(?:[.,](?P<part>\d{3,})\s?°?|\s?[°º]\s?(?P<min>[0-5]?\d(?:[.,]\d+)?)\s?['\u2019\u2032]"
    r"(?:\s?(?P<sec>[0-5]?\d(?:[.,]\d+)?)\s?(?:[\"\u201d\u2033]|''))?)(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A point in WGS 84 degrees and the ``system`` it was printed in."""

    lat: float
    lon: float
    system: str


def parse_coordinates(text: str, municipality: str | None = None) -> Coordinates | None:
    """The first pair of coordinates in ``text`` that lies in Sweden, or None.

    Either order, with or without labels, blanks and decimals; figures cut to ten metres are
    read by appending a zero. A local SWEREF 99 zone is read only where the text names it or
    where ``municipality`` (name or four-digit code) lies in a county of one zone, for its
    figures alone do not tell.
    """
    body = clean(text)
    zone = _named_zone(body) or _zone_of(municipality)
    bare = _SYSTEM.sub(" | ", _ZONE.sub(" | ", body))
    degrees = [_degrees(match) for match in _DEGREES.finditer(bare)]
    for first, second in _pairs(degrees):
        # Swedish latitudes (55-69) exceed its longitudes (11-24), so the order is free.
        point = _in_sweden(max(first, second), min(first, second), WGS84)
        if point is not None:
            return point
    figures = [_metres(match) for match in _METRES.finditer(bare)]
    for first, second in _pairs(figures):
        point = _from_grid(first, second, zone) or _from_grid(second, first, zone)
        if point is not None:
            return point
    return None


def _pairs(values: list[float]) -> Iterator[tuple[float, float]]:
    return pairwise(values)


def _degrees(match: re.Match[str]) -> float:
    if match["part"]:
        return float(f"{match['deg']}.{match['part']}")
    minutes = float(match["min"].replace(",", "."))
    seconds = float((match["sec"] or "0").replace(",", "."))
    return int(match["deg"]) + minutes / 60 + seconds / 3600


def _metres(match: re.Match[str]) -> float:
    return float(match["whole"].replace(" ", "") + (match["part"] or "").replace(",", "."))


def _named_zone(body: str) -> str | None:
    match = _ZONE.search(body)
    zone = f"{match['deg']} {match['min']}" if match else None
    return zone if zone in _ZONES else None


def _zone_of(municipality: str | None) -> str | None:
    if municipality is None:
        return None
    code = municipality if municipality_of_code(municipality) else _code_of(municipality)
    return _COUNTY_ZONE.get(code[:2]) if code else None


@cache
def _code_of(municipality: str) -> str | None:
    name = parse_municipality(municipality)
    codes = (row["code"] for row in rows("municipalities.csv") if row["name"] == name)
    return next(codes, None)


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _from_grid(north: float, east: float, zone: str | None) -> Coordinates | None:
    """The point of a north and an east figure in metres, the grid decided by magnitude."""
    if _within(north * 10, _NORTH):  # both figures cut to ten metres
        north, east = north * 10, east * 10
    if not _within(north, _NORTH):
        return None
    if _within(east, _RT90_EAST):
        system = RT90
    elif _within(east, _TM_EAST):
        system = TM
    elif zone is not None and _within(east, _LOCAL_EAST):
        system = f"SWEREF 99 {zone}"
    else:
        return None
    lon, lat = _transform(system)(east, north)
    return _in_sweden(lat, lon, system)


def _in_sweden(lat: float, lon: float, system: str) -> Coordinates | None:
    south, north, west, east = _SWEDEN
    if not (south <= lat <= north and west <= lon <= east):
        return None
    return Coordinates(round(lat, 6), round(lon, 6), system)


@cache
def _transform(system: str) -> Callable[[float, float], tuple[float, float]]:
    from pyproj import CRS, Transformer

    if system == RT90:
        grid = CRS.from_proj4(_RT90_DIRECT)
    else:
        grid = CRS.from_epsg(3006 if system == TM else _ZONES[system.removeprefix("SWEREF 99 ")])
    # SWEREF 99 and WGS 84 differ by less than a metre: the same datum for this purpose.
    transformer = Transformer.from_crs(grid, CRS.from_epsg(4326), always_xy=True)

    def convert(east: float, north: float) -> tuple[float, float]:
        lon, lat = transformer.transform(east, north)
        return float(lon), float(lat)

    return convert
