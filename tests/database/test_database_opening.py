"""Which URLs are understood, what is refused and how, and how tables are brought up to date."""

import logging
import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from iusml.errors import InputError, IusmlError, MissingDependencyError, OutputError
from iusml.store.database import address, connect, migrate
from iusml.store.database.address import parse_address
from iusml.store.database.output import open_database
from iusml.store.dictionary import tables
from iusml.store.readers import kept_beside, read_records
from tests.database.contents import rows
from tests.database.postgres import PASSWORD, QUOTED, USER, Server
from tests.databases import Rename

SECRET = "Hemligt7"


@pytest.mark.parametrize(
    ("url", "name", "journal"),
    [
        ("sqlite:///x.db", "x.db", "x.db.iusml.journal"),
        ("sqlite:////tmp/å/x.db", "/tmp/å/x.db", "/tmp/å/x.db.iusml.journal"),
        (
            f"postgresql+psycopg://u:{SECRET}@db.example.se/avfall",
            "database avfall on db.example.se",
            "db.example.se-avfall.iusml.journal",
        ),
        (
            f"postgresql://u:{SECRET}@db.example.se:5433/avfall",
            "database avfall on db.example.se:5433",
            "db.example.se-5433-avfall.iusml.journal",
        ),
        (
            f"postgresql:///avfall?host=/run/pg&user=u&password={SECRET}",
            "database avfall on /run/pg",
            "run-pg-avfall.iusml.journal",
        ),
        (
            "postgresql://[::1]/../../etc",
            "database ../../etc on ::1",
            "1-..-..-etc.iusml.journal",
        ),
    ],
)
def test_addresses(url: str, name: str, journal: str) -> None:
    found = parse_address(url)
    assert (found.name, found.journal) == (name, Path(journal))
    assert SECRET not in repr(found)
    assert found.is_sqlite or found.url.drivername == "postgresql+psycopg"
    assert kept_beside(url, ".x") == found.beside.with_name(found.beside.name + ".x")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (f"mysql://u:{SECRET}@host/db", "not known"),
        (f"postgresql+psycopg2://u:{SECRET}@host/db", "not known"),
        (f"postgresql://u:{SECRET}@host", "one database"),
        (f"postgresql://u:p@{SECRET}@host/db", "%40"),
        (f"postgresql://u:p/{SECRET}@x@host/db", "%40"),
        (f"postgresql://u:{SECRET}/db", "cannot be understood"),
        (f"postgresql://u@host:{SECRET}/db", "cannot be understood"),
        (f"postgresql:/u:{SECRET}://", "cannot be understood"),
        (f"://{SECRET}", "cannot be understood"),
        ("postgresql://host/db?host=a&host=b", "name one host"),
        ("sqlite://", "names no file"),
        ("sqlite://x.db", "three slashes"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///x.db?mode=ro", "names no file"),
        ("sqlite:///folder", "is a folder"),
        ("sqlite:///missing/x.db", "check that its folder exists"),
    ],
)
def test_urls_that_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    with pytest.raises(OutputError) as told:
        open_database(url)
    assert said in str(told.value)
    assert SECRET not in str(told.value)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize(
    ("missing", "url"),
    [
        ("sqlalchemy", "sqlite:///x.db"),
        ("alembic", "sqlite:///x.db"),
        ("psycopg", "postgresql://h/d"),
    ],
)
def test_what_must_be_installed(missing: str, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "find_spec", lambda name: None if name == missing else name)
    with pytest.raises(MissingDependencyError, match=r"pip install 'iusml\[database\]'"):
        parse_address(url)


def wrong_urls(server: Server) -> list[tuple[str, str]]:
    """URLs that a server refuses, and what is said."""
    return [
        (server.url("avfall1", "Fel" + SECRET), "user name or the password is wrong"),
        (server.url("finnsinte"), "no such database"),
        (f"postgresql://{USER}:{QUOTED}@127.0.0.1:1/avfall", "no server answers there"),
        (f"postgresql://{USER}:{QUOTED}@/avfall?host=/nowhere", "no server answers there"),
        (f"postgresql://{USER}:{QUOTED}@/avfall?sslmode={SECRET}", "cannot be"),
    ]


@pytest.mark.parametrize("number", range(5))
def test_server_that_refuses(
    postgres: Server, number: int, caplog: pytest.LogCaptureFixture
) -> None:
    url, said = wrong_urls(postgres)[number]
    for use in (open_database, lambda url: list(read_records(url))):
        with caplog.at_level(logging.DEBUG), pytest.raises(IusmlError) as told:
            use(url)
        assert said in str(told.value)
        assert told.value.__suppress_context__
        for text in (str(told.value), caplog.text):
            for secret in (PASSWORD, QUOTED, SECRET):
                assert secret not in text


def test_migrations_make_the_tables_of_the_schema(url: str) -> None:
    open_database(url)
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": migrate.VERSION_TABLE}
        )
        assert compare_metadata(context, tables()[0].metadata) == []
    engine.dispose()


