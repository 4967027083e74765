"""Count the multiplications of a network from the shapes of its products of matrices."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

from iusml.models import NETWORK, SCALES
from iusml.tagging.eight_bits import in_eight_bits, read_scales

Shape = tuple[int, int]
"""Windows of a batch, and padded pieces of each."""


@dataclass(frozen=True, slots=True)
class Operations:
    """Operations of products: a multiplication and its addition are two.

    `eight_bits` of them are of products with both sides rounded to whole numbers.
    """

    all: int = 0
    eight_bits: int = 0

    def __add__(self, other: "Operations") -> "Operations":
        return Operations(self.all + other.all, self.eight_bits + other.eight_bits)

    def times(self, count: int) -> "Operations":
        """So many runs."""
        return Operations(self.all * count, self.eight_bits * count)


def opened(folder: Path) -> Any:
    """Open the network of a model folder in OpenVINO as `iusml extract` does, uncompiled."""
    import openvino

    network = openvino.Core().read_model(folder / NETWORK)
    if (folder / SCALES).is_file():
        in_eight_bits(network, read_scales(folder / SCALES, folder / NETWORK))
    return network


def of_batches(network: Any, batches: Iterable[Shape]) -> Operations:
    """Return the operations of running all `batches`."""
    total = Operations()
    for (windows, pieces), count in Counter(batches).items():
        shapes = {port.get_any_name(): _fixed(port, windows, pieces) for port in network.inputs}
        total += of_shapes(network, shapes).times(count)
    return total


def _fixed(port: Any, windows: int, pieces: int) -> list[int]:
    """The shape of one input; all begin with windows and pieces."""
    inner = [size.get_length() for size in list(port.get_partial_shape())[2:]]
    return [windows, pieces, *inner]


def of_shapes(network: Any, shapes: Mapping[str, list[int]]) -> Operations:
    """Return the operations of one run on inputs of `shapes`; `network` keeps these shapes."""
    network.reshape(dict(shapes))
    total = Operations()
    for node in network.get_ordered_ops():
        if node.get_type_name() != "MatMul":
            continue
        left = list(node.input_value(0).get_shape())
        inner = left[-2 if node.get_attributes()["transpose_a"] else -1]
        made = 2 * prod(node.get_output_shape(0)) * inner
        sides = {node.input_value(side).get_node().get_type_name() for side in (0, 1)}
        total += Operations(made, made if sides == {"FakeQuantize"} else 0)
    return total
