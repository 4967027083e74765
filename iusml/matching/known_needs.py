"""Labelled needs, and what of them carries over to new needs and streams that are like them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from iusml.codes.neighbours import Letters, Neighbours, sparse
from iusml.embedding.embedder import Vectors
from iusml.errors import AnnotationError, ModelError
from iusml.files import open_text

KNOWN = "needs.npz"
MEANING, LETTERS = 15.0, 15.0
"""How much more the nearest needs count than others (exponents of both kinds of likeness)."""
PARTLY = 0.5
"""What a stream counts that a need can use in part."""
LEAST_SHARE = 0.005
"""A smaller share of a code is left out of the file."""
Table = NDArray[np.float32]


DIMENSIONS = 192
"""Directions of the vectors that are kept: those in which labelled needs differ most."""


class TaughtNeed(BaseModel):
    """A need for training, with streams that serve it, partly serve it, and nearly do."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    use: str = Field(min_length=1)
    need: str = Field(min_length=1)
    codes: tuple[str, ...] = ()
    serves: tuple[str, ...] = Field(min_length=1)
    near_misses: tuple[str, ...] = Field(min_length=1)
    partly: tuple[str, ...] = ()


class KnownNeed(NamedTuple):
    """What is kept of a labelled need: its text, and the streams that serve it, maybe partly."""

    text: str
    serves: tuple[str, ...]
    partly: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """What training worked out of the known needs.

    `vectors` has shape (known, directions), `basis` (width, directions) leads there, `kinds` has
    (known, codes): the share of every waste code in what serves a need.
    """

    vectors: Vectors
    basis: Vectors
    kinds: Table


def learned_of(vectors: Vectors, kinds: Table) -> Learned:
    """Keep the directions of `vectors`, shape (known, width), that tell needs apart best."""
    _, _, directions = np.linalg.svd(vectors, full_matrices=False)
    basis = directions[:DIMENSIONS].T.astype(np.float32)
    return Learned(_unit(vectors @ basis), basis, kinds)


def _unit(vectors: Vectors) -> Vectors:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


class KnownNeeds:
    """Compares new needs with known ones, and new streams with what serves those."""

    def __init__(self, needs: Sequence[KnownNeed], learned: Learned) -> None:
        self._learned = learned
        self._needs = Letters([need.text for need in needs])
        number: dict[str, int] = {}
        cells = [
            (number.setdefault(text, len(number)), column, weight)
            for column, need in enumerate(needs)
            for texts, weight in ((need.serves, 1.0), (need.partly, PARTLY))
            for text in texts
        ]
        self._streams = Neighbours(list(number), sparse(cells, (len(number), len(needs))))

    def alike(self, texts: Sequence[str], vectors: Vectors) -> Table:
        """Return how new needs are like known ones, shape (texts, known); rows sum to 1."""
        near = MEANING * (_unit(vectors @ self._learned.basis) @ self._learned.vectors.T)
        near += LETTERS * self._needs.likeness(texts)
        weights = np.exp(near - near.max(axis=1, keepdims=True))
        return np.asarray(weights / weights.sum(axis=1, keepdims=True), np.float32)

    def kinds(self, alike: Table) -> Table:
        """Return the share of every code in what new needs may take, shape (texts, codes)."""
        return np.asarray(alike @ self._learned.kinds, np.float32)

    def taken(self, descriptions: Sequence[str]) -> Table:
        """Return what known needs take streams that are spelled alike, shape (streams, known)."""
        return self._streams.shares(descriptions)


def load_needs(path: Path) -> list[TaughtNeed]:
    """Read labelled needs, one JSON object a line, which may be packed (see `open_text`).

    Raises AnnotationError with file and line.
    """
    try:
        with open_text(path) as file:
            lines = file.read().splitlines()
    except (OSError, EOFError, LZMAError, UnicodeDecodeError) as error:
        raise AnnotationError(f"{path} cannot be read: {error}") from error
    return list(_parsed(lines, path))


def _parsed(lines: Sequence[str], path: Path) -> Iterator[TaughtNeed]:
    for number, line in enumerate(lines, 1):
        try:
            yield TaughtNeed.model_validate(json.loads(line))
        except (ValueError, ValidationError) as error:
            raise AnnotationError(f"{path}, line {number}: {error}. Mend the line.") from error


def load_known_needs(path: Path) -> KnownNeeds:
    """Load them from a matcher's folder. Raises ModelError with what is wrong and what to do."""
    try:
        return KnownNeeds(*read_known(path / KNOWN))
    except (OSError, ValueError, TypeError, LookupError) as error:
        raise ModelError(f"{path / KNOWN} is damaged. Get the model folder again.") from error


def write_known(needs: Sequence[KnownNeed], learned: Learned, path: Path) -> None:
    """Write it small: texts packed, vectors in 8 bits, and the largest shares of codes alone."""
    rows, codes = np.nonzero(learned.kinds >= LEAST_SHARE)
    texts = json.dumps(needs, ensure_ascii=False).encode("utf-8")
    np.savez_compressed(
        path,
        texts=np.frombuffer(texts, np.uint8),
        vectors=np.round(learned.vectors * (127 / np.abs(learned.vectors).max())).astype(np.int8),
        basis=learned.basis.astype(np.float16),
        rows=rows.astype(np.uint16), codes=codes.astype(np.uint16),
        shares=learned.kinds[rows, codes].astype(np.float16),
        width=np.array([learned.kinds.shape[1]]),
    )  # fmt: skip


def read_known(path: Path) -> tuple[list[KnownNeed], Learned]:
    """Read what `write_known` wrote. Raises OSError, ValueError, TypeError, LookupError."""
    with np.load(path, allow_pickle=False) as found:
        stored: dict[str, Any] = {name: found[name] for name in found.files}
    told = json.loads(stored["texts"].tobytes())
    needs = [KnownNeed(text, tuple(serves), tuple(partly)) for text, serves, partly in told]
    vectors = _unit(stored["vectors"].astype(np.float32))
    kinds = np.zeros((len(needs), int(stored["width"][0])), np.float32)
    kinds[stored["rows"], stored["codes"]] = stored["shares"]
    if len(vectors) != len(needs):
        raise ValueError("there are not as many texts as vectors")
    return needs, Learned(vectors, stored["basis"].astype(np.float32), kinds)
