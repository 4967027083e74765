"""`iusml extract`: read reports and write their records."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iusml.cli.ending import FAILED_INPUT, plain_errors
from iusml.settings import Device

if TYPE_CHECKING:
    from iusml.pipeline import Pipeline
    from iusml.settings import Settings


def _check_share(share: float) -> float:
    """A promise of everything or of nothing is none."""
    if not 0 < share < 1:
        raise typer.BadParameter("must lie between 0 and 1, such as 0.99.")
    return share


def extract(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="PDF files, folders or patterns.")
    ],
    out: Annotated[
        str,
        typer.Option(
            "--out",
            "-o",
            metavar="OUT",
            help="A .jsonl, .csv, .xlsx or .parquet file to write, or a database: "
            "sqlite:///FILE.db or postgresql+psycopg://USER@HOST/DATABASE.",
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
    device: Annotated[
        Device, typer.Option(help="Run the model on the processor or on a graphics card.")
    ] = "cpu",
    auto_accept_precision: Annotated[
        float,
        typer.Option(
            metavar="SHARE",
            callback=_check_share,
            help="Records need no review where so large a share of right ones can be promised.",
        ),
    ] = 0.95,
    max_seconds: Annotated[
        float, typer.Option(min=1, metavar="S", help="Seconds that reading one report may take.")
    ] = 600,
    max_memory: Annotated[
        int, typer.Option(min=512, metavar="MB", help="Memory that reading one report may take.")
    ] = 2048,
    suggest_codes: Annotated[
        bool,
        typer.Option(
            "--suggest-codes", help="Suggest a code for waste whose code the report does not give."
        ),
    ] = False,
    journal: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Keep finished records here until all are written."),
    ] = None,
) -> None:
    """Read PDF reports and write one record per report.

    A .jsonl file holds the full records; the other formats have one row per waste stream.
    A database keeps the reports of other runs.
    When stopped, the same command continues where it was.
    """
    from iusml.settings import Settings

    settings = Settings(
        rules_only=rules_only,
        ocr=not no_ocr,
        threads=threads,
        device=device,
        auto_accept_precision=auto_accept_precision,
        max_seconds_per_report=max_seconds,
        max_memory_mb=max_memory,
        suggest_codes=suggest_codes,
    )
    if model:
        settings = settings.model_copy(update={"model": model})
    with plain_errors():
        failures = _run(paths, out, settings, journal)
    if failures:
        raise typer.Exit(FAILED_INPUT)


def _run(paths: list[str], out: str, settings: "Settings", journal: Path | None) -> int:
    """Run the batch under a progress display and return the number of failed reports."""
    from iusml.batch import made_by, run
    from iusml.cli.progress import open_progress
    from iusml.store.outputs import open_output

    open_output(out)
    pipeline = _pipeline(settings)
    with open_progress() as progress:
        for event in run(paths, out, pipeline, made_by(settings), journal):
            progress.show(event)
    typer.echo(progress.summary(), err=True)
    for line in _promises(pipeline):
        typer.echo(line, err=True)
    return len(progress.failures)


def _promises(pipeline: "Pipeline") -> list[str]:
    """What is promised of the records that need no review."""
    from iusml.confidence.promise import sentence

    if not pipeline.promised:
        return ["Written rules alone are not calibrated: no precision can be promised."]
    return [sentence(promise) for promise in pipeline.promised.values()]


def _pipeline(settings: "Settings") -> "Pipeline":
    """Load the pipeline; a name of its own so that tests can put another in its place."""
    from iusml.pipeline import load

    return load(settings)
