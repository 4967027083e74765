"""``python -m training.triage MODEL``: learn which windows of a report the network can leave out.

A logistic regression tells windows with a labelled word of their own from those without, by the
words of the training reports that have a text layer, and of written ones. Below which score a
window is left out is chosen on predictions for authors who were left out of learning, so that
hardly a labelled span or page is lost. Prints what is lost and what is saved there and on dev.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from tokenizers import Tokenizer

from iusml.annotations.gold import GoldReport, load_split, project, span_words
from iusml.document import Document
from iusml.models import TRIAGE, open_model
from iusml.reading.reader import read_document
from iusml.tagging.rules import RulesTagger
from iusml.tagging.tagger import Cut, cutter, word_encoder
from iusml.tagging.triage import (
    SIZE,
    Triage,
    WordWeights,
    distinct,
    hashed,
    never_left_out,
    read_weights,
    write_weights,
)
from iusml.tagging.windows import Window
from training.corpus import gold_folder, written_pages
from training.generator.written import load_written

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
SPANS_KEPT, PAGES_KEPT = 0.998, 0.995
"""The share of labelled spans, and of pages with one, that must be kept of unseen authors."""
FOLDS = 7
STRENGTH = 20.0
WRITTEN_WEIGHT = 0.3
"""How much a window of a written report counts beside one of a labelled report."""
SAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Case:
    """A report's windows: which of them hold a label, and which are never left out.

    `spans` and `pages` hold the windows of each labelled span and of each page with a label.
    """

    author: str
    document: Document
    windows: list[Window]
    labelled: Flags
    sure: Flags
    spans: list[list[int]]
    pages: list[list[int]]


def report_cases(reports: Iterable[GoldReport], cut: Cut) -> Iterator[Case]:
    """Yield the labelled reports that have a text layer."""
    for report in reports:
        if not report.scanned:
            document = read_document(report.pdf)
            tags = project(document, report.spans, source=report.id)
            spans = [span_words(document, span) for span in report.spans]
            yield _case(report.id.partition("-")[0], document, tags, spans, cut)


def written_cases(cut: Cut, count: int) -> Iterator[Case]:
    """Yield the first `count` written reports, each laid out once."""
    for seed in range(count):
        document, tags = written_pages(seed)
        yield _case("written", document, tags, [], cut)


def _case(
    author: str, document: Document, tags: Sequence[int], spans: Sequence[Sequence[int]], cut: Cut
) -> Case:
    windows = cut(document)
    owner = [at for at, one in enumerate(windows) for _ in range(one.start, one.end)]
    sure = never_left_out(document, windows, RulesTagger().scores(document))
    pages = [range(p.start, p.end) for p in document.pages if any(tags[p.start : p.end])]
    return Case(
        author,
        document,
        windows,
        np.array([any(tags[one.start : one.end]) for one in windows], bool),
        np.array(sure, bool),
        *[[sorted({owner[i] for i in words}) for words in some] for some in (spans, pages)],
    )


def described(cases: Sequence[Case]) -> Any:
    """Return how often each weight counts in each window's score, shape (windows, SIZE)."""
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for case in cases:
        for window in case.windows:
            found = [at for word in distinct(case.document, window) for at in hashed(word)]
            columns.extend(found)
            values.extend([len(found) ** -0.5] * len(found))
            ends.append(len(columns))
    matrix = csr_matrix((values, columns, ends), shape=(len(ends) - 1, SIZE))
    matrix.sum_duplicates()
    return matrix


def fit(cases: Sequence[Case], written: Sequence[Case]) -> LogisticRegression:
    """Learn to tell windows with labels from those without."""
    truth = [np.concatenate([one.labelled for one in some]) for some in (cases, written) if some]
    counts = np.repeat((1.0, WRITTEN_WEIGHT)[: len(truth)], [len(one) for one in truth])
    rows = vstack([described(some) for some in (cases, written) if some]).tocsr()
    model = LogisticRegression(
        C=STRENGTH, solver="liblinear", dual=True, tol=0.01, max_iter=500, random_state=0
    )
    return model.fit(rows, np.concatenate(truth), sample_weight=counts)


def unseen(cases: Sequence[Case], written: Sequence[Case]) -> list[Numbers]:
    """Return the scores of each report's windows by what has learned from other authors."""
    authors = [case.author for case in cases]
    scores: list[Numbers] = [np.zeros(0)] * len(cases)
    folds = GroupKFold(min(FOLDS, len(set(authors))))
    for learn, judge in folds.split(authors, groups=authors):
        model = fit([cases[i] for i in learn], written)
        for at in judge:
            scores[at] = model.decision_function(described([cases[at]]))
    return scores


