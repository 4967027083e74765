"""Run a command and watch the memory of its process and of all that it starts."""

import contextlib
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression, median

import psutil

FIRST, EVERY = 0.002, 0.1
"""Seconds between looks, which double from the first on: a program that soon ends is seen too.
One look at three processes takes about three milliseconds."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Memory in MB of one process, `seconds` after the start of the command.

    `rss` is all that is resident; `pss` counts what processes share in equal parts, and is None
    where the system does not tell it.
    """

    seconds: float
    pid: int
    program: str
    rss: float
    pss: float | None


@dataclass(frozen=True, slots=True)
class Watched:
    """A finished command: how long it took, what it printed, and its memory over time."""

    seconds: float
    output: str
    samples: tuple[Sample, ...]

    @property
    def greatest_mb(self) -> float:
        """The largest resident size of any one process."""
        return max(sample.rss for sample in self.samples)

    @property
    def together_mb(self) -> float:
        """The largest sum of resident sizes at one moment; shared pages count several times."""
        return max(sum(sample.rss for sample in moment) for moment in moments(self.samples))

    @property
    def shared_mb(self) -> float | None:
        """The largest sum of proportional sizes at one moment: shared pages count once."""
        sums = [
            sum(sample.pss for sample in moment if sample.pss is not None)
            for moment in moments(self.samples)
            if all(sample.pss is not None for sample in moment)
        ]
        return max(sums, default=None)


@dataclass(frozen=True, slots=True)
class Course:
    """Resident memory in MB over a run: medians of its first and last quarter, and its slope.

    `per_hundred` is the growth in MB for a hundred reports, by least squares.
    """

    program: str
    first: float
    last: float
    per_hundred: float

    @property
    def growth(self) -> float:
        """How much larger the last quarter is, as a share of the first."""
        return self.last / self.first - 1


def watch(command: Sequence[str | Path]) -> Watched:
    """Run `command` to its end. Raises RuntimeError with its last words where it fails."""
    samples: list[Sample] = []
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        start = time.perf_counter()
        process = subprocess.Popen(list(map(str, command)), stdout=out, stderr=errors)
        pause = FIRST
        try:
            while process.poll() is None:
                samples += look(process.pid, time.perf_counter() - start)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(pause)
                pause = min(2 * pause, EVERY)
        finally:
            process.kill()
            code = process.wait()
        seconds = time.perf_counter() - start
        out.seek(0)
        errors.seek(0)
        if code:
            said = errors.read()[-2000:]
            raise RuntimeError(f"{' '.join(map(str, command[:4]))} … ended with {code}: {said}")
        return Watched(seconds, out.read(), tuple(samples))


def look(pid: int, seconds: float) -> Iterator[Sample]:
    """Yield the memory of a process and of all that it started; `seconds` is when that is."""
    try:
        root = psutil.Process(pid)
        tree = [root, *root.children(recursive=True)]
    except psutil.Error:  # it has just ended
        return
    for process in tree:
        with contextlib.suppress(psutil.Error):
            told = process.memory_full_info()
            pss = told.pss / 1e6 if hasattr(told, "pss") else None
            yield Sample(seconds, process.pid, program(process.cmdline()), told.rss / 1e6, pss)


def program(words: Sequence[str]) -> str:
    """Name a command line by its module or script: "iusml", "iusml.reading.worker"."""
    if "-m" in words[:-1]:
        return words[words.index("-m") + 1]
    first = Path(words[0]).name if words else ""  # one that just ends has no words
    scripts = [word for word in words[1:2] if not word.startswith("-")]
    return Path(scripts[0]).name if scripts and first.lower().startswith("python") else first


def moments(samples: Sequence[Sample]) -> list[list[Sample]]:
    """Group samples that were taken at one look, in order of time."""
    found: dict[float, list[Sample]] = defaultdict(list)
    for sample in samples:
        found[sample.seconds].append(sample)
    return [found[seconds] for seconds in sorted(found)]


TOGETHER = "all processes together"


def courses(watched: Watched, start: float, reports: int) -> list[Course]:
    """Return how memory went after the first `start` seconds, while models are loaded.

    Told of all processes together and of each that lives for more than half of that time;
    others are renewed on the way, and only show in the sum.
    """
    after = [sample for sample in watched.samples if sample.seconds >= start]
    lines = {0: [(m[0].seconds, sum(sample.rss for sample in m)) for m in moments(after)]}
    names = {0: TOGETHER}
    for sample in after:
        names[sample.pid] = sample.program
        lines.setdefault(sample.pid, []).append((sample.seconds, sample.rss))
    whole = watched.seconds - start
    return [
        _course(names[pid], line, whole / reports)
        for pid, line in lines.items()
        if line and line[-1][0] - line[0][0] > whole / 2
    ]


def _course(name: str, line: Sequence[tuple[float, float]], seconds_each: float) -> Course:
    quarter = max(1, len(line) // 4)
    times, sizes = zip(*line, strict=True)
    slope = linear_regression(times, sizes).slope if len(line) > 1 else 0.0
    return Course(
        name, median(sizes[:quarter]), median(sizes[-quarter:]), slope * seconds_each * 100
    )
