"""Pairs to learn from what is told once for many streams, and what is not meant for them."""

import random
from collections.abc import Sequence

import numpy as np

from iusml.assembly.collective_features import Collective
from iusml.assembly.linking_text import Text
from iusml.assembly.scorers import Scorer
from iusml.assembly.waste import linked
from training.linking.examples import Labelled, Pairs, joined, noisy, of_shared

PAGES = 400
FIRST_SEED = 0
TREATMENT = 2
"""The feature that says that the entity is a treatment."""


def collective_pairs(sources: Sequence[Labelled], score: Scorer) -> Pairs:
    """Return the candidate pairs that linking with `score` leaves over, once more with noise."""
    chance = random.Random(0)
    both = [*sources, *(noisy(source, chance) for source in sources)]
    return joined([_pairs(source, score) for source in both])


def generated_pairs(score: Scorer) -> Pairs:
    """Return the pairs of carriers and receivers of generated pages.

    Pairs of treatments are left out: with them, real treatments were given worse.
    """
    seeds = range(FIRST_SEED, FIRST_SEED + PAGES)
    pairs = collective_pairs([of_shared(seed) for seed in seeds], score)
    return pairs.chosen(pairs.features[:, TREATMENT] == 0)


def _pairs(source: Labelled, score: Scorer) -> Pairs:
    layout, entities = source.layout, source.entities
    drafts = linked(source.document, layout, entities, source.year, score)
    collective = Collective(Text(source.document, layout, entities), drafts)
    pairs = collective.pairs()
    anchors = collective.streams.anchors
    truth = [int(bool(source.keys[anchors[n]] & source.keys[e])) for n, e in pairs]
    return Pairs(collective.table(pairs), np.array(truth), np.array([source.name] * len(pairs)))
