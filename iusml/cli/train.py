"""`iusml train`: a challenger learns from reviewed reports."""

from pathlib import Path
from typing import Annotated

import typer

from iusml.cli.ending import plain_errors


def train(
    from_review: Annotated[
        Path,
        typer.Option(
            "--from-review", metavar="DIR",
            help="Reviewed reports: reports/ and splits.json with train and dev.",
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="DIR", help="The folder of the challenger.")
    ] = Path("build/challenger"),
    champion: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Train on from the model in this folder.")
    ] = None,
) -> None:  # fmt: skip
    """Train a challenger on reviewed reports and measure it beside the model in use.

    Runs in a checkout of the program and takes hours; after a stop the same command goes on. The
    model in use stays as it is until `iusml promote`.
    """
    from iusml.cli.training import can_train, run_training
    from iusml.errors import MissingDependencyError
    from iusml.settings import default_model

    with plain_errors():
        if not can_train():
            raise MissingDependencyError(
                "Training needs a checkout of the program and more packages. In the checkout's "
                "folder run: pip install -e '.[training]', then the same command again."
            )
        asked = [str(from_review), "--champion", str(champion or default_model())]
        raise typer.Exit(run_training("challenger", [*asked, "--output", str(out)]))
