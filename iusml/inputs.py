"""Find the reports that a command names: files, folders, patterns and URLs."""

import glob
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from iusml.remote import RemoteFile, fetched, find_files


@dataclass(frozen=True, slots=True)
class Input:
    """One report to read, or a sentence that says why there is none.

    A `remote` one must be fetched; its `path` is only its name.
    """

    path: Path
    problem: str | None = None
    remote: RemoteFile | None = None

    @property
    def shown(self) -> str:
        """The path as text that every output can hold."""
        if self.remote:
            return self.remote.shown
        return os.fsencode(self.path).decode("utf-8", errors="replace")


@contextmanager
def at_hand(entry: Input) -> Iterator[Input]:
    """The input as a file of this computer; a remote one is fetched for the length of the block.

    Raises InputError and MissingDependencyError.
    """
    if entry.problem or entry.remote is None:
        yield entry
        return
    with fetched(entry.remote) as path:
        yield Input(path)


def find_inputs(arguments: Iterable[str]) -> list[Input]:
    """Return the reports that `arguments` name, each file once, sorted by path.

    A folder stands for the PDF files in it and below it; hidden ones are left out. What cannot
    be found is kept with its problem, so that it gets a record too. Raises MissingDependencyError
    where a URL needs a package.
    """
    found: dict[str, Input] = {}
    everything = [entry for argument in arguments for entry in _expand(argument)]
    for entry in sorted(everything, key=lambda entry: entry.shown):
        key = entry.shown if entry.remote else os.path.realpath(entry.path)
        found.setdefault(key, _checked(entry))
    return list(found.values())


def _expand(argument: str) -> Iterator[Input]:
    path = Path(argument)
    if "://" in argument:
        for file, problem in find_files(argument):
            yield Input(Path(file.shown), problem, file)
    elif path.is_dir():
        yield from _folder(path)
    elif os.path.lexists(path):
        yield Input(path)
    elif glob.has_magic(argument):
        matches = glob.glob(argument, recursive=True)  # noqa: PTH207 - takes absolute patterns
        if not matches:
            yield Input(path, f"No file matches {argument}. Check the pattern.")
        for match in matches:
            yield from _expand(match)
    else:
        yield Input(path, f"{path.name or path} does not exist. Check the path.")


def _folder(folder: Path) -> Iterator[Input]:
    problems: list[OSError] = []
    empty = True
    for root, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.lower().endswith(".pdf") and not name.startswith("."):
                empty = False
                yield Input(Path(root, name))
        for name in folders:
            inner = Path(root, name)
            if name.lower().endswith(".pdf") and not any(inner.rglob("*.[pP][dD][fF]")):
                empty = False
                yield Input(inner, f"{name} is a folder without PDF files, not a report.")
    for problem in problems:
        empty = False
        where = Path(problem.filename)
        yield Input(where, f"{where.name} cannot be opened: {problem.strerror}.")
    if empty:
        yield Input(folder, f"{folder.name or folder} is a folder without PDF files.")


def _checked(entry: Input) -> Input:
    try:
        str(entry.path).encode("utf-8")
    except UnicodeEncodeError:
        return Input(entry.path, f"The name {entry.shown} has damaged letters. Rename the file.")
    return entry
