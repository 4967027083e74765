"""The extractor while it is trained: a text encoder that is also told where words stand."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import BertConfig, BertForTokenClassification

from iusml.labels import TAGS
from iusml.tagging.decode import TRANSITIONS, Scores
from iusml.tagging.places import COORDINATES, STEPS
from training.crf import Chain

PLACES_KEY = "place_steps"
"""What a saved configuration says of a model that reads places."""
CHAIN_KEY = "tag_chain"
"""The same of a model that learned what tag follows what."""


class TextTagger(BertForTokenClassification):  # type: ignore[no-untyped-call]
    """The encoder with a linear head, on words alone; `chain` is there for a CRF."""

    def __init__(self, config: BertConfig, chain: bool = False) -> None:
        super().__init__(config)
        chain = chain or getattr(config, CHAIN_KEY, False)
        self.chain = Chain() if chain else None
        setattr(self.config, CHAIN_KEY, chain)

    def transitions(self) -> Scores:
        """Return what each step from tag to tag adds when the best path is sought."""
        if self.chain is None:
            return TRANSITIONS
        learned: Scores = self.chain.steps.detach().float().numpy()
        return np.asarray(learned + TRANSITIONS, dtype=np.float32)

    def forward(
        self,
        input_ids: torch.Tensor,
        attention_mask: torch.Tensor,
        places: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """Return logits, shape (windows, pieces, tags)."""
        hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask)[0]
        return torch.as_tensor(self.classifier(hidden))


class PlacedTagger(TextTagger):  # type: ignore[no-untyped-call]
    """Adds an embedding of each coordinate of a word's place to the embedding of its piece.

    All layers share the sum; LiLT (Wang and others, 2022) has a second, small stream instead.
    """

    def __init__(self, config: BertConfig, chain: bool = False) -> None:
        super().__init__(config, chain)
        tables = [torch.nn.Embedding(STEPS + 1, config.hidden_size) for _ in range(COORDINATES)]
        self.places = torch.nn.ModuleList(tables)
        setattr(self.config, PLACES_KEY, STEPS)

    def forward(
        self,
        input_ids: torch.Tensor,
        attention_mask: torch.Tensor,
        places: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """Return logits, shape (windows, pieces, tags)."""
        assert places is not None
        words = self.bert.embeddings.word_embeddings(input_ids)
        for number, table in enumerate(self.places):
            words = words + table(places[..., number])
        hidden = self.bert(inputs_embeds=words, attention_mask=attention_mask)[0]
        return torch.as_tensor(self.classifier(hidden))


def load_tagger(
    folder: Path, *, places: bool, layers: int | None = None, chain: bool = False
) -> TextTagger:
    """Load the encoder in `folder` with its head, or with a fresh one.

    `layers` keeps so many of the encoder's layers, spread evenly, the last one among them.
    Dropout costs most on a CPU and is 0. Tables of places that were never trained begin at
    zero: the model then answers as it did without them.
    """
    kind = PlacedTagger if places else TextTagger
    model = kind.from_pretrained(
        folder,
        chain=chain,
        num_labels=len(TAGS),
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        classifier_dropout=0.0,
        attn_implementation="eager",
        id2label=dict(enumerate(TAGS)),
        label2id={tag: number for number, tag in enumerate(TAGS)},
    )
    if isinstance(model, PlacedTagger) and not reads_places(folder):
        for table in model.places:
            torch.nn.init.zeros_(table.weight)  # type: ignore[arg-type]
    if model.chain is not None and not _saved(folder).get(CHAIN_KEY):
        model.chain.reset()
    if layers is not None:
        _keep_layers(model, layers)
    return model


def _keep_layers(model: TextTagger, count: int) -> None:
    layers = model.bert.encoder.layer
    if count > len(layers):
        raise ValueError(f"The encoder has {len(layers)} layers, not {count}.")
    kept = [(number + 1) * len(layers) // count - 1 for number in range(count)]
    model.bert.encoder.layer = torch.nn.ModuleList([layers[number] for number in kept])
    model.config.num_hidden_layers = count


def freeze(model: TextTagger, layers: int) -> None:
    """Keep the embeddings and the lowest `layers` of the encoder as they are.

    A model that differs only above them costs a repository only its upper layers.
    """
    below = [model.bert.embeddings, *model.bert.encoder.layer[:layers]]
    if isinstance(model, PlacedTagger):
        below.append(model.places)
    for part in below:
        part.requires_grad_(False)


def mean_of(models: Sequence[TextTagger]) -> TextTagger:
    """Return the first model with the mean of the weights of all; they began as one model.

    Wortsman and others, Model soups, 2022. Raises RuntimeError where shapes differ.
    """
    states = [model.state_dict() for model in models]
    mean = {name: torch.stack([s[name] for s in states]).mean(0) for name in states[0]}
    models[0].load_state_dict(mean)
    return models[0]


def reads_places(folder: Path) -> bool:
    """Whether the model saved in `folder` was trained with places."""
    return PLACES_KEY in _saved(folder)


def _saved(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "config.json").read_text("utf-8"))
    return found
