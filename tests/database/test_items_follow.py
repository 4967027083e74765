"""What a later run does to items: the untouched follow it, what people decided stays."""

import pytest
from alembic import command
from sqlalchemy import create_engine, select, text

from iusml.errors import OutputError
from iusml.flows.lists import Flow, shipped
from iusml.records import Facility, Report
from iusml.review import changes
from iusml.review.ledger import Change, write
from iusml.review.store import ReviewStore
from iusml.store.database import items as items_of
from iusml.store.database import migrate
from iusml.store.database.agenda import agenda, revalue, set_agenda
from iusml.store.database.items import Item, look_value, setting
from iusml.store.database.output import open_database, report_id
from iusml.store.database.review_schema import item_flows, items
from iusml.store.readers import read_records
from tests.database.contents import rows
from tests.plants import WASTES, contact, plant, stream

AT = "2026-01-02T03:04:05Z"
KEY = report_id("bryggeriet.pdf")


def extract(url: str, report: Report) -> None:
    """Write as a run does."""
    open_database(url).write([report], "m")


def parts(url: str) -> list[Item]:
    store = ReviewStore(url)
    with store.reading() as connection:
        found = items_of.load(connection, KEY)
    store.close()
    return found


def streams(url: str) -> list[Item]:
    """The items of streams, in order."""
    found = [item for item in parts(url) if item.kind == "stream"]
    return sorted(found, key=lambda item: (item.position, item.id))


def decide(url: str, *changed: Item, action: str = "correct") -> None:
    """Write what a person decided."""
    store = ReviewStore(url)
    with store.writing() as connection:
        write(connection, Change("anna", AT, action, changed))
    store.close()


def truth(url: str) -> Report:
    (report,) = read_records(url)
    return report


def names(report: Report) -> list[str | None]:
    return [one.description for one in report.waste_streams]


def test_every_part_is_an_item(url: str, failed_report: Report) -> None:
    extract(url, plant())
    extract(url, failed_report)
    found = parts(url)
    kinds = [item.kind for item in sorted(found, key=lambda item: item.position)]
    assert kinds == ["facility", "contact", "contact", *["stream"] * 4]
    assert all(item.untouched and item.version == 0 for item in found)
    (of_slam,) = [row for row in rows_of(url) if row["title"] == "Slam från fettavskiljare"]
    assert (of_slam["operator"], of_slam["reporting_year"]) == ("Exempelbryggeriet AB", 2023)
    assert (of_slam["ewc_code"], of_slam["mass_kg"]) == ("020204", 12500.0)
    assert (of_slam["doubt"], of_slam["decided_by"]) == ("quantity", None)
    assert of_slam["doubt_at"] == pytest.approx(0.6)


def rows_of(url: str) -> list[dict[str, object]]:
    store = ReviewStore(url)
    with store.reading() as connection:
        found = [dict(row) for row in connection.execute(select(items)).mappings()]
    store.close()
    return found


def test_untouched_items_follow(url: str) -> None:
    extract(url, plant())
    before = streams(url)
    later = plant()
    later.waste_streams[1].description = "Wellpapp och kartong"
    later.waste_streams[2].confidence.overall = 0.99
    del later.waste_streams[3]
    later.waste_streams.append(stream(7, ("Trä", "150103", 3.0)))
    later.contacts = [contact("Cia Dahl")]
    extract(url, later)
    after = streams(url)
    assert [item.truth for item in after] == later.waste_streams
    assert [item.id for item in after[:3]] == [item.id for item in before[:3]]
    assert before[3].id not in {item.id for item in after}
    # Who has the old values on the screen must not decide about the new ones.
    assert [item.version for item in after] == [0, 1, 1, 0]
    assert truth(url) == later


def test_decided_items_stay(url: str) -> None:
    extract(url, plant())
    slam, papp, olja, drav = streams(url)
    decide(url, changes.accept(slam), action="accept")
    decide(url, changes.accept(changes.correct(papp, "quantity", "1 250 kg")))
    decide(url, changes.remove(olja), action="remove")
    later = plant()
    later.document.sha256 = "2" * 64
    told = later.waste_streams
    # Another program: other numbers, another order, other places, other values.
    for number, one in enumerate(reversed(told)):
        one.id = f"a{number}"
        one.provenance[0].page = 2
        one.confidence.overall = 0.3
    told[0].quantity = told[1].quantity
    told.reverse()
    extract(url, later)
    found = truth(url)
    assert names(found) == ["Drav", "Wellpapp", "Slam från fettavskiljare"]
    masses = [one.quantity.mass_kg for one in found.waste_streams if one.quantity]
    assert masses == [140000.0, 1250.0, 12500.0]
    assert found.waste_streams[0] == told[0]
    assert found.waste_streams[2].confidence.overall == 1.0
    assert [one.provenance[0].page for one in found.waste_streams] == [2, 2, 2]
    assert len({one.id for one in found.waste_streams}) == 3
    kept = {item.id: item for item in streams(url)}
    assert kept[slam.id].machine == told[3]
    assert kept[slam.id].status == "accepted"
    assert kept[olja.id].status == "removed"
    assert kept[drav.id].untouched
    assert [row["description"] for row in rows(url, "waste_streams")] == names(found)


