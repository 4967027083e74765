"""Tables of points that a user gives: text in columns, with latitude and longitude in degrees."""

import csv
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from iusml.errors import PlaceError

MAX_BYTES = 50_000_000


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank, each with its number. Raises PlaceError."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PlaceError(f"{path} is larger than {MAX_BYTES // 10**6} MB. Split it.")
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, line.rstrip("\n")
    except UnicodeDecodeError as error:
        raise PlaceError(f"{path} is not UTF-8 text. Save it as UTF-8.") from error
    except OSError as error:
        raise PlaceError(f"{path} cannot be read: {error.strerror}. Check the path.") from error


def table_rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row of a csv file with its line's number, as column to text.

    The first line names the columns; they stand apart by the sign that is there, `;` or `,`.
    Raises PlaceError where one of `columns` is missing.
    """
    separator, header = ",", None
    for number, line in lines_of(path):
        if header is None:
            separator = ";" if ";" in line else ","
        cells = [cell.strip() for cell in _cells(path, number, line, separator)]
        if header is None:
            header = [cell.casefold() for cell in cells]
            missing = [column for column in columns if column not in header]
            if missing:
                raise PlaceError(
                    f"{path}, line {number}: the column {missing[0]} is missing. "
                    f"Begin the file with the line {separator.join(columns)}"
                )
        elif len(cells) != len(header):
            raise PlaceError(
                f"{path}, line {number} has {len(cells)} columns, the first line {len(header)}. "
                "Mend the line, or put texts that hold the separator in quotes."
            )
        else:
            yield number, dict(zip(header, cells, strict=True))


def _cells(path: Path, number: int, line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator, strict=True))
    except csv.Error as error:
        raise PlaceError(f"{path}, line {number}: {error}. Check the quotes there.") from error


def degrees(path: Path, number: int, lat: str, lon: str) -> tuple[float, float]:
    """Latitude and longitude of two cells, decimal point or comma. Raises PlaceError."""
    try:
        north, east = (float(cell.replace(",", ".")) for cell in (lat, lon))
    except ValueError:
        north = east = math.nan
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise PlaceError(
            f"{path}, line {number}: lat and lon are no point. Give degrees in WGS 84, such as "
            "56.0465 and 12.6945."
        )
    return north, east
