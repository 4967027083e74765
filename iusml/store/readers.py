"""Read records back from a ``.jsonl`` file or a database."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from iusml.errors import InputError
from iusml.records import Report


def read_records(source: str) -> Iterator[Report]:
    """Yield the records of a ``.jsonl`` file or a database URL.

    Raises InputError with what to do, and MissingDependencyError.
    """
    if "://" not in source:
        return read_jsonl(Path(source))
    from iusml.store.database.read import read_database

    return read_database(source)


def kept_beside(source: str, ending: str) -> Path:
    """Where something worked out of `source` is kept. Raises InputError for a wrong URL."""
    if "://" not in source:
        return Path(source + ending)
    from iusml.store.database.address import parse_address

    beside = parse_address(source, InputError).beside
    return beside.with_name(beside.name + ending)


def read_jsonl(path: Path) -> Iterator[Report]:
    """Yield the records in `path`. Raises InputError with file, line and what to do."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _record(path, number, line)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise InputError(f"{path} cannot be opened: {reason}.") from error


def _record(path: Path, number: int, line: bytes) -> Report:
    try:
        return Report.model_validate_json(line)
    except ValidationError as error:
        raise InputError(
            f"{path}, line {number} is not a record of this version. "
            "Give what `iusml extract` wrote: a .jsonl file or a database."
        ) from error
