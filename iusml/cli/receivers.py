"""`iusml receivers`: catalogues of receivers: begin one, check one, make one out of records."""

from pathlib import Path
from typing import Annotated

import typer

from iusml.cli.ending import plain_errors
from iusml.cli.new_file import write_example
from iusml.cli.options import Records

app = typer.Typer(
    name="receivers",
    help="Begin a catalogue of receivers, check one, or make one out of records.",
    no_args_is_help=True,
)


@app.command()
def example(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="R.yaml", help="The file to write.")],
) -> None:
    """Write an example catalogue (invented companies) to begin with."""
    with plain_errors():
        write_example(out, "receivers-example.yaml")
    typer.echo(f"Wrote {out}. Change it to your own receivers.", err=True)


@app.command()
def check(
    catalogues: Annotated[
        list[Path], typer.Argument(metavar="R.yaml...", help="Catalogues that are used together.")
    ],
) -> None:
    """Say what is wrong in catalogues, with file and line, and what each need shuts out."""
    from iusml.cli.plain import plain
    from iusml.matching.exclusions import exclusions
    from iusml.matching.receivers import load_catalogues

    with plain_errors():
        found = load_catalogues(catalogues)
    for receiver in found:
        for need in receiver.needs:
            shut = ", ".join(concept.name for concept in exclusions(need.text)) or "-"
            typer.echo(plain(f"{need.id}: shut out by its words: {shut}"))
    needs = sum(len(receiver.needs) for receiver in found)
    typer.echo(f"{len(found)} receivers with {needs} needs, nothing wrong.", err=True)


@app.command()
def derive(
    records: Records,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="R.yaml", help="The file to write.")],
) -> None:
    """Make a catalogue out of what plants report that they take in from others.

    A need for each code that a plant has received; no personal data goes along.
    """
    from iusml.errors import InputError
    from iusml.matching.derived import receivers_of, write_catalogue
    from iusml.store.readers import read_records

    with plain_errors():
        found = receivers_of(read_records(records))
        if not found:
            raise InputError("The records tell of no plant that takes in waste with a code.")
        write_catalogue(out, found)
    needs = sum(len(receiver.needs) for receiver in found)
    typer.echo(f"{len(found)} receivers with {needs} needs. Wrote {out}.", err=True)
