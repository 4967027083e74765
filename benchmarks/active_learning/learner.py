"""A learner that trains in seconds: the CRF of the extraction benchmark, in fewer rounds."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.active_learning.prepared import Prepared
from benchmarks.extraction import crf
from iusml.annotations.gold import GoldReport
from iusml.document import Document
from iusml.evaluation.counts import Counts, total
from iusml.evaluation.scores import span_counts
from iusml.labels import TAG_ID
from iusml.pipeline import Pipeline
from iusml.records import Report
from iusml.tagging.decode import Entity, Scores, decode, runs

SETTINGS = crf.CrfSettings(rounds=30)


class CrfLearner:
    """Learns spans; puts records together from them as the program does, uncalibrated.

    `file` holds the CRF that was learned last.
    """

    name, temperature = crf.CrfTagger.name, 1.0

    def __init__(self, prepared: Mapping[str, Prepared], file: Path) -> None:
        self._prepared, self._file = prepared, file
        self._features = {one.document.sha256: one.features for one in prepared.values()}
        self._pipeline = Pipeline(self)
        self._model: Any = None

    def learn(self, labelled: Sequence[GoldReport]) -> None:
        """Train a new CRF on `labelled`."""
        from sklearn_crfsuite import CRF

        chosen = [self._prepared[report.id] for report in labelled]
        self._file.parent.mkdir(parents=True, exist_ok=True)
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
        pages = self._model.predict_marginals(self._features[document.sha256])
        return crf.log_marginals([word for page in pages for word in page])

    def record(self, report: GoldReport) -> Report:
        """What the program would write with this CRF as its model."""
        document = self._prepared[report.id].document
        scores = self.scores(document)
        return self._pipeline.assemble(document, decode(scores), scores)

    def score(self, report: GoldReport) -> Counts:
        """Count labelled spans of the likeliest path; right with the same label and words."""
        document = self._prepared[report.id].document
        pages = self._model.predict(self._features[document.sha256])
        tags = np.array([TAG_ID[tag] for page in pages for tag in page], dtype=np.int64)
        entities = [Entity(*one, confidence=1.0) for one in runs(tags)]
        return total(span_counts(document, report.spans, entities).values())
