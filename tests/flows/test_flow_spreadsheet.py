"""Lists of codes as people keep them in spreadsheets."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from iusml.errors import CatalogueError
from iusml.flows import spreadsheet
from iusml.flows.lists import Flow, load_flow
from iusml.flows.spreadsheet import Imported, as_yaml, read_codes


def workbook(path: Path, *sheets: Sequence[Sequence[Any]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Blad{number}")
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def told(notes: list[spreadsheet.Note]) -> list[str]:
    return [str(note) for note in notes]


MANGLED: list[list[Any]] = [
    ["Flödeslista 2023", None, None],
    ["Benämning", "Avfallskod (6 siffror)", "Mängd kg"],
    ["Färgslam", 80116, 20204],
    ["Tvättvatten", "16 10 01 *", 150101],
    [None, None, None],
    ["Wellpapp", date(2015, 1, 1), 12],
    ["Slam", "080116*", 7],
    ["Okänt", 80161, 9],
    ["Kartong (15 01 01)", None, 20204],
    ["Livsmedel", "02 02 *; 20 01 08", 1],
]


def test_a_mangled_workbook(tmp_path: Path) -> None:
    found = read_codes(workbook(tmp_path / "lista.xlsx", MANGLED))
    assert found.codes == ["080116", "161001", "150101", "0202", "200108"]
    assert told(found.remarks) == [
        "Blad1, row 3: '80116' was read as 08 01 16.",
        "Blad1, row 6: the date 2015-01-01 was read as 15 01 01: no other order of its parts is a "
        "code.",
        "Blad1, row 7: '080116*' has a star, but the waste list does not have 08 01 16 as "
        "hazardous; taken as 08 01 16, as its digits say. Check that they are right.",
        "Blad1, row 7: 08 01 16 stands in row 3 too and is taken once.",
        "Blad1, row 9: 15 01 01 stands in row 6 too and is taken once.",
    ]
    (problem,) = told(found.problems)
    assert problem.startswith("Blad1, row 8: '80161' is no code of the waste list.")
    assert "Did you mean 08 01 16, " in problem


def test_columns_without_a_name_are_known_by_their_codes(tmp_path: Path) -> None:
    rows = [["Papp", 2003, 150101], ["Trä", 2021, 150103], ["Plast", 2022, 150102]]
    found = read_codes(workbook(tmp_path / "lista.xlsx", rows, [["anteckning", 3]]))
    assert found.codes == ["150101", "150103", "150102"]
    assert not found.remarks
    assert not found.problems


def test_a_code_in_two_sheets(tmp_path: Path) -> None:
    found = read_codes(workbook(tmp_path / "lista.xlsx", [["EWC"], ["150101"]], [["15 01 01"]]))
    assert found.codes == ["150101"]
    assert told(found.remarks) == ["Blad2, row 1: 15 01 01 stands in row 2 of Blad1 too and is "
                                   "taken once."]  # fmt: skip


@pytest.mark.parametrize(
    ("border", "coding"), [(";", "cp1252"), (",", "utf-8"), ("\t", "utf-8-sig"), (";", "utf-8")]
)
def test_csv_of_swedish_and_english_programs(tmp_path: Path, border: str, coding: str) -> None:
    rows = [["Kod", "Beskrivning"], ["80116", "Färgslam, vått"], ["150101", "Låda"]]
    quoted = "\r\n".join(border.join(f'"{cell}"' for cell in row) for row in rows)
    path = tmp_path / "lista.csv"
    path.write_bytes(quoted.encode(coding))
    found = read_codes(path)
    assert found.codes == ["080116", "150101"]
    assert told(found.remarks) == ["lista.csv, row 2: '80116' was read as 08 01 16."]


def test_the_file_that_is_written_is_a_flow(tmp_path: Path) -> None:
    found = read_codes(workbook(tmp_path / "lista.xlsx", MANGLED))
    flow = Flow(id="egen", name='Eget: "flöde" # 1', name_en="no", codes=tuple(found.codes))
    path = tmp_path / "egen.yaml"
    evil = spreadsheet.Note("Blad\n1", 8, "x\nid: annan")
    path.write_text(as_yaml(flow, [evil]), "utf-8")
    assert load_flow(path) == flow
    text = path.read_text("utf-8")
    assert '  - "16 10 01*"  # Vattenhaltigt avfall som innehåller farliga' in text
    assert "# Blad 1, row 8: x id: annan" in text


@pytest.mark.parametrize("name", ["lista.ods", "saknas.csv", "saknas.xlsx"])
def test_files_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(CatalogueError, match=r"Save the list as one|Check the path"):
        read_codes(tmp_path / name)


def test_damaged_empty_and_large_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "lista.xlsx"
    path.write_bytes(b"PK\x03\x04 nonsense")
    with pytest.raises(CatalogueError, match="is no workbook, or damaged"):
        read_codes(path)
    with pytest.raises(CatalogueError, match=r"holds no waste code\. Write one in each row"):
        read_codes(workbook(path, [["Namn"], ["Papp"]]))
    workbook(path, [["EWC"], ["150101"], ["150102"]])
    for name, value, said in (
        ("_MAX_ROWS", 2, "has more than 2 rows"),
        ("_MAX_UNPACKED", 10, "is too large when unpacked"),
        ("MAX_BYTES", 10, "is larger than 0 MB"),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(spreadsheet, name, value)
            with pytest.raises(CatalogueError, match=said):
                read_codes(path)
    assert read_codes(path) == Imported(["150101", "150102"])
