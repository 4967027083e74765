import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from iusml.embedding.embedder import Embedder
from iusml.embedding.folder import open_matcher
from iusml.errors import ModelError

MODELS = Path(__file__).parents[2] / "models"
MATCHER, EXTRACTOR = MODELS / "matcher-sv", MODELS / "extractor-sv"


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder(MATCHER, threads=1)


def copied(tmp_path: Path) -> Path:
    """The folder where it can be damaged, beside the extractor it borrows from."""
    folder = tmp_path / "matcher-sv"
    shutil.copytree(MATCHER, folder)
    (tmp_path / "extractor-sv").symlink_to(EXTRACTOR)
    return folder


def test_vectors_have_length_1_and_the_order_of_the_texts(embedder: Embedder) -> None:
    found = embedder.embed(["kutterspån", "drav", "kutterspån"], "stream")
    assert found.shape == (3, embedder.config.width)
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-4)
    assert np.array_equal(found[0], found[2])


def test_a_text_says_the_same_alone_and_among_others(embedder: Embedder) -> None:
    alone = embedder.embed(["slam från fettavskiljare"], "stream")
    among = embedder.embed(["a", "slam från fettavskiljare", "ord " * 500], "stream")
    assert float(alone[0] @ among[1]) > 0.99


def test_needs_and_streams_are_told_apart(embedder: Embedder) -> None:
    one, other = embedder.embed(["spån"], "need"), embedder.embed(["spån"], "stream")
    assert not np.allclose(one, other)


def test_like_meanings_are_near_without_a_word_in_common(embedder: Embedder) -> None:
    need = embedder.embed(["Torrt underlag åt hästar av ren furu"], "need")[0]
    shavings, oil = embedder.embed(["kutterspån", "spillolja"], "stream")
    assert need @ shavings > need @ oil + 0.2


def test_no_texts_and_empty_texts(embedder: Embedder) -> None:
    assert embedder.embed([], "stream").shape == (0, embedder.config.width)
    assert np.isfinite(embedder.embed(["", " ", "\x00"], "stream")).all()


def test_ten_thousand_words_are_one_window(embedder: Embedder) -> None:
    assert np.isfinite(embedder.embed(["avfall " * 10_000], "need")).all()


def test_another_extractor_is_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (tmp_path / "extractor-sv").unlink()
    with pytest.raises(ModelError, match="which is not there"):
        Embedder(folder)
    (tmp_path / "extractor-sv").mkdir()
    (tmp_path / "extractor-sv" / "model.onnx").write_bytes(b"another")
    with pytest.raises(ModelError, match="another extractor"):
        Embedder(folder)


@pytest.mark.parametrize("name", ["model.onnx", "config.json"])
def test_missing_and_damaged_files_are_told(tmp_path: Path, name: str) -> None:
    folder = copied(tmp_path)
    (folder / name).write_bytes(b"{")
    with pytest.raises(ModelError, match="damaged"):
        Embedder(folder)
    (folder / name).unlink()
    with pytest.raises(ModelError, match=f"lacks {name}"):
        Embedder(folder)


def test_other_versions_are_told(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for name in ("config.json", "matcher.json"):
        content = json.loads((folder / name).read_text("utf-8"))
        (folder / name).write_text(json.dumps(content | {"format_version": 9}), "utf-8")
    with pytest.raises(ModelError, match="format 9"):
        Embedder(folder)
    with pytest.raises(ModelError, match="format 9"):
        open_matcher(folder)
    (folder / "matcher.json").unlink()
    with pytest.raises(ModelError, match=r"matcher\.json is missing"):
        open_matcher(folder)
    (folder / "matcher.json").write_text('{"pairs": 1}', "utf-8")
    with pytest.raises(ModelError, match="damaged"):
        open_matcher(folder)


def test_a_width_that_is_not_there_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    content = json.loads((folder / "config.json").read_text("utf-8"))
    (folder / "config.json").write_text(json.dumps(content | {"width": 100}), "utf-8")
    with pytest.raises(ModelError, match=r"damaged|does not fit"):
        Embedder(folder)
