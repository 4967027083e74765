"""``python -m training.eight_bits MODEL``: how an extractor's products are rounded to eight bits.

Windows of training reports say how large each product's inputs get. For each the shrinking of its
columns and its range are taken that change its results least; products that rounding would change
too much stay as they are. Refused where labels of the dev split change more than in exporting.
"""

import argparse
import logging
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from iusml.annotations.gold import load_split
from iusml.errors import ModelError
from iusml.models import NETWORK, SCALES, ModelFolder, open_model
from iusml.reading.reader import read_document
from iusml.tagging.eight_bits import (
    INPUT_LEVELS,
    WEIGHT_LEVELS,
    Numbers,
    Products,
    Scale,
    products,
    rounded_part,
    write_scales,
)
from iusml.tagging.networks import Network, OnnxNetwork, open_network
from iusml.tagging.tagger import batches, cutter, pad, word_encoder
from iusml.tagging.windows import Window
from training.corpus import gold_folder
from training.export import MIN_SAME_LABELS, same_labels

WINDOWS, ROWS = 300, 4096
"""How many windows are read, and how many of their pieces each choice is tried on."""
POWERS = (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0)
"""How far large columns are shrunk: 0 not at all, 1 to the size of all others."""
CUTS = (1.0, 0.95, 0.9, 0.8, 0.7, 0.6)
"""The share of the whole range that is kept."""
MAX_ERROR = 0.0015
"""Squared error of a product beside its square; above, it is left as it is."""
APART = 2
"""So many columns are multiplied apart where the error is too large with them."""
REPORTS = 80
"""Reports whose windows are looked at."""
TINY = 1e-6
LEAST = 1e-3
"""Columns that hold less are not enlarged more."""
log = logging.getLogger("training")


def learn(network: Any, windows: Sequence[Window], pad_id: int) -> dict[str, Scale]:
    """Return the scales of the products that can be rounded."""
    chance = np.random.default_rng(1)
    groups = list(products(network))
    found: dict[str, Scale] = {}
    for group, inputs in zip(groups, _inputs(network, groups, windows, pad_id), strict=True):
        some = inputs[chance.choice(len(inputs), min(ROWS, len(inputs)), replace=False)]
        scale, error = _best(group, inputs, some, ())
        if error > MAX_ERROR:
            largest = np.argsort(-np.abs(inputs).max(axis=0))[:APART]
            scale, error = _best(group, inputs, some, tuple(sorted(map(int, largest))))
        left_out = ", left out" if error > MAX_ERROR else ""
        log.info("%s: error %.5f, apart %s%s", group.name, error, scale.apart, left_out)
        if error <= MAX_ERROR:
            found[group.name] = scale
    return found


