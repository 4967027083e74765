"""``python -m benchmarks.promises``: what must never happen on labelled reports, counted.

An amount off by a factor of 1000 without a warning, a letter of the text layer that is in no word
of the document, a page without an entry in the ledger. Prints totals only.
"""

import argparse
from collections import Counter
from pathlib import Path

from benchmarks.corpus import Corpus
from iusml.annotations.gold import GoldReport
from iusml.document import Document
from iusml.evaluation.pair import pair_streams
from iusml.pipeline import Pipeline, load
from iusml.reading.pdf import open_pdf
from iusml.records import WasteStream

NEAR = 0.01
"""How far from a whole factor a ratio of two masses may lie."""


def factor_1000(gold: WasteStream, predicted: WasteStream) -> bool:
    """Whether the predicted mass is 1000 times gold's, or a thousandth of it."""
    masses = [s.quantity.mass_kg if s.quantity else None for s in (gold, predicted)]
    if not masses[0] or not masses[1]:
        return False
    ratio = masses[1] / masses[0]
    return any(abs(ratio / times - 1) < NEAR for times in (1000, 0.001))


def lost_letters(report: GoldReport, document: Document) -> int:
    """How many letters and digits of the text layer no word of `document` has.

    Words that are printed twice at one place count once, as reading keeps them.
    """
    lost = 0
    with open_pdf(report.pdf) as file:
        for page in document.pages:
            if page.source != "text":
                continue
            raw = {(w.text, round(w.box.x0), round(w.box.y0)) for w in file.page(page.number).words}
            printed = Counter(c for text, _, _ in raw for c in text if c.isalnum())
            words = document.words[page.start : page.end]
            kept = Counter(c for word in words for c in word.text if c.isalnum())
            lost += sum((printed - kept).values())
    return lost


def count(corpus: Corpus, pipeline: Pipeline) -> Counter[str]:
    """Count all promises over the reports of `corpus`."""
    found: Counter[str] = Counter()
    for report, document in corpus:
        record = pipeline.extract(document)
        for gold, predicted in pair_streams(
            report.record.waste_streams, record.waste_streams
        ).matched:
            if factor_1000(gold, predicted):
                found["factor 1000"] += 1
                found["factor 1000 without a warning"] += not predicted.warnings
        found["pages"] += len(document.pages)
        with open_pdf(report.pdf) as file:
            found["pages without an entry"] += file.page_count - len(document.pages)
        found["pages failed"] += sum(page.outcome == "failed" for page in document.pages)
        found["letters lost"] += 0 if report.scanned else lost_letters(report, document)
    return found


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annotations", type=Path, default=Path("annotations"))
    parser.add_argument("--split", choices=("train", "dev", "test"), default="test")
    chosen = parser.parse_args()
    found = count(Corpus.load(chosen.annotations, chosen.split), load())
    for name in (
        "pages", "pages without an entry", "pages failed", "letters lost", "factor 1000",
        "factor 1000 without a warning",
    ):  # fmt: skip
        print(f"{name:32} {found[name]:6}")


if __name__ == "__main__":
    main()
