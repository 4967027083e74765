"""Texts that may be packed."""

import gzip
import lzma
from pathlib import Path

import pytest

from iusml.annotations.matching import matching_folder
from iusml.codes.phrases import load_phrases
from iusml.errors import AnnotationError
from iusml.files import at_hand, open_text
from iusml.matching.known_needs import load_needs

TEXT = "text,codes\nSpånor från svarven,120101\n"


def read(path: Path) -> str:
    with open_text(path) as file:
        return file.read()


def test_a_text_is_read_plain_and_packed(tmp_path: Path) -> None:
    plain, packed, zipped = tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "c.csv.gz"
    plain.write_text(TEXT, "utf-8")
    packed.with_name("b.csv.xz").write_bytes(lzma.compress(TEXT.encode()))
    zipped.write_bytes(gzip.compress(TEXT.encode()))
    assert [read(path) for path in (plain, packed, zipped)] == [TEXT] * 3
    assert at_hand(plain) == plain
    assert at_hand(packed) == tmp_path / "b.csv.xz"
    assert at_hand(tmp_path / "d.csv") is None
    with pytest.raises(FileNotFoundError):
        open_text(tmp_path / "d.csv")


@pytest.mark.parametrize("whole", [False, True])
def test_a_damaged_one_is_told(tmp_path: Path, whole: bool) -> None:
    packed = lzma.compress(TEXT.encode())
    damaged = b"no archive" if whole else packed[: len(packed) // 2]
    (tmp_path / "codes.csv.xz").write_bytes(damaged)
    (tmp_path / "needs.jsonl.xz").write_bytes(damaged)
    with pytest.raises(AnnotationError, match="cannot be read"):
        load_phrases(tmp_path / "codes.csv")
    with pytest.raises(AnnotationError, match="cannot be read"):
        load_needs(tmp_path / "needs.jsonl")


def test_what_is_learned_from_is_packed() -> None:
    folder = matching_folder(Path(__file__).resolve().parent.parent / "annotations") / "train"
    for name in ("needs.jsonl", "codes.csv"):
        packed = at_hand(folder / name)
        assert packed
        assert packed.suffix == ".xz"
