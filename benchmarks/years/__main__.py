"""``python -m benchmarks.years``: plants and streams found again a year later, one split.

The dev split chose the weights; of the test split figures alone are printed, never errors.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.years.judge import Judged, judge, systems
from iusml.annotations.yearly import FOLDER, LabelledPlant, load_plants
from iusml.evaluation.counts import Counts, f1_interval, total
from iusml.files import writing
from iusml.settings import default_matcher
from iusml.years.meaning import meaning_of

FROZEN = Path("benchmarks/YEARS.md")


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.years", description=__doc__)
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--annotations", type=Path, default=Path("annotations"))
    parser.add_argument("--matcher", type=Path, default=default_matcher())
    parser.add_argument("--page", type=Path, help="build/YEARS-dev.md for the dev split")
    return parser.parse_args(words)


def page(split: str, plants: Sequence[LabelledPlant], found: Sequence[Judged]) -> Iterator[str]:
    """Yield the lines of the page."""
    years = sorted({year for plant in plants for year in plant.years})
    yield "# Year against year"
    yield ""
    yield f"`python -m benchmarks.years --split {split}`: {len(plants)} composed plants, reports of"
    yield f"{', '.join(map(str, years))}, {found[-1].gold} pairs of streams that are the same."
    yield "Brackets hold 95 % intervals, by drawing whole plants again (bootstrap). Streams are"
    yield "linked within the plants that iusml links; the plants of the baselines are those with"
    yield "the same facility number, and with the same operator."
    yield ""
    for what in ("plants", "streams"):
        yield f"| {what} | precision | recall | F1 |"
        yield "| --- | --: | --: | --: |"
        for one in found:
            yield _line(one.name, getattr(one, what))
        yield ""
    yield "| percent changes that are told right | share |"
    yield "| --- | --: |"
    yield from (f"| {one.name} | {total(one.percents).recall:.3f} |" for one in found)


def _line(name: str, counts: Sequence[Counts]) -> str:
    whole, (low, high) = total(counts), f1_interval(counts)
    return (
        f"| {name} | {whole.precision:.3f} | {whole.recall:.3f} "
        f"| {whole.f1:.3f} [{low:.3f}, {high:.3f}] |"
    )


def main(words: Sequence[str] | None = None) -> None:
    """Print and write the page; list the errors of the program on dev."""
    options = arguments(words)
    plants = load_plants(options.annotations / FOLDER / options.split)
    reports = [plant.report(year) for plant in plants for year in plant.years]
    every = systems(meaning_of(reports, options.matcher))
    found = [judge(plants, system, every[-1]) for system in every]
    text = "\n".join(page(options.split, plants, found)) + "\n"
    target = options.page or (FROZEN if options.split == "test" else Path("build/YEARS-dev.md"))
    with writing(target):
        target.write_text(text, "utf-8")
    print(text)
    if options.split == "dev":
        print("\n".join(found[-1].errors))


if __name__ == "__main__":
    main()