def _inputs(
    network: Any, groups: Sequence[Products], windows: Sequence[Window], pad_id: int
) -> Iterator[Numbers]:
    """What is multiplied in each group, shape (pieces, columns), in the middle of the network."""
    import openvino

    inner = openvino.Model([group.input for group in groups], network.get_parameters(), "inner")
    run = openvino.Core().compile_model(inner, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    names = [one.get_any_name() for one in run.inputs]
    parts: list[list[Any]] = [[] for _ in groups]
    for batch in batches(windows):
        given = pad(batch, pad_id)
        real = given["attention_mask"].astype(bool)
        results = run({name: given[name] for name in names})
        for number, part in enumerate(parts):
            part.append(results[number][real].astype(np.float16))
    for part in parts:
        yield np.concatenate(part).astype(np.float32)


def _best(
    group: Products, inputs: Numbers, some: Numbers, apart: tuple[int, ...]
) -> tuple[Scale, float]:
    """The scale that changes the products of `some` rows of `inputs` least, and how much."""
    exact = some @ np.concatenate(group.matrices).T
    size = float((exact**2).mean()) + TINY
    even = Scale(0, 0, np.ones(inputs.shape[1], np.float32), apart)
    matrix = rounded_part(np.concatenate(group.matrices), even)
    exact -= some[:, apart] @ np.concatenate(group.matrices)[:, apart].T
    # A column apart has weights of zero: it must not widen the range of the others.
    seen = rounded_part(inputs, even)
    tried: list[tuple[float, Scale]] = []
    for power in POWERS:
        shrink = _shrink(np.abs(seen).max(axis=0), np.abs(matrix).max(axis=0), power)
        shrunk = seen * shrink
        low, high = min(float(shrunk.min()), -TINY), max(float(shrunk.max()), TINY)
        weights = _rounded_rows(matrix / shrink)
        for cut in CUTS:
            scale = Scale(low * cut, high * cut, shrink, apart)
            product = _rounded(some * shrink, scale) @ weights.T
            tried.append((float(((product - exact) ** 2).mean()) / size, scale))
    error, scale = min(tried, key=lambda one: one[0])
    return scale, error


def _shrink(inputs: Numbers, weights: Numbers, power: float) -> Numbers:
    shrink = np.maximum(weights, LEAST) ** (1 - power) / np.maximum(inputs, LEAST) ** power
    return np.asarray(shrink / np.exp(np.log(shrink).mean()), np.float32)


def _rounded(inputs: Numbers, scale: Scale) -> Numbers:
    step = (scale.high - scale.low) / (INPUT_LEVELS - 1)
    zero = np.round(-scale.low / step)
    levels = np.clip(np.round(inputs / step) + zero, 0, INPUT_LEVELS - 1)
    return np.asarray((levels - zero) * step, np.float32)


def _rounded_rows(matrix: Numbers) -> Numbers:
    most = (WEIGHT_LEVELS - 1) / 2
    step = np.abs(matrix).max(axis=1, keepdims=True) / most + 1e-12
    return np.asarray(np.clip(np.round(matrix / step), -most, most) * step, np.float32)


def windows_of(folder: ModelFolder, repository: Path, split: str) -> list[Window]:
    """The windows of a split's reports, as the extractor cuts them; scans take too long to read."""
    tokenizer = Tokenizer.from_file(str(folder.path / "tokenizer.json"))
    reports = [one for one in load_split(gold_folder(repository), split) if not one.scanned]
    reports = random.Random(1).sample(reports, min(REPORTS, len(reports)))
    cut = cutter(folder.config, word_encoder(tokenizer))
    return [window for one in reports for window in cut(read_document(one.pdf))]


def check(folder: ModelFolder, windows: Sequence[Window]) -> float:
    """Return the share of words that keep their label; raise ModelError where it is too small."""
    ordered = [window for batch in batches(windows) for window in batch]
    networks: list[Network] = [OnnxNetwork(folder.path / NETWORK), open_network(folder.path)]
    answers: list[list[Any]] = [[], []]
    for batch in batches(windows):
        given = pad(batch, folder.config.pad_id)
        for network, found in zip(networks, answers, strict=True):
            logits = network.run(given)
            found.extend(
                row[: len(window.pieces)] for window, row in zip(batch, logits, strict=True)
            )
    same = same_labels(ordered, *answers)
    if same < MIN_SAME_LABELS["mixed"]:
        raise ModelError(f"Rounding to eight bits changes too many labels: {same:.4f} stay.")
    return same


def make(folder: ModelFolder, repository: Path) -> tuple[int, float]:
    """Write ``eight_bits.npz`` into `folder`.

    Returns how many inputs are rounded and the share of dev's words that keep their label; raises
    ModelError, and leaves no file, where that is too small.
    """
    import openvino

    target = folder.path / SCALES
    windows = windows_of(folder, repository, "train")
    some = random.Random(1).sample(windows, min(WINDOWS, len(windows)))
    network = openvino.Core().read_model(folder.path / NETWORK)
    scales = learn(network, some, folder.config.pad_id)
    write_scales(target, scales, folder.path / NETWORK)
    try:
        return len(scales), check(folder, windows_of(folder, repository, "dev"))
    except ModelError:
        target.unlink()
        raise


def main() -> None:
    """Write ``eight_bits.npz`` beside the model; prints what it changes on the dev split."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--repository", type=Path, default=Path())
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    rounded, same = make(open_model(options.model), options.repository)
    print(f"{rounded} inputs rounded; {same:.4f} of dev's words keep their label")


if __name__ == "__main__":
    main()