NEXT = '''
"""One column more."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("reports", sa.Column("handlaggare", sa.Text))
    op.execute("UPDATE reports SET handlaggare = 'Ingen än'")
'''


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The migrations of a later version, with one step more."""
    folder = tmp_path / "100% later" / "migrations"
    shutil.copytree(migrate.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "v9999_next.py").write_text(NEXT, "utf-8")
    return folder


def test_older_database_is_upgraded_and_newer_refused(
    url: str, named: Rename, later: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_database(url).write([named("a.pdf")], "m")
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "FOLDER", later)
        assert list(read_records(url)) == [named("a.pdf")]
        assert "handlaggare" not in rows(url, "reports")[0]
        open_database(url).write([named("a.pdf"), named("b.pdf")], "m")
        assert [row["handlaggare"] for row in rows(url, "reports")] == ["Ingen än", None]
    with pytest.raises(OutputError, match=r"later version of iusml \(9999\).*Install that"):
        open_database(url)
    with pytest.raises(InputError, match="later version of iusml"):
        list(read_records(url))
    assert len(rows(url, "reports")) == 2


def test_failed_upgrade_leaves_the_old_tables(
    url: str, named: Rename, later: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_database(url).write([named("a.pdf")], "m")
    step = later / "versions" / "v9999_next.py"
    step.write_text(NEXT + '    op.execute("UPDATE nothing SET x = 1")\n', "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "FOLDER", later)
        with pytest.raises(OutputError, match="the database says"):
            open_database(url)
    assert "handlaggare" not in rows(url, "reports")[0]
    open_database(url).write([named("b.pdf")], "m")
    assert len(rows(url, "reports")) == 2


def execute(url: str, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.mark.parametrize("table", ["kunder", "reports", "iusml_version"])
def test_foreign_database_is_refused(url: str, table: str) -> None:
    execute(url, f"CREATE TABLE {table} (version_num TEXT)")
    with pytest.raises(OutputError, match=r"not made by iusml, and nothing was written\. Give an"):
        open_database(url)
    with pytest.raises(InputError, match=r"not made by iusml|holds no records"):
        list(read_records(url))
    execute(url, f"DROP TABLE {table}")
    open_database(url)


def test_file_that_is_no_database(sqlite: str) -> None:
    Path("avfall.db").write_text("Detta är ingen databas. " * 100)
    with pytest.raises(OutputError, match="no SQLite database"):
        open_database(sqlite)
    assert Path("avfall.db").read_text().startswith("Detta")


def test_damaged_file(sqlite: str, named: Rename) -> None:
    open_database(sqlite).write([named(f"{number}.pdf") for number in range(30)], "m")
    whole = Path("avfall.db").read_bytes()
    Path("avfall.db").write_bytes(whole[:8192] + b"\x07" * (len(whole) - 8192))
    with pytest.raises(InputError, match="damaged"):
        list(read_records(sqlite))


def test_tables_that_someone_took_away(sqlite: str) -> None:
    open_database(sqlite)
    with sqlite3.connect("avfall.db") as connection:
        connection.execute("DROP TABLE waste_streams")
        connection.execute("DROP TABLE reports")
    connection.close()
    with pytest.raises(OutputError, match="the database says SQLITE_ERROR"):
        open_database(sqlite)


def test_record_of_another_version(url: str, named: Rename) -> None:
    open_database(url).write([named("a.pdf")], "m")
    execute(url, 'UPDATE reports SET record = \'{"schema_version": "9.0"}\'')
    with pytest.raises(InputError, match="not of this version"):
        list(read_records(url))


def test_nothing_to_read(sqlite: str, server_url: str) -> None:
    with pytest.raises(InputError, match=r"avfall\.db does not exist"):
        list(read_records(sqlite))
    assert not Path("avfall.db").exists()
    with pytest.raises(InputError, match="holds no records"):
        list(read_records(server_url))


def test_server_with_few_letters(postgres: Server) -> None:
    name = postgres.new_database("ENCODING 'SQL_ASCII' TEMPLATE template0")
    with pytest.raises(OutputError, match="ENCODING 'UTF8'"):
        open_database(postgres.url(name))


def test_database_that_may_only_be_read(postgres: Server, named: Rename) -> None:
    name = postgres.new_database()
    open_database(postgres.url(name)).write([named("a.pdf")], "m")
    with postgres.connect(name) as connection:
        connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on".encode())
    with pytest.raises(OutputError, match="can only be read"):
        open_database(postgres.url(name))
    assert list(read_records(postgres.url(name))) == [named("a.pdf")]


def test_user_who_may_not_write(postgres: Server, named: Rename) -> None:
    name = postgres.new_database()
    open_database(postgres.url(name)).write([named("a.pdf")], "m")
    with postgres.connect(name) as connection:
        connection.execute(b"CREATE ROLE lasare LOGIN PASSWORD 'x'")
        connection.execute(b"GRANT SELECT ON ALL TABLES IN SCHEMA public TO lasare")
    url = postgres.url(name, "x").replace(USER, "lasare", 1)
    with pytest.raises(OutputError, match="this user may not write"):
        open_database(url)
    assert list(read_records(url)) == [named("a.pdf")]


def test_reading_gives_up_on_a_file_that_stays_locked(
    sqlite: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_database(sqlite)
    monkeypatch.setattr(connect, "PATIENCE_S", 0.1)
    holder = sqlite3.connect("avfall.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(InputError, match="another program is writing"):
        list(read_records(sqlite))
    holder.close()
