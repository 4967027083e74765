"""How long requests took, by kind."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Answer:
    """One request: what it was for, its milliseconds until the last byte, and the status."""

    kind: str
    ms: float
    status: int

    @property
    def failed(self) -> bool:
        """Whether the answer is none that a person could go on with."""
        return self.status >= 400 and not self.conflict

    @property
    def conflict(self) -> bool:
        """Whether somebody else was faster: shown as a page of its own, and nothing is lost."""
        return self.status == 409


@dataclass(frozen=True, slots=True)
class Line:
    """The answers of one kind. Times are milliseconds."""

    n: int
    p50: float
    p95: float
    p99: float
    errors: int
    conflicts: int
    per_second: float


def lines(answers: Sequence[Answer], kinds: Iterable[str], seconds: float) -> dict[str, Line]:
    """A line for each of `kinds` that was asked for, in their order."""
    by_kind: dict[str, list[Answer]] = {kind: [] for kind in kinds}
    for answer in answers:
        by_kind[answer.kind].append(answer)
    return {kind: _line(found, seconds) for kind, found in by_kind.items() if found}


def as_json(found: Mapping[str, Line]) -> dict[str, dict[str, float]]:
    """Lines as a file keeps them."""
    return {kind: asdict(line) for kind, line in found.items()}


def _line(answers: Sequence[Answer], seconds: float) -> Line:
    p50, p95, p99 = np.percentile([answer.ms for answer in answers], [50, 95, 99])
    return Line(
        n=len(answers),
        p50=round(float(p50), 1),
        p95=round(float(p95), 1),
        p99=round(float(p99), 1),
        errors=sum(answer.failed for answer in answers),
        conflicts=sum(answer.conflict for answer in answers),
        per_second=round(len(answers) / seconds, 2),
    )
