from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from iusml.embedding.folder import Scorer
from iusml.matching.knowledge import Knowledge
from iusml.matching.search import Filters, Hit, kept_vectors, search, spelled_alike
from iusml.matching.streams import Stream

SPAN = Stream("a", "torrt spån", "030105", False, 4000.0, municipality="Helsingborg", year=2023)
STREAMS = [
    SPAN,
    replace(SPAN, id="b", description="spillolja", code="130205", municipality="Lund"),
    replace(SPAN, id="c", description="vassle", code="020501", year=2022, mass_kg=None),
    replace(SPAN, id="d", description="spån med plast", direction="received", code=None),
]
SCORER = Scorer(bias=-6.0, weights={"likeness": 8.0})


def found(query: str, knowledge: Knowledge, top_k: int = 10) -> list[Hit]:
    return search(query, STREAMS, knowledge.embed(STREAMS), knowledge, SCORER, top_k)


def test_words_and_meaning_find_streams(knowledge: Knowledge) -> None:
    hits = found("spån", knowledge)
    assert [hit.stream.id for hit in hits[:2]] == ["a", "d"]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 < hit.score <= 1 for hit in hits)
    assert len(found("spån", knowledge, 1)) == 1


def test_what_the_query_shuts_out_is_not_found(knowledge: Knowledge) -> None:
    assert "d" not in {hit.stream.id for hit in found("spån utan plast", knowledge)}


@pytest.mark.parametrize("query", ["", "   "])
def test_nothing_asked_nothing_found(knowledge: Knowledge, query: str) -> None:
    assert found(query, knowledge) == []
    assert search("spån", [], np.zeros((0, 64), np.float32), knowledge, SCORER, 5) == []


@pytest.mark.parametrize(
    ("filters", "passed"),
    [
        (Filters(), "abcd"),
        (Filters(municipalities=("helsingborgs kommun",)), "acd"),
        (Filters(codes=("03*", "130205")), "ab"),
        (Filters(least_kg=4000), "abd"),
        (Filters(most_kg=3999), ""),
        (Filters(years=(2022,)), "c"),
        (Filters(direction="received"), "d"),
    ],
)
def test_filters(filters: Filters, passed: str) -> None:
    assert [s.id for s in filter(filters.passes(), STREAMS)] == list(passed)


def test_words_that_share_letters_are_alike() -> None:
    alike = spelled_alike("kvävehaltigt vatten", ["kväverikt avloppsvatten", "metallskrot"])
    assert alike[0] > 0.1 > alike[1]


def test_vectors_are_kept_until_something_changes(knowledge: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "v.npz"
    first = kept_vectors(path, STREAMS, knowledge, "m")
    stamp = path.read_bytes()
    assert np.allclose(kept_vectors(path, STREAMS, knowledge, "m"), first, atol=1e-3)
    assert path.read_bytes() == stamp
    kept_vectors(path, STREAMS, knowledge, "other")
    assert path.read_bytes() != stamp
    path.write_bytes(b"broken")
    assert np.allclose(kept_vectors(path, STREAMS[:2], knowledge, "m"), first[:2])


def test_a_folder_that_cannot_be_written_stops_nothing(knowledge: Knowledge) -> None:
    path = Path("/proc/nowhere/v.npz")
    assert kept_vectors(path, STREAMS, knowledge, "m").shape == (4, 64)
