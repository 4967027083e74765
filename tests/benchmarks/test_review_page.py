"""The page of the review desk's figures."""

from pathlib import Path
from typing import Any

from benchmarks.review_keys.counting import Record, summary
from benchmarks.review_page import page
from benchmarks.review_pictures import draw
from benchmarks.review_value.__main__ import measured
from tests.benchmarks.test_review_value import look


def made() -> dict[str, Any]:
    from dataclasses import asdict

    line = {"n": 9, "p50": 10.0, "p95": 140.0, "p99": 150.0, "errors": 0, "conflicts": 1}
    run = {"kinds": {"queue": {**line, "per_second": 2.5}}, "cpu": 0.4, "memory_mb": 300}
    slow = {**run, "kinds": {"queue": {**line, "p95": 151.0, "per_second": 2.5}}}
    quick = {**run, "kinds": {"queue": {**line, "per_second": 2.5}}}
    runs = {"thinking": slow, "at once": quick}
    other = {"runs": runs}
    base = {
        "filled": {"seconds": 9, "memory_mb": 90},
        "counts": {"reports": 3, "stream": 50_000},
        "runs": {"thinking": run, "at once": slow},
    }
    load = {
        "machine": {"processor": "x"},
        "people": 20,
        "databases": {"SQLite": base, "PostgreSQL": {**base, **other}},
    }
    looks = [look(r, v / 100, 1 - v / 100, wrong=v > 80) for r in "åä" for v in range(100)]
    value = measured(looks, 4, draws=5)
    value["sets"] = {
        name: {**part, **{g: {**part[g], "at": {str(k): v for k, v in part[g]["at"].items()}}
                          for g in ("wrong", "fields", "tonnes")}}
        for name, part in value["sets"].items()
    }  # fmt: skip
    records = [Record("trå", "Slam|x", ("history",), False, 9, 1, 0, ("history: type 9",), 0)]
    records += [Record("", "", (), True, 1, 0, 0, ("remove",), 0)]
    told = {**summary(records), "records": [asdict(one) for one in records]}
    return {"load": load, "value": value, "keys": {"all fields": told}}


def test_the_page_tells_targets_met_and_missed() -> None:
    text = page(made(), "REVIEW")
    assert "SQLite: target met" in text
    assert "PostgreSQL: target **missed**" in text
    assert text.count("target **missed**") == 1
    assert "50,000 streams" in text
    assert "4 streams of gold have no record" in text
    assert "Slam/x" in text
    assert "earlier years taken from the row's cells" in text
    assert "Median 5.5 (goal 2: **missed**)" in text


def test_parts_that_were_not_measured_are_left_out() -> None:
    text = page({"keys": made()["keys"]}, "REVIEW")
    assert "## Keys and clicks" in text
    assert "## Many at once" not in text


def test_pictures_lie_beside_the_page(tmp_path: Path) -> None:
    draw(made(), tmp_path / "GRANSKNING.md")
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["GRANSKNING-keys.svg", "GRANSKNING-load.svg", "GRANSKNING-value.svg"]
