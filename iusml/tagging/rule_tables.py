"""Written rules for tables of waste: what their headings name, and what their rows hold."""

import re
from dataclasses import dataclass

from iusml.document import Cell, Document, Table
from iusml.normalise.ewc import find_ewc, parse_ewc
from iusml.normalise.operation import parse_operation
from iusml.normalise.quantity import parse_amount
from iusml.tagging.rule_marks import Marks, View, is_blank

HEADING_ROWS = 3
CODES_TO_TELL = 2
"""So many codes in one column make a table without headings one of waste."""
_HEADINGS = {
    "STOCK": r"\b(?:i )?lager|lagrat|saldo|ursprung|ts\b|% ?ts",
    "EWC": r"\bewc|avfallskod|\bkod\b|^kod|lov-kod|avfallsforordn",
    "RECEIVER": r"mottag(?:are|nings)|lamnas till|lamnat till|omhandertas av|behandlare",
    "TRANSPORTER": r"^transp|akare|hamtas av|hamtat av|^entreprenor$",
    "TREATMENT": r"behandling|hantering|^r ?/ ?d|metod|omhandertag|atervinning|anvands till"
    r"|slutlig|bortskaffning|^[rd]-kod",
    "WASTE": r"^avfall|^fraktion|^restprodukt|benamning|avfallsslag|avfallstyp|^biprodukt"
    r"|slag av avfall|typ av avfall|^material$|^slag$|^farligt avfall",
    "QUANTITY": r"mangd|\bton\b|\bkg\b|\bvikt|netto|\b(?:19|20)\d\d\b|bortfort|uppkom|foreg"
    r"|\bm3\b|\bliter\b|^antal",
    "UNIT": r"^enh",
}
_STRONG = re.compile(r"^avfall(?!.*kod)|^fraktion|^restprodukt|avfallsslag|avfallstyp")
_SUM = re.compile(
    r"^(?:summa|totalt?\b|delsumma|varav|darav|sammanlagt|s:a|total mangd|ex\b|exempel)"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_AMOUNT = re.compile(r"[<>~]?\s?\d[\d\s.,]*(?:\s?[^\W\d]{1,4}[3³.]?)?", re.IGNORECASE)
_CERTAIN = re.compile(r"^(?:ca|c:a|cirka|drygt|knappt|omkring|~)\.?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table as rows and columns of views, laid on its side where wastes stand in columns."""

    cells: dict[tuple[int, int], View]
    rows: int
    columns: int

    def row(self, number: int) -> dict[int, View]:
        """The cells of a row by column."""
        return {c: self.cells[number, c] for c in range(self.columns) if (number, c) in self.cells}


def mark_tables(marks: Marks) -> None:
    """Label the cells of every table that is one of waste."""
    before: dict[int, str] = {}
    for table in marks.document.tables:
        for turned in (False, True):
            grid = _grid(marks.document, table, turned=turned)
            body, roles = _roles(grid)
            if not roles and not turned:
                roles = _by_content(grid, before)
            if roles:
                before = roles
                _mark_years(marks, grid, body, roles)
                for number in range(body, grid.rows):
                    _mark_row(marks, grid.row(number), roles)
                break


def _grid(document: Document, table: Table, *, turned: bool) -> _Grid:
    def place(cell: Cell) -> tuple[int, int]:
        return (cell.column, cell.row) if turned else (cell.row, cell.column)

    cells = {place(cell): View(document, cell.start, cell.end) for cell in table.cells}
    rows, columns = (table.columns, table.rows) if turned else (table.rows, table.columns)
    return _Grid(cells, rows, columns)


def _roles(grid: _Grid) -> tuple[int, dict[int, str]]:
    """Return the first body row and each column's label, both empty for other tables."""
    for number in range(min(HEADING_ROWS, grid.rows - 1)):
        texts = {column: view.folded for column, view in grid.row(number).items()}
        roles = {c: role for c, text in texts.items() if (role := _role(text))}
        names = set(roles.values())
        strong = any(_STRONG.search(t) for c, t in texts.items() if roles.get(c) == "WASTE")
        if "WASTE" not in names and "EWC" in names and "QUANTITY" in names and 0 not in roles:
            roles[0] = "WASTE"
            names.add("WASTE")
        if "WASTE" in names and (
            "EWC" in names or (strong and names & {"QUANTITY", "RECEIVER", "TRANSPORTER"})
        ):
            return number + 1, roles
    return 0, {}


def _role(text: str) -> str | None:
    if len(text) > 60:
        return None
    return next((role for role, pattern in _HEADINGS.items() if re.search(pattern, text)), None)


def _by_content(grid: _Grid, before: dict[int, str]) -> dict[int, str]:
    """The roles of a table without headings: those of the table before, or by its codes."""
    codes: dict[int, int] = {}
    for (_, column), view in grid.cells.items():
        reading = parse_ewc(view.text) if any(map(str.isdigit, view.text)) else None
        codes[column] = codes.get(column, 0) + bool(reading and reading.code)
    column = max(codes, key=lambda c: codes[c], default=-1)
    if column < 0 or not codes[column]:
        return {}
    if before.get(column) == "EWC" and grid.columns <= max(before) + 2:
        return before
    if codes[column] < CODES_TO_TELL:
        return {}
    letters = {
        c: sum(sum(map(str.isalpha, v.text)) for (_, at), v in grid.cells.items() if at == c)
        for c in range(grid.columns)
        if c != column
    }
    roles = {column: "EWC"}
    left = {c: n for c, n in letters.items() if c < column and n} or letters
    if left:
        roles[max(left, key=lambda c: left[c])] = "WASTE"
    roles.update({c: "QUANTITY" for c in range(grid.columns) if c not in roles})
    return roles


def _mark_years(marks: Marks, grid: _Grid, body: int, roles: dict[int, str]) -> None:
    for number in range(body):
        for column, view in grid.row(number).items():
            if roles.get(column) == "QUANTITY":
                for match in _YEAR.finditer(view.text):
                    marks.put("YEAR", *view.words(*match.span()))


def _mark_row(marks: Marks, row: dict[int, View], roles: dict[int, str]) -> None:
    """Label one row, unless it is a sum, an example or a heading inside the table."""
    by_role = {roles[c]: view for c, view in reversed(row.items()) if c in roles}
    waste = by_role.get("WASTE")
    if any(_SUM.match(view.folded) for view in list(row.values())[:3]):
        return
    if waste is None or len(row) < 2 or not any(map(str.isalpha, waste.text)):
        return
    _mark_waste(marks, waste)
    for column, view in row.items():
        role = roles.get(column)
        if is_blank(view.text) or view is waste:
            continue
        if role == "EWC":
            _mark_code(marks, view)
        elif role == "QUANTITY":
            _mark_amount(marks, view)
        elif role in {"TREATMENT", "TRANSPORTER", "RECEIVER"}:
            marks.put(role, view.start, view.end)
        elif role is None and parse_operation(view.text) and len(view.text) <= 4:
            marks.put("TREATMENT", view.start, view.end)


def _mark_waste(marks: Marks, view: View) -> None:
    """The description is the cell without a code that stands in it."""
    codes = find_ewc(view.text)
    last = 0
    for start, end, _ in codes:
        marks.put("EWC", *view.words(start, end))
    for start, end in [*((s, e) for s, e, _ in codes), (len(view.text), len(view.text))]:
        part = view.text[last:start].rstrip(" (,;–-")
        if any(map(str.isalpha, part)) and marks.put("WASTE", *view.words(last, last + len(part))):
            return
        last = end


def _mark_code(marks: Marks, view: View) -> None:
    reading = parse_ewc(view.text, repair=True)
    if reading is None or not any(map(str.isdigit, reading.text)):
        return
    at = view.text.find(reading.text)
    start, end = (at, at + len(reading.text)) if at >= 0 else (0, len(view.text))
    while end < len(view.text) and view.text[end] in " *":
        end += 1
    marks.put("EWC", *view.words(start, end))


def _mark_amount(marks: Marks, view: View) -> None:
    """A number with or without a unit that fills its cell, "ca" before it left out."""
    lead = _CERTAIN.match(view.text)
    start = lead.end() if lead else 0
    amount = parse_amount(view.text[start:], "ton")
    match = _AMOUNT.match(view.text, start)
    if amount is not None and amount.value is not None and match is not None:
        marks.put("QUANTITY", *view.words(start, match.end()))
