"""Read records back from a ``.jsonl`` file."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from iusml.errors import InputError
from iusml.records import Report


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
            "Give a .jsonl file that `iusml extract` wrote."
        ) from error
