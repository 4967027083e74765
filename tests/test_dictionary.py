"""Every column that people meet is explained, in the workbook and on the page."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from iusml.opendata.streams import COLUMNS as OPEN_COLUMNS
from iusml.records import Report
from iusml.store.dictionary import SHEETS, meanings, page, tables
from iusml.store.writers import write_records

PAGE = Path(__file__).resolve().parent.parent / "docs" / "DATA-DICTIONARY.md"
IN_TABLES = {(table.name, column.name) for table in tables() for column in table.c}


def test_every_column_has_a_meaning_and_every_meaning_a_column() -> None:
    told = set(meanings())
    own = {tuple(name.split(".")) for name in told if "." in name}
    assert own <= IN_TABLES
    elsewhere = {name for table, name in IN_TABLES if (table, name) not in own}
    in_sheets = {column.name for columns in SHEETS.values() for column in columns}
    in_open_data = {column.name for column in OPEN_COLUMNS}
    assert {name for name in told if "." not in name} == elsewhere | in_sheets | in_open_data


@pytest.mark.parametrize("name", sorted(meanings()))
def test_meanings_are_whole_sentences(name: str) -> None:
    told = meanings()[name]
    assert told.heading[0].isupper()
    for sentence in (told.swedish, told.english):
        assert sentence.endswith(".")
        assert len(sentence) > 15
        assert "|" not in sentence
    assert told.swedish != told.english


def test_numbers_have_units() -> None:
    for columns in SHEETS.values():
        for column in columns:
            assert meanings()[column.name].unit or column.kind == "text", column.name


def test_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `make dictionary`"


def test_workbook_explains_its_columns(tmp_path: Path, full_report: Report) -> None:
    write_records(tmp_path / "out.xlsx", [full_report])
    book = load_workbook(tmp_path / "out.xlsx")
    rows = list(book["Förklaringar"].iter_rows(min_row=2, values_only=True))
    told = {(row[0], row[1]) for row in rows}
    assert told == {(sheet.title, cell.value) for sheet in book.worksheets[:3] for cell in sheet[1]}
    (mass,) = [row for row in rows if row[1] == "quantity_mass_kg"]
    assert mass[2:4] == ("Mängd i kilogram", "kg")
