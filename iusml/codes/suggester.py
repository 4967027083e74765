"""Suggest waste codes for free text: votes of letters and of meaning, blended and calibrated."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from iusml.codes.branches import Branches
from iusml.codes.neighbours import Neighbours, code_neighbours
from iusml.codes.phrases import NONE, Phrase, load_none, load_phrases
from iusml.embedding.embedder import Embedder, Embeds, Vectors
from iusml.embedding.folder import Blend, open_matcher
from iusml.errors import AnnotationError, ModelError
from iusml.normalise.catalogue import catalogue

Floats = NDArray[np.float64]
HEAD, PHRASES, NO_WASTE = "codes.npz", "phrases.csv.gz", "none.txt"
FILES = ("model.onnx", "matcher.json", HEAD, PHRASES, NO_WASTE)
"""What suggestions depend on."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One code for a text; `score` is the probability that a practitioner would defend it."""

    code: str
    hazardous: bool
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Suggested:
    """The codes of one text, the likeliest first; `fits` is false where none should be taken."""

    text: str
    suggestions: tuple[Suggestion, ...]
    fits: bool


@dataclass(frozen=True, slots=True)
class Head:
    """A linear model from vectors to codes, the last column for none of them.

    `weights` has shape (width, codes + 1), `bias` (codes + 1,).
    """

    weights: Vectors
    bias: Vectors

    def log_probabilities(self, vectors: Vectors) -> Floats:
        """Return log probabilities, shape (texts, codes + 1)."""
        return log_probabilities(np.asarray(vectors @ self.weights + self.bias, np.float64))


class Suggester:
    """Ranks the codes of the waste list for descriptions."""

    def __init__(
        self, evidence: tuple[Neighbours, Branches], head: Head, embeds: Embeds, blend: Blend
    ) -> None:
        self._neighbours, self._branches = evidence
        self._head, self._embeds, self.blend = head, embeds, blend
        self._entries = catalogue().entries

    @property
    def directions(self) -> Vectors:
        """Where texts of each code point, shape (width, codes); every column has length 1."""
        weights = self._head.weights[:, :-1]
        return np.asarray(weights / np.linalg.norm(weights, axis=0, keepdims=True), np.float32)

    def evidence(
        self, texts: Sequence[str], vectors: Vectors | None = None
    ) -> tuple[Floats, Floats]:
        """Return what letters and what meaning say: log probabilities, shape (texts, codes + 1).

        `vectors` are the texts' as streams, where they are known already.
        """
        if vectors is None:
            vectors = self._embeds.embed(texts, "stream")
        return self._neighbours.log_probabilities(texts), self._head.log_probabilities(vectors)

    def probabilities(
        self, texts: Sequence[str], vectors: Vectors | None = None, branch: str | None = None
    ) -> Floats:
        """Return the probability of every code, and last of none, shape (texts, codes + 1).

        `branch` is what kind of plant says it, in words or as an activity code.
        """
        letters, meaning = self.evidence(texts, vectors)
        blend = self.blend
        total = blend.letters * letters + blend.meaning * meaning
        if branch is not None:
            total = total + blend.branch * self._branches.lift(branch)
        return np.exp(log_probabilities(total))

    def blended(self, blend: Blend) -> "Suggester":
        """Return one that weighs by `blend`."""
        evidence = self._neighbours, self._branches
        return Suggester(evidence, self._head, self._embeds, blend)

    def suggest(
        self, texts: Sequence[str], top_k: int = 10, branch: str | None = None
    ) -> list[Suggested]:
        """Return the `top_k` likeliest codes of every text, in `branch` where it is known."""
        asked = [text.strip() for text in texts]
        found = self.probabilities([text or " " for text in asked], branch=branch)
        return [
            Suggested(text, self._best(row[:-1], top_k), bool(bare) and self._fits(row))
            for text, bare, row in zip(texts, asked, found, strict=True)
        ]

    def _fits(self, row: Floats) -> bool:
        return bool(row[-1] < self.blend.none_from)

    def _best(self, row: Floats, top_k: int) -> tuple[Suggestion, ...]:
        order = np.argsort(-row, kind="stable")[:top_k]
        chosen = [(self._entries[place], float(row[place])) for place in order]
        return tuple(Suggestion(e.code, e.hazardous, e.name, round(p, 4)) for e, p in chosen)


def load_suggester(
    path: Path, embedder: Embeds | None = None, threads: int = 0, more: Sequence[Phrase] = ()
) -> Suggester:
    """Load it from a matcher's folder. Raises ModelError with what is wrong and what to do.

    The letters of `more` vote beside those of the folder's descriptions.
    """
    settings = open_matcher(path)
    try:
        phrases = [*load_phrases(path / PHRASES), *load_none(path / NO_WASTE)]
    except AnnotationError as error:
        raise ModelError(f"{error} Or get the model folder again.") from error
    letters = code_neighbours([*phrases, *more], known_codes())
    evidence = letters, Branches(phrases, known_codes())
    head = load_head(path / HEAD)
    return Suggester(evidence, head, embedder or Embedder(path, threads), settings.codes)


def known_codes() -> list[str]:
    """The codes of the list in their order, and NONE."""
    return [*(entry.code for entry in catalogue().entries), NONE]


def load_head(path: Path) -> Head:
    """Load the linear model. Raises ModelError."""
    try:
        with np.load(path, allow_pickle=False) as found:
            weights = np.asarray(found["weights"], np.float32)
            bias = np.asarray(found["bias"], np.float32)
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{path} is damaged. Get the model folder again.") from error
    codes = len(known_codes())
    if weights.ndim != 2 or weights.shape[1] != codes or bias.shape != (codes,):
        raise ModelError(
            f"{path} knows other codes than this program. Use a model of this release."
        )
    return Head(weights, bias)


def log_probabilities(scores: Floats) -> Floats:
    """Normalise over the last axis."""
    from scipy.special import log_softmax

    return np.asarray(log_softmax(scores, axis=-1), np.float64)
