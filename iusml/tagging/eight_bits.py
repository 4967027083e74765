"""Products of matrices in whole numbers of eight bits: twice as fast where the processor has them.

The model folder's weights are stored in blocks of eight bits with a scale each, which runtimes
spread out before they multiply. Here a product's weights get one scale for each row, and what is
multiplied with them one scale for all, learned on training reports (``training.eight_bits``), so
that the product itself is one of whole numbers. Columns with large values are shrunk before and
their weights enlarged instead (Xiao and others, SmoothQuant, 2023); single columns that are larger
than all others by far are multiplied apart as they are (Dettmers and others, LLM.int8(), 2022).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from iusml.errors import ModelError
from iusml.files import sha256_of

Numbers = npt.NDArray[np.float32]
INPUT_LEVELS, WEIGHT_LEVELS = 256, 255
LOW, HIGH, SHRINK, APART = "low", "high", "shrink", "apart"
NETWORK_KEY = "network_sha256"


@dataclass(frozen=True, slots=True)
class Scale:
    """How the input of some products is rounded: column j times `shrink[j]`, cut to the range.

    The columns in `apart` are not rounded but multiplied as they are.
    """

    low: float
    high: float
    shrink: Numbers
    apart: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Products:
    """Products of one input, shape (..., columns), with fixed matrices (rows, columns).

    `name` is the first product's in the network.
    """

    name: str
    input: Any
    nodes: tuple[Any, ...]
    matrices: tuple[Numbers, ...]


def products(network: Any) -> Iterator[Products]:
    """Find the products with fixed matrices in an OpenVINO network, grouped by input."""
    found: dict[tuple[str, int], list[Any]] = {}
    for node in network.get_ordered_ops():
        if node.get_type_name() == "MatMul" and _is_fixed(node.input_value(1)):
            given = node.input_value(0)
            found.setdefault((given.get_node().get_friendly_name(), given.get_index()), []).append(
                node
            )
    nodes = [node for group in found.values() for node in group]
    matrices = dict(zip(map(id, nodes), _folded(nodes), strict=True))
    for group in found.values():
        name, given = group[0].get_friendly_name(), group[0].input_value(0)
        yield Products(name, given, tuple(group), tuple(matrices[id(node)] for node in group))


def _is_fixed(output: Any) -> bool:
    node = output.get_node()
    if node.get_type_name() == "Constant":
        return True
    given = node.input_values()
    return bool(given) and all(_is_fixed(one) for one in given)


def _folded(nodes: list[Any]) -> Iterator[Numbers]:
    """The matrices of products, spread out, each (rows, columns)."""
    import openvino

    spread = openvino.Model([node.input_value(1) for node in nodes], [], "weights")
    exact = {"INFERENCE_PRECISION_HINT": "f32"}
    results = openvino.Core().compile_model(spread, "CPU", exact)([])
    for number, node in enumerate(nodes):
        matrix = np.array(results[number], np.float32)
        yield matrix if node.get_attributes()["transpose_b"] else matrix.T


def in_eight_bits(network: Any, scales: Mapping[str, Scale]) -> None:
    """Turn the products of `network` that have a scale into ones of whole numbers, in place.

    Raises ModelError where scales and products do not belong together.
    """
    left = dict(scales)
    for group in list(products(network)):
        scale = left.pop(group.name, None)
        if scale is None:
            continue
        if any(matrix.shape[1] != len(scale.shrink) for matrix in group.matrices):
            raise ModelError(f"The scales of {group.name} are those of another network.")
        _replace(group, scale)
    if left:
        raise ModelError(f"The network has no product {min(left)}: the scales are another one's.")


def _replace(group: Products, scale: Scale) -> None:
    from openvino import opset13 as ops

    shrunk = ops.multiply(group.input, ops.constant(scale.shrink))
    apart = np.array(scale.apart, np.int32)
    ends = [ops.constant(np.float32(end)) for end in (scale.low, scale.high)]
    rounded = ops.fake_quantize(shrunk, *ends, *ends, INPUT_LEVELS)
    for node, matrix in zip(group.nodes, group.matrices, strict=True):
        enlarged = rounded_part(matrix, scale) / scale.shrink
        reach = np.maximum(np.abs(enlarged).max(axis=1, keepdims=True), 1e-9)
        ends = [ops.constant(end) for end in (-reach, reach)]
        weights = ops.fake_quantize(ops.constant(enlarged), *ends, *ends, WEIGHT_LEVELS)
        product = ops.matmul(rounded, weights, transpose_a=False, transpose_b=True)
        if scale.apart:
            columns = ops.gather(group.input, ops.constant(apart), ops.constant(-1))
            beside = ops.constant(np.ascontiguousarray(matrix[:, apart]))
            product = ops.add(product, ops.matmul(columns, beside, False, True))
        product.set_friendly_name(node.get_friendly_name())
        node.output(0).replace(product.output(0))


def rounded_part(matrix: Numbers, scale: Scale) -> Numbers:
    """The matrix (rows, columns) without the columns that are multiplied apart."""
    part = matrix.copy()
    part[:, list(scale.apart)] = 0
    return part


def read_scales(path: Path, network: Path) -> dict[str, Scale]:
    """Read the ``eight_bits.npz`` that was learned for the file `network`. Raises ModelError."""
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            learned_for = str(file[NETWORK_KEY])
            names = {key.rsplit("/", 1)[0] for key in file.files if key != NETWORK_KEY}
            scales = {name: _scale(file, name) for name in sorted(names)}
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
        raise ModelError(f"{path} is damaged. Get the model folder again.") from error
    if learned_for != sha256_of(network):
        raise ModelError(
            f"{path} was learned for another {network.name}. Delete it, or make it anew: "
            f"python -m training.eight_bits {path.parent}"
        )
    return scales


def _scale(file: Any, name: str) -> Scale:
    shrink = np.asarray(file[f"{name}/{SHRINK}"], np.float32)
    apart = tuple(int(column) for column in file[f"{name}/{APART}"])
    return Scale(float(file[f"{name}/{LOW}"]), float(file[f"{name}/{HIGH}"]), shrink, apart)


def write_scales(path: Path, scales: Mapping[str, Scale], network: Path) -> None:
    """Write ``eight_bits.npz`` for the network in the file `network`."""
    arrays: dict[str, Any] = {NETWORK_KEY: np.array(sha256_of(network))}
    for name, scale in sorted(scales.items()):
        arrays[f"{name}/{LOW}"] = np.float32(scale.low)
        arrays[f"{name}/{HIGH}"] = np.float32(scale.high)
        arrays[f"{name}/{SHRINK}"] = scale.shrink.astype(np.float32)
        arrays[f"{name}/{APART}"] = np.array(scale.apart, np.int32)
    np.savez_compressed(path, **arrays)
