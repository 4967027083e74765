"""Labels of known texts that share most letters with a text."""

import os
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from iusml.codes.phrases import Phrase

SHARPNESS = 20.0
"""How much more the nearest texts count than others (the exponent of their likeness)."""
ALSO = 0.5
"""What a code counts that a description could also be given, beside its first one."""
UNHEARD = 1e-9
"""The share of a label that nobody votes for."""
ALIKE = 0.1
"""Texts that are less alike (cosine) count as if they shared no letters."""
NEAREST = 1000
"""No more texts than these count as alike."""
BLOCK = 512
Floats = NDArray[np.float64]


class Letters:
    """How alike texts are to known ones by runs of two to five letters (TF-IDF, cosine)."""

    def __init__(self, texts: Sequence[str], fewest: int = 2) -> None:
        """Runs of letters count that stand in so many texts as `fewest` says."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._letters: Any = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=fewest,
            dtype=np.float32,
        )  # fmt: skip
        self._known = self._letters.fit_transform(texts).T.tocsr()

    def likeness(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the cosine of every text and every known one, shape (texts, known)."""
        found = self._letters.transform(texts) @ self._known
        return np.asarray(found.toarray(), np.float32)

    def nearest(self, texts: Sequence[str]) -> Any:
        """Return the cosines from ALIKE on, sparse, shape (texts, known)."""
        from sparse_dot_topn import sp_matmul_topn

        given = self._letters.transform(texts)
        return sp_matmul_topn(
            given, self._known, NEAREST, threshold=ALIKE, n_threads=os.cpu_count() or 1
        )


class Neighbours:
    """Votes of labelled texts, by the letters that they share with a text."""

    def __init__(self, texts: Sequence[str], votes: Any) -> None:
        """`votes` is a sparse matrix of what each text votes for, shape (texts, labels)."""
        self._letters = Letters(texts)
        self._votes = votes.astype(np.float32)

    def shares(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the share of votes of every label, shape (texts, labels)."""
        every = np.asarray(self._votes.sum(axis=0), np.float32)
        found = np.zeros((len(texts), self._votes.shape[1]), np.float32)
        for start in range(0, len(texts), BLOCK):
            near = self._letters.nearest(texts[start : start + BLOCK])
            near.data = np.expm1(SHARPNESS * near.data)
            found[start : start + BLOCK] = (near @ self._votes).toarray() + every
        return np.asarray(found / found.sum(axis=1, keepdims=True), np.float32)

    def log_probabilities(self, texts: Sequence[str]) -> Floats:
        """Return the log share of votes of every label, shape (texts, labels)."""
        return np.log(np.maximum(self.shares(texts).astype(np.float64), UNHEARD))


def code_neighbours(phrases: Sequence[Phrase], codes: Sequence[str]) -> Neighbours:
    """Return what votes for `codes` by the codes of `phrases`."""
    number = {code: place for place, code in enumerate(codes)}
    cells = [
        (row, number[code], 1.0 if place == 0 else ALSO)
        for row, phrase in enumerate(phrases)
        for place, code in enumerate(phrase.codes)
    ]
    return Neighbours([p.text for p in phrases], sparse(cells, (len(phrases), len(codes))))


def sparse(cells: Sequence[tuple[int, int, float]], shape: tuple[int, int]) -> Any:
    """A sparse matrix of `cells` (row, column, value)."""
    from scipy.sparse import csr_matrix

    rows, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (rows, columns)), shape=shape, dtype=np.float32)
