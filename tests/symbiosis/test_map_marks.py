"""Sizes, places and frames of what maps show."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iusml.geography.where import Where
from iusml.symbiosis.maps import marks
from tests.symbiosis.plans import bakery, fish, receivers


def test_four_times_the_tonnes_have_twice_the_radius() -> None:
    assert marks.radius(400, 400, 30) == 30
    assert marks.radius(100, 400, 30) == 15
    assert marks.radius(0, 400, 30) == 0
    assert marks.radius(0, 0, 30) == 0


@pytest.mark.parametrize(
    ("most", "sizes"),
    [(412.5, [200, 50, 10]), (1799, [1000, 200, 50]), (0.3, [0.2, 0.05, 0.01]), (0, [])],
)
def test_the_legend_shows_round_amounts(most: float, sizes: list[float]) -> None:
    assert marks.reference_sizes(most) == sizes


def test_letters_of_receivers_go_on_after_z() -> None:
    assert [marks.letter(at) for at in (0, 25, 26, 27, 701, 702)] == [
        "A", "Z", "AA", "AB", "ZZ", "AAA",
    ]  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0, 34), min_size=1, max_size=25))
def test_marks_of_one_point_are_moved_apart_and_the_largest_stays(radii: list[float]) -> None:
    moved = marks.spread(radii, 8)
    assert moved[radii.index(max(radii))] == (0, 0)
    for at, (one, here) in enumerate(zip(radii, moved, strict=True)):
        for other, there in zip(radii[:at], moved, strict=False):
            assert math.dist(here, there) >= max(16, 0.67 * (one + other)) - 1e-9


def test_points_are_the_same_to_a_hundred_metres() -> None:
    points = [(56.0412, 12.6943), (56.5, 13.0), (56.0411, 12.6944)]
    assert marks.on_one_point(points) == [[0, 2], [1]]


def test_the_frame_holds_everybody_and_the_reach_their_neighbours() -> None:
    ground = marks.ground([fish(), *receivers()])
    assert ground.frame.south < 56.0412 < 56.08 < ground.frame.north
    assert (ground.frame.north - ground.frame.south) * 111.2 == pytest.approx(30, rel=0.01)
    assert [area.name for area in ground.own] == ["Helsingborg"]
    assert {"Höganäs", "Åstorp", "Bjuv"} < {area.name for area in ground.around}
    assert "Malmö" not in {area.name for area in ground.around}


def test_without_a_place_the_named_municipality_is_shown_or_all_of_sweden() -> None:
    named = marks.ground([replace(bakery(), municipality="Åstorps kommun")])
    assert [area.name for area in named.own] == ["Åstorp"]
    nobody = marks.ground([bakery()])
    assert nobody.own == ()
    assert len(nobody.around) == 290


def test_a_plant_without_a_named_municipality_is_found_in_one() -> None:
    inland = replace(bakery(), where=Where(56.135, 12.945, "address", 0.2, "Storgatan 1"))
    assert [area.name for area in marks.ground([inland]).own] == ["Åstorp"]
