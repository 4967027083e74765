"""A network opened by OpenVINO or ONNX Runtime: the same answers, plain words where it fails."""

from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from iusml.errors import MissingDependencyError, ModelError
from iusml.models import NETWORK, open_model
from iusml.settings import default_model
from iusml.tagging.networks import CUDA, Array, OnnxNetwork, ProcessorNetwork, open_network

SHIPPED = default_model()
CHANCE = np.random.default_rng(2)
GIVEN = {
    "input_ids": CHANCE.integers(10, 30_000, (3, 64)),
    "attention_mask": np.ones((3, 64), np.int64),
    "places": CHANCE.integers(0, 100, (3, 64, 4)),
}


def labels(logits: Array) -> Array:
    return np.asarray(logits.argmax(-1))


def test_the_processor_answers_as_the_reference_does(tmp_path: Path) -> None:
    reference = OnnxNetwork(SHIPPED / NETWORK)
    exact = ProcessorNetwork(SHIPPED / NETWORK, tmp_path / "none.npz")
    assert dict(exact.inputs) == dict(reference.inputs)
    wanted = labels(reference.run(GIVEN))
    assert (labels(exact.run(GIVEN)) == wanted).mean() > 0.95
    assert (labels(open_network(SHIPPED).run(GIVEN)) == wanted).mean() > 0.9


def test_threads_do_not_change_what_is_answered() -> None:
    one, two = (open_network(SHIPPED, threads=threads).run(GIVEN) for threads in (1, 2))
    np.testing.assert_array_equal(one, two)


def test_other_windows_in_a_batch_do_not_change_the_labels() -> None:
    network = open_network(SHIPPED)
    alone = {name: array[:1] for name, array in GIVEN.items()}
    assert (labels(network.run(alone)) == labels(network.run(GIVEN))[:1]).all()


@pytest.mark.parametrize("content", [b"", b"no network"])
def test_a_damaged_network_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NETWORK).write_bytes(content)
    with pytest.raises(ModelError, match=r"model\.onnx is damaged"):
        open_network(tmp_path)


def test_without_a_graphics_card_cuda_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: ["CPUExecutionProvider"])
    with pytest.raises(MissingDependencyError, match="onnxruntime-gpu"):
        open_network(SHIPPED, device="cuda")


@pytest.mark.skipif(
    CUDA not in onnxruntime.get_available_providers(),
    reason="no graphics card, or ONNX Runtime without CUDA: pip install onnxruntime-gpu",
)
def test_a_graphics_card_answers_as_the_reference_does() -> None:
    card = open_network(SHIPPED, device="cuda")
    reference = OnnxNetwork(open_model(SHIPPED).path / NETWORK)
    np.testing.assert_allclose(card.run(GIVEN), reference.run(GIVEN), atol=0.05)
