"""What tests of training share: an encoder small enough to train in a second."""

import logging
from collections.abc import Iterator
from pathlib import Path

import mlflow
import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertModel

SPECIALS = ["<s>", "<pad>", "</s>", "<unk>"]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """An untrained encoder that reads single letters."""
    letters = "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789.,:;-*()|/@§³"
    pieces = [*SPECIALS, "▁", *letters]
    made = Tokenizer(models.Unigram([(piece, -2.0) for piece in pieces], unk_id=3))
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    folder = tmp_path / "base"
    torch.manual_seed(4)
    config = BertConfig(
        vocab_size=len(pieces), hidden_size=32, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=48, max_position_embeddings=512, pad_token_id=1,
    )  # fmt: skip
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    made.save(str(folder / "tokenizer.json"))
    return folder


@pytest.fixture
def quiet() -> Iterator[None]:
    """Logging and MLflow are left as found."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    for handler in root.handlers:
        if handler not in handlers:
            handler.close()
    root.handlers, root.level = handlers, level
    mlflow.set_tracking_uri("")
