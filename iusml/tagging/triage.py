"""Which windows are worth the network: those whose own words may hold something labelled.

A third of a report's windows tell of permits, emissions and methods. Each distinct word of a
window, and its first and last letters, have a weight that was learned on labelled reports
(``python -m training.triage``); their sum over the root of their number is the window's score.
What the written rules mark is never left out, nor a name that signs a report: one name speaks too
softly among a hundred words of a last page. Words are known by a checksum alone: the file holds
no word, and several share a weight.
"""

import re
import zlib
from collections.abc import Callable, Iterator, KeysView, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from pathlib import Path

import numpy as np
import numpy.typing as npt

from iusml.document import Document
from iusml.errors import ModelError
from iusml.labels import TAG_ID
from iusml.models import TRIAGE
from iusml.tagging.decode import Scores
from iusml.tagging.tagger import Choose, Tagger
from iusml.tagging.windows import Window

SIZE = 2**15
"""How many weights there are."""
ENDS = (3, 4, 5, 6)
"""How many letters of a word's start and end are looked at."""
LETTERS = 30
_DIGIT = re.compile(r"\d")
_MONTH = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_YEAR = r"(?:19|20)\d\d"
_SIGNED = re.compile(
    rf"(?:{_YEAR}-\d\d-\d\d|(?:{_MONTH}) {_YEAR})[ ,./_…]*[A-ZÅÄÖ][\w-]+ [A-ZÅÄÖ][\w-]+"
)
"""A date with a name behind it."""


@dataclass(frozen=True, slots=True)
class WordWeights:
    """``triage.npz``: a weight for each checksum, shape (SIZE,).

    Windows with a score below `least` are left out.
    """

    weights: npt.NDArray[np.float16]
    least: float


class Triage:
    """Chooses the windows that a network runs on; `rules` mark words that are never left out."""

    def __init__(self, learned: WordWeights, rules: Tagger) -> None:
        self._least, self._rules = learned.least, rules
        self._of_word = _word_scorer(learned.weights)

    def choose(self, document: Document, windows: Sequence[Window]) -> list[Window]:
        """Return the windows that may hold a labelled word, in the same order."""
        sure = never_left_out(document, windows, self._rules.scores(document))
        return [
            one
            for one, kept in zip(windows, sure, strict=True)
            if kept or self.score(document, one) >= self._least
        ]

    def score(self, document: Document, window: Window) -> float:
        """How much the own words of `window` speak for a label in it."""
        total, count = 0.0, 0
        for word in distinct(document, window):
            weight, parts = self._of_word(word)
            total += weight
            count += parts
        return total / sqrt(count) if count else 0.0


def never_left_out(document: Document, windows: Sequence[Window], rules: Scores) -> list[bool]:
    """Say of each window whether rules mark a word of it, or somebody signs there."""
    marked = rules.argmax(axis=1) != TAG_ID["O"]
    return [
        bool(marked[one.start : one.end].any())
        or _SIGNED.search(" ".join(w.text for w in document.words[one.start : one.end])) is not None
        for one in windows
    ]


def distinct(document: Document, window: Window) -> KeysView[str]:
    """The own words of `window`, each once, in small letters and with 0 for every digit.

    In their order: sums of fractions taken in the order of a set would differ between processes.
    """
    words = (word.text[:LETTERS] for word in document.words[window.start : window.end])
    return dict.fromkeys(_DIGIT.sub("0", word.casefold()) for word in words).keys()


def hashed(word: str) -> list[int]:
    """The numbers of the weights of a word and of its ends."""
    return [zlib.crc32(part.encode("utf-8", "replace")) % SIZE for part in _parts(word)]


def _parts(word: str) -> Iterator[str]:
    yield f"={word}"
    for letters in ENDS:
        if len(word) > letters:
            yield f"<{word[:letters]}"
            yield f">{word[-letters:]}"


def _word_scorer(weights: npt.NDArray[np.float16]) -> Callable[[str], tuple[float, int]]:
    """Return a cached function from a word to the sum and the number of its weights."""

    @lru_cache(maxsize=100_000)
    def of_word(word: str) -> tuple[float, int]:
        found = weights[hashed(word)]
        return float(found.sum(dtype=np.float64)), len(found)

    return of_word


def chooser(folder: Path, rules: Tagger) -> Choose | None:
    """What chooses windows by the triage of a model folder, if it has one. Raises ModelError."""
    triage = open_triage(folder, rules)
    return triage.choose if triage else None


def open_triage(folder: Path, rules: Tagger) -> Triage | None:
    """Open the triage of a model folder; None where it has none. Raises ModelError."""
    path = folder / TRIAGE
    return Triage(read_weights(path), rules) if path.is_file() else None


def read_weights(path: Path) -> WordWeights:
    """Read ``triage.npz``. Raises ModelError where it is damaged or has another shape."""
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            learned = WordWeights(np.asarray(file["weights"], np.float16), float(file["least"]))
    except Exception as error:  # a damaged archive fails in many ways
        raise ModelError(f"{path} is damaged. Get the model folder again.") from error
    sound = np.isfinite(learned.weights).all() and np.isfinite(learned.least)
    if learned.weights.shape != (SIZE,) or not sound:
        raise ModelError(f"{path} does not fit this program. Get the model folder again.")
    return learned


def write_weights(path: Path, learned: WordWeights) -> None:
    """Write ``triage.npz``."""
    np.savez_compressed(path, weights=learned.weights, least=np.float64(learned.least))
