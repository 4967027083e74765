"""Hostile texts and forms that no page has: shown as text, refused, or left alone."""

import pytest
from fastapi.testclient import TestClient

from iusml.records import WasteStream
from tests.review.desk.bureau import Bureau, csrf, harmless, send, texts_of, written
from tests.review.desk.plants import OIL

HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>' onmouseover='x",
    "\u202eabc\u2066 {{ 7*7 }} {0} %s",
    "A" * 2000,
    "ett\x00två",
    "x</textarea></script><h1>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(any_desk: Bureau, text: str) -> None:
    anna = any_desk.visitor()
    oil, contact = any_desk.item(OIL), any_desk.item("Åsa Öberg")
    place = any_desk.item("Fabriken på Ön")
    free = {
        oil.id: ("description", "treatment", "transporter", "receiver"),
        contact.id: ("name", "role"),
        place.id: ("operator", "facility_name", "street_address", "city"),
    }
    for item in (oil, contact, place):
        fields = dict.fromkeys(free[item.id], text)
        answer = send(anna, item, "save", reason=text, **fields)
        assert answer.status_code == 303
        asked = anna.get(f"/items/{item.id}", params={"kind": item.kind, "municipality": text})
        assert asked.status_code == 200
        assert harmless(asked)
    pages = [
        *(f"/items/{key}" for key in free), "/queue?status=all", "/reports", "/",
        f"/reports/{oil.report_id}", "/queue?kind=contact", "/queue?kind=facility",
    ]  # fmt: skip
    for address in pages:
        page = anna.get(address)
        assert page.status_code == 200, address
        assert harmless(page), address
    stream = any_desk.fresh(oil).truth
    assert isinstance(stream, WasteStream)
    kept = stream.description
    assert written(anna.get(f"/items/{oil.id}"), "save")["description"] == kept
    refused = send(anna, any_desk.fresh(oil), "split", first=text, second="", second_amount=text)
    assert refused.status_code == 422
    assert harmless(refused)


def test_hostile_values_of_a_conflict_and_of_numbers(desk: Bureau, anna: TestClient) -> None:
    oil = desk.item(OIL)
    for text in ("<script>alert(1)</script>", '"><u>', "nan ton", "inf ton"):
        for field in ("quantity", "ewc_code", "history"):
            refused = send(anna, oil, "accept", **{field: text})
            assert refused.status_code == 422, (field, text)
            assert "<script>alert" not in refused.text
            assert '"><u>' not in refused.text
    send(desk.visitor("bo"), oil, "save", receiver="<i>B</i>")
    conflict = send(anna, oil, "save", receiver="<script>alert(1)</script>")
    assert conflict.status_code == 409
    assert "<script>alert" not in conflict.text
    assert "<i>" not in conflict.text


def test_files_and_names_that_no_form_has_are_left_alone(desk: Bureau, anna: TestClient) -> None:
    oil = desk.item(OIL)
    answer = anna.post(
        f"/items/{oil.id}",
        data={
            "action": "save", "version": "0", "csrf": csrf(anna), "status": "accepted", "id": "x",
            "who": "bo",
        },
        files={"receiver": ("å.txt", b"filen", "text/plain")},
    )  # fmt: skip
    assert answer.status_code == 303
    assert desk.fresh(oil) == oil


def test_a_form_that_cannot_be_read_is_told(desk: Bureau, anna: TestClient) -> None:
    oil = desk.item(OIL)
    many = anna.post(f"/items/{oil.id}", data={f"f{number}": "x" for number in range(1500)})
    assert many.status_code == 400
    assert "Formuläret gick inte att läsa" in texts_of(many)
    broken = anna.post(
        f"/items/{oil.id}", content=b"--x\r\nskr", headers={"Content-Type": "multipart/form-data"}
    )
    assert broken.status_code == 400
    no_version = anna.post(f"/items/{oil.id}", data={"csrf": csrf(anna)})
    assert no_version.status_code == 409
    assert desk.fresh(oil) == oil
