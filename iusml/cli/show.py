"""`iusml show`: records as tables for people."""

from pathlib import Path
from typing import Annotated

import typer

from iusml.cli.ending import plain_errors


def show(
    records: Annotated[
        Path, typer.Argument(metavar="RECORDS.jsonl", help="A file that `iusml extract` wrote.")
    ],
) -> None:
    """Show the records of a .jsonl file as tables."""
    from rich.console import Console

    from iusml.cli.tables import report_view
    from iusml.store.readers import read_jsonl

    console = Console()
    if not console.is_terminal:
        console = Console(width=160)  # a pipe has no width; narrow tables would cut words
    with plain_errors():
        for report in read_jsonl(records):
            console.print(report_view(report))
