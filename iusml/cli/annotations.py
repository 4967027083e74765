"""`iusml annotations`: check, count, choose, draft, add, freeze, exchange and compare."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from iusml.cli.ending import FAILED_INPUT, plain_errors
from iusml.cli.plain import plain

app = typer.Typer(
    name="annotations",
    help="Hand-labelled reports: check, count, choose, add, exchange, compare.",
    no_args_is_help=True,
)
Root = Annotated[Path, typer.Option("--annotations", metavar="DIR", help="The labelled reports.")]
Out = Annotated[Path, typer.Option("--out", "-o", metavar="PATH", help="Where to write.")]
ROOT = Path("annotations")


@app.command()
def check(annotations: Root = ROOT) -> None:
    """Check every label, record and split; exit with 1 and one line for each problem."""
    with plain_errors():
        from iusml.annotations.audit import audit

        with _progress("Checking") as advance:
            problems = list(audit(annotations, advance=advance))
    for problem in problems:
        typer.echo(str(problem))
    if problems:
        typer.echo(f"{len(problems)} problems.", err=True)
        raise typer.Exit(FAILED_INPUT)
    typer.echo("The labelled reports pass every check.")


@contextmanager
def _progress(title: str) -> Iterator[Callable[[int], None]]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=None)

        def advance(total: int) -> None:
            progress.update(task, total=total, advance=1)

        yield advance


@app.command()
def stats(
    annotations: Root = ROOT,
    card: Annotated[
        Path | None, typer.Option("--card", metavar="FILE", help="Write the data card here.")
    ] = None,
) -> None:
    """Print counts by split: size, where waste stands, layouts, labels, years, branches."""
    with plain_errors():
        from rich.console import Console

        from iusml.annotations.card import render, sections
        from iusml.annotations.collection import load_collection
        from iusml.annotations.files import write_text
        from iusml.annotations.stats import collect
        from iusml.cli.counts import count_tables

        found = collect(load_collection(annotations))
        if card is not None:
            write_text(card, render(found))
            typer.echo(f"Wrote {card}.", err=True)
        for table in count_tables(sections(found)):
            Console().print(table)


@app.command()
def sheets(
    out: Out,
    labels: Annotated[bool, typer.Option("--labels", help="Draw the labels' boxes.")] = False,
    split: Annotated[str | None, typer.Option(help="train, dev or test; else all.")] = None,
    annotations: Root = ROOT,
) -> None:
    """Draw a contact sheet of each report: all its pages in one picture, to be looked at."""
    with plain_errors():
        from iusml.annotations.collection import load_collection
        from iusml.annotations.gold import load_split
        from iusml.annotations.sheets import draw_sheet

        reports = load_split(annotations, split) if split else load_collection(annotations).reports
        with _progress("Drawing") as advance:
            for report in reports:
                draw_sheet(report, out / f"{report.id}.png", labels=labels)
                advance(len(reports))
        typer.echo(f"Wrote {len(reports)} sheets to {out}.")


@app.command()
def freeze(annotations: Root = ROOT) -> None:
    """Write the checksums of all reports; `check` fails when one changes after that."""
    with plain_errors():
        from iusml.annotations.collection import freeze as run

        typer.echo(f"Froze {run(annotations)} reports.")


@app.command(name="next")
def next_(
    count: Annotated[int, typer.Argument(metavar="N", min=1, help="So many reports.")],
    records: Annotated[
        str,
        typer.Option(
            metavar="RECORDS",
            help="What `iusml extract` wrote: a .jsonl file or the URL of a database.",
        ),
    ],
    annotations: Root = ROOT,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """Name the reports that are most worth labelling next.

    Worth much are those with many mistakes to expect on a page, by their own probabilities, and
    unlike those that are labelled (in any split) or named before them.
    """
    with plain_errors():
        from iusml.annotations.choosing import choose
        from iusml.annotations.collection import load_collection
        from iusml.cli.next_table import show_choice
        from iusml.store.readers import read_records

        choice = choose(read_records(records), load_collection(annotations).reports, count)
    for one in choice.left_out:
        typer.echo(f"Left out: {plain(one.report)}: {plain(one.reason)}", err=True)
    if as_json:
        typer.echo(json.dumps(asdict(choice), ensure_ascii=False, indent=1))
    elif choice.picks:
        show_choice(choice)
    else:
        typer.echo("No report is left to choose from.", err=True)


@app.command()
def draft(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The report, a PDF.")],
    name: Annotated[str, typer.Option(help="Its name here: small letters, digits, dashes.")],
    branch: Annotated[str, typer.Option(help='For example "15.250 B bryggeri".')],
    voice: Annotated[str, typer.Option(help="Who labels it.")],
    out: Out,
    family: Annotated[str, typer.Option(help="The way it was made, as others here.")] = "real",
    prefix: Annotated[
        str, typer.Option(help="Where Label Studio finds the page pictures.")
    ] = "/data/local-files/?d=pages/",
) -> None:
    """Extract a report and write a Label Studio task, page pictures and the record to correct."""
    with plain_errors():
        import iusml
        from iusml.annotations import adding, label_studio
        from iusml.annotations.files import write_json, write_text

        about = {"layout": name, "family": family, "branch": branch, "voice": voice}
        report = adding.draft(name, file, iusml.load()(file), about)
        label_studio.draw_pages(report, out / "pages")
        task = label_studio.export_task(report, prefix, draft=True)
        write_json(out / "tasks.json", [task])
        write_json(out / "record.json", report.record.model_dump(mode="json"))
        write_text(out / "labels.xml", label_studio.config())
        typer.echo(f"Wrote {out}: tasks.json, record.json, labels.xml, pages/.")


@app.command()
def add(
    export: Annotated[Path, typer.Argument(metavar="JSON", help="The export of Label Studio.")],
    pdf: Annotated[Path, typer.Option(help="The report, a PDF.")],
    record: Annotated[
        Path | None, typer.Option(help="The corrected record.json; else the task's own.")
    ] = None,
    split: Annotated[str, typer.Option(help="train, dev or test.")] = "train",
    annotations: Root = ROOT,
) -> None:
    """Add one corrected report, if it passes the checks of a report."""
    with plain_errors():
        from iusml.annotations.adding import add as run
        from iusml.annotations.label_studio import load_tasks
        from iusml.errors import AnnotationError

        tasks = load_tasks(export)
        if len(tasks) != 1:
            raise AnnotationError(f"{export} has {len(tasks)} tasks; export one report at a time")
        report = run(annotations, tasks[0], pdf, split, record)
        typer.echo(f"Added {report.id} to {split}: {len(report.spans)} spans. Now run check.")


@app.command(name="from-review")
def from_review(
    db: Annotated[str, typer.Option("--db", metavar="URL", help="The reviewed database.")],
    reports: Annotated[Path, typer.Option("--reports", metavar="DIR", help="The PDFs.")],
    out: Out,
    min_decided: Annotated[
        float, typer.Option(help="The least share of a report's streams that are decided, 0..1.")
    ] = 1.0,
) -> None:
    """Write reviewed reports as draft gold, to be checked and to train on."""
    with plain_errors():
        from rich.console import Console

        from iusml.cli.counts import review_tables
        from iusml.errors import InputError
        from iusml.store.database.address import parse_address

        parse_address(db, InputError)  # says what must be installed
        from iusml.annotations.from_review import from_review as run

        outcome = run(db, reports, out, min_decided)
        for table in review_tables(outcome):
            Console().print(table)
        ending = f"{outcome.untouched} reports have no decision yet."
        if not outcome.written:
            typer.echo(f"Nothing was written. {ending}")
            raise typer.Exit(FAILED_INPUT)
        typer.echo(f"Wrote {out}. {ending} Now run check.")


@app.command(name="export")
def export_(
    out: Out,
    form: Annotated[
        Literal["label-studio", "docbin"], typer.Option("--format", help="What to write.")
    ] = "label-studio",
    split: Annotated[str, typer.Option(help="train, dev or test.")] = "train",
    annotations: Root = ROOT,
) -> None:
    """Write a split for Label Studio (tasks and page pictures) or spaCy (one DocBin)."""
    with plain_errors():
        from iusml.annotations import docbin, label_studio
        from iusml.annotations.files import write_json, write_text
        from iusml.annotations.gold import load_split

        reports = load_split(annotations, split)
        if form == "docbin":
            docbin.save(reports, out)
        else:
            for report in reports:
                label_studio.draw_pages(report, out / "pages")
            tasks = [label_studio.export_task(report, "pages/") for report in reports]
            write_json(out / "tasks.json", tasks)
            write_text(out / "labels.xml", label_studio.config())
        typer.echo(f"Wrote {len(reports)} reports to {out}.")


@app.command()
def agreement(
    second: Annotated[Path, typer.Argument(metavar="DIR", help="The second labelling.")],
    annotations: Root = ROOT,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="JSON", help="Write all differences.")
    ] = None,
) -> None:
    """Compare a second, independent labelling with the first and print how far they agree."""
    with plain_errors():
        from rich.console import Console

        from iusml.annotations.files import write_json
        from iusml.cli.counts import agreement_table
        from iusml.evaluation.agreement import compare

        found = compare(annotations, second)
        if out is not None:
            write_json(out, found.model_dump(mode="json"))
        Console().print(agreement_table(found))
