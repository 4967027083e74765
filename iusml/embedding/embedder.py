"""Texts to vectors by ONNX Runtime: like texts point the same way."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from iusml.embedding.folder import EmbedderConfig, Kind, borrowed_folder, open_embedder
from iusml.errors import ModelError

BATCH_PIECES = 4096
"""Padded word pieces that the network is given at once."""
MAX_LETTERS = 2000
"""A longer text is cut: its window is long full."""
_WEIGHTS_FOLDER = "session.model_external_initializers_file_folder_path"
Vectors = NDArray[np.float32]


class Embeds(Protocol):
    """What matching and suggesting ask of an embedder."""

    def embed(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """Return vectors of length 1, shape (texts, width)."""
        ...


class Embedder:
    """The fine-tuned encoder of a model folder; the mean over a text's pieces is its vector."""

    def __init__(self, path: Path, threads: int = 0) -> None:
        """Load it, with what it borrows. Raises ModelError with what is wrong and what to do."""
        import onnxruntime
        from tokenizers import Tokenizer

        self.config: EmbedderConfig = open_embedder(path)
        lender = borrowed_folder(path, self.config)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        # The file names its borrowed weights by place in the extractor's file, in this folder.
        options.add_session_config_entry(_WEIGHTS_FOLDER, str(lender))
        try:
            self._tokenizer = Tokenizer.from_file(str(lender / "tokenizer.json"))
            self._session: Any = onnxruntime.InferenceSession(
                (path / "model.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer.no_padding()
            self._tokenizer.enable_truncation(self.config.window)
            trial = self.embed(["avfall"], "stream")
        except Exception as error:  # the libraries raise kinds of their own for damaged files
            raise ModelError(f"{path} is damaged. Get the model folder again.") from error
        if trial.shape != (1, self.config.width) or not np.isfinite(trial).all():
            raise ModelError(
                f"{path / 'model.onnx'} does not fit config.json beside it. "
                "Get the model folder again."
            )

    def embed(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """Return vectors of length 1, shape (texts, width); a text that stands twice runs once."""
        unique = list(dict.fromkeys(texts))
        prompt = self.config.prompts[kind]
        encoded = self._tokenizer.encode_batch([prompt + text[:MAX_LETTERS] for text in unique])
        pieces = [found.ids for found in encoded]
        result = np.zeros((len(unique), self.config.width), np.float32)
        for rows in _batches([len(ids) for ids in pieces]):
            result[rows] = self._run([pieces[row] for row in rows])
        place = {text: number for number, text in enumerate(unique)}
        return result[[place[text] for text in texts]]

    def _run(self, pieces: Sequence[Sequence[int]]) -> Vectors:
        longest = max(map(len, pieces))
        ids = np.full((len(pieces), longest), self.config.pad_id, np.int64)
        mask = np.zeros((len(pieces), longest), np.int64)
        for row, one in enumerate(pieces):
            ids[row, : len(one)] = one
            mask[row, : len(one)] = 1
        vectors = self._session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        return np.asarray(vectors, np.float32)


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Group texts of like length, at most BATCH_PIECES padded pieces a group."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[row] > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
