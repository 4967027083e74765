"""Search waste streams by words and by meaning, as if the query were a receiver's need."""

import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from iusml.embedding.embedder import Vectors
from iusml.embedding.folder import Scorer
from iusml.matching.knowledge import Knowledge
from iusml.matching.matcher import Matcher, best
from iusml.matching.offers import fit
from iusml.matching.receivers import Need, Receiver
from iusml.matching.streams import Stream
from iusml.normalise.place import parse_municipality

CANDIDATES = 500
"""So many streams nearest in meaning, and as many by letters, are looked at closely."""
log = logging.getLogger(__name__)
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Filters:
    """What streams must be like; what is not given lets all through.

    A stream whose municipality, code, mass or year is not known does not pass a filter on it.
    """

    municipalities: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    least_kg: float | None = None
    most_kg: float | None = None
    years: tuple[int, ...] = ()
    direction: str | None = None

    def passes(self) -> Callable[[Stream], bool]:
        """Return the test of one stream."""
        places = {parse_municipality(name) or name for name in self.municipalities}
        wanted = Need(id="-", text="-", ewc_codes=self.codes)

        def passed(stream: Stream) -> bool:
            known = stream.mass_kg
            return (
                (not places or stream.municipality in places)
                and (not self.codes or bool(stream.code and fit(stream.code, wanted)))
                and (self.least_kg is None or (known is not None and known >= self.least_kg))
                and (self.most_kg is None or (known is not None and known <= self.most_kg))
                and (not self.years or stream.year in self.years)
                and (self.direction is None or stream.direction == self.direction)
            )

        return passed


@dataclass(frozen=True, slots=True)
class Hit:
    """A stream that was found; `score` (0 to 1) is high where words or meaning agree."""

    stream: Stream
    score: float


def search(
    query: str,
    streams: Sequence[Stream],
    vectors: Vectors,
    knowledge: Knowledge,
    scorer: Scorer,
    top_k: int,
) -> list[Hit]:
    """Return the `top_k` streams that fit `query` best, the best first.

    `vectors` are the streams', shape (streams, width). What the query's words shut out ("utan
    plast") is not found.
    """
    if not streams or not query.strip():
        return []
    need = Need(id="query", text=query, accepts_hazardous=True)
    asked = Receiver(id="query", name="query", needs=(need,))
    matcher = Matcher([asked], knowledge, scorer)
    meaning = vectors @ knowledge.embeds.embed([query], "need")[0]
    words = spelled_alike(query, [stream.description for stream in streams])
    near = np.unique(best(np.stack([meaning, words]), CANDIDATES))
    kept = [streams[place] for place in near]
    scored = matcher.score(kept, knowledge.of_streams(kept, vectors[near]))
    fits = np.where(scored.checked.content_allowed, scored.probabilities, 0.0)[:, 0]
    shared = np.where(scored.checked.content_allowed[:, 0], words[near], 0.0)
    # Either reason is enough: what is spelled alike, or what such a need could use. A few shared
    # letters say little, hence the square.
    total = np.asarray(1 - (1 - fits) * (1 - shared**2), np.float32)
    order = best(total[None, :], top_k)[0]
    return [Hit(kept[row], round(float(total[row]), 4)) for row in order if total[row] > 0]


def spelled_alike(query: str, texts: Sequence[str]) -> Floats:
    """Return the cosine of runs of three to five letters (TF-IDF), shape (texts,)."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    letters = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, dtype=np.float32
    )
    known = letters.fit_transform([*texts, query])
    return np.asarray((known[:-1] @ known[-1].T).toarray()[:, 0], np.float32)


def kept_vectors(
    path: Path, streams: Sequence[Stream], knowledge: Knowledge, model: str
) -> Vectors:
    """Return the vectors of `streams`, read from the file at `path` where it still fits.

    Else they are worked out and written there; `model` names what they come from. A folder that
    cannot be written costs time at the next search and nothing else.
    """
    texts = [stream.description for stream in streams]
    digest = hashlib.sha256("\0".join([model, *texts]).encode("utf-8")).hexdigest()
    try:
        with np.load(path, allow_pickle=False) as found:
            if str(found["digest"]) == digest:
                return np.asarray(found["vectors"], np.float32)
    except (OSError, ValueError, KeyError):
        log.info("no vectors are kept in %s yet", path.name)
    vectors = knowledge.embed(streams)
    try:
        with path.open("wb") as file:
            np.savez(file, digest=np.array(digest), vectors=vectors.astype(np.float16))
    except OSError as error:
        log.warning("vectors cannot be kept in %s: %s", path.name, error.strerror)
    return vectors
