"""A plan's matches are kept, and its candidates know how far they have come."""

from dataclasses import replace
from pathlib import Path

import openpyxl

from iusml.review.follow_up import write
from iusml.review.store import ReviewStore
from iusml.store.database.follow_up import read_matches
from iusml.store.follow_up import Step
from iusml.symbiosis.following import keep_matches
from iusml.symbiosis.workshop.checklist import write_checklist
from tests.databases import sqlite
from tests.symbiosis.plans import FISK, plan

__all__ = ["sqlite"]


def test_a_plan_is_kept_and_learns_of_its_states(sqlite: str) -> None:
    made = plan()
    first = keep_matches(sqlite, made)
    assert (first.new, first.without) == (3, ())
    kept = {(one.stream.id, one.need_id): one for one in read_matches(sqlite)}
    assert set(kept) == {("s1", "nordgas-1"), ("s1", "foder-1"), ("s3", "foder-1")}
    slam = kept["s1", "nordgas-1"]
    assert (slam.stream.path, slam.stream.page, slam.stream.year) == (FISK, 7, 2024)
    assert (slam.stream.operator, slam.flow) == ("Skaldjur & Fisk Påhitt AB", "food_residues")
    store = ReviewStore(sqlite)
    with store.writing() as connection:
        step = Step(state="running", at="2025-03-04T08:00:00Z", who="anna")
        write(connection, slam.id, 0, step)
    store.close()
    again = keep_matches(sqlite, made)
    candidates = again.plan.flows[0].producers[0].streams[0].candidates
    assert (again.new, [one.state for one in candidates]) == (0, ["running", None])
    food, water = made.flows
    gone = replace(made, flows=(replace(food, producers=food.producers[1:]), water))
    (lost,) = keep_matches(sqlite, gone).without
    assert lost.name == "Slam från fettavskiljare, Skaldjur & Fisk Påhitt AB: Nordgas Påhitt AB"
    assert keep_matches(sqlite, replace(made, flows=(water,))).without == ()


def test_the_checklist_tells_what_people_wrote(sqlite: str, tmp_path: Path) -> None:
    keep_matches(sqlite, plan())
    (slam,) = [one for one in read_matches(sqlite) if one.need_id == "nordgas-1"]
    idea = Step(state="idea", happened_on="2025-05-14", at="2025-05-15T08:00:00Z", who="anna")
    trial = replace(
        idea, state="trial", happened_on="2025-09-01", next_step="Analys", effect_tonnes=82.5
    )
    store = ReviewStore(sqlite)
    with store.writing() as connection:
        write(connection, slam.id, 0, idea)
        write(connection, slam.id, 1, trial)
    store.close()
    write_checklist(tmp_path / "lista.xlsx", keep_matches(sqlite, plan()).plan)
    sheet = openpyxl.load_workbook(tmp_path / "lista.xlsx")["Uppföljning"]
    heading, *rows = sheet.iter_rows(values_only=True)
    told = [dict(zip(heading, row, strict=True)) for row in rows]
    (begun,) = [row for row in told if row["Läge"]]
    assert (begun["Läge"], begun["Mottagare"]) == ("försök", "Nordgas Påhitt AB")
    assert (begun["Idé, workshop (dag)"], begun["Försök (dag)"]) == ("2025-05-14", "2025-09-01")
    assert (begun["Samtal (dag)"], begun["Avtal (dag)"]) == (None, None)
    assert (begun["Nästa steg"], begun["Effekt (ton per år)"]) == ("Analys", 82.5)


def test_states_of_a_plan_come_from_the_database_alone(sqlite: str) -> None:
    told = keep_matches(sqlite, plan()).plan
    states = [c.state for p in told.flows[0].producers for s in p.streams for c in s.candidates]
    assert states == [None, None, None]
