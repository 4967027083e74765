"""What lies in Sweden, and where its towns lie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iusml.geography.localities import MARGIN_KM, locality_place
from iusml.geography.sweden import in_sweden, is_near
from iusml.geography.where import kilometres
from iusml.matching.places import Place, municipality_place
from iusml.normalise._data import rows
from iusml.normalise.place import municipality_of_code


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [("Malmö", 55.605, 13.0), ("Ven", 55.907, 12.69), ("Haparanda", 65.835, 24.137),
     ("Kiruna", 67.856, 20.225), ("Visby", 57.635, 18.3), ("Grisslehamn", 60.1, 18.81),
     ("Hanö", 56.01, 14.85), ("Koster", 58.89, 11.03)],
)  # fmt: skip
def test_in_sweden(name: str, lat: float, lon: float) -> None:
    assert in_sweden(lat, lon), name


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [("Köpenhamn", 55.676, 12.568), ("Helsingör", 56.034, 12.61), ("Oslo", 59.91, 10.75),
     ("Åbo", 60.45, 22.27), ("Rönne", 55.1, 14.7), ("turned round", 12.69, 56.04),
     ("nowhere", 0.0, 0.0)],
)  # fmt: skip
def test_abroad(name: str, lat: float, lon: float) -> None:
    assert not in_sweden(lat, lon), name


def test_every_locality_lies_in_sweden_and_near_its_municipality() -> None:
    for row in rows("localities.csv"):
        point = Place(float(row["lat"]), float(row["lon"]))
        assert in_sweden(point.lat, point.lon), row
        if row["municipality"]:
            middle = municipality_place(municipality_of_code(row["municipality"]))
            assert middle is not None, row
            assert is_near(point, middle), row


@pytest.mark.parametrize("name", ["Göteborg", "GÖTEBORG", " göteborg "])
def test_a_town_by_its_name(name: str) -> None:
    place = locality_place(name)
    assert place is not None
    assert (round(place.lat, 1), round(place.lon, 1)) == (57.7, 12.0)
    assert place.margin_km == MARGIN_KM


def test_the_municipality_chooses_among_towns_of_one_name() -> None:
    assert locality_place("Viken") is None
    south, north = locality_place("Viken", "Höganäs"), locality_place("Viken", "Skellefteå")
    assert south is not None
    assert north is not None
    assert south.lat < 57 < 64 < north.lat
    assert locality_place("Viken", "Göteborg") is None
    assert locality_place("Alunda", "Östhammar") is None  # two of this name in the list


def test_a_postal_town_reaches_over_the_border_of_its_municipality() -> None:
    assert locality_place("Lund", "Staffanstorp") == locality_place("Lund")
    assert locality_place("Lund", "Luleå") is None
    assert locality_place("Påhittsbyn", "Lund") is None


def test_accents_keep_towns_apart() -> None:
    assert locality_place("Malmo") is None


@given(st.text(max_size=30), st.none() | st.text(max_size=20))
def test_any_name_is_a_town_or_none(name: str, municipality: str | None) -> None:
    place = locality_place(name, municipality)
    assert place is None or in_sweden(place.lat, place.lon)


@given(st.floats(55, 69), st.floats(11, 24), st.floats(55, 69), st.floats(11, 24))
def test_distances_are_even_both_ways(a: float, b: float, c: float, d: float) -> None:
    one, other = Place(a, b), Place(c, d)
    assert kilometres(one, other) == pytest.approx(kilometres(other, one), abs=1e-6)
    assert kilometres(one, one) == pytest.approx(0, abs=1e-3)


def test_a_known_distance() -> None:
    assert kilometres(Place(59.0, 18.0), Place(60.0, 18.0)) == pytest.approx(111.2, abs=0.1)
