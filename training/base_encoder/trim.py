"""Trims the vocabulary of a Unigram encoder to the pieces that our texts use.

A Unigram tokenizer takes the split with the highest total score. Over a subset of the pieces
the best split stays the same as long as all its own pieces are kept, because every rival split
was already worse and none is added. So keeping each piece that is seen keeps the splits.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from transformers import PreTrainedTokenizerFast

from training.base_encoder.characters import (
    is_abbreviation_piece,
    is_latin_piece,
    is_number_piece,
    kept_characters,
)
from training.base_encoder.source import Encoder
from training.base_encoder.tokenizers_unigram import WORD_MARK, Piece, unigram_parts, with_pieces
from training.base_encoder.words import case_variants, general_words, weigh_pieces, words_of

_BATCH = 2000
# These fill the room that is left; the other reasons must be met in full.
_OPEN_ENDED = ("expected use", "high score")


@dataclass(frozen=True)
class Choice:
    """The kept piece ids in ascending order, and how many pieces each reason brought."""

    kept_ids: list[int]
    reasons: dict[str, int]


def count_pieces(tokenizer: PreTrainedTokenizerFast, lines: Sequence[str]) -> Counter[int]:
    """Count how often each piece id occurs in the lines."""
    counts: Counter[int] = Counter()
    backend = tokenizer.backend_tokenizer
    for start in range(0, len(lines), _BATCH):
        batch = list(lines[start : start + _BATCH])
        for encoding in backend.encode_batch_fast(batch, add_special_tokens=False):
            counts.update(encoding.ids)
    return counts


def expected_use(tokenizer: PreTrainedTokenizerFast, corpus: Sequence[str]) -> dict[int, float]:
    """Weigh each piece id by its use in a corpus, in other spellings and in general words."""
    use: dict[int, float] = dict(count_pieces(tokenizer, corpus))
    general = general_words()
    for words in (general, case_variants(general), case_variants(words_of(corpus))):
        for piece, weight in weigh_pieces(tokenizer, words).items():
            use[piece] = use.get(piece, 0.0) + weight
    return use


def choose_pieces(
    tokenizer: PreTrainedTokenizerFast,
    must_have: Sequence[str],
    use: Mapping[int, float],
    max_pieces: int,
) -> Choice:
    """Choose the pieces to keep.

    Kept are the special pieces, those of the characters that reports use, those of numbers,
    punctuation and short abbreviations and those of the texts that must split as before. The
    room that is left goes to the pieces with the highest expected use, then to the
    highest-scoring pieces of Swedish and English letters.

    Raises:
        NotUnigramError: If the tokenizer has no Unigram model.
        ValueError: If the pieces that must be kept are more than ``max_pieces``.

    """
    parts = unigram_parts(tokenizer)
    texts = [text.removeprefix(WORD_MARK) for text, _ in parts.pieces]
    everyone = range(len(texts))
    variants = [variant for text in must_have for variant in (text, text.upper())]
    ordered = (
        ("special", sorted(parts.special_ids)),
        ("characters", _character_ids(tokenizer)),
        ("numbers and punctuation", [i for i in everyone if is_number_piece(texts[i])]),
        ("abbreviations", [i for i in everyone if is_abbreviation_piece(texts[i])]),
        ("report vocabulary", sorted(count_pieces(tokenizer, variants))),
        ("expected use", sorted(use, key=lambda i: (-use[i], i))),
        ("high score", [i for i in _by_score(parts.pieces) if is_latin_piece(texts[i])]),
    )
    kept: set[int] = set()
    reasons: dict[str, int] = {}
    for reason, ids in ordered:
        room = max_pieces - len(kept)
        new = [i for i in ids if i not in kept]
        if len(new) > room and reason not in _OPEN_ENDED:
            raise ValueError(f"{max_pieces} pieces are too few for the {reason} pieces")
        kept.update(new[:room])
        reasons[reason] = min(len(new), room)
    return Choice(sorted(kept), reasons)


def trim_encoder(encoder: Encoder, kept_ids: Sequence[int]) -> Encoder:
    """Make a new encoder with only the kept pieces; the given one stays as it is.

    The rows of the word embedding move to their new ids; all other weights are copied.
    """
    tokenizer = with_pieces(encoder.tokenizer, kept_ids)
    rows: torch.Tensor = encoder.model.get_input_embeddings().get_parameter("weight").detach()
    chosen = rows[torch.tensor(list(kept_ids))].clone()
    embedding = torch.nn.Embedding(
        num_embeddings=chosen.shape[0],
        embedding_dim=chosen.shape[1],
        padding_idx=tokenizer.pad_token_id,
        _weight=chosen,
    )
    model = copy.deepcopy(encoder.model)
    model.set_input_embeddings(embedding)
    model.config.vocab_size = len(kept_ids)
    model.config.pad_token_id = tokenizer.pad_token_id
    model.config.bos_token_id = tokenizer.bos_token_id
    model.config.eos_token_id = tokenizer.eos_token_id
    return Encoder(model, tokenizer, encoder.origin)


def _by_score(pieces: Sequence[Piece]) -> list[int]:
    return sorted(range(len(pieces)), key=lambda i: (-pieces[i][1], i))


def _character_ids(tokenizer: PreTrainedTokenizerFast) -> list[int]:
    """Ids of the single-character pieces that the kept characters normalise to."""
    normalizer = tokenizer.backend_tokenizer.normalizer
    ids: set[int] = set()
    for character in [WORD_MARK, *kept_characters()]:
        normal = normalizer.normalize_str(character) if normalizer else character
        for part in {WORD_MARK, character, *normal}:
            for piece in (part, WORD_MARK + part):
                found = tokenizer.backend_tokenizer.token_to_id(piece)
                if found is not None:
                    ids.add(found)
    return sorted(ids)
