"""What people do with a record, through the forms of its page."""

from re import findall

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from iusml.records import Contact, Facility, Provenance, WasteStream
from iusml.store.database.items import Item
from tests.review.desk.bureau import Bureau, csrf, harmless, send, texts_of, written
from tests.review.desk.plants import KITCHEN, OIL, PHONE, SLUDGE, WOOD, cell

HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>' onmouseover='x",
    "\u202eabc\u2066 {{ 7*7 }} {0} %s",
    "A" * 2000,
    "ett\x00två",
    "x</textarea></script><h1>",
)


def undo(who: TestClient, query: str = "") -> Response:
    return who.post(f"/undo?{query}", data={"csrf": csrf(who)})


def truth(item: Item) -> WasteStream:
    assert isinstance(item.truth, WasteStream)
    return item.truth


def test_accepting_what_stands_there_changes_nothing_of_it(any_desk: Bureau) -> None:
    anna = any_desk.visitor()
    for name in (OIL, WOOD, SLUDGE, KITCHEN, "Åsa Öberg", "Fabriken på Ön"):
        before = any_desk.item(name)
        form = written(anna.get(f"/items/{before.id}"), "accept")
        answer = anna.post(f"/items/{before.id}", data=form)
        assert answer.status_code == 303, name
        after = any_desk.fresh(before)
        assert (after.status, after.version) == ("accepted", 1), name
        assert {line.action for line in any_desk.lines(before)} == {"accept"}
        if isinstance(after.truth, WasteStream):
            unsure = {"confidence", "needs_review", "warnings"}
            was = truth(before).model_dump(exclude=unsure)
            assert after.truth.model_dump(exclude=unsure) == was


def test_blanks_and_line_breaks_of_a_form_are_no_correction(desk: Bureau, anna: TestClient) -> None:
    oil = desk.item(OIL)
    send(anna, oil, "save", description=f"  {OIL.replace(' ', '  ')}\r\n", treatment=" ")
    assert desk.fresh(oil) == oil
    assert desk.lines(oil) == []


def test_accept_goes_on_and_says_so(desk: Bureau, anna: TestClient) -> None:
    wood = desk.item(WOOD)
    answer = anna.post(
        f"/items/{wood.id}?municipality=Helsingborg",
        data={"action": "accept", "version": "0", "csrf": csrf(anna)},
    )
    assert answer.status_code == 303
    onward = answer.headers["location"]
    assert onward == f"/items/{desk.item(OIL).id}?municipality=Helsingborg&said=accept"
    assert "Sparat: rätt." in texts_of(anna.get(onward))


def test_corrections_are_read_as_a_report_is(any_desk: Bureau) -> None:
    anna, oil = any_desk.visitor(), any_desk.item(OIL)
    answer = send(
        anna, oil, "accept", quantity="ca 2 345,5 kg", ewc_code="130208*", operation_code="r 9",
        direction="received", receiver="Återvinnarna AB", history="2022: 1,6 t; 2021: 1,5 t",
        reason="Fel enhet",
    )  # fmt: skip
    assert answer.status_code == 303
    after = any_desk.fresh(oil)
    found = truth(after)
    assert after.status == "corrected"
    assert found.quantity
    assert (found.quantity.mass_kg, found.quantity.approximate) == (2345.5, True)
    assert (found.ewc_code, found.hazardous, found.operation_code) == ("130208", True, "R9")
    assert (found.direction, found.receiver) == ("received", "Återvinnarna AB")
    assert sorted(one.year for one in found.history) == [2021, 2022]
    assert not found.needs_review
    assert {line.reason for line in any_desk.lines(oil)} == {"Fel enhet"}
    assert {line.who for line in any_desk.lines(oil)} == {"anna"}


def test_save_stays_and_the_record_still_waits(desk: Bureau, anna: TestClient) -> None:
    oil = desk.item(OIL)
    answer = send(anna, oil, "save", receiver="Oljeåtervinning AB")
    assert answer.headers["location"] == f"/items/{oil.id}?said=save"
    after = desk.fresh(oil)
    assert (after.status, truth(after).receiver) == ("open", "Oljeåtervinning AB")
    send(anna, after, "save", receiver="")
    assert truth(desk.fresh(oil)).receiver is None


