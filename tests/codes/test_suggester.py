import gzip
from pathlib import Path

import numpy as np
import pytest

from iusml.codes.phrases import NONE, load_none, load_phrases
from iusml.codes.suggester import Suggester, load_head
from iusml.errors import AnnotationError, ModelError


def test_like_words_give_their_code(suggester: Suggester) -> None:
    found = suggester.suggest(["kutterspån fr hyvel", "Motorolja"], top_k=3)
    assert [one.suggestions[0].code for one in found] == ["030105", "130205"]
    assert found[1].suggestions[0].hazardous
    assert all(len(one.suggestions) == 3 for one in found)


def test_the_branch_decides_between_codes(suggester: Suggester) -> None:
    for branch, code in (("15.170", "020502"), ("Gruva", "010409")):
        found = suggester.suggest(["slam, tank 3"], top_k=2, branch=branch)[0]
        assert found.suggestions[0].code == code


def test_scores_are_probabilities_that_fall(suggester: Suggester) -> None:
    scores = [s.score for s in suggester.suggest(["wellpapp"], top_k=10)[0].suggestions]
    assert scores == sorted(scores, reverse=True)
    assert suggester.probabilities(["wellpapp"]).sum() == pytest.approx(1)


def test_none_of_these_where_no_waste_is_told_of(suggester: Suggester) -> None:
    known, unknown, empty = suggester.suggest(["wellpapp", "anställda, antal", "  "])
    assert known.fits
    assert not unknown.fits
    assert not empty.fits
    assert empty.text == "  "


def test_no_texts_no_answers(suggester: Suggester) -> None:
    assert suggester.suggest([]) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("text,codes\nspån,999999\n", "line 2: 999999 is no waste code"),
        ("text,codes\n,030105\n", "text or codes are missing"),
        ("text,code\nspån,030105\n", "needs the columns"),
    ],
)
def test_wrong_tables_are_told(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(AnnotationError, match=said):
        load_phrases(path)
    with pytest.raises(AnnotationError, match="cannot be read"):
        load_phrases(tmp_path / "none.csv")


def test_a_packed_table_is_read_alike(tmp_path: Path) -> None:
    table = "text,codes\nspån,030105\n"
    (tmp_path / "codes.csv").write_text(table, "utf-8")
    packed = tmp_path / "codes.csv.gz"
    packed.write_bytes(gzip.compress(table.encode("utf-8")))
    assert load_phrases(packed) == load_phrases(tmp_path / "codes.csv")
    packed.write_bytes(packed.read_bytes()[:-9])
    with pytest.raises(AnnotationError, match="cannot be read"):
        load_phrases(packed)


def test_texts_that_are_no_waste_are_read(tmp_path: Path) -> None:
    path = tmp_path / "none.txt"
    path.write_text("Antal anställda\n\nSumma\n", "utf-8")
    assert [phrase.codes for phrase in load_none(path)] == [(NONE,), (NONE,)]
    with pytest.raises(AnnotationError, match="cannot be read"):
        load_none(tmp_path / "other.txt")


def test_branches_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("text,codes,branch\nspån,030105,Hyvleri\nflis,030105,\n", "utf-8")
    assert [phrase.branch for phrase in load_phrases(path)] == ["Hyvleri", None]


def test_a_head_of_other_codes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "codes.npz"
    np.savez(path, weights=np.ones((8, 3)), bias=np.ones(3))
    with pytest.raises(ModelError, match="other codes"):
        load_head(path)
    path.write_bytes(b"nothing")
    with pytest.raises(ModelError, match="damaged"):
        load_head(path)
