"""Write the workbook of a flow: numbers as numbers, a sheet that explains, ready for paper."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from iusml.store.rows import Row
from iusml.store.sheets import add_sheet, append_row
from iusml.store.writers import whole_file
from iusml.symbiosis.plan import FlowPlan, Plan
from iusml.symbiosis.sheets import columns
from iusml.symbiosis.sheets.columns import Told
from iusml.symbiosis.sheets.gaps import gap_rows
from iusml.symbiosis.sheets.rows import receiver_rows, stream_rows, year_rows
from iusml.wording import day

SHEETS: Final[dict[str, Sequence[Told]]] = {
    "Strömmar": columns.STREAMS,
    "Mottagare": columns.RECEIVERS,
    "År": columns.YEARS,
    "Saknas": columns.GAPS,
    "Förklaring": columns.EXPLAINED,
}
_KEPT_IN_SIGHT: Final = {"Strömmar": "C2", "Mottagare": "C2", "År": "C2"}
"""The first cell that scrolls; on other sheets only the headings stay."""
_PAGES_WIDE: Final = {"Strömmar": 3}
"""Sheets too wide for one page that can be read; each page repeats number and company."""
_HEAD: Final = {
    "font": Font(name="Calibri", bold=True),
    "fill": PatternFill("solid", fgColor="DCE6F1"),
    "border": Border(bottom=Side("thin")),
}
_TEXT: Final = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
_NUMBER: Final = Alignment(wrap_text=True, vertical="top", horizontal="right")
_LINE: Final = 15.0
"""The height of a line of text, in points."""
_MOST_LINES: Final = 8
"""A longer text is cut on paper; the cell has all of it."""


def write_sheet(path: Path, flow_plan: FlowPlan, plan: Plan) -> None:
    """Write the workbook of `flow_plan` to `path` (.xlsx), all or nothing. Raises OutputError."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = f"{flow_plan.flow.name}, {day(plan.made)}"
    book.properties.language = "sv-SE"
    rows = {
        "Strömmar": stream_rows(flow_plan),
        "Mottagare": receiver_rows(flow_plan),
        "År": year_rows(flow_plan),
        "Saknas": gap_rows(flow_plan, plan),
        "Förklaring": _explained(),
    }
    for title, told in SHEETS.items():
        sheet = add_sheet(book, title, [one.column for one in told])
        for row in rows[title]:
            append_row(sheet, row, [one.column for one in told])
        _shape(sheet, told)
        _lay_out(sheet, f"{flow_plan.flow.name} {plan.made.isoformat()}")
    with whole_file(path) as file:
        book.save(file)


def _explained() -> Iterator[Row]:
    for title, told in SHEETS.items():
        for one in told:
            yield {"Blad": title, "Kolumn": one.column.name, "Förklaring": one.meaning}


def _shape(sheet: Any, told: Sequence[Told]) -> None:
    """Formats, line breaks, filters, and what stays in sight when the sheet scrolls."""
    for number, one in enumerate(told, start=1):
        head, *cells = next(sheet.iter_cols(number, number))
        for name, style in _HEAD.items():
            setattr(head, name, style)
        aligned = _TEXT if one.column.kind == "text" else _NUMBER
        head.alignment = aligned
        for cell in cells:
            cell.alignment = aligned
            if one.column.kind != "text":
                cell.number_format = one.format
    widths = [one.column.width for one in told]
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        lines = max(_lines(value, width) for value, width in zip(row, widths, strict=True))
        sheet.row_dimensions[number].height = _LINE * min(lines, _MOST_LINES)
    sheet.freeze_panes = _KEPT_IN_SIGHT.get(sheet.title, "A2")
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(told))}{sheet.max_row}"


def _lines(value: Any, width: int) -> int:
    """About how many lines a cell needs: not every program finds out by itself."""
    return len(wrap(value, width - 1)) or 1 if isinstance(value, str) else 1


def _lay_out(sheet: Any, name: str) -> None:
    """A3 across, as wide as the paper, the headings on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    wide = _PAGES_WIDE.get(sheet.title, 1)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = wide, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.gridLines = True
    sheet.print_title_rows = "1:1"
    sheet.print_title_cols = "A:B" if wide > 1 else None
    # A single & begins a field of the footer; the name may come from a user's own list.
    sheet.oddFooter.left.text = f"{name} {sheet.title}".replace("&", "&&")
    sheet.oddFooter.right.text = "Sida &P av &N"
