"""A learner that trains in seconds: the CRF of the extraction benchmark, in fewer rounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.extraction import crf
from iusml.annotations.gold import GoldReport
from iusml.document import Document
from iusml.evaluation.counts import Counts, total
from iusml.evaluation.scores import span_counts
from iusml.labels import TAGS
from iusml.pipeline import Pipeline
from iusml.tagging.decode import Scores, decode

SETTINGS = crf.CrfSettings(rounds=40)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report read once: its document, and features and tag names of every word by page."""

    document: Document
    features: list[list[list[str]]]
    tags: list[list[str]]


class CrfLearner:
    """Learns spans. Records are put together from them as the program does, without calibration.

    `file` holds the CRF that was learned last.
    """

    name, temperature = crf.CrfTagger.name, 1.0

    def __init__(self, prepared: Mapping[str, Prepared], file: Path) -> None:
        self._prepared, self._file = prepared, file
        self._by_content = {one.document.sha256: one for one in prepared.values()}
        self._model: Any = None
        self._pipeline = Pipeline(self)

    def learn(self, labelled: Sequence[GoldReport]) -> None:
        """Train a new CRF."""
        from sklearn_crfsuite import CRF

        chosen = [self._prepared[report.id] for report in labelled]
        self._model = CRF(
            algorithm="lbfgs", c1=SETTINGS.c1, c2=SETTINGS.c2, max_iterations=SETTINGS.rounds,
            model_filename=str(self._file),
        )  # fmt: skip
        self._model.fit(
            [page for one in chosen for page in one.features],
            [page for one in chosen for page in one.tags],
        )

    def scores(self, document: Document) -> Scores:
        """Return log probabilities, shape (words, tags)."""
        features = self._by_content[document.sha256].features
        return crf.log_marginals([r for p in self._model.predict_marginals(features) for r in p])

    def record(self, report: GoldReport) -> Any:
        return self._pipeline.extract(self._prepared[report.id].document)

    def score(self, report: GoldReport) -> Counts:
        """Count spans, right only with the same label and words."""
        document = self._prepared[report.id].document
        entities = decode(self.scores(document))
        return total(span_counts(document, report.spans, entities).values())
