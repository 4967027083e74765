"""No cell that a stranger wrote is carried out, whatever sign stands before the formula."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from iusml.records import Report
from iusml.store.formulas import csv_text, is_formula
from iusml.store.rows import CONTACT_COLUMNS, REPORT_COLUMNS, STREAM_COLUMNS, Column, Row
from iusml.store.writers import write_csv, write_records

EVIL = '=HYPERLINK("http://example.se")'
BEGINNINGS = (
    "", " ", "   ", "\t", "\n", "\r", "\r\n", "\u00a0", "\u3000", "\u200b", "\ufeff", "\u00ad",
    "\x00", "\x1f", " \n\t ",
)  # fmt: skip
SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"
HARMLESS = (
    "Slam",
    "12-14 ton",
    "A=B",
    "info@example.se",
    "Papp + plast",
    "",
    " ",
    "–",
    "07 02 13*",
)


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", BEGINNINGS)
def test_formula_starts_are_found(before: str, sign: str) -> None:
    assert is_formula(f"{before}{sign}1+1")
    assert csv_text(f"{before}{sign}1+1").startswith("'")


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_texts_stay(text: str) -> None:
    assert not is_formula(text)
    assert csv_text(text) == text


@pytest.mark.parametrize("columns", [STREAM_COLUMNS, CONTACT_COLUMNS, REPORT_COLUMNS])
def test_every_text_column_is_safe(columns: Any) -> None:
    row: Row = {c.name: f"\u3000{EVIL}" if c.kind == "text" else None for c in columns}
    file = io.BytesIO()
    write_csv(file, columns, [row])
    (_, cells) = csv.reader(io.StringIO(file.getvalue().decode("utf-8")))
    assert {cell[:2] for cell in cells if cell} == {"'\u3000"}
    assert len([cell for cell in cells if cell]) == sum(c.kind == "text" for c in columns)


def every_text(report: Report, text: str) -> None:
    """Give every text of the record that a row shows the same value."""
    stream, contact, facility = report.waste_streams[0], report.contacts[0], report.facility
    assert facility
    assert stream.quantity
    for name in ("description", "ewc_text", "treatment", "transporter", "receiver", "id"):
        setattr(stream, name, text)
    stream.quantity.text, stream.warnings = text, [text]
    for name in ("name", "role", "email", "phone"):
        setattr(contact, name, text)
    for field in (
        facility.operator, facility.org_number, facility.facility_name, facility.facility_number,
        facility.municipality, facility.street_address, facility.postal_code, facility.city,
    ):  # fmt: skip
        assert field
        field.value = text
    report.document.path = report.document.error = report.document.model = text


@pytest.mark.parametrize("before", ["", " ", "\n", "\uff20", "\u200b"])
def test_no_cell_of_a_workbook_is_a_formula(
    tmp_path: Path, full_report: Report, before: str
) -> None:
    every_text(full_report, before + EVIL)
    write_records(tmp_path / "out.xlsx", [full_report])
    evil = 0
    for sheet in load_workbook(tmp_path / "out.xlsx"):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if "HYPERLINK" in str(cell.value):
                    evil += 1
                    assert cell.quotePrefix
    assert evil == 21 + 7 + 5


def opened(file: bytes, border: str) -> list[str]:
    """The cells of a csv file to a program whose cells end at `border`."""
    lines = io.StringIO(file.decode("utf-8"), newline="")
    return [cell for row in csv.reader(lines, delimiter=border) for cell in row]


def first_sign(cell: str) -> str:
    """The first sign of a cell that shows."""
    return cell.lstrip("".join(BEGINNINGS))[:1]


@pytest.mark.parametrize("border", [",", ";", "\t"])
@pytest.mark.parametrize(
    "text",
    [f"Slam;{EVIL}", f"Slam; {EVIL}", f'Slam;"{EVIL}"', f"Slam\t{EVIL}", f"Slam\n{EVIL}",
     f"Slam\r\n {EVIL}", f"Slam;;{EVIL}", f"Slam;\uff1d{EVIL}", f";{EVIL};{EVIL}"],
)  # fmt: skip
def test_no_cell_begins_in_the_middle_of_a_text(
    tmp_path: Path, full_report: Report, text: str, border: str
) -> None:
    every_text(full_report, text)
    write_records(tmp_path / "out.csv", [full_report])
    cells = opened((tmp_path / "out.csv").read_bytes(), border)
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if first_sign(cell) in set(SIGNS)]


@given(st.text(alphabet=f"{SIGNS}; \t\r\n\"'a1\u200b\ufeff"), st.sampled_from(",;\t"))
def test_any_text_is_safe_for_every_border(text: str, border: str) -> None:
    columns = [Column(name, "text", 9) for name in "abc"]
    file = io.BytesIO()
    write_csv(file, columns, [{"a": text, "b": "Slam", "c": text}])
    cells = opened(file.getvalue(), border)
    assert not [cell for cell in cells if first_sign(cell) in set(SIGNS)]
