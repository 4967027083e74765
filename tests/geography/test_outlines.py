"""The outlines that maps are drawn on."""

import json
import lzma
from importlib import resources

import pytest

from iusml.geography.outlines import Bounds, outlines
from iusml.matching.places import municipality_place
from training.outlines import outlines as drawn_anew


def test_every_municipality_has_closed_rings() -> None:
    found = outlines()
    assert len(found) == 290
    assert len({one.name for one in found}) == 290
    for one in found:
        assert all(ring[0] == ring[-1] and len(ring) >= 4 for ring in one.rings), one.name


def test_shipped_outlines_are_those_that_the_command_makes() -> None:
    packed = resources.files("iusml").joinpath("data", "outlines.json.xz").read_bytes()
    assert len(packed) <= 110_000
    assert json.loads(lzma.decompress(packed)) == drawn_anew()


def test_middles_are_those_of_the_exact_areas() -> None:
    for one in outlines():
        exact = municipality_place(one.name)
        assert exact
        assert one.middle == pytest.approx((exact.lat, exact.lon), abs=0.1), one.name


@pytest.mark.parametrize(
    ("point", "name"),
    [((56.135, 12.945), "Åstorp"), ((57.7, 14.1), "Jönköping"), ((67.86, 20.22), "Kiruna")],
)
def test_a_town_lies_in_its_municipality_alone(point: tuple[float, float], name: str) -> None:
    assert [one.name for one in outlines() if one.holds(point)] == [name]


def test_neighbours_share_the_points_of_their_border() -> None:
    points = {one.name: {point for ring in one.rings for point in ring} for one in outlines()}
    assert len(points["Åstorp"] & points["Bjuv"]) >= 2
    assert not points["Åstorp"] & points["Kiruna"]


def test_rectangles() -> None:
    one = Bounds.around([(55.0, 13.0), (56.0, 12.0)])
    assert one == Bounds(55.0, 12.0, 56.0, 13.0)
    assert one.corners == ((55.0, 12.0), (56.0, 13.0))
    assert one.meets(Bounds(56.0, 13.0, 57.0, 14.0))
    assert not one.meets(Bounds(56.1, 12.0, 57.0, 13.0))
    assert one.wider(0.5, 1.0) == Bounds(54.5, 11.0, 56.5, 14.0)
