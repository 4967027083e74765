"""`iusml extract`: read reports and write their records."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from iusml.cli.ending import FAILED_INPUT, plain_errors

if TYPE_CHECKING:
    from iusml.batch.engines import Engine
    from iusml.settings import Settings


def _check_share(share: float) -> float:
    """A promise of everything or of nothing is none."""
    if not 0 < share < 1:
        raise typer.BadParameter("must lie between 0 and 1, such as 0.99.")
    return share


def extract(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="PDF files, folders, patterns or URLs of them."),
    ],
    out: Annotated[
        str,
        typer.Option(
            "--out",
            "-o",
            metavar="OUT",
            help="A .jsonl, .csv, .xlsx or .parquet file to write, also at a URL, or a database: "
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
    engine: Annotated[
        Literal["local", "ray"], typer.Option(help="Read on this machine, or on a Ray cluster.")
    ] = "local",
    address: Annotated[
        str | None,
        typer.Option(
            metavar="HOST:PORT",
            help="The Ray cluster, or 'auto' on a node of it. Without: a new one, this machine.",
        ),
    ] = None,
    workers: Annotated[
        int, typer.Option(min=0, help="Processes that read reports; 0: one for each core.")
    ] = 0,
    threads: Annotated[
        int, typer.Option(min=0, help="Threads of each process; 0: all cores are shared.")
    ] = 0,
    device: Annotated[
        Literal["cpu", "cuda"],
        typer.Option(help="Run the model on the processor or on a graphics card."),
    ] = "cpu",
    no_triage: Annotated[
        bool, typer.Option("--no-triage", help="Run the model on text that seems to hold nothing.")
    ] = False,
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
    report: Annotated[
        Path | None,
        typer.Option(metavar="HTML", help="Write one page (Swedish) about how the run went."),
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
        triage=not no_triage,
        threads=threads,
        device=device,
        auto_accept_precision=auto_accept_precision,
        max_seconds_per_report=max_seconds,
        max_memory_mb=max_memory,
        suggest_codes=suggest_codes,
    )
    if model:
        settings = settings.model_copy(update={"model": model})
    if address and engine == "local":
        raise typer.BadParameter("is for --engine ray.", param_hint="--address")
    with plain_errors():
        ray = engine == "ray"
        reader = _cluster(settings, workers, address) if ray else _engine(settings, workers)
        failures = _run(paths, out, settings, workers, reader, journal, report)
    if failures:
        raise typer.Exit(FAILED_INPUT)


def read_reports(paths: list[str], out: str, settings: "Settings", workers: int) -> int:
    """Extract for another command; return the number of failed reports. Raises IusmlError."""
    return _run(paths, out, settings, workers, _engine(settings, workers), None, None)


def _run(
    paths: list[str],
    out: str,
    settings: "Settings",
    workers: int,
    engine: "Engine",
    journal: Path | None,
    report: Path | None,
) -> int:
    """Run the batch under a progress display and return the number of failed reports."""
    from iusml.batch.keys import made_by
    from iusml.batch.page.write import RunFacts, RunPage, check_page
    from iusml.batch.run import run
    from iusml.batch.tally import Tally
    from iusml.cli.progress import open_progress, summary
    from iusml.store.outputs import open_output

    target = check_page(report) if report else None
    output = open_output(out)
    tally = Tally()
    facts = RunFacts(str(output.path), settings, workers)
    page = RunPage(target, tally, facts) if target else nullcontext()
    promised = _promised(settings)
    with page:
        with open_progress(tally) as progress:
            for event in run(paths, output, engine, made_by(settings), journal):
                tally.add(event)
                progress.show(event)
        for line in (summary(tally), *promised):
            typer.echo(line, err=True)
    return len(tally.failures)


def _promised(settings: "Settings") -> list[str]:
    """What is promised of the records that need no review. Raises ModelError."""
    from iusml.confidence.promise import promises, sentence
    from iusml.models import open_model

    if settings.rules_only:
        return ["Written rules alone are not calibrated: no precision can be promised."]
    known = open_model(settings.model).calibration
    promised = promises(known.records, settings.auto_accept_precision, known.reports)
    return [sentence(promise) for promise in promised.values()]


def _cluster(settings: "Settings", workers: int, address: str | None) -> "Engine":
    """What reads on many machines."""
    from iusml.batch.ray_cluster import RayCluster

    return RayCluster(settings, address, workers)


def _engine(settings: "Settings", workers: int) -> "Engine":
    """What reads; a name of its own so that tests can put another in its place."""
    from iusml.batch.processes import Processes

    return Processes(settings, workers)
