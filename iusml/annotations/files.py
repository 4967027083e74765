"""Writing the files of labelled reports: a plain error instead of a traceback."""

import json
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


def write_text(path: Path, text: str) -> None:
    """Write `text`; missing folders are made. Raises OutputError."""
    with writing(path):
        path.write_text(text, "utf-8")


def write_json(path: Path, value: object) -> None:
    """Write `value` as indented JSON that ends with a line end. Raises OutputError."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")
