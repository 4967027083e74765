"""Bring a database to the tables of this version, or say why not."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, false, inspect, text, update

from iusml.errors import IusmlError, OutputError
from iusml.store.database.address import Address
from iusml.store.database.schema import reports

FOLDER = Path(__file__).parent / "migrations"
VERSION_TABLE = "iusml_version"


def upgrade(connection: Connection, address: Address) -> None:
    """Make or bring up the tables, inside the open transaction. Raises OutputError.

    Refuses a database of something else or of a later version of the program, and one that
    this user may not write.
    """
    tables = inspect(connection).get_table_names()
    if tables:
        check_ours(connection, address, OutputError)
    else:
        _check_letters(connection, address)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    # Changes no row, but asks for the right to.
    connection.execute(update(reports).where(false()).values(status=reports.c.status))


def check_ours(connection: Connection, address: Address, error: type[IusmlError]) -> None:
    """Raise `error` where the tables are not iusml's, or those of a later version."""
    found = MigrationContext.configure(
        connection, opts={"version_table": VERSION_TABLE}
    ).get_current_heads()
    if len(found) != 1:
        raise error(
            f"{address.name}: its tables were not made by iusml, and nothing was written. "
            "Give another, empty database."
        )
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if not known.issuperset(found):
        raise error(
            f"{address.name}: its tables were made by a later version of iusml "
            f"({found[0]}), and nothing was written. Install that version."
        )


def _config() -> Config:
    config = Config()
    # A percent sign in a folder's name is none of Alembic's own.
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _check_letters(connection: Connection, address: Address) -> None:
    """A database of few letters would refuse some report in the end."""
    if address.is_sqlite:
        return
    encoding = connection.scalar(text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise OutputError(
            f"{address.name}: it holds letters as {encoding}. "
            "Create it with ENCODING 'UTF8' TEMPLATE template0."
        )
