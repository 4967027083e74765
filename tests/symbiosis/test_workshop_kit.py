import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from docx import Document
from openpyxl import load_workbook

from iusml.store.formulas import is_formula
from iusml.symbiosis.letters.inviter import Inviter
from iusml.symbiosis.office import word
from iusml.symbiosis.plan import Plan
from iusml.symbiosis.telling import STATES
from iusml.symbiosis.workshop.cards import PER_FLOW
from iusml.symbiosis.workshop.pairs import distance_text, flow_pairs
from iusml.symbiosis.workshop.questions import QUESTIONS
from iusml.symbiosis.workshop.seating import SEATS, seat
from iusml.symbiosis.workshop.write import (
    ACTIONS,
    CARDS,
    CHECKLIST,
    SIGN_UP,
    TABLES,
    write_workshop,
)
from tests.symbiosis.papers import EVIL, everything, gaps, invented, renamed, table_rows
from tests.symbiosis.plans import SLAM, bakery, fish, plan

HARD = "\u00a0"


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kit")
    names = {path.name for path in write_workshop(folder, plan(), None)}
    assert names == {CARDS, TABLES, SIGN_UP, ACTIONS, CHECKLIST}
    return folder


def rows(path: Path, sheet: str) -> list[dict[str, Any]]:
    first, *more = load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, first), row, strict=True)) for row in more]


def test_cards_tell_the_match_as_it_is(kit: Path) -> None:
    cells = [cell.text for row in Document(str(kit / CARDS)).tables[0].rows for cell in row.cells]
    assert len(cells) == 4
    lines = cells[0].split("\n")
    assert lines[:11] == [
        "Kort 1: Livsmedelsrester", "LÄMNAR", "Skaldjur & Fisk Påhitt AB",
        "Slam från fettavskiljare", "Avfallskod: 02 02 04", f"Mängd: 412,5{HARD}ton (2024)",
        f"Miljörapporten: s.{HARD}7", "SÖKER", "Nordgas Påhitt AB",
        "”Pumpbart organiskt avfall till rötning”", "PASSAR DET?",
    ]  # fmt: skip
    assert f"Bedömning: mycket lovande (91{HARD}%)" in lines
    assert f"Avstånd: 12{HARD}km fågelvägen" in lines
    assert "Skäl: avfallskoden 02 02 04 ingår, avstånd 12 km" in lines
    assert "Läge: samtal" in lines
    assert "Avstånd: läget är okänt" in cells[1]
    assert "[kontrollera i rapporten]" in cells[2]
    assert cells[3].startswith("Eget kort"), "what is left of a page can be filled in"
    own = {"1", "2", "3"}
    assert invented(everything(kit / CARDS), (fish(), bakery())) <= own, "numbers of the cards"


def test_only_the_most_promising_matches_get_cards(tmp_path: Path) -> None:
    many = tuple(replace(SLAM, need_id=f"n{place:03d}", score=place / 100) for place in range(60))
    stream = replace(fish().streams[0], candidates=many)
    flow = replace(plan().flows[0], producers=(replace(fish(), streams=(stream,)),))
    write_workshop(tmp_path, replace(plan(), flows=(flow,)), None)
    cards = everything(tmp_path / CARDS)
    assert "Korten är de 40 mest lovande av 60 matchningar" in cards
    assert f"Kort {PER_FLOW}:" in cards
    assert f"Kort {PER_FLOW + 1}:" not in cards
    assert f"({59}{HARD}%)" in cards
    assert f"({19}{HARD}%)" not in cards
    assert len(rows(tmp_path / CHECKLIST, "Uppföljning")) == 60


def test_distance_says_when_it_is_rough() -> None:
    pair = flow_pairs(plan().flows[0])[0]
    assert pair.producer.where is not None
    rough = replace(pair.producer, where=replace(pair.producer.where, margin_km=14.0))
    near = replace(pair.candidate, kilometres=0.0)
    assert distance_text(replace(pair, producer=rough)) == f"ca{HARD}12{HARD}km fågelvägen"
    assert distance_text(replace(pair, candidate=near)) == f"under 1{HARD}km fågelvägen"
    told = distance_text(replace(pair, producer=rough, candidate=near))
    assert told == "samma trakt, läget är ungefärligt"


