"""The pages of the follow-up: lists, one match, what people write there, and files of it."""

import csv
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from iusml.review.access import people
from iusml.review.clock import now
from iusml.review.privacy.forget import forget
from iusml.review.privacy.retention import apply_retention, set_retention
from iusml.review.public import create_public_app
from iusml.review.store import ReviewStore
from iusml.store.database import follow_up as stored
from iusml.store.database.follow_up import read_progress, register_matches
from iusml.store.database.output import open_database
from iusml.store.follow_up import Match, Step, reached
from tests.review.desk.bureau import HERE, Bureau, csrf, harmless, links, send, texts_of, written
from tests.review.desk.matched import keep, pair
from tests.review.desk.plants import OIL, report, stream, two_years

TODAY = datetime.now(UTC).date().isoformat()


@pytest.fixture
def kept(desk: Bureau) -> dict[str, Match]:
    """Three matches of the desk's streams: "oil", "wood" and "kitchen"."""
    return keep(desk.url)


def save(who: TestClient, match: Match, version: int = 0, **fields: Any) -> httpx2.Response:
    """Send the form of a match."""
    form = {"action": "save", "version": str(version), "csrf": csrf(who), **fields}
    found: httpx2.Response = who.post(f"/follow-up/{match.id}", data=form)
    return found


def history(desk: Bureau, match: Match) -> list[Step]:
    with desk.office.store.reading() as connection:
        return stored.history(connection, match.id)


def test_a_desk_without_matches_says_so(anna: TestClient) -> None:
    assert "Här finns inga matchningar än" in texts_of(anna.get("/follow-up"))


def test_the_list_flow_by_flow_and_its_choices(
    desk: Bureau, anna: TestClient, kept: dict[str, Match]
) -> None:
    save(anna, kept["oil"], state="talk", next_step="Ring i maj")
    page = anna.get("/follow-up")
    said = texts_of(page)
    assert harmless(page)
    assert "3 matchningar" in said
    assert "Nordgas <b>Påhitt</b> AB: Organiskt avfall till rötning" in said
    assert f"Samtal {TODAY} Ring i maj" in said
    titles = [href.split("/")[-1] for href in links(page, "/follow-up/")]
    assert titles[0] == kept["oil"].id
    for query, wanted in (
        ("state=talk", ["oil"]),
        ("state=none&flow=food_residues", ["kitchen"]),
        ("q=%C3%85NGK%C3%96KET", ["kitchen"]),
        ("q=omraff", []),
        ("municipality=%C3%84ngelholm", ["kitchen"]),
        ("flow=%3Devil%26flow&state=talk", ["oil"]),
        ("state=nonsense&page=0", ["oil", "wood", "kitchen"]),
        ("state=lost", []),
        ("page=2", []),
    ):
        shown = anna.get(f"/follow-up?{query}")
        found = {href.split("/")[-1] for href in links(shown, "/follow-up/")}
        assert found == {kept[name].id for name in wanted}, query
    counted = links(page, "/follow-up\\?flow")
    assert "/follow-up?flow=%3Devil%26flow&state=talk" in counted
    assert anna.get(counted[0]).status_code == 200


def test_a_match_leads_to_its_stream_and_its_report_and_back(
    desk: Bureau, anna: TestClient, kept: dict[str, Match]
) -> None:
    oil = desk.item(OIL)
    page = anna.get(f"/follow-up/{kept['oil'].id}")
    assert f"/items/{oil.id}" in links(page, "/items/")
    assert f"/reports/{oil.report_id}" in links(page, "/reports/")
    assert "2023.pdf , s. 1 (2023)" in texts_of(page)
    item = anna.get(f"/items/{oil.id}")
    assert f"/follow-up/{kept['oil'].id}" in links(item, "/follow-up/")
    assert "Oljeåtervinning Påhitt AB (förslag)" in texts_of(item)


