"""Every way in which labelled reports can be wrong is told, with file and place."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from iusml.annotations.files import GOLD, read_gold_json, write_gold_json
from iusml.annotations import collection
from iusml.annotations.audit import audit
from iusml.annotations.checks import MIN_SPANS
from iusml.cli.main import app
from tests.annotations.conftest import Change, write_report

Edit = Callable[[dict[str, Any]], None]


def told(root: Path, **more: Any) -> str:
    return "\n".join(str(problem) for problem in audit(root, **more))


def test_a_good_collection_passes(root: Path) -> None:
    assert told(root) == ""


def _set(path: str, value: Any) -> Edit:
    def edit(gold: dict[str, Any]) -> None:
        *way, last = path.split(".")
        at: Any = gold
        for part in way:
            at = at[int(part)] if part.isdigit() else at[part]
        at[int(last) if last.isdigit() else last] = value

    return edit


WRONG: list[tuple[str, Any, str]] = [
    ("spans.0.boxes.0.bbox", [70, 50, 700, 66], "lies outside its page"),
    ("spans.0.boxes.0.page", 7, "on a page that the PDF does not have"),
    ("spans.0.boxes", [], "has no box"),
    ("spans.0.boxes.0.bbox", [400, 700, 500, 720], "has no words"),
    ("spans.0.keys", ["s2"], "no WASTE span names"),
    ("spans.2.keys", ["s9"], "belongs to no stream"),
    ("record.waste_streams.0.ewc_code", "999999", "is not in the waste list"),
    ("record.waste_streams.0.quantity.mass_kg", 9e12, "cannot be"),
    ("record.facility.reporting_year.value", 1876, "cannot be"),
    ("record.facility.org_number.value", "559999-0009", "is no organisation number"),
    ("record.contacts.0.phone", "+46 8 123 45 67", "series kept for fiction"),
    ("layout", "look-alpha", "is in two splits"),
    ("record.facility.operator.value", "EXEMPELALPHA", "is in two splits"),
]


@pytest.mark.parametrize(("path", "value", "words"), WRONG)
def test_what_is_wrong_in_a_report_is_told(
    root: Path, change: Change, path: str, value: Any, words: str
) -> None:
    change("gamma", _set(path, value))
    found = told(root)
    assert words in found
    assert "gamma" in found


def test_an_unknown_label_stops_with_its_file(root: Path, change: Change) -> None:
    change("beta", _set("spans.0.label", "WATER"))
    found = told(root)
    assert "unknown label WATER" in found
    assert "beta/gold.json.gz" in found


def test_a_missing_pdf_is_told(root: Path) -> None:
    (root / "reports" / "alpha" / "report.pdf").unlink()
    assert "alpha/report.pdf: is missing" in told(root)


def test_a_change_after_freezing_is_told(root: Path) -> None:
    path = root / "reports" / "gamma" / GOLD
    text = json.dumps(read_gold_json(path), ensure_ascii=False)
    write_gold_json(path, json.loads(text.replace("14,2", "14,3")))
    assert "test/gamma: the report has changed since it was frozen" in told(root)


def test_a_report_in_no_split_is_told_beside_other_problems(root: Path, change: Change) -> None:
    change("beta", _set("scanned", True))
    shutil.copytree(root / "reports" / "alpha", root / "reports" / "delta")
    found = told(root)
    assert "delta: is in no split" in found
    assert "beta: " in found
    assert "printed.txt is missing; compose the report again" in found


def test_a_report_in_two_splits_is_told(root: Path) -> None:
    splits = json.loads((root / "splits.json").read_text("utf-8"))
    splits["dev"].append("alpha")
    (root / "splits.json").write_text(json.dumps(splits), "utf-8")
    assert "alpha: is listed more than once" in told(root)


def test_a_report_that_came_after_freezing_is_told(root: Path) -> None:
    write_report(root / "reports" / "delta", "delta")
    splits = json.loads((root / "splits.json").read_text("utf-8"))
    splits["test"].append("delta")
    (root / "splits.json").write_text(json.dumps(splits), "utf-8")
    assert "test/delta: is listed but not frozen" in told(root)


def test_the_same_file_twice_is_told(root: Path) -> None:
    shutil.copytree(root / "reports" / "alpha", root / "reports" / "delta")
    splits = json.loads((root / "splits.json").read_text("utf-8"))
    splits["train"].append("delta")
    (root / "splits.json").write_text(json.dumps(splits), "utf-8")
    collection.freeze(root)
    assert "the same file twice" in told(root)


def test_rare_labels_are_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MIN_SPANS, "dev", 2)
    assert "dev, EWC: only 1 spans, 2 are needed" in told(root)


SENTENCE = "Under hösten flyttade vi hela packningen till den nya hallen bredvid kajen"


def _scan_of(root: Path, change: Change, name: str, text: str) -> None:
    change(name, _set("scanned", True))
    (root / "reports" / name / "printed.txt").write_text(text, "utf-8")


def test_shared_wording_is_told(root: Path, change: Change) -> None:
    _scan_of(root, change, "alpha", f"Hej. {SENTENCE}.")
    _scan_of(root, change, "gamma", f"Vi noterar att {SENTENCE.lower()} i år.")
    found = told(root)
    assert "test/gamma: wording: shares 5 runs with train/alpha" in found
    (root / "common.txt").write_text(SENTENCE + "\n", "utf-8")
    assert told(root) == ""


def test_wording_of_the_waste_list_is_free(root: Path, change: Change) -> None:
    name = "Spillolja och andra " + "klorerade emulsioner och lösningar från bearbetning"
    official = "bearbetningsemulsioner och bearbetningslösningar som inte innehåller halogener"
    for report in ("alpha", "gamma"):
        _scan_of(root, change, report, official if report == "alpha" else official + " " + name)
    assert told(root) == ""


def test_generated_wording_in_test_is_told(root: Path, change: Change) -> None:
    _scan_of(root, change, "gamma", SENTENCE)
    assert "shares 5 runs with generator/generator" in told(root, generated=[SENTENCE])


def test_a_scan_without_its_printed_text_is_told(root: Path, change: Change) -> None:
    change("gamma", _set("scanned", True))
    result = CliRunner().invoke(app, ["annotations", "check", "--annotations", str(root)])
    assert result.exit_code == 1
    assert "printed.txt is missing; compose the report again" in result.output


def test_the_command_exits_with_one_and_says_how_many(root: Path, change: Change) -> None:
    command = ["annotations", "check", "--annotations", str(root)]
    good = CliRunner().invoke(app, command)
    assert (good.exit_code, good.stdout.strip()) == (0, "The labelled reports pass every check.")
    change("gamma", _set("layout", "look-alpha"))
    bad = CliRunner().invoke(app, command)
    assert bad.exit_code == 1
    assert "1 problems." in bad.output


def test_a_damaged_splits_file_is_a_plain_error(root: Path) -> None:
    (root / "splits.json").write_text("{", "utf-8")
    result = CliRunner().invoke(app, ["annotations", "check", "--annotations", str(root)])
    assert result.exit_code == 2
    assert "splits.json cannot be used" in result.output
