"""The folder of a run's outputs: nobody's files are written over, and it appears whole."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from iusml.errors import OutputError

RECORDS = "underlag"
"""Records that were read for this run; kept, so that a stopped run goes on where it was."""
_HALF = ".skrivs"


def check_folder(path: Path, *, force: bool) -> Path:
    """Make `path` and return it if outputs can be written there. Raises OutputError.

    A folder that holds anything is refused, but for the records of a run that was stopped;
    with `force` the outputs take the place of those of an earlier run, and other files stay.
    """
    if path.exists() and not path.is_dir():
        raise OutputError(f"{path} is a file. Give a folder.")
    try:
        path.mkdir(parents=True, exist_ok=True)
        found = sorted(one.name for one in path.iterdir() if one.name not in {RECORDS, _HALF})
    except OSError as error:
        raise _cannot(path, error) from error
    if found and not force:
        raise OutputError(
            f"{path} is not empty: it holds {found[0]}"
            f"{f' and {len(found) - 1} more' if len(found) > 1 else ''}. Give a new folder, or add "
            "--force to write over the outputs of an earlier run: letters that were edited there "
            "are lost."
        )
    return path


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder whose files and folders move into `path` at the end, or go away on failure.

    Raises OutputError.
    """
    half = path / _HALF
    try:
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(parents=True)
        yield half
        for one in sorted(half.iterdir()):
            _replace(one, path / one.name)
    except OSError as error:
        raise _cannot(path, error) from error
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _replace(new: Path, old: Path) -> None:
    if old.is_dir() and not old.is_symlink():
        shutil.rmtree(old)
    new.replace(old)


def _cannot(path: Path, error: OSError) -> OutputError:
    return OutputError(f"{path} cannot be written: {error.strerror or 'unknown reason'}.")
