"""The files people open: whole or not at all, with no formulas from strangers."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from iusml.errors import IusmlError, MissingDependencyError, OutputError
from iusml.records import Report
from iusml.store import writers
from iusml.store.readers import read_jsonl
from iusml.store.rows import STREAM_COLUMNS, stream_rows
from iusml.store.writers import check_output, write_records


@pytest.fixture
def both(full_report: Report, failed_report: Report) -> list[Report]:
    """A report that was read and one that was not."""
    return [full_report, failed_report]


def test_jsonl_holds_the_whole_record(tmp_path: Path, both: list[Report]) -> None:
    out = tmp_path / "out.jsonl"
    write_records(out, both)
    assert list(read_jsonl(out)) == both
    assert "Rötning" in out.read_text("utf-8")


def test_csv_has_one_row_per_stream(tmp_path: Path, both: list[Report]) -> None:
    out = tmp_path / "out.csv"
    write_records(out, both)
    with out.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert list(row) == [column.name for column in STREAM_COLUMNS]
    assert row["operator"] == "Exempel Livs AB"
    assert row["ewc_code"] == "020204"
    assert row["quantity_value"] == "12.5"
    assert row["quantity_approximate"] == "true"
    assert row["reporting_year"] == "2023"
    assert row["history"] == "2022: ca 12.5 t; 2021: -"
    assert row["page"] == "7"
    assert row["contact_name"] == "Åsa Öberg"
    assert row["source_path"] == "reports/åäö.pdf"


def test_csv_neutralises_formulas(tmp_path: Path, both: list[Report]) -> None:
    out = tmp_path / "out.csv"
    write_records(out, both)
    with out.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["description"].startswith("'=HYPERLINK")
    assert row["transporter"] == "'+Åkeriet AB"
    assert row["receiver"] == "'@Gasverket"
    assert row["contact_phone"] == "'+46 42 10 00 00"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_every_formula_start_becomes_text(tmp_path: Path, both: list[Report], start: str) -> None:
    text = f"{start}1+1"
    both[0].waste_streams[0].description = text
    write_records(tmp_path / "out.csv", both)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["description"] == f"'{text}"
    write_records(tmp_path / "out.xlsx", both)
    cell = sheet_cell(tmp_path / "out.xlsx", "description")
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert str(cell.value).strip() == text.strip()


def test_negative_numbers_stay_numbers(tmp_path: Path, both: list[Report]) -> None:
    assert both[0].facility
    assert both[0].facility.coordinates
    both[0].facility.coordinates.value.lon = -12.5
    write_records(tmp_path / "out.csv", both)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["longitude"] == "-12.5"
    write_records(tmp_path / "out.xlsx", both)
    assert sheet_cell(tmp_path / "out.xlsx", "longitude").value == -12.5


def sheet_cell(path: Path, column: str) -> Any:
    """The first data cell of a column of the sheet of streams."""
    sheet = load_workbook(path)["waste_streams"]
    names = [cell.value for cell in sheet[1]]
    return sheet.cell(2, names.index(column) + 1)


def test_workbook_is_ready_to_use(tmp_path: Path, both: list[Report]) -> None:
    out = tmp_path / "out.xlsx"
    write_records(out, both)
    book = load_workbook(out)
    assert book.sheetnames == ["waste_streams", "contacts", "reports", "Förklaringar"]
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.column_dimensions["A"].width > 20
    assert book["waste_streams"].max_row == 2
    assert [cell.value for cell in book["contacts"][2]][2] == "Åsa Öberg"
    states = [(row[0], row[1], row[2]) for row in book["reports"].iter_rows(2, values_only=True)]
    assert states == [
        ("reports/åäö.pdf", "ok", None),
        ("reports/trasig.pdf", "failed", "trasig.pdf is empty."),
    ]
    assert sheet_cell(out, "quantity_value").value == 12.5
    assert sheet_cell(out, "hazardous").value is False
    assert sheet_cell(out, "ewc_code").value == "020204"


def test_workbook_takes_letters_that_xml_cannot_hold(tmp_path: Path, both: list[Report]) -> None:
    both[0].waste_streams[0].description = "Slam\x00\x0b" + "x" * 40_000
    write_records(tmp_path / "out.xlsx", both)
    assert len(sheet_cell(tmp_path / "out.xlsx", "description").value) == 32_767


def test_parquet_keeps_kinds(tmp_path: Path, both: list[Report]) -> None:
    from pyarrow import parquet

    out = tmp_path / "out.parquet"
    write_records(out, both)
    table = parquet.read_table(out)
    assert table.column_names == [column.name for column in STREAM_COLUMNS]
    (row,) = table.to_pylist()
    assert row["quantity_mass_kg"] == 12500.0
    assert row["hazardous"] is False
    assert row["description"].startswith("=HYPERLINK")


@pytest.mark.parametrize("suffix", sorted(writers.WRITERS))
def test_nothing_to_write_is_a_valid_file(tmp_path: Path, suffix: str) -> None:
    out = check_output(str(tmp_path / f"out{suffix}"))
    write_records(out, [])
    assert out.exists()


def test_warnings_stand_in_a_column(full_report: Report) -> None:
    (row,) = stream_rows(full_report)
    assert row["warnings"] is None
    full_report.waste_streams[0].warnings = ["Ett.", "Två."]
    (row,) = stream_rows(full_report)
    assert row["warnings"] == "Ett. Två."


def test_rows_have_only_known_columns(full_report: Report) -> None:
    (row,) = stream_rows(full_report)
    assert set(row) == {column.name for column in STREAM_COLUMNS}


@pytest.mark.parametrize("out", ["sqlite:///x.db", "postgresql+psycopg://user:secret@host/db"])
def test_a_database_is_no_file(out: str) -> None:
    with pytest.raises(OutputError, match=r"Only `iusml extract` writes.*\.xlsx") as told:
        check_output(out)
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("out", ["out.txt", "out", "missing/out.csv", "folder.csv"])
def test_output_that_cannot_be_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder.csv").mkdir()
    with pytest.raises(OutputError, match=r"\."):
        check_output(out)


def test_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(OutputError, match="Permission denied"):
        check_output(str(tmp_path / "out.csv"))


def test_parquet_without_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writers, "find_spec", lambda _: None)
    with pytest.raises(MissingDependencyError, match=r"pip install 'iusml\[parquet\]'"):
        check_output(str(tmp_path / "out.parquet"))


def test_interrupted_writing_keeps_the_old_file(tmp_path: Path, full_report: Report) -> None:
    out = tmp_path / "out.csv"
    out.write_text("old")

    def torn() -> Iterator[Report]:
        yield full_report
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_records(out, torn())
    assert out.read_text() == "old"
    assert list(tmp_path.iterdir()) == [out]


def test_file_that_is_no_records(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('\n{"a": 1}\n')
    with pytest.raises(IusmlError, match="line 2"):
        list(read_jsonl(path))
    with pytest.raises(IusmlError, match="cannot be opened"):
        list(read_jsonl(tmp_path / "missing.jsonl"))
