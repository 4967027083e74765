"""Weights that two ONNX files have alike: one of them names the other's bytes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnx.numpy_helper

MIN_BYTES = 4096
"""Smaller tensors are not worth a reference."""
ROUNDING = 1e-5


def borrow(path: Path, lender: Path) -> int:
    """Replace tensors of the model at `path` that stand in `lender` too by references to them.

    References name the lender by its file name alone: whoever opens the model says in which
    folder it lies. Numbers that differ by rounding alone are the same. Returns how many bytes are
    borrowed.
    """
    model, there = onnx.load(path), lender.read_bytes()
    floats = _floats(lender)
    borrowed = 0
    for tensor in model.graph.initializer:
        if len(tensor.raw_data) < MIN_BYTES:
            continue
        place = there.find(tensor.raw_data)
        if place < 0:
            place = there.find(_twin(tensor, floats) or tensor.raw_data)
        if place < 0:
            continue
        size = len(tensor.raw_data)
        tensor.ClearField("raw_data")
        tensor.data_location = onnx.TensorProto.EXTERNAL
        for key, value in (("location", lender.name), ("offset", place), ("length", size)):
            entry = tensor.external_data.add()
            entry.key, entry.value = key, str(value)
        borrowed += size
    path.write_bytes(model.SerializeToString())
    return borrowed


def _floats(lender: Path) -> list[Any]:
    found = onnx.load(lender).graph.initializer
    return [
        t for t in found if t.data_type == onnx.TensorProto.FLOAT and len(t.raw_data) > MIN_BYTES
    ]


def _twin(tensor: Any, floats: Sequence[Any]) -> bytes | None:
    """The bytes of a tensor of the lender with the same numbers but for rounding."""
    for other in floats:
        if tensor.data_type == other.data_type and tensor.dims == other.dims:
            mine, theirs = onnx.numpy_helper.to_array(tensor), onnx.numpy_helper.to_array(other)
            if np.allclose(mine, theirs, rtol=ROUNDING, atol=0):
                return bytes(other.raw_data)
    return None
