"""Write records to the files people open; every file appears whole or not at all.

Texts in a report come from strangers. A cell that a spreadsheet would take for a formula is
written as text: with an apostrophe before it in csv, marked as text in xlsx.
"""

import csv
import glob
import io
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from iusml.errors import MissingDependencyError, OutputError
from iusml.records import Report
from iusml.store.formulas import csv_text
from iusml.store.rows import (
    STREAM_COLUMNS,
    Cell,
    Column,
    Row,
    stream_rows,
    values,
)

RECORD_ENDINGS = (".jsonl", ".csv", ".xlsx", ".parquet")
_TEMPORARY = ".tmp"


def check_output(out: str, endings: Sequence[str] = RECORD_ENDINGS) -> Path:
    """Return `out` as a path that can be written. Raises OutputError, MissingDependencyError.

    Asked before any work begins, so that hours of reading never end in a wrong file name.
    """
    known = _known(endings)
    if "://" in out:
        raise OutputError(f"Only `iusml extract` writes to a database. {known}")
    path = Path(out)
    check_ending(path, endings)
    if path.is_dir():
        raise OutputError(f"{path} is a folder. {known}")
    if not path.parent.is_dir():
        raise OutputError(f"The folder {path.parent} does not exist. Make it, then run again.")
    with whole_file(path, keep=False):
        return path


def check_ending(path: Path, endings: Sequence[str] = RECORD_ENDINGS) -> None:
    """Raise OutputError or MissingDependencyError where no file with this ending can be made."""
    if path.suffix.lower() not in endings:
        raise OutputError(f"{path} has an ending that is not known. {_known(endings)}")
    if path.suffix.lower() == ".parquet" and find_spec("pyarrow") is None:
        raise MissingDependencyError(
            "Writing .parquet needs the package pyarrow. "
            "Install it with: pip install 'iusml[parquet]'"
        )


def _known(endings: Sequence[str]) -> str:
    several = f"{', '.join(endings[:-1])} or " if len(endings) > 1 else ""
    return f"Give a file that ends in {several}{endings[-1]}."


def write_records(path: Path, reports: Iterable[Report]) -> None:
    """Write `reports` to `path` in the format of its ending. Raises OutputError."""
    with whole_file(path) as file:
        WRITERS[path.suffix.lower()](file, reports)


@contextmanager
def whole_file(path: Path, *, keep: bool = True) -> Iterator[BinaryIO]:
    """A temporary file beside `path` that takes its place at the end if `keep`."""
    beside = path.with_name(f".{path.name}.{os.getpid()}{_TEMPORARY}")
    try:
        with beside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if keep:
            beside.replace(path)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise OutputError(f"{path} cannot be written: {reason}.") from error
    finally:
        beside.unlink(missing_ok=True)


def remove_leftovers(path: Path) -> None:
    """Remove temporary files of programs that were killed while they wrote `path`.

    To be called only where nobody else can be writing it.
    """
    for leftover in path.parent.glob(f".{glob.escape(path.name)}.*{_TEMPORARY}"):
        with suppress(OSError):
            leftover.unlink()


def _jsonl(file: BinaryIO, reports: Iterable[Report]) -> None:
    for report in reports:
        file.write(report.model_dump_json().encode("utf-8") + b"\n")


def _csv(file: BinaryIO, reports: Iterable[Report]) -> None:
    write_csv(file, STREAM_COLUMNS, (row for report in reports for row in stream_rows(report)))


def write_csv(file: BinaryIO, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """Write `rows` as UTF-8 csv with a heading; no cell is a formula."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([_csv_cell(value) for value in values(row, columns)])
    text.detach()


def _csv_cell(value: Cell) -> str | int | float | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return csv_text(value) if isinstance(value, str) else value


def _xlsx(file: BinaryIO, reports: Iterable[Report]) -> None:
    from iusml.store.sheets import write_workbook

    write_workbook(file, reports)


def _parquet(file: BinaryIO, reports: Iterable[Report]) -> None:
    import pyarrow
    from pyarrow import parquet

    types = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "truth": pyarrow.bool_(),
    }
    schema = pyarrow.schema([(column.name, types[column.kind]) for column in STREAM_COLUMNS])
    rows = [row for report in reports for row in stream_rows(report)]
    parquet.write_table(pyarrow.Table.from_pylist(rows, schema), file)


WRITERS: dict[str, Callable[[BinaryIO, Iterable[Report]], None]] = {
    ".jsonl": _jsonl,
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".parquet": _parquet,
}
