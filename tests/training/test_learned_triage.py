"""Learning which windows can be left out, on a few reports."""

import json
import shutil
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from iusml.document import Box, Document, Page, Word
from iusml.models import TRIAGE
from iusml.tagging.triage import read_weights
from iusml.tagging.windows import Window
from training.triage import Case, Judged, check, judged, learned, least_score, main, measured

ROOT = Path(__file__).parents[2]
SPLITS = {
    "train": ["trd-jast-2019", "trc-varv-2007"],
    "dev": ["dec-turbin-2011"],
}
TALK = "buller mättes vid bostäder och villkoret för nattetid klarades utan anmärkning"
TOLD = "spillolja lämnades till mottagare i hamnen av en entreprenör"


def case(author: str, told: Sequence[bool], sure: Sequence[bool] | None = None) -> Case:
    """Windows of talk, and of waste where `told`; each told window is a span."""
    texts = [(TOLD if one else TALK).split() for one in told]
    words = tuple(
        Word(text, Box(0, 14 * i, 40, 14 * i + 9), 1, i)
        for i, text in enumerate(word for window in texts for word in window)
    )
    ends = np.cumsum([0, *map(len, texts)]).tolist()
    windows = [
        Window((7,) * 10, (), (), a, b) for a, b in pairwise(ends)
    ]  # fmt: skip
    page = Page(1, 595, 842, 0, "text", 1.0, 0, len(words))
    spans = [[at] for at, one in enumerate(told) if one]
    return Case(
        author, Document("x.pdf", "0" * 64, (page,), words, ()), windows, np.array(told),
        np.array(sure or [False] * len(told)), spans, [[at for [at] in spans]] if spans else [],
    )  # fmt: skip


def test_talk_is_left_out_and_waste_kept() -> None:
    cases = [case(author, [False, True, False, True]) for author in "abcdefgh"]
    weights, unseen = learned(cases, [case("written", [True])])
    assert unseen[0].startswith("labelled spans kept 1.0000")
    assert unseen[2].startswith("pieces left out 0.5000 [0.5000, 0.5000] of 320")
    assert check(weights, [case("i", [True, False, False])])[2].startswith("pieces left out 0.66")


def test_a_span_is_lost_with_any_window_and_a_page_with_all() -> None:
    one = case("a", [True, True, False], [False, False, True])
    joined = Case(
        one.author, one.document, one.windows, one.labelled, one.sure, [[0, 1], [1], [2]], [[0, 1]]
    )
    found = judged(joined, np.array([-1.0, 2.0, -5.0]))
    assert found.spans.tolist() == [-1.0, 2.0, np.inf]
    assert found.pages.tolist() == [2.0]
    assert found.scores.tolist() == [-1.0, 2.0, np.inf]


def test_the_limit_keeps_the_promised_shares() -> None:
    scores = np.arange(1000.0)
    every = Judged(scores, np.ones(1000), scores, scores[500:])
    assert least_score([every]) == 2.0
    lines = list(measured([every], 2.0))
    assert lines[0].startswith("labelled spans kept 0.9980")
    assert lines[2].startswith("pieces left out 0.0020")
    pages = Judged(scores, np.ones(1000), scores[500:], scores)
    assert least_score([pages]) == 5.0


def test_the_command_writes_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in (*SPLITS["train"], *SPLITS["dev"]):
        source = ROOT / "annotations" / "reports" / name
        shutil.copytree(source, tmp_path / "annotations" / "reports" / name)
    (tmp_path / "annotations" / "splits.json").write_text(json.dumps(SPLITS), "utf-8")
    model = tmp_path / "model"
    model.mkdir()
    for name in ("model.onnx", "tokenizer.json", "config.json", "calibration.json"):
        (model / name).symlink_to(ROOT / "models" / "extractor-sv" / name)
    given = ["triage", str(model), "--repository", str(tmp_path), "--written", "3"]
    monkeypatch.setattr(sys, "argv", given)
    main()
    assert np.count_nonzero(read_weights(model / TRIAGE).weights) > 1000
    said = capsys.readouterr().out
    assert said.count("pieces left out") == 2
    assert "dev:\n  labelled spans kept" in said
