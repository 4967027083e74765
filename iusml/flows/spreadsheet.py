"""A flow out of a spreadsheet that people made: its codes, what was put right, what was not read.

Codes stand in any column, with names and amounts beside them. The columns of codes are those that
are called so or in which half of the cells are codes; in other columns only texts count, and only
in rows without a code in its column: a number there may be an amount.
"""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from iusml.errors import CatalogueError
from iusml.flows.cells import Reading, Value, named, readings
from iusml.flows.lists import Flow
from iusml.flows.near import written
from iusml.normalise.catalogue import catalogue

ENDINGS: Final = (".xlsx", ".csv")
MAX_BYTES: Final = 20_000_000
_MAX_UNPACKED: Final = 200_000_000
_MAX_ROWS, _MAX_COLUMNS = 20_000, 100
_HEADINGS: Final = 10
"""A column's name is looked for in so many rows from the top."""
_CALLED: Final = re.compile(
    r"\b(?:avfallskod\w*|ewc|eak|low|lov|waste\s?codes?|ewc-?kod\w*)\b", re.I
)
_MAYBE: Final = re.compile(r"(?:kod|koder|code|codes)", re.I)


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about one row of a sheet, counted from 1 as the spreadsheet does."""

    sheet: str
    row: int
    told: str

    def __str__(self) -> str:
        return f"{self.sheet}, row {self.row}: {self.told}"


@dataclass(slots=True)
class Imported:
    """The codes of a spreadsheet in its order, each once: six digits, or fewer for all below.

    `remarks` say what was read as what, `problems` what could not be read and what to do.
    """

    codes: list[str] = field(default_factory=list)
    remarks: list[Note] = field(default_factory=list)
    problems: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A value with how the spreadsheet shows it; `column` is counted from 0."""

    column: int
    value: Value
    shown_as: str = "General"


_Rows = list[tuple[int, list[_Cell]]]


