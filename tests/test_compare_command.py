"""`iusml compare` from files to tables."""

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from iusml.cli.main import app
from iusml.records import Report
from tests.years.conftest import BURNT, OIL, SLUDGE, record

RUNNER = CliRunner()


def written(path: Path, *reports: Report) -> Path:
    path.write_text("".join(f"{report.model_dump_json()}\n" for report in reports), "utf-8")
    return path


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    formula = {**OIL, "description": "=SUMMA(A1)"}
    before = record(2022, SLUDGE, BURNT, formula)
    after = record(2023, {**SLUDGE, "amount": 25}, BURNT)
    return written(tmp_path / "a.jsonl", before), written(tmp_path / "b.jsonl", after)


def run(*words: object) -> tuple[int, str]:
    done = RUNNER.invoke(app, ["compare", *map(str, words)])
    return done.exit_code, done.output


def test_a_table_on_the_terminal(files: tuple[Path, Path]) -> None:
    code, said = run(*files)
    assert code == 0, said
    assert "Gröna Mejeriet AB, Norra mejeriet, 1283-114, Helsingborg" in said
    assert "Generated 2022: 53.3 t, 2023: 65 t (+22.0 %)" in said
    assert "12.5 t   25 t   +12.5 t   +100.0   changed" in said
    assert "1 plants are in both years, 0 in the later alone" in said
    assert "Warning" not in said


def test_only_some_streams(files: tuple[Path, Path]) -> None:
    code, said = run(*files, "--only", "gone")
    assert code == 0
    assert "=SUMMA" in said
    assert "Brännbart" not in said
    code, said = run(*files, "--only", "unclear")
    assert "Gröna" not in said


def test_the_order_of_the_files_does_not_matter(files: tuple[Path, Path], tmp_path: Path) -> None:
    code, said = run(*reversed(files), "-o", tmp_path / "o.csv")
    assert code == 0
    assert "not given in the order of their years" in said
    rows = list(csv.DictReader((tmp_path / "o.csv").read_text("utf-8").splitlines()))
    assert {(row["year_before"], row["year_after"]) for row in rows} == {("2022", "2023")}
    assert [row["state"] for row in rows] == ["changed", "gone", "same"]
    assert (rows[0]["change"], rows[0]["change_percent"]) == ("12500.0", "100.0")
    assert rows[1]["description"] == "'=SUMMA(A1)"


def test_a_workbook_has_streams_and_plants(files: tuple[Path, Path], tmp_path: Path) -> None:
    code, said = run(*files, "-o", tmp_path / "o.xlsx")
    assert code == 0, said
    book = load_workbook(tmp_path / "o.xlsx")
    assert book.sheetnames == ["changes", "plants"]
    heading, first = (list(row) for row in book["plants"].values)
    told = dict(zip(heading, first, strict=True))
    assert told["generated_kg_before"] == 53_300
    assert (told["streams_changed"], told["streams_gone"], told["plant_state"]) == (1, 1, "both")
    texts = [
        cell for row in book["changes"].iter_rows() for cell in row if cell.value == "=SUMMA(A1)"
    ]
    assert [cell.data_type for cell in texts] == ["s", "s"]


def test_json_holds_plants_with_their_streams(files: tuple[Path, Path], tmp_path: Path) -> None:
    code, _ = run(*files, "-o", tmp_path / "o.json", "--only", "changed")
    assert code == 0
    (plant,) = json.loads((tmp_path / "o.json").read_text("utf-8"))
    assert (plant["operator"], plant["generated_kg_after"]) == ("Gröna Mejeriet AB", 65_000)
    (stream,) = plant["streams"]
    assert (stream["amount_before"], stream["amount_after"]) == (12_500, 25_000)


def test_three_years_are_compared_one_after_the_other(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    third = written(tmp_path / "c.jsonl", record(2024, BURNT))
    code, said = run(*files, third, "-o", tmp_path / "o.jsonl")
    assert code == 0, said
    rows = [json.loads(line) for line in (tmp_path / "o.jsonl").read_text("utf-8").splitlines()]
    assert [(row["year_after"], row["state"]) for row in rows] == [
        (2023, "changed"), (2023, "gone"), (2023, "same"), (2024, "gone"), (2024, "same")
    ]  # fmt: skip


def test_a_plant_without_streams_has_a_row(files: tuple[Path, Path], tmp_path: Path) -> None:
    empty = written(tmp_path / "c.jsonl", record(2024))
    sold = written(
        tmp_path / "d.jsonl", record(2025, facility_number="1280-1", municipality="Malmö")
    )
    run(empty, sold, "-o", tmp_path / "o.csv")
    rows = list(csv.DictReader((tmp_path / "o.csv").read_text("utf-8").splitlines()))
    assert [(row["plant_state"], row["state"]) for row in rows] == [("gone", ""), ("new", "")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["a.jsonl"], "One file alone cannot be compared"),
        (["a.jsonl", "a.jsonl"], "are both of 2022"),
        (["a.jsonl", "b.jsonl", "--only", "nytt"], "--only nytt is none"),
        (["a.jsonl", "b.jsonl", "-o", "o.txt"], "ending that is not known"),
        (["a.jsonl", "saknas.jsonl"], "cannot be opened"),
    ],
)
def test_mistakes_of_usage_are_sentences(
    files: tuple[Path, Path], words: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(files[0].parent)
    code, output = run(*words)
    assert code == 2
    assert said in output
    assert not list(files[0].parent.glob("o.*"))
