"""The workbook: sheets "waste_streams", "contacts" and "reports", and one that explains them."""

from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from iusml.records import Report
from iusml.store.dictionary import (
    EXPLANATION_COLUMNS,
    EXPLANATION_TITLE,
    explanation_rows,
)
from iusml.store.formulas import is_formula
from iusml.store.rows import (
    CONTACT_COLUMNS,
    REPORT_COLUMNS,
    STREAM_COLUMNS,
    Cell,
    Column,
    Row,
    contact_rows,
    report_row,
    stream_rows,
    values,
)

_LONGEST_TEXT = 32_767
"""What a cell of a workbook can hold."""


def write_workbook(file: BinaryIO, reports: Iterable[Report]) -> None:
    """Write `reports` as a workbook with one sheet per kind of row."""
    book = Workbook()
    streams = add_sheet(book, "waste_streams", STREAM_COLUMNS)
    contacts = add_sheet(book, "contacts", CONTACT_COLUMNS)
    overview = add_sheet(book, "reports", REPORT_COLUMNS)
    explained = add_sheet(book, EXPLANATION_TITLE, EXPLANATION_COLUMNS)
    book.remove(book.worksheets[0])
    for row in explanation_rows():
        append_row(explained, row, EXPLANATION_COLUMNS)
    for report in reports:
        for row in stream_rows(report):
            append_row(streams, row, STREAM_COLUMNS)
        for row in contact_rows(report):
            append_row(contacts, row, CONTACT_COLUMNS)
        append_row(overview, report_row(report), REPORT_COLUMNS)
    for sheet in book.worksheets:
        sheet.auto_filter.ref = sheet.dimensions
    book.save(file)


def add_sheet(book: Workbook, title: str, columns: Sequence[Column]) -> Any:
    """Add a sheet with a frozen heading of `columns` and return it."""
    sheet = book.create_sheet(title)
    for number, column in enumerate(columns, start=1):
        cell = sheet.cell(1, number, column.name)
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = "A2"
    return sheet


def append_row(sheet: Any, row: Row, columns: Sequence[Column]) -> None:
    """Append `row`; no cell is a formula."""
    sheet.append([_cell(sheet, value) for value in values(row, columns)])


def _cell(sheet: Any, value: Cell) -> Any:
    """A cell that no spreadsheet takes for a formula, now or after an edit."""
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_TEXT])
    cell.data_type = "s"
    cell.quotePrefix = is_formula(value)
    return cell
