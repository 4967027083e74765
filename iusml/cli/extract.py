"""`iusml extract`: read reports and write their records."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iusml.cli.ending import FAILED_INPUT, plain_errors

if TYPE_CHECKING:
    from iusml.pipeline import Pipeline
    from iusml.settings import Settings


def extract(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="PDF files, folders or patterns.")
    ],
    out: Annotated[
        str,
        typer.Option(
            "--out", "-o", metavar="OUT", help="A .jsonl, .csv, .xlsx or .parquet file to write."
        ),
    ],
    model: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Use the model in this folder.")
    ] = None,
    rules_only: Annotated[
        bool, typer.Option("--rules-only", help="Use written rules instead of a model.")
    ] = False,
    no_ocr: Annotated[
        bool, typer.Option("--no-ocr", help="Do not read pages that are pictures.")
    ] = False,
    threads: Annotated[int, typer.Option(min=0, help="Threads for the model; 0: all.")] = 0,
    max_seconds: Annotated[
        float, typer.Option(min=1, metavar="S", help="Seconds that reading one report may take.")
    ] = 600,
    max_memory: Annotated[
        int, typer.Option(min=512, metavar="MB", help="Memory that reading one report may take.")
    ] = 2048,
) -> None:
    """Read PDF reports and write one record per report.

    A .jsonl file holds the full records; the other formats have one row per waste stream.
    When stopped, the same command continues where it was.
    """
    from iusml.settings import Settings

    chosen: dict[str, Path] = {"model": model} if model else {}
    settings = Settings(
        **chosen,
        rules_only=rules_only,
        ocr=not no_ocr,
        threads=threads,
        max_seconds_per_report=max_seconds,
        max_memory_mb=max_memory,
    )
    with plain_errors():
        failures = _run(paths, out, settings)
    if failures:
        raise typer.Exit(FAILED_INPUT)


def _run(paths: list[str], out: str, settings: "Settings") -> int:
    """Run the batch under a progress display and return the number of failed reports."""
    from iusml.batch import made_by, run
    from iusml.cli.progress import open_progress
    from iusml.store.writers import check_output

    check_output(out)
    pipeline = _pipeline(settings)
    with open_progress() as progress:
        for event in run(paths, out, pipeline, made_by(settings)):
            progress.show(event)
    typer.echo(progress.summary(), err=True)
    return len(progress.failures)


def _pipeline(settings: "Settings") -> "Pipeline":
    """Load the pipeline; a name of its own so that tests can put another in its place."""
    from iusml.pipeline import load

    return load(settings)
