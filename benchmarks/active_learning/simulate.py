"""One simulated run: label some reports, learn, choose more, again and again."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from iusml.annotations.choosing import choose
from iusml.annotations.gold import GoldReport
from iusml.evaluation.counts import Counts
from iusml.records import Report


class Learner(Protocol):
    """What a run teaches and asks."""

    def learn(self, labelled: Sequence[GoldReport]) -> None:
        """Learn from these reports alone."""

    def record(self, report: GoldReport) -> Report:
        """What the learner reads in a report, with its probabilities; gold is not looked at."""

    def score(self, report: GoldReport) -> Counts:
        """How the learner does on the labelled spans of a report."""


Policy = Callable[[Sequence[GoldReport], Sequence[GoldReport], Learner, int], list[GoldReport]]
"""From what is labelled, what is not, the learner, and a number, to so many reports to label."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is labelled: `first` reports, then `step` more in each of `rounds` rounds."""

    first: int = 15
    step: int = 6
    rounds: int = 8


@dataclass(frozen=True, slots=True)
class Point:
    """A learner of one round: what it had learned from, and its spans, report by report."""

    reports: int
    pages: int
    spans: int
    scores: tuple[Counts, ...]


def picked(
    labelled: Sequence[GoldReport], pool: Sequence[GoldReport], learner: Learner, count: int
) -> list[GoldReport]:
    """Choose as `iusml annotations next` does, by the records that the learner makes."""
    records = {report.id: learner.record(report) for report in pool}
    by_path = {records[report.id].document.path: report for report in pool}
    choice = choose(records.values(), labelled, count)
    return [by_path[pick.report] for pick in choice.picks]


def at_random(chance: random.Random) -> Policy:
    """Return a policy that draws reports, each as likely as any other."""

    def draw(
        labelled: Sequence[GoldReport], pool: Sequence[GoldReport], learner: Learner, count: int
    ) -> list[GoldReport]:
        return chance.sample(list(pool), min(count, len(pool)))

    return draw


def run(
    start: Sequence[GoldReport], pool: Sequence[GoldReport], judged: Sequence[GoldReport],
    learner: Learner, policy: Policy, plan: Plan,
) -> list[Point]:  # fmt: skip
    """Label `start`, then what `policy` takes out of `pool`; return a point for each round.

    The first point is that of `start` alone. `judged` reports are scored and never learned from.
    """
    labelled, left = list(start), list(pool)
    points = []
    for number in range(plan.rounds + 1):
        if number:
            taken = policy(labelled, left, learner, plan.step)
            labelled += taken
            left = [report for report in left if report not in taken]
        learner.learn(labelled)
        points.append(
            Point(
                reports=len(labelled),
                pages=sum(report.record.document.pages or 0 for report in labelled),
                spans=sum(len(report.spans) for report in labelled),
                scores=tuple(learner.score(report) for report in judged),
            )
        )
    return points
