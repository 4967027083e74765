"""The shipped model on a report of every family: each record obeys the schema of the spec."""

import json
from importlib import resources
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from iusml.annotations.files import GOLD as LABELS_FILE
from iusml.annotations.files import read_gold_json
from iusml.labels import LABELS
from iusml.pipeline import Pipeline, load
from iusml.settings import Settings

ROOT = Path(__file__).parent.parent
GOLD = sorted((ROOT / "annotations" / "reports").glob(f"*/{LABELS_FILE}"), reverse=True)
REPORTS = {read_gold_json(path)["family"]: path.parent for path in GOLD}
"""The first report of each way of making one."""


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load(Settings(model=ROOT / "models" / "extractor-sv", threads=1))


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    text = resources.files("iusml.data").joinpath("extraction.schema.json").read_text("utf-8")
    return Draft202012Validator(json.loads(text))


def test_there_are_reports() -> None:
    assert len(REPORTS) >= 25


@pytest.mark.parametrize("family", REPORTS)
def test_every_record_obeys_the_schema(
    family: str, pipeline: Pipeline, schema: Draft202012Validator
) -> None:
    record = pipeline(REPORTS[family] / "report.pdf").model_dump(mode="json")
    schema.validate(record)
    assert record["document"]["status"] == "ok"
    assert record["entities"]
    assert {entity["label"] for entity in record["entities"]} <= set(LABELS)


def test_the_model_folder_is_small_and_has_no_pickle() -> None:
    files = [path for path in (ROOT / "models").rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"model.onnx", "CARD.md", "calibration.json"}
    assert sum(path.stat().st_size for path in files) < 45_000_000
    assert not [path for path in files if path.suffix in {".pkl", ".pt", ".bin", ".joblib"}]
