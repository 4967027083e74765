"""Learned linking: which wastes of running text and lists an amount, a code, a firm belongs to."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy.optimize import linear_sum_assignment

from iusml.assembly.linking_features import Passages
from iusml.assembly.scorers import Scorer
from iusml.tagging.decode import Entity

SINGLE: Final = ("QUANTITY", "EWC")
"""A waste has one of these, and each of them has one waste."""
THRESHOLDS: Final = {
    "QUANTITY": 0.3, "EARLIER": 0.3, "EWC": 0.3, "TREATMENT": 0.5, "TRANSPORTER": 0.4,
    "RECEIVER": 0.5,
}  # fmt: skip
"""Below these probabilities nothing is linked; chosen on training reports, cross-validated."""
_TINY = 1e-6


def links(passages: Passages, score: Scorer) -> dict[Entity, list[Entity]]:
    """Return for every waste what belongs to it, the surest first."""
    pairs = passages.pairs()
    chances = score(passages.table(pairs)) if pairs else np.zeros(0, dtype=np.float32)
    by_kind: dict[str, list[tuple[Entity, Entity, float]]] = {}
    for (waste, other), chance in zip(pairs, chances.tolist(), strict=True):
        by_kind.setdefault(passages.kind(other), []).append((waste, other, chance))
    chosen = [
        link
        for kind, scored in by_kind.items()
        for link in (_matched if kind in SINGLE else _shared)(scored, THRESHOLDS[kind])
    ]
    found: dict[Entity, list[Entity]] = {waste: [] for waste in passages.wastes}
    for waste, other, _ in sorted(chosen, key=lambda link: (-link[2], link[1].start)):
        found[waste].append(other)
    return found


def _matched(
    scored: Sequence[tuple[Entity, Entity, float]], threshold: float
) -> list[tuple[Entity, Entity, float]]:
    """One to one, so that the odds of all links together are best."""
    wastes = {w: n for n, w in enumerate(dict.fromkeys(w for w, _, _ in scored))}
    others = {o: n for n, o in enumerate(dict.fromkeys(o for _, o, _ in scored))}
    gain = np.zeros((len(wastes), len(others)))
    for waste, other, chance in scored:
        gain[wastes[waste], others[other]] = max(0.0, _odds(chance) - _odds(threshold))
    rows, columns = linear_sum_assignment(gain, maximize=True)
    taken = {(r, c) for r, c in zip(rows.tolist(), columns.tolist(), strict=True) if gain[r, c] > 0}
    return [link for link in scored if (wastes[link[0]], others[link[1]]) in taken]


def _shared(
    scored: Sequence[tuple[Entity, Entity, float]], threshold: float
) -> list[tuple[Entity, Entity, float]]:
    return [link for link in scored if link[2] >= threshold]


def _odds(chance: float) -> float:
    chance = min(1 - _TINY, max(_TINY, chance))
    return float(np.log(chance / (1 - chance)))
