"""The `iusml` program: its commands, and nothing that takes time to import."""

from importlib.metadata import version
from typing import Annotated

import typer

from iusml.cli import annotations, flows, people, privacy, receivers
from iusml.cli.compare import compare
from iusml.cli.evaluate import evaluate
from iusml.cli.extract import extract
from iusml.cli.match import match
from iusml.cli.promote import promote
from iusml.cli.publish import publish
from iusml.cli.review import review
from iusml.cli.search import search
from iusml.cli.show import show
from iusml.cli.suggest_code import suggest_code
from iusml.cli.supply import supply
from iusml.cli.symbiosis import symbiosis
from iusml.cli.train import train

app = typer.Typer(
    name="iusml",
    help="Waste streams, codes, amounts and contacts out of Swedish environmental reports.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(extract)
app.command()(show)
app.command()(search)
app.command()(match)
app.command()(supply)
app.command()(symbiosis)
app.add_typer(receivers.app)
app.add_typer(flows.app)
app.command()(compare)
app.command()(publish)
app.command()(suggest_code)
app.command()(evaluate)
app.command()(review)
app.add_typer(people.app)
app.add_typer(privacy.app)
app.add_typer(annotations.app)
app.command()(train)
app.command()(promote)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"iusml {version('iusml')}")
        raise typer.Exit


@app.callback()
def _main(
    asked: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Waste streams, codes, amounts and contacts out of Swedish environmental reports."""
