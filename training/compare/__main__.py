"""``python -m training.compare PLAN``: run a plan of experiments and write its page.

A run that has a result is not made again, so the command goes on where it was stopped. The page
is written anew after each run. Results lie beside it, log and kept models in
``build/compare/NAME``.
"""

import argparse
from pathlib import Path

from training.compare.page import page
from training.compare.plan import Plan, load_plan
from training.compare.plot import learning_curve
from training.compare.results import Result
from training.compare.runner import Runner
from training.tracked import log_to


def compare(path: Path, repository: Path, build: Path, only: list[str], *, train: bool) -> None:
    """Make what is missing of the plan at `path`, or only the page of what is there."""
    plan = load_plan(path)
    unknown = sorted(set(only) - set(plan.variants))
    if unknown:
        raise SystemExit(f"{path} has no variant {', '.join(unknown)}.")
    work = build / "compare" / plan.name
    log_to(work / "compare.log")
    runner = Runner(plan, repository, build)
    command = f"python -m training.compare {path}"
    _write(plan, runner.results(), command)
    if train:
        for _ in runner.missing(only):
            _write(plan, runner.results(), command)


def _write(plan: Plan, results: list[Result], command: str) -> None:
    text = page(plan, results, command)
    if plan.plot and results:
        picture = plan.page.with_suffix(".svg")
        learning_curve(results, plan.splits[0], picture)
        text += f"\n![Learning curve]({picture.name})\n"
    plan.page.write_text(text, "utf-8")


def main() -> None:
    """Run the plan that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--repository", type=Path, default=Path())
    parser.add_argument("--build", type=Path, default=Path("build"))
    parser.add_argument("--only", nargs="+", default=[], metavar="VARIANT")
    parser.add_argument("--page", action="store_true", help="write the page, make no run")
    given = parser.parse_args()
    compare(given.plan, given.repository, given.build, given.only, train=not given.page)


if __name__ == "__main__":
    main()
