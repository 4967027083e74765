"""``python -m training.generator``: draw or time generated reports."""

import argparse
import time
from collections import Counter
from pathlib import Path

from training.generator import bank
from training.generator.preview import draw
from training.generator.report import generate


def main() -> None:
    """Generate reports and draw, count or time them."""
    parser = argparse.ArgumentParser(prog="training.generator", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="first seed")
    parser.add_argument("--count", type=int, default=20, help="number of reports")
    parser.add_argument("--preview", type=Path, help="folder for preview.pdf")
    parser.add_argument("--time", action="store_true", help="print pages per minute")
    parser.add_argument("--bank", action="store_true", help="print the size of the bank")
    options = parser.parse_args()
    start = time.perf_counter()
    reports = [generate(options.seed + number) for number in range(options.count)]
    seconds = time.perf_counter() - start
    pages = sum(len(report.pages) for report in reports)
    labels = Counter(span.label for report in reports for span in report.spans)
    print(f"{len(reports)} reports, {pages} pages, {sum(len(r.streams) for r in reports)} streams")
    print(", ".join(f"{label} {number}" for label, number in labels.most_common()))
    if options.time:
        print(f"{pages / seconds * 60:.0f} pages a minute")
    if options.bank:
        print(", ".join(f"{name} {number}" for name, number in bank.count().items()))
    if options.preview:
        options.preview.mkdir(parents=True, exist_ok=True)
        draw(reports, options.preview / "preview.pdf")


if __name__ == "__main__":
    main()
