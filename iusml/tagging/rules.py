"""A tagger of written rules, without a model: what a day's work with patterns can do."""

import math

import numpy as np

from iusml.document import Document
from iusml.labels import TAG_ID, TAGS
from iusml.layout import Layout
from iusml.tagging.decode import Scores
from iusml.tagging.rule_facts import mark_facts
from iusml.tagging.rule_marks import Marks
from iusml.tagging.rule_prose import mark_prose
from iusml.tagging.rule_tables import mark_tables

SURE = 0.9
"""The probability that a rule's tag gets; the other tags share the rest."""


class RulesTagger:
    """Labels words by the waste list, headings, form labels and shapes of numbers.

    Tables of waste come first, then forms and people, then running text: the first rule to
    label a word keeps it. The last answer is kept: triage and the guided model ask for the same.
    """

    name = "rules"
    temperature = 1.0

    def __init__(self) -> None:
        self._last: tuple[Document, Scores] | None = None

    def scores(self, document: Document) -> Scores:
        """Return log probabilities, shape (words, tags), which are not to be changed."""
        last = self._last
        if last is None or last[0] is not document:
            self._last = last = (document, _scores(document))
        return last[1]


def _scores(document: Document) -> Scores:
    marks = Marks(document, Layout(document))
    mark_tables(marks)
    mark_facts(marks)
    mark_prose(marks)
    rest = math.log((1 - SURE) / (len(TAGS) - 1))
    scores = np.full((len(document.words), len(TAGS)), rest, dtype=np.float32)
    tags = np.zeros(len(document.words), dtype=np.int64)
    for label, start, end in marks.spans:
        tags[start:end] = TAG_ID[f"I-{label}"]
        tags[start] = TAG_ID[f"B-{label}"]
    scores[np.arange(len(tags)), tags] = math.log(SURE)
    scores.flags.writeable = False
    return scores
