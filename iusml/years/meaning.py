"""What descriptions mean, worked out once for all texts of a comparison."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from iusml.codes.suggester import Suggester, known_codes, load_suggester
from iusml.embedding.embedder import Embedder, Embeds
from iusml.normalise.catalogue import catalogue
from iusml.records import Report, WasteStream
from iusml.years.linking import Floats


class Meaning:
    """Vectors and probable waste codes of a set of texts."""

    def __init__(self, texts: Iterable[str], embeds: Embeds, suggester: Suggester) -> None:
        """Work out `texts`; no other text can be asked for."""
        unique = list(dict.fromkeys(texts))
        self._rows = {text: number for number, text in enumerate(unique)}
        self._codes = {code: number for number, code in enumerate(known_codes())}
        if unique:
            self._vectors = embeds.embed(unique, "stream")
            probable = suggester.probabilities(unique, self._vectors)
            self._probable = probable.astype(np.float32)

    def likeness(self, before: Sequence[str], after: Sequence[str]) -> Floats:
        """Cosines of vectors, shape (before, after). Raises KeyError for an unknown text."""
        ones, twos = self._of(before), self._of(after)
        return np.asarray(self._vectors[ones] @ self._vectors[twos].T, np.float64)

    def kinds(self, before: Sequence[str], after: Sequence[str]) -> Floats:
        """How far the probable codes are the same (0 to 1, Bhattacharyya), (before, after)."""
        ones, twos = self._of(before), self._of(after)
        roots = np.sqrt(self._probable[ones][:, :-1]), np.sqrt(self._probable[twos][:, :-1])
        return np.asarray(roots[0] @ roots[1].T, np.float64)

    def code_probability(self, text: str, code: str | None) -> float:
        """How probable `code` is for `text`; 0 where it is None or not in the list."""
        column = self._codes.get(code or "")
        return 0.0 if column is None else float(self._probable[self._rows[text], column])

    def _of(self, texts: Sequence[str]) -> list[int]:
        return [self._rows[text] for text in texts]


def meaning_of(reports: Iterable[Report], matcher: Path, threads: int = 0) -> Meaning:
    """Work out the streams of `reports` with the matcher in a folder. Raises ModelError."""
    embedder = Embedder(matcher, threads)
    texts = [text_of(stream) for report in reports for stream in report.waste_streams]
    return Meaning(texts, embedder, load_suggester(matcher, embedder))


def text_of(stream: WasteStream) -> str:
    """What a stream is called: its description, else the name of its code, else a blank."""
    if stream.description:
        return stream.description
    entry = catalogue().get(stream.ewc_code) if stream.ewc_code else None
    return entry.name if entry else " "
