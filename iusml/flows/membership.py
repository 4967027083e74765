"""Which flow a description without a code belongs to, by what its words mean.

The probability of a flow is that of all its codes together, as the suggester of codes gives them.
That sum is surer of itself than it should be: a scale, the same for every list of codes, makes it
a probability that holds. It was fitted on train reports and lists of codes drawn by chance, so a
city's own list is judged as the shipped ones are.

What train reports call their waste (`iusml/data/report_wastes.csv.xz`) votes here beside the
matcher's descriptions, and here alone: suggestions and matches stay those of the model folder.
"""

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from iusml.codes.phrases import Phrase, load_phrases
from iusml.codes.suggester import Suggester, load_suggester
from iusml.embedding.embedder import Embeds, Vectors
from iusml.flows.lists import Flow
from iusml.normalise.catalogue import catalogue

BELONGS: Final = 0.3
"""From this probability on a description joins a flow; chosen on train and dev reports."""
SLOPE, SHIFT = 0.54, -0.62
"""Log odds of a flow are `SLOPE` times those of the sum and `SHIFT`: `benchmarks.flow_membership`
fits them."""
_TWICE: Final = 2
"""So often a waste of train reports votes: it is worded as reports word theirs."""
_EDGE: Final = 1e-9
Floats = NDArray[np.float64]


class FlowJudge:
    """Says of descriptions to which of some flows they belong."""

    def __init__(self, suggester: Suggester, flows: Sequence[Flow]) -> None:
        entries = catalogue().entries
        self.suggester = suggester
        self._held = np.array([[flow.holds(e.code) for flow in flows] for e in entries], float)

    def probabilities(self, texts: Sequence[str], vectors: Vectors | None = None) -> Floats:
        """Return the probability that each text is of each flow, shape (texts, flows).

        `vectors` are the texts' as streams, where they are known already. A blank text belongs to
        no flow.
        """
        blank = np.array([not text.strip() for text in texts], bool)
        if blank.all():
            return np.zeros((len(texts), self._held.shape[1]))
        shown = [text if text.strip() else " " for text in texts]
        codes = self.suggester.probabilities(shown, vectors)
        found = calibrated(log_odds(codes[:, :-1] @ self._held))
        found[blank] = 0.0
        return found

    def belongs(self, probabilities: Floats) -> NDArray[np.bool_]:
        """Return which of them are enough to join, the same shape."""
        return np.asarray(probabilities >= BELONGS)


def load_judge(
    matcher: Path,
    flows: Sequence[Flow],
    embedder: Embeds | None = None,
    wastes: Sequence[Phrase] | None = None,
) -> FlowJudge:
    """Load a judge of `flows` from a matcher's folder. Raises ModelError.

    `embedder` is the folder's, where it is loaded already; `wastes` vote instead of those of all
    train reports.
    """
    chosen = report_wastes() if wastes is None else wastes
    return FlowJudge(load_suggester(matcher, embedder, more=[*chosen] * _TWICE), flows)


def report_wastes() -> list[Phrase]:
    """What train reports call their waste, with the codes that they print."""
    shipped = resources.files("iusml").joinpath("data", "report_wastes.csv.xz")
    with resources.as_file(shipped) as path:
        return load_phrases(path)


def log_odds(sums: Floats) -> Floats:
    """The log odds of sums of probabilities, kept from the ends."""
    kept = np.clip(sums, _EDGE, 1 - _EDGE)
    return np.asarray(np.log(kept) - np.log1p(-kept), np.float64)


def calibrated(odds: Floats) -> Floats:
    """The probabilities that log odds of sums stand for."""
    return np.asarray(1 / (1 + np.exp(-(SLOPE * odds + SHIFT))), np.float64)
