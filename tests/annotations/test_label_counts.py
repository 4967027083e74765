"""Counts, the data card, and the agreement of two labellings."""

import json
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from iusml.annotations.files import GOLD, read_gold_json, write_gold_json
from iusml.annotations.card import render
from iusml.annotations.collection import load_collection
from iusml.annotations.stats import branch_name, collect, over_splits
from iusml.cli.main import app
from iusml.errors import AnnotationError
from iusml.evaluation.agreement import compare
from tests.annotations.conftest import Change


def test_counts_of_a_small_collection(root: Path) -> None:
    stats = collect(load_collection(root))
    assert stats.sizes["dev"]["reports"] == 1
    assert over_splits(stats.sizes)["spans"] == 51
    assert over_splits(stats.branches) == Counter({"bryggeri": 3})
    assert stats.years["test"] == Counter({"2019": 1})
    assert over_splits(stats.where) == Counter({"table": 3})
    assert stats.labels["train"]["EWC"] == 1
    assert stats.unseen_families == {}


def test_families_of_test_alone_are_unseen(root: Path, change: Change) -> None:
    change("gamma", lambda gold: gold.update(family="slides"))
    assert collect(load_collection(root)).unseen_families == {"slides": 1}


@pytest.mark.parametrize(
    ("branch", "name"),
    [
        ("15.250 B bryggeri", "bryggeri"),
        ("90.406-i B biogas, 90.161 (samrötning)", "biogas"),
        ("24.38-i A finkemi", "finkemi"),
        ("C bageri, kex och konfektyr", "bageri"),
        ("26.110 C / 26.150 C betong och asfalt", "betong och asfalt"),
        ("avloppsreningsverk", "avloppsreningsverk"),
    ],
)
def test_branches_are_named_without_codes(branch: str, name: str) -> None:
    assert branch_name(branch) == name


def test_the_card_says_that_reports_are_composed(root: Path) -> None:
    card = render(collect(load_collection(root)))
    assert "3 of 3 reports are composed (invented)" in card
    assert "| waste streams | 1 | 1 | 1 | 3 |" in card


def test_stats_prints_and_writes_the_card(root: Path, tmp_path: Path) -> None:
    card = tmp_path / "CARD.md"
    command = ["annotations", "stats", "--annotations", str(root), "--card", str(card)]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    assert "bryggeri" in result.output
    assert card.read_text("utf-8").startswith("# Data card")


def _second(root: Path, folder: Path, change: dict[str, str]) -> Path:
    target = folder / "second" / "reports" / "alpha"
    target.mkdir(parents=True)
    text = json.dumps(read_gold_json(root / "reports" / "alpha" / GOLD))
    for old, new in change.items():
        text = text.replace(old, new)
    write_gold_json(target / GOLD, json.loads(text))
    return folder / "second"


def test_equal_labellings_agree_fully(root: Path, tmp_path: Path) -> None:
    agreement = compare(root, _second(root, tmp_path, {}))
    rows = {name: counts for name, counts in agreement.rows() if not counts.empty}
    assert all(counts.f1 == 1 for counts in rows.values())
    assert rows["spans"].right == 17
    assert agreement.differences == []


def test_differences_are_counted_and_told(root: Path, tmp_path: Path) -> None:
    second = _second(root, tmp_path, {"020704": "020701", '"ROLE"': '"PERSON"'})
    agreement = compare(root, second)
    rows = dict(agreement.rows())
    assert (rows["EXACT waste streams"].right, rows["stream: ewc_code"].right) == (0, 0)
    assert rows["stream: description"].f1 == 1
    assert (rows["span: ROLE"].missed, rows["span: PERSON"].wrong) == (1, 1)
    assert [d.field for d in agreement.differences] == ["ewc_code"]


def test_another_file_is_told(root: Path, tmp_path: Path) -> None:
    gold = read_gold_json(root / "reports" / "alpha" / GOLD)
    sha256 = gold["record"]["document"]["sha256"]
    second = _second(root, tmp_path, {sha256: "0" * 64})
    with pytest.raises(AnnotationError, match="of different files"):
        compare(root, second)


def test_agreement_prints_its_table(root: Path, tmp_path: Path) -> None:
    second = _second(root, tmp_path, {})
    out = tmp_path / "agreement.json"
    command = ["annotations", "agreement", str(second), "--annotations", str(root), "-o", str(out)]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    assert "1.000" in result.output
    assert json.loads(out.read_text("utf-8"))["reports"] == ["alpha"]
