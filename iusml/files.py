"""Files: written with a plain error instead of a traceback, and known by their content."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from iusml.errors import OutputError


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's content. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Make the folder of `path` for what is written inside. Raises OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error
