"""``python -m benchmarks.speed.peak``: how fast this machine multiplies large matrices, all cores.

In eight bits by OpenVINO, which alone multiplies them as the extractor does; else by PyTorch.
The best time of all counts: a peak is what the machine can do, not what it does beside others.
"""

import argparse
import json
import time
from collections.abc import Callable
from typing import Any

import numpy as np

SIZES = (1024, 1536, 2048, 3072)
LAYERS = 4
"""Products in a row, so that reading the first input in 32 bits weighs little."""


def best(call: Callable[[], object], rounds: int) -> float:
    """Return the least seconds of a call, after one that does not count."""
    call()
    least = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        least = min(least, time.perf_counter() - start)
    return least


def eight_bits(size: int, rounds: int) -> float:
    """Return operations per second of square products in eight bits."""
    import openvino

    compiled = openvino.Core().compile_model(
        eight_bit_network(size), "CPU", {"PERFORMANCE_HINT": "LATENCY"}
    )
    request = compiled.create_infer_request()
    given = np.random.default_rng(1).standard_normal((size, size), dtype=np.float32)
    return 2 * size**3 * LAYERS / best(lambda: request.infer([given]), rounds)


def eight_bit_network(size: int) -> Any:
    """LAYERS products of a matrix with fixed ones, both sides rounded to whole numbers."""
    import openvino
    from openvino import opset13 as ops

    parameter = ops.parameter([size, size], np.float32)
    chance = np.random.default_rng(0)
    product = parameter
    for _ in range(LAYERS):
        fixed = chance.standard_normal((size, size), dtype=np.float32) / np.float32(size**0.5)
        reach = np.abs(fixed).max(axis=1, keepdims=True)
        ends = [ops.constant(np.float32(end)) for end in (-4, 4)]
        given = ops.fake_quantize(product, *ends, *ends, 256)
        ends = [ops.constant(end) for end in (-reach, reach)]
        weights = ops.fake_quantize(ops.constant(fixed), *ends, *ends, 255)
        product = ops.matmul(given, weights, transpose_a=False, transpose_b=True)
    return openvino.Model([product], [parameter], "products")


def by_torch(kind: str, size: int, rounds: int) -> float:
    """Return operations per second of square products of numbers of a kind of PyTorch."""
    import torch

    one, two = (torch.randn(size, size).to(getattr(torch, kind)) for _ in range(2))
    return 2 * size**3 / best(lambda: one @ two, rounds)


def peaks(rounds: int, sizes: tuple[int, ...] = SIZES) -> dict[str, float]:
    """Return the greatest operations per second of each kind of number, over all sizes."""
    return {
        "int8": max(eight_bits(size, rounds) for size in sizes),
        "bf16": max(by_torch("bfloat16", size, rounds) for size in sizes),
        "fp32": max(by_torch("float32", size, rounds) for size in sizes),
    }


def main() -> None:
    """Print the peaks as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    print(json.dumps(peaks(parser.parse_args().rounds)))


if __name__ == "__main__":
    main()
