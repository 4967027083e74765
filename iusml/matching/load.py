"""Load a matcher from its folder."""

from collections.abc import Sequence
from pathlib import Path

from iusml.codes.suggester import HEAD, load_head
from iusml.embedding.embedder import Embedder
from iusml.embedding.folder import open_matcher
from iusml.matching.matcher import Matcher
from iusml.matching.receivers import Receiver


def load_matcher(path: Path, receivers: Sequence[Receiver], threads: int = 0) -> Matcher:
    """Return what ranks the needs of `receivers`. Raises ModelError."""
    embedder = Embedder(path, threads)
    return Matcher(receivers, embedder, load_head(path / HEAD), open_matcher(path).pairs)
