"""The page of one item: what it shows beside its picture, and where that comes from."""

import json
from html import unescape
from pathlib import Path
from re import findall

import pytest
from fastapi.testclient import TestClient

from iusml.codes.suggester import load_suggester
from iusml.records import Provenance
from iusml.review.desk.office import Suggest, cached
from iusml.review.desk.record import LEAST
from iusml.review.desk.views import SURE, boxes, field_views, first_field
from iusml.settings import default_matcher
from iusml.store.database.items import Item
from iusml.store.database.output import open_database
from tests.review.desk.bureau import Bureau, bureau, send, texts_of, written
from tests.review.desk.plants import (
    KITCHEN,
    OIL,
    PHONE,
    SLUDGE,
    WOOD,
    cell,
    facility,
    person,
    report,
    settle,
    stream,
    sure,
    tonnes,
)


@pytest.fixture(scope="module")
def suggest() -> Suggest:
    """The suggester that comes with the program."""
    suggester = load_suggester(default_matcher(), threads=1)
    return cached(lambda text: suggester.suggest([text], 5)[0].suggestions)


def item_of(part: object, **more: object) -> Item:
    """An item that nobody has touched."""
    kind = {"WasteStream": "stream", "Contact": "contact", "Facility": "facility"}
    told = {"machine": part, "truth": part, **more}
    return Item("i", "r", kind[type(part).__name__], 0, **told)  # type: ignore[arg-type]


def test_the_page_shows_the_record_beside_its_picture(desk: Bureau, anna: TestClient) -> None:
    oil = desk.item(OIL)
    page = anna.get(f"/items/{oil.id}")
    assert page.status_code == 200
    said = texts_of(page)
    assert f"/reports/{oil.report_id}/pages/1/picture?width=1200" in page.text
    assert 'data-first="quantity"' in page.text
    assert "Varningar Mängden är tio gånger den året innan." in said
    assert "osäkert , programmet är 55 % säkert" in said
    assert "Oljeavskiljare" not in said
    assert "farligt avfall" in said
    assert "3 kvar i urvalet" in said
    fields = written(page, "accept")
    assert (fields["description"], fields["ewc_code"], fields["quantity"]) == (
        OIL, "13 02 05", "1,84 ton",
    )  # fmt: skip
    assert fields["direction"] == "generated"
    assert "programmet läste" not in said


def test_a_contact_and_a_facility_have_their_own_fields(desk: Bureau, anna: TestClient) -> None:
    contact = anna.get(f"/items/{desk.item('Åsa Öberg').id}?kind=contact")
    fields = written(contact, "accept")
    assert (fields["name"], fields["phone"]) == ("Åsa Öberg", PHONE)
    assert "Ingen kontakt här" in texts_of(contact)
    assert "<details data-key" not in contact.text
    place = anna.get(f"/items/{desk.item('Fabriken på Ön').id}?kind=facility")
    fields = written(place, "accept")
    assert (fields["operator"], fields["reporting_year"]) == ("Exempel Livs AB", "2023")
    assert 'value="remove"' not in place.text
    assert "<details data-key" not in place.text


def test_the_box_of_the_doubtful_field_comes_first(desk: Bureau, anna: TestClient) -> None:
    oil = desk.item(OIL)
    assert [box.text for box in boxes(oil)] == ["1,84", OIL, "13 02 05*"]
    (frames,) = findall(r'data-boxes="([^"]*)"', anna.get(f"/items/{oil.id}").text)
    x0, y0, x1, y1 = cell(1, 2).bbox or ()
    assert json.loads(unescape(frames))[0] == [1, x0, y0, x1, y1]


def test_places_that_people_took_come_before_those_of_the_program() -> None:
    taken = Provenance(page=2, bbox=(1, 2, 3, 4), text="fel plats")
    nowhere = Provenance(page=1, bbox=None, text="1,84")
    empty = Provenance(page=1, bbox=(0, 0, 1, 1), text="")
    part = stream(1, confidence=sure(quantity=0.4), provenance=[empty, nowhere, cell(1, 2)])
    found = boxes(item_of(part, places={"quantity": [taken]}))
    assert [box.text for box in found] == ["1,84", "fel plats", ""]
    assert boxes(item_of(person())) == []


def test_the_field_to_begin_with_is_the_doubtful_one() -> None:
    assert first_field(field_views(item_of(stream(1)))) == "description"
    doubtful = item_of(stream(1, confidence=sure(ewc_code=SURE - 0.01)))
    assert first_field(field_views(doubtful)) == "ewc_code"
    assert first_field(field_views(item_of(person()))) == "name"
    refused = field_views(doubtful, {"receiver": "x"}, {"receiver": "too_long"})
    assert {view.name for view in refused if view.problem} == {"receiver"}


