"""The database of a running app: connections that many requests share."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, event, text

from iusml.errors import OutputError
from iusml.store.database.address import Address, parse_address
from iusml.store.database.connect import engine, plain_errors, writing
from iusml.store.database.migrate import upgrade
from iusml.store.database.refresh import catch_up

HINT = "Check the database, then load the page again; nothing was saved."
PATIENCE_S = 10
CONNECTIONS = 10


class ReviewStore:
    """A database brought to this version, with items for every report in it.

    Raises OutputError with a sentence where it cannot be used.
    """

    def __init__(self, url: str) -> None:
        self.address: Address = parse_address(url)
        hint = "Check the URL and the database, then start again."
        with writing(self.address, hint) as connection:
            upgrade(connection, self.address)
            catch_up(connection)
        # One at a time writes into a file. Those who wait for SQLite itself look only now and then
        # whether it is free, and some never get their turn.
        self._turn: AbstractContextManager[object] = nullcontext()
        if self.address.is_sqlite:
            self._turn = Lock()
        self._read = self._engine(write=False)
        self._write = self._engine(write=True)

    def close(self) -> None:
        """Give all connections back."""
        self._read.dispose()
        self._write.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that changes nothing. Raises OutputError."""
        with plain_errors(self.address, "read", HINT, OutputError), self._read.begin() as open_one:
            yield open_one

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes count at the end, all or none. Raises OutputError."""
        with (
            plain_errors(self.address, "written", HINT, OutputError),
            self._turn,
            self._write.begin() as open_one,
        ):
            if not self.address.is_sqlite:
                open_one.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE_S}s'"))
            yield open_one

    def _engine(self, *, write: bool) -> Engine:
        made = engine(
            self.address,
            write=write,
            patience_s=PATIENCE_S,
            pool_size=CONNECTIONS,
            max_overflow=CONNECTIONS,
            pool_timeout=PATIENCE_S,
            # A server that was started anew meanwhile is asked again.
            pool_pre_ping=not self.address.is_sqlite,
        )
        if self.address.is_sqlite:
            event.listen(made, "connect", _beside_writers)
        return made


def _beside_writers(connection: Any, _: object) -> None:
    # Those who read go on while one writes.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    # Its own knows no letters but a to z.
    connection.create_function("lower", 1, _lower, deterministic=True)


def _lower(text: str | None) -> str | None:
    return text.lower() if text is not None else None