@dataclass(frozen=True, slots=True)
class Judged:
    """A report's windows with their scores, infinite where they are never left out.

    A span is lost with any of its windows, a page with all: `spans` and `pages` hold the least
    score that loses none.
    """

    scores: Numbers
    pieces: Numbers
    spans: Numbers
    pages: Numbers


def judged(case: Case, scores: Numbers) -> Judged:
    """Return what leaving out windows by `scores` would do to a report."""
    kept = np.where(case.sure, np.inf, scores)
    return Judged(
        kept,
        np.array([len(one.pieces) for one in case.windows], float),
        np.array([kept[windows].min() for windows in case.spans if windows], float),
        np.array([kept[windows].max() for windows in case.pages], float),
    )


def least_score(reports: Sequence[Judged]) -> float:
    """Return the highest limit that keeps enough spans and pages."""
    limits = []
    for name, share in (("spans", SPANS_KEPT), ("pages", PAGES_KEPT)):
        found = np.sort(np.concatenate([getattr(one, name) for one in reports]))
        limits.append(float(found[int((1 - share) * len(found))]))
    return min(limits)


def measured(reports: Sequence[Judged], least: float) -> Iterator[str]:
    """Yield a line for spans and pages kept and pieces left out, with bootstrapped intervals."""
    counts = {
        "labelled spans kept": [(np.sum(r.spans >= least), len(r.spans)) for r in reports],
        "pages with labels kept": [(np.sum(r.pages >= least), len(r.pages)) for r in reports],
        "pieces left out": [(r.pieces[r.scores < least].sum(), r.pieces.sum()) for r in reports],
    }
    chance = np.random.default_rng(1)
    drawn = chance.integers(0, len(reports), (SAMPLES, len(reports)))
    for name, rows in counts.items():
        table = np.array(rows, float)
        part, whole = table.sum(axis=0)
        parts, wholes = table[drawn].sum(axis=1).T
        low, high = np.percentile(parts / np.maximum(wholes, 1), (2.5, 97.5))
        yield f"{name} {part / max(whole, 1):.4f} [{low:.4f}, {high:.4f}] of {whole:.0f}"


def learned(cases: Sequence[Case], written: Sequence[Case]) -> tuple[WordWeights, list[str]]:
    """Learn the weights and the limit; return them with how they do on unseen authors."""
    reports = [judged(*one) for one in zip(cases, unseen(cases, written), strict=True)]
    least = least_score(reports)
    model = fit(cases, written)
    weights = WordWeights(model.coef_[0].astype(np.float16), least - float(model.intercept_[0]))
    return weights, list(measured(reports, least))


def check(weights: WordWeights, cases: Sequence[Case]) -> list[str]:
    """Return how the weights do on reports that they were not learned from."""
    triage = Triage(weights, RulesTagger())
    reports = []
    for case in cases:
        scores = np.array([triage.score(case.document, one) for one in case.windows], float)
        reports.append(judged(case, scores))
    return list(measured(reports, weights.least))


def make(model: Path, reports: Iterable[GoldReport], written: int | None) -> tuple[Cut, list[str]]:
    """Write ``triage.npz`` into the folder `model`, learned from labelled and `written` reports.

    `written` None takes all. Returns what cuts windows, and how it does on authors left out.
    """
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    cut = cutter(open_model(model, calibrated=False).config, word_encoder(tokenizer))
    count = len(load_written()) if written is None else written
    weights, told = learned(list(report_cases(reports, cut)), list(written_cases(cut, count)))
    write_weights(model / TRIAGE, weights)
    return cut, told


def main() -> None:
    """Write ``triage.npz`` beside the model; prints what it keeps and leaves out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--repository", type=Path, default=Path())
    parser.add_argument("--written", type=int, help="written reports to learn from; all")
    options = parser.parse_args()
    root = gold_folder(options.repository)
    cut, unseen_lines = make(options.model, load_split(root, "train"), options.written)
    print("train, authors left out:", *unseen_lines, sep="\n  ")
    dev = list(report_cases(load_split(root, "dev"), cut))
    print("dev:", *check(read_weights(options.model / TRIAGE), dev), sep="\n  ")


if __name__ == "__main__":
    main()
