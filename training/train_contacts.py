"""``python -m training.train_contacts``: learn who of a report's people is a contact, and ship it.

``--evaluate`` leaves the shipped model as it is and measures: training and dev reports with their
labels, cross-validated by report.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from sklearn.ensemble import ExtraTreesClassifier, VotingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import iusml
from iusml.annotations.gold import load_split
from iusml.assembly.scorers import CONTACTS
from iusml.files import packed
from iusml.reading.reader import read_document
from training.corpus import gold_folder
from training.linking.examples import Pairs
from training.linking.model import exported, scorer
from training.people import Source, examples, of_report

FOLDS: Final = 5
TREES: Final = 75


def load(splits: Sequence[str], repository: Path) -> list[Source]:
    """Read the labelled reports of splits."""
    gold = [g for split in splits for g in load_split(gold_folder(repository), split)]
    return [of_report(report, read_document(report.pdf)) for report in gold]


def fit(pairs: Pairs) -> Any:
    """Fit the mean of a line and of random trees; the same people give the same model."""
    line = make_pipeline(StandardScaler(), LogisticRegression(C=0.02, max_iter=500))
    trees = ExtraTreesClassifier(TREES, min_samples_leaf=2, max_features=0.2, random_state=0)
    model = VotingClassifier(
        [("line", line), ("trees", trees)], voting="soft", flatten_transform=False
    )
    return model.fit(pairs.features, pairs.truth)


def cross_validated(pairs: Pairs) -> tuple[float, float]:
    """Precision and recall of a judge that has not seen the report."""
    names = sorted(set(pairs.report.tolist()))
    chances = np.zeros(len(pairs.truth), dtype=np.float32)
    for fold in range(FOLDS):
        held = np.isin(pairs.report, names[fold::FOLDS])
        chances[held] = scorer(fit(pairs.chosen(~held)))(pairs.features[held])
    kept, truth = chances >= 0.5, pairs.truth == 1
    right = float((kept & truth).sum())
    return right / float(kept.sum()), right / float(truth.sum())


def main() -> None:
    """Train or evaluate; prints precision and recall of contacts among the people of reports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluate", action="store_true", help="measure, write no model")
    repository = Path(iusml.__file__).parent.parent
    evaluate = parser.parse_args().evaluate
    pairs = examples(load(["train", "dev"] if evaluate else ["train"], repository))
    if evaluate:
        precision, recall = cross_validated(pairs)
        print(f"{len(pairs.truth)} people: precision {precision:.3f} recall {recall:.3f}")
        return
    target = repository / "iusml" / "data" / CONTACTS
    target.write_bytes(packed(exported(fit(pairs), pairs.features[:500])))
    print(f"{target}: {target.stat().st_size // 1000} kB from {len(pairs.truth)} people")


if __name__ == "__main__":
    main()