def test_codes_are_suggested_where_the_code_is_not_sure(
    sqlite: str, tmp_path: Path, suggest: Suggest
) -> None:
    settle(sqlite, tmp_path)
    with bureau(sqlite, tmp_path, suggest) as desk:
        anna = desk.visitor()
        for name, wanted in ((WOOD, True), (KITCHEN, True), (OIL, False), (SLUDGE, False)):
            page = anna.get(f"/items/{desk.item(name).id}")
            offered = findall(r'data-fills="f-ewc_code" data-text="([^"]*)"', page.text)
            assert bool(offered) is wanted, name
            assert "03 01 05" not in offered  # stands there already
            assert len(offered) == len(set(offered)) <= 5
        likely = {one.code for one in suggest(KITCHEN) if one.score >= LEAST}
        assert likely
        send(anna, desk.item(WOOD), "save", ewc_code="15 01 03")
        page = anna.get(f"/items/{desk.item(WOOD).id}")
        assert 'data-fills="f-ewc_code"' not in page.text  # a person chose
        assert "programmet läste: 03 01 05" in texts_of(page)


def test_the_year_before_stands_beside(any_desk: Bureau) -> None:
    anna = any_desk.visitor()
    oil = anna.get(f"/items/{any_desk.item(OIL).id}")
    assert f"Förra året (2022) : {OIL} 13 02 05 1,6 ton" in texts_of(oil)
    wood = anna.get(f"/items/{any_desk.item(WOOD).id}")
    assert "Förra året" not in texts_of(wood)


def test_the_year_before_by_its_code_alone_says_so(sqlite: str, tmp_path: Path) -> None:
    plant = ("Exempel Livs AB", "1283-114", "Helsingborg")
    before = report("22.pdf", facility(*plant, 2022, 0.9), stream(1, description="Olja"))
    other = report("22b.pdf", facility("Ångköket AB", "1283-115", "Lund", 2022, 0.9), stream(2))
    now = report("23.pdf", facility(*plant, 2023, 0.9), stream(1), stream(2))
    open_database(sqlite).write([before, other, now], "m")
    with bureau(sqlite, tmp_path) as desk:
        anna = desk.visitor()
        assert "samma kod, annat namn" in texts_of(anna.get(f"/items/{desk.item(OIL).id}"))
        assert "Förra året" not in texts_of(anna.get(f"/items/{desk.item(WOOD).id}?"))


def test_amounts_beside_the_value_are_offered(desk: Bureau, anna: TestClient) -> None:
    # The row of the heading names a unit; the code beside the amount is no amount.
    wrong = cell(1, 0)
    record = report(
        "2024.pdf", facility("Exempel Livs AB", "1283-114", "Helsingborg", 2024, 0.9),
        stream(1, description="Olja", quantity=tonnes(184.0), provenance=[wrong]),
    )  # fmt: skip
    (desk.folder / "2024.pdf").write_bytes((desk.folder / "2023.pdf").read_bytes())
    open_database(desk.url).write([record], "m")
    found = anna.get(f"/items/{desk.item('Olja').id}/amounts").json()
    assert [one["text"] for one in found] == ["1,84 ton"]
    place = Provenance.model_validate(found[0]["place"])
    assert place.page == 1
    assert place.text == "1,84"
    x0, y0, x1, y1 = cell(1, 2).bbox or ()
    assert place.bbox
    assert x0 - 1 < place.bbox[0] < place.bbox[2] < x1 + 20
    assert y0 - 5 < place.bbox[1] < place.bbox[3] < y1 + 5


def test_no_amounts_where_there_is_no_page(desk: Bureau, anna: TestClient) -> None:
    oil = desk.item(OIL)
    for key in (desk.item(KITCHEN).id, desk.item("Åsa Öberg").id, "0" * 32):
        assert anna.get(f"/items/{key}/amounts").json() == []
    (desk.folder / "2023.pdf").unlink()
    assert anna.get(f"/items/{oil.id}/amounts").json() == []


def test_history_says_who_did_what(desk: Bureau, anna: TestClient) -> None:
    wood = desk.item(WOOD)
    assert "Ingen har ändrat något än." in texts_of(anna.get(f"/items/{wood.id}"))
    changed = {
        "description": "Träspill", "ewc_code": "15 01 03", "quantity": "8,25 ton",
        "direction": "received", "history": "2022: 80 ton; 2021: 75,5 ton",
        "reason": "Raden ovanför",
    }  # fmt: skip
    send(desk.visitor("bo"), wood, "accept", **changed)
    page = anna.get(f"/items/{wood.id}")
    said = texts_of(page)
    for line in (
        f"bo: Rättad Avfall {WOOD} Träspill Raden ovanför",
        "bo: Rättad Avfallskod 030105 150103",
        "bo: Rättad Mängd 82,5 ton 8,25 ton",
        "bo: Rättad Riktning Uppkommet här Mottaget från andra",
        "2021: 75,5 ton",
        "bo: Rättad Läge Väntar Rättad",
    ):
        assert line in said, line
    assert "confidence" not in said
    english = texts_of(desk.visitor("eve").get(f"/items/{wood.id}"))
    assert "bo: Corrected Direction Arisen here Received from others" in english
    assert "What has been done" in english or "bo: Corrected State" in english


