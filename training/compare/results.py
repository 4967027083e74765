"""Results of experiments: a line of JSON for each run, added when it ends."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from iusml.evaluation.counts import Counts

MEASURES = ("exact", "contacts", "spans")
"""Whole waste streams, fields of contacts, strict spans."""


class Result(BaseModel):
    """What one run cost and, for each split, measure and report, what it got right.

    `reports` and `generated_share` say what it learned from; a run that trains nothing took no
    `pieces`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    variant: str
    seeds: tuple[int, ...]
    key: str
    reports: int
    generated_share: float
    pieces: int
    seconds: float
    scores: dict[str, dict[str, dict[str, Counts]]]

    def counts(self, split: str, measure: str) -> list[Counts]:
        """Return the counts of all reports, by name."""
        return [counts for _, counts in sorted(self.scores[split][measure].items())]


class Ledger:
    """The results that a file holds, by key. A line cut by a stop is dropped when next written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found = {result.key: result for result in _read(path)}

    def __contains__(self, key: str) -> bool:
        return key in self._found

    def get(self, key: str) -> Result | None:
        """Return the result of a run, if it is there."""
        return self._found.get(key)

    def add(self, result: Result) -> None:
        """Keep a result, at once."""
        self._found[result.key] = result
        whole = "".join(f"{one.model_dump_json()}\n" for one in self._found.values())
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        fresh.write_text(whole, "utf-8")
        fresh.replace(self._path)


def _read(path: Path) -> Iterator[Result]:
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    for number, line in enumerate(lines, start=1):
        try:
            yield Result.model_validate_json(line)
        except ValidationError:
            if number < len(lines):
                raise