def test_what_a_run_drops_comes_back_as_decided(url: str) -> None:
    extract(url, plant())
    slam, papp, *_ = streams(url)
    decide(url, changes.remove(slam), action="remove")
    decide(url, changes.correct(papp, "description", "Kartong"))
    later = plant()
    del later.waste_streams[:2]
    later.waste_streams.append(stream(1, ("Trä", "150103", 3.0), line=9))
    extract(url, later)
    assert sorted(filter(None, names(truth(url)))) == ["Drav", "Kartong", "Spillolja", "Trä"]
    ids = [one.id for one in truth(url).waste_streams]
    assert len(set(ids)) == 4, ids
    kept = {item.id: item for item in streams(url)}
    assert kept[papp.id].machine is None
    extract(url, plant())
    assert names(truth(url)) == ["Kartong", "Spillolja", "Drav"]
    assert {item.id for item in streams(url)} >= {slam.id, papp.id}


def test_a_report_that_fails_later_keeps_what_was_decided(url: str) -> None:
    extract(url, plant())
    slam, *_ = streams(url)
    decide(url, changes.accept(slam))
    later = plant()
    later.document.status = "failed"
    later.document.error = "bryggeriet.pdf is empty."
    later = later.model_copy(
        update={"facility": None, "contacts": [], "waste_streams": [], "entities": []}
    )
    extract(url, later)
    found = truth(url)
    assert (found.document.status, names(found)) == ("failed", ["Slam från fettavskiljare"])
    assert found.facility is None


def test_equal_streams_keep_their_own(sqlite: str) -> None:
    report = plant()
    twin = report.waste_streams[0]
    report.waste_streams = [twin, twin.model_copy(update={"id": "b"})]
    extract(sqlite, report)
    one, two = streams(sqlite)
    decide(sqlite, changes.correct(two, "receiver", "Åkeriet"))
    later = report.model_copy(deep=True)
    for each in later.waste_streams:
        each.confidence.overall = 0.2
    extract(sqlite, later)
    assert [s.receiver for s in truth(sqlite).waste_streams] == ["Gasverket", "Åkeriet"]
    assert [item.id for item in streams(sqlite)] == [one.id, two.id]


def test_rows_that_moved_are_known_by_what_they_say(sqlite: str) -> None:
    extract(sqlite, plant())
    slam, papp, *_ = streams(sqlite)
    decide(sqlite, changes.accept(slam), changes.remove(papp))
    later = plant()
    later.document.sha256 = "2" * 64
    # A new row on top: every other one now stands where the one below it stood.
    rows_now = [("Aska", "100101", 5.0), *WASTES]
    later.waste_streams = [stream(number, waste) for number, waste in enumerate(rows_now)]
    extract(sqlite, later)
    assert names(truth(sqlite)) == ["Aska", "Slam från fettavskiljare", "Spillolja", "Drav"]
    kept = {item.id: item for item in streams(sqlite)}
    assert kept[slam.id].machine == later.waste_streams[1]
    assert kept[papp.id].machine == later.waste_streams[2]


def test_a_name_that_is_read_otherwise_is_no_new_stream(sqlite: str) -> None:
    extract(sqlite, plant())
    decide(sqlite, *(changes.accept(item) for item in streams(sqlite)))
    later = plant()
    first, second, third, fourth = later.waste_streams
    # More of the line; another code; another amount; all else, and on another page.
    first.description = "Slam från fettavskiljare, pumpbart"
    first.provenance[0].bbox = (72, 80, 380, 92)
    second.description, second.ewc_code = "Wellpapp, ren", "150102"
    third.description, third.quantity = "Olja", first.quantity
    third.provenance[0].text = "Olja"
    fourth.description = "Mäsk"
    fourth.provenance[0].page = 2
    extract(sqlite, later)
    assert names(truth(sqlite)) == [name for name, _, _ in WASTES]
    assert [item.machine for item in streams(sqlite)] == later.waste_streams


