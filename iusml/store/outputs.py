"""Where the records of a run go: to a file, or to a database."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from iusml.records import Report
from iusml.store.writers import check_output, remove_leftovers, write_records


class Output(Protocol):
    """A place for the records of a run."""

    @property
    def path(self) -> Path | str:
        """The file, or what people call the database; a password is never in it."""
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


def open_output(out: str) -> Output:
    """Return the file or database that `out` names, fit to be written.

    Asked before any work begins. Raises OutputError and MissingDependencyError.
    """
    if "://" not in out:
        return FileOutput(check_output(out))
    from iusml.store.database.output import open_database

    return open_database(out)
