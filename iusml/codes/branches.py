"""What the branch of a plant says of its waste: from descriptions that name their branch."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from iusml.codes.neighbours import Letters
from iusml.codes.phrases import NONE, Phrase
from iusml.normalise._data import rows

_ACTIVITY: Final = re.compile(r"\s*(\d{1,2})\.(\d{1,3})(?:-?i)?(?:\s*\(?[ABCU]\)?)?\s*")
LIKE_ENOUGH: Final = 0.3
"""Names of branches that share fewer letters (cosine) say nothing of each other."""
SMOOTHING: Final = 10.0
"""So many descriptions of all branches stand beside those of one."""
Floats = NDArray[np.float64]


class Branches:
    """Tells which sub-chapters of the waste list are more usual in one branch than in others."""

    def __init__(self, phrases: Sequence[Phrase], codes: Sequence[str]) -> None:
        """`phrases` without a branch are left aside; `codes` are the columns of `lift`."""
        told = [phrase for phrase in phrases if phrase.branch and phrase.codes[0] != NONE]
        self.names = list(dict.fromkeys(phrase.branch or "" for phrase in told))
        row = {name: number for number, name in enumerate(self.names)}
        parts = {
            code[:4]: number for number, code in enumerate(dict.fromkeys(c[:4] for c in codes))
        }
        counts = np.zeros((len(self.names), len(parts)))
        for phrase in told:
            counts[row[phrase.branch or ""], parts[phrase.codes[0][:4]]] += 1
        # Every sub-chapter is met once more than it was: none is impossible.
        usual = (counts.sum(axis=0) + 1) / (counts.sum() + len(parts))
        total = counts.sum(axis=1, keepdims=True) + SMOOTHING
        self._shares = (counts + SMOOTHING * usual) / total
        self._usual = usual
        self._parts = np.array([parts[code[:4]] for code in codes])
        self._none = np.array([code == NONE for code in codes])
        self._like = Letters(self.names, fewest=1) if self.names else None

    def lift(self, branch: str) -> Floats:
        """Return how much likelier each code is in `branch` than anywhere, as logs, shape (codes,).

        `branch` is an activity code of Miljöprövningsförordningen ("15.170-i") or words
        ("Mejeri"). An unknown one says nothing: all zeros.
        """
        known = self._known(branch)
        if not known:
            return np.zeros(len(self._parts))
        share = self._shares[known].mean(axis=0)
        lift = np.log(share / self._usual)[self._parts]
        return np.where(self._none, 0.0, lift)

    def _known(self, branch: str) -> list[int]:
        names = branches_of(branch)
        if names:
            return [number for number, name in enumerate(self.names) if name in names]
        if self._like is None or not branch.strip():
            return []
        likeness = self._like.likeness([branch])[0]
        best = int(likeness.argmax())
        return [best] if likeness[best] >= LIKE_ENOUGH else []


def branches_of(activity: str) -> tuple[str, ...]:
    """Return the branches of an activity code such as "15.170-i"; none where it is unknown."""
    match = _ACTIVITY.fullmatch(activity)
    if not match:
        return ()
    group, number = int(match[1]), int(match[2])
    for row in rows("activities.csv"):
        if int(row["group"]) == group and int(row["first"]) <= number <= int(row["last"]):
            return tuple(row["branches"].split(";"))
    return ()