def test_people_who_share_a_number_are_two(sqlite: str) -> None:
    extract(sqlite, plant())
    people = [item for item in parts(sqlite) if item.kind == "contact"]
    decide(sqlite, *(changes.accept(item) for item in people))
    later = plant()
    later.contacts = [contact("Cia Dahl"), contact("Asa Oberg", None)]
    extract(sqlite, later)
    assert sorted(str(one.name) for one in truth(sqlite).contacts) == [
        "Bo Ek", "Cia Dahl", "Åsa Öberg",
    ]  # fmt: skip


def test_facility_as_it_counts(url: str) -> None:
    extract(url, plant())
    (facility,) = [item for item in parts(url) if item.kind == "facility"]
    changed = changes.correct(facility, "reporting_year", "")
    decide(url, changes.correct(changed, "municipality", "Höganäs kommun"))
    (row,) = rows(url, "reports")
    assert (row["municipality"], row["reporting_year"]) == ("Höganäs", None)
    assert {r["municipality"] for r in rows_of(url)} == {"Höganäs"}
    later = plant()
    assert isinstance(later.facility, Facility)
    assert later.facility.operator
    later.facility.operator.value = "Nya bryggeriet AB"
    later.facility.operator.provenance[0].page = 2
    extract(url, later)
    (row,) = rows(url, "reports")
    assert (row["municipality"], row["reporting_year"]) == ("Höganäs", None)
    assert row["operator"] == "Exempelbryggeriet AB"
    found = truth(url).facility
    assert found
    assert found.municipality
    assert (found.municipality.value, found.reporting_year) == ("Höganäs", None)
    assert found.operator
    assert found.operator.provenance == []  # another name stands there now


def write_as_first_version(url: str, *found: Report) -> None:
    """Make the tables of the first version, and rows in them."""
    engine = create_engine(url)
    with engine.begin() as connection:
        config = migrate._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for report in found:
            path = report.document.path
            row = {
                "id": report_id(path), "path": path, "status": report.document.status,
                "record": report.model_dump_json(),
            }  # fmt: skip
            connection.execute(text(FIRST), row)
    engine.dispose()


FIRST = (
    "INSERT INTO reports (id, source_path, made_by, status, record, record_digest) "
    "VALUES (:id, :path, 'm', :status, :record, :id)"
)


def test_older_databases_get_items(url: str, failed_report: Report) -> None:
    write_as_first_version(url, plant(), plant("b.pdf"), failed_report)
    assert truth_of(url) == [plant("b.pdf"), plant(), failed_report]
    before = rows(url, "reports")
    assert len(rows_of(url)) == 14
    after = rows(url, "reports")
    assert [row["record"] for row in after] == [row["record"] for row in before]
    assert all(row["items_digest"] == row["record_digest"] for row in after)
    assert truth_of(url) == [plant("b.pdf"), plant(), failed_report]


def truth_of(url: str) -> list[Report]:
    return list(read_records(url))


def test_a_record_of_another_version_is_told(sqlite: str) -> None:
    write_as_first_version(sqlite, plant())
    engine = create_engine(sqlite)
    with engine.begin() as connection:
        connection.execute(text("UPDATE reports SET record = '{}'"))
    engine.dispose()
    with pytest.raises(OutputError, match=r"not of this version.*Write it anew"):
        ReviewStore(sqlite)


def test_agenda_tells_what_looks_are_worth(url: str) -> None:
    extract(url, plant())
    store = ReviewStore(url)
    oil = Flow(id="oil", name="Olja", name_en="Oil", codes=("1302",))
    with store.writing() as connection:
        assert agenda(connection) == shipped()
        set_agenda(connection, [oil])
        assert agenda(connection) == (oil,)
        assert revalue(connection) == 7
    with store.reading() as connection:
        found = items_of.load(connection, KEY)
        around = setting("bryggeriet.pdf", found, (oil,))
        kept = {row.id: row.value for row in connection.execute(select(items))}
        told = connection.execute(select(item_flows.c.item_id, item_flows.c.flow)).all()
    assert kept == {item.id: pytest.approx(look_value(item, around)) for item in found}
    assert around.tonnes == pytest.approx(0.8)
    (olja,) = [item for item in found if getattr(item.truth, "ewc_code", None) == "130205"]
    assert told == [(olja.id, "oil")]
    store.close()
