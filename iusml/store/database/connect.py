"""Connections for reading and for writing, and what went wrong with them as one sentence.

A driver's own message is never passed on: it can quote the URL with its password, or a person.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from iusml.errors import InputError, IusmlError, OutputError
from iusml.store.database.address import Address

PATIENCE_S = 60
"""How long a writer waits for another."""
CONNECT_S = 10
_WRITERS_LOCK = 0x697573_6D6C
"""The number of the lock that writers of one PostgreSQL database take: "iusml" in letters."""

_BY_CODE = {
    "3D000": "the server has no database of this name; create it first",
    "25006": "it can only be read",
    "28000": "the server does not let this user in",
    "28P01": "the user name or the password is wrong",
    "42501": "this user may not write there",
    "53100": "the server's disk is full",
    "53300": "the server has too many connections",
    "55P03": "another program is writing there; wait for it",
    "57P01": "the server was stopped",
    "57P02": "the server was stopped",
    "57P03": "the server is starting or stopping",
    "SQLITE_BUSY": "another program is writing there; wait for it",
    "SQLITE_CANTOPEN": "the file cannot be opened; check that its folder exists",
    "SQLITE_CORRUPT": "the file is damaged",
    "SQLITE_FULL": "the disk is full",
    "SQLITE_IOERR": "the disk cannot be read or written",
    "SQLITE_NOTADB": "the file is no SQLite database",
    "SQLITE_READONLY": "the file can only be read",
}
_BY_WORDS = {
    # Before a server has let one in, psycopg gives no code.
    "password": _BY_CODE["28P01"],
    "does not exist": "the server has no such database or user",
    "refused": "no server answers there",
    "no such file": "no server answers there",
    "could not translate": "there is no server of this name",
    "failed to resolve": "there is no server of this name",
    "timeout": "no server answers there",
}
_LOST = "the connection was lost"


@contextmanager
def reading(address: Address) -> Iterator[Connection]:
    """A connection that changes nothing. Raises InputError."""
    with (
        plain_errors(address, "read", "Check the URL and the database.", InputError),
        engine(address, write=False, patience_s=PATIENCE_S).begin() as connection,
    ):
        yield connection


@contextmanager
def writing(address: Address, hint: str) -> Iterator[Connection]:
    """A connection that alone writes; all that was written counts at the end, or nothing.

    Raises OutputError; `hint` says what to do then.
    """
    with (
        plain_errors(address, "written", hint, OutputError),
        engine(address, write=True, patience_s=PATIENCE_S).begin() as connection,
    ):
        if not address.is_sqlite:
            connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE_S}s'"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})"))
        yield connection


def engine(address: Address, *, write: bool, patience_s: float, **pool: Any) -> Engine:
    """What makes connections; without settings for a `pool` each one is closed after its use."""
    server = {"connect_timeout": CONNECT_S, "client_encoding": "utf8"}
    made = create_engine(
        address.url,
        connect_args={"timeout": patience_s} if address.is_sqlite else server,
        hide_parameters=True,
        # Records are kept letter by letter; no one takes them apart on the way.
        json_serializer=_as_text,
        json_deserializer=_as_text,
        **(pool or {"poolclass": NullPool}),
    )
    if address.is_sqlite:
        event.listen(made, "connect", _prepare)
        event.listen(made, "begin", _begin_immediate if write else _begin)
    return made


def _as_text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode("utf-8")


def _prepare(connection: Any, _: object) -> None:
    # Python's driver would begin transactions late, and end them before tables are made.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    # A person who is gone from the tables must be gone from the file too.
    connection.execute("PRAGMA secure_delete = ON")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def plain_errors(address: Address, done: str, hint: str, error: type[IusmlError]) -> Iterator[None]:
    """Turn what the database or its driver raises into `error`, a sentence that ends in `hint`."""
    try:
        yield
    except SQLAlchemyError as problem:
        reason = _reason(problem)
        raise error(f"{address.name} cannot be {done}: {reason}. {hint}") from None


def _reason(problem: SQLAlchemyError) -> str:
    origin = problem.orig if isinstance(problem, DBAPIError) else None
    code = getattr(origin, "sqlstate", None) or getattr(origin, "sqlite_errorname", None) or ""
    for known, reason in _BY_CODE.items():
        if code.startswith(known):
            return reason
    words = str(origin).lower()
    for known, reason in _BY_WORDS.items():
        if not code and known in words:
            return reason
    if isinstance(problem, DBAPIError) and (problem.connection_invalidated or not code):
        return _LOST
    return f"the database says {code or type(problem).__name__}"
