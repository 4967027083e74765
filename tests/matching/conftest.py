"""A catalogue, streams and a stand-in for the embedder."""

import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from iusml.embedding.folder import Kind
from iusml.matching.receivers import Receiver, load_receivers

WIDTH = 64
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
def catalogue_file(tmp_path: Path) -> Path:
    path = tmp_path / "receivers.yaml"
    path.write_text(CATALOGUE, "utf-8")
    return path


@pytest.fixture
def receivers(catalogue_file: Path) -> tuple[Receiver, ...]:
    return load_receivers(catalogue_file)
