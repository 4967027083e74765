"""A suggester of a few descriptions."""

import zlib
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from iusml.codes.branches import Branches
from iusml.codes.neighbours import code_neighbours
from iusml.codes.phrases import NONE, Phrase
from iusml.codes.suggester import Head, Suggester, known_codes
from iusml.embedding.folder import Blend, Kind

CODES = known_codes()
PHRASES = [
    Phrase("kutterspån", ("030105",)),
    Phrase("sågspån", ("030105",)),
    Phrase("spillolja motor", ("130205", "130208")),
    Phrase("motorolja", ("130205",)),
    Phrase("wellpapp", ("150101",)),
    Phrase("kartong och wellpapp", ("150101",)),
    Phrase("slam", ("020502",), "Mejeri och ost"),
    Phrase("slam ur kvarn", ("010409",), "Gruva och anrikning"),
    Phrase("antal anställda", (NONE,)),
    Phrase("antal anställda män", (NONE,)),
]


class Words:
    """Every text is a word of its own."""

    def embed(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        found = np.zeros((len(texts), 8), np.float32)
        for row, text in enumerate(texts):
            found[row, zlib.crc32(text.encode()) % 8] = 1
        return found


@pytest.fixture
def suggester() -> Suggester:
    head = Head(np.zeros((8, len(CODES)), np.float32), np.zeros(len(CODES), np.float32))
    evidence = code_neighbours(PHRASES, CODES), Branches(PHRASES, CODES)
    return Suggester(evidence, head, Words(), Blend(letters=1, branch=20, none_from=0.5))