def test_people_write_how_it_goes(desk: Bureau, anna: TestClient, kept: dict[str, Match]) -> None:
    oil = kept["oil"]
    told: dict[str, Any] = {
        "state": "trial", "happened_on": "2025-03-04", "next_step": "Provleverans",
        "responsible": "Siv", "effect": "1 234,5", "first_delivery": "2025-05-01",
        "note": "Möte hos\r\nNordgas",
    }  # fmt: skip
    done = save(anna, oil, **told)
    assert done.headers["Location"].endswith("?said=followed")
    page = anna.get(done.headers["Location"])
    assert "Sparat." in texts_of(page)
    (step,) = history(desk, oil)
    assert (step.state, step.happened_on, step.effect_tonnes) == ("trial", "2025-03-04", 1234.5)
    assert (step.who, step.version, step.first_delivery) == ("anna", 1, "2025-05-01")
    (known,) = read_progress(desk.url).items()
    assert known[0] == (oil.stream.id, "oil-1")
    assert (known[1].step.next_step, known[1].days) == ("Provleverans", {"trial": "2025-03-04"})
    form = written(page, "save")
    assert (form["effect"], form["note"], form["happened_on"]) == ("1\u00a0234,5", "", "")
    again = anna.post(f"/follow-up/{oil.id}", data=form)
    assert again.headers["Location"].endswith("no_step")
    assert len(history(desk, oil)) == 1
    running = {**form, "state": "running"}
    anna.post(f"/follow-up/{oil.id}", data=running)
    day = {"version": "2", "happened_on": "2025-06-02"}
    anna.post(f"/follow-up/{oil.id}", data={**running, **day})
    assert [one.happened_on for one in history(desk, oil)] == ["2025-03-04", TODAY, "2025-06-02"]
    assert reached(history(desk, oil)) == {"trial": "2025-03-04", "running": "2025-06-02"}


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("effect", "mycket", "Skriv ton per år"),
        ("effect", "-3", "Skriv ton per år"),
        ("effect", "3 m3", "Skriv ton per år"),
        ("first_delivery", "i maj", "Skriv en dag"),
        ("happened_on", "0025-04-01", "Skriv en dag"),
        ("note", "Å" * 2001, "Texten är för lång"),
        ("state", "nonsense", "Välj ett läge"),
    ],
)
def test_what_cannot_be_kept_stays_in_the_form(
    desk: Bureau, anna: TestClient, kept: dict[str, Match], field: str, text: str, said: str
) -> None:
    refused = save(anna, kept["oil"], 0, **{"state": "idea", "next_step": "Ring", field: text})
    assert refused.status_code == 422
    assert said in texts_of(refused)
    assert written(refused, "save")["next_step"] == "Ring"
    assert history(desk, kept["oil"]) == []


def test_somebody_else_was_faster(desk: Bureau, anna: TestClient, kept: dict[str, Match]) -> None:
    save(desk.visitor("bo"), kept["oil"], state="talk", note="Bos <b>ord")
    answer = save(anna, kept["oil"], state="trial", note="Annas ord")
    assert answer.status_code == 409
    said = texts_of(answer)
    assert "bo ändrade den" in said
    assert "Läge Samtal Försök" in said
    assert "Anteckning Bos <b>ord Annas ord" in said
    assert harmless(answer)
    assert [step.who for step in history(desk, kept["oil"])] == ["bo"]
    for version in ("", "x", "9" * 12, "\u00b2"):
        wrong = {"action": "save", "state": "trial", "version": version, "csrf": csrf(anna)}
        assert anna.post(f"/follow-up/{kept['oil'].id}", data=wrong).status_code == 409, version


def test_what_was_written_is_taken_back_by_a_new_entry(
    desk: Bureau, anna: TestClient, kept: dict[str, Match]
) -> None:
    oil = kept["oil"]
    save(anna, oil, state="idea", next_step="Ring")
    save(desk.visitor("bo"), oil, 1, state="talk", effect="5")
    before = history(desk, oil)
    states = []
    for version in (2, 3):
        back = save(anna, oil, version, action="undo")
        assert back.headers["Location"].endswith("said=undone")
        steps = history(desk, oil)
        states.append((steps[-1].state, steps[-1].next_step, steps[-1].undoes))
    assert states == [("idea", "Ring", 2), (None, None, 1)]
    assert history(desk, oil)[:2] == before
    assert read_progress(desk.url) == {}
    nothing = save(anna, oil, 4, action="undo")
    assert nothing.headers["Location"].endswith("nothing_to_undo")
    assert save(anna, oil, 1, action="undo").status_code == 409
    assert "(tog tillbaka det senaste)" in texts_of(anna.get(f"/follow-up/{oil.id}"))


def test_readers_look_and_change_nothing(desk: Bureau, kept: dict[str, Match]) -> None:
    with desk.office.store.writing() as connection:
        people.add(connection, "lisa", "reader", now())
    lisa, oil = desk.visitor("lisa"), kept["oil"]
    page = lisa.get(f"/follow-up/{oil.id}")
    assert page.status_code == 200
    assert 'name="next_step"' not in page.text
    assert "/export/" not in lisa.get("/follow-up").text
    assert save(lisa, oil, state="idea").status_code == 403
    assert lisa.get("/export/matches.csv").status_code == 403
    assert history(desk, oil) == []
    assert save(desk.visitor(), replace(oil, id="0" * 32), state="idea").status_code == 404
    assert desk.visitor().get(f"/follow-up/{'0' * 32}").status_code == 404


def test_the_open_app_shows_no_follow_up(desk: Bureau, kept: dict[str, Match]) -> None:
    save(desk.visitor(), kept["oil"], state="talk", note="Hemligt", next_step="Hemligt")
    everybody = TestClient(create_public_app(ReviewStore(desk.url)), base_url=HERE)
    assert everybody.get("/follow-up").status_code == 404
    assert everybody.get(f"/follow-up/{kept['oil'].id}").status_code == 404
    assert everybody.get("/export/matches.csv").status_code == 404
    shown = everybody.get("/").text + everybody.get(f"/streams/{desk.item(OIL).id}").text
    assert "Hemligt" not in shown
    assert "Oljeåtervinning" not in shown


