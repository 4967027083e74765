import numpy as np
import pytest

from iusml.codes.neighbours import ALIKE, SHARPNESS, Letters, Neighbours, sparse

KNOWN = ["kutterspån", "kutterspån av furu", "spillolja", "spillolja, verkstad", "wellpapp"]
ASKED = ["kutterspan, gran", "spillolja fat", "##"]


def test_the_nearest_are_those_of_the_whole_table() -> None:
    letters = Letters(KNOWN, fewest=1)
    whole = letters.likeness(ASKED)
    near = letters.nearest(ASKED).toarray()
    assert near == pytest.approx(np.where(whole >= ALIKE, whole, 0.0), abs=1e-6)


def test_votes_are_those_of_all_known_texts_by_their_likeness() -> None:
    votes = sparse([(row, row // 2, 1.0) for row in range(len(KNOWN))], (len(KNOWN), 3))
    found = Neighbours(KNOWN, votes).shares(ASKED)
    whole = Letters(KNOWN).likeness(ASKED)
    expected = np.exp(SHARPNESS * np.where(whole >= ALIKE, whole, 0.0)) @ votes.toarray()
    assert found == pytest.approx(expected / expected.sum(axis=1, keepdims=True), rel=1e-4)
    assert found[2] == pytest.approx([0.4, 0.4, 0.2])
