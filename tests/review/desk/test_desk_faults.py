"""What goes wrong around the desk: a plain page that says what to do, and nothing half saved."""

import sqlite3
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import iusml.review.store
from iusml.codes.suggester import load_suggester
from iusml.errors import IusmlError
from iusml.store.database.output import open_database
from tests.database.postgres import QUOTED, Server
from tests.review.desk.bureau import Bureau, bureau, csrf, send, texts_of, written
from tests.review.desk.plants import OIL, WOOD, settle, two_years
from tests.review.page_reports import draw_rows

NOWHERE = "0" * 32


@pytest.mark.parametrize(
    ("path", "title"),
    [
        (f"/items/{NOWHERE}", "Posten finns inte"),
        (f"/reports/{NOWHERE}", "Rapporten finns inte"),
        ("/items/x", "Sidan finns inte"),
        ("/items/%00", "Sidan finns inte"),
        ("/items/%FF", "Sidan finns inte"),
        ("/items/" + "a" * 3000, "Sidan finns inte"),
        ("/items/..%2f..%2fetc", "Sidan finns inte"),
        ("/reports/%00", "Sidan finns inte"),
        ("/reports/';--", "Sidan finns inte"),
        ("/finns/inte", "Sidan finns inte"),
        ("/docs", "Sidan finns inte"),
        ("/openapi.json", "Sidan finns inte"),
        ("/static/../app.py", "Sidan finns inte"),
        ("/static/saknas.js", "Sidan finns inte"),
        ("/reports/x/pages/ett/picture", "Sidan finns inte"),
    ],
)
def test_what_does_not_exist_is_told(anna: TestClient, path: str, title: str) -> None:
    page = anna.get(path)
    assert page.status_code == 404
    said = texts_of(page)
    assert title in said
    assert "Till början" in said


def test_ids_that_do_not_exist_on_a_server(any_desk: Bureau) -> None:
    anna = any_desk.visitor()
    for key in (NOWHERE, "%00", "x"):
        for path in (
            "/items/{}",
            "/items/{}/amounts",
            "/reports/{}",
            "/reports/{}/pages/1/picture",
        ):
            assert anna.get(path.format(key)).status_code in (200, 404), path
        assert (
            anna.post(f"/items/{key}", data={"csrf": csrf(anna), "action": "accept"}).status_code
            == 404
        )


def test_the_wrong_method_is_told(anna: TestClient) -> None:
    for method, path in (("GET", "/undo"), ("DELETE", "/queue"), ("PUT", f"/items/{NOWHERE}")):
        answer = anna.request(method, path)
        assert answer.status_code == 405
        assert "Till början" in texts_of(answer)


def test_problems_are_told_in_english_too(desk: Bureau) -> None:
    page = desk.visitor("eve").get(f"/items/{NOWHERE}")
    assert 'lang="en"' in page.text
    assert "There is no such record" in texts_of(page)
    odd = desk.visitor().get("/queue?lang=../../etc")
    assert 'lang="sv"' in odd.text


def test_a_report_whose_file_is_gone_can_still_be_decided(desk: Bureau, anna: TestClient) -> None:
    oil = desk.item(OIL)
    (desk.folder / "2023.pdf").unlink()
    page = anna.get(f"/items/{oil.id}")
    assert page.status_code == 200
    picture = anna.get(f"/reports/{oil.report_id}/pages/1/picture")
    assert picture.status_code == 404
    assert "Lägg tillbaka filen" in picture.json()["message"]
    assert anna.post(f"/items/{oil.id}", data=written(page, "accept")).status_code == 303
    assert desk.fresh(oil).status == "accepted"


def test_a_file_that_changed_is_not_shown(desk: Bureau, anna: TestClient) -> None:
    record = two_years()[1]
    record.document.sha256 = "0" * 64
    open_database(desk.url).write([record], "anew")
    oil = desk.item(OIL)
    draw_rows(desk.folder / "2023.pdf", 1)
    assert anna.get(f"/items/{oil.id}").status_code == 200
    words = anna.get(f"/reports/{oil.report_id}/pages/1/words")
    assert words.status_code == 409
    assert "har ändrats" in words.json()["message"]
    assert anna.get(f"/items/{oil.id}/amounts").json() == []