REFUSED = [
    (OIL, "quantity", "mycket", "Skriv en mängd och en enhet"),
    (KITCHEN, "quantity", "12,5", "Skriv enheten också"),
    (OIL, "ewc_code", "99 88 77", "Det finns ingen sådan avfallskod."),
    (OIL, "operation_code", "R99", "Skriv R och en siffra"),
    (OIL, "history", "förra året tre ton", "Skriv år och mängd"),
    (OIL, "direction", "uppåt", "Välj en riktning."),
    (OIL, "description", "A" * 2001, "Texten är för lång."),
    ("Åsa Öberg", "email", "asa(at)example", "Det är ingen e-postadress"),
    ("Åsa Öberg", "phone", "ring växeln", "Det är inget telefonnummer"),
    ("Fabriken på Ön", "org_number", "559999-0007", "Kontrollsiffran stämmer inte."),
    ("Fabriken på Ön", "facility_number", "elva", "Skriv kommunens fyra siffror"),
    ("Fabriken på Ön", "municipality", "Ankeborg", "Det finns ingen sådan kommun."),
    ("Fabriken på Ön", "postal_code", "1", "Skriv fem siffror"),
    ("Fabriken på Ön", "coordinates", "här", "Skriv två tal"),
    ("Fabriken på Ön", "reporting_year", "i fjol", "Skriv ett år"),
]


@pytest.mark.parametrize(("name", "field", "text", "said"), REFUSED)
def test_a_value_that_cannot_stand_there_is_marked_and_kept(
    desk: Bureau, anna: TestClient, name: str, field: str, text: str, said: str
) -> None:
    item = desk.item(name)
    other = "receiver" if item.kind == "stream" else "role" if item.kind == "contact" else "city"
    more = {field: text, other: "Åkarp", f"place-{other}": "[]", "reason": "Såg fel"}
    answer = send(anna, item, "accept", **more)
    assert answer.status_code == 422
    assert said in texts_of(answer)
    kept = written(answer, "accept")
    assert kept[other] == "Åkarp"
    assert kept[f"place-{other}"] == "[]"
    assert kept["reason"] == "Såg fel"
    if field != "direction":
        assert kept[field] == text
        (marked,) = findall(r'id="f-(\w+)"[^>]*aria-invalid="true"', answer.text)
        assert marked == field
    assert desk.fresh(item) == item
    assert desk.lines(item) == []


def test_a_place_is_kept_with_the_value_taken_there(any_desk: Bureau) -> None:
    anna, oil = any_desk.visitor(), any_desk.item(OIL)
    place = cell(3, 2)
    taken = f"[{place.model_dump_json()}]"
    send(anna, oil, "accept", **{"quantity": "7,5", "place-quantity": taken})
    after = any_desk.fresh(oil)
    assert after.places == {"quantity": [place]}
    assert truth(after).quantity
    assert after.status == "corrected"
    # The same text from another place is still a place.
    wood = any_desk.item(WOOD)
    send(anna, wood, "accept", **{"quantity": "82,5 ton", "place-quantity": taken})
    assert any_desk.fresh(wood).places == {"quantity": [place]}
    assert any_desk.fresh(wood).status == "accepted"


@pytest.mark.parametrize(
    "place", ["[{", "{}", '[{"page": 0, "bbox": null, "text": ""}]', "[[1,2]]", "[" * 30_000]
)
def test_a_place_that_cannot_be_read_is_refused(desk: Bureau, anna: TestClient, place: str) -> None:
    oil = desk.item(OIL)
    answer = send(anna, oil, "accept", **{"quantity": "2 ton", "place-quantity": place})
    assert answer.status_code == 422
    assert "Stället på sidan gick inte att läsa." in texts_of(answer)
    assert desk.fresh(oil) == oil


def test_remove_and_open_again(any_desk: Bureau) -> None:
    anna, oil = any_desk.visitor(), any_desk.item(OIL)
    send(anna, oil, "remove", reason="Det är en rubrik")
    gone = any_desk.fresh(oil)
    assert gone.status == "removed"
    page = anna.get(f"/items/{oil.id}")
    assert "Borttagen" in texts_of(page)
    answer = anna.post(f"/items/{oil.id}", data=written(page, "reopen"))
    assert answer.headers["location"] == f"/items/{oil.id}?said=reopen"
    assert any_desk.fresh(oil).status == "open"


def test_split_in_two(any_desk: Bureau) -> None:
    anna, oil = any_desk.visitor(), any_desk.item(OIL)
    answer = send(
        anna, oil, "split", first="Spillolja", first_amount="1 ton", second="Trasor med olja",
        second_amount="840 kg",
    )  # fmt: skip
    assert answer.headers["location"] == f"/items/{oil.id}?said=split"
    one, two = (any_desk.item(name) for name in ("Spillolja", "Trasor med olja"))
    assert one.id == oil.id
    first, second = truth(one).quantity, truth(two).quantity
    assert first
    assert second
    assert (first.mass_kg, second.mass_kg) == (1000, 840)
    assert truth(two).ewc_code == "130205"
    assert {one.status, two.status} == {"open"}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"first": "Spillolja", "second": " "}, "Skriv vad båda avfallen heter."),
        ({"first": "Olja", "second": "Trasor", "second_amount": "lite"}, "Skriv en mängd och"),
        ({"first": "Olja", "second": "B" * 2001}, "Texten är för lång."),
    ],
)
def test_a_refused_split_stays_open_with_what_was_written(
    desk: Bureau, anna: TestClient, fields: dict[str, str], said: str
) -> None:
    oil, number = desk.item(OIL), len(desk.items())
    answer = send(anna, oil, "split", **fields)
    assert answer.status_code == 422
    assert said in texts_of(answer)
    assert 'data-key="s" open' in answer.text
    kept = written(answer, "split")
    assert {name: kept[name] for name in fields} == fields
    assert written(answer, "accept")["description"] == OIL
    assert desk.fresh(oil) == oil
    assert len(desk.items()) == number


