"""One table as lines of JSON, csv or a workbook."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from openpyxl import Workbook

from iusml.store.rows import Column, Row
from iusml.store.sheets import add_sheet, append_row
from iusml.store.writers import whole_file, write_csv

ENDINGS: Sequence[str] = (".jsonl", ".csv", ".xlsx")


def write_table(path: Path, title: str, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """Write `rows` to `path` in the format of its ending; all or nothing. Raises OutputError."""
    with whole_file(path) as file:
        if path.suffix.lower() == ".jsonl":
            for row in rows:
                told = {column.name: row.get(column.name) for column in columns}
                file.write(json.dumps(told, ensure_ascii=False).encode("utf-8") + b"\n")
        elif path.suffix.lower() == ".csv":
            write_csv(file, columns, rows)
        else:
            write_sheets(file, [(title, columns, rows)])


def write_sheets(
    file: BinaryIO, sheets: Iterable[tuple[str, Sequence[Column], Iterable[Row]]]
) -> None:
    """Write a workbook whose `sheets` have a title, columns and rows each, with filters."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, columns, rows in sheets:
        sheet = add_sheet(book, title, columns)
        for row in rows:
            append_row(sheet, row, columns)
        sheet.auto_filter.ref = sheet.dimensions
    book.save(file)
