"""``python -m training.train_matcher FOLDER``: what suggesting and matching learn from labels.

Into an exported embedder's folder come ``codes.npz`` (a linear model from vectors to codes),
``phrases.csv.gz`` (the labelled descriptions that texts are compared with), ``needs.npz`` (what is
kept of labelled needs) and ``matcher.json`` (how letters and meaning are blended, and how features
of a pair become a probability). The linear model learns from the training descriptions, weights of
codes from the dev split, those of pairs from the judged catalogues in ``fit``; prints what it
measures.
"""

import argparse
import gzip
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize

from iusml.annotations.matching import Judged, fit_folders, load_judged, matching_folder
from iusml.codes.phrases import NONE, Phrase, load_none, load_phrases
from iusml.codes.suggester import (
    HEAD,
    NO_WASTE,
    PHRASES,
    Suggester,
    known_codes,
    load_head,
    load_suggester,
    log_probabilities,
)
from iusml.embedding.embedder import Embedder, Vectors
from iusml.embedding.folder import Blend, MatcherSettings, Scorer
from iusml.files import open_text
from iusml.matching.knowledge import Knowledge
from iusml.matching.known_needs import (
    KNOWN,
    PARTLY,
    KnownNeed,
    learned_of,
    load_known_needs,
    load_needs,
    write_known,
)
from iusml.matching.matcher import Matcher
from training.corpus import gold_folder
from training.embedder.examples import code_text
from training.fit_scorer import fit_scorer

EPOCHS, RATE, DECAY, BATCH = 30, 3e-3, 1e-4, 256
ALSO = 0.3
"""What a code counts that a description could also be given, beside its first one."""
BRANCH_WEIGHTS = (0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0)
LISTED = 2.0
"""How many streams a code counts that a labelled need lists."""
REFUSED = 0.02
"""The share of real descriptions that may be told that no code fits."""
Floats = NDArray[np.float64]


def targets(phrases: Sequence[Phrase], codes: Sequence[str]) -> torch.Tensor:
    """Return the share of every code in each description, shape (phrases, codes)."""
    number = {code: place for place, code in enumerate(codes)}
    shares = torch.zeros(len(phrases), len(codes))
    for row, phrase in enumerate(phrases):
        for place, code in enumerate(phrase.codes):
            shares[row, number[code]] = 1.0 if place == 0 else ALSO
    return shares / shares.sum(dim=1, keepdim=True)


def train_head(
    vectors: Vectors, wanted: torch.Tensor, start: Vectors, seed: int = 1
) -> tuple[Vectors, Vectors]:
    """Return weights (width, codes) and bias (codes,) of the linear model.

    `start` are the vectors of the codes' names: a code with few descriptions stays near its name.
    """
    torch.manual_seed(seed)
    given = torch.from_numpy(vectors)
    weights = torch.nn.Parameter(torch.from_numpy(start.T.copy()) * 20.0)
    bias = torch.nn.Parameter(torch.zeros(wanted.shape[1]))
    optimiser = torch.optim.AdamW([weights, bias], lr=RATE * 20, weight_decay=DECAY)
    for epoch in range(EPOCHS):
        for group in optimiser.param_groups:
            group["lr"] = RATE * 20 * (1 - epoch / EPOCHS)
        for rows in torch.split(torch.randperm(len(given)), BATCH):
            likely = torch.log_softmax(given[rows] @ weights + bias, dim=1)
            loss = -(wanted[rows] * likely).sum(dim=1).mean()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
    return weights.detach().numpy(), bias.detach().numpy()


def fit_blend(suggester: Suggester, phrases: Sequence[Phrase], none: Sequence[Phrase]) -> Blend:
    """Return how letters and meaning weigh, and from where on no code is taken."""
    everything = [*phrases, *none]
    letters, meaning = suggester.evidence([phrase.text for phrase in everything])
    number = {code: place for place, code in enumerate(known_codes())}
    right = np.zeros(letters.shape, bool)
    for row, phrase in enumerate(everything):
        right[row, [number[code] for code in phrase.codes]] = True

    def cost(weights: Floats) -> float:
        total = log_probabilities(weights[0] * letters + weights[1] * meaning)
        held = (np.exp(total) * right).sum(axis=1)
        return float(-np.log(np.maximum(held, 1e-12)).mean())

    found = minimize(cost, np.array([0.5, 0.5]), method="L-BFGS-B", bounds=[(0, 5), (0, 5)])
    blend = Blend(letters=round(float(found.x[0]), 4), meaning=round(float(found.x[1]), 4))
    told = suggester.blended(blend)
    real = told.probabilities([phrase.text for phrase in phrases])[:, -1]
    others = told.probabilities([phrase.text for phrase in none])[:, -1]
    limit = float(np.quantile(real, 1 - REFUSED))
    print(f"codes: none told of {np.mean(others >= limit):.3f} texts that are no waste")
    return blend.model_copy(update={"none_from": round(limit, 4)})


