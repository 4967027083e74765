"""What reading costs: pages per second on one core, and memory.

Each measurement is a process of its own (`benchmarks.read_files`). Seconds are of the processor, so
that other programs disturb them little; the best of three rounds counts.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpus import Corpus
from benchmarks.figures import Figures, Value
from benchmarks.long_report import draw_long_report

ROUNDS = 3
LONG, SHORT = 300, 30
SAMPLE_PAGES = 60
"""Pages for readers that take long."""


def run(corpus: Corpus, *, peers: bool) -> list[Figures]:
    """Return pages per second on reports with a text layer and on a long drawn one."""
    files = [report.pdf for report in corpus.born_digital()]
    with tempfile.TemporaryDirectory() as folder:
        long = draw_long_report(Path(folder) / "long.pdf", LONG)
        sample = draw_long_report(Path(folder) / "sample.pdf", SAMPLE_PAGES)
        rows: list[dict[str, Value]] = []
        for name, paths in {
            f"{corpus.split} reports": files,
            f"drawn, {LONG} pages": [long],
        }.items():
            rows += [_row(name, "words and their places alone", measure("words", paths))]
            rows += [_row(name, "iusml: words, order, tables", measure("iusml", paths))]
        if peers:
            rows += [
                _row(
                    f"drawn, {SAMPLE_PAGES} pages", "find_tables", measure("find_tables", [sample])
                )
            ]
    note = "One core, no recognition of pictures; best of three rounds of processor time."
    return [Figures("Speed of reading", rows, note)]


def _row(name: str, what: str, found: dict[str, Any]) -> dict[str, Value]:
    seconds = float(found["seconds"])
    pages = int(found["pages"])
    return {
        "pages of": name,
        "reading": what,
        "pages": pages,
        "pages per second": round(pages / seconds, 1),
    }


def run_memory() -> list[Figures]:
    """Return the peak memory of reading a short and a long report."""
    rows: list[dict[str, Value]] = [
        {"reading": "nothing, programs loaded", "pages": 0, "peak MB": peak([])}
    ]
    with tempfile.TemporaryDirectory() as folder:
        for pages in (SHORT, LONG):
            path = draw_long_report(Path(folder) / f"{pages}.pdf", pages)
            row: dict[str, Value] = {
                "reading": "drawn report",
                "pages": pages,
                "peak MB": peak([path]),
            }
            rows.append(row)
    return [Figures("Memory of reading", rows, "Largest resident size of a fresh process.")]


def peak(paths: Sequence[Path]) -> float:
    """Return the peak memory in MB of a process that reads `paths` once."""
    return float(measure("iusml", paths, rounds=1)["peak_mb"])


def measure(what: str, paths: Sequence[Path], rounds: int = ROUNDS) -> dict[str, Any]:
    """Measure in a fresh process on one core."""
    command = [sys.executable, "-m", "benchmarks.read_files", "--rounds", str(rounds), what]
    done = subprocess.run(
        [*command, *map(str, paths)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result