def test_tables_seat_everybody_and_say_why(kit: Path) -> None:
    seats = table_rows(kit / TABLES)
    assert [row[1] for row in seats[1:]] == [
        "[samtalsledarens namn]", "Skaldjur & Fisk Påhitt AB", "Bageriet i Åstorp",
        "Nordgas Påhitt AB", "Foderbruket <Skåne> AB", "ledig plats",
    ]  # fmt: skip
    told = f"Slam från fettavskiljare till Nordgas Påhitt AB: mycket lovande (91{HARD}%)"
    assert seats[2][3] == told
    assert "Bäst vid bordet: Skaldjur & Fisk Påhitt AB" in seats[4][3]
    assert "Inga anläggningar i underlaget har avfall i det här flödet." in everything(kit / TABLES)
    assert gaps(kit / TABLES) == ["[dag]", "[plats]", "[samtalsledarens namn]"]


def test_promising_pairs_sit_together() -> None:
    likings = np.full((9, 9), 0.05)
    partner = [(place * 4) % 9 for place in range(9)]
    for producer, receiver in enumerate(partner):
        likings[producer, receiver] = 0.9
    found = seat(likings)
    assert found.tables == 3
    assert [found.receivers[partner[p]] for p in range(9)] == list(found.producers)
    assert found == seat(likings)


@pytest.mark.parametrize(("producers", "receivers"), [(1, 0), (5, 1), (20, 3), (3, 20), (17, 16)])
def test_tables_are_even_and_never_too_full(producers: int, receivers: int) -> None:
    likings = np.random.default_rng(7).random((producers, receivers))
    found = seat(likings)
    sizes = np.bincount([*found.producers, *found.receivers], minlength=found.tables)
    assert sizes.sum() == producers + receivers
    assert sizes.max() <= SEATS - 1
    assert sizes.max() - sizes.min() <= 1
    if receivers:
        spread = np.bincount(found.receivers, minlength=found.tables)
        assert spread.max() - spread.min() <= 1


def test_a_guest_whose_partner_sits_elsewhere_is_told_where(tmp_path: Path) -> None:
    slam = (replace(fish().streams[0], candidates=(SLAM,)),)
    makers = tuple(replace(fish(), key=str(place), streams=slam) for place in range(12))
    flow = replace(plan().flows[0], producers=makers)
    write_workshop(tmp_path, replace(plan(), flows=(flow,)), None)
    text = everything(tmp_path / TABLES)
    assert text.count("Nordgas Påhitt AB sitter vid bord") == 6
    assert "ingen av bordets strömmar passar" in text
    assert text.count("[samtalsledarens namn]") == 2


def test_sign_up_list_has_one_row_for_each_guest(kit: Path) -> None:
    found = rows(kit / SIGN_UP, "Anmälan")
    assert [(row["Företag"], row["Kontaktperson"]) for row in found] == [
        ("Skaldjur & Fisk Påhitt AB", "Siv Påhittsson"),
        ("inget företagsnamn i rapporten", "ingen kontakt i rapporten"),
        ("Nordgas Påhitt AB", "Åke Påhittsson"),
        ("Foderbruket <Skåne> AB", "ingen kontakt i katalogen"),
    ]
    assert found[0]["Telefon"] == "+46 31 390 06 11"
    assert all(row["Inbjuden (dag)"] is None and row["Mat"] is None for row in found)
    about = [row["Om listan"] for row in rows(kit / SIGN_UP, "Om listan")]
    assert about[0] == "Workshop [dag]. Svar senast [dag]."
    assert any("Radera hela listan" in one for one in about)
    flows = tuple(replace(plan().flows[0], flow=flow.flow) for flow in plan().flows)
    both = replace(plan(), flows=flows)
    write_workshop(kit.parent, both, Inviter(date=date(2025, 5, 14)))
    again = rows(kit.parent / SIGN_UP, "Anmälan")
    assert len(again) == 4
    assert again[0]["Flöden"] == "Livsmedelsrester, Processvatten"
    about = [row["Om listan"] for row in rows(kit.parent / SIGN_UP, "Om listan")]
    assert about[0] == "Workshop 14 maj 2025. Svar senast [dag]."