def test_a_record_that_a_run_took_away_meanwhile(desk: Bureau, anna: TestClient) -> None:
    oil = desk.item(OIL)
    form = written(anna.get(f"/items/{oil.id}"), "accept")
    record = two_years()[1]
    del record.waste_streams[0]
    open_database(desk.url).write([record], "anew")
    for answer in (anna.get(f"/items/{oil.id}"), anna.post(f"/items/{oil.id}", data=form)):
        assert answer.status_code == 404
        assert "Den kan ha försvunnit när rapporten lästes om." in texts_of(answer)


def test_a_table_that_is_gone_is_a_plain_page(desk: Bureau, anna: TestClient) -> None:
    oil = desk.item(OIL)
    with sqlite3.connect("avfall.db") as connection:
        connection.execute("ALTER TABLE items RENAME TO undan")
    connection.close()
    for path in ("/", "/queue", "/next", f"/items/{oil.id}", f"/reports/{oil.report_id}"):
        page = anna.get(path)
        assert page.status_code == 503, path
        said = texts_of(page)
        assert "Det gick inte" in said
        assert "avfall.db cannot be read" in said
        assert "SELECT" not in said
    answer = send(anna, oil, "accept")
    assert answer.status_code == 503
    assert "Inget är sparat." in texts_of(answer)


def test_a_fault_in_the_middle_of_a_change_saves_nothing(desk: Bureau, anna: TestClient) -> None:
    oil, before = desk.item(OIL), desk.items()
    with sqlite3.connect("avfall.db") as connection:
        connection.execute("ALTER TABLE corrections RENAME TO undan")
    connection.close()
    answer = send(anna, oil, "split", first="Olja", second="Trasor")
    assert answer.status_code == 503
    with sqlite3.connect("avfall.db") as connection:
        connection.execute("ALTER TABLE undan RENAME TO corrections")
        kept = connection.execute("SELECT description FROM waste_streams").fetchall()
    connection.close()
    assert desk.items() == before
    assert ("Olja",) not in kept
    assert send(anna, oil, "accept").status_code == 303


def test_a_database_that_another_program_writes_to(
    sqlite: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(iusml.review.store, "PATIENCE_S", 0.1)
    settle(sqlite, tmp_path)
    with bureau(sqlite, tmp_path) as desk:
        anna, oil = desk.visitor(), desk.item(OIL)
        other = sqlite3.connect("avfall.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        answer = send(anna, oil, "accept")
        assert answer.status_code == 503
        assert "another program is writing there" in texts_of(answer)
        assert anna.get(f"/items/{oil.id}").status_code == 200  # reading goes on
        other.execute("ROLLBACK")
        other.close()
        assert send(anna, oil, "accept").status_code == 303


def test_a_server_that_stops_tells_no_password(
    postgres: Server, server_url: str, tmp_path: Path
) -> None:
    settle(server_url, tmp_path)
    with bureau(server_url, tmp_path) as desk:
        anna, wood = desk.visitor(), desk.item(WOOD)
        form = written(anna.get(f"/items/{wood.id}"), "accept")
        postgres.stop()
        try:
            for answer in (anna.get("/queue"), anna.post(f"/items/{wood.id}", data=form)):
                assert answer.status_code == 503
                said = texts_of(answer)
                assert "Det gick inte" in said
                assert QUOTED not in said
                assert "iusml:" not in said
        finally:
            postgres.start()
        statuses = {anna.get("/queue").status_code for _ in range(12)}
        assert 200 in statuses
        assert desk.fresh(wood).version == 0


def test_without_a_matcher_nothing_is_suggested(desk: Bureau, anna: TestClient) -> None:
    with pytest.raises(IusmlError, match="finns-inte"):
        load_suggester(desk.folder / "finns-inte", threads=1)
    page = anna.get(f"/items/{desk.item(WOOD).id}")
    assert page.status_code == 200
    assert "Föreslagna koder" not in page.text


def test_a_matcher_that_fails_is_a_plain_page(sqlite: str, tmp_path: Path) -> None:
    settle(sqlite, tmp_path)
    missing = tmp_path / "finns-inte"
    with bureau(
        sqlite, tmp_path, lambda text: load_suggester(missing).suggest([text], 5)[0].suggestions
    ) as desk:
        page = desk.visitor().get(f"/items/{desk.item(WOOD).id}")
        assert page.status_code == 503
        assert "finns-inte" in texts_of(page)
