"""Written reports become the records that people made of them, at least as often as they did."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.streams.__main__ import FOLDER, f1, outcomes
from training.generator.written import parse_reports
from training.generator.written.text import written_texts


@pytest.mark.parametrize(
    ("name", "least"), [("d-food", 0.97), ("k-columns", 0.95), ("q-odd-tables", 0.85)]
)
def test_share_of_right_streams(name: str, least: float) -> None:
    found = sum((one.streams for one in outcomes(FOLDER / f"{name}.txt")), Counter[str]())
    assert f1(found) >= least


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_every_report_has_its_records(path: Path) -> None:
    reports = parse_reports(written_texts()[path.name], path.name)
    told = [line[4:] for line in path.read_text("utf-8").splitlines() if line.startswith("=== ")]
    assert told == [report.title for report in reports]


def test_a_fault_is_told(tmp_path: Path) -> None:
    text = (FOLDER / "d-food.txt").read_text("utf-8")
    path = tmp_path / "d-food.txt"
    path.write_text(text.replace("| 1204 t", "| 1304 t", 1), "utf-8")
    found = next(outcomes(path))
    assert found.streams["wrong"] == 1
    assert "1304 t" in found.faults[0]
    assert "1204 t" in found.faults[0]
