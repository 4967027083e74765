"""Write ``iusml/data/report_wastes.csv.xz``: what training reports call their waste, and its codes.

    python -m training.report_wastes

Descriptions and printed codes from the gold records, each once; nothing else of a report is kept.
Dev and test reports are not read.
"""

import argparse
import csv
import io
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from iusml.annotations.gold import load_split
from iusml.codes.phrases import Phrase
from iusml.normalise.text import clean, fold
from iusml.records import WasteStream


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annotations", type=Path, default=Path("annotations"))
    parser.add_argument("--out", type=Path, default=Path("iusml/data/report_wastes.csv.xz"))
    args = parser.parse_args()
    reports = load_split(args.annotations, "train")
    wastes = wastes_of(stream for report in reports for stream in report.record.waste_streams)
    args.out.write_bytes(packed(wastes))


def wastes_of(streams: Iterable[WasteStream]) -> list[Phrase]:
    """Return each description once, case and accents aside, with its codes, the most usual first.

    Streams without a description or a printed code are left out.
    """
    shown: dict[str, str] = {}
    codes: dict[str, Counter[str]] = defaultdict(Counter)
    for stream in streams:
        if stream.description and stream.ewc_code:
            text = clean(stream.description)
            shown.setdefault(fold(text), text)
            codes[fold(text)][stream.ewc_code] += 1
    return [
        Phrase(shown[key], tuple(code for code, _ in codes[key].most_common()))
        for key in sorted(shown)
    ]


def packed(wastes: Iterable[Phrase]) -> bytes:
    """The table ``text,codes`` of `wastes`, packed."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["text", "codes"])
    writer.writerows((waste.text, " ".join(waste.codes)) for waste in wastes)
    return lzma.compress(table.getvalue().encode(), preset=lzma.PRESET_EXTREME | 9)


if __name__ == "__main__":
    main()
