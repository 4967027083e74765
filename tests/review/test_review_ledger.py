"""Changes that are written: the tables after each, the lines they leave, how they are undone."""

import json
from typing import Any

import pytest
from sqlalchemy import event, select

from iusml.records import Provenance
from iusml.review import changes
from iusml.review.ledger import Change, ConflictError, NothingToUndoError, history, undo, write
from iusml.review.store import ReviewStore
from iusml.store.database import items as items_of
from iusml.store.database.items import Item
from iusml.store.database.output import DatabaseOutput, report_id
from iusml.store.database.review_schema import item_flows, items
from iusml.store.database.schema import contacts, reports, waste_streams
from iusml.store.database.truth import true_record
from tests.plants import plant

AT = "2026-01-02T03:04:05Z"
LATER = "2026-01-02T03:04:06Z"
KEY = report_id("bryggeriet.pdf")
NEW = "f" * 32


@pytest.fixture
def desk(store: ReviewStore) -> ReviewStore:
    """A database with one report."""
    DatabaseOutput(store.address).write([plant()], "m")
    return store


def load(desk: ReviewStore) -> list[Item]:
    with desk.reading() as connection:
        return items_of.load(connection, KEY)


def streams(desk: ReviewStore) -> list[Item]:
    found = [item for item in load(desk) if item.kind == "stream"]
    return sorted(found, key=lambda item: (item.position, item.id))


def decide(desk: ReviewStore, *changed: Item, action: str = "correct", who: str = "anna") -> str:
    with desk.writing() as connection:
        return write(connection, Change(who, AT, action, changed))


def take_back(desk: ReviewStore, who: str = "anna") -> tuple[str, tuple[str, ...]]:
    with desk.writing() as connection:
        return undo(connection, who, LATER)


def check_tables(desk: ReviewStore) -> None:
    """The flat tables and the items' own columns say what counts, cell by cell."""
    fresh = ReviewStore("sqlite:///jamfor.db")
    with desk.reading() as connection:
        report = true_record(connection, KEY)
        kept = list(connection.execute(select(items)).mappings())
        flows = sorted(connection.execute(select(item_flows)).all())
        tables = [connection.execute(query).all() for query in FLAT]
    with fresh.writing() as connection:
        for table in (item_flows, items, waste_streams, contacts, reports):
            connection.execute(table.delete())
    DatabaseOutput(fresh.address).write([report], "m")
    with fresh.reading() as connection:
        assert tables == [connection.execute(query).all() for query in FLAT]
        anew = {
            row["truth"]: row
            for row in connection.execute(select(items).order_by(items.c.id.desc())).mappings()
        }
        named = {row["id"]: row["truth"] for row in anew.values()}
        fresh_flows = {
            (named.get(key), flow) for key, flow in connection.execute(select(item_flows))
        }
    fresh.close()
    counted = [row for row in kept if row["status"] not in items_of.GONE]
    for row in counted:
        for name in ("title", "ewc_code", "mass_kg", "needs_review", "operator", "municipality",
                     "reporting_year", "doubt", "doubt_at", "source_path"):  # fmt: skip
            assert row[name] == anew[row["truth"]][name], name
        assert row["value"] == pytest.approx(anew[row["truth"]]["value"])
    truths = {row["id"]: row["truth"] for row in counted}
    assert {(truths[key], flow) for key, flow in flows if key in truths} == fresh_flows


FLAT = (
    select(waste_streams).order_by(waste_streams.c.position),
    select(contacts).order_by(contacts.c.position),
    select(reports.c.operator, reports.c.municipality, reports.c.reporting_year, reports.c.city),
)


