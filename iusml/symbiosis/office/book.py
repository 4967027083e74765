"""Workbooks to fill in: columns that fit a printed page, choices to pick from, no formulas."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins

from iusml.store.rows import Column, Row
from iusml.store.sheets import add_sheet, append_row
from iusml.symbiosis.office.packed import write_settled
from iusml.symbiosis.office.texts import clean

_SPARE_ROWS = 100
"""Rows below the last one in which choices can be picked too."""
_FONT, _LINE_POINTS = "Arial", 13.5
_WIDE = 200
"""Characters of all columns from which a sheet needs A3 to be read on paper."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; `choices` are what the cells of a column are picked from."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)


def texts(*columns: tuple[str, int]) -> tuple[Column, ...]:
    """Columns of texts, or to be filled in, from their names and widths in characters."""
    return tuple(Column(name, "text", width) for name, width in columns)


def write_book(path: Path, title: str, sheets: Sequence[Sheet], made: date) -> None:
    """Write a workbook of `sheets`, landscape A4, with filters. Raises OutputError."""
    book = Workbook()
    book.remove(book.worksheets[0])
    facts = book.properties
    facts.title, facts.creator, facts.language = title, "iusml", "sv-SE"
    facts.created = datetime(made.year, made.month, made.day)
    for sheet in sheets:
        _add(book, sheet)
    packed = io.BytesIO()
    book.save(packed)
    write_settled(path, packed.getvalue(), made)


def _add(book: Workbook, told: Sheet) -> None:
    sheet: Any = add_sheet(book, told.title, told.columns)
    for row in told.rows:
        safe = {
            name: clean(value) if isinstance(value, str) else value for name, value in row.items()
        }
        append_row(sheet, safe, told.columns)
    sheet.auto_filter.ref = sheet.dimensions
    _lay_out(sheet, told.columns)
    for number, column in enumerate(told.columns, start=1):
        letter = get_column_letter(number)
        below = f"{letter}2:{letter}{sheet.max_row + _SPARE_ROWS}"
        if column.name in told.choices:
            listed = ",".join(told.choices[column.name])
            picked = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
            picked.add(below)
            sheet.add_data_validation(picked)


def _lay_out(sheet: Any, columns: Sequence[Column]) -> None:
    """Wrapped texts in rows that are high enough, which not every program works out by itself."""
    for row in sheet.iter_rows():
        head = row[0].row == 1
        lines = 1
        for cell, column in zip(row, columns, strict=True):
            cell.font = Font(name=_FONT, size=10, bold=head)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if head:
                cell.fill = PatternFill("solid", fgColor="E7E6E6")
            lines = max(lines, -(-len(str(cell.value or "")) // max(1, column.width - 2)))
        sheet.row_dimensions[row[0].row].height = _LINE_POINTS * lines
    wide = sum(column.width for column in columns) > _WIDE
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3 if wide else sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.print_options.gridLines = True
    sheet.print_title_rows = "1:1"
