"""``python -m training.train_linker``: learn linking in prose and lists, and ship the model.

``--evaluate`` leaves the shipped model as it is and measures: training reports cross-validated
by report, dev reports with the shipped model, the hand-written rules beside both.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

import iusml
from iusml.annotations.gold import GoldReport, load_split
from iusml.assembly.drafts import Draft
from iusml.assembly.linking import MODEL, Scorer, shipped
from iusml.assembly.prose import link_prose
from iusml.reading.reader import read_document
from training.corpus import gold_folder
from training.linking.examples import Labelled, Pairs, joined, noisy, of_report, of_seed, pairs
from training.linking.model import exported, fit, scorer
from training.linking.rules import link_by_rules
from training.linking.scoring import Counts, Link, count, lines

FOLDS: Final = 5
GENERATED_REPORTS: Final = 240
FIRST_SEED: Final = 5_000_000
Reports = list[tuple[GoldReport, Labelled]]


def load(split: str, repository: Path) -> Reports:
    """Read the labelled reports of a split."""
    gold = load_split(gold_folder(repository), split)
    return [(report, of_report(report, read_document(report.pdf))) for report in gold]


def training_pairs(reports: Sequence[tuple[GoldReport, Labelled]]) -> Pairs:
    """The pairs of labelled reports: once as they are, once with noise on their entities."""
    clean = [source for _, source in reports]
    chance = random.Random(0)
    return joined([pairs(clean), pairs([noisy(source, chance) for source in clean])])


def generated_pairs() -> Pairs:
    """The pairs of generated pages, with noise on their entities."""
    chance = random.Random(1)
    seeds = range(FIRST_SEED, FIRST_SEED + GENERATED_REPORTS)
    return pairs([noisy(of_seed(seed), chance) for seed in seeds])


def learned(score: Scorer) -> Link:
    """Linking with the model `score`."""

    def link(source: Labelled) -> list[Draft]:
        return link_prose(source.document, source.layout, source.entities, source.year, score)

    return link


def by_rules(source: Labelled) -> list[Draft]:
    """Linking with the hand-written rules."""
    return link_by_rules(source.document, source.layout, source.entities, source.year)


def cross_validated(reports: Reports, labelled: Pairs, generated: Pairs) -> Counts:
    """Count the links of every report with a model that has not seen it."""
    score_of: dict[str, Scorer] = {}
    names = [gold.id for gold, _ in reports]
    for fold in range(FOLDS):
        held = set(names[fold::FOLDS])
        model = fit(labelled.chosen(~np.isin(labelled.report, list(held))), generated)
        score_of.update(dict.fromkeys(held, scorer(model)))
    return count(reports, lambda source: learned(score_of[source.name])(source))


def main() -> None:
    """Train or evaluate; prints linking F1 on train (cross-validated) and dev."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluate", action="store_true", help="measure, write no model")
    evaluate = parser.parse_args().evaluate
    repository = Path(iusml.__file__).parent.parent
    train, dev = load("train", repository), load("dev", repository)
    labelled, generated = training_pairs(train), generated_pairs()
    if not evaluate:
        model = fit(labelled, generated)
        target = repository / "iusml" / "data" / MODEL
        target.write_bytes(exported(model, labelled.features))
        shipped.cache_clear()
        print(f"Wrote {target} ({target.stat().st_size / 1024:.0f} kB).")
    results = {
        "train, rules": count(train, by_rules),
        "train, cross-val.": cross_validated(train, labelled, generated),
        "dev, rules": count(dev, by_rules),
        "dev, shipped": count(dev, learned(shipped())),
    }
    print("F1 (right/wrong/missed)")
    for line in lines(results):
        print(line)


if __name__ == "__main__":
    main()
