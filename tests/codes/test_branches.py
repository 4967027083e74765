from pathlib import Path

import numpy as np
import pytest

from iusml.codes.branches import Branches, branches_of
from iusml.codes.phrases import NONE, Phrase, load_phrases
from iusml.codes.suggester import PHRASES as PHRASES_FILE
from iusml.codes.suggester import known_codes
from iusml.normalise._data import rows
from iusml.settings import default_matcher

CODES = known_codes()
PHRASES = [
    Phrase("vassle", ("020501",), "Mejeri och ost"),
    Phrase("gränsmjölk", ("020501",), "Mejeri och ost"),
    Phrase("CIP-lut", ("060204",), "Mejeri och ost"),
    Phrase("formsand", ("100908",), "Järngjuteri"),
    Phrase("skänkslagg", ("100903",), "Järngjuteri"),
    Phrase("wellpapp", ("150101",)),
    Phrase("antal", (NONE,)),
]


@pytest.fixture
def branches() -> Branches:
    return Branches(PHRASES, CODES)


@pytest.mark.parametrize("said", ["15.170-i", "15.180 B", "Mejeriet", "mejeri"])
def test_a_branch_lifts_its_own_waste(branches: Branches, said: str) -> None:
    lift = branches.lift(said)
    assert lift[CODES.index("020501")] > 0 > lift[CODES.index("100908")]
    assert lift[CODES.index("020502")] == lift[CODES.index("020501")]
    assert lift[-1] == 0


@pytest.mark.parametrize("said", ["", "99.10", "Zoo", "7.7"])
def test_an_unknown_branch_says_nothing(branches: Branches, said: str) -> None:
    assert not branches.lift(said).any()


def test_none_is_known_without_labels() -> None:
    assert np.array_equal(Branches([], CODES).lift("Mejeri"), np.zeros(len(CODES)))


@pytest.mark.parametrize(
    ("code", "branch"),
    [
        ("90.10 B", "Avloppsreningsverk"), ("1.11", "Djurhållning och växthus"),
        ("27.40-i", "Järngjuteri"),
    ],
)  # fmt: skip
def test_activity_codes_are_read(code: str, branch: str) -> None:
    assert branch in branches_of(code)


def test_every_shipped_activity_has_branches_with_labels() -> None:
    known = {p.branch for p in load_phrases(Path(default_matcher()) / PHRASES_FILE)}
    for row in rows("activities.csv"):
        assert set(row["branches"].split(";")) <= known, row
        assert int(row["first"]) <= int(row["last"])
