"""Any row of changes: its lines tell the whole history, and undoing them all restores the items."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iusml.records import Provenance
from iusml.review import changes
from iusml.review.fields import RefusedValueError, fields_of
from iusml.review.ledger import Change, history, undo, write
from iusml.review.store import ReviewStore
from iusml.store.database import items as items_of
from iusml.store.database.items import PARTS, Item
from iusml.store.database.output import DatabaseOutput, report_id
from tests.plants import plant

KEY = report_id("bryggeriet.pdf")
TAKEN = [Provenance(page=1, bbox=(1.5, 2.25, 3, 4), text="Återvinning")]
TEXTS = (
    "", "Återvinning", "02 02 04", "130205*", "12,5 ton", "300 kg", "2021: 3 t; 2022: -", "R3",
    "received", "2022", "Lund", "asa@exempel.se", "031-390 06 42", "252 25", "56.05, 12.70",
)  # fmt: skip
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("accept", "correct", "remove", "reopen", "split", "join", "move")),
        st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.sampled_from(TEXTS),
        st.booleans(),
    ),
    max_size=8,
)  # fmt: skip
Step = tuple[str, int, int, int, str, bool]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReviewStore]:
    """A database that keeps one report."""
    path = tmp_path_factory.mktemp("alla") / "avfall.db"
    store = ReviewStore(f"sqlite:///{Path(path)}")
    DatabaseOutput(store.address).write([plant()], "m")
    yield store
    store.close()


def changed(found: list[Item], step: Step, number: int) -> list[Item]:
    """What a step makes of the items. Raises RefusedValueError."""
    action, one, two, field, text, taken = step
    item, other = found[one % len(found)], found[two % len(found)]
    fields = fields_of(item.truth)
    name = fields[field % len(fields)]
    if action == "correct":
        return [changes.correct(item, name, text, TAKEN if taken else ())]
    if action == "split":
        return list(changes.split(item, f"{number:032d}", ("Ena", "Andra"), (text, "2 ton")))
    if action == "join":
        return list(changes.join(item, other))
    if action == "move":
        return list(changes.move(item, name, other))
    simple = {"accept": changes.accept, "remove": changes.remove, "reopen": changes.reopen}
    return [simple[action](item)]


def replayed(item: Item | None, lines: list[Any]) -> Item | None:
    """An item as its lines, the oldest first, make it."""
    for line in lines:
        new: Any = json.loads(line.new) if line.new is not None else None
        if line.field == "item":
            truth = PARTS["stream"].model_validate(new) if new else None
            item = Item(line.item_id, KEY, "stream", 0, None, truth) if truth else None
            continue
        assert item is not None
        if line.field == "status":
            item = replace(item, status=new)
        elif line.field == "places":
            item = replace(item, places=items_of.PLACES_JSON.validate_python(new))
        else:
            fields = {**item.truth.model_dump(mode="json"), line.field: new}
            item = replace(item, truth=PARTS[item.kind].model_validate(fields))
    return item


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS)
def test_history_and_undoing(desk: ReviewStore, steps: list[Step]) -> None:
    with desk.writing() as connection:
        at_first = {item.id: item for item in items_of.load(connection, KEY)}
        written = 0
        for number, step in enumerate(steps):
            found = items_of.load(connection, KEY)
            try:
                after = changed(found, step, number)
            except RefusedValueError:
                continue
            done = write(connection, Change("anna", "2026-01-02T03:04:05Z", step[0], after))
            lines = [line for item in after for line in history(connection, item.id)]
            written += any(line.change_id == done for line in lines)
        now = {item.id: item for item in items_of.load(connection, KEY)}
        for key, item in now.items():
            lines = history(connection, key)[::-1]
            told = replayed(at_first.get(key), lines)
            assert told is not None
            same = (told.truth, told.status, told.places)
            assert same == (item.truth, item.status, item.places)
        for _ in range(written):
            undo(connection, "anna", "2026-01-02T03:04:06Z")
        restored = {item.id: item for item in items_of.load(connection, KEY)}
        assert {k: replace(i, version=0) for k, i in restored.items()} == at_first
        assert all(item.untouched for item in restored.values())
        connection.rollback()
