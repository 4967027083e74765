"""The tagger that runs an exported model, on a tiny one built here; and model folders."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers

from iusml.document import Box, Document, Page, Word
from iusml.errors import ModelError
from iusml.labels import TAG_ID, TAGS
from iusml.models import open_model
from iusml.tagging.tagger import OnnxTagger, log_softmax, word_encoder
from iusml.tagging.windows import Window

PIECES = [
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    "▁",
    "▁slam",
    "▁olja",
    "slam",
    "▁12",
    ",",
    "5",
    "▁ton",
    "å",
]
WEIGHTS = np.random.default_rng(3).normal(0, 2, (len(PIECES), len(TAGS))).astype(np.float32)


def tokenizer() -> Tokenizer:
    made = Tokenizer(models.Unigram([(p, -1.0 - 0.1 * i) for i, p in enumerate(PIECES)], unk_id=3))
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    return made


def tiny_model(path: Path) -> None:
    """Each piece has scores of its own; what the mask leaves out is zero."""
    names = ["batch", "length"]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, names)
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info("logits", TensorProto.FLOAT, [*names, len(TAGS)])
    nodes = [
        helper.make_node("Gather", ["weights", "input_ids"], ["found"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last"], ["wide"]),
        helper.make_node("Mul", ["found", "wide"], ["logits"]),
    ]
    constants = [
        numpy_helper.from_array(WEIGHTS, "weights"),
        numpy_helper.from_array(np.array([2], np.int64), "last"),
    ]
    graph = helper.make_graph(nodes, "tiny", inputs, [output], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 9
    onnx.save(model, str(path))


Config = dict[str, Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tiny_model(tmp_path / "model.onnx")
    tokenizer().save(str(tmp_path / "tokenizer.json"))
    config: Config = {
        "format_version": 1, "name": "tiny", "tags": list(TAGS), "window": 32, "context": 4,
        "header": 4, "begin_id": 0, "end_id": 2, "pad_id": 1,
    }  # fmt: skip
    (tmp_path / "config.json").write_text(json.dumps(config), "utf-8")
    calibration = {
        "format_version": 2, "temperature": 1.5, "measured_on": "åtta rapporter",
        "fields": {"overall": {"bias": 0.5, "weights": {"waste": 1.5}}},
        "records": {"stream": [[0.9, True], [0.2, False]]}, "reports": 8,
    }  # fmt: skip
    (tmp_path / "calibration.json").write_text(json.dumps(calibration), "utf-8")
    return tmp_path


def document(texts: list[str]) -> Document:
    words = tuple(
        Word(
            text,
            Box(40 * (i % 10), 14 * (i // 10), 40 * (i % 10) + 36, 14 * (i // 10) + 9),
            1,
            i // 10,
        )
        for i, text in enumerate(texts)
    )
    page = Page(1, 595, 842, 0, "text", 1.0, 0, len(words))
    return Document("x.pdf", "0" * 64, (page,), words, ())


def test_each_word_gets_the_scores_of_its_first_piece(folder: Path) -> None:
    texts = ["slam", "olja", "12,5", "ton", ",", "☃"] * 25
    tagger = OnnxTagger(open_model(folder), threads=1)
    scores = tagger.scores(document(texts))
    first = {"slam": 5, "olja": 6, "12,5": 8, "ton": 11, ",": 9}
    known = [i for i, text in enumerate(texts) if text in first]
    expected = log_softmax(WEIGHTS[[first[texts[i]] for i in known]])
    assert scores.shape == (len(texts), len(TAGS))
    assert scores[known] == pytest.approx(expected, abs=1e-5)
    assert np.exp(scores).sum(axis=1) == pytest.approx(1.0, abs=1e-4)
    assert (tagger.name, tagger.temperature) == ("tiny", 1.5)
    assert (folder / "model.onnx").stat().st_size < 1_000_000


def test_the_network_runs_on_chosen_windows_alone(folder: Path) -> None:
    read = document(["slam", "olja"] * 30)
    every = OnnxTagger(open_model(folder), threads=1).scores(read)
    given: list[Window] = []

    def second(document: Document, windows: Sequence[Window]) -> list[Window]:
        given.extend(windows)
        return [windows[1]]

    scores = OnnxTagger(open_model(folder), threads=1, choose=second).scores(read)
    inside = range(given[1].start, given[1].end)
    outside = [i for i in range(len(read.words)) if i not in inside]
    assert len(given) > 2
    assert scores[inside.start : inside.stop] == pytest.approx(
        every[inside.start : inside.stop], abs=1e-5
    )
    assert np.exp(scores[outside, TAG_ID["O"]]) == pytest.approx(1.0, abs=1e-6)


def test_an_empty_document(folder: Path) -> None:
    assert OnnxTagger(open_model(folder), threads=1).scores(document([])).shape == (0, len(TAGS))


def test_words_to_pieces() -> None:
    encode = word_encoder(tokenizer())
    assert encode("slam") == (5,)
    assert encode("12,5") == (8, 9, 10)
    assert encode(",") == (9,)  # the lone word start says nothing
    assert encode("☃")
    assert encode("")


@pytest.mark.parametrize(
    "name", ["model.onnx", "tokenizer.json", "config.json", "calibration.json"]
)
def test_missing_files_are_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=f"lacks {name}"):
        open_model(folder)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"lacks model\.onnx, tokenizer\.json"):
        open_model(tmp_path / "ingen")


def _other_labels(config: Config) -> None:
    config["tags"] = config["tags"][::-1]


def _other_version(config: Config) -> None:
    config["format_version"] = 2


def _unknown_key(config: Config) -> None:
    config["colour"] = "grön"


def _huge_window(config: Config) -> None:
    config["window"] = 4096


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_other_labels, "other labels"),
        (_other_version, "has format 2; this program reads 1"),
        (_unknown_key, "config.json is damaged"),
        (_huge_window, "config.json is damaged"),
    ],
)
def test_other_models_are_refused(
    folder: Path, change: Callable[[Config], None], said: str
) -> None:
    config = json.loads((folder / "config.json").read_text("utf-8"))
    change(config)
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    with pytest.raises(ModelError, match=said):
        open_model(folder)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe", b'{"format_version": "two", "temperature": 0}']
)
@pytest.mark.parametrize("name", ["config.json", "calibration.json"])
def test_damaged_json_is_told(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    with pytest.raises(ModelError, match=f"{name} is damaged"):
        open_model(folder)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_damaged_model_or_tokenizer_is_told(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"inget")
    with pytest.raises(ModelError, match=name):
        OnnxTagger(open_model(folder), threads=1)


def test_an_older_calibration_is_told_and_can_be_made_anew(folder: Path) -> None:
    old = {"temperature": 1.0, "field_points": {}, "review_below": 0.5, "measured_on": "dev"}
    (folder / "calibration.json").write_text(json.dumps(old), "utf-8")
    with pytest.raises(ModelError, match=r"format 1.*reads 2.*training.calibrate"):
        open_model(folder)
    assert open_model(folder, calibrated=False).calibration.fields == {}
