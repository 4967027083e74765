import csv
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from iusml.errors import CatalogueError
from iusml.store.formulas import is_formula
from iusml.symbiosis.contacts import best_contact
from iusml.symbiosis.letters.draft import CHECK, DRAFT
from iusml.symbiosis.letters.inviter import Inviter, load_inviter
from iusml.symbiosis.letters.merge import phone_text
from iusml.symbiosis.letters.write import MERGE_LIST, write_invitations
from iusml.symbiosis.office.texts import clipped, file_name
from iusml.symbiosis.plan import Plan, Producer
from tests.symbiosis.papers import EVIL, everything, gaps, invented, renamed, table_rows
from tests.symbiosis.plans import bakery, fish, plan, tonnes

EXAMPLE = Path(__file__).parents[2] / "iusml" / "data" / "inviter-example.yaml"
HARD = "\u00a0"


def written(
    folder: Path, inviter: Inviter | None = None, made: Plan | None = None
) -> tuple[list[Path], list[dict[str, str]]]:
    folder.mkdir(exist_ok=True)
    told = made or plan()
    *letters, merge = write_invitations(folder, told.flows[0], told, inviter)
    assert merge.name == MERGE_LIST
    with merge.open(encoding="utf-8-sig", newline="") as file:
        return letters, list(csv.DictReader(file, delimiter=";"))


def with_streams(count: int) -> Plan:
    """The fish plant with so many streams, each heavier than the one before."""
    slam = fish().streams[0]
    many = []
    for place in range(count):
        assert slam.amount
        amount = replace(slam.amount, quantity=tonnes(100 + place))
        many.append(replace(slam, id=f"m{place}", description=f"Ström {place}", amount=amount))
    told = plan()
    flow = replace(told.flows[0], producers=(replace(fish(), streams=tuple(many)),))
    return replace(told, flows=(flow,))


def test_streams_stand_as_in_the_record(tmp_path: Path) -> None:
    (first, second), _ = written(tmp_path)
    assert table_rows(first) == [
        ["Avfall", "Avfallskod", "Mängd", "Sida", "Tidigare år"],
        [
            "Slam från fettavskiljare", "02 02 04", f"412,5{HARD}ton (2024)", f"s.{HARD}7",
            f"2023:{HARD}398{HARD}ton; 2022:{HARD}ca{HARD}275{HARD}ton (+50{HARD}% 2022–2024)",
        ],
        [
            "Fiskrens och skal [kontrollera]", "ingen kod i rapporten", "ingen mängd i rapporten",
            f"s.{HARD}8", "mängden saknas",
        ],
    ]  # fmt: skip
    assert table_rows(second)[1][:3] == [
        "Deg och bröd [kontrollera]",
        "02 06 01 (förslag, står inte i rapporten)",
        f"85{HARD}m³ (2024)",
    ]
    text = everything(first)
    assert "i er miljörapport för 2024" in text
    assert "en möjlig mottagare söker ”Pumpbart organiskt avfall till rötning”" in text
    assert "Nordgas" not in text.partition(CHECK)[0], "a receiver is not named to a stranger"


@pytest.mark.parametrize("inviter", [None, load_inviter(EXAMPLE)])
def test_no_figure_is_invented(tmp_path: Path, inviter: Inviter | None) -> None:
    letters, _ = written(tmp_path, inviter)
    for letter, producer in zip(letters, (fish(), bakery()), strict=True):
        assert invented(everything(letter), [producer], inviter) == set()


def test_an_invented_figure_would_be_found(tmp_path: Path) -> None:
    (first, second), _ = written(tmp_path)
    wrong = everything(first).replace("412,5", "421,5").replace("275", "2750")
    assert invented(wrong, [fish()]) == {"421,5", "2750"}
    assert "85" in invented(everything(second), [fish()]), "another plant's figure is none of its"


def test_gaps_are_marked_and_never_filled(tmp_path: Path) -> None:
    (first, second), _ = written(tmp_path)
    city = ["[stadens namn]", "[förvaltning]"]
    missing = ["[inget företagsnamn i rapporten]", "[ingen kontakt i rapporten]"]
    workshop = ["[stadens namn]", "[dag]", "[tid]", "[plats]", "[dag]", "[e-post]"]
    signed = ["[avsändarens namn]", "[förvaltning]", "[e-post]", "[telefon]"]
    privacy = "[stadens sida om personuppgifter]"
    mark = "[kontrollera]"
    assert gaps(first) == [*city, *workshop, mark, *signed, privacy]
    address = "[ingen adress i rapporten]"
    assert gaps(second) == [*city, *missing, address, *workshop, mark, *signed]
    nothing, _ = written(tmp_path / "named", load_inviter(EXAMPLE))
    assert gaps(nothing[0]) == [mark]
    assert "14 maj 2025, kl. 13.00–16.30" in everything(nothing[0])


