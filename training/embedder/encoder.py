"""The network that is trained: the base encoder, whole or as small additions to fixed weights."""

from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer

from iusml.errors import ModelError
from training.embedder.adapted import adapt
from training.embedder.settings import EmbedderTraining

PROMPTS = {"need": "query: ", "stream": "passage: "}
"""What the base encoder was taught with (Wang and others, 2024): asked for, and to be found."""
WEIGHTS = "model.safetensors"
FIXED = ".fixed."
"""In the names of weights that stay as they are."""


def build(config: EmbedderTraining) -> SentenceTransformer:
    """Return the network that `config` starts with. Dropout costs most on a CPU and is 0."""
    words = Transformer(
        str(config.base),
        max_seq_length=config.window,
        model_kwargs={"attn_implementation": "eager"},
        config_kwargs={"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0},
    )
    encoder: Any = words.model
    if config.frozen is not None:
        kept = torch.bfloat16 if config.precision == "bf16" else torch.float32
        adapt(encoder, fixed_weights(config.frozen), config.rank, kept)
    encoder.embeddings.requires_grad_(False)
    pooling = Pooling(encoder.config.hidden_size, "mean")
    model = SentenceTransformer(
        modules=[words, pooling, Normalize()], prompts=dict(PROMPTS), device="cpu"
    )
    if config.start is not None:
        load(model, config.start)
    return model


def fixed_weights(folder: Path) -> dict[str, torch.Tensor]:
    """The weights in `folder`, which stay as they are, by their names in the encoder."""
    found = load_file(folder / WEIGHTS)
    return {name.removeprefix("bert."): weights for name, weights in found.items()}


def save(model: SentenceTransformer, folder: Path) -> None:
    """Write the weights of the encoder that may change, and its tokenizer, to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    encoder: Any = model[0].model
    learned = {name: v for name, v in encoder.state_dict().items() if FIXED not in name}
    weights = {name: value.contiguous() for name, value in learned.items()}
    save_file(weights, folder / WEIGHTS)
    model.tokenizer.save_pretrained(str(folder))


def load(model: SentenceTransformer, folder: Path) -> None:
    """Read what `save` wrote into a network built with the same settings. Raises ModelError."""
    encoder: Any = model[0].model
    found = encoder.load_state_dict(load_file(folder / WEIGHTS), strict=False)
    wrong = [*found.unexpected_keys, *(name for name in found.missing_keys if FIXED not in name)]
    if wrong:
        raise ModelError(f"{folder} was made with other settings: {wrong[0]} does not fit.")
