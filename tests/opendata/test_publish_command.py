"""`iusml publish` as people run it."""

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from iusml.cli.main import app
from iusml.opendata.publish import FILES
from iusml.records import Report
from iusml.store.database.output import open_database
from iusml.store.writers import write_records
from tests.opendata.open_records import EXAMPLE, changed


@pytest.fixture
def records(tmp_path: Path, full_report: Report, failed_report: Report) -> Path:
    path = tmp_path / "r.jsonl"
    trader = changed(full_report, operator="Siv Almqvist", org_number="######-####")
    own = trader.model_copy(
        update={"document": trader.document.model_copy(update={"sha256": "2" * 64})}
    )
    write_records(path, [full_report, full_report, failed_report, own])
    return path


def run(records: Path, *options: str) -> Result:
    out = str(records.parent / "out")
    return CliRunner().invoke(
        app, ["publish", str(records), "-o", out, "--publisher", str(EXAMPLE), *options]
    )


def test_files_are_written_and_counted(records: Path) -> None:
    done = run(records, "--date", "2025-05-05")
    assert done.exit_code == 0
    assert sorted(path.name for path in (records.parent / "out").iterdir()) == sorted(FILES)
    for line in (
        "2 streams of 4 reports are published.",
        "1 reports could not be read",
        "1 reports are left out: another file has the same content.",
        "1 reports are published without operator and plant",
        "Cells withheld, for they may tell of a person or cannot be checked: facility_name 1",
    ):
        assert line in done.output
    assert "Almqvist" not in done.output


def test_a_database_is_published(tmp_path: Path, full_report: Report) -> None:
    url = f"sqlite:///{tmp_path}/avfall.db"
    open_database(url).write([full_report], "test")
    out = tmp_path / "out"
    done = CliRunner().invoke(app, ["publish", url, "-o", str(out), "--publisher", str(EXAMPLE)])
    assert done.exit_code == 0, done.output
    (row,) = csv.DictReader((out / "streams.csv").read_text("utf-8").splitlines())
    assert row["ewc_code"] == full_report.waste_streams[0].ewc_code


def test_a_second_publication_needs_force(records: Path) -> None:
    assert run(records).exit_code == 0
    again = run(records)
    assert again.exit_code == 2
    assert "is not empty" in again.output
    assert run(records, "--force", "--reviewed-only").exit_code == 0


def test_all_left_out_is_an_error(records: Path) -> None:
    done = run(records, "--least-sure", "1")
    assert done.exit_code == 2
    assert "No stream is left to publish" in done.output
    assert not (records.parent / "out").exists()


def test_an_example_to_begin_with(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    done = CliRunner().invoke(app, ["publish", "--example", str(path)])
    assert done.exit_code == 0
    assert path.read_bytes() == EXAMPLE.read_bytes()
    assert CliRunner().invoke(app, ["publish", "--example", str(path)]).exit_code == 2
