"""Five ways of ranking texts by texts; each returns likeness, shape (asked, offered)."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from iusml.embedding.embedder import Embeds
from iusml.embedding.folder import Kind
from iusml.errors import ModelError
from iusml.normalise.text import fold

Floats = NDArray[np.float64]
Likeness = Callable[[Sequence[str], Sequence[str]], Floats]
"""Streams or descriptions first, needs or code names second."""
WINDOW, BATCH = 64, 64
PROMPTS: dict[Kind, str] = {"need": "query: ", "stream": "passage: "}


def bm25(asked: Sequence[str], offered: Sequence[str]) -> Floats:
    """BM25 over folded words (Robertson and others, 1994), by the package bm25s."""
    import bm25s

    index = bm25s.BM25()
    index.index([fold(text).split() for text in offered], show_progress=False)
    return np.array([_known(index, fold(text).split(), len(offered)) for text in asked])


def _known(index: Any, words: list[str], count: int) -> Floats:
    known = [word for word in words if word in index.vocab_dict]
    return np.asarray(index.get_scores(known), np.float64) if known else np.zeros(count)


def letters(asked: Sequence[str], offered: Sequence[str]) -> Floats:
    """Cosine of TF-IDF over runs of two to five letters."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectoriser = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    vectoriser.fit([*asked, *offered])
    one, two = vectoriser.transform(asked), vectoriser.transform(offered)
    return np.asarray((one @ two.T).toarray(), np.float64)


def embedded(embeds: Embeds) -> Likeness:
    """Cosine of the vectors of an embedder."""

    def likeness(asked: Sequence[str], offered: Sequence[str]) -> Floats:
        streams, needs = embeds.embed(asked, "stream"), embeds.embed(offered, "need")
        return np.asarray(streams @ needs.T, np.float64)

    return likeness


class BaseEncoder:
    """The encoder as it came, before it learned anything of waste."""

    def __init__(self, folder: Path) -> None:
        """Raises ModelError where it has not been made."""
        from transformers import AutoModel, AutoTokenizer

        if not (folder / "model.safetensors").is_file():
            raise ModelError(
                f"{folder} holds no encoder. Make it first: python -m training.base_encoder "
                f"--shared ../shared --output {folder}"
            )
        self._tokenizer: Any = AutoTokenizer.from_pretrained(folder)
        self._model: Any = AutoModel.from_pretrained(folder).eval()

    def embed(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        """Return vectors of length 1, shape (texts, width)."""
        import torch

        found = []
        for start in range(0, len(texts), BATCH):
            given = self._tokenizer(
                [PROMPTS[kind] + text for text in texts[start : start + BATCH]],
                padding=True, truncation=True, max_length=WINDOW, return_tensors="pt",
            )  # fmt: skip
            with torch.inference_mode():
                hidden = self._model(
                    input_ids=given["input_ids"], attention_mask=given["attention_mask"]
                )[0]
            mask = given["attention_mask"][..., None]
            mean = (hidden * mask).sum(dim=1) / mask.sum(dim=1)
            found.append(torch.nn.functional.normalize(mean, dim=-1).numpy())
        return np.concatenate(found)
