"""``python -m training.train_linker``: learn what belongs together, and ship the models.

Two models: one for pairs of running text and lists, one for carriers, receivers and treatments
that are told once for many. ``--evaluate`` leaves the shipped models as they are and measures:
training reports cross-validated by report, dev reports with the shipped models, and for text the
hand-written rules beside both.
"""

import argparse
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

import iusml
from iusml.annotations.gold import GoldReport, load_split
from iusml.assembly.drafts import Draft
from iusml.assembly.prose import link_prose
from iusml.assembly.scorers import COLLECTIVE, PASSAGES, Linkers, shipped
from iusml.files import packed
from iusml.reading.reader import read_document
from training.corpus import gold_folder
from training.linking import collective
from training.linking.examples import (
    Labelled,
    Pairs,
    joined,
    noisy,
    of_report,
    of_seed,
    of_shared,
    pairs,
)
from training.linking.model import exported, fit, scorer
from training.linking.rules import link_by_rules
from training.linking.scoring import Link, count, home_lines, lines

FOLDS: Final = 5
GENERATED_REPORTS: Final = 240
FIRST_SEED: Final = 5_000_000
SHARED_PAGES: Final = 300
FIRST_SHARED: Final = 10_000
COLLECTIVE_TREES: Final = 350
Reports = list[tuple[GoldReport, Labelled]]


@dataclass(frozen=True, slots=True)
class Material:
    """Pairs of labelled reports and of generated pages."""

    labelled: Pairs
    generated: Pairs

    def without(self, reports: Sequence[str]) -> "Material":
        """All but the pairs of `reports`."""
        known = ~np.isin(self.labelled.report, list(reports))
        return Material(self.labelled.chosen(known), self.generated)


def load(split: str, repository: Path) -> Reports:
    """Read the labelled reports of a split."""
    gold = load_split(gold_folder(repository), split)
    return [(report, of_report(report, read_document(report.pdf))) for report in gold]


def passage_material(reports: Reports) -> Material:
    """The pairs of text and lists, labelled ones once more with noise on their entities."""
    clean = [source for _, source in reports]
    chance = random.Random(0)
    labelled = joined([pairs(clean), pairs([noisy(source, chance) for source in clean])])
    chance = random.Random(1)
    seeds = range(FIRST_SEED, FIRST_SEED + GENERATED_REPORTS)
    generated = [noisy(of_seed(seed), chance) for seed in seeds]
    seeds = range(FIRST_SHARED, FIRST_SHARED + SHARED_PAGES)
    generated += [noisy(of_shared(seed), chance) for seed in seeds]
    return Material(labelled, pairs(generated))


def collective_material(reports: Reports, passages: Any) -> Material:
    """The pairs of what is told once for many, when text is linked by the model `passages`."""
    score = scorer(passages)
    labelled = collective.collective_pairs([source for _, source in reports], score)
    return Material(labelled, collective.generated_pairs(score))


def fit_passages(material: Material) -> Any:
    """Fit the model for pairs of text and lists."""
    return fit(material.labelled, material.generated)


def fit_collective(material: Material) -> Any:
    """Fit the model for what is told once for many."""
    return fit(material.labelled, material.generated, trees=COLLECTIVE_TREES)


def cross_validated(reports: Reports, passages: Material, shared: Material) -> dict[str, Linkers]:
    """For every report, by name, models that have not seen it."""
    names = [gold.id for gold, _ in reports]
    found: dict[str, Linkers] = {}
    for fold in range(FOLDS):
        held = names[fold::FOLDS]
        fitted = fit_passages(passages.without(held)), fit_collective(shared.without(held))
        found.update(dict.fromkeys(held, Linkers(scorer(fitted[0]), scorer(fitted[1]))))
    return found


def learned(linkers: Callable[[Labelled], Linkers]) -> Link:
    """Linking of text with the models for a report."""

    def link(source: Labelled) -> list[Draft]:
        score = linkers(source).passages
        return link_prose(source.document, source.layout, source.entities, source.year, score)

    return link


def by_rules(source: Labelled) -> list[Draft]:
    """Linking with the hand-written rules."""
    return link_by_rules(source.document, source.layout, source.entities, source.year)


def main() -> None:
    """Train or evaluate; prints linking F1 on train (cross-validated) and dev."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluate", action="store_true", help="measure, write no model")
    evaluate = parser.parse_args().evaluate
    repository = Path(iusml.__file__).parent.parent
    train, dev = load("train", repository), load("dev", repository)
    passages = passage_material(train)
    fitted = fit_passages(passages)
    shared = collective_material(train, fitted)
    if not evaluate:
        for name, model, material in (
            (PASSAGES, fitted, passages),
            (COLLECTIVE, fit_collective(shared), shared),
        ):
            target = repository / "iusml" / "data" / name
            target.write_bytes(packed(exported(model, material.labelled.features)))
            print(f"Wrote {target} ({target.stat().st_size / 1024:.0f} kB).")
        shipped.cache_clear()
    unseen = cross_validated(train, passages, shared)

    def held_out(source: Labelled) -> Linkers:
        return unseen[source.name]

    def ships(_: Labelled) -> Linkers:
        return shipped()

    text = {
        "train, rules": count(train, by_rules),
        "train, cross-val.": count(train, learned(held_out)),
        "dev, rules": count(dev, by_rules),
        "dev, shipped": count(dev, learned(ships)),
    }
    print("Text and lists, F1 (right/wrong/missed)")
    print(*lines(text), sep="\n")
    print("All places, F1 (right/wrong/missed)")
    print(
        *home_lines({"train, cross-val.": (train, held_out), "dev, shipped": (dev, ships)}),
        sep="\n",
    )


if __name__ == "__main__":
    main()