def test_history_of_a_facility_and_a_contact(desk: Bureau, anna: TestClient) -> None:
    place = desk.item("Fabriken på Ön")
    changed = {"operator": "Exempel Mat AB", "coordinates": "56.05, 12.70", "city": "Råå"}
    assert send(anna, place, "save", **changed).status_code == 303
    said = texts_of(anna.get(f"/items/{place.id}?kind=facility"))
    assert "Verksamhetsutövare Exempel Livs AB Exempel Mat AB" in said
    assert "Koordinater 56.050000, 12.700000" in said
    assert "Ort Råå" in said
    contact = desk.item("Åsa Öberg")
    send(anna, contact, "save", email="asa.oberg@example.se")
    said = texts_of(anna.get(f"/items/{contact.id}?kind=contact"))
    assert "E-post asa@example.se asa.oberg@example.se" in said


def test_a_part_of_a_split_says_where_it_came_from(desk: Bureau, anna: TestClient) -> None:
    send(anna, desk.item(OIL), "split", first="Olja", second="Trasor")
    page = anna.get(f"/items/{desk.item('Trasor').id}")
    assert "Hela posten Trasor" in texts_of(page)
    assert "Föreslagna" not in texts_of(page)


def test_the_start_page_tells_how_far_it_has_come(any_desk: Bureau) -> None:
    anna = any_desk.visitor()
    fresh = texts_of(anna.get("/"))
    assert "3 rapporter" in fresh
    assert "Inget är beslutat än." in fresh
    assert "Avfall 5 0 0 0 3" in fresh
    send(anna, any_desk.item(OIL), "accept")
    send(anna, any_desk.item(WOOD), "accept", quantity="8,25 ton")
    send(any_desk.visitor("bo"), any_desk.item(SLUDGE), "remove")
    after = texts_of(anna.get("/"))
    assert "Avfall 5 1 1 1 1" in after
    assert "Mängd 1" in after
    assert "anna 2 bo 1" in after


def test_reports_are_found_by_any_of_their_names(any_desk: Bureau) -> None:
    anna = any_desk.visitor()
    assert "Fabriken på Ön Helsingborg 2023 3 3 2023.pdf" in texts_of(anna.get("/reports"))
    asked = {"helsing": 2, "2022": 1, "exempel livs": 2, "%": 0, "_": 0, "finns inte": 0}
    for text, number in asked.items():
        page = anna.get("/reports", params={"q": text})
        assert len(findall(r'href="/reports/[0-9a-f]{32}"', page.text)) == number, text


def test_searches_know_swedish_letters(desk: Bureau, anna: TestClient) -> None:
    for text in ("ångköket", "ÅNGKÖKET", "ängelHOLM", "åN.PDF"):
        assert "Ån.pdf" in texts_of(anna.get("/reports", params={"q": text})), text


def test_a_report_lists_its_parts(desk: Bureau, anna: TestClient) -> None:
    oil = desk.item(OIL)
    send(anna, desk.item(SLUDGE), "remove")
    said = texts_of(anna.get(f"/reports/{oil.report_id}"))
    assert f"{OIL} 13 02 05 1,84 ton Väntar" in said
    assert f"{SLUDGE} 02 02 04 7,5 ton Borttagen" in said
    assert "Åsa Öberg Väntar" in said


def test_a_report_that_could_not_be_read_says_why(sqlite: str, tmp_path: Path) -> None:
    broken = report(
        "trasig.pdf", facility("x", "1-1", "Lund", 2023, 0.9), pages=None, status="failed",
        error="trasig.pdf är tom.",
    )  # fmt: skip
    broken.facility = None
    open_database(sqlite).write([broken], "m")
    with bureau(sqlite, tmp_path) as desk:
        anna = desk.visitor()
        listed = anna.get("/reports")
        (address,) = findall(r'href="(/reports/[0-9a-f]{32})"', listed.text)
        said = texts_of(anna.get(address))
        assert "Rapporten kunde inte läsas. trasig.pdf är tom." in said
        assert "Rapporten gav inga poster." in said
        assert texts_of(anna.get("/queue")).count("0 poster") == 1
