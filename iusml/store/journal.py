"""The journal of a run: every finished record at once, so that a killed run can go on.

A journal is a file of JSON lines that only grows. A line that a kill has torn is ignored and
cut off by the next run; where a key stands twice, the later line counts.
"""

import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from iusml.errors import OutputError
from iusml.records import Report


class Key(NamedTuple):
    """A file's content, what read it, and where the file lies.

    Records from which nothing is missing are the same wherever the file lies.
    """

    sha256: str
    made_by: str
    path: str


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sha256: str
    made_by: str
    path: str
    record: Report

    @property
    def key(self) -> Key:
        return Key(self.sha256, self.made_by, self.path)


class Journal:
    """An open journal. Records stay on disk; only their places are held in memory."""

    def __init__(self, path: Path) -> None:
        """Open or make the journal at `path`. Raises OutputError."""
        self.path = path
        self._places: dict[Key, int] = {}
        self._complete: dict[tuple[str, str], int] = {}
        try:
            # Unbuffered: nothing is left to write when a full disk has stopped a line.
            self._file = path.open("ab", buffering=0)
            self._reader = path.open("rb")
        except OSError as error:
            reason = error.strerror or "unknown reason"
            raise OutputError(f"{path} cannot be written: {reason}.") from error
        self._lock()
        self._index()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
        self._reader.close()

    def is_complete(self, key: Key) -> bool:
        """Whether the journal holds a record from which nothing is missing, under any path.

        A failed or partial report is read again by the next run: its cause (a missing program,
        too little memory) may be gone.
        """
        return key[:2] in self._complete

    def read(self, key: Key) -> Report:
        """Return the record of `key`, a complete one under any path. Raises KeyError."""
        place = self._complete.get(key[:2])
        self._reader.seek(self._places[key] if place is None else place)
        return _Line.model_validate_json(self._reader.readline()).record

    def add(self, key: Key, report: Report) -> None:
        """Write one record through to the disk. Raises OutputError."""
        line = _Line(**key._asdict(), record=report).model_dump_json().encode("utf-8") + b"\n"
        try:
            place = self._file.seek(0, os.SEEK_END)
            if self._file.write(line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(self._file.fileno())
        except OSError as error:
            reason = error.strerror or "unknown reason"
            raise OutputError(
                f"{self.path} cannot be written: {reason}. Make room, then run the same "
                "command again: it continues where it stopped."
            ) from error
        self._note(key, place, report)

    def _index(self) -> None:
        for place, line in self._lines():
            try:
                entry = _Line.model_validate_json(line)
            except ValidationError:
                continue
            self._note(entry.key, place, entry.record)

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        """Yield whole lines with their places; cut off a last line that a kill has torn."""
        place = 0
        for line in self._reader:
            if not line.endswith(b"\n"):
                self._file.truncate(place)
                return
            yield place, line
            place += len(line)

    def _note(self, key: Key, place: int, report: Report) -> None:
        self._places[key] = place
        if report.document.status == "ok":
            self._complete[key[:2]] = place

    def _lock(self) -> None:
        """Keep a second run off the same journal; the system lifts the lock at any end."""
        if sys.platform == "win32":
            return
        import fcntl

        try:
            fcntl.flock(self._file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self.__exit__(None, None, None)
            raise OutputError(
                f"Another run is writing {self.path}. Wait for it, or give another output."
            ) from error
