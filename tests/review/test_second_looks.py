"""Blind second looks: who is given what, that nothing leaks or changes, and how far two agree."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from iusml.review import changes
from iusml.review.ledger import Change, ConflictError, write
from iusml.review.second import (
    Agreement,
    NoSecondLookError,
    agreement,
    answer,
    chosen,
    open_look,
    set_share,
    share,
    waiting,
)
from iusml.review.store import ReviewStore
from iusml.store.database import items as items_of
from iusml.store.database.items import Item
from iusml.store.database.output import DatabaseOutput, report_id
from iusml.store.database.review_schema import corrections, items
from tests.plants import plant

KEY = report_id("bryggeriet.pdf")


def at(second: int) -> str:
    """A moment."""
    return f"2026-01-02T03:04:{second:02d}Z"


@pytest.fixture
def desk(store: ReviewStore) -> ReviewStore:
    """A report of ten streams, all of which are looked at twice."""
    DatabaseOutput(store.address).write([plant(wastes=10)], "m")
    with store.writing() as connection:
        set_share(connection, 1)
    return store


def streams(desk: ReviewStore) -> list[Item]:
    with desk.reading() as connection:
        found = [item for item in items_of.load(connection, KEY) if item.kind == "stream"]
    return sorted(found, key=lambda item: item.position)


def first(desk: ReviewStore, *decided: Item, who: str = "anna", second: int = 1) -> None:
    with desk.writing() as connection:
        for item in decided:
            write(connection, Change(who, at(second), "accept", [item]))


def second(desk: ReviewStore, item_id: str, how: str, who: str = "bo") -> None:
    """Accept, remove or correct the amount to what `how` says."""
    with desk.writing() as connection:
        look = open_look(connection, item_id, who, at(2))
        simple = {"accept": changes.accept, "remove": changes.remove}
        if how in simple:
            answer(connection, simple[how](look), who, at(3))
            return
        answer(connection, changes.correct(look, "quantity", how), who, at(3))
    with desk.writing() as connection:
        look = open_look(connection, item_id, who, at(4))
        answer(connection, changes.accept(look), who, at(5))


def told(desk: ReviewStore) -> Agreement:
    with desk.reading() as connection:
        return agreement(connection)


def test_share_and_choice(store: ReviewStore) -> None:
    with store.writing() as connection:
        assert share(connection) == 0.1
        set_share(connection, 0.25)
        assert share(connection) == 0.25
        for wrong in (-0.1, 1.1, float("nan")):
            with pytest.raises(ValueError, match="from 0 to 1"):
                set_share(connection, wrong)
    ids = [items_of.item_id("r", "stream", str(number)) for number in range(4000)]
    few, more = ({key for key in ids if chosen(key, part)} for part in (0.1, 0.25))
    assert 320 < len(few) < 480
    assert few < more
    assert not any(chosen(key, 0) for key in ids)
    assert all(chosen(key, 1) for key in ids)


def test_who_is_given_what(desk: ReviewStore) -> None:
    slam, papp, olja, *_ = streams(desk)
    first(desk, changes.accept(slam), changes.remove(papp))
    first(desk, changes.accept(olja), who="bo")
    with desk.reading() as connection:
        assert set(waiting(connection, "bo")) == {slam.id, papp.id}
        assert waiting(connection, "anna") == [olja.id]
        worth = {row.id: row.value for row in connection.execute(select(items))}
        everybody = waiting(connection, "cia")
    assert everybody == sorted({slam.id, papp.id, olja.id}, key=lambda key: (-worth[key], key))
    second(desk, slam.id, "accept")
    with desk.reading() as connection:
        assert waiting(connection, "bo") == [papp.id]
        assert set(waiting(connection, "cia")) == {papp.id, olja.id}
    with desk.writing() as connection:
        set_share(connection, 0)
        assert waiting(connection, "cia") == []


def test_a_look_is_blind_and_changes_nothing(desk: ReviewStore) -> None:
    slam, papp, *_ = streams(desk)
    first(desk, changes.accept(changes.correct(slam, "quantity", "99 ton")))
    before = streams(desk)
    with desk.reading() as connection:
        lines = connection.execute(select(corrections)).all()
    with desk.writing() as connection:
        look = open_look(connection, slam.id, "bo", at(2))
        assert (look.truth, look.status, look.places, look.version) == (slam.machine, "open", {}, 0)
        answer(connection, changes.correct(look, "receiver", "Åkeriet"), "bo", at(3))
        again = open_look(connection, slam.id, "bo", at(4))
        assert (again.version, again.status) == (1, "open")
        with pytest.raises(ConflictError):
            answer(connection, changes.remove(look), "bo", at(5))
        assert open_look(connection, slam.id, "bo", at(4)) == again
        for item_id, who in ((papp.id, "bo"), (slam.id, "anna"), ("0" * 32, "bo")):
            with pytest.raises(NoSecondLookError):
                open_look(connection, item_id, who, at(2))
        with pytest.raises(ConflictError):
            answer(connection, papp, "bo", at(2))
    assert streams(desk) == before
    with desk.reading() as connection:
        assert connection.execute(select(corrections)).all() == lines
        # Nothing is decided by what is begun only.
        assert agreement(connection).pairs == 0
        assert waiting(connection, "bo") == [slam.id]


def test_who_asks_twice_at_once_gets_one_look(desk: ReviewStore) -> None:
    slam = streams(desk)[0]
    first(desk, changes.accept(slam))
    ready, got = Barrier(4), list[Item]()

    def ask() -> None:
        ready.wait()
        with desk.writing() as connection:
            got.append(open_look(connection, slam.id, "bo", at(2)))

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 4
    assert all(look == got[0] for look in got)


def test_agreement_by_hand(desk: ReviewStore) -> None:
    found = streams(desk)
    corrected = [changes.accept(changes.correct(one, "quantity", "7 ton")) for one in found[4:8]]
    accepted = [changes.accept(one) for one in found[:4]]
    first(desk, *accepted, *corrected, *(changes.remove(one) for one in found[8:]))
    answers = (
        "accept", "accept", "accept", "8 ton",
        "7 ton", "7000 kg", "accept", "7,0 t",
        "remove", "accept",
    )  # fmt: skip
    for item, how in zip(found, answers, strict=True):
        second(desk, item.id, how)
    result = told(desk)
    assert result.pairs == 10
    assert result.same_decision == pytest.approx(0.7)
    # First: 4 accepted, 4 corrected, 2 removed; second: 5, 4, 1. By chance they agree in
    # 0.4 * 0.5 + 0.4 * 0.4 + 0.2 * 0.1 = 0.38 of the cases.
    assert result.kappa == pytest.approx((0.7 - 0.38) / (1 - 0.38))
    # Of the eight pairs that both keep, those with the numbers 3, 5 (kg, not t) and 6 differ.
    assert result.fields["quantity"] == pytest.approx(5 / 8)
    assert result.fields["description"] == 1.0
    assert set(result.differing) == {found[number].id for number in (3, 5, 6, 9)}


def test_nothing_to_compare(desk: ReviewStore) -> None:
    assert told(desk) == Agreement(0, None, None, {}, ())
    slam = streams(desk)[0]
    first(desk, changes.accept(slam))
    second(desk, slam.id, "accept")
    result = told(desk)
    assert (result.pairs, result.same_decision, result.kappa) == (1, 1.0, None)
    assert result.differing == ()


def test_a_third_look_settles_and_the_figures_stay(desk: ReviewStore) -> None:
    slam, papp, *_ = streams(desk)
    first(desk, changes.accept(slam), changes.accept(papp))
    second(desk, slam.id, "remove")
    second(desk, papp.id, "accept")
    before = told(desk)
    assert before.differing == (slam.id,)
    third = streams(desk)[0]
    first(desk, changes.remove(third), who="cia", second=9)
    after = told(desk)
    assert after.differing == ()
    assert (after.same_decision, after.kappa) == (before.same_decision, before.kappa)
    assert after.same_decision == 0.5


def test_facility_and_contacts(desk: ReviewStore) -> None:
    with desk.reading() as connection:
        parts = items_of.load(connection, KEY)
    (facility,) = [item for item in parts if item.kind == "facility"]
    person = next(item for item in parts if item.kind == "contact")
    first(desk, changes.accept(facility), changes.accept(person))
    with desk.writing() as connection:
        for item, field, value in ((facility, "municipality", "Lund"), (person, "role", "Chef")):
            look = open_look(connection, item.id, "bo", at(2))
            answer(connection, changes.accept(changes.correct(look, field, value)), "bo", at(3))
    result = told(desk)
    assert (result.fields["municipality"], result.fields["role"]) == (0.0, 0.0)
    assert (result.fields["operator"], result.fields["name"]) == (1.0, 1.0)
    assert set(result.differing) == {facility.id, person.id}
