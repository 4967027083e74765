"""Records with what must not be published in every text, and who publishes."""

import json
from pathlib import Path
from typing import Any

import iusml
from iusml.opendata.publisher import Publication, load_publication
from iusml.records import Report

EXAMPLE = Path(iusml.__file__).parent / "data" / "publisher-example.yaml"


def publication() -> Publication:
    return load_publication(EXAMPLE)


def changed(report: Report, **facility: str | None) -> Report:
    """The record with other texts of its facility; None for a text that is not given."""
    content = report.model_dump(mode="json")
    for name, value in facility.items():
        if value is None:
            content["facility"][name] = None
        else:
            content["facility"][name]["value"] = value
    return Report.model_validate(content)


def everywhere(report: Report, text: str) -> Report:
    """The record with `text` in every field of every part that takes any text."""
    return Report.model_validate(_planted(report.model_dump(mode="json"), text))


_BOUND = {
    "schema_version", "sha256", "status", "label", "unit", "ewc_code", "ewc_source", "direction",
    "operation_code",
}  # fmt: skip
"""Fields whose values the record itself bounds to a list or a form."""


def _planted(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        return {name: one if name in _BOUND else _planted(one, text) for name, one in value.items()}
    if isinstance(value, list):
        return [_planted(one, text) for one in value]
    return text if isinstance(value, str) else value


def nodes(path: Path) -> list[dict[str, Any]]:
    """What a JSON-LD file describes."""
    found = json.loads(path.read_text("utf-8"))["@graph"]
    assert isinstance(found, list)
    return found
