"""Codes of the labelled descriptions that share most letters with a text."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from iusml.codes.phrases import Phrase

SHARPNESS = 20.0
"""How much more the nearest descriptions count than others (the exponent of their likeness)."""
ALSO = 0.5
"""What a code counts that a description could also be given, beside its first one."""
UNHEARD = 1e-9
"""The share of a code that nobody votes for."""
BLOCK = 512
Floats = NDArray[np.float64]


class Neighbours:
    """Votes of labelled descriptions by runs of two to five letters (TF-IDF, cosine)."""

    def __init__(self, phrases: Sequence[Phrase], codes: Sequence[str]) -> None:
        from scipy.sparse import csr_matrix
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._letters: Any = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2, dtype=np.float32
        )
        self._known = self._letters.fit_transform([phrase.text for phrase in phrases])
        number = {code: place for place, code in enumerate(codes)}
        votes = [
            (row, number[code], 1.0 if place == 0 else ALSO)
            for row, phrase in enumerate(phrases)
            for place, code in enumerate(phrase.codes)
        ]
        rows, columns, weights = zip(*votes, strict=True)
        shape = (len(phrases), len(codes))
        self._votes = csr_matrix((weights, (rows, columns)), shape=shape, dtype=np.float32)

    def log_probabilities(self, texts: Sequence[str]) -> Floats:
        """Return the log share of votes of every code, shape (texts, codes)."""
        found = np.zeros((len(texts), self._votes.shape[1]))
        for start in range(0, len(texts), BLOCK):
            block = self._letters.transform(texts[start : start + BLOCK])
            likeness = (block @ self._known.T).toarray()
            found[start : start + BLOCK] = self._votes.T.dot(np.exp(SHARPNESS * likeness).T).T
        share = found / found.sum(axis=1, keepdims=True)
        return np.asarray(np.log(np.maximum(share, UNHEARD)), np.float64)
