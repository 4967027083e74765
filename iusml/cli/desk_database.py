"""The database of the review desk, for the commands that look after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from iusml.cli.ending import plain_errors

if TYPE_CHECKING:
    from iusml.review.store import ReviewStore

Database = Annotated[
    str,
    typer.Option(
        "--db",
        metavar="URL",
        envvar="IUSML_DB",
        help="The database: sqlite:///FILE.db or postgresql+psycopg://USER@HOST/DATABASE.",
    ),
]


@contextmanager
def desk_store(url: str) -> "Iterator[ReviewStore]":
    """The database while a command runs; errors end the command with a sentence."""
    from importlib.util import find_spec

    from iusml.errors import InputError, MissingDependencyError
    from iusml.store.database.address import parse_address

    with plain_errors():
        if find_spec("argon2") is None:
            raise MissingDependencyError(
                "The review desk needs packages of its own. "
                "Install them with: pip install 'iusml[database,review]'"
            )
        address = parse_address(url)
        if address.is_sqlite and not address.beside.exists():
            raise InputError(
                f"{address.name} does not exist. Check the path, or write records there first "
                "with `iusml extract`."
            )
        from iusml.review.store import ReviewStore

        store = ReviewStore(url)
        try:
            yield store
        finally:
            store.close()
