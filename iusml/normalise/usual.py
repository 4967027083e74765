"""What amounts a waste code usually has (`iusml/data/usual_amounts.csv`)."""

from dataclasses import dataclass
from functools import cache

from iusml.normalise._data import rows
from iusml.normalise.catalogue import catalogue


@dataclass(frozen=True, slots=True)
class Usual:
    """What amounts of one group are: `group` is a code, a sub-chapter, "hazardous" or "other"."""

    group: str
    low_kg: float
    median_kg: float
    high_kg: float


@cache
def usual_amounts() -> dict[str, Usual]:
    """The shipped ranges by group."""
    return {
        row["group"]: Usual(
            row["group"], float(row["low_kg"]), float(row["median_kg"]), float(row["high_kg"])
        )
        for row in rows("usual_amounts.csv")
    }


def usual(code: str) -> Usual | None:
    """The range of `code`: its own, its sub-chapter's, else that of all (not) hazardous waste."""
    table = usual_amounts()
    entry = catalogue().get(code)
    kind = "hazardous" if entry and entry.hazardous else "other"
    return next((table[key] for key in (code, code[:4], kind) if key in table), None)