def test_action_plan_is_a_form(kit: Path) -> None:
    form = table_rows(kit / ACTIONS)
    assert [row[0].partition(":")[0] for row in form[1:]] == [
        "Idé", "Parter", "Mängd", "Första steget", "Vem", "När", "Hinder", "Nästa möte",
    ]  # fmt: skip
    assert not any(row[1] for row in form[1:])
    assert "Handlingsplan: Livsmedelsrester" in everything(kit / ACTIONS)


def test_action_plan_without_plants_names_no_flow(tmp_path: Path) -> None:
    write_workshop(tmp_path, replace(plan(), flows=()), None)
    assert everything(tmp_path / ACTIONS).startswith("Handlingsplan\n")
    assert rows(tmp_path / CHECKLIST, "Uppföljning") == []


def test_follow_up_has_a_row_for_each_match(kit: Path) -> None:
    found = rows(kit / CHECKLIST, "Uppföljning")
    assert [(row["Lämnar"], row["Mottagare"], row["Läge"]) for row in found] == [
        ("Skaldjur & Fisk Påhitt AB", "Nordgas Påhitt AB", "samtal"),
        ("Skaldjur & Fisk Påhitt AB", "Foderbruket <Skåne> AB", None),
        ("Bageriet i Åstorp", "Foderbruket <Skåne> AB", None),
    ]
    assert (found[0]["Mängd"], found[0]["Sida"]) == (f"412,5{HARD}ton (2024)", 7)
    assert found[2]["Avfallskod"] == "02 06 01 (förslag, står inte i rapporten)"
    empty = ("Idé, workshop (dag)", "Avtal (dag)", "Nästa steg", "Ansvarig", "Effekt (ton per år)")
    assert all(row[name] is None for row in found for name in empty)
    sheet = load_workbook(kit / CHECKLIST)["Uppföljning"]
    (picked,) = sheet.data_validations.dataValidation
    assert picked.formula1 == f'"{",".join(STATES.values())}"'
    assert "M2" in picked.sqref
    assert sheet["M1"].value == "Läge"


def test_checklist_asks_what_has_to_be_settled(kit: Path) -> None:
    found = rows(kit / CHECKLIST, "Checklista")
    assert len(found) == len(QUESTIONS)
    assert "15 kap. 1 § miljöbalken" in found[0]["Fråga"]
    areas = {row["Område"] for row in found}
    assert areas >= {
        "Tillstånd och anmälan",
        "Farligt avfall",
        "Transport",
        "Kvalitet",
        "Mängd över året",
        "Lagring",
        "Avtal",
        "Ekonomi",
        "Ansvar",
        "Mäta effekten",
    }
    assert all(one.text.endswith("?") or "?" in one.text for one in QUESTIONS)
    assert all(row["Fråga vem"] and row["Varför"] and row["Svar"] is None for row in found)


@pytest.mark.parametrize("name", EVIL)
def test_evil_names_do_no_harm(tmp_path: Path, name: str) -> None:
    write_workshop(tmp_path, renamed(plan(), name), None)
    for file in (SIGN_UP, CHECKLIST):
        for sheet in load_workbook(tmp_path / file):
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "f"
                    assert cell.quotePrefix == is_formula(str(cell.value or ""))
    for file in (CARDS, TABLES, ACTIONS):
        assert "\u202e" not in everything(tmp_path / file)


def test_same_plan_gives_the_same_kit(kit: Path, tmp_path: Path) -> None:
    for path in write_workshop(tmp_path, plan(), None):
        assert path.read_bytes() == (kit / path.name).read_bytes(), path.name
        with zipfile.ZipFile(path) as packed:
            core = packed.read("docProps/core.xml")
        assert b"2025-04-01T00:00:00Z</dcterms:modified>" in core


def test_missing_package_is_named_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from iusml.errors import MissingDependencyError

    monkeypatch.setattr(word, "find_spec", lambda name: None)
    empty: Plan = plan()
    with pytest.raises(MissingDependencyError, match=r"pip install 'iusml\[symbiosis\]'"):
        write_workshop(tmp_path, empty, None)
    assert list(tmp_path.iterdir()) == []
