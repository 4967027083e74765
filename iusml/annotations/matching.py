"""Labelled knowledge for matching: needs, streams, who can use what, descriptions with codes.

The files lie in ``annotations/matching``; ``GUIDELINES.md`` there says what they hold.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from iusml.errors import AnnotationError
from iusml.matching.places import municipality_place
from iusml.matching.receivers import Receiver, load_receivers
from iusml.matching.streams import Stream
from iusml.normalise.catalogue import catalogue

_T = TypeVar("_T", bound=BaseModel)
FOLDER, FIT = "matching", "fit"
Split = Literal["dev", "test"]
SHUT_OUT = "x"
GRADES = {"0": 0, "1": 1, "2": 2, "3": 3, SHUT_OUT: 0}
YES = 2
"""From this grade on a practitioner would ring the two companies."""


class _StreamLine(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str = Field(min_length=1)
    description: str = Field(min_length=1)
    ewc_code: str | None = None
    mass_kg: float | None = Field(default=None, ge=0)
    operation_code: str | None = None
    municipality: str | None = None
    branch: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A catalogue, streams, and the grade of pairs (need id, stream id); all others have 0.

    `shut_out` are the pairs that a need's own words or limits forbid, `branches` what kind of plant
    has a stream, by its id.
    """

    receivers: tuple[Receiver, ...]
    streams: tuple[Stream, ...]
    grades: dict[tuple[str, str], int]
    shut_out: frozenset[tuple[str, str]]
    branches: dict[str, str]


def matching_folder(root: Path) -> Path:
    """Where the labelled knowledge lies below the annotations in `root`."""
    return root / FOLDER


def fit_folders(labelled: Path) -> list[Path]:
    """The judged catalogues below `labelled` that the score of pairs is fitted on, by name."""
    return sorted(path for path in (labelled / FIT).glob("*") if path.is_dir())


def load_judged(folder: Path) -> Judged:
    """Read catalogue, streams and judgements of one split. Raises AnnotationError."""
    receivers = load_receivers(folder / "receivers.yaml")
    path = folder / "streams.jsonl"
    lines = [_parsed(_StreamLine, path, n, line) for n, line in _lines(path)]
    streams = tuple(map(_stream, lines))
    branches = {line.id: line.branch for line in lines if line.branch}
    grades, shut = load_judgements(folder / "judgements.csv")
    needs = {need.id for receiver in receivers for need in receiver.needs}
    known = {stream.id for stream in streams}
    for need, stream in (*grades, *shut):
        if need not in needs or stream not in known:
            raise AnnotationError(f"{folder}: no such pair, {need} and {stream}. Mend the line.")
    return Judged(receivers, streams, grades, frozenset(shut), branches)


def load_judgements(
    path: Path,
) -> tuple[dict[tuple[str, str], int], set[tuple[str, str]]]:
    """Read ``need_id,stream_id,grade``: grades above 0, and pairs that are shut out."""
    grades: dict[tuple[str, str], int] = {}
    shut: set[tuple[str, str]] = set()
    seen: set[tuple[str, str]] = set()
    for line, row in _table(path, {"need_id", "stream_id", "grade"}):
        pair = row["need_id"], row["stream_id"]
        if row["grade"] not in GRADES or pair in seen:
            what = "stands twice" if pair in seen else f"has the grade {row['grade']!r}"
            raise AnnotationError(f"{path}, line {line}: {' and '.join(pair)} {what}. Mend it.")
        seen.add(pair)
        if row["grade"] == SHUT_OUT:
            shut.add(pair)
        elif GRADES[row["grade"]]:
            grades[pair] = GRADES[row["grade"]]
    return grades, shut


def _stream(line: _StreamLine) -> Stream:
    entry = catalogue().get(line.ewc_code) if line.ewc_code else None
    return Stream(
        id=line.id,
        description=line.description,
        code=line.ewc_code,
        hazardous=entry.hazardous if entry else None,
        mass_kg=line.mass_kg,
        place=municipality_place(line.municipality),
        operation_code=line.operation_code,
        municipality=line.municipality,
    )


def _table(path: Path, columns: set[str]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if not columns <= set(reader.fieldnames or ()):
                raise AnnotationError(f"{path} needs the columns {', '.join(sorted(columns))}.")
            yield from ((reader.line_num, row) for row in reader)
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotationError(f"{path} cannot be read: {error}") from error


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotationError(f"{path} cannot be read: {error}") from error
    yield from ((n, line) for n, line in enumerate(text.splitlines(), start=1) if line.strip())


def _parsed(kind: type[_T], path: Path, number: int, line: str) -> _T:
    try:
        return kind.model_validate(json.loads(line))
    except (ValueError, ValidationError) as error:
        raise AnnotationError(f"{path}, line {number} is no {kind.__name__}: {error}") from error
