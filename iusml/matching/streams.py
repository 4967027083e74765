"""Waste streams of records as matching sees them."""

from collections.abc import Iterator
from dataclasses import dataclass

from iusml.matching.places import Place, municipality_place
from iusml.normalise.catalogue import catalogue
from iusml.records import Facility, Report, WasteStream


@dataclass(frozen=True, slots=True)
class Stream:
    """One waste stream, where it arises and in which report.

    `code` is the printed code alone; a suggested one rules nothing out. `mass_kg` is per year.
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
            year=facility.reporting_year.value if facility.reporting_year else None,
            path=report.document.path,
            page=stream.provenance[0].page if stream.provenance else None,
        )


def facility_place(facility: Facility) -> Place | None:
    """The printed coordinates, else the middle of the municipality."""
    if facility.coordinates is not None:
        position = facility.coordinates.value
        return Place(position.lat, position.lon)
    return municipality_place(facility.municipality.value if facility.municipality else None)


def _code_name(stream: WasteStream) -> str | None:
    entry = catalogue().get(stream.ewc_code) if stream.ewc_code else None
    return entry.name if entry else None
