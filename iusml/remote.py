"""Files elsewhere, named by URLs such as s3://bucket/reports: found, fetched and stored by fsspec.

A URL may hold a password or a key, and so may what a library says of it: messages name a file by
`shown`, and an error by its kind.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from glob import has_magic
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from iusml.errors import InputError, IusmlError, MissingDependencyError, OutputError

LONGEST_NAME = 80
"""Letters of a file name that are kept; file systems hold 255 bytes, a letter takes up to three."""
_SINGLE = ("http://", "https://")
"""Pages of these show no folders, and ? is no pattern there."""
_CONTAINERS = ("abfs", "abfss", "wasb", "wasbs")
"""What stands before @ is a place there, not a user."""
_NO_PERMISSION = (401, 403)


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file elsewhere: the URL that leads to its store, its path there, and what it is called."""

    url: str = field(repr=False)
    path: str = field(repr=False)
    shown: str


def shown(url: str) -> str:
    """`url` without user, password and keys, as messages and records may name it.

    A query may be a key, and may be all that tells two files apart: a digest stands for it, as
    for all of a URL in which a password may stand anywhere.
    """
    scheme, _, rest = url.partition("://")
    place, mark, query = rest.partition("?")
    host, slash, path = place.partition("/")
    if "::" in url or (":" in host and "@" not in host and "@" in path):
        return f"{scheme}://{_digest(rest)}"
    if scheme not in _CONTAINERS or ":" in host:
        host = host.rpartition("@")[2]
    if mark and (url.startswith(_SINGLE) or "=" in query):
        query = _digest(query)
    return f"{scheme}://{host}{slash}{path}{mark}{query}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def find_files(url: str) -> Iterator[tuple[RemoteFile, str | None]]:
    """Yield the PDF files that `url` names, or why there is none.

    A folder stands for the PDF files in it and below it; hidden ones are left out. * and ? make
    a pattern, not so for http. Raises MissingDependencyError.
    """
    name = shown(url)
    nothing = RemoteFile(url, "", name)
    try:
        system, root = _open(url, InputError)
        if url.startswith(_SINGLE):  # asked for more than the file, they call every error a 404
            found, problem = [RemoteFile(url, root, name)], ""
        elif has_magic(root) and not system.exists(root):
            found = list(_matches(system, url, root))
            problem = f"No file matches {name}. Check the pattern."
        elif system.info(root)["type"] == "directory":
            found = list(_below(system, url, root, root, name))
            problem = f"{name} is a folder without PDF files."
        else:
            found, problem = [RemoteFile(url, root, name)], ""
    except MissingDependencyError:
        raise
    except InputError as error:
        found, problem = [], str(error)
    except Exception as error:
        found, problem = [], f"{name} {_why(error)}"
    yield from ((file, None) for file in found)
    if not found:
        yield nothing, problem


def _matches(system: Any, url: str, pattern: str) -> Iterator[RemoteFile]:
    base = re.split(r"[*?\[]", url, maxsplit=1)[0].rpartition("/")[0]
    root = re.split(r"[*?\[]", pattern, maxsplit=1)[0].rpartition("/")[0]
    for path, info in system.glob(pattern, detail=True).items():
        if info["type"] == "directory":
            yield from _below(system, url, path, root, shown(base))
        else:
            yield RemoteFile(url, path, shown(base) + path.removeprefix(root))


def _below(system: Any, url: str, folder: str, root: str, name: str) -> Iterator[RemoteFile]:
    """The PDF files below `folder`, called by `name` and their path below `root`."""
    for path in system.find(folder):
        inner = path.removeprefix(folder.rstrip("/"))
        if path.lower().endswith(".pdf") and "/." not in inner:
            below = path.removeprefix(root.rstrip("/"))
            yield RemoteFile(url, path, re.sub(r"(?<![:/])/+$", "", name) + below)


@contextmanager
def fetched(file: RemoteFile) -> Iterator[Path]:
    """A copy of `file` on this computer, under its own name, for as long as the block takes.

    Raises InputError and MissingDependencyError.
    """
    with TemporaryDirectory(prefix="iusml-", ignore_cleanup_errors=True) as folder:
        name = file.shown.rpartition("/")[2].replace("\0", "")[-LONGEST_NAME:]
        copy = Path(folder, name if name.strip(".") else "report.pdf")
        system, _ = _open(file.url, InputError)
        try:
            system.get_file(file.path, str(copy))
        except Exception as error:
            raise InputError(f"{file.shown} {_why(error)}") from None
        yield copy


def check_store(url: str) -> None:
    """Try whether files can be stored at `url`. Raises OutputError and MissingDependencyError."""
    system, path = _open(url, OutputError)
    beside = f"{path}.iusml-check"
    try:
        system.pipe_file(beside, b"")
    except Exception as error:
        raise OutputError(f"{shown(url)} cannot be written: it {_why(error)}") from None
    with suppress(Exception):  # who may write may not always remove
        system.rm_file(beside)


def store(copy: Path, url: str) -> None:
    """Store the file `copy` at `url`. Raises OutputError and MissingDependencyError."""
    system, path = _open(url, OutputError)
    try:
        system.put_file(str(copy), path)
    except Exception as error:
        raise OutputError(
            f"{shown(url)} cannot be written: it {_why(error)} Finished reports are in the "
            "journal: run the same command again, and it continues."
        ) from None


def _open(url: str, wrong: type[IusmlError]) -> tuple[Any, str]:
    """The file system of `url`, and the path in it. Raises `wrong`, MissingDependencyError."""
    if find_spec("fsspec") is None:
        raise MissingDependencyError(
            "Files at URLs need the package fsspec. Install it with: pip install 'iusml[remote]'"
        )
    from fsspec import available_protocols
    from fsspec.core import url_to_fs

    scheme = url.partition("://")[0]
    if scheme not in available_protocols() or "::" in url:
        raise wrong(
            "The URL is of a kind that is not known. Give one such as s3://BUCKET/PATH, "
            "gs://BUCKET/PATH, abfs://CONTAINER/PATH, sftp://HOST/PATH, https://HOST/PATH or "
            "file:///PATH; `::` cannot be used."
        )
    try:
        _ = urlsplit(url).port
        system, path = url_to_fs(url)
        return system, str(path)
    except ImportError as error:
        raise MissingDependencyError(f"{scheme}:// needs one more package: {error}.") from None
    except ValueError:
        raise wrong(
            f"The {scheme}:// URL cannot be understood. Write signs such as @, / and % in a "
            "password as %40, %2F and %25."
        ) from None
    except Exception as error:
        raise wrong(f"{shown(url)} {_why(error)}") from None


def _why(error: Exception) -> str:
    """What went wrong, in words of ours: those of a library may hold a URL with a password."""
    status = getattr(error, "status", None)
    if isinstance(error, FileNotFoundError):
        return "does not exist. Check the URL."
    if isinstance(error, PermissionError) or status in _NO_PERMISSION:
        return "gives you no permission. Check who you are there."
    if isinstance(error, NotImplementedError):
        return "is of a kind that cannot do this."
    if isinstance(error, TimeoutError):
        return "did not answer in time. Run the same command again."
    number = getattr(error, "errno", None)
    reason = os.strerror(number) if isinstance(number, int) else type(error).__name__
    return (
        f"cannot be reached ({reason}{f' {status}' if status else ''}). Run the same command again."
    )
