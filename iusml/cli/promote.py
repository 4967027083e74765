"""`iusml promote`: a challenger takes the place of the model in use, or gives it back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iusml.cli.ending import plain_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iusml.promotion.exchange import Exchanged


def promote(
    challenger: Annotated[
        Path | None,
        typer.Argument(metavar="CHALLENGER", help="The folder that `iusml train` has made."),
    ] = None,
    champion: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The folder of the model in use, which is replaced."),
    ] = None,
    annotations: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder with the frozen test split.")
    ] = Path("annotations"),
    back: Annotated[
        bool, typer.Option("--back", help="Put the model that was replaced in its place again.")
    ] = False,
) -> None:
    """Put a challenger in the place of the model in use, which is kept beside it.

    Refused where it is damaged, gets fewer waste streams right on the frozen test split or on
    reviewed reports (EXACT F1), or was measured on other reports or beside another model.
    """
    from iusml.promotion.exchange import go_back
    from iusml.promotion.exchange import promote as exchange
    from iusml.settings import default_model

    folder = champion or default_model()
    with plain_errors():
        if back == (challenger is not None):
            raise typer.BadParameter("Name the folder of a challenger, or --back.")
        done = go_back(folder) if challenger is None else exchange(challenger, folder, annotations)
    typer.echo(f"{folder} is {done.name} now. The former model is kept in {done.kept}.")
    _tell_matchers(done)
    registered = done.trial.registered
    version = registered.champion if back else registered.challenger
    asked = ["--tracking", registered.tracking, "promote", str(version)]
    _move_alias([*asked, "--anyway"] if back else asked)


def _tell_matchers(done: "Exchanged") -> None:
    for matcher in done.matchers:
        typer.echo(
            f"{matcher} works as before: it goes on from the weights in {done.kept}, so keep that "
            'folder until the matcher is made again (training/README.md, "The matcher").'
        )


def _move_alias(asked: "Sequence[str]") -> None:
    """MLflow keeps account of what is champion; what runs is the folder."""
    from iusml.cli.training import can_train, run_training

    command = f"python -m training.registry {' '.join(asked)}"
    if not can_train():
        typer.echo(f"MLflow was not told. Where the model was trained, run: {command}", err=True)
        return
    if status := run_training("registry", asked):
        typer.echo(
            f"The folder is replaced, but MLflow does not say so yet. Run again: {command}",
            err=True,
        )
        raise typer.Exit(status)
