"""Which year a file holds, and which record of a plant is compared."""

from pathlib import Path

import pytest

from iusml.errors import InputError
from iusml.records import Report
from iusml.years.files import year_file, year_files
from tests.years.conftest import OIL, SLUDGE, record

PATH = Path("poster.jsonl")
BAKERY = {"facility_number": "1283-900", "operator": "Röda Bageriet AB"}


def test_files_come_in_the_order_of_their_years() -> None:
    files = [(Path(f"{year}.jsonl"), [record(year, SLUDGE)]) for year in (2023, 2021, 2022)]
    assert [one.year for one in year_files(files)] == [2021, 2022, 2023]


def test_two_files_of_one_year_are_an_error() -> None:
    files = [(Path(name), [record(2023, SLUDGE)]) for name in ("a.jsonl", "b.jsonl")]
    with pytest.raises(InputError, match=r"a\.jsonl and b\.jsonl are both of 2023"):
        year_files(files)


def test_a_file_without_a_year_is_an_error(failed_report: Report) -> None:
    with pytest.raises(InputError, match="no record that tells its reporting year"):
        year_file(PATH, [failed_report])


def test_the_record_of_the_files_year_is_taken() -> None:
    bakery = record(2023, OIL, **BAKERY)
    given = [record(2022, SLUDGE), record(2023, SLUDGE), record(2024, OIL), bakery]
    found = year_file(PATH, given)
    assert found.year == 2023
    assert list(found.reports) == [given[1], bakery]
    assert "2 records are of plants that have another record" in found.remarks[0]


def test_a_record_of_another_year_is_taken_with_a_warning() -> None:
    found = year_file(PATH, [record(2023, SLUDGE), record(2023, OIL, **BAKERY),
                             record(2022, OIL, facility_number="1283-7")])  # fmt: skip
    assert len(found.reports) == 3
    assert "is of 2022, most of the file of 2023" in found.remarks[0]


def test_plants_that_nothing_tells_apart_are_all_kept() -> None:
    bare: dict[str, str | None] = {"facility_number": None, "facility_name": None}
    given = [record(2023, SLUDGE, **bare), record(2023, OIL, **bare), record(2022, OIL, **bare)]
    assert list(year_file(PATH, given).reports) == given[:2]


def test_reports_that_failed_or_tell_no_year_are_told(failed_report: Report) -> None:
    unknown = record(2023, OIL, **BAKERY)
    assert unknown.facility
    facility = unknown.facility.model_copy(update={"reporting_year": None})
    unknown = unknown.model_copy(update={"facility": facility})
    found = year_file(PATH, [record(2023, SLUDGE), failed_report, unknown])
    assert len(found.reports) == 2
    assert "1 reports could not be read" in found.remarks[0]
    assert "tells no year; it is taken for 2023" in found.remarks[1]
