"""How many labelled reports can be placed, and how far off the sources after coordinates are.

    python -m benchmarks.places

The distance is that to the printed coordinates, in reports that have them. The margin of postal
towns was chosen on train, so that dev tells more. The reports are composed: towns and
municipalities are real, but plants and their coordinates were invented to suit them.
"""

import argparse
import itertools
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from iusml.annotations.gold import load_split
from iusml.evaluation.page.reliability import wilson
from iusml.geography.find import find_plant
from iusml.geography.where import Quality, kilometres
from iusml.records import Facility

AFTER: Sequence[tuple[Quality, tuple[str, ...]]] = (
    ("city", ("coordinates",)),
    ("municipality", ("coordinates", "city")),
)
"""The sources after coordinates that need no file of the user's, and what is left out for each."""


def main() -> None:
    """Print a table for each split."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annotations", type=Path, default=Path("annotations"))
    parser.add_argument("--split", action="append", choices=("train", "dev"))
    args = parser.parse_args()
    for split in args.split or ["train", "dev"]:
        records = [report.record for report in load_split(args.annotations, split)]
        facilities = [record.facility for record in records if record.facility is not None]
        print(f"\n{split}, {len(facilities)} facilities")
        print("\n".join(itertools.chain(placed(facilities), distances(facilities))))


def without(facility: Facility, names: Sequence[str]) -> Facility:
    """The facility of a report that does not tell the fields `names`."""
    return facility.model_copy(update=dict.fromkeys(names))


def placed(facilities: Sequence[Facility]) -> list[str]:
    """Lines: how many facilities each quality places, as they are and without coordinates."""
    lines = []
    for title, left_out in (("as reported", ()), ("without coordinates", ("coordinates",))):
        found = [find_plant(without(facility, left_out)) for facility in facilities]
        counts = Counter(one.where.quality if one.where else "unknown" for one in found)
        told = [
            f"{quality} {count} ({count / len(found):.0%})"
            for quality, count in counts.most_common()
        ]
        lines.append(f"  {title}: {', '.join(told)}; {sum(len(f.remarks) for f in found)} remarks")
    return lines


def distances(facilities: Sequence[Facility]) -> list[str]:
    """Lines: how far each later source is from the printed coordinates, and how often within."""
    lines = []
    for quality, left_out in AFTER:
        away, within = [], 0
        for facility in facilities:
            printed = find_plant(facility).where
            other = find_plant(without(facility, left_out)).where
            if printed is None or printed.quality != "coordinates":
                continue
            if other is not None and other.quality == quality:
                away.append(kilometres(printed, other))
                within += away[-1] <= other.margin_km
        if away:
            half, most, all_of_them = np.quantile(away, (0.5, 0.9, 1.0))
            low, high = wilson(within, len(away))
            lines.append(
                f"  {quality}: {len(away)} facilities, {half:.1f} km (half of them), {most:.1f} km "
                f"(nine of ten), {all_of_them:.1f} km (all); {within / len(away):.0%} "
                f"({low:.0%}-{high:.0%}) within the margin"
            )
    return lines


if __name__ == "__main__":
    main()
