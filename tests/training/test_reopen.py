"""A model folder becomes weights to train on, whatever its weights were made small with."""

import shutil
import warnings
from pathlib import Path
from typing import Literal

import onnx
import pytest
import torch

from iusml.errors import ModelError
from iusml.labels import TAGS
from iusml.models import Calibration, TaggerConfig
from training.export import quantise, to_onnx
from training.reopen import reopened
from training.tagger_model import load_tagger, reads_places

KINDS = ("none", "int8", "mixed")
Kind = Literal["none", "int8", "mixed"]
ROUNDED = {"none": 1e-6, "int8": 0.01, "mixed": 0.07}
"""How far weights may lie from the trained ones, beside the largest of their matrix."""
FACTS = TaggerConfig(
    name="liten", tags=list(TAGS), window=320, context=56, header=48, begin_id=0, end_id=2, pad_id=1
)


def folder_of(base: Path, target: Path, kind: Kind, *, places: bool) -> Path:
    """A model folder of an untrained extractor; its trained weights lie in ``TARGET/trained``."""
    target.mkdir()
    tagger = load_tagger(base, places=places)
    for parameter in tagger.parameters():
        torch.nn.init.normal_(parameter, std=0.2)
    tagger.save_pretrained(target / "trained")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch's exporter warns of its own inner workings
        to_onnx(tagger, target / "fp32.onnx")
    if kind == "none":
        (target / "fp32.onnx").rename(target / "model.onnx")
    else:
        quantise(target / "fp32.onnx", target / "model.onnx", kind)
    shutil.copyfile(base / "tokenizer.json", target / "tokenizer.json")
    (target / "config.json").write_text(FACTS.model_dump_json(), "utf-8")
    (target / "calibration.json").write_text(Calibration().model_dump_json(), "utf-8")
    return target


@pytest.mark.parametrize("places", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_weights_come_back(base: Path, tmp_path: Path, kind: Kind, places: bool) -> None:
    folder = folder_of(base, tmp_path / "model", kind, places=places)
    reopened(folder, base).save_pretrained(tmp_path / "again")
    assert reads_places(tmp_path / "again") is places
    trained = load_tagger(folder / "trained", places=places).state_dict()
    again = load_tagger(tmp_path / "again", places=places).state_dict()
    assert trained.keys() == again.keys()
    for name, weights in trained.items():
        if weights.is_floating_point():
            allowed = ROUNDED[kind] * float(weights.abs().max())
            assert float((weights - again[name]).abs().max()) <= allowed, name


def test_another_encoder_is_told(base: Path, tmp_path: Path) -> None:
    folder = folder_of(base, tmp_path / "model", "none", places=False)
    config = base / "config.json"
    shape = config.read_text("utf-8")
    config.write_text(shape.replace('"num_hidden_layers": 2', '"num_hidden_layers": 3'), "utf-8")
    with pytest.raises(ModelError, match=r"lacks weights .*layer\.2\."):
        reopened(folder, base)
    config.write_text(shape.replace('"intermediate_size": 48', '"intermediate_size": 64'), "utf-8")
    with pytest.raises(ModelError, match="does not fit"):
        reopened(folder, base)


def test_a_matrix_without_its_bias_is_told(base: Path, tmp_path: Path) -> None:
    folder = folder_of(base, tmp_path / "model", "mixed", places=False)
    model = onnx.load(folder / "model.onnx")
    product = next(node for node in model.graph.node if node.op_type == "MatMulNBits")
    product.output[0] = "lost"
    onnx.save(model, folder / "model.onnx")
    with pytest.raises(ModelError, match="no bias that tells its name"):
        reopened(folder, base)
