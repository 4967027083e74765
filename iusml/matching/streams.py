"""Waste streams of records as matching sees them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from iusml.matching.places import Place, municipality_place
from iusml.normalise.catalogue import catalogue
from iusml.normalise.text import fold
from iusml.records import Facility, Report, WasteStream


@dataclass(frozen=True, slots=True)
class Stream:
    """One waste stream, where it arises and in which report.

    `code` is the printed code alone; a suggested one rules nothing out. `mass_kg` is per year.
    `plant` is the same for all years of one plant.
    """

    id: str
    description: str
    code: str | None = None
    hazardous: bool | None = None
    mass_kg: float | None = None
    place: Place | None = None
    operation_code: str | None = None
    direction: str = "generated"
    operator: str | None = None
    municipality: str | None = None
    plant: str = ""
    year: int | None = None
    path: str = ""
    page: int | None = None


def streams_of(report: Report) -> Iterator[Stream]:
    """Yield the streams of a record that say what they are; the others cannot be matched."""
    facility = report.facility or Facility()
    place = facility_place(facility)
    for stream in report.waste_streams:
        text = stream.description or _code_name(stream)
        if not text:
            continue
        yield Stream(
            id=stream.id,
            description=text,
            code=stream.ewc_code if stream.ewc_source == "report" else None,
            hazardous=stream.hazardous if stream.ewc_source != "suggested" else None,
            mass_kg=stream.quantity.mass_kg if stream.quantity else None,
            place=place,
            operation_code=stream.operation_code,
            direction=stream.direction,
            operator=facility.operator.value if facility.operator else None,
            municipality=facility.municipality.value if facility.municipality else None,
            plant=plant_of(report),
            year=facility.reporting_year.value if facility.reporting_year else None,
            path=report.document.path,
            page=stream.provenance[0].page if stream.provenance else None,
        )


def plant_of(report: Report) -> str:
    """What a plant is known by over the years: its number, else its names, else the file."""
    facility = report.facility or Facility()
    if facility.facility_number:
        return facility.facility_number.value
    fields = facility.operator, facility.facility_name, facility.municipality
    names = [field.value for field in fields if field]
    return fold(" ".join(names)) or report.document.path


def newest(streams: Iterable[Stream]) -> list[Stream]:
    """Keep the streams of each plant's latest year; an unknown year is the earliest."""
    kept = list(streams)
    latest: dict[str, int] = {}
    for stream in kept:
        latest[stream.plant] = max(latest.get(stream.plant, 0), stream.year or 0)
    return [stream for stream in kept if (stream.year or 0) == latest[stream.plant]]


def facility_place(facility: Facility) -> Place | None:
    """The printed coordinates, else the middle of the municipality."""
    if facility.coordinates is not None:
        position = facility.coordinates.value
        return Place(position.lat, position.lon)
    return municipality_place(facility.municipality.value if facility.municipality else None)


def _code_name(stream: WasteStream) -> str | None:
    entry = catalogue().get(stream.ewc_code) if stream.ewc_code else None
    return entry.name if entry else None