def test_tables_after_each_kind_of_change(desk: ReviewStore) -> None:
    slam, papp, olja, _ = streams(desk)
    decide(desk, changes.correct(slam, "quantity", "13 ton"))
    check_tables(desk)
    decide(desk, changes.correct(papp, "ewc_code", "130208"))
    check_tables(desk)
    decide(desk, changes.remove(olja))
    check_tables(desk)
    slam, papp, olja, drav = streams(desk)
    halves = changes.split(drav, NEW, ("Drav", "Jäst"), ("100 ton", "40 ton"))
    decide(desk, *halves, action="split")
    check_tables(desk)
    decide(desk, *changes.join(slam, papp), action="join")
    check_tables(desk)
    facility, *people = sorted(
        (item for item in load(desk) if item.kind != "stream"), key=lambda item: item.position
    )
    decide(desk, changes.correct(facility, "operator", ""))
    check_tables(desk)
    decide(desk, *changes.move(people[0], "phone", people[1]), action="move")
    check_tables(desk)
    for _ in range(7):
        take_back(desk)
        check_tables(desk)
    with desk.reading() as connection:
        assert true_record(connection, KEY) == plant()
    with pytest.raises(NothingToUndoError):
        take_back(desk)


def test_a_change_of_a_long_report_writes_few_rows(desk: ReviewStore) -> None:
    DatabaseOutput(desk.address).write([plant(wastes=120)], "m")
    found, written = streams(desk), list[int]()

    def count(connection: object, cursor: Any, statement: str, rows: Any, *more: Any) -> None:
        if not statement.startswith(("SELECT", "SET", "BEGIN")):
            written.append(len(rows) if more[1] else 1)

    with desk.writing() as connection:
        event.listen(connection, "before_cursor_execute", count)
        write(connection, Change("anna", AT, "accept", [changes.accept(found[60])]))
        event.remove(connection, "before_cursor_execute", count)
    assert 4 <= sum(written) < 15
    check_tables(desk)


def test_lines_say_who_when_and_what(desk: ReviewStore) -> None:
    slam = streams(desk)[0]
    taken = [Provenance(page=2, bbox=(1, 2, 3, 4), text="Gasverket i Höganäs")]
    changed = changes.correct(slam, "receiver", "Gasverket i Höganäs", taken)
    with desk.writing() as connection:
        change_id = write(
            connection, Change("åsa", AT, "correct", [changed], reason="fel \x00 rad")
        )
    with desk.reading() as connection:
        lines = history(connection, slam.id)
    found = {line.field: line for line in lines}
    assert set(found) == {"receiver", "places"}
    line = found["receiver"]
    assert (line.who, line.at, line.action, line.version) == ("åsa", AT, "correct", 1)
    assert (json.loads(line.old), json.loads(line.new)) == ("Gasverket", "Gasverket i Höganäs")
    assert line.reason == "fel � rad"
    assert {one.change_id for one in lines} == {change_id}
    assert json.loads(found["places"].new)["receiver"][0]["page"] == 2
    with desk.reading() as connection:
        (row,) = connection.execute(select(items).where(items.c.id == slam.id))
    assert (row.decided_by, row.decided_at, row.version) == ("åsa", AT, 1)


@pytest.mark.parametrize(
    "text",
    ["'; DROP TABLE items; --", "Slam\x00från\x00silo", "%s %(a)s :a $1 {{ 7 }}", "\\", "\ud83d",
     "Ȧ" * 2000, "\U0001f600\u202e\ufffe", "<script>alert(1)</script>"],
    ids=range(8),
)  # fmt: skip
def test_hostile_texts(desk: ReviewStore, text: str) -> None:
    slam = streams(desk)[0]
    (facility,) = [item for item in load(desk) if item.kind == "facility"]
    place = Provenance(page=1, bbox=None, text=text.replace("\ud83d", "?"))
    with desk.writing() as connection:
        for item, field in ((slam, "description"), (facility, "operator")):
            changed = changes.correct(item, field, text, [place])
            write(connection, Change("anna", AT, "correct", [changed], reason=text[:9]))
    check_tables(desk)
    with desk.reading() as connection:
        told = true_record(connection, KEY)
        line = next(one for one in history(connection, slam.id) if one.field == "description")
    assert told.waste_streams[0].description == json.loads(line.new)
    take_back(desk)
    take_back(desk)
    with desk.reading() as connection:
        assert true_record(connection, KEY) == plant()


