"""Where the records of a run go: to a file here or elsewhere, or to a database."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from iusml.records import Report
from iusml.remote import check_store, shown, store
from iusml.store.writers import check_ending, check_output, remove_leftovers, write_records

_DATABASES = ("sqlite", "postgresql", "postgres")


class Output(Protocol):
    """A place for the records of a run."""

    @property
    def path(self) -> Path | str:
        """The file, or what people call it or the database; a password is never in it."""
        ...

    @property
    def journal(self) -> Path:
        """Where the run keeps its finished records until they are written."""
        ...

    def write(self, records: Iterable[Report], made_by: str) -> None:
        """Write `records`, read by what `made_by` names; all or none. Raises OutputError."""
        ...


@dataclass(frozen=True, slots=True)
class FileOutput:
    """A file that a run writes anew."""

    path: Path

    @property
    def journal(self) -> Path:
        """Beside the file."""
        return self.path.with_name(self.path.name + ".journal")

    def write(self, records: Iterable[Report], made_by: str) -> None:
        """Write `records` in the format of the file's ending. Raises OutputError."""
        remove_leftovers(self.path)  # of an earlier run: the journal keeps others off
        write_records(self.path, records)


@dataclass(frozen=True, slots=True)
class RemoteOutput:
    """A file elsewhere, which is made here and then stored there."""

    url: str = field(repr=False)

    @property
    def path(self) -> str:
        """The URL without a password."""
        return shown(self.url)

    @property
    def journal(self) -> Path:
        """In the current folder: a journal grows line by line, as files elsewhere cannot."""
        return Path(re.sub(r"[^\w.-]+", "-", self.path).strip("-.") + ".iusml.journal")

    def write(self, records: Iterable[Report], made_by: str) -> None:
        """Write `records` in the format of the URL's ending. Raises OutputError."""
        with TemporaryDirectory(prefix="iusml-") as folder:
            copy = Path(folder, "records").with_suffix(Path(self.url).suffix)
            write_records(copy, records)
            store(copy, self.url)


def open_output(out: str) -> Output:
    """Return the file or database that `out` names, fit to be written.

    Asked before any work begins. Raises OutputError and MissingDependencyError.
    """
    if "://" not in out:
        return FileOutput(check_output(out))
    scheme = re.match(r"(\w+)(\+\w+)?://", out)
    if scheme and scheme[1] not in _DATABASES:
        check_store(out)
        check_ending(Path(shown(out)))
        return RemoteOutput(out)
    from iusml.store.database.output import open_database

    return open_database(out)
