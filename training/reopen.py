"""``python -m training.reopen MODEL --base BASE --output FOLDER``: a model folder to train on from.

Its small weights are spread out again (what quantising rounded away stays away), so that a training
can start from any extractor, the shipped one among them, without the runs that led to it.
"""

import argparse
import logging
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import AutoConfig

from iusml.errors import ModelError
from iusml.labels import TAGS
from iusml.models import ModelFolder, open_model
from iusml.tagging.places import COORDINATES, STEPS
from iusml.tagging.windows import Window
from training.export import onnx_logits, torch_logits
from training.tagger_model import PlacedTagger, TextTagger

MAX_MEAN_DIFFERENCE = 0.1
"""Between the logits of the folder's model, whose activations are rounded too, and of torch."""
TRIALS, TRIAL_PIECES = 8, 64
WHOLE_TABLE = "_quantized"
"""How the export names a table with one scale."""
MIDDLE = 128
"""What stands for 0 in a matrix of eight bits."""
log = logging.getLogger("training")


def spread(graph: Any) -> dict[str, torch.Tensor]:
    """Return the weights of an exported extractor by their names in torch, fp32.

    Raises ModelError for a matrix whose name cannot be told: its product is added to no bias.
    """
    from onnx.numpy_helper import to_array

    stored: dict[str, Any] = {one.name: to_array(one) for one in graph.initializer}
    adds = {name: node for node in graph.node if node.op_type == "Add" for name in node.input}
    found = {name: array for name, array in stored.items() if array.dtype == np.float32}
    for node in graph.node:
        given: list[Any] = [stored.get(name) for name in node.input]
        if node.op_type == "GatherBlockQuantized":
            found[node.input[0].rsplit("_", 1)[0]] = _in_blocks(given[0], given[2], given[3])
        elif node.op_type == "Gather" and (table := node.input[0]).endswith(WHOLE_TABLE):
            name = table.removesuffix(WHOLE_TABLE)
            zero, scale = stored[f"{name}_zero_point"], stored[f"{name}_scale"]
            found[name] = (stored[table].astype(np.float32) - zero) * scale
        elif node.op_type == "MatMulNBits":
            inputs = next(one.i for one in node.attribute if one.name == "K")
            blocks = given[1].reshape(len(given[1]), -1)
            scales = given[2].reshape(*given[1].shape[:2])
            middle = np.full_like(scales, MIDDLE)
            found[_owner(node, adds)] = _in_blocks(blocks, scales, middle)[:, :inputs]
        elif node.op_type == "MatMul" and given[1] is not None:
            found[_owner(node, adds)] = given[1].T
    return {name: torch.from_numpy(array.copy()) for name, array in found.items()}


def _in_blocks(values: Any, scales: Any, zeros: Any) -> Any:
    """Spread a matrix each of whose rows has a scale and a zero for each of its blocks."""
    blocks = values.astype(np.float32).reshape(*scales.shape, -1)
    steps = blocks - zeros.astype(np.float32)[..., None]
    return (steps * scales[..., None]).reshape(len(values), -1)


def _owner(node: Any, adds: dict[str, Any]) -> str:
    """A matrix has lost its name in the export; the bias behind it has kept its own."""
    add = adds.get(node.output[0])
    for name in add.input if add else ():
        if name.endswith(".bias"):
            return str(name.removesuffix(".bias") + ".weight")
    raise ModelError(f"The model's product {node.name} has no bias that tells its name.")


def reopened(model: Path, base: Path) -> TextTagger:
    """Return the extractor in `model` as it can be trained on; `base` gives its shape.

    Raises ModelError where the folder is damaged, or its weights are missing, of another shape or
    answer differently.
    """
    import onnx

    folder = open_model(model)
    weights = spread(onnx.load(model / "model.onnx").graph)
    kind = PlacedTagger if "places.0.weight" in weights else TextTagger
    tagger = kind(AutoConfig.from_pretrained(base, num_labels=len(TAGS)))
    wanted = dict(tagger.named_parameters())
    if missing := sorted(wanted.keys() - weights.keys()):
        raise ModelError(f"{model} lacks weights that {base} has: {', '.join(missing[:3])} …")
    try:
        tagger.load_state_dict({name: weights[name] for name in wanted}, strict=False)
    except RuntimeError as error:
        raise ModelError(f"{model} does not fit {base}: {error}") from error
    difference = _difference(tagger, folder)
    if difference > MAX_MEAN_DIFFERENCE:
        raise ModelError(f"The weights out of {model} answer otherwise than it: {difference:.3f}.")
    log.info("%d weights of %s, mean difference of logits %.4f", len(wanted), model, difference)
    return tagger


def _difference(tagger: TextTagger, folder: ModelFolder) -> float:
    """The mean absolute difference of logits over windows of pieces drawn by chance."""
    chance = np.random.default_rng(1)
    pieces = chance.integers(4, tagger.config.vocab_size, (TRIALS, TRIAL_PIECES))
    places = chance.integers(0, STEPS, (TRIALS, TRIAL_PIECES, COORDINATES))
    at = tuple(range(TRIAL_PIECES))
    windows = [
        Window(tuple(row), at, tuple(map(tuple, where)), 0, TRIAL_PIECES)
        for row, where in zip(pieces.tolist(), places.tolist(), strict=True)
    ]
    pad_id = folder.config.pad_id
    ours = torch_logits(tagger, windows, pad_id)
    theirs = onnx_logits(folder.path / "model.onnx", windows, pad_id)
    return float(np.mean([np.abs(a - b).mean() for a, b in zip(ours, theirs, strict=True)]))


def main() -> None:
    """Write the folder that a configuration names as its `start`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--base", type=Path, default=Path("build/base-encoder"))
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    reopened(arguments.model, arguments.base).save_pretrained(arguments.output)


if __name__ == "__main__":
    main()
