from pathlib import Path

import numpy as np
import pytest

from iusml.errors import AnnotationError, ModelError
from iusml.matching.known_needs import (
    KNOWN,
    KnownNeeds,
    Learned,
    learned_of,
    load_known_needs,
    load_needs,
    read_known,
    write_known,
)
from tests.matching.conftest import NEEDS, Letters


@pytest.fixture
def learned(letters: Letters) -> Learned:
    vectors = letters.embed([need.text for need in NEEDS], "need")
    return learned_of(vectors, np.array([[0.996, 0.004, 0.0], [0.0, 0.25, 0.75]], np.float32))


def test_a_need_is_most_like_the_one_that_says_the_same(learned: Learned, letters: Letters) -> None:
    texts = ["Spån till strö", "Raffinerar använd olja"]
    known = KnownNeeds(NEEDS, learned)
    alike = known.alike(texts, letters.embed(texts, "need"))
    assert alike.argmax(axis=1).tolist() == [0, 1]
    assert np.allclose(alike.sum(axis=1), 1)
    assert known.kinds(alike).argmax(axis=1).tolist() == [0, 2]


def test_a_stream_goes_where_such_streams_went(learned: Learned) -> None:
    taken = KnownNeeds(NEEDS, learned).taken(["kutterspån, gran", "spillolja från motor"])
    assert taken.argmax(axis=1).tolist() == [0, 1]
    assert np.allclose(taken.sum(axis=1), 1)


def test_directions_that_are_kept_keep_likeness() -> None:
    vectors = np.random.default_rng(1).normal(size=(20, 64)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    kept = learned_of(vectors, np.zeros((20, 3), np.float32))
    assert np.allclose(kept.vectors @ kept.vectors.T, vectors @ vectors.T, atol=1e-5)


def test_what_is_learned_is_written_small(learned: Learned, tmp_path: Path) -> None:
    write_known(NEEDS, learned, tmp_path / KNOWN)
    needs, again = read_known(tmp_path / KNOWN)
    assert needs == NEEDS
    assert np.allclose(again.vectors, learned.vectors, atol=0.01)
    assert np.allclose(again.basis, learned.basis, atol=0.001)
    assert np.allclose(again.kinds, [[0.996, 0.0, 0.0], [0.0, 0.25, 0.75]], atol=0.001)


def test_a_damaged_folder_is_refused(learned: Learned, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is damaged"):
        load_known_needs(tmp_path)
    write_known(NEEDS[:1], learned, tmp_path / KNOWN)
    with pytest.raises(ModelError, match="is damaged"):
        load_known_needs(tmp_path)
    (tmp_path / KNOWN).write_bytes(b"broken")
    with pytest.raises(ModelError, match="is damaged"):
        load_known_needs(tmp_path)


def test_a_line_that_is_no_need_is_told(tmp_path: Path) -> None:
    path = tmp_path / "needs.jsonl"
    path.write_text('{"use": "u"}\n', "utf-8")
    with pytest.raises(AnnotationError, match="line 1"):
        load_needs(path)
