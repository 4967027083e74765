import random
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper

from iusml.codes.phrases import Phrase
from iusml.errors import AnnotationError
from iusml.matching.known_needs import TaughtNeed
from training.embedder.adapted import Adapted, adapt
from training.embedder.examples import Descriptions, code_text, load_translations, need_examples
from training.embedder.loss import GroupedRankingLoss
from training.embedder.shared import borrow

NEED = TaughtNeed(
    use="strö", need="Torrt underlag", serves=("spån", "halm"), near_misses=("MDF-damm",),
    partly=("flis",),
)  # fmt: skip
PHRASES = [
    Phrase("kutterspån", ("030105",)),
    Phrase("hyvelspån", ("030105",)),
    Phrase("limspill", ("030104",)),
    Phrase("motorolja", ("130205", "130208")),
    Phrase("växellådsolja", ("130208",)),
]


def test_needs_stand_beside_what_serves_them_and_what_nearly_does() -> None:
    found = list(need_examples([NEED], random.Random(1)))
    assert [sorted(e.positives) for e in found] == [["flis", "halm", "spån"]]
    assert {(e.anchor, e.negatives, e.group) for e in found} == {
        ("Torrt underlag", ("MDF-damm", "MDF-damm"), "Torrt underlag")
    }


def test_every_stream_has_its_turn_and_few_are_filled_up() -> None:
    streams = tuple(f"spån {number}" for number in range(7))
    need = NEED.model_copy(update={"serves": streams, "partly": ()})
    found = list(need_examples([need], random.Random(1)))
    assert [len(e.positives) for e in found] == [3, 3, 3]
    assert all(len(set(e.positives)) == 3 for e in found)
    assert {text for e in found for text in e.positives} == set(streams)


def test_no_counterexample_shares_a_code() -> None:
    codes = {phrase.text: set(phrase.codes) for phrase in PHRASES}
    told = Descriptions(PHRASES, {"motorolja": ["växellådsolja", "limspill"]})
    for seed in range(20):
        for example in told.examples(random.Random(seed)):
            for text in example.positives:
                assert all(not codes[text] & codes[other] for other in example.negatives)
                assert example.anchor != text


def test_confused_ones_are_taken_first() -> None:
    told = Descriptions(PHRASES, {"kutterspån": ["motorolja"]})
    first = next(told.examples(random.Random(1)))
    assert {"kutterspån", "hyvelspån"} == set(first.positives)
    assert first.negatives[0] == "motorolja"


def test_a_foreign_name_stands_beside_the_swedish_one(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    lines = [
        "code,level,hazardous,name",
        "03,chapter,,wood",
        "030105,entry,,sawdust",
        "99,entry,,x",
    ]
    table.write_text("\n".join(lines), "utf-8")
    names = load_translations(table)
    assert names == {"030105": "sawdust"}
    (found,) = Descriptions(PHRASES).names(names, random.Random(1))
    assert found.anchor == "sawdust"
    assert code_text("030105") in found.positives
    assert not {"kutterspån", "hyvelspån"} & set(found.negatives)


def test_a_missing_list_is_told(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="is no waste list"):
        load_translations(tmp_path / "none.csv")


def test_names_of_codes_are_told_apart_by_their_sub_chapter() -> None:
    assert "som enligt" not in code_text("030104")
    assert code_text("070111") != code_text("070211")


def test_additions_begin_as_what_leads_to_the_wanted_matrix() -> None:
    torch.manual_seed(1)
    fixed, wanted = torch.randn(6, 4), torch.randn(6, 4)
    adapted = Adapted(fixed, wanted, torch.zeros(6), rank=4)
    hidden = torch.randn(2, 4)
    assert torch.allclose(adapted(hidden), hidden @ wanted.T, atol=1e-5)
    assert [name for name, p in adapted.named_parameters() if p.requires_grad] == [
        "bias", "down.weight", "up.weight",
    ]  # fmt: skip


def test_only_matrices_of_layers_are_adapted() -> None:
    encoder = torch.nn.Module()
    layer = torch.nn.Module()
    layer.query, layer.other = torch.nn.Linear(4, 4), torch.nn.Linear(4, 4)
    encoder.encoder = layer
    encoder.embeddings = torch.nn.Module()
    encoder.embeddings.word_embeddings = torch.nn.Embedding(3, 4)
    fixed = {
        "encoder.query.weight": torch.eye(4),
        "embeddings.word_embeddings.weight": torch.ones(3, 4),
    }
    adapt(encoder, fixed, 2, torch.float32)
    assert isinstance(layer.query, Adapted)
    assert isinstance(layer.other, torch.nn.Linear)
    assert torch.equal(layer.query.fixed.weight, torch.eye(4))
    assert encoder.embeddings.word_embeddings.weight.sum() == 12


class Given:
    """Stands in for the network: features are the vectors."""

    def __call__(self, features: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        return {"sentence_embedding": features["vectors"]}


def loss_of(vectors: torch.Tensor, others: torch.Tensor, labels: list[int]) -> float:
    loss = GroupedRankingLoss(Given(), 20.0, 2)  # type: ignore[arg-type]
    columns = [{"vectors": vectors} for _ in range(3)] + [{"vectors": others}]
    return float(loss(columns, torch.tensor(labels)))


def test_the_loss_is_small_where_partners_are_nearest() -> None:
    one, other = torch.eye(4), torch.eye(4).roll(1, 0)
    assert loss_of(one, -one, [0, 1, 2, 3]) < 0.01
    assert loss_of(one, one, [0, 1, 2, 3]) > 0.5
    assert loss_of(one, -other, [0, 1, 2, 3]) < 0.01


def test_the_same_group_is_no_counterexample() -> None:
    alike = torch.tensor([[1.0, 0.0], [1.0, 0.0]])
    assert loss_of(alike, -alike, [0, 1]) > 0.9
    assert loss_of(alike, -alike, [5, 5]) < 0.01


def model_with(weights: NDArray[np.float32], path: Path) -> Path:
    tensor = onnx.numpy_helper.from_array(weights, "w")
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "w"], ["y"])],
        "g",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", weights.shape[0]])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", weights.shape[1]])],
        [tensor],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(model.SerializeToString())
    return path


@pytest.mark.parametrize("same", [True, False])
def test_weights_alike_are_borrowed(tmp_path: Path, same: bool) -> None:
    import onnxruntime

    weights = np.random.default_rng(1).random((64, 64), np.float32)
    lender = model_with(weights, tmp_path / "lender" / "model.onnx")
    mine = model_with(weights if same else weights + 1, tmp_path / "mine" / "model.onnx")
    before = mine.stat().st_size
    assert borrow(mine, lender) == (weights.nbytes if same else 0)
    assert (mine.stat().st_size < before / 10) is same
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry(
        "session.model_external_initializers_file_folder_path", str(lender.parent)
    )
    session = onnxruntime.InferenceSession(mine.read_bytes(), options)
    given = np.ones((1, 64), np.float32)
    wanted = given @ (weights if same else weights + 1)
    assert np.allclose(session.run(None, {"x": given})[0], wanted, atol=1e-4)
