"""One plant for all its reports: the newest one counts, earlier ones tell how amounts went."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from iusml.geography.find import town_of
from iusml.matching.streams import plant_of
from iusml.records import Facility, Report
from iusml.years.files import year_of


@dataclass(frozen=True, slots=True)
class Plant:
    """The newest record of a plant, and one for each earlier year, the latest first."""

    key: str
    newest: Report
    earlier: tuple[Report, ...] = ()


def plants_of(reports: Iterable[Report]) -> list[Plant]:
    """Return the plants in the order they come; records of failed reports are left out.

    A year that has several records of a plant is told by the one that was read whole, then by the
    one with most streams. Records that name neither a site nor its number are plants of their own:
    nothing tells two sites of one company apart.
    """
    told: dict[str, list[Report]] = {}
    for report in reports:
        if report.document.status != "failed":
            told.setdefault(_key(report), []).append(report)
    return [_plant(key, records) for key, records in told.items()]


def within(plants: Iterable[Plant], municipalities: Collection[str]) -> tuple[list[Plant], int]:
    """Return the plants of these municipalities, and how many tell none and are left out."""
    towns = [(plant, town_of(plant.newest.facility or Facility())) for plant in plants]
    kept = [plant for plant, town in towns if town in municipalities]
    return kept, sum(town is None for _, town in towns)


def _key(report: Report) -> str:
    facility = report.facility
    known = facility and (facility.facility_number or facility.facility_name)
    return plant_of(report) if known else f"{plant_of(report)} {report.document.path}".strip()


def _plant(key: str, reports: Sequence[Report]) -> Plant:
    by_year: dict[int, Report] = {}
    for report in sorted(reports, key=_worth):
        by_year[year_of(report) or 0] = report
    newest, *earlier = (by_year[year] for year in sorted(by_year, reverse=True))
    return Plant(key, newest, tuple(report for report in earlier if year_of(report)))


def _worth(report: Report) -> tuple[bool, int]:
    return report.document.status == "ok", len(report.waste_streams)
