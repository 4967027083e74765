"""A model folder that does not fit is refused with what is wrong and what to do."""

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers

from iusml.errors import ModelError
from iusml.labels import TAGS
from iusml.models import open_model
from iusml.tagging.tagger import OnnxTagger

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁slam", "▁olja", "▁12"]
Json = dict[str, Any]
CONFIG: Json = {
    "format_version": 1, "name": "tiny", "tags": list(TAGS), "window": 64, "context": 4,
    "header": 4, "begin_id": 0, "end_id": 2, "pad_id": 1,
}  # fmt: skip
CALIBRATION: Json = {
    "format_version": 2, "temperature": 1.0, "rule_weights": {"WASTE": 2.0}, "keep_from": 0.5,
    "fields": {"overall": {"bias": 0.5, "weights": {"waste": 1.0}}},
    "records": {"stream": [[0.9, True], [0.4, False]]}, "reports": 8,
    "measured_on": "åtta rapporter",
}  # fmt: skip


def network(
    path: Path,
    *,
    columns: int = len(TAGS),
    places: int = 512,
    pieces: int = len(PIECES),
    mask: str = "attention_mask",
    first: float = 0.5,
) -> None:
    """A network with scores for each piece and place, as an encoder has embeddings of both."""
    axes = ["batch", "length"]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, axes) for name in ("input_ids", mask)
    ]
    output = helper.make_tensor_value_info("logits", TensorProto.FLOAT, [*axes, columns])
    nodes = [
        helper.make_node("Gather", ["words", "input_ids"], ["found"]),
        helper.make_node("CumSum", [mask, "axis"], ["counted"]),
        helper.make_node("Gather", ["places", "counted"], ["placed"]),
        helper.make_node("Add", ["found", "placed"], ["logits"]),
    ]
    words = np.full((pieces, columns), 0.25, np.float32)
    words[0] = first
    constants = [
        numpy_helper.from_array(words, "words"),
        numpy_helper.from_array(np.zeros((places + 1, columns), np.float32), "places"),
        numpy_helper.from_array(np.array(1, np.int64), "axis"),
    ]
    graph = helper.make_graph(nodes, "tiny", inputs, [output], constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    made.ir_version = 9
    onnx.save(made, str(path))


def words(path: Path, pieces: list[str], unknown: int | None = 3) -> None:
    made = Tokenizer(models.Unigram([(p, -1.0) for p in pieces], unk_id=unknown))
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.save(str(path))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    network(tmp_path / "model.onnx")
    words(tmp_path / "tokenizer.json", PIECES)
    write(tmp_path, "config", CONFIG)
    write(tmp_path, "calibration", CALIBRATION)
    return tmp_path


def write(folder: Path, name: str, content: object) -> None:
    (folder / f"{name}.json").write_text(json.dumps(content), "utf-8")


def refused(folder: Path) -> str:
    with pytest.raises(ModelError) as caught:
        OnnxTagger(open_model(folder), threads=1)
    said = str(caught.value)
    assert str(folder) in said
    assert said.endswith((". Get the model folder again.", ". Use a model of this release.",
                          ". Train it anew."))  # fmt: skip
    return said


def test_the_folder_is_sound(folder: Path) -> None:
    assert OnnxTagger(open_model(folder), threads=1).name == "tiny"


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.99])
@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_file_cut_short(folder: Path, name: str, share: float) -> None:
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[: int(share * len(content))])
    assert f"{name} " in refused(folder)


@pytest.mark.parametrize("content", [b"{}", b"[1, 2]", b"\x00\xff garbage", b'{"model": {}}'])
def test_a_tokenizer_that_is_none(folder: Path, content: bytes) -> None:
    (folder / "tokenizer.json").write_bytes(content)
    assert "tokenizer.json is damaged" in refused(folder)


def test_a_tokenizer_without_the_unknown_piece(folder: Path) -> None:
    words(folder / "tokenizer.json", ["a", "b", "c"], unknown=0)
    assert "tokenizer.json has no piece <unk>" in refused(folder)


