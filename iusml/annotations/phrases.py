"""Runs of words that two texts share: how leaks between splits are found."""

import re
from collections.abc import Iterable, Iterator, Sequence

from iusml.normalise.catalogue import catalogue
from iusml.normalise.text import fold

RUN = 8
"""Words in a run. Shorter runs are everyday language; the same eight words are no accident."""
UNITS = frozenset("ton kton kg mg ug ng ts st nm kwh mwh gwh liter dba".split())
"""Units are no wording: rows of measurements would look alike."""
_WORD = re.compile(r"[a-z]{2,}")
Run = tuple[str, ...]


def words(text: str) -> list[str]:
    """Folded words of letters, without numbers and units: those change when text is copied."""
    return [word for word in _WORD.findall(fold(text)) if word not in UNITS]


def runs(sequence: Sequence[str]) -> Iterator[Run]:
    """Yield every run of `RUN` words."""
    return (tuple(sequence[i : i + RUN]) for i in range(len(sequence) - RUN + 1))


def runs_of(texts: Iterable[str]) -> set[Run]:
    """Return the runs of all `texts`; no run goes from one text into the next."""
    return {run for text in texts for run in runs(words(text))}


def statute_runs() -> frozenset[Run]:
    """Return the runs of the waste list's own names, which any two reports may share."""
    return frozenset(runs_of(entry.name for entry in catalogue().entries))
