"""Pairs of runs on labelled reports: from one start, once at random and once by picking."""

import random
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from benchmarks.active_learning.figures import Pair
from benchmarks.active_learning.learner import CrfLearner
from benchmarks.active_learning.prepared import Prepared, kept, prepare
from benchmarks.active_learning.simulate import Plan, at_random, picked, run
from iusml.annotations.gold import GoldReport, load_split
from iusml.reading.reader import read_document


@dataclass(frozen=True, slots=True)
class Reports:
    """What runs learn from and are scored on, without scans: recognising them is slow."""

    pool: list[GoldReport]
    judged: list[GoldReport]
    prepared: dict[str, Prepared]


@cache
def load(annotations: Path, folder: Path) -> Reports:
    """Load the train split as the pool and dev to judge; documents are kept in `folder`."""
    pool, judged = (
        [report for report in load_split(annotations, split) if not report.scanned]
        for split in ("train", "dev")
    )
    return Reports(pool, judged, prepare([*pool, *judged], kept(folder, read_document)))


def pair(annotations: Path, folder: Path, plan: Plan, seed: int) -> Pair:
    """Draw a start with `seed`, and go on from it in both ways."""
    reports = load(annotations, folder)
    chance = random.Random(seed)
    start = chance.sample(reports.pool, plan.first)
    left = [report for report in reports.pool if report not in start]
    with tempfile.TemporaryDirectory() as place:
        learner = CrfLearner(reports.prepared, Path(place) / "crf")
        drawn, chosen = (
            run(start, left, reports.judged, learner, policy, plan)
            for policy in (at_random(chance), picked)
        )
    return Pair(drawn, chosen)


def pairs(
    annotations: Path, folder: Path, plan: Plan, starts: int, workers: int
) -> Iterator[Pair]:  # fmt: skip
    """Yield a pair for each start, in their order; `workers` processes run them."""
    load(annotations, folder)  # so that processes find the documents kept
    # Fresh processes: a copy of this one may hang on the threads of its libraries.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(pair, annotations, folder, plan, seed) for seed in range(starts)]
        for one in waiting:
            yield one.result()
