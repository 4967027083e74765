"""Where plants and receivers lie: the best source that can be believed, and remarks on the rest."""

from collections.abc import Callable

import pytest

from iusml.errors import PlaceError
from iusml.geography.find import Found, find_plant, find_receiver
from iusml.geography.geocoder import AddressTable, Point, address_key
from iusml.geography.postal import PostalPlaces
from iusml.geography.where import kilometres
from iusml.matching.places import Place, municipality_place
from iusml.matching.receivers import Receiver
from iusml.records import Facility
from iusml.wording import BLANK

MakePlant = Callable[..., Facility]
MakeReceiver = Callable[..., Receiver]
HARBOUR = (56.0412, 12.6943)
LULEA = (65.584, 22.15)
COPENHAGEN = (55.676, 12.568)
ADDRESS = {"street_address": "Kajgatan 1", "postal_code": "252 25", "city": "Helsingborg"}
TOLD = "Kajgatan 1, 252 25 Helsingborg"


class Silent:
    """A service for addresses that fails."""

    def find(
        self,
        address: str,
        postal_code: str | None = None,
        city: str | None = None,
        municipality: str | None = None,
    ) -> Point | None:
        raise PlaceError(f"{address} leads nowhere")


def table(point: Point) -> AddressTable:
    return AddressTable({address_key(TOLD): point})


def quality(found: Found) -> str | None:
    return found.where.quality if found.where else None


def test_printed_coordinates_come_first(facility: MakePlant) -> None:
    plant = facility(HARBOUR, "N 6213060 E 356367", municipality="Helsingborg", **ADDRESS)
    found = find_plant(plant, table((56.05, 12.7)))
    assert found.where is not None
    assert (found.where.lat, found.where.lon) == HARBOUR
    assert (found.where.quality, found.where.margin_km) == ("coordinates", 0.1)
    assert found.where.told == "N 6213060 E 356367"
    assert found.remarks == ()


def test_coordinates_without_a_printed_line_are_told_in_degrees(facility: MakePlant) -> None:
    found = find_plant(facility(HARBOUR))
    assert found.where is not None
    assert found.where.told == "56.0412, 12.6943"


def test_each_source_stands_in_for_the_one_before(facility: MakePlant) -> None:
    plant = facility(municipality="Helsingborg", **ADDRESS)
    postal = PostalPlaces({"25225": Place(56.03, 12.71, 5.0)})
    best = find_plant(plant, table((56.05, 12.7)), postal).where
    assert best is not None
    assert (best.lat, best.lon, best.quality, best.told) == (56.05, 12.7, "address", TOLD)
    second = find_plant(plant, None, postal).where
    assert second is not None
    assert (second.lat, second.quality, second.margin_km) == (56.03, "postal_code", 5.0)
    assert second.told == "252 25"
    third = find_plant(plant, AddressTable({}), PostalPlaces({})).where
    assert third is not None
    assert (third.quality, third.told) == ("city", "Helsingborg")
    last = find_plant(facility(municipality="Helsingborgs stad", city="Påhittsbyn")).where
    middle = municipality_place("Helsingborg")
    assert last is not None
    assert middle is not None
    assert (last.lat, last.lon, last.margin_km) == (middle.lat, middle.lon, middle.margin_km)
    assert (last.quality, last.told) == ("municipality", "Helsingborg")
    assert find_plant(facility(operator="Påhitt AB")) == Found(None)


def test_the_number_of_a_facility_names_its_municipality(facility: MakePlant) -> None:
    found = find_plant(facility(facility_number="1283-9901"))
    assert found.where is not None
    assert (found.where.quality, found.where.told) == ("municipality", "Helsingborg")


