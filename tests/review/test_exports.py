"""Files to take away: who may, what is in them, and what is written down."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from starlette.testclient import TestClient

from iusml.review.privacy.exports import Export, export, log, note_export
from iusml.review.store import ReviewStore
from iusml.store.database.output import open_database
from iusml.store.database.people_schema import exports
from tests.database.conftest import Rename
from tests.review.doors import add, sign_in

PERSONAL = ("Åsa Öberg", "asa@example.se", "42 10 00 00")


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8"))))


@pytest.mark.parametrize("what", ["streams", "contacts"])
def test_the_same_rows_as_the_files_of_a_run(
    url: str, store: ReviewStore, named: Rename, what: str
) -> None:
    open_database(url).write([named("b.pdf"), named("a.pdf")], "m")
    file = BytesIO()
    with store.reading() as connection:
        taken = export(connection, file, "streams" if what == "streams" else "contacts", "csv")
    heading, *found = rows(file.getvalue())
    assert [row[heading.index("source_path")] for row in found] == ["a.pdf", "b.pdf"]
    told = dict(zip(heading, found[0], strict=True))
    assert told["operator"] == "Exempel Livs AB"
    if what == "streams":
        assert taken == 0
        assert told["ewc_code"] == "020204"
        assert told["hazardous"] == "false"
        assert told["latitude"] == "56.05"
        assert told["description"].startswith("'=HYPERLINK")
        assert told["waste_stream_id"] == "a1"
        assert not any(name.startswith("contact") for name in heading)
    else:
        assert taken == 2
        assert (told["name"], told["email"]) == ("Åsa Öberg", "asa@example.se")


def test_the_log(store: ReviewStore) -> None:
    one = Export("2026-11-23T08:00:00Z", "kim", "contacts.csv", 3)
    two = Export("2026-11-23T09:00:00Z", "bo", "streams.xlsx", 0)
    with store.writing() as connection:
        note_export(connection, one)
        note_export(connection, two)
        assert log(connection) == [two, one]


def test_who_may_take_what(client: TestClient, desk_file: ReviewStore, named: Rename) -> None:
    open_database("sqlite:///avfall.db").write([named("a.pdf")], "m")
    add(desk_file, "kim", "reader")
    add(desk_file, "bo", "reviewer")
    paths = [f"/export/{what}.{end}" for what in ("streams", "contacts") for end in ("csv", "xlsx")]
    assert [client.get(path).status_code for path in paths] == [401] * 4
    sign_in(client, "kim")
    assert [client.get(path).status_code for path in paths] == [200, 200, 403, 403]
    sign_in(client, "bo")
    taken = [client.get(path) for path in paths]
    assert [one.status_code for one in taken] == [200] * 4
    assert taken[2].headers["Content-Disposition"] == 'attachment; filename="contacts.csv"'
    assert taken[2].headers["Cache-Control"] == "no-store"
    assert all(word in taken[2].text for word in PERSONAL)
    assert not any(word in taken[0].text for word in PERSONAL)
    sheet = load_workbook(BytesIO(taken[3].content))["contacts"]
    assert [cell.value for cell in sheet[2]][2:5] == ["Åsa Öberg", "Miljöchef", "asa@example.se"]
    streams = load_workbook(BytesIO(taken[1].content))["streams"]
    held = {str(cell.value) for row in streams.iter_rows() for cell in row}
    assert not held & {"Åsa Öberg", "asa@example.se"}
    assert client.get("/export/contacts.parquet").status_code == 422
    with desk_file.reading() as connection:
        found = connection.execute(select(exports).order_by(exports.c.id)).all()
    assert [(row.who, row.what, row.contacts) for row in found] == [
        ("kim", "streams.csv", 0), ("kim", "streams.xlsx", 0), ("bo", "streams.csv", 0),
        ("bo", "streams.xlsx", 0), ("bo", "contacts.csv", 1), ("bo", "contacts.xlsx", 1),
    ]  # fmt: skip
    assert {row.at for row in found} == {"2026-11-23T08:00:00Z"}
