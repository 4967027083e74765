"""The model, guided by written rules: each rule's word counts as much as it earned on dev."""

from collections.abc import Mapping

import numpy as np

from iusml.document import Document
from iusml.labels import TAGS
from iusml.tagging.decode import Scores
from iusml.tagging.tagger import Tagger, log_softmax


class GuidedTagger:
    """Adds a bonus to the model's log probability of a tag that the rules give a word.

    `weights` are in nats by label; a label without one is left to the model. Rules are sure of
    what has a form (mail, numbers, codes), and a model needs many examples to learn such forms.
    """

    def __init__(self, model: Tagger, rules: Tagger, weights: Mapping[str, float]) -> None:
        self.name, self.temperature = model.name, model.temperature
        self._model, self._rules = model, rules
        self._bonus = bonuses(weights)

    def scores(self, document: Document) -> Scores:
        """Return log probabilities, shape (words, tags)."""
        return guided(self._model.scores(document), self._rules.scores(document), self._bonus)


def bonuses(weights: Mapping[str, float]) -> Scores:
    """Return what each tag is raised by, shape (tags,), from the weights of labels."""
    return np.array([weights.get(tag[2:], 0.0) for tag in TAGS], dtype=np.float32)


def guided(model: Scores, rules: Scores, bonus: Scores) -> Scores:
    """Return the model's scores with each word's rule tag raised by its bonus."""
    if not len(model):
        return model
    raised = model.copy()
    told = rules.argmax(axis=1)
    raised[np.arange(len(model)), told] += bonus[told]
    return log_softmax(raised)
