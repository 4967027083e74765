"""What every column means, in Swedish for those who read the sheets and in English.

``python -m iusml.store.dictionary docs/DATA-DICTIONARY.md`` writes the page.
"""

import csv
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from iusml.store.rows import CONTACT_COLUMNS, REPORT_COLUMNS, STREAM_COLUMNS, Column, Row

if TYPE_CHECKING:
    from sqlalchemy import Table

SHEETS: dict[str, Sequence[Column]] = {
    "waste_streams": STREAM_COLUMNS,
    "contacts": CONTACT_COLUMNS,
    "reports": REPORT_COLUMNS,
}
"""The sheets of a workbook; csv and parquet have the columns of the first."""
EXPLANATION_TITLE = "Förklaringar"
EXPLANATION_COLUMNS: tuple[Column, ...] = (
    Column("Blad", "text", 22),
    Column("Kolumn", "text", 24),
    Column("Rubrik", "text", 24),
    Column("Enhet", "text", 26),
    Column("Förklaring", "text", 100),
    Column("In English", "text", 100),
)
_SHEETS_INTRO = """\
# What every column means

Written by `make dictionary` from `iusml/data/columns.csv`; do not edit.
An empty cell (NULL) means that the report does not say it. In all sheets a name means the same.
"""
_DATABASE_INTRO = """
## Database

Tables that `iusml extract -o sqlite:///FILE.db` and `-o postgresql+psycopg://…` write. A row of
`waste_streams` or `contacts` belongs to the row of `reports` whose `id` is its `report_id`.
In the columns, NUL signs are written as U+FFFD, whole numbers beyond 64 bits as NULL, and texts
that an index holds are cut to their length; `record` has everything as the program read it. What
people decide in `iusml review` stands in `items` and `corrections`, and the rows of `reports`,
`waste_streams` and `contacts` follow it: they say what counts. Matches that are followed up stand
in `matches`, their streams year by year in `match_streams`, what people write in `follow_ups`.
"""


class Meaning(NamedTuple):
    """A column's unit, its heading and sentence for Swedish readers, and the English sentence."""

    unit: str
    heading: str
    swedish: str
    english: str


@cache
def meanings() -> dict[str, Meaning]:
    """Return what each column means, by its name or by table and name."""
    text = files("iusml").joinpath("data", "columns.csv").read_text("utf-8")
    return {row.pop("column"): Meaning(**row) for row in csv.DictReader(text.splitlines())}


def meaning_of(table: str, column: str) -> Meaning:
    """What a column means; some names mean something of their own in one table."""
    return meanings().get(f"{table}.{column}") or meanings()[column]


def explanation_rows() -> Iterator[Row]:
    """Yield the rows of the sheet that explains the other sheets."""
    for sheet, columns in SHEETS.items():
        for column in columns:
            told = meaning_of(sheet, column.name)
            cells = (sheet, column.name, told.heading, told.unit, told.swedish, told.english)
            names = [heading.name for heading in EXPLANATION_COLUMNS]
            yield dict(zip(names, cells, strict=True))


def page() -> str:
    """Return the dictionary as a page of Markdown: the sheets, then the tables."""
    parts = [_SHEETS_INTRO]
    parts += [
        _section(f"Sheet {sheet}", [(column.name, column.kind) for column in columns])
        for sheet, columns in SHEETS.items()
    ]
    parts.append(_DATABASE_INTRO)
    parts += [
        _section(f"Table {table.name}", [(column.name, str(column.type)) for column in table.c])
        for table in tables()
    ]
    return "".join(parts)


def tables() -> "list[Table]":
    """All tables of a database."""
    # The last of the modules that describe tables: it brings the others along.
    from iusml.store.database.follow_up_schema import follow_ups

    return list(follow_ups.metadata.sorted_tables)


def _section(title: str, columns: Sequence[tuple[str, str]]) -> str:
    lines = [
        f"\n### {title}\n",
        "| column | kind | unit or values | meaning | rubrik | förklaring |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for name, kind in columns:
        told = meaning_of(title.rpartition(" ")[2], name)
        cells = (f"`{name}`", kind.lower(), told.unit, told.english, told.heading, told.swedish)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), "utf-8")