def test_join_two(any_desk: Bureau) -> None:
    anna, oil, wood = any_desk.visitor(), any_desk.item(OIL), any_desk.item(WOOD)
    form = written(anna.get(f"/items/{oil.id}"), "join")
    answer = anna.post(f"/items/{oil.id}", data={**form, "other": wood.id})
    assert answer.headers["location"] == f"/items/{oil.id}?said=join"
    joined = truth(any_desk.fresh(oil))
    assert joined.quantity
    assert joined.quantity.value == 84.34
    assert any_desk.fresh(wood).status == "joined"
    said = texts_of(anna.get(f"/items/{wood.id}"))
    assert "Hopslagen med en annan" in said


def test_join_of_amounts_in_two_units_is_refused(desk: Bureau, anna: TestClient) -> None:
    oil, wood = desk.item(OIL), desk.item(WOOD)
    send(anna, wood, "save", quantity="30 m³")
    form = written(anna.get(f"/items/{oil.id}"), "join")
    answer = anna.post(f"/items/{oil.id}", data={**form, "other": wood.id})
    assert answer.status_code == 422
    assert "Mängderna har olika enheter." in texts_of(answer)
    assert 'data-key="j" open' in answer.text
    assert written(answer, "join")["other"] == wood.id
    assert desk.fresh(oil) == oil


def test_move_a_value(any_desk: Bureau) -> None:
    anna, oil, wood = any_desk.visitor(), any_desk.item(OIL), any_desk.item(WOOD)
    send(anna, oil, "save", receiver="Sågen AB")
    form = written(anna.get(f"/items/{oil.id}"), "move")
    assert form["field"] == "quantity"  # the one in doubt
    moved = {**form, "field": "receiver", "other": wood.id}
    answer = anna.post(f"/items/{oil.id}", data=moved)
    assert answer.headers["location"] == f"/items/{oil.id}?said=move"
    assert truth(any_desk.fresh(oil)).receiver is None
    assert truth(any_desk.fresh(wood)).receiver == "Sågen AB"


def test_what_cannot_be_moved_is_refused(desk: Bureau, anna: TestClient) -> None:
    oil, wood = desk.item(OIL), desk.item(WOOD)
    for field in ("treatment", "direction", "__class__", "provenance", ""):
        form = {"field": field, "other": wood.id, f"version-{wood.id}": "0"}
        answer = send(anna, oil, "move", **form)
        assert answer.status_code == 422, field
        assert 'data-key="m" open' in answer.text
    assert [desk.fresh(one) for one in (oil, wood)] == [oil, wood]


def test_forms_that_no_page_has_are_refused(any_desk: Bureau) -> None:
    anna, oil = any_desk.visitor(), any_desk.item(OIL)
    contact, elsewhere = any_desk.item("Åsa Öberg"), any_desk.item(KITCHEN)
    place = any_desk.item("Fabriken på Ön")
    before = any_desk.items()
    for item, action, other in (
        (oil, "", None), (oil, "delete", None), (oil, "join", None), (oil, "join", oil),
        (oil, "join", contact), (oil, "join", elsewhere), (oil, "move", elsewhere),
        (contact, "join", oil), (contact, "split", None), (place, "remove", None),
        (place, "split", None),
    ):  # fmt: skip
        more = {"other": other.id, f"version-{other.id}": "0", "field": "quantity"} if other else {}
        answer = send(anna, item, action, first="a", second="b", **more)
        assert answer.status_code == 422, (item.kind, action)
        assert findall(r'class="problem" role="alert"', answer.text), (item.kind, action)
    assert any_desk.items() == before


