"""A catalogue, streams and a stand-in for the embedder."""

import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from iusml.codes.branches import Branches
from iusml.codes.neighbours import code_neighbours
from iusml.codes.phrases import Phrase
from iusml.codes.suggester import Head, Suggester, known_codes
from iusml.embedding.folder import Blend, Kind
from iusml.matching.knowledge import Knowledge
from iusml.matching.known_needs import KnownNeed, KnownNeeds, learned_of
from iusml.matching.receivers import Receiver, load_receivers

WIDTH = 64
PHRASES = [
    Phrase("torrt spån", ("030105",)), Phrase("spån ur hyvel", ("030105",)),
    Phrase("spillolja", ("130205",)), Phrase("spillolja motor", ("130205", "130208")),
]  # fmt: skip
NEEDS = [
    KnownNeed("Spån som strö åt kor", ("kutterspån", "hyvelspån"), ("flis",)),
    KnownNeed("Använd olja som raffineras", ("motorolja", "spillolja"), ()),
]
CATALOGUE = """\
receivers:
  - id: strohagen
    name: Ströhagen Djur AB
    municipality: Helsingborg
    coordinates: {lat: 56.05, lon: 12.70}
    needs:
      - id: strohagen-1
        text: Torrt spån till strö, fritt från lim
        ewc_codes: ["0301*"]
        max_distance_km: 50
      - id: strohagen-2
        text: Halm i balar
  - id: oljan
    name: Oljan i Ängelholm AB
    municipality: Ängelholm
    needs:
      - id: oljan-1
        text: Spillolja för ny användning
        accepts_hazardous: true
        ewc_codes: ["130205", "130208"]
        min_mass_kg: 1000
        max_mass_kg: 50000
"""


class Letters:
    """Embeds runs of three letters: texts that share letters are alike."""

    def embed(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        found = np.zeros((len(texts), WIDTH), np.float32)
        for row, text in enumerate(texts):
            padded = f"  {text.lower()}  "
            for start in range(len(padded) - 2):
                found[row, zlib.crc32(padded[start : start + 3].encode()) % WIDTH] += 1
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


@pytest.fixture
def letters() -> Letters:
    return Letters()


@pytest.fixture
def knowledge(letters: Letters) -> Knowledge:
    codes = known_codes()
    head = Head(np.ones((WIDTH, len(codes)), np.float32), np.zeros(len(codes), np.float32))
    suggester = Suggester(
        (code_neighbours(PHRASES, codes), Branches(PHRASES, codes)), head, letters, Blend()
    )
    kinds = np.zeros((len(NEEDS), len(codes) - 1), np.float32)
    kinds[[0, 1], [codes.index("030105"), codes.index("130205")]] = 1
    vectors = letters.embed([need.text for need in NEEDS], "need")
    return Knowledge(letters, suggester, KnownNeeds(NEEDS, learned_of(vectors, kinds)))


@pytest.fixture
def catalogue_file(tmp_path: Path) -> Path:
    path = tmp_path / "receivers.yaml"
    path.write_text(CATALOGUE, "utf-8")
    return path


@pytest.fixture
def receivers(catalogue_file: Path) -> tuple[Receiver, ...]:
    return load_receivers(catalogue_file)
