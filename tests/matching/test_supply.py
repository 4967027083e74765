from dataclasses import replace
from pathlib import Path

import pytest

from iusml.embedding.folder import Scorer
from iusml.matching.knowledge import Knowledge
from iusml.matching.matcher import Matcher
from iusml.matching.places import Place
from iusml.matching.receivers import Receiver, load_receivers
from iusml.matching.streams import Stream, newest
from iusml.matching.supply import supplies

NEAR, FAR = Place(56.05, 12.72), Place(57.7, 11.97)
SPAN = Stream("a", "torrt spån", "030105", False, 4000.0, NEAR, plant="a", year=2023)
STREAMS = [
    SPAN,
    replace(SPAN, id="b", plant="b", mass_kg=6000.0),
    replace(SPAN, id="c", plant="b", mass_kg=None, code=None),
    replace(SPAN, id="far", plant="d", place=FAR),
    replace(SPAN, id="nowhere", plant="e", place=None),
    replace(SPAN, id="wrong", plant="f", code="170204", hazardous=True),
]


@pytest.fixture
def matcher(receivers: tuple[Receiver, ...], knowledge: Knowledge) -> Matcher:
    return Matcher(receivers, knowledge, Scorer(bias=-3.0, weights={"likeness": 8.0}))


def test_plants_around_a_receiver_are_summed(matcher: Matcher) -> None:
    found = [s for s in supplies(matcher, STREAMS) if s.offer.need.id == "strohagen-1"]
    assert [(s.code, s.plants, s.mass_kg, s.unweighed) for s in found] == [
        ("030105", 2, 10_000.0, 1)
    ]
    assert {part.stream.id for part in found[0].parts} == {"a", "b", "c"}
    assert [part.likely for part in found[0].parts] == [False, False, True]
    told = found[0].sentence(25)
    assert told == "2 anläggningar inom 25 km ger 10 t om året, och 1 flöden med okänd mängd"


def test_the_receivers_own_waste_is_no_supply(matcher: Matcher) -> None:
    own = replace(SPAN, operator="Ströhagen Djur AB", municipality="Helsingborg")
    found = [s for s in supplies(matcher, [own]) if s.offer.receiver.id == "strohagen"]
    assert found == []


def test_a_smaller_radius_holds_less(matcher: Matcher) -> None:
    assert not [s for s in supplies(matcher, STREAMS, 0.5) if s.offer.need.id == "strohagen-1"]


def test_what_is_too_little_alone_may_do_together(knowledge: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(
        "receivers:\n- id: r\n  name: R\n  coordinates: {lat: 56.05, lon: 12.7}\n"
        "  needs:\n  - {id: n, text: torrt spån, min_mass_kg: 9000}\n",
        "utf-8",
    )
    matcher = Matcher(load_receivers(path), knowledge, Scorer(bias=-3.0, weights={"likeness": 8.0}))
    assert not any(one.matches for one in matcher.rank(STREAMS[:2], 5))
    (found,) = supplies(matcher, STREAMS[:2])
    assert found.sentence(25).endswith("ger 10 t om året; når mottagarens minsta mängd 9 t")
    (alone,) = supplies(matcher, STREAMS[:1])
    assert "1 anläggning inom 25 km ger 4 t om året; når inte" in alone.sentence(25)


def test_unknown_amounts_are_no_sum(matcher: Matcher) -> None:
    unknown = [s for s in supplies(matcher, [STREAMS[2]]) if s.offer.need.id == "strohagen-1"]
    assert unknown[0].sentence(25) == "1 anläggning inom 25 km, mängden okänd"


def test_the_latest_year_of_each_plant_counts() -> None:
    before = [replace(SPAN, id="old", year=2022), SPAN, replace(SPAN, id="x", plant="x", year=None)]
    assert [stream.id for stream in newest(before)] == ["a", "x"]
