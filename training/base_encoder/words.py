"""Weights of single words: how often Swedish and English texts can be expected to use them.

Statutes alone miss everyday words, names and words at the start of a heading. So the words of
general Swedish and English (package ``wordfreq``, drawn from web pages, subtitles, news and
encyclopaedias) are added, and all words also with a capital first letter and in capitals.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from transformers import PreTrainedTokenizerFast
from wordfreq import get_frequency_dict

# General Swedish weighs as much as the statutes, which have about ten million pieces; English
# is a tenth of that, as reports use it for a term or a sentence now and then.
_SWEDISH_WORDS = 10_000_000
_ENGLISH_WORDS = 1_000_000
# Share of a word's uses that are expected with a capital first letter and all in capitals.
_TITLE_SHARE = 0.2
_CAPITALS_SHARE = 0.05
_WORD = re.compile(r"[^\W\d_]+")
_BATCH = 20_000


def general_words() -> dict[str, float]:
    """Swedish and English words (lower case) with the weight that their frequency gives."""
    weights: dict[str, float] = {}
    for language, size in (("sv", _SWEDISH_WORDS), ("en", _ENGLISH_WORDS)):
        for word, frequency in get_frequency_dict(language, wordlist="large").items():
            weights[word] = weights.get(word, 0.0) + frequency * size
    return weights


def words_of(lines: Iterable[str]) -> Counter[str]:
    """Count the words (runs of letters) of some lines, as they are spelt."""
    return Counter(word for line in lines for word in _WORD.findall(line))


def case_variants(words: Mapping[str, float]) -> dict[str, float]:
    """Weigh each word's spellings with a capital first letter and in capitals."""
    weights: dict[str, float] = {}
    for word, weight in words.items():
        for variant, share in ((word.title(), _TITLE_SHARE), (word.upper(), _CAPITALS_SHARE)):
            weights[variant] = weights.get(variant, 0.0) + weight * share
    return weights


def weigh_pieces(
    tokenizer: PreTrainedTokenizerFast, words: Mapping[str, float]
) -> dict[int, float]:
    """Add up, for each piece id, the weights of the words whose split has the piece."""
    weights: dict[int, float] = {}
    texts = list(words)
    backend = tokenizer.backend_tokenizer
    for start in range(0, len(texts), _BATCH):
        batch = texts[start : start + _BATCH]
        encodings = backend.encode_batch_fast(batch, add_special_tokens=False)
        for text, encoding in zip(batch, encodings, strict=True):
            for piece in encoding.ids:
                weights[piece] = weights.get(piece, 0.0) + words[text]
    return weights