def test_who_comes_late_writes_nothing(desk: ReviewStore) -> None:
    slam, papp, *_ = streams(desk)
    decide(desk, changes.accept(slam), who="anna")
    before = load(desk)
    with pytest.raises(ConflictError) as told:
        decide(desk, changes.remove(papp), changes.remove(slam), who="bo")
    assert told.value.ids == (slam.id,)
    assert load(desk) == before
    with desk.reading() as connection:
        assert history(connection, papp.id) == []
    decide(desk, changes.remove(papp), who="bo")


def test_who_saw_what_the_program_has_changed_since_decides_nothing(desk: ReviewStore) -> None:
    slam, papp, *_ = streams(desk)
    later = plant()
    later.waste_streams[0].treatment = "Förbränning"
    del later.waste_streams[1]
    DatabaseOutput(desk.address).write([later], "m")
    for item in (slam, papp):
        with pytest.raises(ConflictError):
            decide(desk, changes.accept(item))


def test_what_changes_nothing_leaves_no_line(desk: ReviewStore) -> None:
    decide(desk, changes.accept(streams(desk)[0]))
    before = load(desk)
    decide(desk, changes.accept(streams(desk)[0]), who="bo")
    assert load(desk) == before
    with pytest.raises(NothingToUndoError):
        take_back(desk, "bo")


def test_undoing_needs_that_nobody_came_after(desk: ReviewStore) -> None:
    slam = streams(desk)[0]
    decide(desk, changes.correct(slam, "treatment", "Biogas"), who="anna")
    decide(desk, changes.accept(streams(desk)[0]), who="bo")
    with pytest.raises(ConflictError):
        take_back(desk, "anna")
    take_back(desk, "bo")
    assert take_back(desk, "anna") == (KEY, (slam.id,))
    found = streams(desk)[0]
    assert (found.truth, found.status, found.places) == (slam.truth, "open", {})
    with desk.reading() as connection:
        lines: list[Any] = history(connection, slam.id)
    assert [line.action for line in lines if line.field == "treatment"] == ["undo", "correct"]
    assert {line.undoes for line in lines if line.action == "correct"} == {None}


def test_an_undone_item_follows_the_program_again(desk: ReviewStore) -> None:
    slam = streams(desk)[0]
    decide(desk, changes.correct(slam, "treatment", "Biogas"))
    later = plant()
    later.waste_streams[0].treatment = "Förbränning"
    DatabaseOutput(desk.address).write([later], "m")
    take_back(desk)
    with desk.reading() as connection:
        assert true_record(connection, KEY) == later
    later.waste_streams[0].treatment = "Deponi"
    DatabaseOutput(desk.address).write([later], "m")
    with desk.reading() as connection:
        assert true_record(connection, KEY) == later


def test_an_undone_half_does_not_swallow_what_a_run_finds(desk: ReviewStore) -> None:
    drav = streams(desk)[3]
    decide(desk, *changes.split(drav, NEW, ("Drav", "Jäst"), ("100 ton", "40 ton")))
    assert len(streams(desk)) == 5
    take_back(desk)
    assert [item.id for item in streams(desk)].count(NEW) == 0
    later = plant()
    later.waste_streams.append(
        later.waste_streams[3].model_copy(update={"id": "x", "description": "Jäst"})
    )
    DatabaseOutput(desk.address).write([later], "m")
    with desk.reading() as connection:
        assert true_record(connection, KEY) == later


def test_a_change_as_the_program_makes_it_later_can_be_undone(desk: ReviewStore) -> None:
    slam = streams(desk)[0]
    decide(desk, changes.correct(slam, "treatment", "Biogas"))
    later = plant()
    later.waste_streams[0].treatment = "Biogas"
    DatabaseOutput(desk.address).write([later], "m")
    take_back(desk)
    with pytest.raises(NothingToUndoError):
        take_back(desk)
