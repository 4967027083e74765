"""Record files as years: which year each file holds, and one record for each plant in it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from iusml.errors import InputError
from iusml.matching.streams import plant_of
from iusml.records import Report


@dataclass(frozen=True, slots=True)
class YearFile:
    """The records of one file, one for each plant; `remarks` say what was chosen or left out."""

    path: Path
    year: int
    reports: tuple[Report, ...]
    remarks: list[str] = field(default_factory=list)


def year_files(files: Sequence[tuple[Path, Sequence[Report]]]) -> list[YearFile]:
    """Return the files by year. Raises InputError where a year is unknown or stands twice.

    A file's year is the one that most of its records tell.
    """
    found = [year_file(path, reports) for path, reports in files]
    found.sort(key=lambda one: one.year)
    for one, two in pairwise(found):
        if one.year == two.year:
            raise InputError(
                f"{one.path} and {two.path} are both of {one.year}. Give one file for each year."
            )
    return found


def year_file(path: Path, reports: Sequence[Report]) -> YearFile:
    """Find the year of a file and choose a record for each plant. Raises InputError.

    A plant with several records has one that tells the file's year before one that tells another
    or none, then the later year, one read whole before one read in part, the one with most
    streams, and the one that comes last.
    """
    read = [report for report in reports if report.document.status != "failed"]
    years = Counter(year for report in read if (year := year_of(report)) is not None)
    if not years:
        raise InputError(
            f"{path} has no record that tells its reporting year. "
            "Extract the reports again, or give another file."
        )
    own = max(years, key=lambda year: (years[year], year))
    plants: dict[str, list[Report]] = {}
    for report in read:
        plants.setdefault(plant_of(report), []).append(report)
    chosen = [report for told in plants.values() for report in _chosen(told, own)]
    remarks = list(_remarks(path, own, reports, chosen))
    return YearFile(path, own, tuple(chosen), remarks)


def year_of(report: Report) -> int | None:
    """The reporting year that a record tells."""
    facility = report.facility
    return facility.reporting_year.value if facility and facility.reporting_year else None


def _chosen(reports: Sequence[Report], own: int) -> Sequence[Report]:
    """One record of a plant; all of the file's year where nothing tells one site from another."""
    facility = reports[0].facility
    if facility and (facility.facility_number or facility.facility_name):
        return [_best(reports, own)]
    return [report for report in reports if year_of(report) == own] or [_best(reports, own)]


def _best(reports: Sequence[Report], own: int) -> Report:
    def order(numbered: tuple[int, Report]) -> tuple[bool, int, bool, int, int]:
        number, report = numbered
        year = year_of(report)
        whole = report.document.status == "ok"
        return year == own, year or 0, whole, len(report.waste_streams), number

    return max(enumerate(reports), key=order)[1]


def _remarks(
    path: Path, own: int, reports: Sequence[Report], chosen: Sequence[Report]
) -> Iterator[str]:
    failed = sum(report.document.status == "failed" for report in reports)
    if failed:
        yield (
            f"{path}: {failed} reports could not be read; "
            "a plant that seems new or gone may be one of them."
        )
    left_out = len(reports) - failed - len(chosen)
    if left_out:
        yield (
            f"{path}: {left_out} records are of plants that have another record; "
            f"the one of {own}, or else the latest, is compared."
        )
    for report in chosen:
        year = year_of(report)
        if year is None:
            yield f"{path}: {report.document.path} tells no year; it is taken for {own}."
        elif year != own:
            yield (
                f"{path}: {report.document.path} is of {year}, most of the file of {own}; "
                f"it is taken for {own}. Check the year."
            )
