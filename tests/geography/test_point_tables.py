"""Files of postal codes and addresses that a user gives."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iusml.errors import PlaceError
from iusml.geography import point_tables
from iusml.geography.geocoder import address_key, load_addresses
from iusml.geography.postal import MARGIN_KM, load_postal_places

GEONAMES = (
    "DK\t1000\tKøbenhavn\tH\t\t\t\t\t\t55.67\t12.56\t4\n"
    "SE\t252 25\tHelsingborg\tSkåne\tM\tHelsingborg\t1283\t\t\t56.04\t12.70\t4\n"
    "SE\t260 30\tVallåkra\tSkåne\tM\tHelsingborg\t1283\t\t\t55.96\t12.86\n"
    "SE\t260 30\tGantofta\tSkåne\tM\tHelsingborg\t1283\t\t\t55.98\t12.80\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "punkter.csv"


def test_postal_codes_of_geonames(path: Path) -> None:
    path.write_text(GEONAMES, "utf-8")
    places = load_postal_places(path)
    town, country = places.find("25225"), places.find("260 30")
    assert town is not None
    assert (town.lat, town.lon, town.margin_km) == (56.04, 12.70, MARGIN_KM)
    assert country is not None
    assert (round(country.lat, 2), round(country.lon, 2)) == (55.97, 12.83)
    assert MARGIN_KM + 2 < country.margin_km < MARGIN_KM + 3
    assert places.find("100 00") is None
    assert places.find("postort") is None


@pytest.mark.parametrize(
    "text",
    ["postal_code,lat,lon\n252 25,56.04,12.7\n", "\ufefflat;lon;postal_code\n56,04;12,7;25225\n",
     "Postal_code,place,lat,lon\r\n\r\n25225,\"Kaj, norra\",56.04,12.7\r\n"],
)  # fmt: skip
def test_postal_codes_of_a_plain_table(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="")
    place = load_postal_places(path).find("252 25")
    assert place is not None
    assert (place.lat, place.lon) == (56.04, 12.7)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "holds no Swedish postal code"),
        (GEONAMES.partition("\n")[0], "holds no Swedish postal code"),
        (GEONAMES + "SE\t252 26\n", "line 5 has 2 columns"),
        (GEONAMES + GEONAMES.splitlines()[1].replace("56.04", "x"), "line 5: lat and lon are no"),
        ("code,lat,lon\n", "line 1: the column postal_code is missing"),
        ("postal_code,lat,lon\n2522,56,12\n", "line 2: '2522' is no Swedish postal code"),
        ("postal_code,lat,lon\n25225,6213060,356367\n", "line 2: lat and lon are no point"),
        ("postal_code,lat,lon\n25225,nan,12\n", "line 2: lat and lon are no point"),
        ("postal_code,lat,lon\n\n25225,56.04\n", "line 3 has 2 columns, the first line 3"),
        ('postal_code,lat,lon\n25225,"56,12\n', "line 2: unexpected end of data"),
    ],
)
def test_wrong_postal_codes_are_told_with_their_line(path: Path, text: str, told: str) -> None:
    path.write_text(text, "utf-8")
    with pytest.raises(PlaceError, match=re.escape(told)) as caught:
        load_postal_places(path)
    assert str(path) in str(caught.value)


def test_files_that_cannot_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PlaceError, match=r"punkter.csv cannot be read: No such file"):
        load_postal_places(path)
    path.write_bytes("postal_code,ort\n25225,Växjö\n".encode("latin-1"))
    with pytest.raises(PlaceError, match="is not UTF-8"):
        load_postal_places(path)
    monkeypatch.setattr(point_tables, "MAX_BYTES", 5)
    with pytest.raises(PlaceError, match="is larger than"):
        load_addresses(path)


def test_addresses_by_postal_code_town_or_municipality(path: Path) -> None:
    path.write_text(
        "address;lat;lon\nKajgatan 1, 252 25 Helsingborg;56.04;12.69\n"
        "Oljehamnsleden 4, Helsingborg;56.02;12.71\nByvägen 2 Höganäs;56,2;12,56\n",
        "utf-8",
    )
    table = load_addresses(path)
    assert table.find("KAJGATAN 1", "25225", "Helsingborg") == (56.04, 12.69)
    assert table.find("Oljehamnsleden 4", "252 25", "Helsingborg") == (56.02, 12.71)
    assert table.find("Byvägen 2", None, "Jonstorp", "Höganäs") == (56.2, 12.56)
    assert table.find("Kajgatan 1") is None
    assert table.find("Kajgatan 11", "252 25", "Helsingborg") is None


def test_one_address_with_two_points_is_refused(path: Path) -> None:
    head = "address;lat;lon\nKajgatan 1, Helsingborg;56.04;12.69\n"
    path.write_text(head + "kajgatan 1 helsingborg;56.04;12.69\n", "utf-8")
    assert len(load_addresses(path).points) == 1
    path.write_text(head + "kajgatan 1 helsingborg;56.05;12.69\n", "utf-8")
    with pytest.raises(PlaceError, match=r"line 3: the address stands in line 2") as caught:
        load_addresses(path)
    assert "kajgatan" not in str(caught.value).casefold()


@given(st.text(max_size=60))
def test_the_key_of_an_address_is_its_own_key(text: str) -> None:
    key = address_key(text)
    assert address_key(key) == key
    assert not key.startswith(("=", "+", "-", "@"))