def test_the_officer_is_told_what_to_check(tmp_path: Path) -> None:
    (first, second), _ = written(tmp_path)
    note = everything(first).partition(CHECK)[2]
    told = f"Fiskrens och skal (s.{HARD}8): rätt läst med sannolikheten 58{HARD}%;"
    assert told in note
    assert f"hör till flödet enligt beskrivningens innebörd, bör granskas (83{HARD}%)" in note
    assert "redan kontakt med Nordgas Påhitt AB (samtal)" in note
    assert fish().path in note
    assert "Ingen kontakt i rapporten" in everything(second).partition(CHECK)[2]
    doubted = replace(fish().contacts[0], needs_review=True)
    told_plan = plan()
    one = replace(fish(), contacts=(doubted,), streams=fish().streams[:1], year=None)
    flow = replace(told_plan.flows[0], producers=(one,))
    (letter,), rows = written(tmp_path / "doubt", None, replace(told_plan, flows=(flow,)))
    note = everything(letter).partition(CHECK)[2]
    assert f"Kontakten (s.{HARD}1) bör granskas: Siv Påhittsson, Miljöchef" in note
    assert "[inget år i rapporten]" in gaps(letter)
    assert rows[0]["Kontrollera"] == "ja"


def test_letter_is_swedish_a4_and_accessible(tmp_path: Path) -> None:
    (first, _), _ = written(tmp_path)
    document: Any = Document(str(first))
    assert DRAFT in document.sections[0].header.paragraphs[0].text
    assert (document.sections[0].page_width.cm, document.sections[0].page_height.cm) == (
        pytest.approx(21, abs=0.01), pytest.approx(29.7, abs=0.01),
    )  # fmt: skip
    assert document.core_properties.language == "sv-SE"
    assert document.core_properties.title == "Inbjudan till workshop: Livsmedelsrester"
    assert document.core_properties.comments == ""
    levels = [p.style.name for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert levels == ["Heading 1", "Heading 2", "Heading 2"]
    with zipfile.ZipFile(first) as packed:
        styles, body = packed.read("word/styles.xml"), packed.read("word/document.xml")
    assert b'<w:lang w:val="sv-SE"' in styles
    assert body.count(b"<w:tblHeader/>") == 1
    assert b"<w:tblCaption" in body


def test_list_for_mail_merge(tmp_path: Path) -> None:
    letters, rows = written(tmp_path)
    assert (tmp_path / MERGE_LIST).read_bytes().startswith(b"\xef\xbb\xbf")
    assert rows[0] == {
        "Företag": "Skaldjur & Fisk Påhitt AB",
        "Anläggning": "Hamnfabriken",
        "Kontaktperson": "Siv Påhittsson",
        "E-post": "siv@fisk.example",
        "Telefon": "031-390 06 11",
        "Adress": "Kajgatan 1, 252 25 Helsingborg",
        "Flöde": "Livsmedelsrester",
        "Strömmar": "Slam från fettavskiljare | Fiskrens och skal",
        "Avfallskod": "02 02 04 | ingen kod i rapporten",
        "Mängd": "412,5 | ingen mängd i rapporten",
        "Enhet": "ton | –",
        "År": "2024 | –",
        "Sida": "7 | 8",
        "Rapport": "rapporter/2024/fisk & skaldjur.pdf",
        "Kontrollera": "ja",
        "Brev": letters[0].name,
    }
    assert rows[1]["Företag"] == "inget företagsnamn i rapporten"
    assert rows[1]["E-post"] == rows[1]["Telefon"] == rows[1]["Adress"] == ""
    (_,), sure = written(tmp_path / "sure", None, with_streams(1))
    assert sure[0]["Kontrollera"] == "nej"


def test_phone_is_as_dialled_here() -> None:
    assert phone_text("+46 31 390 06 11") == "031-390 06 11"
    assert phone_text("växeln") == "växeln"
    assert phone_text("+45 31 39 00 61") == "+45 31 39 00 61"


@pytest.mark.parametrize("name", EVIL)
def test_evil_names_are_only_text(tmp_path: Path, name: str) -> None:
    letters, rows = written(tmp_path, None, renamed(plan(), name))
    assert {path.name for path in tmp_path.iterdir()} == {one.name for one in letters} | {
        MERGE_LIST
    }
    for letter in letters:
        assert re.fullmatch(r"\d{3}-[a-z0-9-]+\.docx", letter.name)
        assert len(letter.name) <= 80
        with zipfile.ZipFile(letter) as packed:
            body = packed.read("word/document.xml")
        assert b"<w:instrText" not in body
        assert b"<w:fldSimple" not in body
        assert "\u202e" not in everything(letter)
    assert not any(is_formula(cell) for row in rows for cell in row.values())
    if name.startswith("<b>"):
        assert "<b>Ond & Co</b> AB" in everything(letters[0])


def test_names_of_files_are_stable_and_unique() -> None:
    assert file_name(7, "Bageriet i Åstorp", ".docx") == "007-bageriet-i-astorp.docx"
    assert file_name(7, "🐟", ".docx") == "007-utan-namn.docx"
    assert len(file_name(1234, "å" * 500, ".docx")) == 80


def test_nothing_is_cut_inside_a_number() -> None:
    assert clipped("minst 10 000 ton om året", 10) == "minst…"
    assert clipped("Slam från fettavskiljare", 12) == "Slam från…"
    assert clipped("a1234567890", 8) == "a…"
    assert clipped("kort", 4) == "kort"


def test_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    first, _ = written(tmp_path / "a")
    second, _ = written(tmp_path / "b")
    assert [one.read_bytes() for one in first] == [one.read_bytes() for one in second]
    assert Document(str(first[0])).core_properties.modified.date() == date(2025, 4, 1)


def test_many_streams_stand_in_an_attachment(tmp_path: Path) -> None:
    (letter,), _ = written(tmp_path, None, with_streams(12))
    assert [row[0] for row in table_rows(letter)[1:]] == ["Ström 11", "Ström 10", "Ström 9"]
    assert len(table_rows(letter, 1)) == 13
    assert "Tabellen visar 3 av 12 strömmar" in everything(letter)


def test_best_contact_is_sure_and_can_be_reached() -> None:
    one = fish().contacts[0]
    doubtful = replace(one, name="Osäker", needs_review=True)
    silent = replace(one, name="Utan e-post", email=None)
    asked: Producer = replace(fish(), contacts=(doubtful, silent, one))
    assert best_contact(asked) == one
    assert best_contact(replace(fish(), contacts=(doubtful,))) == doubtful


def test_inviter_is_read_as_written(tmp_path: Path) -> None:
    path = tmp_path / "inviter.yaml"
    path.write_text("city: Åstad\ntime: 13:00\ndate: 2025-05-14\nphone:\n", "utf-8")
    found = load_inviter(path)
    assert (found.city, found.time, found.date, found.phone) == (
        "Åstad", "13:00", date(2025, 5, 14), None,
    )  # fmt: skip
    path.write_text("city:\n", "utf-8")
    assert load_inviter(path) == Inviter()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("city: X\n\nstad: Y\n", "line 3: stad: is not known here; mend the spelling"),
        ("city: X\ndate: i maj\n", "line 2: date: is no date; write it as 2025-05-14"),
        ("date: 86400\n", "line 1: date: is no date"),
        ("city: X\ncity: Y\n", "line 2: city stands twice"),
        ("place: [a, b]\n", "line 1: place: must be text"),
        (f"text: {'a' * 601}\n", "line 1: text: is too long"),
        ("city: 'X\n", "line 2: this is no YAML"),
        ("- X\n", "must hold lines such as"),
        ("", "must hold lines such as"),
    ],
)
def test_wrong_inviter_names_file_and_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "vem.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(CatalogueError, match=rf"vem\.yaml.*{told}"):
        load_inviter(path)


def test_inviter_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="cannot be read"):
        load_inviter(tmp_path / "saknas.yaml")
    (tmp_path / "latin.yaml").write_bytes("city: Åstad".encode("latin-1"))
    with pytest.raises(CatalogueError, match="not UTF-8"):
        load_inviter(tmp_path / "latin.yaml")
