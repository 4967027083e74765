"""What a tagger is, and the one that runs an exported model with ONNX Runtime."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from iusml.document import Document
from iusml.errors import ModelError
from iusml.labels import TAGS
from iusml.models import ModelFolder, check_inputs, check_network, check_tokenizer
from iusml.tagging.decode import Scores
from iusml.tagging.places import COORDINATES
from iusml.tagging.windows import Encode, Window, WindowSettings, make_windows

BATCH_PIECES = 4096
MAX_WORD_LETTERS = 400
"""Splitting takes time by the square of a word's length; its start fills MAX_WORD_PIECES."""
INPUTS = ("input_ids", "attention_mask", "places")
"""What a network may take."""


class Tagger(Protocol):
    """Scores every word of a document for every tag."""

    name: str
    temperature: float

    def scores(self, document: Document) -> Scores:
        """Return log probabilities, shape (words, tags)."""
        ...


class OnnxTagger:
    """The fine-tuned token classifier, without torch."""

    def __init__(self, folder: ModelFolder, threads: int = 0) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self.name = folder.config.name
        self.temperature = folder.calibration.temperature
        self._config = folder.config
        model, pieces = folder.path / "model.onnx", folder.path / "tokenizer.json"
        providers = ["CPUExecutionProvider"]
        self._session: Any = _opened(
            model, lambda: onnxruntime.InferenceSession(str(model), options, providers=providers)
        )
        self._inputs = [wanted.name for wanted in self._session.get_inputs()]
        tokenizer = _opened(pieces, lambda: Tokenizer.from_file(str(pieces)))
        check_tokenizer(tokenizer, folder.path)
        check_inputs(self._inputs, INPUTS, folder.path)
        check_network(self._trial, folder.config, tokenizer.get_vocab_size(), folder.path)
        self._encode = word_encoder(tokenizer)

    def _trial(self, pieces: Sequence[int]) -> Any:
        """Return the scores of one window of `pieces`; what else the network takes is nothing."""
        given = {"input_ids": np.array([pieces], np.int64)}
        for taken in self._session.get_inputs():
            inner = taken.shape[2:]
            given.setdefault(taken.name, np.zeros((1, len(pieces), *inner), np.int64))
        given["attention_mask"] = np.ones((1, len(pieces)), np.int64)
        return self._session.run(None, given)[0]

    def scores(self, document: Document) -> Scores:
        """Return log probabilities, shape (words, tags)."""
        config = self._config
        settings = WindowSettings(config.window, config.context, config.header, config.marks)
        windows = make_windows(document, self._encode, config.begin_id, config.end_id, settings)
        result = np.zeros((len(document.words), len(TAGS)), dtype=np.float32)
        for batch in batches(windows):
            inputs = pad(batch, config.pad_id)
            logits = self._session.run(None, {name: inputs[name] for name in self._inputs})[0]
            for window, row in zip(batch, logits, strict=True):
                at = [i for i, word in enumerate(window.word_at) if word >= 0]
                result[window.start : window.end] = row[at]
        return log_softmax(result)


def _opened(path: Path, opener: Callable[[], Any]) -> Any:
    """Call `opener`; the libraries raise kinds of their own for damaged files."""
    try:
        return opener()
    except Exception as error:
        raise ModelError(f"{path} is damaged. Get the model folder again.") from error


def word_encoder(tokenizer: Any) -> Encode:
    """Return a cached function from a word to its piece ids.

    A lone word-start piece before a mark such as "," says nothing and is left out.
    """
    lone = tokenizer.token_to_id("▁")

    @lru_cache(maxsize=100_000)
    def encode(word: str) -> tuple[int, ...]:
        ids = tuple(tokenizer.encode(word[:MAX_WORD_LETTERS], add_special_tokens=False).ids)
        if len(ids) > 1 and ids[0] == lone:
            ids = ids[1:]
        return ids or (int(tokenizer.token_to_id("<unk>")),)

    return encode


def batches(windows: Sequence[Window]) -> Iterator[list[Window]]:
    """Group windows of similar length, at most BATCH_PIECES padded pieces a batch."""
    batch: list[Window] = []
    for window in sorted(windows, key=lambda w: len(w.pieces)):
        if batch and (len(batch) + 1) * len(window.pieces) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def pad(batch: Sequence[Window], pad_id: int) -> dict[str, Any]:
    """Return the model's inputs by name, int64, padded to the longest window.

    `input_ids` and `attention_mask` have shape (windows, longest), `places` (windows, longest, 4).
    """
    longest = max(len(window.pieces) for window in batch)
    pieces = np.full((len(batch), longest), pad_id, dtype=np.int64)
    mask = np.zeros((len(batch), longest), dtype=np.int64)
    places = np.zeros((len(batch), longest, COORDINATES), dtype=np.int64)
    for row, window in enumerate(batch):
        pieces[row, : len(window.pieces)] = window.pieces
        mask[row, : len(window.pieces)] = 1
        places[row, : len(window.pieces)] = window.places
    return {"input_ids": pieces, "attention_mask": mask, "places": places}


def log_softmax(logits: Scores) -> Scores:
    """Normalise over the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), np.float32)