def test_a_later_report_shows_what_has_no_stream(
    desk: Bureau, anna: TestClient, kept: dict[str, Match]
) -> None:
    save(anna, kept["oil"], state="running")
    old = two_years()[1].facility
    assert old
    assert old.reporting_year
    year = old.reporting_year.model_copy(update={"value": 2024})
    later = old.model_copy(update={"reporting_year": year})
    oil = stream(1, id="t1", description=f"{OIL} m.m.")
    open_database(desk.url).write([report("2024.pdf", later, oil)], "m")
    page = anna.get("/follow-up")
    titles = {href.split("/")[-1] for href in links(page, "/follow-up/")}
    # What nobody took up is of last year and not shown; the other plant has no later report.
    assert titles == {kept["oil"].id, kept["kitchen"].id}
    assert "Utan ström i årets rapporter" in texts_of(anna.get(f"/follow-up/{kept['oil'].id}"))
    lost = anna.get("/follow-up?state=lost")
    assert len(links(lost, "/follow-up/")) == 1
    same = replace(pair(OIL).stream, id="t1", year=2024, path="2024.pdf")
    assert register_matches(desk.url, [], [same]).carried == 1
    assert links(anna.get("/follow-up?state=lost"), "/follow-up/") == []


def test_the_checklist_to_take_along(
    desk: Bureau, anna: TestClient, kept: dict[str, Match]
) -> None:
    formula = '=HYPERLINK("x")'
    save(anna, kept["oil"], state="idea", happened_on="2025-01-02")
    told = {"state": "talk", "happened_on": "2025-02-03", "responsible": formula, "effect": "12,5"}
    save(anna, kept["oil"], 1, **told)
    book = load_workbook(BytesIO(anna.get("/export/matches.xlsx").content))
    heading, first, *rest = book["matches"].iter_rows(values_only=True)
    assert len(rest) == 2
    row = dict(zip(heading, first, strict=True))
    assert (row["Avfall"], row["Läge"], row["Ansvarig"]) == (OIL, "samtal", formula)
    assert (row["Idé, dag"], row["Samtal, dag"], row["Försök, dag"]) == (
        "2025-01-02", "2025-02-03", None,
    )  # fmt: skip
    assert (row["Effekt, ton per år"], row["Sannolikhet"], row["Sida"]) == (12.5, 0.9, 1)
    assert [dict(zip(heading, one, strict=True))["Läge"] for one in rest] == ["förslag"] * 2
    assert all(cell.data_type != "f" for cells in book["matches"] for cell in cells)
    text = anna.get("/export/matches.csv").content.decode("utf-8")
    assert f"'{formula}" in [cell for line in csv.reader(StringIO(text)) for cell in line]


def test_persons_go_out_of_the_follow_up(
    desk: Bureau, anna: TestClient, kept: dict[str, Match]
) -> None:
    told = {"next_step": "Ring Öberg, Åsa på 031-390 06 12", "responsible": "Åsa Öberg"}
    save(anna, kept["oil"], 0, state="idea", note="Bo Ek ringde Åsa Öberg", **told)
    with desk.office.store.writing() as connection:
        assert forget(connection, "Åsa Öberg").notes == 1
    (step,) = history(desk, kept["oil"])
    assert step.note == "Bo Ek ringde [borttaget]"
    assert step.next_step == "Ring [borttaget] på [borttaget]"
    assert (step.responsible, step.state) == ("[borttaget]", "idea")
    with desk.office.store.writing() as connection:
        assert forget(connection, "Åsa Öberg").notes == 0
        set_retention(connection, 2)
        year = now().year
        assert apply_retention(connection, year + 2).notes == 0
        assert apply_retention(connection, year + 3).notes == 1
        assert apply_retention(connection, year + 3).notes == 0
    (old,) = history(desk, kept["oil"])
    assert (old.note, old.next_step) == ("[borttaget]", "[borttaget]")
    assert (old.state, old.who, old.happened_on) == ("idea", "anna", TODAY)


def test_two_at_once_on_every_database(any_desk: Bureau) -> None:
    oil = keep(any_desk.url)["oil"]
    anna = any_desk.visitor()
    assert save(anna, oil, state="talk", note="Å\x00").status_code == 303
    assert save(any_desk.visitor("bo"), oil, state="trial").status_code == 409
    assert "Samtal" in texts_of(anna.get(f"/follow-up?q={oil.stream.operator}"))
    assert links(anna.get("/follow-up?state=lost&municipality=x"), "/follow-up/") == []
    assert send(anna, any_desk.item(OIL), "accept").status_code == 303
    assert anna.get("/export/matches.csv").status_code == 200
    with any_desk.office.store.writing() as connection:
        assert forget(connection, "Åsa Öberg").notes == 0
