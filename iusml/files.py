"""Files: written with a plain error instead of a traceback, and known by their content."""

import gzip
import hashlib
import lzma
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from iusml.errors import OutputError


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's content. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def at_hand(path: Path) -> Path | None:
    """The file at `path`, or its packed twin beside it (``.xz``); None where neither is there."""
    packed = path.with_name(f"{path.name}.xz")
    return next((one for one in (path, packed) if one.is_file()), None)


def open_text(path: Path) -> IO[str]:
    """Open a text in UTF-8, unpacked where its name or its twin's ends so. Raises OSError.

    What is damaged raises EOFError, zlib.error or lzma.LZMAError while it is read.
    """
    found = at_hand(path) or path
    if found.suffix == ".gz":
        return gzip.open(found, "rt", encoding="utf-8", newline="")
    if found.suffix == ".xz":
        return lzma.open(found, "rt", encoding="utf-8", newline="")
    return found.open(encoding="utf-8", newline="")


def packed(content: bytes) -> bytes:
    """The content of a ``.xz`` file that unpacks to `content`."""
    return lzma.compress(content, preset=9 | lzma.PRESET_EXTREME)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Make the folder of `path` for what is written inside. Raises OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error
