"""``python -m benchmarks.review_value``: what a look is worth, on the labelled dev split.

Writes the figures as JSON; ``python -m benchmarks.review_page`` makes a page of them.
"""

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.review_value.looks import Look, looks
from benchmarks.review_value.orders import DRAWS, GAINS, LOOKS, compare, curves, table
from benchmarks.review_value.records import fill, gold_by_key, read_reports
from iusml.files import writing

NAME = "benchmark-review-value.json"


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.review_value", description=__doc__)
    parser.add_argument("--annotations", type=Path, default=Path("annotations"))
    parser.add_argument("--build", type=Path, default=Path("build"))
    parser.add_argument("--draws", type=int, default=DRAWS, help="sets of reports drawn")
    return parser.parse_args(words)


def measured(found: Sequence[Look], missed: int, draws: int) -> dict[str, Any]:
    """All figures: of all streams, and of those that the program itself marks."""
    marked = [look for look in found if look.marked]
    return {
        "reports": len({look.report for look in found}),
        "missed": missed,
        "sets": {"all": _of(found, draws), "marked": _of(marked, draws)},
    }


def _of(found: Sequence[Look], draws: int) -> dict[str, Any]:
    columns = table(found)
    told: dict[str, Any] = {"streams": len(found)}
    for gain in GAINS:
        at = {}
        for number in LOOKS:
            removed, times = compare(columns, gain, number, draws)
            at[number] = {"removed": removed, "times": times}
        told[gain] = {"total": float(columns.gains[gain].sum()), "at": at}
    told["curves"] = {gain: curves(columns, gain) for gain in GAINS}
    return told


def main(words: Sequence[str] | None = None) -> None:
    """Measure, print the queue's line, and write the figures."""
    chosen = arguments(words)
    console = Console()
    gold, records = read_reports(chosen.annotations, chosen.build, console.print)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/dev.db"
        fill(url, records)
        found, missed = looks(url, gold_by_key(gold, records))
    data = measured(found, missed, chosen.draws)
    for name, part in data["sets"].items():
        for gain in GAINS:
            for number, at in part[gain]["at"].items():
                told = ", ".join(f"{o} {v[0]:.1f}" for o, v in at["removed"].items())
                times = "{:.1f} times random ({:.1f}–{:.1f})".format(*at["times"]["queue"])
                console.print(f"{name}, {gain}, {number} looks: {told}; queue {times}")
    path = chosen.build / NAME
    with writing(path):
        path.write_text(json.dumps(data, indent=1) + "\n", "utf-8")
    console.print(f"Wrote {path}.")


if __name__ == "__main__":
    main()
