"""Writing files: a plain error instead of a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from iusml.errors import OutputError


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Make the folder of `path` for what is written inside. Raises OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error
