"""Load a matcher from its folder."""

from collections.abc import Sequence
from pathlib import Path

from iusml.codes.suggester import load_suggester
from iusml.embedding.embedder import Embedder
from iusml.embedding.folder import open_matcher
from iusml.matching.knowledge import Knowledge
from iusml.matching.known_needs import load_known_needs
from iusml.matching.matcher import Matcher
from iusml.matching.receivers import Receiver


def load_matcher(path: Path, receivers: Sequence[Receiver], threads: int = 0) -> Matcher:
    """Return what ranks the needs of `receivers`. Raises ModelError."""
    return Matcher(receivers, load_knowledge(path, threads), open_matcher(path).pairs)


def load_knowledge(path: Path, threads: int = 0) -> Knowledge:
    """Return what the matcher in the folder `path` knows. Raises ModelError."""
    embedder = Embedder(path, threads)
    return Knowledge(embedder, load_suggester(path, embedder), load_known_needs(path))
