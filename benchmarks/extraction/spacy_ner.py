"""A peer: spaCy's named entity recogniser on its own word vectors, Swedish from blank."""

import math
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import BaseModel, ConfigDict

from benchmarks.extraction.labelled import Labelled
from iusml.annotations.docbin import as_doc
from iusml.document import Document
from iusml.labels import TAG_ID, TAGS
from iusml.tagging.decode import Scores

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.training import Example

SURE = 0.9
"""The probability of a tag that the recogniser gives; the other tags share the rest."""


class SpacySettings(BaseModel):
    """How the recogniser is trained; the rest is spaCy's default for "ner"."""

    model_config = ConfigDict(frozen=True)

    epochs: int = 20
    batch_words: int = 1500
    dropout: float = 0.2
    seed: int = 7


class SpacyTagger:
    """Scores words by the entities of a trained pipeline. `path` is the folder of `train`."""

    name = "spaCy"
    temperature = 1.0

    def __init__(self, path: Path) -> None:
        import spacy

        self._nlp = spacy.load(path)

    def scores(self, document: Document) -> Scores:
        """Return log probabilities, shape (words, tags)."""
        scores = np.full(
            (len(document.words), len(TAGS)), math.log((1 - SURE) / (len(TAGS) - 1)), np.float32
        )
        doc = as_doc(self._nlp.vocab, document)
        tags = [tag for page in _pages(document, doc) for tag in self._tags(page)]
        scores[np.arange(len(tags)), tags] = math.log(SURE)
        return scores

    def _tags(self, page: "Doc") -> Iterator[int]:
        for token in self._nlp(page):
            tag = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"
            yield TAG_ID[tag]


def train(examples: Iterable[Labelled], settings: SpacySettings, path: Path) -> None:
    """Train on labelled documents, page by page, and write the pipeline to the folder `path`."""
    import spacy
    from spacy.training import Example
    from thinc.api import fix_random_seed

    fix_random_seed(settings.seed)
    nlp = spacy.blank("sv")
    nlp.add_pipe("ner")
    pages = [
        Example(bare, tagged)
        for document, tags in examples
        for bare, tagged in zip(
            _pages(document, as_doc(nlp.vocab, document)),
            _pages(document, as_doc(nlp.vocab, document, tags)),
            strict=True,
        )
    ]
    optimizer = nlp.initialize(lambda: pages)
    chance = random.Random(settings.seed)
    for _ in range(settings.epochs):
        for batch in _batches(pages, settings.batch_words, chance):
            nlp.update(batch, sgd=optimizer, drop=settings.dropout)
    nlp.to_disk(path)


def _batches(
    pages: "Sequence[Example]", words: int, chance: random.Random
) -> "Iterable[list[Example]]":
    from spacy.training import minibatch_by_words

    return minibatch_by_words(chance.sample(pages, len(pages)), words)


def _pages(document: Document, doc: "Doc") -> "Iterator[Doc]":
    """Yield the pages that have words: the recogniser sees one at a time."""
    for page in document.pages:
        if page.end > page.start:
            yield doc[page.start : page.end].as_doc()
