"""The labelled reports that are shipped: complete, told apart, and what their records say."""

import hashlib
import json
from collections import Counter
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest

from iusml.annotations.files import GOLD, read_gold_json
from iusml.annotations.card import render
from iusml.annotations.collection import load_collection
from iusml.annotations.gold import GoldReport, load_gold
from iusml.annotations.stats import branch_name, collect
from iusml.labels import LABELS
from iusml.normalise.text import fold

ROOT = Path(__file__).resolve().parents[2] / "annotations"
SPLITS: dict[str, list[str]] = json.loads((ROOT / "splits.json").read_text("utf-8"))
NAMES = [name for names in SPLITS.values() for name in names]
MAX_SCAN_BYTES = 150_000


@cache
def gold(name: str) -> GoldReport:
    return load_gold(ROOT / "reports" / name)


@cache
def checker() -> Any:
    text = resources.files("iusml.data").joinpath("extraction.schema.json").read_text("utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def test_the_splits_are_train_dev_and_test() -> None:
    assert set(SPLITS) == {"train", "dev", "test"}
    assert all(SPLITS.values())


def test_every_report_is_in_one_split() -> None:
    assert [name for name, count in Counter(NAMES).items() if count > 1] == []


def test_no_operator_is_in_two_splits() -> None:
    splits: dict[str, set[str]] = {}
    for split, names in SPLITS.items():
        for name in names:
            facility = gold(name).record.facility
            if facility and facility.operator:
                splits.setdefault(fold(facility.operator.value), set()).add(split)
    assert len(splits) > 20
    assert [operator for operator, found in splits.items() if len(found) > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_record_fits_the_schema(name: str) -> None:
    record = read_gold_json(ROOT / "reports" / name / GOLD)["record"]
    assert [error.message for error in checker().iter_errors(record)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_record_is_of_this_file(name: str) -> None:
    report = gold(name)
    assert report.record.document.sha256 == hashlib.sha256(report.pdf.read_bytes()).hexdigest()
    assert report.record.document.path == f"{name}/report.pdf"


@pytest.mark.parametrize("name", NAMES)
def test_spans_are_known_and_on_their_pages(name: str) -> None:
    report = gold(name)
    with pikepdf.open(report.pdf) as file:
        pages = len(file.pages)
    assert report.record.document.pages == pages
    assert report.spans
    for span in report.spans:
        assert span.label in LABELS
        assert span.boxes, span.label
        assert all(1 <= page <= pages for page, _ in span.boxes)
        assert all(box.x0 < box.x1 and box.y0 < box.y1 for _, box in span.boxes)


@pytest.mark.parametrize("name", NAMES)
def test_scanned_pages_are_small(name: str) -> None:
    if not gold(name).scanned:
        return
    with pikepdf.open(gold(name).pdf) as file:
        sizes = [
            sum(int(p["/Length"]) for p in dict(page.obj["/Resources"].get("/XObject", {})).values())
            for page in file.pages
        ]
    assert max(sizes) > 0
    assert max(sizes) <= MAX_SCAN_BYTES


def test_the_data_card_is_of_these_reports() -> None:
    card = render(collect(load_collection(ROOT)))
    assert (ROOT / "CARD.md").read_text("utf-8") == card, "run `iusml annotations stats --card`"


def test_the_corpus_is_as_broad_as_the_readme_says() -> None:
    reports = [gold(name) for name in NAMES]
    assert len(reports) >= 120
    assert sum(len(report.record.waste_streams) for report in reports) >= 1800
    assert len({branch_name(report.branch) for report in reports}) >= 35
    least = {"train": 60, "dev": 20, "test": 40}
    assert all(len(SPLITS[split]) >= count for split, count in least.items())
    assert sum(report.scanned for report in reports) >= 0.15 * len(reports)


def test_fifteen_test_reports_are_made_in_ways_that_training_has_not_seen() -> None:
    seen = {gold(name).family for name in SPLITS["train"]}
    assert sum(gold(name).family not in seen for name in SPLITS["test"]) >= 15
