"""Score models that were trained but not exported: spans, whole streams and contacts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from iusml.annotations.gold import GoldReport
from iusml.document import Document
from iusml.evaluation.counts import Counts
from iusml.evaluation.examine import examine
from iusml.labels import TAGS
from iusml.models import Calibration
from iusml.pipeline import Pipeline
from iusml.reading.reader import read_document
from iusml.tagging.decode import Scores, best_path, entities_of
from iusml.tagging.guided import bonuses, guided
from iusml.tagging.rules import RulesTagger
from iusml.tagging.tagger import batches, log_softmax, pad, word_encoder
from iusml.tagging.windows import WindowSettings, make_windows
from training.compare.plan import Decoding
from training.corpus import Labelled, generated_pages
from training.settings import TaggerTraining
from training.tagger_model import TextTagger
from training.train_tagger import special_ids


@dataclass(slots=True)
class Library:
    """Documents and generated pages, each read once for all runs of a process."""

    documents: dict[Path, Document] = field(default_factory=dict)
    generated: dict[int, Labelled] = field(default_factory=dict)

    def read(self, path: Path) -> Document:
        """Return the report at `path`."""
        if path not in self.documents:
            self.documents[path] = read_document(path)
        return self.documents[path]

    def draw(self, seed: int) -> Labelled:
        """Return generated pages; the tags are a copy, since users change them."""
        if seed not in self.generated:
            self.generated[seed] = generated_pages(seed)
        document, tags = self.generated[seed]
        return document, list(tags)


class TorchTagger:
    """Scores words with a model as it came from training, in fp32; several give their mean."""

    temperature = 1.0

    def __init__(self, models: Sequence[TextTagger], config: TaggerTraining) -> None:
        self.name = config.name
        self.transitions = np.mean([model.transitions() for model in models], axis=0)
        self._models = [model.train(False) for model in models]
        tokenizer = Tokenizer.from_file(str(config.base / "tokenizer.json"))
        self._special, self._encode = special_ids(tokenizer), word_encoder(tokenizer)
        self._sizes = WindowSettings(config.window, config.context, config.header, config.marks)

    @torch.inference_mode()
    def scores(self, document: Document) -> Scores:
        """Return log probabilities, shape (words, tags)."""
        ends = self._special.begin, self._special.end
        windows = make_windows(document, self._encode, *ends, self._sizes)
        result = np.zeros((len(document.words), len(TAGS)), dtype=np.float32)
        for batch in batches(windows):
            arrays = pad(batch, self._special.pad)
            inputs = {name: torch.from_numpy(array) for name, array in arrays.items()}
            answers = [model(**inputs).float().log_softmax(-1) for model in self._models]
            mean = torch.stack(answers).mean(0).numpy()
            for window, row in zip(batch, mean, strict=True):
                at = [i for i, word in enumerate(window.word_at) if word >= 0]
                result[window.start : window.end] = row[at]
        return log_softmax(result)


class Judge:
    """Scores taggers on labelled reports, all of them in the same way."""

    def __init__(self, library: Library, calibration: Calibration | None = None) -> None:
        self._library, self._calibration = library, calibration
        self._rules: dict[str, Scores] = {}

    def __call__(
        self, tagger: TorchTagger, decoding: Decoding, reports: Sequence[GoldReport]
    ) -> dict[str, dict[str, Counts]]:
        """Return the counts of each report by measure and name."""
        pipeline = Pipeline(tagger, self._calibration)
        found: dict[str, dict[str, Counts]] = {"exact": {}, "contacts": {}, "spans": {}}
        for gold in reports:
            document = self._library.read(gold.pdf)
            scores = self._guided(tagger.scores(document), document)
            entities = entities_of(_path(scores, decoding, tagger.transitions), scores)
            record = pipeline.assemble(document, entities, scores)
            counted = examine(gold, record, document, entities).scores
            found["exact"][gold.id] = counted.exact
            found["contacts"][gold.id] = counted.contacts
            found["spans"][gold.id] = counted.spans
        return found

    def _guided(self, scores: Scores, document: Document) -> Scores:
        if self._calibration is None:
            return scores
        if document.sha256 not in self._rules:
            self._rules[document.sha256] = RulesTagger().scores(document)
        bonus = bonuses(self._calibration.rule_weights)
        return guided(scores, self._rules[document.sha256], bonus)


def _path(scores: Scores, decoding: Decoding, transitions: Scores) -> NDArray[np.int64]:
    if decoding == "each_word":
        return np.asarray(scores.argmax(axis=1), dtype=np.int64)
    return best_path(scores, transitions)