def test_a_tokenizer_of_another_model(folder: Path) -> None:
    words(folder / "tokenizer.json", [*PIECES, "▁mer", "▁än", "▁nätet", "▁kan"])
    assert "does not fit config.json and tokenizer.json" in refused(folder)


@pytest.mark.parametrize("columns", [1, len(TAGS) - 2, len(TAGS) + 2])
def test_another_number_of_scores(folder: Path, columns: int) -> None:
    network(folder / "model.onnx", columns=columns)
    said = refused(folder)
    assert f"gives {columns} scores for a word piece; config.json names {len(TAGS)} tags" in said


def test_other_inputs(folder: Path) -> None:
    network(folder / "model.onnx", mask="token_type_ids")
    assert "takes input_ids, token_type_ids; this program gives input_ids" in refused(folder)


def test_a_window_beyond_the_places_of_the_network(folder: Path) -> None:
    network(folder / "model.onnx", places=63)
    assert "a window of 64 pieces of 8 fails" in refused(folder)


@pytest.mark.parametrize("score", [math.nan, math.inf])
def test_scores_that_are_no_numbers(folder: Path, score: float) -> None:
    network(folder / "model.onnx", first=score)
    assert "model.onnx is damaged: its scores are no numbers" in refused(folder)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"window": 600}, "window: Input should be less than or equal to 512"),
        ({"context": 40}, "header and context leave no room for words in the window"),
        ({"begin_id": -1}, "begin_id: Input should be greater than or equal to 0"),
        ({"tags": 7}, "tags: Input should be a valid list"),
        ({"format_version": 2, "heads": 3}, "has format 2; this program reads 1"),
        ({"tags": [*TAGS[:-1], "I-METAL"]}, f"(it lacks {TAGS[-1]} and has I-METAL)"),
        ({"tags": list(TAGS[::-1])}, "(they stand in another order)"),
    ],
)
def test_a_config_that_does_not_fit(folder: Path, change: Json, said: str) -> None:
    write(folder, "config", CONFIG | change)
    assert said in refused(folder)


def test_a_special_piece_that_the_network_does_not_have(folder: Path) -> None:
    write(folder, "config", CONFIG | {"end_id": 400})
    assert "does not fit config.json" in refused(folder)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"temperature": math.nan}, "temperature: Input should be a finite number"),
        ({"temperature": math.inf}, "temperature: Input should be a finite number"),
        ({"rule_weights": {"WASTE": math.nan}}, "rule_weights.WASTE: Input should be a finite"),
        ({"rule_weights": {"METAL": 1.0}}, "rule_weights name other labels: METAL"),
        ({"fields": {"overall": {"bias": math.nan, "weights": {}}}}, "a finite number"),
        ({"fields": {"overall": {"weights": {}}}}, "fields.overall.bias: Field required"),
        ({"records": {"stream": [[1.5, True]]}}, "a probability outside 0 to 1"),
        ({"records": {"person": []}}, "records.person"),
        ({"field_points": {}}, "field_points: Extra inputs are not permitted"),
    ],
)
def test_a_calibration_that_does_not_fit(folder: Path, change: Json, said: str) -> None:
    write(folder, "calibration", CALIBRATION | change)
    assert said in refused(folder)


def test_a_calibration_of_another_version(folder: Path) -> None:
    write(folder, "calibration", CALIBRATION | {"format_version": 1, "review_below": 0.5})
    with pytest.raises(ModelError, match="has format 1; this program reads 2"):
        open_model(folder)
    assert open_model(folder, calibrated=False).calibration.fields == {}


@pytest.mark.parametrize("write_nested", [lambda p: p.write_text("[" * 100_000)])
def test_json_nested_without_end(folder: Path, write_nested: Callable[[Path], object]) -> None:
    write_nested(folder / "config.json")
    assert "config.json is damaged" in refused(folder)
