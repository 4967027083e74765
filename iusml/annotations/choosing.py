"""Which reports are most worth labelling next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from iusml.annotations.gold import GoldReport
from iusml.annotations.likeness import Look, likeness, look_of_gold, look_of_record
from iusml.annotations.worth import expected_mistakes
from iusml.errors import InputError
from iusml.records import Report

ALIKE = 0.5
"""From this likeness on, the reason names the report that one is like."""
_NAMED = 2
"""So many kinds of mistakes are named in the reason."""
DECIMALS = 3
LEAST_NAMED = 0.05
"""Fewer expected mistakes of a kind are shown as none."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A report worth labelling: `mistakes` are expected in all its `pages`.

    `likeness` (0 to 1) is to the report `nearest` among those labelled or picked before it.
    """

    report: str
    pages: int
    mistakes: float
    likeness: float
    nearest: str | None
    why: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record that cannot be picked, and a sentence that says why."""

    report: str
    reason: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What to label, most worth first, and what was left out of the choice."""

    picks: list[Pick]
    left_out: list[LeftOut]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What choosing needs of a record, which itself may have megabytes."""

    path: str
    sha256: str | None
    pages: int
    mistakes: dict[str, float]
    look: Look

    @property
    def expected(self) -> float:
        return sum(self.mistakes.values())


def choose(records: Iterable[Report], labelled: Sequence[GoldReport], count: int) -> Choice:
    """Return the `count` reports that are most worth labelling, fewer where there are fewer.

    Worth is the number of mistakes to expect on a page, times how unlike the report is to those
    that are labelled or picked before it. The order of `records` does not matter. Raises InputError
    where there are no records.
    """
    candidates: list[_Candidate] = []
    left_out: list[LeftOut] = []
    for record in records:
        document = record.document
        if document.status == "failed" or not document.pages:
            left_out.append(LeftOut(document.path, document.error or "It has no pages."))
        else:
            candidates.append(
                _Candidate(
                    document.path, document.sha256, document.pages,
                    expected_mistakes(record), look_of_record(record),
                )
            )  # fmt: skip
    if not candidates and not left_out:
        raise InputError("There are no records. Write some with `iusml extract`.")
    single, copies = _without_copies(candidates, labelled)
    left_out = sorted([*left_out, *copies], key=lambda one: one.report)
    return Choice(_picked(single, labelled, count), left_out)


def _without_copies(
    candidates: Iterable[_Candidate], labelled: Sequence[GoldReport]
) -> tuple[list[_Candidate], list[LeftOut]]:
    """The candidates by path, without those whose content is labelled or came before."""
    known = {
        report.record.document.sha256: f"It is labelled as {report.id}." for report in labelled
    }
    single, copies = [], []
    for one in sorted(candidates, key=lambda candidate: candidate.path):
        if one.sha256 in known:
            copies.append(LeftOut(one.path, known[one.sha256]))
            continue
        if one.sha256 is not None:
            known[one.sha256] = f"It is a copy of {one.path}."
        single.append(one)
    return single, copies


def _picked(
    candidates: Sequence[_Candidate], labelled: Sequence[GoldReport], count: int
) -> list[Pick]:
    looks = [*map(look_of_gold, labelled), *(one.look for one in candidates)]
    names = [*(report.id for report in labelled), *(one.path for one in candidates)]
    alike = likeness(looks)[len(labelled) :]
    density = np.array([one.expected / one.pages for one in candidates])
    against = list(range(len(labelled)))
    left = list(range(len(candidates)))
    picks: list[Pick] = []
    while left and len(picks) < count:
        nearest = alike[:, against].max(axis=1, initial=0.0)
        worth = density * (1 - nearest)
        best = max(left, key=lambda row: (worth[row], -row))
        like = max(against, key=lambda column: alike[best, column], default=None)
        picks.append(
            _pick(candidates[best], float(nearest[best]), None if like is None else names[like])
        )
        left.remove(best)
        against.append(len(labelled) + best)
    return picks


def _pick(candidate: _Candidate, alike: float, nearest: str | None) -> Pick:
    return Pick(
        report=candidate.path,
        pages=candidate.pages,
        mistakes=round(candidate.expected, DECIMALS),
        likeness=round(alike, DECIMALS),
        nearest=nearest,
        why=_why(candidate.mistakes, alike, nearest),
    )


def _why(mistakes: Mapping[str, float], alike: float, nearest: str | None) -> str:
    """A short phrase: what is most unsure, and how new the report is."""
    most = sorted(mistakes.items(), key=lambda kind: (-kind[1], kind[0]))[:_NAMED]
    unsure = [f"{kind} {count:.1f}" for kind, count in most if count >= LEAST_NAMED]
    parts = [f"unsure of {', '.join(unsure)}" if unsure else "sure of what it found"]
    if nearest is not None:
        parts.append(f"much like {nearest}" if alike >= ALIKE else "unlike those before it")
    return "; ".join(parts)
