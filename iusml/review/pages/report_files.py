"""Is a report's file still the one that was read?"""

import stat
from functools import lru_cache
from pathlib import Path

from iusml.files import sha256_of
from iusml.review.pages.content import ReportFile
from iusml.review.pages.errors import ChangedFileError, MissingFileError, UnreadablePageError

MAX_FILE_BYTES = 2_000_000_000
"""Reports have some hundred megabytes at most; reading two gigabytes through takes seconds."""
_KEPT = 4096
_Mark = tuple[int, int, int, int, int]
"""What changes when a file is written or replaced."""


def checked_digest(file: ReportFile) -> str:
    """The SHA-256 of a file, which is read again only where it was touched.

    Raises MissingFileError, ChangedFileError and UnreadablePageError.
    """
    name = file.path.name
    try:
        digest = _digest(file.path, _mark(file.path))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingFileError(
            f"{name} is no longer where it was read. Put it back, or read the report again."
        ) from error
    except (OSError, ValueError) as error:
        raise UnreadablePageError(
            f"{name} cannot be opened. Check that it is a file that this program may read."
        ) from error
    if file.sha256 is not None and digest != file.sha256:
        raise ChangedFileError(
            f"{name} has changed since it was read, so that places in it may be wrong. Put the "
            "former file back, or read the report again."
        )
    return digest


def _mark(path: Path) -> _Mark:
    """Raises OSError, and ValueError for what is no file or too large."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_FILE_BYTES:
        raise ValueError("not a file, or too large")
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


@lru_cache(maxsize=_KEPT)
def _digest(path: Path, mark: _Mark) -> str:
    return sha256_of(path)
