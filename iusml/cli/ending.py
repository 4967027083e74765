"""How a command ends: exit statuses, and errors as one sentence instead of a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from iusml.errors import IusmlError

FAILED_INPUT, WRONG_USAGE = 1, 2


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn errors raised on purpose, and a stop by the user, into a sentence and a status."""
    try:
        yield
    except IusmlError as error:
        typer.echo(f"Error: {error}", err=True)
        raise typer.Exit(WRONG_USAGE) from None
    except KeyboardInterrupt:
        typer.echo("Stopped. Run the same command again to continue.", err=True)
        raise typer.Exit(FAILED_INPUT) from None
