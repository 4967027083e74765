"""The pages that everything is measured on: labelled reports and drawn ones, about half and half.

Training reports are no fair measure: of pages that the triage has learned from it leaves out more
than of others. Reports of the test split are never read here: speed is worked on, and they stay
unseen.
"""

import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.long_report import draw_long_report
from iusml.annotations.gold import GoldReport, load_split
from iusml.reading.pdf import open_pdf

SPLIT = "dev"
DRAWN_LENGTH = 8
"""Pages of a drawn report."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Files with their counts of pages; `folder` holds them all and nothing else."""

    folder: Path
    labelled: dict[Path, int]
    drawn: dict[Path, int]

    @property
    def files(self) -> list[Path]:
        """All files, in the order of their names."""
        return sorted([*self.labelled, *self.drawn])

    @property
    def count(self) -> int:
        """How many pages there are."""
        return sum(self.labelled.values()) + sum(self.drawn.values())


def collect(annotations: Path, folder: Path, least: int) -> Pages:
    """Put `least` pages or more into `folder`, half of them labelled ones or as many as there are.

    The same annotations and number give the same pages.
    """
    folder.mkdir(parents=True)
    labelled, drawn = {}, {}
    for report in chosen(annotations, -(-least // 2)):
        path = folder / f"{report.id}.pdf"
        shutil.copyfile(report.pdf, path)
        labelled[path] = page_count(path)
    left = least - sum(labelled.values())
    for number, length in enumerate(_lengths(left), start=1):
        path = draw_long_report(folder / f"drawn-{number:03}.pdf", length, seed=number)
        drawn[path] = length
    return Pages(folder, labelled, drawn)


def chosen(annotations: Path, least: int) -> list[GoldReport]:
    """Draw born-digital reports of SPLIT until they have `least` pages together, or all."""
    born_digital = (one for one in load_split(annotations, SPLIT) if not one.scanned)
    reports = sorted(born_digital, key=lambda one: one.id)
    random.Random(1).shuffle(reports)
    found: list[GoldReport] = []
    pages = 0
    while reports and pages < least:
        found.append(reports.pop())
        pages += page_count(found[-1].pdf)
    return found


def _lengths(pages: int) -> Sequence[int]:
    whole, rest = divmod(max(0, pages), DRAWN_LENGTH)
    return [DRAWN_LENGTH] * whole + [rest] * bool(rest)


def draw_reports(folder: Path, count: int) -> Path:
    """Draw `count` different reports of one page each."""
    folder.mkdir(parents=True)
    for number in range(1, count + 1):
        draw_long_report(folder / f"drawn-{number:04}.pdf", 1, seed=1000 + number)
    return folder


def page_count(path: Path) -> int:
    """Return the number of pages of a file."""
    with open_pdf(path) as file:
        return file.page_count
