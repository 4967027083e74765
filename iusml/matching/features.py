"""What tells whether a need can use a stream, as numbers for a model; one table a feature."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iusml.codes.suggester import Head
from iusml.embedding.embedder import Vectors
from iusml.matching.limits import NO_CODE
from iusml.matching.offers import Offers

Table = NDArray[np.float32]
NAMES = ("likeness", "beyond", "codes_agree", "code_listed", "listed_likely", "lists_none")
NEAREST = 10
FLOOR = 1e-6
KNOWN_CODE = 0.8
"""How far a printed code decides what a stream is taken for; its words say the rest."""


@dataclass(frozen=True, slots=True)
class NeedSide:
    """What is known of all needs before any stream is seen.

    `vectors` has shape (needs, width), `usual` (needs,) and `profile` (codes, needs): how near
    wastes of the best-fitting codes usually come, and which codes a need's words speak of.
    """

    vectors: Vectors
    usual: Table
    profile: Table
    listed: Table


def need_side(vectors: Vectors, offers: Offers, head: Head) -> NeedSide:
    """Work out what the needs' words and code lists say."""
    weights = head.weights[:, :-1]
    kinds = weights / np.linalg.norm(weights, axis=0, keepdims=True)
    nearest = np.sort(vectors @ kinds, axis=1)[:, -NEAREST:]
    profile = np.exp(head.log_probabilities(vectors)[:, :-1]).T
    return NeedSide(
        vectors=vectors,
        usual=nearest.mean(axis=1).astype(np.float32),
        profile=profile.astype(np.float32),
        listed=(offers.code_fit > 0).astype(np.float32),
    )


def features(
    vectors: Vectors, codes: NDArray[np.int64], needs: NeedSide, offers: Offers, head: Head
) -> dict[str, Table]:
    """Return the tables of NAMES for a block of streams, each of shape (streams, needs).

    `codes` are the streams' catalogue numbers, NO_CODE where none is printed.
    """
    likeness = (vectors @ needs.vectors.T).astype(np.float32)
    kinds = np.exp(head.log_probabilities(vectors)[:, :-1]).astype(np.float32)
    known = codes != NO_CODE
    kinds[known] *= 1 - KNOWN_CODE
    kinds[known, codes[known]] += KNOWN_CODE
    lists = offers.lists_codes[None, :]
    likely = np.log(np.maximum(kinds @ needs.listed, FLOOR))
    digits = np.zeros(likeness.shape, np.float32)
    digits[known] = offers.code_fit[codes[known]] / 6
    return {
        "likeness": likeness,
        "beyond": likeness - needs.usual[None, :],
        "codes_agree": np.log(np.maximum(kinds @ needs.profile, FLOOR)),
        "code_listed": digits,
        "listed_likely": np.where(lists & ~known[:, None], likely, np.float32(0.0)),
        "lists_none": np.broadcast_to(~lists, likeness.shape).astype(np.float32),
    }
