"""Where a plant or a receiver lies: the best source that can be believed, and what was passed over.

Sources, the best first: coordinates, street address, postal code, postal town, the middle of the
municipality. A point abroad or far from the named municipality is a slip, and the next source is
taken.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten

from iusml.errors import PlaceError
from iusml.geography import geocoder as geocoders
from iusml.geography.geocoder import Geocoder
from iusml.geography.localities import locality_place
from iusml.geography.postal import PostalPlaces
from iusml.geography.sweden import in_sweden, is_near
from iusml.geography.where import Where, kilometres
from iusml.matching.places import municipality_place
from iusml.matching.receivers import Receiver
from iusml.normalise.place import municipality_of_code, parse_municipality
from iusml.records import Facility, PositionField, TextField
from iusml.wording import BLANK, number

COORDINATES_KM = 0.1
"""Margin of printed coordinates: figures are cut to ten metres, and a site is as wide as this."""
_TOLD = 60
"""Signs of a printed line that are shown: whole paragraphs may hold the figures."""
_NO_ANSWER = "adressen kunde inte slås upp: tjänsten för adresser svarar inte"


@dataclass(frozen=True, slots=True)
class Found:
    """A place, or None where nothing tells it, and Swedish remarks about what was not used."""

    where: Where | None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    """A place, and what it is called in a remark."""

    where: Where
    called: str


def find_plant(
    facility: Facility, geocoder: Geocoder | None = None, postal: PostalPlaces | None = None
) -> Found:
    """Where the facility of a record lies; remarks do not name it, such as "koordinaterna i
    rapporten ligger 212 km från Helsingborg och används inte".

    Addresses are looked up where a `geocoder` is given, postal codes where a `postal` file is. A
    geocoder that cannot be asked costs a remark; one that cannot keep its answers raises
    OutputError.
    """
    town = town_of(facility)
    remarks: list[str] = []
    sources = _plant_sources(facility, town, geocoder, postal, remarks)
    return Found(_first(sources, town, remarks), tuple(remarks))


def find_receiver(receiver: Receiver) -> Found:
    """Where a receiver of the catalogue lies; remarks name it by its id.

    One outside Sweden has no place, and a remark that says what to do if that is a slip.
    """
    at, name = receiver.coordinates, receiver.municipality
    town = parse_municipality(name) if name else None
    if town is None and at is not None and not in_sweden(at.lat, at.lon):
        return _abroad(receiver, f"ligger utanför Sverige ({at.lat:g}, {at.lon:g})")
    if town is None and at is None and name is not None:
        return _abroad(receiver, f"ligger i {name}, som inte är en svensk kommun")
    remarks: list[str] = []
    where = _first(_receiver_sources(receiver, town), town, remarks)
    return Found(where, tuple(f"mottagaren {receiver.id}: {remark}" for remark in remarks))


def _abroad(receiver: Receiver, why: str) -> Found:
    part = "coordinates" if receiver.coordinates else "municipality"
    return Found(
        None,
        (
            f"mottagaren {receiver.id} {why}: den visas inte på kartan. "
            f"Rätta {part} i katalogen om det är fel.",
        ),
    )


def _first(sources: Iterator[_Source], town: str | None, remarks: list[str]) -> Where | None:
    """The first place that can be believed; adds a remark for each that cannot."""
    for source in sources:
        wrong = _wrong(source.where, town)
        if wrong is None:
            return source.where
        remarks.append(f"{source.called} ligger {wrong} och används inte")
    middle = municipality_place(town)
    if middle is None or town is None:
        return None
    return Where(middle.lat, middle.lon, "municipality", middle.margin_km, town)


def _wrong(where: Where, town: str | None) -> str | None:
    """Why a place cannot be right, or None."""
    middle = municipality_place(town)
    if not in_sweden(where.lat, where.lon):
        return "utanför Sverige"
    if middle is not None and not is_near(where, middle):
        return f"{number(kilometres(where, middle))}{BLANK}km från {town}"
    return None


def town_of(facility: Facility) -> str | None:
    """The named municipality, else the one whose code the facility's number begins with."""
    named = _text(facility.municipality)
    known = parse_municipality(named) if named else None
    return known or municipality_of_code((_text(facility.facility_number) or "")[:4])


def _plant_sources(
    facility: Facility,
    town: str | None,
    geocoder: Geocoder | None,
    postal: PostalPlaces | None,
    remarks: list[str],
) -> Iterator[_Source]:
    if facility.coordinates is not None:
        yield _Source(_printed(facility.coordinates), "koordinaterna i rapporten")
    street, code, city = map(_text, (facility.street_address, facility.postal_code, facility.city))
    if geocoder is not None and street is not None:
        try:
            point = geocoder.find(street, code, city, town)
        except PlaceError:
            remarks.append(_NO_ANSWER)
            point = None
        if point is not None:
            told = ", ".join(filter(None, (street, " ".join(filter(None, (code, city))))))
            where = Where(*point, "address", geocoders.MARGIN_KM, told)
            yield _Source(where, "den plats som adressen slogs upp till")
    around = postal.find(code) if postal is not None and code is not None else None
    if around is not None and code is not None:
        where = Where(around.lat, around.lon, "postal_code", around.margin_km, code)
        yield _Source(where, f"postnumret {code}")
    locality = locality_place(city, town) if city is not None else None
    if locality is not None and city is not None:
        where = Where(locality.lat, locality.lon, "city", locality.margin_km, city)
        yield _Source(where, f"postorten {city}")


def _receiver_sources(receiver: Receiver, town: str | None) -> Iterator[_Source]:
    at = receiver.coordinates
    if at is not None:
        where = Where(at.lat, at.lon, "coordinates", COORDINATES_KM, f"{at.lat:g}, {at.lon:g}")
        yield _Source(where, "koordinaterna i katalogen")


def _printed(field: PositionField) -> Where:
    """Coordinates with the printed line, cut short; those of a record without places in degrees."""
    at = field.value
    told = shorten(
        " ".join(dict.fromkeys(line.text for line in field.provenance)), _TOLD, placeholder="…"
    )
    return Where(at.lat, at.lon, "coordinates", COORDINATES_KM, told or f"{at.lat:g}, {at.lon:g}")


def _text(field: TextField | None) -> str | None:
    return field.value if field is not None else None