def test_undo_takes_back_the_last_change_of_this_person(any_desk: Bureau) -> None:
    anna, bo = any_desk.visitor("anna"), any_desk.visitor("bo")
    oil, wood = any_desk.item(OIL), any_desk.item(WOOD)
    send(anna, oil, "accept", quantity="2 ton")
    send(bo, wood, "remove")
    answer = undo(anna)
    assert answer.headers["location"] == f"/items/{oil.id}?said=undone"
    back = any_desk.fresh(oil)
    assert (back.status, back.truth) == ("open", oil.truth)
    assert any_desk.fresh(wood).status == "removed"
    nothing = undo(anna, "municipality=Helsingborg")
    assert nothing.headers["location"] == "/next?municipality=Helsingborg&said=nothing_to_undo"
    onward = anna.get(nothing.headers["location"]).headers["location"]
    assert "Du har inget att ångra." in texts_of(anna.get(onward))


def test_undo_of_a_split_and_of_a_join(any_desk: Bureau) -> None:
    anna, oil, wood = any_desk.visitor(), any_desk.item(OIL), any_desk.item(WOOD)
    send(anna, oil, "split", first="Olja", second="Trasor")
    form = written(anna.get(f"/items/{wood.id}"), "join")
    anna.post(f"/items/{wood.id}", data={**form, "other": oil.id})
    for _ in range(2):
        answer = undo(anna)
        assert anna.get(answer.headers["location"]).status_code == 200
    assert truth(any_desk.fresh(oil)).description == OIL
    assert truth(any_desk.fresh(wood)).description == WOOD
    counted = [one for one in any_desk.items() if one.counts and one.kind == "stream"]
    assert len(counted) == 5


def test_somebody_else_was_faster(any_desk: Bureau) -> None:
    anna, bo = any_desk.visitor("anna"), any_desk.visitor("bo")
    oil = any_desk.item(OIL)
    form = written(anna.get(f"/items/{oil.id}"), "accept")
    send(bo, oil, "accept", quantity="3 ton", reason="Enligt bilaga")
    now = any_desk.fresh(oil)
    answer = anna.post(f"/items/{oil.id}", data={**form, "quantity": "2 ton", "receiver": "Å AB"})
    assert answer.status_code == 409
    said = texts_of(answer)
    assert "Inget är sparat." in said
    assert "bo ändrade den" in said
    assert "Mängd 3 ton 2 ton" in said
    assert "Mottagare (tomt) Å AB" in said
    assert (
        "Avfallskod 13 02 05 Mängd 3 ton 2 ton Riktning Uppkommet här Behandling" in said
    )  # the same in both: yours is not told
    assert any_desk.fresh(oil) == now
    assert {line.who for line in any_desk.lines(oil)} == {"bo"}


def test_a_join_or_move_sees_that_the_other_changed(any_desk: Bureau) -> None:
    anna, bo = any_desk.visitor("anna"), any_desk.visitor("bo")
    oil, wood = any_desk.item(OIL), any_desk.item(WOOD)
    page = anna.get(f"/items/{oil.id}")
    send(bo, wood, "accept", quantity="8,25 ton")
    for action in ("join", "move"):
        form = {**written(page, action), "other": wood.id}
        assert anna.post(f"/items/{oil.id}", data=form).status_code == 409
        assert send(anna, oil, action, other=wood.id, field="quantity").status_code == 409
    assert any_desk.fresh(oil) == oil
    assert any_desk.fresh(wood).status == "corrected"


def test_undo_of_what_others_changed_since_is_a_conflict(desk: Bureau, anna: TestClient) -> None:
    oil = desk.item(OIL)
    send(anna, oil, "accept", quantity="2 ton")
    send(desk.visitor("bo"), desk.fresh(oil), "save", quantity="3 ton")
    answer = undo(anna)
    assert answer.status_code == 409
    assert "bo ändrade den" in texts_of(answer)
    assert truth(desk.fresh(oil)).quantity == truth(desk.item(OIL)).quantity


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
    kept = truth(any_desk.fresh(oil)).description or ""
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


def test_contact_and_facility_are_corrected(any_desk: Bureau) -> None:
    anna = any_desk.visitor()
    contact, place = any_desk.item("Åsa Öberg"), any_desk.item("Fabriken på Ön")
    send(anna, contact, "accept", phone="040-628 04 11", email="MILJO@Example.se")
    found = any_desk.fresh(contact).truth
    assert isinstance(found, Contact)
    assert found.phone == "+46 40 628 04 11"
    assert found.phone != PHONE
    assert found.email
    assert found.email.casefold() == "miljo@example.se"
    taken = Provenance(page=1, bbox=(1, 2, 3, 4), text="Lund")
    told = {"municipality": "Lund", "place-municipality": f"[{taken.model_dump_json()}]"}
    send(anna, place, "accept", **told)
    facility = any_desk.fresh(place).truth
    assert isinstance(facility, Facility)
    assert facility.municipality
    assert (facility.municipality.value, facility.municipality.provenance) == ("Lund", [taken])
    # The report's other records are found under its new town.
    assert OIL in texts_of(anna.get("/queue?municipality=Lund"))
