"""``python -m benchmarks.speed.bert_run MODEL FILE…``: label pages by Transformers' pipeline.

Prints what it took as JSON. `--every 3 --first 1` takes every third page, from the second on.
"""

import argparse
import json
import time
from collections import Counter
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.speed.read_texts import with_pymupdf

STRIDE = 64
"""Pieces that two windows of a long page share."""
TOGETHER = 64
"""Pages handed to the pipeline at once, which holds the scores of all of them until they are
done."""


class Inside:
    """Watches a network: seconds inside, and the shapes of its batches."""

    def __init__(self, network: Any) -> None:
        self.seconds = 0.0
        self.shapes: Counter[tuple[int, int]] = Counter()
        self._began = 0.0
        network.register_forward_pre_hook(self._begin, with_kwargs=True)
        network.register_forward_hook(self._end)

    def _begin(self, network: Any, positional: Any, given: dict[str, Any]) -> None:
        self.shapes[tuple(given["input_ids"].shape)] += 1
        self._began = time.perf_counter()

    def _end(self, *_: Any) -> None:
        self.seconds += time.perf_counter() - self._began


def label(model: Path, files: list[Path], batch: int, every: int, first: int) -> dict[str, Any]:
    """Label the chosen pages of `files`, and return counts and seconds."""
    from transformers import pipeline

    classify: Any = pipeline(
        "token-classification",
        model=str(model),
        device="cpu",
        dtype="float32",
        aggregation_strategy="simple",
        stride=STRIDE,
        batch_size=batch,
    )
    classify("Slam från fettavskiljare, 12,5 ton.")
    inside = Inside(classify.model)
    start = time.perf_counter()
    pages = islice(with_pymupdf(files), first, None, every)
    texts: list[str] = []
    while part := list(islice(pages, TOGETHER)):
        classify([text for text in part if text.strip()])
        texts += part
    seconds = time.perf_counter() - start
    cut = partial(classify.tokenizer, add_special_tokens=False, truncation=False, verbose=False)
    return {
        "pages": len(texts),
        "words": sum(len(text.split()) for text in texts),
        "pieces": sum(len(cut(text).input_ids) for text in texts),
        "seconds": seconds,
        "inside": inside.seconds,
        "shapes": [[*shape, times] for shape, times in inside.shapes.items()],
    }


def main() -> None:
    """Label pages and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--batch", type=int, default=1)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    chosen = parser.parse_args()
    found = label(chosen.model, chosen.files, chosen.batch, chosen.every, chosen.first)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
