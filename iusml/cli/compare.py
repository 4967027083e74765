"""`iusml compare`: the same plants and waste streams in the records of two years or more."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iusml.cli.ending import plain_errors
from iusml.cli.options import MatcherFolder, Threads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iusml.years.changes import PlantChange
    from iusml.years.files import YearFile
    from iusml.years.meaning import Meaning


def compare(
    records: Annotated[
        list[Path],
        typer.Argument(
            metavar="RECORDS.jsonl...", help="Two files or more that `iusml extract` wrote."
        ),
    ],
    out: Annotated[
        str | None,
        typer.Option(
            "--out", "-o", metavar="OUT", help="A .xlsx, .csv, .json or .jsonl file; not a table."
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATE",
            help="Only streams that are new, gone, changed, same or unclear; can be given again.",
        ),
    ] = None,
    matcher: MatcherFolder = None,
    threads: Threads = 0,
) -> None:
    """Set years beside each other: what changed, came and went at each plant.

    One file for each year; which year a file holds is told by its records.
    """
    from itertools import pairwise

    from iusml.store.writers import check_output
    from iusml.store.year_writers import ENDINGS, write_changes
    from iusml.years.changes import compare as compared

    with plain_errors():
        path = check_output(out, ENDINGS) if out else None
        states = _states(only)
        years = _years(records)
        meaning = _meaning(years, matcher, threads)
        plants = [plant for pair in pairwise(years) for plant in compared(*pair, meaning)]
        if path:
            write_changes(path, plants, states)
    for remark in (remark for year in years for remark in year.remarks):
        typer.echo(f"Warning: {remark}", err=True)
    if path:
        typer.echo(f"{_summary(plants)} Wrote {path}.", err=True)
    else:
        _show(plants, states)
        typer.echo(_summary(plants), err=True)


def _states(only: list[str] | None) -> "Sequence[str]":
    from iusml.errors import InputError
    from iusml.years.changes import STATES

    for one in only or ():
        if one not in STATES:
            raise InputError(
                f"--only {one} is none. Give {', '.join(STATES[:-1])} or {STATES[-1]}."
            )
    return only or STATES


def _years(paths: list[Path]) -> "list[YearFile]":
    from iusml.errors import InputError
    from iusml.store.readers import read_jsonl
    from iusml.years.files import year_files

    if len(paths) < 2:
        raise InputError("One file alone cannot be compared. Give the records of another year too.")
    years = year_files([(path, list(read_jsonl(path))) for path in paths])
    if [year.path for year in years] != paths:
        told = ", ".join(f"{year.path} is of {year.year}" for year in years)
        typer.echo(
            f"Warning: the files were not given in the order of their years: {told}.", err=True
        )
    return years


def _meaning(years: "list[YearFile]", matcher: Path | None, threads: int) -> "Meaning":
    from iusml.settings import default_matcher
    from iusml.years.meaning import meaning_of

    reports = [report for year in years for report in year.reports]
    return meaning_of(reports, matcher or default_matcher(), threads)


def _summary(plants: "list[PlantChange]") -> str:
    from collections import Counter

    found = Counter(plant.state for plant in plants)
    streams = Counter(one.state for plant in plants for one in plant.streams)
    linked = sum(one.after is not None for plant in plants for one in plant.streams if one.before)
    return (
        f"{found['both']} plants are in both years, {found['new']} in the later alone and "
        f"{found['gone']} in the earlier alone; {linked} streams are linked "
        f"({streams['unclear']} of them cannot be compared), {streams['new']} new and "
        f"{streams['gone']} gone."
    )


def _show(plants: "list[PlantChange]", states: "Sequence[str]") -> None:
    from rich.console import Console

    from iusml.cli.year_tables import plant_view
    from iusml.years.changes import STATES

    console = Console()
    if not console.is_terminal:
        console = Console(width=160)  # a pipe has no width; narrow tables would cut words
    for plant in plants:
        if set(states) == set(STATES) or any(one.state in states for one in plant.streams):
            console.print(plant_view(plant, states))
