"""A person is gone everywhere, stays gone, and nobody else goes along."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text, update

from iusml.errors import InputError, OutputError
from iusml.records import Contact, EntityRecord, Facility, Provenance, Report, TextField
from iusml.review.privacy.forget import forget
from iusml.review.privacy.retention import apply_retention, set_retention
from iusml.review.privacy.sweep import sweep
from iusml.review.privacy.taking_out import Counts
from iusml.review.store import ReviewStore
from iusml.store.database import items as item_table
from iusml.store.database.output import open_database, report_id
from iusml.store.database.people_schema import forgotten
from iusml.store.database.review_schema import corrections, items, second_looks
from iusml.store.database.schema import metadata, reports
from iusml.store.readers import read_records
from tests.database.conftest import Rename

NAMES = ["Öberg", "asa@example.se", "465 004 11", "46500411"]
TEMPLATE = "Kontaktperson: {}, tel 08-465 004 11, asa@example.se"


def contact(name: str | None, email: str | None = None, phone: str | None = None) -> Contact:
    return Contact(
        name=name, role="Miljöchef", email=email, phone=phone, confidence=0.9, needs_review=True,
        provenance=[Provenance(page=1, bbox=None, text=f"{name} {email} {phone}")],
    )  # fmt: skip


ASA = contact("Åsa Öberg", "asa@example.se", "+46 8 465 004 11")
BO = contact("Bo Ek", "bo@example.se", "+46 8 465 004 12")


def entity(label: Any, words: str) -> EntityRecord:
    return EntityRecord(label=label, text=words, page=1, bbox=None, confidence=0.9)


def filled(report: Report, *contacts: Contact) -> Report:
    """The report with these contacts, and with Åsa named wherever a text may stand."""
    stream = report.waste_streams[0]
    line = Provenance(page=2, bbox=None, text=TEMPLATE.format("Öberg, Åsa"))
    return report.model_copy(
        update={
            "contacts": list(contacts),
            "entities": [
                entity("PERSON", "ÅSA ÖBERG"),
                entity("EMAIL", "asa [at] example.se"),
                entity("PHONE", "08-465 004 11"),
                entity("PERSON", "Bo Ek"),
                entity("OPERATOR", "Exempel Livs AB"),
            ],
            "waste_streams": [
                stream.model_copy(
                    update={"provenance": [line], "transporter": "Åsa Öberg", "warnings": ["Ja."]}
                )
            ],
        }
    )


def everything(store: ReviewStore) -> str:
    """All that stands in all tables."""
    with store.reading() as connection:
        return "\n".join(
            repr(row)
            for table in metadata.sorted_tables
            for row in connection.execute(select(table))
        )


def by_hand(store: ReviewStore, path: str) -> None:
    """Corrections and second looks of people about every item of a report."""
    with store.writing() as connection:
        found = item_table.load(connection, report_id(path))
        for item in found:
            said = item.truth.model_dump_json()
            line = {
                "change_id": "c", "item_id": item.id, "report_id": item.report_id, "version": 1,
                "at": "2026-11-23T12:00:00Z", "who": "kim", "action": "correct", "field": "item",
                "old": said, "new": '"ring Åsa Öberg"', "undoes": None,
                "reason": "Åsa Öberg sa det",
            }  # fmt: skip
            connection.execute(insert(corrections), [line])
            look = {
                "item_id": item.id, "who": "kim", "at": "2026-11-23T12:00:00Z", "version": 1,
                "status": "accepted", "truth": said, "places": "{}",
            }  # fmt: skip
            connection.execute(insert(second_looks), [look])
        connection.execute(update(items).values(version=1, decided_by="kim"))


@pytest.fixture
def two(url: str, store: ReviewStore, named: Rename) -> list[Report]:
    """Two reports, touched by people, in which Åsa and Bo are named."""
    written = [filled(named("a.pdf"), ASA, BO), filled(named("b.pdf"), BO)]
    open_database(url).write(written, "m")
    for path in ("a.pdf", "b.pdf"):
        by_hand(store, path)
    return written


@pytest.mark.parametrize("person", ["Åsa Öberg", "öberg, åsa", "asa@EXAMPLE.se", "08-465 004 11"])
def test_a_person_is_gone_everywhere_and_stays_gone(
    url: str, store: ReviewStore, two: list[Report], person: str
) -> None:
    assert all(name in everything(store) for name in NAMES[:3])
    with store.writing() as connection:
        counts = forget(connection, person)
    assert (counts.reports, counts.contacts, counts.namesakes) == (2, 1, 0)
    for again in range(2):
        left = everything(store)
        assert not [name for name in NAMES if name.casefold() in left.casefold()], again
        assert "bo@example.se" in left
        assert "Kontaktperson: [borttaget], tel [borttaget], [borttaget]" in left
        open_database(url).write(two, "n")
    a, b = read_records(url)
    assert [one.name for one in a.contacts] == [one.name for one in b.contacts] == ["Bo Ek"]
    assert [one.text for one in a.entities] == ["Bo Ek", "Exempel Livs AB"]
    assert a.waste_streams[0].description == two[0].waste_streams[0].description
    assert a.facility == two[0].facility


def test_who_changed_what_stays(store: ReviewStore, two: list[Report]) -> None:
    with store.writing() as connection:
        query = select(corrections).order_by(corrections.c.id)
        before = connection.execute(query).all()
        forget(connection, "Åsa Öberg")
        after = connection.execute(query).all()
        gone = [row for row in after if row.old is None]
    assert [(row.id, row.who, row.at) for row in before] == [
        (row.id, row.who, row.at) for row in after
    ]
    assert [(row.new, row.reason) for row in gone] == [(None, None)]
    assert {row.reason for row in after if row.reason} == {"[borttaget] sa det"}
    assert all(json.loads(row.new) == "ring [borttaget]" for row in after if row.new)


def test_the_same_run_again_leaves_the_report_alone(
    url: str, store: ReviewStore, two: list[Report]
) -> None:
    with store.writing() as connection:
        forget(connection, "Åsa Öberg")
    before = everything(store)
    open_database(url).write(two, "m")
    assert everything(store) == before
    with store.writing() as connection:
        assert forget(connection, "Åsa Öberg") == Counts()


def test_another_database_does_not_forget(
    store: ReviewStore, two: list[Report], tmp_path: Path
) -> None:
    digests = []
    other = ReviewStore(f"sqlite:///{tmp_path / 'other.db'}")
    for one in (store, other):
        with one.writing() as connection:
            forget(connection, "asa@example.se")
            digests.append(set(connection.scalars(select(forgotten.c.digest))))
    other.close()
    assert digests[0]
    assert digests[1]
    assert not digests[0] & digests[1]


def test_a_shared_number_stays_with_the_others(url: str, store: ReviewStore, named: Rename) -> None:
    switchboard = "+46 8 465 004 50"
    asa, bo = (
        contact("Åsa Öberg", "asa@example.se", switchboard),
        contact("Bo Ek", None, switchboard),
    )
    open_database(url).write([named("a.pdf").model_copy(update={"contacts": [asa, bo]})], "m")
    with store.writing() as connection:
        forget(connection, "Åsa Öberg")
    (left,) = read_records(url)
    assert left.contacts == [bo]
    late = contact("Eva Lund", None, switchboard)
    open_database(url).write([named("b.pdf").model_copy(update={"contacts": [late]})], "m")
    assert [one.contacts for one in read_records(url)] == [[bo], [late]]


def test_an_address_without_a_name_goes_with_its_person(
    url: str, store: ReviewStore, named: Rename
) -> None:
    alone = contact(None, "asa@example.se")
    written = [
        named("a.pdf").model_copy(update={"contacts": [ASA]}),
        named("b.pdf").model_copy(update={"contacts": [alone, BO]}),
    ]
    open_database(url).write(written, "m")
    with store.writing() as connection:
        forget(connection, "Åsa Öberg")
    assert [one.contacts for one in read_records(url)] == [[], [BO]]


def test_a_namesake_is_kept_and_told(url: str, store: ReviewStore, named: Rename) -> None:
    other = contact("Åsa Öberg", "asa.oberg@example.com")
    written = [
        named("a.pdf").model_copy(update={"contacts": [ASA]}),
        named("b.pdf").model_copy(update={"contacts": [other]}),
    ]
    open_database(url).write(written, "m")
    with store.writing() as connection:
        assert forget(connection, "asa@example.se").namesakes == 1
    assert [one.contacts for one in read_records(url)] == [[], [other]]
    with store.writing() as connection:
        assert forget(connection, "Åsa Öberg").contacts == 1
    assert [one.contacts for one in read_records(url)] == [[], []]


def test_an_item_given_to_somebody_else_stays(url: str, store: ReviewStore, named: Rename) -> None:
    open_database(url).write([named("a.pdf").model_copy(update={"contacts": [ASA]})], "m")
    with store.writing() as connection:
        change = update(items).where(items.c.kind == "contact")
        connection.execute(change.values(truth=BO.model_dump_json(), version=1, decided_by="anna"))
        forget(connection, "Åsa Öberg")
    (left,) = read_records(url)
    assert left.contacts == [BO]
    assert "Öberg" not in everything(store)


def sole_trader(report: Report, number: str) -> Report:
    def told(words: str) -> TextField:
        place = Provenance(page=1, bbox=None, text=words)
        return TextField(value=words, confidence=0.9, provenance=[place])

    assert report.facility
    facility = report.facility.model_copy(
        update={"operator": told("Åsa Öberg"), "org_number": told(number)}
    )
    return report.model_copy(update={"facility": facility, "contacts": [ASA]})


def test_the_firm_of_a_sole_trader(url: str, store: ReviewStore, named: Rename) -> None:
    written = [
        sole_trader(named("a.pdf"), "######-####"),
        sole_trader(named("b.pdf"), "556000-0000"),
    ]
    open_database(url).write(written, "m")
    with store.writing() as connection:
        forget(connection, "Åsa Öberg")
        rows = connection.execute(select(reports).order_by(reports.c.source_path)).all()
    own, company = (one.facility or Facility() for one in read_records(url))
    assert own.municipality
    assert company.org_number
    assert company.operator
    assert (own.operator, own.org_number, own.street_address) == (None, None, None)
    assert own.coordinates is None
    assert company.operator.value == "[borttaget]"
    assert [row.operator for row in rows] == [None, "[borttaget]"]
    assert [row.latitude for row in rows] == [None, 56.05]


def test_the_name_of_a_file_is_told(url: str, store: ReviewStore, named: Rename) -> None:
    open_database(url).write([named("Åsa Öberg 2023.pdf")], "m")
    with store.writing() as connection:
        assert forget(connection, "Åsa Öberg").paths == 1


@pytest.mark.parametrize("person", ["Åsa", "", "12345", "@", "Åsa Öberg 7"])
def test_what_is_no_person(store: ReviewStore, person: str) -> None:
    with store.writing() as connection, pytest.raises(InputError, match="first and last name") as e:
        forget(connection, person)
    assert "Åsa" not in str(e.value)


def test_a_record_of_another_version_stops_it(
    url: str, store: ReviewStore, two: list[Report]
) -> None:
    with store.writing() as connection:
        connection.execute(update(reports).values(record='{"schema_version": "9.0"}'))
    with pytest.raises(OutputError, match="not of this version"), store.writing() as connection:
        forget(connection, "Åsa Öberg")
    with store.reading() as connection:
        assert connection.scalars(select(forgotten.c.digest)).all() == []


def test_nothing_is_left_in_the_files(sqlite: str, named: Rename) -> None:
    store = ReviewStore(sqlite)
    open_database(sqlite).write([filled(named("a.pdf"), ASA, BO)], "m")
    by_hand(store, "a.pdf")
    with store.writing() as connection:
        forget(connection, "Åsa Öberg")
    sweep(store)
    held = b"".join(path.read_bytes() for path in Path().glob("avfall.db*"))
    store.close()
    for name in ("Öberg", "asa@example.se", "465 004 11"):
        assert name.encode() not in held
    assert b"bo@example.se" in held


def test_server_clears_the_old_rows(server_url: str, named: Rename) -> None:
    store = ReviewStore(server_url)
    open_database(server_url).write([filled(named("a.pdf"), ASA, BO)], "m")
    with store.writing() as connection:
        forget(connection, "Åsa Öberg")
    sweep(store)
    with store.writing() as connection:
        connection.execute(text("ANALYZE"))
        dead = text("SELECT n_dead_tup FROM pg_stat_all_tables WHERE relname = 'reports'")
        assert connection.scalar(dead) == 0
    store.close()


@pytest.mark.parametrize(("years", "kept"), [(None, True), (3, True), (2, False)])
def test_contacts_of_old_reports_go(
    url: str, store: ReviewStore, two: list[Report], years: int | None, kept: bool
) -> None:
    with store.writing() as connection:
        set_retention(connection, years)
        counts = apply_retention(connection, 2026)
    assert counts.reports == (0 if kept else 2)
    for report in read_records(url):
        assert bool(report.contacts) is kept
        assert any(one.label == "PERSON" for one in report.entities) is kept
        assert report.facility == two[0].facility
    assert all((name in everything(store)) is kept for name in ["Bo Ek", *NAMES[:3]])
    with store.writing() as connection:
        assert apply_retention(connection, 2026) == Counts()
        assert not connection.scalars(select(forgotten.c.digest)).all()


def test_a_later_run_brings_no_old_contacts(url: str, store: ReviewStore, named: Rename) -> None:
    with store.writing() as connection:
        set_retention(connection, 1)
    yearless = named("b.pdf").model_copy(update={"facility": Facility()})
    open_database(url).write([named("a.pdf"), yearless], "m")
    assert [len(one.contacts) for one in read_records(url)] == [0, 1]
    with store.writing() as connection:
        year = update(items).where(
            items.c.kind == "facility", items.c.report_id == report_id("a.pdf")
        )
        connection.execute(year.values(version=1, reporting_year=9999))
    open_database(url).write([named("a.pdf")], "n")
    assert [len(one.contacts) for one in read_records(url)] == [1, 1]


@pytest.mark.parametrize("years", [0, -1, 101])
def test_years_that_cannot_be(store: ReviewStore, years: int) -> None:
    with store.writing() as connection, pytest.raises(InputError, match="1 to 100"):
        set_retention(connection, years)
