"""What tells whether a need can use a stream, as numbers for a model; one table a feature."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from iusml.embedding.embedder import Vectors
from iusml.matching.limits import NO_CODE
from iusml.matching.offers import Offers

Table = NDArray[np.float32]
NAMES = (
    "likeness", "beyond", "kinds_agree", "taken_before", "code_listed", "listed_likely",
    "lists_none", "need_breadth", "need_strange", "stream_known",
)  # fmt: skip
NEAREST = 10
FLOOR = 1e-6
KNOWN_CODE = 0.8
"""How far a printed code decides what a stream is taken for; its words say the rest."""
KINDS, TAKEN = 24, 64
"""So many of the likeliest codes, and of the labelled needs, are kept of a stream."""


@dataclass(frozen=True, slots=True)
class NeedSide:
    """What is known of all needs before any stream is seen.

    `vectors` has shape (needs, width), `usual` (needs,): how near wastes of the best-fitting codes
    usually come. `kinds` (codes, needs) are shares of codes in what such needs take, `alike`
    (known needs, needs) says which labelled needs each is like, `listed` (codes, needs) what it
    lists. `breadth` and `strange` (needs,) say over how many codes, and how many labelled needs,
    those shares spread.
    """

    vectors: Vectors
    usual: Table
    kinds: Table
    alike: Table
    listed: Table
    breadth: Table
    strange: Table


@dataclass(frozen=True, slots=True)
class StreamSide:
    """What is known of streams before any need is seen.

    `vectors` has shape (streams, width), `kinds` (streams, codes): how probable each code is by
    the words alone, `taken` (streams, known needs): which labelled needs take such streams. Of both
    the largest shares are kept, in sparse matrices.
    """

    vectors: Vectors
    kinds: Any
    taken: Any


def largest(shares: Table, count: int) -> Any:
    """Keep the `count` largest shares of every row, as a sparse matrix."""
    from scipy.sparse import csr_matrix

    count = min(count, shares.shape[1])
    columns = np.argpartition(-shares, count - 1, axis=1)[:, :count]
    values = np.take_along_axis(shares, columns, axis=1)
    starts = np.arange(0, columns.size + 1, count)
    return csr_matrix((values.ravel(), columns.ravel(), starts), shape=shares.shape)


def features(
    streams: StreamSide, codes: NDArray[np.int64], needs: NeedSide, offers: Offers
) -> dict[str, Table]:
    """Return the tables of NAMES for a block of streams, each of shape (streams, needs).

    `codes` are the streams' catalogue numbers, NO_CODE where none is printed.
    """
    likeness = (streams.vectors @ needs.vectors.T).astype(np.float32)
    known = codes != NO_CODE
    kinds = _with_printed(streams.kinds, codes)
    unheard = np.asarray(1 - streams.taken.sum(axis=1), np.float32)
    taken = streams.taken @ needs.alike + unheard * needs.alike.mean(axis=0, keepdims=True)
    lists = offers.lists_codes[None, :]
    digits = np.zeros(likeness.shape, np.float32)
    digits[known] = offers.code_fit[codes[known]] / 6
    unseen = lists & ~known[:, None]
    return {
        "likeness": likeness,
        "beyond": likeness - needs.usual[None, :],
        "kinds_agree": _log(kinds @ needs.kinds),
        "taken_before": _log(taken),
        "code_listed": digits,
        "listed_likely": np.where(unseen, _log(kinds @ needs.listed), np.float32(0.0)),
        "lists_none": np.broadcast_to(~lists, likeness.shape).astype(np.float32),
        "need_breadth": np.broadcast_to(needs.breadth, likeness.shape),
        "need_strange": np.broadcast_to(needs.strange, likeness.shape),
        "stream_known": np.broadcast_to(_log(_highest(streams.taken))[:, None], likeness.shape),
    }


def spread(shares: Table) -> Table:
    """Return the entropy (nats) of each column of shares, shape (columns,)."""
    found = -(shares * np.log(np.maximum(shares, FLOOR))).sum(axis=0)
    return np.asarray(found, np.float32)


def _highest(shares: Any) -> Table:
    """The highest share of each row of a sparse matrix, shape (rows,)."""
    return np.asarray(shares.max(axis=1).toarray()[:, 0], np.float32)


def _with_printed(kinds: Any, codes: NDArray[np.int64]) -> Any:
    """Shares of codes where a printed one outweighs what the words say."""
    from scipy.sparse import csr_matrix, diags

    known = codes != NO_CODE
    words = diags(np.where(known, 1 - KNOWN_CODE, 1.0).astype(np.float32)) @ kinds
    rows = np.flatnonzero(known)
    cells = np.full(len(rows), KNOWN_CODE, np.float32), (rows, codes[known])
    return (words + csr_matrix(cells, shape=kinds.shape)).tocsr()


def _log(shares: Table) -> Table:
    return np.asarray(np.log(np.maximum(shares, np.float32(FLOOR))), np.float32)
