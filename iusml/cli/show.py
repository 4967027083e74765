"""`iusml show`: records as tables, and pages of a report with what was read from them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iusml.cli.ending import plain_errors

if TYPE_CHECKING:
    from iusml.records import Report
    from iusml.settings import Settings


def show(
    path: Annotated[
        str,
        typer.Argument(
            metavar="RECORDS.jsonl|REPORT.pdf",
            help="What `iusml extract` wrote (a .jsonl file or a database URL), or a report.",
        ),
    ],
    page: Annotated[
        list[int] | None,
        typer.Option(metavar="N", help="A page of the report, from 1; can be given again."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="OUT", help="A .png file, or a .pdf with notes."),
    ] = None,
    records: Annotated[
        str | None,
        typer.Option(metavar="RECORDS.jsonl", help="Show this record; do not read the report."),
    ] = None,
    model: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Use the model in this folder.")
    ] = None,
    rules_only: Annotated[
        bool, typer.Option("--rules-only", help="Use written rules instead of a model.")
    ] = False,
    no_ocr: Annotated[
        bool, typer.Option("--no-ocr", help="Do not read pages that are pictures.")
    ] = False,
) -> None:
    """Show records as tables, or pages of a report with frames around what was read.

    Pages become pictures (REPORT-page-N.png), or a PDF with all pages or those of --page.
    """
    from iusml.errors import InputError
    from iusml.settings import Settings

    settings = Settings(rules_only=rules_only, ocr=not no_ocr)
    if model:
        settings = settings.model_copy(update={"model": model})
    with plain_errors():
        if path.lower().endswith(".pdf"):
            _pages(Path(path), page or [], out, records, settings)
        elif page or out or records:
            raise InputError("--page, --out and --records go with a report, a .pdf file.")
        else:
            _tables(path)


def _tables(path: str) -> None:
    from rich.console import Console

    from iusml.cli.tables import report_view
    from iusml.store.readers import read_records

    console = Console()
    if not console.is_terminal:
        console = Console(width=160)  # a pipe has no width; narrow tables would cut words
    for report in read_records(path):
        console.print(report_view(report))


def _pages(
    pdf: Path, pages: list[int], out: Path | None, records: str | None, settings: "Settings"
) -> None:
    from iusml.drawing.reports import check_pages, outputs, write_report

    pages = sorted(set(pages))
    check_pages(pdf, pages)
    targets = outputs(pdf, pages, out)
    report = _recorded(pdf, records) if records else _extracted(pdf, settings)
    write_report(pdf, report, pages, targets)
    for target in targets:
        typer.echo(f"Wrote {target}.", err=True)


def _recorded(pdf: Path, records: str) -> "Report":
    """The last record of the very file `pdf`, whatever it is called now."""
    import hashlib

    from iusml.errors import InputError
    from iusml.store.readers import read_records

    digest = hashlib.sha256(pdf.read_bytes()).hexdigest()
    found = [report for report in read_records(records) if report.document.sha256 == digest]
    if not found:
        raise InputError(f"There is no record of {pdf.name} as it is now. Extract it first.")
    return found[-1]


def _extracted(pdf: Path, settings: "Settings") -> "Report":
    from iusml.errors import InputError
    from iusml.pipeline import load

    report = load(settings)(pdf)
    if report.document.status == "failed":
        raise InputError(report.document.error)
    if report.document.error:
        typer.echo(report.document.error, err=True)
    return report
