"""Proof that a trimmed encoder still does what the untrimmed one does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from training.base_encoder.characters import REPORT_CHARACTERS
from training.base_encoder.source import Encoder

_BATCH = 16


@dataclass(frozen=True)
class TextMeasures:
    """Agreement of trimmed and untrimmed encoder on one set of texts."""

    texts: int
    tokens: int
    changed_tokens: int
    changed_share: float
    unknown_tokens_before: int
    unknown_tokens_after: int
    embedded_texts: int
    cosine_min: float
    cosine_mean: float
    cosine_below_limit: int


def embed(encoder: Encoder, texts: Sequence[str]) -> NDArray[np.float32]:
    """Mean-pool the last layer over each text's tokens, special ones among them.

    Returns:
        An fp32 array of shape (texts, width), each row of length 1. Texts are cut at the
        tokenizer's limit.

    """
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    rows: list[NDArray[np.float32] | None] = [None] * len(texts)
    for start in range(0, len(order), _BATCH):
        chosen = order[start : start + _BATCH]
        inputs = encoder.tokenizer(
            [texts[i] for i in chosen], padding=True, truncation=True, return_tensors="pt"
        )
        with torch.inference_mode():
            hidden = encoder.model(**inputs).last_hidden_state
        mask = inputs["attention_mask"].unsqueeze(-1).to(hidden.dtype)
        pooled = (hidden * mask).sum(dim=1) / mask.sum(dim=1)
        vectors = torch.nn.functional.normalize(pooled, dim=1).numpy()
        for index, vector in zip(chosen, vectors, strict=True):
            rows[index] = vector
    return np.stack([row for row in rows if row is not None])


def compare(
    before: Encoder, after: Encoder, texts: Sequence[str], *, embedded: int, cosine_limit: float
) -> TextMeasures:
    """Compare two encoders on texts.

    Args:
        before: The untrimmed encoder.
        after: The trimmed encoder.
        texts: At least one text.
        embedded: How many of the texts, evenly spread, are embedded; tokens are compared on all.
        cosine_limit: Texts whose cosine is below it are counted.

    """
    tokens = changed = 0
    unknown_before = unknown_after = 0
    for text in texts:
        old, old_unknown = _spans(before, text)
        new, new_unknown = _spans(after, text)
        tokens += len(old)
        changed += len(old - new)
        unknown_before += old_unknown
        unknown_after += new_unknown
    sample = list(texts[:: max(1, -(-len(texts) // embedded))])
    cosines = (embed(before, sample) * embed(after, sample)).sum(axis=1)
    return TextMeasures(
        texts=len(texts),
        tokens=tokens,
        changed_tokens=changed,
        changed_share=changed / tokens,
        unknown_tokens_before=unknown_before,
        unknown_tokens_after=unknown_after,
        embedded_texts=len(sample),
        cosine_min=float(cosines.min()),
        cosine_mean=float(cosines.mean()),
        cosine_below_limit=int((cosines < cosine_limit).sum()),
    )


def unknown_characters(encoder: Encoder) -> list[str]:
    """Characters of reports for which the tokenizer has to give its unknown piece."""
    return [
        character
        for character in REPORT_CHARACTERS
        if encoder.tokenizer.unk_token_id
        in encoder.tokenizer(character, add_special_tokens=False)["input_ids"]
    ]


def _spans(encoder: Encoder, text: str) -> tuple[set[tuple[str, int, int, int]], int]:
    """The tokens of a text, each with its place, and how many are unknown.

    The number of equal tokens before it at the same place keeps apart what one character
    gives twice (an ellipsis normalises to three full stops).
    """
    encoding = encoder.tokenizer.backend_tokenizer.encode(text, add_special_tokens=False)
    seen: dict[tuple[str, int, int], int] = {}
    spans = set()
    for token, (start, end) in zip(encoding.tokens, encoding.offsets, strict=True):
        key = (token, start, end)
        seen[key] = seen.get(key, 0) + 1
        spans.add((*key, seen[key]))
    return spans, encoding.ids.count(encoder.tokenizer.unk_token_id)
