"""``python -m benchmarks.units``: how often the unit of a table's amount is found, given spans.

The pages were written by two people who did not see each other's. The rules were made with the
first file open; the second was counted before it was opened (see `training/EXPERIMENTS.md`).
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.laid_out import laid_out
from iusml.assembly.waste import waste_streams
from iusml.records import WasteStream
from training.generator.written import WrittenReport, parse_reports

FOLDER = Path(__file__).parent
_ANSWER = re.compile(r"⟦QUANTITY=(t|kg|g|m3|l|pcs)\|([^⟦⟧|]+)⟧")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many amounts of one page got the right unit, a wrong one, or none."""

    page: str
    amounts: Counter[str]

    @property
    def faulty(self) -> bool:
        """Whether an amount is not right."""
        return self.amounts.total() > self.amounts["right"]


def outcomes(path: Path) -> Iterator[Outcome]:
    """Lay out each page of a file and read its units. Raises ValueError for a broken file."""
    for number, report in enumerate(parse_reports(path.read_text("utf-8"), path.name)):
        document, _, entities = laid_out(report, number)
        streams = waste_streams(document, entities, int(report.title[:4]))
        yield Outcome(f"{path.name}:{report.line} {report.title}", _counted(report, streams))


def _counted(report: WrittenReport, streams: list[WasteStream]) -> Counter[str]:
    found: dict[str, set[str]] = {}
    for stream in streams:
        earlier = [one.quantity for one in stream.history]
        for quantity in (stream.quantity, *earlier):
            if quantity:
                found.setdefault(_bare(quantity.text), set()).add(quantity.unit)
    counted: Counter[str] = Counter()
    for block in report.blocks:
        for unit, text in _ANSWER.findall("\n".join(block.lines)):
            units = found.get(_bare(text), set())
            counted["right" if unit in units else "wrong" if units else "none"] += 1
    return counted


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def main() -> None:
    """Print the shares by file, and every page with an error if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", default=sorted(FOLDER.glob("*.txt")))
    parser.add_argument("--errors", action="store_true", help="list the pages with errors")
    given = parser.parse_args()
    for path in given.files:
        found = list(outcomes(path))
        total = sum((one.amounts for one in found), Counter[str]())
        share = total["right"] / total.total()
        print(f"{path.name}: {share:.3f} of {total.total()} amounts right, {dict(total)}")
        for one in found if given.errors else ():
            if one.faulty:
                print(f"  {one.page}: {dict(one.amounts)}")


if __name__ == "__main__":
    main()
