"""What a tagger is, and the one that runs an exported model."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Protocol

import numpy as np

from iusml.document import Document
from iusml.errors import ModelError
from iusml.labels import TAG_ID, TAGS
from iusml.models import (
    NETWORK,
    ModelFolder,
    TaggerConfig,
    check_inputs,
    check_network,
    check_tokenizer,
)
from iusml.settings import Device
from iusml.tagging.decode import Scores
from iusml.tagging.networks import Network, OnnxNetwork, open_network
from iusml.tagging.places import COORDINATES
from iusml.tagging.windows import Encode, Window, WindowSettings, make_windows

BATCH_PIECES = 4096
MAX_WORD_LETTERS = 400
"""Splitting takes time by the square of a word's length; its start fills MAX_WORD_PIECES."""
INPUTS = ("input_ids", "attention_mask", "places")
"""What a network may take."""
OUTSIDE = 20.0
"""How far above all others the tag O stands for words that the network does not run on: further
than the written rules can raise another."""

Choose = Callable[[Document, Sequence[Window]], Sequence[Window]]
"""Which windows of a document the network runs on."""
Cut = Callable[[Document], list[Window]]


class Tagger(Protocol):
    """Scores every word of a document for every tag."""

    name: str
    temperature: float

    def scores(self, document: Document) -> Scores:
        """Return log probabilities, shape (words, tags)."""
        ...


class OnnxTagger:
    """The fine-tuned token classifier, without torch.

    With `choose` the network runs on the windows chosen alone; all other words are outside.
    `network` runs instead of the folder's.
    """

    def __init__(
        self,
        folder: ModelFolder,
        threads: int = 0,
        device: Device = "cpu",
        choose: Choose | None = None,
        network: Network | None = None,
    ) -> None:
        from tokenizers import Tokenizer

        self.name = folder.config.name
        self.temperature = folder.calibration.temperature
        self._config = folder.config
        pieces = folder.path / "tokenizer.json"
        try:
            tokenizer = Tokenizer.from_file(str(pieces))
        except Exception as error:  # the library raises no kind of its own
            raise ModelError(f"{pieces} is damaged. Get the model folder again.") from error
        check_tokenizer(tokenizer, folder.path)
        _check(folder, tokenizer.get_vocab_size())
        self._network = network or open_network(folder.path, device=device, threads=threads)
        self._cut = cutter(folder.config, word_encoder(tokenizer))
        self._choose = choose

    def scores(self, document: Document) -> Scores:
        """Return log probabilities, shape (words, tags)."""
        windows: Sequence[Window] = self._cut(document)
        if self._choose is not None:
            windows = self._choose(document, windows)
        result = np.zeros((len(document.words), len(TAGS)), dtype=np.float32)
        result[:, TAG_ID["O"]] = OUTSIDE
        for batch in batches(windows):
            inputs = pad(batch, self._config.pad_id)
            logits = self._network.run(inputs)
            for window, row in zip(batch, logits, strict=True):
                at = [i for i, word in enumerate(window.word_at) if word >= 0]
                result[window.start : window.end] = row[at]
        return log_softmax(result)


def _check(folder: ModelFolder, pieces: int) -> None:
    """Try the network once by ONNX Runtime: OpenVINO reads past the end of a table in silence."""
    network = OnnxNetwork(folder.path / NETWORK)
    check_inputs(list(network.inputs), INPUTS, folder.path)

    def trial(window: Sequence[int]) -> Any:
        given = {"input_ids": np.array([window], np.int64)}
        for name, shape in network.inputs.items():
            inner = [size or 1 for size in shape[2:]]
            given.setdefault(name, np.zeros((1, len(window), *inner), np.int64))
        given["attention_mask"] = np.ones((1, len(window)), np.int64)
        return network.run(given)

    check_network(trial, folder.config, pieces, folder.path)


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


def cutter(config: TaggerConfig, encode: Encode) -> Cut:
    """Return what cuts documents into windows as the extractor with `config` does."""
    settings = WindowSettings(config.window, config.context, config.header, config.marks)
    return lambda document: make_windows(document, encode, config.begin_id, config.end_id, settings)


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
