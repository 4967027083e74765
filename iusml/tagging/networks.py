"""Run an exported network: OpenVINO on a processor, ONNX Runtime on a graphics card.

Both read the same ``model.onnx``. OpenVINO answers twice as fast as ONNX Runtime on processors,
and twice as fast again with products in eight bits (``eight_bits.npz``), see benchmarks/SPEED.md.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from iusml.errors import MissingDependencyError, ModelError
from iusml.models import NETWORK, SCALES
from iusml.settings import Device
from iusml.tagging.eight_bits import in_eight_bits, read_scales

Array = npt.NDArray[Any]
Shapes = Mapping[str, Sequence[int | None]]
CUDA = "CUDAExecutionProvider"


class Network(Protocol):
    """An opened network; `inputs` maps the names it takes to their shapes, None where free."""

    inputs: Shapes

    def run(self, given: Mapping[str, Array]) -> Array:
        """Return logits, shape (windows, pieces, tags), for its inputs by name."""
        ...


def open_network(folder: Path, *, device: Device = "cpu", threads: int = 0) -> Network:
    """Open the network in a model folder; `threads` 0 takes all cores.

    Raises ModelError for damaged files, MissingDependencyError without a graphics card.
    """
    if device == "cuda":
        return _on_graphics_card(folder / NETWORK)
    return ProcessorNetwork(folder / NETWORK, folder / SCALES, threads)


class ProcessorNetwork:
    """OpenVINO; in eight bits where the folder has scales, the rest as the processor does best."""

    def __init__(self, path: Path, scales: Path | None, threads: int = 0) -> None:
        import openvino

        core = openvino.Core()
        network = _opened(path, lambda: core.read_model(path))
        if scales and scales.is_file():
            in_eight_bits(network, read_scales(scales, path))
        # Pinned, the threads of several processes would all wait for the first core.
        settings: dict[str, Any] = {"PERFORMANCE_HINT": "LATENCY", "ENABLE_CPU_PINNING": False}
        if threads:
            settings["INFERENCE_NUM_THREADS"] = threads
        compiled = _opened(path, lambda: core.compile_model(network, "CPU", settings))
        self.inputs: Shapes = {one.get_any_name(): _shape(one) for one in compiled.inputs}
        self._request: Any = compiled.create_infer_request()
        self._lock = threading.Lock()

    def run(self, given: Mapping[str, Array]) -> Array:
        """Return logits, shape (windows, pieces, tags)."""
        with self._lock:
            self._request.infer({name: given[name] for name in self.inputs})
            return np.array(self._request.get_output_tensor(0).data, np.float32)


def _shape(port: Any) -> list[int | None]:
    return [None if one.is_dynamic else one.get_length() for one in port.get_partial_shape()]


class OnnxNetwork:
    """ONNX Runtime, the reference: slower on a processor, but it refuses pieces without a row."""

    def __init__(self, path: Path, providers: Sequence[str] = ("CPUExecutionProvider",)) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        providers = list(providers)
        self._session: Any = _opened(
            path, lambda: onnxruntime.InferenceSession(str(path), options, providers=providers)
        )
        self.inputs: Shapes = {
            one.name: [size if isinstance(size, int) else None for size in one.shape]
            for one in self._session.get_inputs()
        }

    def run(self, given: Mapping[str, Array]) -> Array:
        """Return logits, shape (windows, pieces, tags)."""
        logits = self._session.run(None, {name: given[name] for name in self.inputs})[0]
        return np.asarray(logits, np.float32)


def _on_graphics_card(path: Path) -> Network:
    import onnxruntime

    if CUDA not in onnxruntime.get_available_providers():
        raise MissingDependencyError(
            "No graphics card can be used: ONNX Runtime is here without CUDA. Install it with: "
            "pip install onnxruntime-gpu, or run without --device cuda."
        )
    return OnnxNetwork(path, [CUDA, "CPUExecutionProvider"])


def _opened(path: Path, opener: Callable[[], Any]) -> Any:
    """Call `opener`; the libraries raise kinds of their own for damaged files."""
    try:
        return opener()
    except Exception as error:
        raise ModelError(f"{path} is damaged. Get the model folder again.") from error
