"""`iusml privacy`: people whom reports name."""

from typing import TYPE_CHECKING, Annotated

import typer

from iusml.cli.desk_database import Database, desk_store

if TYPE_CHECKING:
    from iusml.review.privacy.taking_out import Counts

app = typer.Typer(
    name="privacy",
    help="People whom reports name: forget one, keep contacts for some years only, see exports.",
    no_args_is_help=True,
)


@app.command()
def forget(
    db: Database,
    person: Annotated[
        str | None,
        typer.Argument(
            metavar="PERSON",
            help="Name, e-mail address or telephone number; asked for where it is not given.",
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take a person out of the whole database, and let no later run bring the person back."""
    from iusml.review.privacy.forget import BEYOND_REACH
    from iusml.review.privacy.forget import forget as forgotten
    from iusml.review.privacy.sweep import sweep

    asked = person or typer.prompt("Person", err=True)
    with desk_store(db) as store:
        if not yes:
            question = f"Take this person out of {store.address.name}? It cannot be undone."
            typer.confirm(question, abort=True, err=True)
        with store.writing() as connection:
            counts = forgotten(connection, asked)
        sweep(store)
    typer.echo(f"{_told(counts)} A later run does not bring the person back.", err=True)
    if counts.namesakes:
        typer.echo(
            f"{counts.namesakes} contacts bear the same name with another address and were kept. "
            "Give the name itself to take them out too.",
            err=True,
        )
    if counts.paths:
        typer.echo(f"{counts.paths} files tell the person in their names. Rename them.", err=True)
    typer.echo(BEYOND_REACH, err=True)


@app.command()
def retention(
    db: Database,
    years: Annotated[
        int | None,
        typer.Argument(metavar="YEARS", help="How long; without it the rule is applied anew."),
    ] = None,
    forever: Annotated[bool, typer.Option("--forever", help="Keep contacts for ever.")] = False,
) -> None:
    """Keep contacts for YEARS after the reporting year, and take older ones out now."""
    from iusml.review.privacy.forget import BEYOND_REACH
    from iusml.review.privacy.retention import keep_retention, set_retention

    with desk_store(db) as store:
        if years is not None or forever:
            with store.writing() as connection:
                set_retention(connection, None if forever else years)
        counts = keep_retention(store)
    typer.echo(_told(counts), err=True)
    if counts.reports or counts.notes:
        typer.echo(BEYOND_REACH, err=True)


@app.command()
def exports(db: Database) -> None:
    """Show which files were taken out of the review desk: when, by whom, how many contacts."""
    from iusml.review.privacy.exports import log

    with desk_store(db) as store, store.reading() as connection:
        done = log(connection)
    for one in done:
        typer.echo(f"{one.at}\t{one.who}\t{one.what}\t{one.contacts} contacts")


def _told(counts: "Counts") -> str:
    notes = f" {counts.notes} rows of the follow-up were changed." if counts.notes else ""
    return f"{counts.contacts} contacts went, and {counts.reports} reports were changed.{notes}"
