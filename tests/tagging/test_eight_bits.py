"""Products in eight bits answer nearly as the network does; foreign scales are refused."""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import openvino
import pytest
from onnx import TensorProto, helper, numpy_helper

from iusml.errors import ModelError
from iusml.tagging.eight_bits import Scale, in_eight_bits, products, read_scales, write_scales

WIDTH, ROWS = 16, 24
CHANCE = np.random.default_rng(5)
FIRST = CHANCE.normal(0, 1, (WIDTH, ROWS)).astype(np.float32)
SECOND = CHANCE.normal(0, 1, (WIDTH, ROWS)).astype(np.float32)
GIVEN = CHANCE.normal(0, 1, (50, WIDTH)).astype(np.float32)
GIVEN[:, 3] *= 40
"""One column is much larger than all others, as in real networks."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A network that multiplies its input by two matrices and adds the results."""
    nodes = [
        helper.make_node("MatMul", ["given", "first"], ["a"], name="left"),
        helper.make_node("MatMul", ["given", "second"], ["b"], name="right"),
        helper.make_node("Add", ["a", "b"], ["sum"]),
    ]
    given = helper.make_tensor_value_info("given", TensorProto.FLOAT, ["words", WIDTH])
    total = helper.make_tensor_value_info("sum", TensorProto.FLOAT, ["words", ROWS])
    matrices = [numpy_helper.from_array(FIRST, "first"), numpy_helper.from_array(SECOND, "second")]
    graph = helper.make_graph(nodes, "two", [given], [total], matrices)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 9
    onnx.save(model, str(tmp_path / "model.onnx"))
    return tmp_path / "model.onnx"


def scale(shrink: Any) -> Scale:
    shrunk = GIVEN * shrink
    return Scale(float(shrunk.min()), float(shrunk.max()), shrink)


def answer(network: Any) -> Any:
    exact = {"INFERENCE_PRECISION_HINT": "f32"}
    return openvino.Core().compile_model(network, "CPU", exact)([GIVEN])[0]


def error(network: Any) -> float:
    wanted = GIVEN @ FIRST + GIVEN @ SECOND
    return float(np.abs(answer(network) - wanted).mean() / np.abs(wanted).mean())


def test_products_of_one_input_belong_together(path: Path) -> None:
    (group,) = products(openvino.Core().read_model(path))
    assert group.name == "left"
    np.testing.assert_allclose(group.matrices[0], FIRST.T, rtol=1e-6)
    np.testing.assert_allclose(group.matrices[1], SECOND.T, rtol=1e-6)


def test_a_shrunk_column_leaves_room_for_the_others(path: Path) -> None:
    plain, shrunk = (openvino.Core().read_model(path) for _ in range(2))
    in_eight_bits(plain, {"left": scale(np.ones(WIDTH, np.float32))})
    even = np.where(np.arange(WIDTH) == 3, 0.1, 1).astype(np.float32)
    in_eight_bits(shrunk, {"left": scale(even)})
    rounded = [op for op in shrunk.get_ordered_ops() if op.get_type_name() == "FakeQuantize"]
    assert len(rounded) == 3, "the input once, each matrix once"
    assert 0 < error(shrunk) < 0.7 * error(plain)
    assert error(shrunk) < 0.03


def test_scales_of_another_network_are_refused(path: Path) -> None:
    network = openvino.Core().read_model(path)
    with pytest.raises(ModelError, match="no product elsewhere"):
        in_eight_bits(network, {"elsewhere": scale(np.ones(WIDTH, np.float32))})
    with pytest.raises(ModelError, match="another network"):
        in_eight_bits(network, {"left": Scale(-1, 1, np.ones(WIDTH + 1, np.float32))})


def test_scales_come_back_as_they_were_written(path: Path) -> None:
    scales, file = {"left": scale(CHANCE.uniform(0.1, 1, WIDTH).astype(np.float32))}, path.parent
    write_scales(file / "s.npz", scales, path)
    (found,) = read_scales(file / "s.npz", path).values()
    assert found.low == pytest.approx(scales["left"].low)
    assert found.high == pytest.approx(scales["left"].high)
    np.testing.assert_array_equal(found.shrink, scales["left"].shrink)


def test_scales_of_an_older_network_are_refused(path: Path) -> None:
    target = path.with_name("eight_bits.npz")
    write_scales(target, {"left": scale(np.ones(WIDTH, np.float32))}, path)
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(ModelError, match="learned for another"):
        read_scales(target, path)


@pytest.mark.parametrize("content", [b"", b"no numbers", b"PK\x03\x04 torn"])
def test_damaged_scales_are_told(path: Path, content: bytes) -> None:
    target = path.with_name("eight_bits.npz")
    target.write_bytes(content)
    with pytest.raises(ModelError, match=r"eight_bits\.npz is damaged"):
        read_scales(target, path)
