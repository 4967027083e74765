"""``python -m benchmarks.active_learning``: does picking what to label beat drawing it?

Learns on reports of the train split, is scored on those of dev, and never opens the test split.
Scans are left out. Documents are kept under ``build/``. Writes a page, a plot and
every point as JSON.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from pydantic import TypeAdapter
from rich.console import Console

from benchmarks.active_learning.figures import Pair, rows
from benchmarks.active_learning.page import COSTS, PICTURE, page
from benchmarks.active_learning.pairs import load, pairs
from benchmarks.active_learning.picture import draw
from benchmarks.active_learning.simulate import Plan
from iusml.files import writing

PAGE = Path("benchmarks/ACTIVE-LEARNING.md")


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.active_learning", description=__doc__
    )
    plan = Plan()
    parser.add_argument("--annotations", type=Path, default=Path("annotations"))
    parser.add_argument("--build", type=Path, default=Path("build"))
    parser.add_argument("--page", type=Path, default=PAGE, help="the page to write")
    parser.add_argument("--starts", type=int, default=8, help="pairs of runs")
    parser.add_argument("--first", type=int, default=plan.first, help="reports of a start")
    parser.add_argument("--step", type=int, default=plan.step, help="reports a round adds")
    parser.add_argument("--rounds", type=int, default=plan.rounds)
    parser.add_argument("--workers", type=int, default=2, help="pairs that run at a time")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> None:
    """Simulate, and write page and plot."""
    console = Console()
    chosen = arguments(words)
    plan = Plan(chosen.first, chosen.step, chosen.rounds)
    folder = chosen.build / "benchmark-active"
    found = []
    for one in pairs(chosen.annotations, folder, plan, chosen.starts, chosen.workers):
        found.append(one)
        console.print(f"{len(found)} of {chosen.starts} starts simulated.")
    tables = {cost: rows(found, cost) for cost in COSTS}
    reports = load(chosen.annotations, folder)
    text = page(plan, reports.pool, reports.judged, found, tables, chosen.page.stem)
    picture = chosen.page.with_name(chosen.page.stem + PICTURE)
    data = chosen.build / "benchmark-active.json"
    with writing(chosen.page):
        chosen.page.write_text(text, "utf-8")
    with writing(picture):
        draw(tables, picture)
    with writing(data):
        data.write_bytes(TypeAdapter(list[Pair]).dump_json(found, indent=1))
    console.print(f"Wrote {chosen.page}, {picture} and {data}.")


if __name__ == "__main__":
    main()
