"""Everything that one run measured, and the goals judged by it."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from benchmarks.speed.compute import Speed
from benchmarks.speed.contenders import BERT, IUSML, Run
from benchmarks.speed.memory import Course
from benchmarks.speed.products import Operations

TIMES_BERT, PAGES_A_SECOND, SHARE_OF_PEAK, PROCESS_MB = 12.0, 25.0, 0.45, 900.0
FLAT_SHARE = 0.05
"""Memory is flat if its last quarter is at most so much larger than its first."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was measured on."""

    reports: int
    labelled: int
    drawn_reports: int
    drawn: int

    @property
    def pages(self) -> int:
        """All pages."""
        return self.labelled + self.drawn


@dataclass(frozen=True, slots=True)
class Compute:
    """The network by itself: what ran, on which peaks (operations a second), and how fast."""

    pieces: int
    padded: int
    operations: Operations
    ways: list[Speed]

    def shares(self, way: Speed, peaks: dict[str, float]) -> dict[str, float]:
        """Shares of the eight-bit peak, of the bf16 peak, and of each product's own peak."""
        per_second = median(way.per_second)
        rest = self.operations.all - self.operations.eight_bits
        at_peak = self.operations.eight_bits / peaks["int8"] + rest / peaks["bf16"]
        return {
            "int8": per_second / peaks["int8"],
            "bf16": per_second / peaks["bf16"],
            "own": per_second / self.operations.all * at_peak,
        }


@dataclass(frozen=True, slots=True)
class Flat:
    """Memory over a run on many small reports."""

    reports: int
    seconds: float
    greatest_mb: float
    courses: list[Course]

    @property
    def growth(self) -> float:
        """The largest growth of a process, or of all together, as a share."""
        return max(course.growth for course in self.courses)


@dataclass(frozen=True, slots=True)
class Results:
    """All of it. `peaks` are operations a second for each kind of number.

    `tried` are pages a second of the peer for each size of batch; `bert_per_second` are its
    operations a second while its network runs.
    """

    counts: Counts
    runs: dict[str, list[Run]]
    tried: dict[int, float]
    peaks: dict[str, float]
    compute: Compute
    bert_per_second: float
    flat: Flat | None
    machine: dict[str, str]
    versions: dict[str, str]
    cores: int

    def steady(self, name: str) -> list[float]:
        """Pages a second of each round, start not counted."""
        return [run.steady for run in self.runs[name]]

    def with_start(self, name: str) -> list[float]:
        """Pages a second of each round on all pages, start counted."""
        return [run.with_start(self.counts.pages) for run in self.runs[name]]


@dataclass(frozen=True, slots=True)
class Goal:
    """What was aimed at, in words, what was measured, and whether it is met."""

    aim: str
    measured: str
    met: bool


def goals(found: Results) -> Iterator[Goal]:
    """Judge every goal; start counted and not counted are judged each by itself."""
    for how, speeds in (("start not counted", found.steady), ("start counted", found.with_start)):
        mine, theirs = median(speeds(IUSML)), median(speeds(BERT))
        yield Goal(
            f"at least {TIMES_BERT:.0f} times the pages a second of the {BERT}, {how}",
            f"{mine / theirs:.1f} times",
            mine / theirs >= TIMES_BERT,
        )
        yield Goal(
            f"at least {PAGES_A_SECOND:.0f} pages a second on 2 cores, {how}",
            f"{mine:.1f} on {found.cores}",
            mine >= PAGES_A_SECOND and found.cores <= 2,
        )
    for way in found.compute.ways:
        for kind in ("int8", "bf16"):
            share = found.compute.shares(way, found.peaks)[kind]
            yield Goal(
                f"at least {SHARE_OF_PEAK:.0%} of the machine's {kind} peak while the model runs, "
                f"{way_name(way)}",
                f"{share:.0%}",
                share >= SHARE_OF_PEAK,
            )
    yield from _memory(found)


def _memory(found: Results) -> Iterator[Goal]:
    greatest = max(run.greatest_mb for run in found.runs[IUSML])
    if found.flat:
        greatest = max(greatest, found.flat.greatest_mb)
    aim = f"at most {PROCESS_MB:.0f} MB for each process"
    yield Goal(aim, f"{greatest:.0f} MB", greatest <= PROCESS_MB)
    if found.flat:
        yield Goal(
            f"flat over {found.flat.reports} reports (last quarter at most {FLAT_SHARE:.0%} above "
            "the first)",
            f"{found.flat.growth:+.1%}",
            found.flat.growth <= FLAT_SHARE,
        )


def way_name(way: Speed) -> str:
    """Say how the network ran: "1 process, all cores" or "2 processes, 1 thread each"."""
    threads = f"{way.threads} thread each" if way.threads else "all cores"
    return f"in {way.processes} process{'es' if way.processes > 1 else ''}, {threads}"
