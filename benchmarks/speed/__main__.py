"""``python -m benchmarks.speed``: pages a second and memory, beside what would else be used.

Measures in one run, on labelled and drawn pages, and writes a page with a picture and the same
figures as JSON.
"""

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console

from benchmarks.speed.measuring import Plan, run
from benchmarks.speed.page import PICTURE, page
from benchmarks.speed.picture import draw
from benchmarks.speed.results import goals
from iusml.files import writing
from iusml.settings import default_model

FROZEN = Path("benchmarks/SPEED.md")
USUAL = Plan(pages=304, rounds=3, flat=500)
QUICK = Plan(pages=24, rounds=1, flat=12)


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what the command line asks for, with a plan; a quick run has a smaller one."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small run, to see that it works")
    parser.add_argument("--pages", type=int, help=f"at least so many pages ({USUAL.pages})")
    parser.add_argument("--rounds", type=int, help=f"runs of each program ({USUAL.rounds})")
    parser.add_argument(
        "--flat", type=int, help=f"reports to watch memory over ({USUAL.flat}); 0: none"
    )
    parser.add_argument("--annotations", type=Path, default=Path("annotations"))
    parser.add_argument("--build", type=Path, default=Path("build"))
    parser.add_argument(
        "--page", type=Path, help=f"the page to write ({FROZEN}; quick: BUILD/SPEED-quick.md)"
    )
    chosen = parser.parse_args(words)
    usual = QUICK if chosen.quick else USUAL
    chosen.plan = Plan(
        pages=usual.pages if chosen.pages is None else chosen.pages,
        rounds=usual.rounds if chosen.rounds is None else chosen.rounds,
        flat=usual.flat if chosen.flat is None else chosen.flat,
    )
    chosen.page = chosen.page or (chosen.build / "SPEED-quick.md" if chosen.quick else FROZEN)
    return chosen


def main(words: Sequence[str] | None = None) -> None:
    """Measure, and write page, picture and data."""
    chosen = arguments(words)
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        found, watched = run(
            chosen.annotations, default_model(), Path(folder), chosen.plan, console.print
        )
    data = {**asdict(found), "goals": [asdict(goal) for goal in goals(found)]}
    kept = chosen.build / f"benchmark-{chosen.page.stem.lower()}.json"
    text = page(found, chosen.page.stem)
    console.print(text, markup=False, soft_wrap=True)
    for path, content in ((chosen.page, text), (kept, json.dumps(data, indent=1) + "\n")):
        with writing(path):
            path.write_text(content, "utf-8")
        console.print(f"Wrote {path}.")
    if watched:
        picture = chosen.page.with_name(chosen.page.stem + PICTURE)
        with writing(picture):
            draw(watched, picture)
        console.print(f"Wrote {picture}.")


if __name__ == "__main__":
    main()
