"""Unigram tokenizers of the XLM-R kind, built from pieces with scores.

Normalisation is what SentencePiece calls ``nmt_nfkc``: white space of any sort and zero-width
characters become a space, other control characters vanish, the rest is NFKC. Every run of
non-space characters gets the word mark in front and is split into the pieces with the highest
total score; offsets always point into the text as it was given.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tokenizers import AddedToken, Regex, Tokenizer
from tokenizers.models import Unigram
from tokenizers.normalizers import NFKC, Replace
from tokenizers.normalizers import Sequence as NormalizerSequence
from tokenizers.pre_tokenizers import Metaspace, WhitespaceSplit
from tokenizers.pre_tokenizers import Sequence as PreTokenizerSequence
from tokenizers.processors import TemplateProcessing
from transformers import PreTrainedTokenizerFast

BOS, PAD, EOS, UNK, MASK = "<s>", "<pad>", "</s>", "<unk>", "<mask>"
MAX_TOKENS = 512
WORD_MARK = "\u2581"

# The word mark itself is treated as a space: in a text it must not pass for a word boundary
# that the tokenizer set.
_TO_SPACE = r"[\t\n\f\r\x{1680}\x{200B}-\x{200F}\x{2028}\x{2029}\x{2581}\x{FEFF}\x{FFFD}]"
_TO_NOTHING = r"[\x{01}-\x{08}\x{0B}\x{0E}-\x{1F}\x{7F}\x{8F}\x{9F}]"

Piece = tuple[str, float]


class NotUnigramError(ValueError):
    """The tokenizer has no Unigram model, so that its vocabulary cannot be trimmed."""


@dataclass(frozen=True)
class UnigramParts:
    """What a Unigram tokenizer's own JSON says: pieces in id order and the unknown id."""

    pieces: list[Piece]
    unk_id: int
    special_ids: frozenset[int]


def build_tokenizer(pieces: Sequence[Piece], unk_id: int) -> PreTrainedTokenizerFast:
    """Build an XLM-R tokenizer: ``<s> ... </s>`` around a text, padding with ``<pad>``.

    Args:
        pieces: (text, log probability) in id order, the special pieces among them.
        unk_id: Id of ``<unk>``.

    Raises:
        ValueError: If a special piece is missing.

    """
    ids = {text: index for index, (text, _) in enumerate(pieces)}
    missing = [text for text in (BOS, PAD, EOS, UNK, MASK) if text not in ids]
    if missing:
        raise ValueError(f"the pieces lack {', '.join(missing)}")
    tokenizer = Tokenizer(Unigram(list(pieces), unk_id=unk_id, byte_fallback=False))
    tokenizer.normalizer = NormalizerSequence(
        [Replace(Regex(_TO_SPACE), " "), Replace(Regex(_TO_NOTHING), ""), NFKC()]
    )
    tokenizer.pre_tokenizer = PreTokenizerSequence(
        [WhitespaceSplit(), Metaspace(replacement=WORD_MARK, prepend_scheme="always")]
    )
    tokenizer.add_special_tokens([BOS, PAD, EOS, UNK, AddedToken(MASK, lstrip=True, special=True)])
    # Both segments of a pair are type 0: the XLM-R pieces were trained without a second type.
    tokenizer.post_processor = TemplateProcessing(
        single=f"{BOS}:0 $A:0 {EOS}:0",
        pair=f"{BOS}:0 $A:0 {EOS}:0 {EOS}:0 $B:0 {EOS}:0",
        special_tokens=[(BOS, ids[BOS]), (EOS, ids[EOS])],
    )
    return wrap(tokenizer)


def wrap(tokenizer: Tokenizer) -> PreTrainedTokenizerFast:
    """Give a tokenizer the XLM-R special tokens, right padding and a limit of 512 tokens."""
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        bos_token=BOS,
        cls_token=BOS,
        eos_token=EOS,
        sep_token=EOS,
        pad_token=PAD,
        unk_token=UNK,
        mask_token=AddedToken(MASK, lstrip=True, special=True),
        model_max_length=MAX_TOKENS,
        padding_side="right",
        model_input_names=["input_ids", "attention_mask"],
    )


def unigram_parts(tokenizer: PreTrainedTokenizerFast) -> UnigramParts:
    """Take a Unigram tokenizer apart.

    Raises:
        NotUnigramError: If the tokenizer's model is of another kind (WordPiece, BPE, ...).

    """
    content: dict[str, Any] = json.loads(tokenizer.backend_tokenizer.to_str())
    model = content["model"]
    if model["type"] != "Unigram":
        raise NotUnigramError(f"the tokenizer's model is {model['type']}, not Unigram")
    pieces = [(str(text), float(score)) for text, score in model["vocab"]]
    special_ids = frozenset(int(i) for i in tokenizer.all_special_ids)
    return UnigramParts(pieces, int(model["unk_id"]), special_ids)


def with_pieces(
    tokenizer: PreTrainedTokenizerFast, kept_ids: Sequence[int]
) -> PreTrainedTokenizerFast:
    """Copy a Unigram tokenizer with only some of its pieces, renumbered in the order given.

    Normalisation, splitting and the template around a text stay what they are.

    Raises:
        NotUnigramError: If the tokenizer's model is of another kind.
        ValueError: If a special token is not among the kept pieces.

    """
    parts = unigram_parts(tokenizer)
    missing = parts.special_ids - set(kept_ids)
    if missing:
        raise ValueError(f"special tokens with ids {sorted(missing)} may not be trimmed away")
    new_ids = {old: new for new, old in enumerate(kept_ids)}
    content: dict[str, Any] = json.loads(tokenizer.backend_tokenizer.to_str())
    content["model"]["vocab"] = [list(parts.pieces[old]) for old in kept_ids]
    content["model"]["unk_id"] = new_ids[parts.unk_id]
    added = [token for token in content["added_tokens"] if token["id"] in new_ids]
    content["added_tokens"] = [{**token, "id": new_ids[token["id"]]} for token in added]
    for special in content["post_processor"].get("special_tokens", {}).values():
        special["ids"] = [new_ids[old] for old in special["ids"]]
    content["truncation"] = content["padding"] = None
    return wrap(Tokenizer.from_str(json.dumps(content)))
