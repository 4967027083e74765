"""Database URLs: which are understood, what they are called, and where the journal lies.

A URL holds a password, and a mistyped one may hold it anywhere: no message repeats a URL.
"""

import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from iusml.errors import IusmlError, MissingDependencyError, OutputError

if TYPE_CHECKING:
    from sqlalchemy import URL

FORMS = "sqlite:///FILE.db or postgresql+psycopg://USER:PASSWORD@HOST/DATABASE"
_JOURNAL = ".iusml.journal"
"""Told apart from SQLite's own "-journal" beside the same file."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is. `name` goes into messages: neither user nor password is in it."""

    url: "URL"
    name: str
    beside: Path
    """A file, or where a server's database would be one: what belongs to it is kept beside."""

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a file."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def journal(self) -> Path:
        """The place of a run's journal."""
        return self.beside.with_name(self.beside.name + _JOURNAL)


def parse_address(text: str, error: type[IusmlError] = OutputError) -> Address:
    """Return the address that a URL means. Raises `error` and MissingDependencyError.

    Opens nothing. ``postgresql://`` is taken for ``postgresql+psycopg://``.
    """
    if find_spec("sqlalchemy") is None or find_spec("alembic") is None:
        raise _missing("SQLAlchemy and Alembic")
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise error(
            f"The database URL cannot be understood. Give {FORMS}; write signs such as @, / "
            "and % in a password as %40, %2F and %25."
        ) from None
    if url.drivername == "sqlite":
        return _file(url, error)
    if url.drivername in ("postgresql", "postgresql+psycopg"):
        if find_spec("psycopg") is None:
            raise _missing("psycopg")
        return _server(url.set(drivername="postgresql+psycopg"), error)
    raise error(f"A database of this kind is not known. Give {FORMS}.")


def _file(url: "URL", error: type[IusmlError]) -> Address:
    if url.host or url.query or not url.database or url.database == ":memory:":
        raise error("The database URL names no file. Give sqlite:///FILE.db, with three slashes.")
    path = Path(url.database)
    if path.is_dir():
        raise error(f"{path} is a folder. Give sqlite:///{path}/FILE.db.")
    return Address(url, str(path), path)


def _server(url: "URL", error: type[IusmlError]) -> Address:
    host = url.query.get("host") or url.host or "localhost"
    if not isinstance(host, str) or not url.database or "@" in host + url.database:
        raise error(
            "The database URL does not name one host and one database. Give "
            "postgresql+psycopg://USER:PASSWORD@HOST/DATABASE; write @ in a password as %40."
        )
    if isinstance(password := url.query.get("password"), str):
        url = url.difference_update_query(["password"]).set(password=password)
    port = f":{url.port}" if url.port else ""
    plain = re.sub(r"[^\w.-]+", "-", f"{host}{port}-{url.database}").strip("-.")
    return Address(url, f"database {url.database} on {host}{port}", Path(plain))


def _missing(packages: str) -> MissingDependencyError:
    return MissingDependencyError(
        f"A database needs {packages}. Install what it needs with: pip install 'iusml[database]'"
    )
