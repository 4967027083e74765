"""The pages of second looks: blind, kept apart, and settled by a third look."""

import pytest

from iusml.review import second
from iusml.store.database.items import Item
from tests.review.desk.bureau import Bureau, csrf, send, texts_of


@pytest.fixture
def decided(desk: Bureau) -> Item:
    """A stream that Anna has corrected; everything is looked at twice."""
    with desk.office.store.writing() as connection:
        second.set_share(connection, 1.0)
    item = next(one for one in desk.items() if one.kind == "stream" and one.machine)
    corrected = send(desk.visitor("anna"), item, "accept", description="Annas ord")
    assert corrected.status_code == 303
    return item


def look(desk: Bureau, item: Item, action: str, **fields: str) -> str:
    """Answer as Bo, who was sent to the item; return where that leads."""
    bo = desk.visitor("bo")
    assert bo.get("/second").headers["Location"] == f"/second/{item.id}"
    assert bo.get(f"/second/{item.id}").status_code == 200
    form = {"action": action, "version": "0", "csrf": csrf(bo), **fields}
    answer = bo.post(f"/second/{item.id}", data=form)
    assert answer.status_code == 303
    return answer.headers["Location"]


def test_the_second_person_does_not_see_the_decision(desk: Bureau, decided: Item) -> None:
    said = texts_of(desk.visitor("bo").get(f"/second/{decided.id}"))
    page = desk.visitor("bo").get(f"/second/{decided.id}").text
    assert "Annas ord" not in page
    assert "Anna Ek" not in page
    assert "Rättad" not in said
    assert "inte vad någon annan har beslutat" in said
    assert "Slå ihop" not in said.partition("Tangenter De gäller")[0]


def test_who_decided_gets_no_second_look(desk: Bureau, decided: Item) -> None:
    anna = desk.visitor("anna")
    assert anna.get("/second").headers["Location"] == "/agreement?said=no_second"
    assert anna.get(f"/second/{decided.id}").status_code == 404


def test_answers_are_kept_apart_and_compared(desk: Bureau, decided: Item) -> None:
    before = desk.fresh(decided)
    assert look(desk, decided, "accept") == "/second?said=second"
    assert desk.fresh(decided) == before
    page = desk.visitor("anna").get("/agreement")
    said = texts_of(page)
    assert "1 poster med två blickar" in said
    assert "0 % samma beslut" in said
    assert f"/items/{decided.id}?" in page.text
    third = send(desk.visitor("eve"), before, "accept")
    assert third.status_code == 303


def test_a_value_that_cannot_be_read_stays_in_the_form(desk: Bureau, decided: Item) -> None:
    bo = desk.visitor("bo")
    bo.get(f"/second/{decided.id}")
    form = {"action": "accept", "version": "0", "csrf": csrf(bo), "ewc_code": "99 99 99"}
    answer = bo.post(f"/second/{decided.id}", data=form)
    assert answer.status_code == 422
    assert 'value="99 99 99"' in answer.text
    assert "Det finns ingen sådan avfallskod" in answer.text


def test_a_second_window_writes_over_nothing(desk: Bureau, decided: Item) -> None:
    look(desk, decided, "remove")
    bo = desk.visitor("bo")
    form = {"action": "accept", "version": "0", "csrf": csrf(bo)}
    assert bo.post(f"/second/{decided.id}", data=form).headers["Location"].endswith("said=again")
    with desk.office.store.reading() as connection:
        (pair,) = second.pairs(connection)
    assert pair.second.status == "removed"
