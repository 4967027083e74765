"""``python -m benchmarks.speed.bert_shape FOLDER FILE…``: a BERT of KB-BERT's shape, untrained.

Its weights are random: they say nothing about a page, but take as long as learned ones. Its word
pieces are learned on the texts of the files, as many as cut Swedish words as finely as a general
Swedish tokenizer does, and filled up with entries that no text has.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.speed.read_texts import with_pymupdf
from iusml.labels import TAGS

ENTRIES, LEARNED = 50_325, 5_000
"""Entries of the tokenizer, and how many of them are learned: 1.8 pieces a word."""
SIZES: Mapping[str, Any] = {
    "vocab_size": ENTRIES,
    "num_hidden_layers": 12,
    "hidden_size": 768,
    "num_attention_heads": 12,
    "intermediate_size": 3072,
    "max_position_embeddings": 512,
}


def write_tokenizer(folder: Path, texts: Iterable[str]) -> None:
    """Learn word pieces on `texts` and write them as Transformers reads them."""
    from tokenizers import BertWordPieceTokenizer
    from transformers import PreTrainedTokenizerFast

    learned = BertWordPieceTokenizer(lowercase=False, strip_accents=False)
    learned.train_from_iterator(texts, vocab_size=LEARNED, min_frequency=1, show_progress=False)
    known = learned.get_vocab()
    filler = [f"[unused{number}]" for number in range(ENTRIES - len(known))]
    known |= {entry: number for number, entry in enumerate(filler, start=len(known))}
    full = BertWordPieceTokenizer(known, lowercase=False, strip_accents=False)
    as_read: Any = PreTrainedTokenizerFast
    as_read(
        tokenizer_object=full._tokenizer,
        model_max_length=SIZES["max_position_embeddings"],
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
    ).save_pretrained(folder)


def write_network(folder: Path, sizes: Mapping[str, Any] = SIZES) -> None:
    """Write a token classifier with random weights that labels next to nothing.

    Were its labels random too, putting them together would take longer than after training.
    """
    import torch
    from transformers import BertConfig, BertForTokenClassification

    labels = dict(enumerate(TAGS))
    config = BertConfig(**sizes, id2label=labels, label2id={tag: n for n, tag in labels.items()})
    network = BertForTokenClassification(config)
    with torch.no_grad():
        network.classifier.bias[0] = 100.0
    network.save_pretrained(folder)


def operations(folder: Path, shapes: Iterable[tuple[int, int, int]]) -> int:
    """Return the operations of all products of runs of `shapes`: windows, pieces, times.

    A multiplication and its addition are two. Counted on a network without numbers.
    """
    import torch
    from torch.utils.flop_counter import FlopCounterMode
    from transformers import AutoConfig, AutoModelForTokenClassification

    # Attention in one step for speed has the same products as this, but hides them.
    config = AutoConfig.from_pretrained(folder, attn_implementation="eager")
    make: Any = AutoModelForTokenClassification.from_config
    times: Counter[tuple[int, int]] = Counter()
    for windows, pieces, count in shapes:
        times[windows, pieces] += count
    total = 0
    with torch.device("meta"):
        empty: Any = make(config)
        for shape, count in times.items():
            with FlopCounterMode(display=False) as counter:
                empty(input_ids=torch.zeros(shape, dtype=torch.long))
            total += counter.get_total_flops() * count
    return total


def main() -> None:
    """Write the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("files", nargs="+", type=Path)
    chosen = parser.parse_args()
    write_tokenizer(chosen.folder, with_pymupdf(chosen.files))
    write_network(chosen.folder)


if __name__ == "__main__":
    main()
