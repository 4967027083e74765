"""The queue: its order, every filter, its pages, and who is handed what."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from iusml.review import queue
from iusml.review.desk.openings import HELD_S, Openings
from iusml.review.queue import PAGE, Filters, Place, filters_of
from iusml.store.database.output import open_database
from tests.review.desk.bureau import Bureau, bureau, links, send, texts_of
from tests.review.desk.plants import (
    KITCHEN,
    OIL,
    SLUDGE,
    WOOD,
    facility,
    report,
    stream,
    sure,
    tonnes,
)


def titles(desk: Bureau, **asked: str) -> list[str]:
    with desk.office.store.reading() as connection:
        rows = queue.page(connection, filters_of(asked))
        assert queue.count(connection, filters_of(asked)) == len(rows)
    return [row.title for row in rows]


def test_the_most_valuable_look_comes_first(any_desk: Bureau) -> None:
    assert titles(any_desk) == [WOOD, KITCHEN, OIL]  # oil is in no flow of the agenda
    with any_desk.office.store.reading() as connection:
        values = [row.value for row in queue.page(connection, Filters(status="all"))]
    assert values == sorted(values, reverse=True)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"status": "open"}, {WOOD, OIL, KITCHEN, SLUDGE}),
        ({"status": "counting"}, {WOOD, OIL, KITCHEN, SLUDGE}),
        ({"status": "all"}, {WOOD, OIL, KITCHEN, SLUDGE}),
        ({"status": "accepted"}, set()),
        ({"status": "corrected"}, set()),
        ({"status": "removed"}, set()),
        ({"kind": "contact"}, {"Åsa Öberg"}),
        ({"kind": "facility"}, {"Fabriken på Ön"}),
        ({"municipality": "Ängelholm"}, {KITCHEN}),
        ({"municipality": "Å%"}, set()),
        ({"flow": "wood"}, {WOOD}),
        ({"flow": "food_residues", "status": "open"}, {SLUDGE}),
        ({"flow": "-"}, {KITCHEN}),
        ({"doubt": "quantity"}, {OIL}),
        ({"doubt": "ewc_code"}, {WOOD}),
        ({"below": "50"}, set()),
        ({"below": "80"}, {OIL, WOOD}),
        ({"report": "0" * 32}, set()),
        (
            {"kind": "nonsens", "status": "DROP TABLE", "doubt": "'", "below": "x"},
            {OIL, WOOD, KITCHEN},
        ),
        ({"kind": "contact", "doubt": "quantity", "flow": "wood"}, {"Åsa Öberg"}),
    ],
)
def test_filters(desk: Bureau, asked: dict[str, str], found: set[str]) -> None:
    assert set(titles(desk, **asked)) == found


def test_filters_of_decisions_and_of_one_report(any_desk: Bureau) -> None:
    anna = any_desk.visitor()
    oil, wood, sludge = (any_desk.item(name) for name in (OIL, WOOD, SLUDGE))
    send(anna, oil, "accept")
    send(anna, wood, "accept", description="Träspill")
    send(anna, sludge, "remove")
    assert titles(any_desk, status="accepted") == [OIL]
    assert titles(any_desk, status="corrected") == ["Träspill"]
    assert titles(any_desk, status="removed") == [SLUDGE]
    assert set(titles(any_desk, status="all", report=oil.report_id)) == {OIL, "Träspill", SLUDGE}
    assert set(titles(any_desk, status="counting", report=oil.report_id)) == {OIL, "Träspill"}


def test_the_page_says_what_was_chosen_and_keeps_it(anna: TestClient) -> None:
    page = anna.get("/queue?municipality=Ängelholm&flow=-&status=open&below=")
    assert page.status_code == 200
    assert "1 poster" in texts_of(page)
    for chosen in ("<option selected>Ängelholm", 'value="-" selected', 'value="open" selected'):
        assert chosen in page.text
    (first,) = links(page, "/items/")
    assert links(page, "/next") == ["/next?status=open&municipality=%C3%84ngelholm&flow=-"]
    kept = "status=open&municipality=%C3%84ngelholm&flow=-"
    assert first.endswith(f"?{kept}")
    assert f"/queue?{kept}" in " ".join(links(anna.get(first), "/queue"))


def test_nothing_found_says_so(anna: TestClient) -> None:
    page = anna.get("/queue?status=accepted")
    assert "Inget väntar i det här urvalet." in texts_of(page)
    assert links(page, "/items/") == []


def test_municipalities_stand_in_the_swedish_order(sqlite: str, tmp_path: Path) -> None:
    towns = ["Örebro", "Ängelholm", "Åmål", "Zinkgruvan", "Arvika"]
    open_database(sqlite).write(
        [report(f"{town}.pdf", facility("Exempel AB", "1-1", town, 2023, 0.9)) for town in towns],
        "m",
    )
    with bureau(sqlite, tmp_path) as desk, desk.office.store.reading() as connection:
        assert queue.municipalities(connection) == towns[::-1]


@pytest.fixture
def long_desk(url: str, tmp_path: Path) -> Bureau:
    """A report with three pages of streams that are all worth the same look."""
    streams = [
        stream(
            description=f"Slam {number}", id=f"s{number}", needs_review=True, provenance=[],
            confidence=sure(overall=0.5),
        )
        for number in range(2 * PAGE + 7)
    ]  # fmt: skip
    record = report("lång.pdf", facility("Exempel AB", "1-1", "Lund", 2023, 0.9), *streams)
    open_database(url).write([record], "m")
    with bureau(url, tmp_path) as opened:
        yield opened


def test_pages_show_every_item_once_also_of_equal_value(long_desk: Bureau) -> None:
    anna, address, seen = long_desk.visitor(), "/queue", []
    sizes = []
    while address:
        page = anna.get(address)
        shown = [link.split("?")[0] for link in links(page, "/items/")]
        sizes.append(len(shown))
        seen += shown
        address = next((link for link in links(page, "/queue") if "after=" in link), "")
    assert sizes == [PAGE, PAGE, 7]
    assert len(set(seen)) == len(seen) == 2 * PAGE + 7
    assert "/queue?" in links(page, "/queue")


def test_next_walks_through_all_and_begins_again(any_desk: Bureau) -> None:
    anna, seen = any_desk.visitor(), []
    answer = anna.get("/next?status=open")
    for _ in range(5):
        assert answer.status_code == 303
        seen.append(answer.headers["location"])
        (onward,) = links(anna.get(seen[-1]), "/next")
        answer = anna.get(onward)
    assert len(set(seen)) == 5
    assert answer.headers["location"] == seen[0]


def test_two_people_are_not_handed_the_same(any_desk: Bureau) -> None:
    anna, bo = any_desk.visitor("anna"), any_desk.visitor("bo")
    first = anna.get("/next").headers["location"]
    second = bo.get("/next").headers["location"]
    assert second != first
    for who, address in ((anna, first), (bo, second)):
        assert who.get(address).status_code == 200
    (onward,) = links(anna.get(first), "/next")
    assert anna.get(onward).headers["location"] not in (first, second)


def test_a_page_fetched_ahead_is_not_looked_at(desk: Bureau) -> None:
    anna, bo = desk.visitor("anna"), desk.visitor("bo")
    first = anna.get("/next").headers["location"]
    page = anna.get(first)
    (_, ahead) = (link.split("?")[0] for link in [first, *links(page, "/items/")][:2])
    assert anna.get(ahead, headers={"Sec-Purpose": "prefetch"}).status_code == 200
    assert bo.get("/next").headers["location"].split("?")[0] == ahead


def test_a_look_ends_with_time() -> None:
    now = [0.0]
    openings = Openings(lambda: now[0])
    openings.take("anna", "a")
    openings.take("bo", "b")
    assert openings.of_others("bo") == {"a"}
    now[0] = HELD_S
    assert openings.of_others("bo") == openings.of_others("anna") == set()
    openings.take("anna", "a")
    openings.take("anna", "c")
    assert openings.of_others("bo") == {"c"}


def test_the_last_one_leads_to_an_empty_queue(desk: Bureau) -> None:
    anna = desk.visitor()
    for name in (WOOD, KITCHEN):
        assert send(anna, desk.item(name), "accept").headers["location"].startswith("/items/")
    ended = send(anna, desk.item(OIL), "remove")
    assert ended.headers["location"] == "/queue?said=empty"
    assert "Inget mer väntar" in texts_of(anna.get("/queue?said=empty"))


ODD_PLACES = (
    "value=nan&after=x", "value=inf&after=x", "value=-inf&after=x", "value=1e999&after=x",
    "value=&after=x", "value=ett&after=x", "after=x", "value=1", "value=1&after=%00",
)  # fmt: skip


def test_a_place_that_makes_no_sense_is_the_start(any_desk: Bureau) -> None:
    anna, first = any_desk.visitor(), any_desk.item(WOOD).id
    for place in ODD_PLACES:
        assert links(anna.get(f"/queue?{place}"), "/items/")[0] == f"/items/{first}?", place
        assert anna.get(f"/next?{place}").headers["location"] == f"/items/{first}?", place
    assert anna.get("/queue?value=1&after=" + "x" * 3000).status_code == 200


def test_odd_filters_find_nothing_and_break_nothing(any_desk: Bureau) -> None:
    anna = any_desk.visitor()
    names = ("municipality", "flow", "doubt", "report", "kind", "q", "said")
    for text in ("%00", "%FF", "x" * 3000, "'; DROP TABLE items;--", "%3Cscript%3E", "{0}"):
        asked = "&".join(f"{name}={text}" for name in names)
        for path, status in (("/queue", 200), ("/next", 303), ("/reports", 200), ("/", 200)):
            page = anna.get(f"{path}?{asked}")
            assert page.status_code == status, (path, text)
            assert "<script>" not in page.text


def test_a_place_behind_the_last_is_empty(desk: Bureau) -> None:
    with desk.office.store.reading() as connection:
        assert queue.page(connection, Filters(), Place(-1.0, "x")) == []
        assert queue.following(connection, Filters(), Place(-1.0, "x")) == desk.item(WOOD).id


def test_amounts_say_their_unit(desk: Bureau) -> None:
    said = texts_of(desk.visitor().get("/queue?status=all"))
    assert "82,5\u00a0t".replace("\u00a0", " ") in said
    assert tonnes(1.84).text == "1,84"
