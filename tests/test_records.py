"""The record and its published schema say the same."""

import json
from importlib.resources import files
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator, ValidationError

from iusml import records
from iusml.labels import LABELS
from iusml.records import Report

SCHEMA: dict[str, Any] = json.loads(
    files("iusml").joinpath("data/extraction.schema.json").read_text("utf-8")
)


def test_schema_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["schema_version"]["const"] == records.SCHEMA_VERSION


def test_full_record_fits_and_survives(full_report: Report) -> None:
    dumped = full_report.model_dump(mode="json")
    Draft202012Validator(SCHEMA).validate(dumped)
    assert Report.model_validate_json(json.dumps(dumped)) == full_report


def test_failed_record_fits(failed_report: Report) -> None:
    Draft202012Validator(SCHEMA).validate(failed_report.model_dump(mode="json"))


def test_empty_facility_fits(full_report: Report) -> None:
    report = full_report.model_copy(update={"facility": records.Facility(), "contacts": []})
    Draft202012Validator(SCHEMA).validate(report.model_dump(mode="json"))


def test_schema_rejects_what_the_record_rejects(full_report: Report) -> None:
    dumped = full_report.model_dump(mode="json")
    dumped["waste_streams"][0]["ewc_code"] = "2204"
    with pytest.raises(ValidationError):
        Draft202012Validator(SCHEMA).validate(dumped)
    with pytest.raises(ValueError):
        Report.model_validate(dumped)


EXTRA_KEYS: dict[Any, set[str]] = {
    records.DocumentRecord: {"failed_pages"},
    records.WasteStream: {"warnings"},
}
"""What we tell beyond the schema, which allows further keys."""


@pytest.mark.parametrize(
    ("model", "part"),
    [
        (records.Report, SCHEMA),
        (records.DocumentRecord, SCHEMA["properties"]["document"]),
        (records.Facility, SCHEMA["properties"]["facility"]),
        (records.Contact, SCHEMA["properties"]["contacts"]["items"]),
        (records.EntityRecord, SCHEMA["properties"]["entities"]["items"]),
        (records.WasteStream, SCHEMA["$defs"]["wasteStream"]),
        (records.Quantity, SCHEMA["$defs"]["quantity"]),
        (records.Provenance, SCHEMA["$defs"]["provenance"]["items"]),
    ],
)
def test_fields_are_those_of_the_schema(model: Any, part: dict[str, Any]) -> None:
    extra = EXTRA_KEYS.get(model, set())
    assert set(model.model_fields) - extra == set(part["properties"])


def test_labels_have_one_source() -> None:
    entity = SCHEMA["properties"]["entities"]["items"]["properties"]["label"]["enum"]
    assert entity == list(LABELS) == list(get_args(records.LabelName))
