"""From scores per word to entities: the best tag path that obeys the BIO rules."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from iusml.labels import TAGS

Scores = NDArray[np.float32]
"""Log probabilities, shape (words, tags)."""

_FORBIDDEN = -1e4


class Entity(NamedTuple):
    """A labelled run of words `[start, end)` with its probability."""

    label: str
    start: int
    end: int
    confidence: float


def _transitions() -> Scores:
    """I-X may follow only B-X or I-X; shape (from tag, to tag)."""
    table = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for column, tag in enumerate(TAGS):
        if tag.startswith("I-"):
            allowed = {f"B-{tag[2:]}", tag}
            for row, before in enumerate(TAGS):
                if before not in allowed:
                    table[row, column] = _FORBIDDEN
    return table


TRANSITIONS = _transitions()


def best_path(scores: Scores, transitions: Scores = TRANSITIONS) -> NDArray[np.int64]:
    """Return the tag ids of the best path over `scores` (Viterbi).

    `transitions` is what a step from one tag to the next adds; by itself it only forbids.
    """
    if not len(scores):
        return np.zeros(0, dtype=np.int64)
    best = scores.copy()
    best[0, [i for i, tag in enumerate(TAGS) if tag.startswith("I-")]] += _FORBIDDEN
    reach = np.empty_like(transitions)
    for before, now in pairwise(best):
        np.add(before[:, None], transitions, out=reach)
        now += np.maximum.reduce(reach)
    likeliest = best.argmax(axis=1).tolist()
    # Tags that any tag may come before.
    free: list[bool] = np.logical_not(transitions.any(axis=0)).tolist()
    path = [likeliest[-1]]
    for index in range(len(best) - 2, -1, -1):
        tag = path[-1]
        path.append(
            likeliest[index] if free[tag] else int((best[index] + transitions[:, tag]).argmax())
        )
    return np.array(path[::-1], dtype=np.int64)


def runs(tags: NDArray[np.int64]) -> Iterator[tuple[str, int, int]]:
    """Yield (label, start, end) of every entity in a tag sequence."""
    start, label = 0, ""
    for index, number in enumerate([*tags.tolist(), 0]):
        tag = TAGS[number]
        goes_on = tag.startswith("I-") and tag[2:] == label
        if label and not goes_on:
            yield label, start, index
            label = ""
        if tag != "O" and not goes_on:
            start, label = index, tag[2:]


def decode(scores: Scores, temperature: float = 1.0) -> list[Entity]:
    """Return the entities of the best path, see `entities_of`."""
    return entities_of(best_path(scores), scores, temperature)


def entities_of(path: NDArray[np.int64], scores: Scores, temperature: float = 1.0) -> list[Entity]:
    """Return the entities of `path`; confidence is that of the least sure word.

    `temperature` divides the log probabilities before they become confidences.
    """
    soft = scores / temperature
    soft = np.exp(soft - soft.max(axis=1, keepdims=True))
    soft /= soft.sum(axis=1, keepdims=True)
    entities = []
    for label, start, end in runs(path):
        inside = [TAGS.index(f"B-{label}"), TAGS.index(f"I-{label}")]
        sure = soft[start:end, inside].sum(axis=1).min()
        entities.append(Entity(label, start, end, float(min(1.0, sure))))
    return entities
