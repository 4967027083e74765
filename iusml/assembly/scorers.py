"""The learned models of linking: features of pairs to the probability that they belong together."""

import lzma
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Scorer = Callable[[NDArray[np.float32]], NDArray[np.float32]]
"""Features of pairs, one a row, to the probability that each pair belongs together."""
PASSAGES: Final = "linker.onnx.xz"
COLLECTIVE: Final = "collective.onnx.xz"
CONTACTS: Final = "contacts.onnx.xz"
"""Files in ``iusml/data``: trees repeat themselves, packed they are a tenth as large."""


@dataclass(frozen=True, slots=True)
class Linkers:
    """A model for pairs of running text and lists, and one for what is told once for many."""

    passages: Scorer
    collective: Scorer


@cache
def shipped() -> Linkers:
    """The models that come with the program."""
    return Linkers(opened(_unpacked(PASSAGES)), opened(_unpacked(COLLECTIVE)))


@cache
def contact_judge() -> Scorer:
    """The shipped judge of people: what is said about them to whether they are contacts."""
    return opened(_unpacked(CONTACTS))


def _unpacked(name: str) -> bytes:
    return lzma.decompress(resources.files("iusml").joinpath("data", name).read_bytes())


def opened(model: bytes) -> Scorer:
    """Return the scorer of an ONNX classifier with the inputs "features" and two classes."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session: Any = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def score(features: NDArray[np.float32]) -> NDArray[np.float32]:
        chances: NDArray[np.float32] = session.run(["probabilities"], {"features": features})[0]
        return chances[:, 1]

    return score
