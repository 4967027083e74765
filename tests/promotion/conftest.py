"""A champion, a challenger and a matcher small enough to open at once, and a frozen split."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers

from iusml.annotations.files import GOLD, write_gold_json
from iusml.annotations.gold import load_split
from iusml.embedding.folder import Borrowed, EmbedderConfig
from iusml.evaluation.report import data_sha256
from iusml.files import sha256_of
from iusml.labels import TAGS
from iusml.models import Calibration, TaggerConfig
from iusml.promotion.trial import Figure, Measurement, Registered, Trial, contender, write_trial
from iusml.records import Report

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁slam"]


def make_model(folder: Path, name: str, score: float) -> Path:
    """Write an extractor that gives every tag of every piece the same score."""
    folder.mkdir(parents=True)
    axes = ["batch", "length"]
    inputs = [
        helper.make_tensor_value_info(one, TensorProto.INT64, axes)
        for one in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info("logits", TensorProto.FLOAT, [*axes, len(TAGS)])
    nodes = [
        helper.make_node("Gather", ["words", "input_ids"], ["found"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last"], ["wide"]),
        helper.make_node("Mul", ["found", "wide"], ["logits"]),
    ]
    words = np.full((len(PIECES), len(TAGS)), score, np.float32)
    constants = [
        numpy_helper.from_array(words, "words"),
        numpy_helper.from_array(np.array([2], np.int64), "last"),
    ]
    graph = helper.make_graph(nodes, "tiny", inputs, [output], constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    made.ir_version = 9
    onnx.save(made, str(folder / "model.onnx"))
    spoken = Tokenizer(models.Unigram([(piece, -1.0) for piece in PIECES], unk_id=3))
    spoken.pre_tokenizer = pre_tokenizers.Metaspace()
    spoken.save(str(folder / "tokenizer.json"))
    facts = TaggerConfig(
        name=name, tags=list(TAGS), window=64, context=4, header=4, begin_id=0, end_id=2, pad_id=1
    )
    (folder / "config.json").write_text(facts.model_dump_json(), "utf-8")
    (folder / "calibration.json").write_text(Calibration().model_dump_json(), "utf-8")
    return folder


def make_matcher(folder: Path, extractor: Path) -> Path:
    """Write what is looked at of a matcher that borrows from `extractor`."""
    folder.mkdir()
    lent = Borrowed(folder=extractor.name, sha256=sha256_of(extractor / "model.onnx"))
    config = EmbedderConfig(
        name="matchare-0.1", width=32, window=40, prompts={"need": "", "stream": ""}, pad_id=1,
        extractor=lent,
    )  # fmt: skip
    (folder / "config.json").write_text(config.model_dump_json(), "utf-8")
    (folder / "model.onnx").write_bytes(b"only its place counts here")
    return folder


@pytest.fixture
def annotations(tmp_path: Path, full_report: Report) -> Path:
    """A frozen test split of one report."""
    root = tmp_path / "annotations"
    folder = root / "reports" / "garveri-2021"
    folder.mkdir(parents=True)
    (folder / "report.pdf").write_bytes(b"%PDF-1.7 garveri")
    about = dict.fromkeys(("layout", "family", "branch", "voice"), "garveri")
    record = full_report.model_dump(mode="json")
    write_gold_json(folder / GOLD, about | {"scanned": False, "spans": [], "record": record})
    (root / "splits.json").write_text(json.dumps({"test": ["garveri-2021"]}), "utf-8")
    return root


@pytest.fixture
def champion(tmp_path: Path) -> Path:
    """The model in use, beside a matcher that borrows from it and one that borrows from none."""
    folder = make_model(tmp_path / "models" / "extractor", "liten-0.1", 0.1)
    make_matcher(folder.parent / "matchare", folder)
    other = make_model(tmp_path / "other", "annan", 0.7)
    make_matcher(folder.parent / "annan-matchare", other)
    return folder


@pytest.fixture
def challenge(tmp_path: Path, champion: Path, annotations: Path) -> Callable[..., Path]:
    """Make a challenger with these EXACT F1 on the frozen and on the reviewed reports."""

    def make(name: str = "liten-0.2", frozen: float = 0.8, reviewed: float = 0.9) -> Path:
        folder = make_model(tmp_path / name, name, 0.2)
        old = Figure(f1=0.8, low=0.7, high=0.9)
        sets = (
            Measurement(
                split="test", data_sha256=data_sha256(load_split(annotations, "test")), reports=1,
                champion=old, challenger=Figure(f1=frozen, low=frozen, high=frozen),
            ),
            Measurement(
                split="reviewed", data_sha256="b" * 64, reports=1,
                champion=old, challenger=Figure(f1=reviewed, low=reviewed, high=reviewed),
            ),
        )  # fmt: skip
        trial = Trial(
            champion=contender(champion, "liten-0.1"),
            challenger=contender(folder, name),
            measurements=sets,
            registered=Registered(tracking="sqlite:///mlflow.db", champion=1, challenger=2),
        )
        write_trial(folder, trial)
        return folder

    return make
