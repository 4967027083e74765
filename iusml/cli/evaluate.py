"""`iusml evaluate`: how right the extraction is on hand-labelled reports."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iusml.cli.ending import plain_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iusml.annotations.gold import GoldReport
    from iusml.evaluation.report import EvaluationReport, Seen
    from iusml.pipeline import Pipeline


def evaluate(
    split: Annotated[str, typer.Option(help="The split of splits.json to evaluate on.")] = "test",
    annotations: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder with splits.json and reports/.")
    ] = Path("annotations"),
    model: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Use the model in this folder.")
    ] = None,
    baseline: Annotated[
        bool, typer.Option(help="Set the written rules, without a model, beside it.")
    ] = True,
    gold_entities: Annotated[
        bool,
        typer.Option(
            "--gold-entities", help="Assemble the gold spans instead of a model's: the ceiling."
        ),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="JSON", help="Write all figures and errors here."),
    ] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="List every error with its file and page.")
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option(
            metavar="HTML", help="Write one page of figures, plots and every error in its place."
        ),
    ] = None,
    html_limit: Annotated[
        int, typer.Option(min=0, help="So many errors get a picture there, the costliest first.")
    ] = 500,
) -> None:
    """Compare extracted with hand-labelled records and print how right they are.

    Every report is read from its PDF. F1 is of whole waste streams, of each field and of
    labelled spans; brackets hold the 95 % bootstrap interval over reports.
    """
    with plain_errors():
        _check(out, html)
        page = _Page(html, html_limit) if html else None
        report = _run(split, annotations, model, baseline=baseline, oracle=gold_entities, page=page)
        _show(report, errors=errors)
        if out is not None:
            report.save(out)
            typer.echo(f"Wrote {out}.", err=True)
        if page is not None:
            page.write(report)
            typer.echo(f"Wrote {page.path}.", err=True)


def _check(*outputs: Path | None) -> None:
    """Say that the result cannot be written before the work, not after it."""
    from iusml.errors import OutputError

    for out in outputs:
        if out is not None and not out.parent.is_dir():
            raise OutputError(f"{out} cannot be written: the folder {out.parent} does not exist.")


class _Page:
    """The page of errors while the evaluation runs. Raises MissingDependencyError."""

    def __init__(self, path: Path, limit: int) -> None:
        from iusml.evaluation.page.collect import Collected
        from iusml.evaluation.page.write import check_needed

        check_needed()
        self.path, self.limit = path, limit
        self.collected = Collected()

    def write(self, report: "EvaluationReport") -> None:
        """Draw the pictures and write the page. Raises OutputError."""
        from iusml.evaluation.page.write import write_page

        write_page(self.path, report, self.collected, self.limit)


def _run(
    split: str, annotations: Path, model: Path | None, *, baseline: bool, oracle: bool,
    page: _Page | None,
) -> "EvaluationReport":  # fmt: skip
    from rich.console import Console
    from rich.progress import Progress

    from iusml.annotations.gold import load_split
    from iusml.evaluation.report import evaluate as run

    gold = load_split(annotations, split)
    pipelines = _pipelines(gold, model, baseline=baseline, oracle=oracle)
    main = next(iter(pipelines))

    def watch(outcome: "Seen") -> None:
        if page is not None and outcome.name == main:
            page.collected.add(outcome)

    seen = frozenset(report.family for report in load_split(annotations, "train"))
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Evaluating", total=len(gold))
        return run(
            gold,
            pipelines,
            split=split,
            seen_families=seen,
            progress=lambda _: progress.advance(task),
            watch=watch,
        )


def _pipelines(
    gold: "Sequence[GoldReport]", model: Path | None, *, baseline: bool, oracle: bool
) -> "dict[str, Pipeline]":
    """Return the pipelines to compare by name, the main one first."""
    from iusml.evaluation.oracle import OracleTagger
    from iusml.pipeline import Pipeline, load
    from iusml.settings import Settings

    main = (
        Pipeline(OracleTagger(gold))
        if oracle
        else load(Settings(model=model) if model else Settings())
    )
    pipelines = {main.tagger.name: main}
    if baseline:
        rules = load(Settings(rules_only=True))
        pipelines[rules.tagger.name] = rules
    return pipelines


def _show(report: "EvaluationReport", *, errors: bool) -> None:
    from rich.console import Console

    from iusml.cli.figures import error_tables, figure_tables

    console = Console()
    for table in figure_tables(report):
        console.print(table)
    if errors:
        for table in error_tables(report.evaluations[0]):
            console.print(table)
