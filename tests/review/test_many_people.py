"""Several people and runs at once, and programs that are killed: one wins, nothing is half."""

import os
import signal
import subprocess
import sys
from threading import Barrier, Thread

from sqlalchemy import select

from iusml.errors import OutputError
from iusml.review import changes
from iusml.review.ledger import Change, ConflictError, history, write
from iusml.review.store import ReviewStore
from iusml.store.database import items as items_of
from iusml.store.database.items import Item
from iusml.store.database.output import DatabaseOutput, open_database, report_id
from iusml.store.database.review_schema import corrections
from iusml.store.database.truth import true_record
from iusml.store.readers import read_records
from tests.database.contents import everything
from tests.database.postgres import Server
from tests.plants import plant

AT = "2026-01-02T03:04:05Z"
KEY = report_id("bryggeriet.pdf")
PEOPLE = 4


def streams(desk: ReviewStore) -> list[Item]:
    with desk.reading() as connection:
        found = [item for item in items_of.load(connection, KEY) if item.kind == "stream"]
    return sorted(found, key=lambda item: (item.position, item.id))


def at_once(*work: Thread) -> None:
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()


def test_of_many_at_once_one_wins(store: ReviewStore) -> None:
    DatabaseOutput(store.address).write([plant()], "m")
    slam, papp, *_ = streams(store)
    ready, won, lost = Barrier(PEOPLE), list[str](), list[str]()

    def decide(who: str) -> None:
        changed = [changes.correct(item, "treatment", who) for item in (slam, papp)]
        ready.wait()
        try:
            with store.writing() as connection:
                write(connection, Change(who, AT, "correct", changed))
        except ConflictError:
            lost.append(who)
        else:
            won.append(who)

    at_once(*(Thread(target=decide, args=(f"person{number}",)) for number in range(PEOPLE)))
    assert (len(won), len(lost)) == (1, PEOPLE - 1)
    with store.reading() as connection:
        assert set(connection.scalars(select(corrections.c.who))) == set(won)
        assert [len(history(connection, item.id)) for item in (slam, papp)] == [1, 1]
        told = true_record(connection, KEY).waste_streams
    assert [one.treatment for one in told] == [won[0], won[0], "Rötning", "Rötning"]


def test_people_at_different_items_all_win(store: ReviewStore) -> None:
    DatabaseOutput(store.address).write([plant()], "m")
    ready, failed = Barrier(PEOPLE), list[Exception]()

    def decide(item: Item) -> None:
        ready.wait()
        try:
            with store.writing() as connection:
                write(connection, Change("anna", AT, "accept", [changes.accept(item)]))
        except (ConflictError, OutputError) as error:
            failed.append(error)

    at_once(*(Thread(target=decide, args=(item,)) for item in streams(store)))
    assert failed == []
    assert [item.status for item in streams(store)] == ["accepted"] * 4
    (report,) = read_records(store.address.url.render_as_string(hide_password=False))
    assert [one.confidence.overall for one in report.waste_streams] == [1.0] * 4


def test_a_run_waits_for_a_person_and_keeps_the_decision(store: ReviewStore) -> None:
    DatabaseOutput(store.address).write([plant()], "m")
    later = plant()
    for one in later.waste_streams:
        one.treatment = "Förbränning"
    run = Thread(target=DatabaseOutput(store.address).write, args=([later], "m"))
    with store.writing() as connection:
        change = Change("anna", AT, "accept", [changes.accept(streams(store)[0])])
        write(connection, change)
        run.start()
        run.join(0.3)
        assert run.is_alive()
    run.join()
    with store.reading() as connection:
        told = true_record(connection, KEY).waste_streams
    assert [one.treatment for one in told] == ["Rötning", *["Förbränning"] * 3]


STUCK = """
import sys
from iusml.review import changes, ledger
from iusml.review.store import ReviewStore
from iusml.store.database import items

real = ledger.write_parts

def stop(*arguments):
    real(*arguments)
    print("in the middle", flush=True)
    sys.stdin.readline()

ledger.write_parts = stop
store = ReviewStore(sys.argv[1])
with store.writing() as connection:
    (first, *_) = [i for i in items.load(connection, sys.argv[2]) if i.kind == "stream"]
    ledger.write(connection, ledger.Change("bo", "2026", "remove", [changes.remove(first)]))
store.close()
"""


def test_a_kill_leaves_nothing_half(url: str) -> None:
    open_database(url).write([plant()], "m")
    desk = ReviewStore(url)
    before, items_before = everything(url), streams(desk)
    process = subprocess.Popen(
        [sys.executable, "-c", STUCK, url, KEY], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout
    assert process.stdout.readline() == b"in the middle\n"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert everything(url) == before
    assert streams(desk) == items_before
    with desk.reading() as connection:
        assert connection.execute(select(corrections)).all() == []
    subprocess.run(
        [sys.executable, "-c", STUCK, url, KEY],
        input=b"\n", stdout=subprocess.DEVNULL, check=True,
    )  # fmt: skip
    assert [item.status for item in streams(desk)] == ["removed", "open", "open", "open"]
    desk.close()


def test_a_server_that_was_started_anew_is_asked_again(postgres: Server, server_url: str) -> None:
    desk = ReviewStore(server_url)
    DatabaseOutput(desk.address).write([plant()], "m")
    before = streams(desk)
    postgres.stop()
    postgres.start()
    assert streams(desk) == before
    desk.close()