def test_coordinates_far_from_the_municipality_are_passed_over(facility: MakePlant) -> None:
    found = find_plant(facility(LULEA, municipality="Helsingborg", city="Helsingborg"))
    middle = municipality_place("Helsingborg")
    assert middle is not None
    assert quality(found) == "city"
    away = f"{round(kilometres(Place(*LULEA), middle)):,}".replace(",", BLANK)
    assert found.remarks == (
        f"koordinaterna i rapporten ligger {away}{BLANK}km från Helsingborg och används inte",
    )


def test_coordinates_abroad_are_passed_over(facility: MakePlant) -> None:
    found = find_plant(facility(COPENHAGEN, municipality="Malmö"))
    assert quality(found) == "municipality"
    assert found.remarks == ("koordinaterna i rapporten ligger utanför Sverige och används inte",)


def test_an_address_and_a_postal_code_elsewhere_are_passed_over(facility: MakePlant) -> None:
    plant = facility(municipality="Helsingborg", **ADDRESS)
    found = find_plant(plant, table(LULEA), PostalPlaces({"25225": Place(*LULEA)}))
    assert quality(found) == "city"
    assert [remark.split(" ligger ")[0] for remark in found.remarks] == [
        "den plats som adressen slogs upp till",
        "postnumret 252 25",
    ]


def test_a_silent_service_costs_a_remark_only(facility: MakePlant) -> None:
    found = find_plant(facility(municipality="Helsingborg", **ADDRESS), Silent())
    assert quality(found) == "city"
    assert found.remarks == ("adressen kunde inte slås upp: tjänsten för adresser svarar inte",)


def test_nothing_is_asked_of_a_plant_with_good_coordinates(facility: MakePlant) -> None:
    found = find_plant(facility(HARBOUR, municipality="Helsingborg", **ADDRESS), Silent())
    assert (quality(found), found.remarks) == ("coordinates", ())


@pytest.mark.parametrize(
    ("municipality", "point"), [("Dorotea", (63.97, 16.84)), ("Borgholm", (57.36, 17.11))]
)
def test_the_ends_of_long_municipalities_are_believed(
    facility: MakePlant, municipality: str, point: tuple[float, float]
) -> None:
    found = find_plant(facility(point, municipality=municipality))
    assert (quality(found), found.remarks) == ("coordinates", ())


def test_a_receiver_lies_where_the_catalogue_says(receiver: MakeReceiver) -> None:
    found = find_receiver(receiver("Helsingborg", HARBOUR))
    assert found.where is not None
    assert (found.where.quality, found.where.told) == ("coordinates", "56.0412, 12.6943")
    assert quality(find_receiver(receiver("Helsingborg"))) == "municipality"
    assert quality(find_receiver(receiver("Påhittsbyn", HARBOUR))) == "coordinates"
    assert find_receiver(receiver()) == Found(None)


@pytest.mark.parametrize("municipality", [None, "Köpenhamn"])
def test_a_receiver_abroad_is_left_out_and_told(
    receiver: MakeReceiver, municipality: str | None
) -> None:
    found = find_receiver(receiver(municipality, COPENHAGEN))
    assert found == Found(
        None,
        (
            "mottagaren nordgas ligger utanför Sverige (55.676, 12.568): den visas inte på "
            "kartan. Rätta coordinates i katalogen om det är fel.",
        ),
    )


def test_a_receiver_in_no_swedish_municipality_is_told(receiver: MakeReceiver) -> None:
    found = find_receiver(receiver("Köpenhamn"))
    assert found.where is None
    assert found.remarks == (
        "mottagaren nordgas ligger i Köpenhamn, som inte är en svensk kommun: den visas inte på "
        "kartan. Rätta municipality i katalogen om det är fel.",
    )


def test_a_receiver_far_from_its_municipality(receiver: MakeReceiver) -> None:
    found = find_receiver(receiver("Helsingborg", LULEA))
    assert quality(found) == "municipality"
    (remark,) = found.remarks
    assert remark.startswith("mottagaren nordgas: koordinaterna i katalogen ligger ")
    assert remark.endswith("km från Helsingborg och används inte")
