import json
from pathlib import Path

import pytest

from iusml.annotations.apart import shared_texts
from iusml.annotations.matching import load_judged, load_judgements
from iusml.errors import AnnotationError
from iusml.matching.known_needs import load_needs

ROOT = Path(__file__).parents[2] / "annotations" / "matching"


def test_no_judged_text_stands_in_training() -> None:
    assert list(shared_texts(ROOT)) == []


def test_a_shared_text_is_told_however_it_is_spelled(tmp_path: Path) -> None:
    for split, text in (("train", "Drav, färsk"), ("dev", "drav FÄRSK"), ("test", "Vassle")):
        folder = tmp_path / split
        folder.mkdir()
        (folder / "codes.csv").write_text(f'text,codes\n"{text}",020704\n', "utf-8")
        (folder / "none.txt").write_text("", "utf-8")
        need = {"use": "u", "need": split, "serves": [f"s {split}"], "near_misses": ["n"]}
        (folder / "needs.jsonl").write_text(json.dumps(need) + "\n", "utf-8")
    (tmp_path / "dev" / "needs.jsonl").unlink()
    write_judged(tmp_path / "dev")
    found = list(shared_texts(tmp_path))
    assert len(found) == 1 + 1  # the word, and the near miss of train and test
    assert "'drav FÄRSK' is in train/codes.csv too" in found[0]
    write_judged(tmp_path / "fit" / "one")
    malt, foder = list(shared_texts(tmp_path))[2:]
    assert "fit/one/streams.jsonl: 'mältkorn' is in dev/streams.jsonl too" in malt
    assert "fit/one/receivers.yaml: 'Foder' is in dev/receivers.yaml too" in foder


def write_judged(folder: Path, grade: str = "3", stream: str = "s1") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "receivers.yaml").write_text(
        "receivers:\n  - id: a\n    name: A\n    needs:\n      - id: a-1\n        text: Foder\n",
        "utf-8",
    )
    line = {"id": "s1", "description": "mältkorn", "ewc_code": "020704", "municipality": "Lund"}
    (folder / "streams.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    (folder / "judgements.csv").write_text(
        f"need_id,stream_id,grade\na-1,{stream},{grade}\n", "utf-8"
    )


def test_judged_pairs_are_read(tmp_path: Path) -> None:
    write_judged(tmp_path)
    judged = load_judged(tmp_path)
    assert judged.grades == {("a-1", "s1"): 3}
    assert judged.streams[0].hazardous is False
    assert judged.streams[0].place is not None
    write_judged(tmp_path, "x")
    assert load_judged(tmp_path).shut_out == {("a-1", "s1")}


@pytest.mark.parametrize(
    ("grade", "stream", "said"),
    [("4", "s1", "line 2: a-1 and s1 has the grade '4'"), ("3", "s9", "no such pair, a-1 and s9")],
)
def test_wrong_judgements_are_told(tmp_path: Path, grade: str, stream: str, said: str) -> None:
    write_judged(tmp_path, grade, stream)
    with pytest.raises(AnnotationError, match=said):
        load_judged(tmp_path)


def test_a_pair_is_judged_once(tmp_path: Path) -> None:
    path = tmp_path / "j.csv"
    path.write_text("need_id,stream_id,grade\na,b,3\na,b,0\n", "utf-8")
    with pytest.raises(AnnotationError, match="line 3: a and b stands twice"):
        load_judgements(path)


def test_needs_are_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "needs.jsonl"
    path.write_text('{"use": "x", "need": "y", "serves": ["z"], "near_misses": ["q"]}\n{"use": 1}\n', "utf-8")
    with pytest.raises(AnnotationError, match="line 2"):
        load_needs(path)


@pytest.mark.parametrize("split", ["dev", "test"])
def test_shipped_labels_are_whole(split: str) -> None:
    judged = load_judged(ROOT / split)
    assert len(judged.streams) > 100
    assert sum(grade >= 2 for grade in judged.grades.values()) > 200
    second, _ = load_judgements(ROOT / "second" / split / "judgements.csv")
    first = set(judged.grades)
    assert len(first & set(second)) > 0.5 * len(second)


def test_training_covers_the_list() -> None:
    from iusml.codes.phrases import load_phrases
    from iusml.normalise.catalogue import catalogue

    phrases = load_phrases(ROOT / "train" / "codes.csv")
    assert len(phrases) >= 6000
    firsts = [phrase.codes[0] for phrase in phrases]
    assert all(firsts.count(entry.code) >= 3 for entry in catalogue().entries)
    assert len(load_needs(ROOT / "train" / "needs.jsonl")) >= 500
