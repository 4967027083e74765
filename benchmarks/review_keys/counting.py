"""What records took, put together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, median
from typing import Any

GOAL = 2
"""Keys and clicks in the median."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of the queue: what was wrong with it, and what putting it right took.

    `report` and `title` are empty where the report may not be named. `none` says that it was no
    stream at all; `left` counts fields that are still wrong.
    """

    report: str
    title: str
    wrong: tuple[str, ...]
    none: bool
    keys: int
    clicks: int
    scrolls: int
    how: tuple[str, ...]
    left: int

    @property
    def acts(self) -> int:
        """Keys and clicks."""
        return self.keys + self.clicks

    @property
    def kind(self) -> str:
        """What was wrong, in a few words."""
        if self.none:
            return "no stream"
        if not self.wrong:
            return "right"
        return self.wrong[0] if len(self.wrong) == 1 else "several fields"


def summary(records: Sequence[Record]) -> dict[str, Any]:
    """Figures of all records, how many took how much, and figures by what was wrong."""
    kinds = sorted({record.kind for record in records})
    rows = [{"": "all", **_line(records)}]
    rows += [{"": kind, **_line([r for r in records if r.kind == kind])} for kind in kinds]
    return {
        "median": median(record.acts for record in records),
        "mean": round(mean(record.acts for record in records), 1),
        "distribution": sorted(Counter(record.acts for record in records).items()),
        "not put right": sum(bool(record.left) for record in records),
        "by kind": rows,
    }


def _line(records: Sequence[Record]) -> dict[str, float]:
    acts = [record.acts for record in records]
    return {
        "records": len(records),
        "median": float(median(acts)),
        "mean": round(mean(acts), 1),
        "most": max(acts),
        "keys": sum(record.keys for record in records),
        "clicks": sum(record.clicks for record in records),
        "scrolls": sum(record.scrolls for record in records),
    }