def read_codes(path: Path) -> Imported:
    """Read the codes of the spreadsheet at `path`.

    Raises CatalogueError where the file cannot be read or holds nothing like a code.
    """
    if path.suffix.lower() not in ENDINGS:
        raise CatalogueError(f"{path} is no .xlsx or .csv file. Save the list as one of them.")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CatalogueError(f"{path} is larger than {MAX_BYTES // 10**6} MB. Split it.")
        sheets = _workbook(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    except OSError as error:
        raise CatalogueError(f"{path} cannot be read: {error.strerror}. Check the path.") from error
    found = Imported()
    lines: dict[str, Note] = {}
    for sheet, rows in sheets:
        _read_sheet(found, sheet, rows, lines)
    if not (found.codes or found.problems):
        raise CatalogueError(
            f"{path} holds no waste code. Write one in each row, in a column called Avfallskod."
        )
    return found


def as_yaml(flow: Flow, problems: Sequence[Note] = ()) -> str:
    """The list as a file to edit: each code with its name, and what was not read as comments."""
    import yaml

    heads = flow.model_dump(include={"id", "name", "name_en"})
    text = [yaml.safe_dump(heads, allow_unicode=True, sort_keys=False).rstrip(), "codes:"]
    known = catalogue()
    for code in flow.codes:
        entry = known.get(code)
        what = entry.name if entry else known.subchapter(code) or known.chapter(code) or ""
        text.append(f'  - "{written(code)}"  # {what}')
    if problems:
        text.append("# Not read:")
        text += [f"# {_printable(str(problem))}" for problem in problems]
    return "\n".join(text) + "\n"


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _read_sheet(found: Imported, sheet: str, rows: _Rows, lines: dict[str, Note]) -> None:
    columns = _code_columns(rows)
    begun: set[int] = set()
    for row, cells in rows:
        told: list[Reading] = []
        for cell in cells:
            read = readings(cell.value, cell.shown_as) if cell.column in columns else []
            if any(one.digits for one in read):
                begun.add(cell.column)
            # Words above the first code are titles and headings, also with a year in them.
            if cell.column in begun or not _has_words(cell.value):
                told += read
        if not told:
            others = [cell.value for cell in cells if cell.column not in columns]
            told = [one for text in others if isinstance(text, str) for one in named(text)]
        for one in told:
            _add(found, one, Note(sheet, row, one.told or ""), lines)


def _has_words(value: Value) -> bool:
    return isinstance(value, str) and re.search(r"[^\W\d_]{3}", value) is not None


def _add(found: Imported, one: Reading, note: Note, lines: dict[str, Note]) -> None:
    if one.digits is None:
        found.problems.append(note)
        return
    if note.told:
        found.remarks.append(note)
    before = lines.setdefault(one.digits, note)
    if before is note:
        found.codes.append(one.digits)
        return
    where = f"row {before.row}" + (f" of {before.sheet}" if before.sheet != note.sheet else "")
    told = f"{written(one.digits)} stands in {where} too and is taken once."
    found.remarks.append(Note(note.sheet, note.row, told))


def _code_columns(rows: _Rows) -> set[int]:
    """The columns that hold codes: called so, or half of whose cells are whole codes."""
    called = {c.column for _, cells in rows[:_HEADINGS] for c in cells if _is(c.value, _CALLED)}
    if called:
        return called
    maybe = {c.column for _, cells in rows[:_HEADINGS] for c in cells if _is(c.value, _MAYBE)}
    whole: dict[int, list[bool]] = {}
    for _, cells in rows:
        for cell in cells:
            if told := readings(cell.value, cell.shown_as):
                whole.setdefault(cell.column, []).append(any(map(_is_whole, told)))
    return {
        column
        for column, are in whole.items()
        if 2 * sum(are) >= len(are) or (column in maybe and any(are))
    }


def _is(value: Value, called: re.Pattern[str]) -> bool:
    if not isinstance(value, str) or re.search(r"\d\d", value):
        return False
    return (called.search if called is _CALLED else called.fullmatch)(value.strip()) is not None


def _is_whole(one: Reading) -> bool:
    return one.digits is not None and len(one.digits) == 6


def _workbook(path: Path) -> list[tuple[str, _Rows]]:
    """Name and rows of every sheet; of formulas, what they gave when the file was saved."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    damaged = f"{path} is no workbook, or damaged. Open it in a spreadsheet and save it as .xlsx."
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MAX_UNPACKED:
                raise CatalogueError(f"{path} is too large when unpacked. Split it.")
        with warnings.catch_warnings():
            # It warns of rules and pictures that it leaves out, which are no codes.
            warnings.simplefilter("ignore", UserWarning)
            book = load_workbook(path, read_only=True, data_only=True)
            return [(sheet.title, _rows(path, _cells(sheet))) for sheet in book.worksheets]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError) as error:
        raise CatalogueError(damaged) from error


def _cells(sheet: Any) -> Iterator[list[_Cell]]:
    # What a file says of its own size can be wrong.
    sheet.reset_dimensions()
    for cells in sheet.iter_rows(max_row=_MAX_ROWS + 1, max_col=_MAX_COLUMNS):
        yield [_Cell(at, c.value, str(c.number_format)) for at, c in enumerate(cells) if c.value]


def _csv(path: Path) -> list[tuple[str, _Rows]]:
    """The rows of a csv file as Swedish or English programs write them."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    lines = text.splitlines()
    border = max(";\t,", key=lambda sign: sum(sign in line for line in lines))
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=border)
        rows = _rows(path, ([_Cell(at, v) for at, v in enumerate(row) if v] for row in reader))
    except csv.Error as error:
        raise CatalogueError(f"{path} is no csv file ({error}). Save it again as .csv.") from error
    return [(path.name, rows)]


def _rows(path: Path, rows: Iterable[list[_Cell]]) -> _Rows:
    """The rows that hold something, with their numbers. Raises CatalogueError for too many."""
    found = []
    for number, cells in enumerate(rows, start=1):
        if cells and number > _MAX_ROWS:
            raise CatalogueError(f"{path} has more than {_MAX_ROWS} rows. Split it.")
        if cells:
            found.append((number, cells))
    return found
