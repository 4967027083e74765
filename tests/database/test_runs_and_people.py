"""Runs and decisions in any order: decisions stay, all else is what the last run said."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iusml.records import Report, WasteStream
from iusml.review import changes
from iusml.review.ledger import Change, write
from iusml.review.store import ReviewStore
from iusml.store.database import items as items_of
from iusml.store.database.agenda import agenda
from iusml.store.database.items import Item
from iusml.store.database.output import DatabaseOutput, report_id
from iusml.store.database.refresh import refresh
from iusml.store.database.truth import with_truth
from tests.plants import WASTES, plant, stream

KEY = report_id("bryggeriet.pdf")
FOUND = st.lists(
    st.tuples(
        st.integers(0, 3), st.integers(0, 8), st.sampled_from((4.0, 12.5)), st.integers(0, 9)
    ),
    max_size=6,
)
"""Streams of a run: which waste, on which line, how much, and how sure."""
DECISIONS = st.lists(
    st.tuples(st.sampled_from(("accept", "correct", "remove")), st.integers(0, 20)), max_size=3
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReviewStore]:
    """A database that keeps one report."""
    folder: Path = tmp_path_factory.mktemp("alla")
    store = ReviewStore(f"sqlite:///{folder / 'avfall.db'}")
    DatabaseOutput(store.address).write([plant()], "m")
    yield store
    store.close()


def run(found: list[tuple[int, int, float, int]]) -> Report:
    """A record with these streams."""
    report = plant()
    report.waste_streams = [
        stream(number, (*WASTES[waste][:2], tons), line)
        for number, (waste, line, tons, _) in enumerate(found)
    ]
    for one, (_, _, _, sure) in zip(report.waste_streams, found, strict=True):
        one.confidence.overall = sure / 10
    return report


def decided(item: Item, how: str, number: int) -> Item:
    if how == "correct":
        return changes.correct(item, "treatment", f"Väg {number}")
    return changes.accept(item) if how == "accept" else changes.remove(item)


def content(part: items_of.Part) -> str:
    """What a part says; its name and places follow the program's."""
    return part.model_dump_json(exclude={"id", "provenance"})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(runs=st.lists(st.tuples(FOUND, DECISIONS), max_size=4))
def test_any_order(
    desk: ReviewStore, runs: list[tuple[list[tuple[int, int, float, int]], list[tuple[str, int]]]]
) -> None:
    held: dict[str, tuple[str, str]] = {}
    with desk.writing() as connection:
        for found, decisions in runs:
            report = run(found)
            before = {item.id: item for item in items_of.load(connection, KEY)}
            after = refresh(connection, KEY, report, agenda(connection))
            kept = {item.id: item for item in items_of.load(connection, KEY)}
            assert kept == {item.id: item for item in after}
            assert {key: (content(kept[key].truth), kept[key].status) for key in held} == held
            # Every part of the record is one item, and untouched items are parts of it.
            said = [item.machine for item in after if item.machine is not None]
            assert sorted(map(repr, said)) == sorted(map(repr, parts(report)))
            for key, item in kept.items():
                assert item.untouched != (key in held)
                if key in before and before[key].truth != item.truth and key not in held:
                    assert item.version > before[key].version
            truth = with_truth(report, after)
            assert len({one.id for one in truth.waste_streams}) == len(truth.waste_streams)
            for number, (how, which) in enumerate(decisions):
                streams = [i for i in items_of.load(connection, KEY) if i.kind == "stream"]
                if streams:
                    item = decided(streams[which % len(streams)], how, number)
                    write(connection, Change("anna", "2026-01-02T03:04:05Z", how, [item]))
                    held[item.id] = content(item.truth), item.status
        connection.rollback()


def parts(report: Report) -> list[items_of.Part]:
    return [part for _, part in items_of.parts_of(report)]


def test_streams_are_told_apart() -> None:
    made = run([(0, 1, 4.0, 5), (0, 1, 4.0, 5)]).waste_streams
    assert all(isinstance(one, WasteStream) for one in made)
    assert made[0].id != made[1].id
