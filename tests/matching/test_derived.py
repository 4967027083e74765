from pathlib import Path

from iusml.matching.derived import receivers_of, write_catalogue
from iusml.matching.receivers import load_receivers
from iusml.records import Report


def taking_in(report: Report, year: int, *streams: tuple[str, str | None]) -> Report:
    facility = report.facility
    assert facility
    assert facility.reporting_year
    told = facility.reporting_year.model_copy(update={"value": year})
    template = report.waste_streams[0]
    taken = [
        template.model_copy(
            update={
                "description": text, "ewc_code": code, "direction": "received",
                "ewc_source": "report" if code else None,
            }
        )
        for text, code in streams
    ]  # fmt: skip
    return report.model_copy(
        update={
            "facility": facility.model_copy(update={"reporting_year": told}),
            "waste_streams": [*taken, template],
        }
    )


def test_what_plants_take_in_becomes_needs(full_report: Report, tmp_path: Path) -> None:
    reports = [
        taking_in(full_report, 2022, ("fettslam", "190809"), ("matavfall", "200108")),
        taking_in(full_report, 2023, ("slam från fettavskiljare", "190809"), ("okänt", None)),
        full_report,
    ]
    (found,) = receivers_of(reports)
    assert (found.id, found.name, found.municipality) == (
        "1283-114", "Exempel Livs AB", "Helsingborg",
    )  # fmt: skip
    assert found.coordinates
    assert found.coordinates.lat == 56.05
    assert [(need.ewc_codes, need.text) for need in found.needs] == [
        (("190809",), "Tar emot slam från fettavskiljare; fettslam till rötning"),
        (("200108",), "Tar emot matavfall till rötning"),
    ]
    assert found.contact is None
    path = tmp_path / "r.yaml"
    write_catalogue(path, [found])
    assert load_receivers(path) == (found,)


def test_hazardous_waste_is_taken_where_it_was(full_report: Report) -> None:
    (found,) = receivers_of([taking_in(full_report, 2023, ("spillolja", "130205"))])
    assert found.needs[0].accepts_hazardous


def test_plants_that_take_nothing_in_are_none(full_report: Report, failed_report: Report) -> None:
    assert receivers_of([full_report, failed_report]) == ()


def test_plants_of_one_name_have_ids_of_their_own(full_report: Report) -> None:
    report = taking_in(full_report, 2023, ("spillolja", "130205"))
    assert report.facility
    assert report.facility.facility_number
    number = report.facility.facility_number.model_copy(update={"value": "1283 114"})
    other = report.model_copy(
        update={"facility": report.facility.model_copy(update={"facility_number": number})}
    )
    assert [one.id for one in receivers_of([report, other])] == ["1283-114", "1283-114-2"]