def fit_branch(suggester: Suggester, embedder: Embedder, judged: Judged) -> float:
    """Return how the branch weighs beside the words, by the streams whose code is known."""
    number = {code: place for place, code in enumerate(known_codes())}
    known = [(s, s.code) for s in judged.streams if s.code and s.id in judged.branches]
    if not known:
        return suggester.blend.branch
    vectors = embedder.embed([stream.description for stream, _ in known], "stream")

    def cost(weight: float) -> float:
        told = suggester.blended(suggester.blend.model_copy(update={"branch": weight}))
        branches = [judged.branches[stream.id] for stream, _ in known]
        found = [
            told.probabilities([stream.description], vector[None], branch)[0, number[code]]
            for (stream, code), vector, branch in zip(known, vectors, branches, strict=True)
        ]
        return float(-np.log(np.maximum(found, 1e-12)).mean())

    costs = {weight: cost(weight) for weight in BRANCH_WEIGHTS}
    print(f"codes of {len(known)} streams, log loss by the branch's weight: {costs}")
    return min(costs, key=lambda weight: costs[weight])


def learn(folder: Path, labelled: Path) -> dict[str, Any]:
    """Fill the embedder's `folder` from the labelled knowledge in `labelled`; return settings."""
    embedder = Embedder(folder)
    codes = known_codes()
    with open_text(labelled / "train" / "codes.csv") as file:
        table = file.read().encode()
    (folder / PHRASES).write_bytes(gzip.compress(table, mtime=0))
    shutil.copyfile(labelled / "train" / "none.txt", folder / NO_WASTE)
    phrases = [*load_phrases(folder / PHRASES), *load_none(folder / NO_WASTE)]
    vectors = embedder.embed([phrase.text for phrase in phrases], "stream")
    names = embedder.embed(
        [code_text(code) if code != NONE else "inget avfall" for code in codes], "need"
    )
    weights, bias = train_head(vectors, targets(phrases, codes), names)
    np.savez(folder / HEAD, weights=weights.astype(np.float16), bias=bias.astype(np.float16))
    settings = MatcherSettings(
        measured_on="the splits dev (codes) and fit (pairs) of annotations/matching"
    )
    _write(folder, settings)
    suggester = load_suggester(folder, embedder)
    none = load_none(labelled / "dev" / "none.txt")
    blend = fit_blend(suggester, load_phrases(labelled / "dev" / "codes.csv"), none)
    judged = load_judged(labelled / "dev")
    branch = fit_branch(suggester.blended(blend), embedder, judged)
    blend = blend.model_copy(update={"branch": branch})
    learn_needs(folder, labelled / "train" / "needs.jsonl", embedder)
    knowledge = Knowledge(embedder, suggester.blended(blend), load_known_needs(folder))
    catalogues = [load_judged(path) for path in fit_folders(labelled)]
    scorer = fit_scorer([(Matcher(one.receivers, knowledge, Scorer()), one) for one in catalogues])
    settings = settings.model_copy(update={"codes": blend, "pairs": scorer})
    _write(folder, settings)
    return settings.model_dump(mode="json")


def learn_needs(folder: Path, path: Path, embedder: Embedder) -> None:
    """Write to `folder` the labelled needs, and what codes the streams have that serve them.

    A stream's codes are what the linear model says of it, besides those that the need lists.
    """
    needs, head = load_needs(path), load_head(folder / HEAD)
    number = {code: place for place, code in enumerate(known_codes())}
    kinds = np.zeros((len(needs), len(number) - 1), np.float32)
    told = [
        (row, text, weight)
        for row, need in enumerate(needs)
        for texts, weight in ((need.serves, 1.0), (need.partly, PARTLY))
        for text in texts
    ]
    vectors = embedder.embed([text for _, text, _ in told], "stream")
    for start in range(0, len(told), BATCH):
        shares = np.exp(head.log_probabilities(vectors[start : start + BATCH])[:, :-1])
        for (row, _, weight), share in zip(told[start : start + BATCH], shares, strict=True):
            kinds[row] += weight * share
    for row, need in enumerate(needs):
        kinds[row, [number[code] for code in need.codes]] += LISTED
    kinds /= kinds.sum(axis=1, keepdims=True)
    vectors = embedder.embed([need.need for need in needs], "need")
    kept = [KnownNeed(need.need, need.serves, need.partly) for need in needs]
    write_known(kept, learned_of(vectors, kinds), folder / KNOWN)


def _write(folder: Path, settings: MatcherSettings) -> None:
    (folder / "matcher.json").write_text(settings.model_dump_json(indent=1) + "\n", "utf-8")


def main() -> None:
    """Learn into the folder that is named; prints the settings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repository", type=Path, default=Path())
    options = parser.parse_args()
    labelled = matching_folder(gold_folder(options.repository))
    print(json.dumps(learn(options.folder, labelled), indent=1))


if __name__ == "__main__":
    main()
