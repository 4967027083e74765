"""``python -m training.embedder.export CONFIG``: a trained embedder becomes a model folder.

Weights that are the extractor's own are not written again: the file names their places in the
extractor's. Refused when ONNX and torch disagree, or quantising turns vectors too far.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch

from iusml.annotations.matching import matching_folder
from iusml.embedding.embedder import Embedder, Vectors
from iusml.embedding.folder import Borrowed, EmbedderConfig
from iusml.errors import ModelError
from iusml.matching.known_needs import load_needs
from training.corpus import gold_folder
from training.embedder.encoder import PROMPTS, build, load
from training.embedder.settings import EmbedderTraining, load_settings
from training.embedder.shared import borrow
from training.export import in_blocks, quantise, strip

MIN_SAME = {"fp32": 0.9999, "int8": 0.99}
"""The least mean cosine between torch's vectors and the folder's."""
LONGEST = 512
NARROW, WIDE = 32, 64
"""Rows that share a scale in matrices of few rows, and from how many on they have many."""


class Sentence(torch.nn.Module):
    """Encoder, mean over pieces and length 1, in one network."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return vectors, shape (texts, width)."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask)[0]
        mask = attention_mask[..., None].to(hidden.dtype)
        mean = (hidden * mask).sum(dim=1) / mask.sum(dim=1)
        return torch.nn.functional.normalize(mean, dim=-1)


def to_onnx(model: Sentence, path: Path) -> None:
    """Write `model` as ONNX with free batch and length."""
    batch, length = torch.export.Dim("batch"), torch.export.Dim("length", min=2, max=LONGEST)
    pieces = torch.ones(2, 16, dtype=torch.int64)
    torch.onnx.export(
        model,
        (pieces, pieces.clone()),
        str(path),
        input_names=["input_ids", "attention_mask"],
        output_names=["vectors"],
        dynamic_shapes=({0: batch, 1: length}, {0: batch, 1: length}),
        dynamo=True,
        external_data=False,
    )


@torch.inference_mode()
def torch_vectors(model: Sentence, tokenizer: Any, texts: Sequence[str], window: int) -> Vectors:
    """The vectors of `texts` as streams, by torch in fp32, one at a time: no padding."""
    found = []
    for text in texts:
        ids = tokenizer(PROMPTS["stream"] + text, truncation=True, max_length=window)["input_ids"]
        pieces = torch.tensor([ids])
        found.append(model(pieces, torch.ones_like(pieces)).numpy()[0])
    return np.asarray(found, np.float32)


def export(
    config: EmbedderTraining, trained: Path, extractor: Path, output: Path, texts: Sequence[str]
) -> dict[str, float]:
    """Write the folder `output` and return what was measured on `texts`. Raises ModelError."""
    model = build(config.model_copy(update={"precision": "fp32"}))
    load(model, trained)
    tokenizer: Any = model.tokenizer
    network = Sentence(model[0].model.float()).train(False)
    if extractor.resolve().parent != output.resolve().parent:
        raise ModelError(f"{output} must lie beside {extractor}: it goes on from its weights.")
    output.mkdir(parents=True, exist_ok=True)
    settings = EmbedderConfig(
        name=config.name,
        width=model.get_embedding_dimension() or 0,
        window=config.window,
        prompts={"need": PROMPTS["need"], "stream": PROMPTS["stream"]},
        pad_id=tokenizer.pad_token_id,
        extractor=Borrowed(folder=extractor.name, sha256=_sha256(extractor / "model.onnx")),
    )
    (output / "config.json").write_text(settings.model_dump_json(indent=1) + "\n", "utf-8")
    reference = torch_vectors(network, tokenizer, texts, config.window)
    measured: dict[str, float] = {}
    target, whole = output / "model.onnx", output / "fp32.onnx"
    to_onnx(network, whole)
    whole.replace(target)
    measured["fp32_cosine"] = _same(reference, Embedder(output).embed(texts, "stream"))
    target.replace(whole)
    quantise(narrowed(whole), target, config.quantisation)
    strip(target)
    measured["borrowed_mb"] = borrow(target, extractor / "model.onnx") / 1e6
    whole.unlink()
    measured["int8_cosine"] = _same(reference, Embedder(output).embed(texts, "stream"))
    measured["model_mb"] = target.stat().st_size / 1e6
    for kind, least in MIN_SAME.items():
        if measured[f"{kind}_cosine"] < least:
            raise ModelError(f"The exported network turns vectors too far: {measured}")
    return {name: round(value, 5) for name, value in measured.items()}


def narrowed(path: Path) -> Path:
    """Give matrices of few rows eight bits: the blocks of the others would be half empty."""
    model = onnx.load(path)
    rows = {tensor.name: tensor.dims[0] for tensor in model.graph.initializer if tensor.dims}
    products = [node for node in model.graph.node if node.op_type == "MatMul"]
    others = [node.name for node in products if not 0 < rows.get(node.input[1], 0) < WIDE]
    in_blocks(model, path, "MatMul", axis=0, bits=8, block=NARROW, left_out=others)
    return path


def _same(one: Vectors, two: Vectors) -> float:
    return float((one * two).sum(axis=1).mean())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main() -> None:
    """Export by a configuration file; prints what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--repository", type=Path, default=Path())
    parser.add_argument("--build", type=Path, default=Path("build"))
    parser.add_argument("--extractor", type=Path, default=Path("models/extractor-sv"))
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    config = load_settings(options.config)
    needs = load_needs(matching_folder(gold_folder(options.repository)) / "train" / "needs.jsonl")
    texts = [text for need in needs[:100] for text in need.serves[:2]]
    trained = options.build / f"{config.name}-run" / "final"
    print(json.dumps(export(config, trained, options.extractor, options.output, texts), indent=1))


if __name__ == "__main__":
    main()
