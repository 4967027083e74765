"""Matches of runs in the database: kept once, carried on over years, without who is forgotten."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from iusml.errors import InputError
from iusml.review.follow_up import write
from iusml.review.privacy.forget import forget
from iusml.review.store import ReviewStore
from iusml.store.database import migrate
from iusml.store.database.follow_up import read_matches, read_progress, register_matches
from iusml.store.database.output import open_database
from iusml.store.follow_up import FollowedStream, FollowUpState, Match, Pair, Step, carry_on
from iusml.store.readers import read_records
from tests.databases import Rename

SLUDGE = FollowedStream(
    id="s22", plant="1283-114", operator="Exempel Livs AB", municipality="Helsingborg",
    description="Slam från fettavskiljare", ewc_code="020204", year=2022, path="a.pdf", page=7,
)  # fmt: skip
NEXT = replace(SLUDGE, id="s23", year=2023, path="b.pdf", description="SLAM  från Fettavskiljare")
PAIR = Pair(SLUDGE, "food_residues", "nordgas", "Nordgas Påhitt AB", "n1", "Slam till rötning", 0.9)


def tell(url: str, state: FollowUpState, need: str = "n1") -> None:
    """Let somebody write how far a match has come."""
    store = ReviewStore(url)
    (match,) = (one for one in read_matches(url) if one.need_id == need)
    with store.writing() as connection:
        step = Step(state=state, at="2025-03-04T08:00:00Z", who="anna")
        assert write(connection, match.id, match.step.version, step)
    store.close()


def rows(url: str, table: str) -> list[tuple[object, ...]]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))]
    engine.dispose()
    return sorted(found, key=repr)


def states(url: str) -> dict[tuple[str, str], str | None]:
    """The state of each match that people work on."""
    return {pair: known.step.state for pair, known in read_progress(url).items()}


def test_an_older_database_is_brought_up_with_its_records(
    url: str, named: Rename, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    third = tmp_path / "third"
    shutil.copytree(migrate.FOLDER, third, ignore=shutil.ignore_patterns("__py*", "v0004*"))
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "FOLDER", third)
        open_database(url).write([named("a.pdf")], "m")
        assert read_matches(url) == []
        assert read_progress(url) == {}
    before = rows(url, "reports")
    assert register_matches(url, [PAIR]).new == 1
    assert rows(url, "reports") == before
    assert list(read_records(url)) == [named("a.pdf")]
    (match,) = read_matches(url)
    assert match.stream == replace(SLUDGE, sha256="0" * 64)
    assert (match.state, match.step.version, match.score) == (None, 0, 0.9)


def test_the_same_run_again_changes_nothing(url: str) -> None:
    other = replace(PAIR, need_id="n2", score=0.4)
    assert register_matches(url, [PAIR, other, PAIR]).new == 2
    tell(url, "talk")
    before = [rows(url, table) for table in ("matches", "match_streams", "follow_ups")]
    again = register_matches(url, [replace(PAIR, score=0.1), other])
    assert (again.new, again.carried, again.without) == (0, 0, ())
    assert before == [rows(url, table) for table in ("matches", "match_streams", "follow_ups")]
    assert states(url) == {("s22", "n1"): "talk"}


def test_next_years_stream_carries_the_match_on(url: str) -> None:
    register_matches(url, [PAIR, replace(PAIR, need_id="n2")])
    tell(url, "trial")
    kept = register_matches(url, [replace(PAIR, stream=NEXT, score=0.7)])
    assert (kept.new, kept.carried, kept.without) == (0, 1, ())
    assert states(url) == {("s22", "n1"): "trial", ("s23", "n1"): "trial"}
    first, second = sorted(read_matches(url), key=lambda one: one.need_id)
    assert (first.stream, first.stream_ids, first.score) == (NEXT, ("s22", "s23"), 0.7)
    # Nobody took up the other one, and this year it is not suggested.
    assert second.stream_ids == ("s22",)
    assert [row[2] for row in rows(url, "match_streams")].count("s22") == 2
    assert register_matches(url, [replace(PAIR, stream=NEXT)]).carried == 0


def test_a_match_whose_stream_is_not_found_again_is_named(sqlite: str) -> None:
    register_matches(sqlite, [PAIR])
    assert register_matches(sqlite, [], [NEXT]).carried == 0
    tell(sqlite, "running")
    renamed = replace(NEXT, id="s23x", description="Fettslam")
    kept = register_matches(sqlite, [replace(PAIR, stream=renamed)], [renamed])
    assert (kept.new, kept.carried) == (1, 0)
    assert [match.stream.id for match in kept.without] == ["s22"]
    assert register_matches(sqlite, [], [NEXT]).carried == 1
    worked_on = [one for one in read_matches(sqlite) if one.state]
    assert [one.stream.id for one in worked_on] == ["s23"]


def match(stream: FollowedStream, **more: object) -> Match:
    told = Match(
        "m1", "food_residues", "nordgas", "Nordgas", "n1", "Slam", 0.9, stream, (stream.id,), Step()
    )
    return replace(told, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("streams", "found"),
    [
        ([NEXT], "s23"),
        ([replace(NEXT, year=2022)], "s23"),
        ([replace(NEXT, ewc_code=None)], "s23"),
        ([NEXT, replace(NEXT, id="s24", description="Annat slam")], "s23"),
        ([NEXT, replace(NEXT, id="s24")], None),
        ([replace(NEXT, ewc_code="190809")], None),
        ([replace(NEXT, description="Fettslam")], None),
        ([replace(NEXT, plant="1283-115")], None),
        ([replace(NEXT, year=2021)], None),
        ([], None),
    ],
)
def test_only_what_is_certain_is_carried_on(
    streams: list[FollowedStream], found: str | None
) -> None:
    old = match(SLUDGE)
    carried = carry_on([old], streams)
    assert {key: stream.id for key, stream in carried.on.items()} == (
        {"m1": found} if found else {}
    )
    assert carried.without == (() if found else (old,))


def test_two_matches_never_share_a_new_stream() -> None:
    twin = match(replace(SLUDGE, id="s22b"), id="m2", stream_ids=("s22b",))
    assert carry_on([match(SLUDGE), twin], [NEXT]).on == {}
    other_need = replace(twin, need_id="n2")
    assert set(carry_on([match(SLUDGE), other_need], [NEXT]).on) == {"m1", "m2"}
    owner = match(NEXT, id="m3", stream_ids=("s23",))
    assert carry_on([match(SLUDGE), owner], [NEXT]).on == {}


def test_a_stream_that_is_there_needs_no_other() -> None:
    carried = carry_on([match(SLUDGE)], [SLUDGE, NEXT])
    assert (carried.on, carried.without) == ({}, ())


def test_who_is_forgotten_does_not_come_with_a_run(sqlite: str) -> None:
    open_database(sqlite)
    store = ReviewStore(sqlite)
    with store.writing() as connection:
        forget(connection, "Åsa Öberg")
    store.close()
    firm = replace(SLUDGE, operator="Åsa Öberg", plant="asa oberg slakteri")
    register_matches(sqlite, [replace(PAIR, stream=firm, receiver_name="Öberg, Åsa")])
    (kept,) = read_matches(sqlite)
    assert (kept.stream.operator, kept.receiver_name) == ("[borttaget]", "[borttaget]")
    assert kept.stream.plant == "[borttaget] slakteri"


def test_texts_that_a_server_refuses(url: str) -> None:
    evil = replace(SLUDGE, description="Slam\x00", operator="Å\x00")
    assert register_matches(url, [replace(PAIR, stream=evil)]).new == 1
    assert register_matches(url, [replace(PAIR, stream=evil)]).new == 0
    assert read_matches(url)[0].stream.description == "Slam\ufffd"


def test_no_database(sqlite: str) -> None:
    with pytest.raises(InputError, match="does not exist"):
        read_progress(sqlite)
    assert not Path("avfall.db").exists()
