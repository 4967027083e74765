"""The csv file fits its own metadata, read by a program that knows CSVW."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from csvw import CSVW

from iusml.opendata.dictionary import STREAMS
from iusml.opendata.publish import DICTIONARY, SCHEMA, publish
from iusml.opendata.streams import COLUMNS, Told, published
from iusml.records import Report
from iusml.store.formulas import csv_text
from tests.opendata.open_records import nodes, publication


@pytest.fixture
def folder(tmp_path: Path, full_report: Report) -> Path:
    told = Told()
    rows = published([full_report], told, reviewed_only=False, least_sure=0)
    publish(rows, told, publication(), tmp_path / "out", date(2025, 5, 5))
    return tmp_path / "out"


def checked(folder: Path) -> list[dict[str, Any]]:
    """The rows of the csv file. Raises UserWarning, ValueError where one does not fit."""
    read = CSVW(str(folder / SCHEMA), validate=True)
    assert read.is_valid
    (table,) = read.tables
    return list(table.iterdicts(strict=True))


def test_the_file_fits_its_metadata(folder: Path) -> None:
    (row,) = checked(folder)
    (node,) = nodes(folder / "streams.jsonld")
    assert node.pop("@id") == f"streams.csv#stream-{row['waste_stream_id']}"
    for name, value in node.items():
        told = csv_text(value) if isinstance(value, str) else value
        assert row[name] == told, name


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (",generated,", ",,", "Invalid column value"),
        (",2023,", ",i fjol,", "Invalid column value"),
        (",false,", ",kanske,", "Invalid column value"),
        ("waste_stream_id,", "id,", "missing required columns"),
    ],
)
def test_another_file_does_not(folder: Path, old: str, new: str, said: str) -> None:
    path = folder / STREAMS
    text = path.read_bytes().decode("utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new).encode("utf-8"))
    with pytest.raises((UserWarning, ValueError), match=said):
        checked(folder)


def test_every_column_is_explained_in_both_languages(folder: Path) -> None:
    with (folder / DICTIONARY).open(encoding="utf-8", newline="") as file:
        told = {row["column"]: row for row in csv.DictReader(file)}
    assert list(told) == [column.name for column in COLUMNS]
    assert all(
        row["swedish"].endswith(".") and row["english"].endswith(".") for row in told.values()
    )
    columns = json.loads((folder / SCHEMA).read_text("utf-8"))["tableSchema"]["columns"]
    for column in columns:
        texts = {one["@language"]: one["@value"] for one in column["dc:description"]}
        row = told[column["name"]]
        assert texts == {"sv": row["swedish"], "en": row["english"]}
