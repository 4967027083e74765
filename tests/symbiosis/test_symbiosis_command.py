"""`iusml symbiosis` from records to files, each read back and compared with the records."""

import csv
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from typer.testing import CliRunner, Result

from iusml.cli import extract as extracting
from iusml.cli.main import app
from iusml.flows.lists import shipped as shipped_flows
from iusml.records import Quantity, Report, WasteStream
from iusml.store.database.follow_up import read_matches
from iusml.store.database.output import open_database
from iusml.years.files import year_of
from tests.review.desk.browsing import chromium
from tests.years.conftest import SLUDGE, record

ROOT = Path(__file__).parent.parent.parent
REPORTS = ROOT / "annotations" / "reports"
DATA = ROOT / "iusml" / "data"
RECEIVERS = DATA / "receivers-example.yaml"
NAMES = (
    "deb-rosteri-2023", "deb-wellpapp-2006", "dec-granulat-2023", "ded-bageri-2012",
    "tra-dairy-2023", "tra-brewery-2019", "dev-chark-2012", "dec-pulver-2007",
)  # fmt: skip
FLOWS = ("food_residues", "packaging", "process_water")
UNITS = {"t": "ton", "m3": "m³", "pcs": "st"}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["symbiosis", *map(str, arguments)])


def gold(name: str) -> Report:
    """The labelled record of a composed report, its streams named as no other's."""
    with gzip.open(REPORTS / name / "gold.json.gz") as file:
        told = Report.model_validate(json.load(file)["record"])
    for stream in told.waste_streams:
        stream.id = f"{name}-{stream.id}"
    return told


def write(path: Path, *reports: Report) -> Path:
    path.write_text("".join(one.model_dump_json() + "\n" for one in reports), "utf-8")
    return path


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    found = [gold(name) for name in NAMES]
    return {one.document.path: one for one in found}


@pytest.fixture(scope="module")
def out(reports: dict[str, Report], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All outputs of three flows, out of a database that keeps the matches."""
    folder = tmp_path_factory.mktemp("symbios")
    records = f"sqlite:///{folder}/avfall.db"
    open_database(records).write(reports.values(), "gold")
    flows = [part for flow in FLOWS for part in ("--flows", flow)]
    inviter = DATA / "inviter-example.yaml"
    done = run(records, *flows, "--receivers", RECEIVERS, "--inviter", inviter, "-o", folder / "ut")
    assert done.exit_code == 0, done.output
    assert f"Open {folder / 'ut' / 'start.html'}: it leads to all files" in done.output
    assert "Nothing was sent to anybody." in done.output
    kept = read_matches(records)
    assert f"{len(kept)} new matches to follow up" in done.output
    assert {one.flow for one in kept} >= {"food_residues", "packaging"}
    return folder / "ut"


def letters(out: Path) -> Iterator[tuple[dict[str, str], Any]]:
    """Each row of a list for mail merge, and its letter."""
    for path in sorted(out.glob("*/inbjudningar/inbjudningar.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file, delimiter=";"):
                yield row, docx.Document(str(path.with_name(row["Brev"])))


def amount(text: str) -> tuple[float, str]:
    """A number and its unit as a letter writes them."""
    found = re.fullmatch(r"(?:ca\s)?([\d\s]+(?:,\d+)?)\s(\S+)", text)
    assert found, text
    return float(re.sub(r"\s", "", found[1]).replace(",", ".")), found[2]


def same(text: str, quantity: Quantity | None) -> bool:
    """Whether a letter tells an amount exactly as its record does."""
    if quantity is None:
        return text == "ingen mängd i rapporten"
    told = quantity.value, UNITS.get(quantity.unit, quantity.unit)
    return amount(text) == told and text.startswith("ca") == quantity.approximate


def told_as(cells: list[str], stream: WasteStream, of_year: int | None) -> bool:
    """Whether a row of a letter is this stream, every figure of it."""
    name, code, told, page, past = cells
    years = re.findall(r"(\d{4}):\s((?:ca\s)?[\d\s]+(?:,\d+)?\s[^\s;(]+)", past)
    history = {one.year: one.quantity for one in stream.history if one.quantity}
    shown = f"{stream.ewc_code[:2]} {stream.ewc_code[2:4]} {stream.ewc_code[4:]}" if (
        stream.ewc_code
    ) else "ingen kod i rapporten"  # fmt: skip
    return (
        name.removesuffix(" [kontrollera]") == stream.description
        and code.rstrip("*") == shown
        and same(told.removesuffix(f" ({of_year})"), stream.quantity)
        and page == f"s.\u00a0{stream.provenance[0].page}"
        and all(same(text, history.get(int(year))) for year, text in years)
    )


def test_every_figure_of_a_letter_is_its_records(out: Path, reports: dict[str, Report]) -> None:
    rows = 0
    for merged, letter in letters(out):
        report = reports[merged["Rapport"]]
        streams, of_year = report.waste_streams, year_of(report)
        for table in letter.tables:
            body = [[cell.text for cell in row.cells] for row in table.rows]
            if body[0][0] != "Avfall":
                continue
            for cells in body[1:]:
                found = [stream for stream in streams if told_as(cells, stream, of_year)]
                assert found, (merged["Brev"], cells)
                rows += 1
        # The amounts of reasons are the streams' own as well.
        text = "\n".join(paragraph.text for paragraph in letter.paragraphs)
        masses = {s.quantity.mass_kg for s in streams if s.quantity and s.quantity.mass_kg}
        for told in re.findall(r"mängden ([\d\s]+(?:,\d+)?) t", text):
            assert any(abs(amount(f"{told} t")[0] * 1000 - mass) < 1e-6 for mass in masses)
    assert rows > 40


def test_contacts_are_those_of_the_report(out: Path, reports: dict[str, Report]) -> None:
    named = 0
    for merged, _ in letters(out):
        contacts = reports[merged["Rapport"]].contacts
        if merged["Kontaktperson"] not in ("", "ingen kontakt i rapporten"):
            assert merged["Kontaktperson"] in {one.name for one in contacts}
            named += 1
        else:
            assert not any(one.name for one in contacts)
    assert named > 5


def test_a_list_and_its_letters_name_the_same_person(out: Path) -> None:
    listed: dict[tuple[str, str], str] = {}
    for flow in FLOWS:
        sheet = openpyxl.load_workbook(out / flow / "lista.xlsx")["Strömmar"]
        heading, *rows = sheet.iter_rows(values_only=True)
        for row in rows:
            told = dict(zip(heading, row, strict=True))
            listed[flow, str(told["Rapport"])] = str(told["Kontakt"])
    shipped = {flow.name: flow.id for flow in shipped_flows()}
    found = [merged for merged, _ in letters(out) if merged["Kontaktperson"]]
    assert len(found) > 5
    for merged in found:
        person = listed[shipped[merged["Flöde"]], merged["Rapport"]]
        assert person.removesuffix(" (bör granskas)") == merged["Kontaktperson"]


def test_every_row_of_a_sheet_is_its_records(out: Path, reports: dict[str, Report]) -> None:
    for flow in FLOWS:
        sheet = openpyxl.load_workbook(out / flow / "lista.xlsx")["Strömmar"]
        heading, *rows = sheet.iter_rows(values_only=True)
        assert rows or flow == "process_water"
        for row in rows:
            told = dict(zip(heading, row, strict=True))
            streams = reports[str(told["Rapport"])].waste_streams
            matching = [
                one
                for one in streams
                if one.description == told["Avfallsström"]
                and one.provenance[0].page == told["Sida"]
                and (one.quantity.value if one.quantity else None) == told["Mängd"]
            ]
            assert matching, told
            masses = [one.quantity.mass_kg if one.quantity else None for one in matching]
            expected = [None if mass is None else mass / 1000 for mass in masses]
            assert told["Ton"] in expected


def test_the_first_page_leads_everywhere_without_a_network(out: Path) -> None:
    with chromium() as browser:
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto((out / "start.html").as_uri())
        links = page.locator("a[href]").evaluate_all("all => all.map(one => one.href)")
        assert len(links) >= 6 * len(FLOWS)
        for link in links:
            assert Path(re.sub(r"^file://", "", link)).exists(), link
        page.goto((out / "food_residues" / "karta.html").as_uri())
        marks = page.locator("path.leaflet-interactive").count()
        assert marks >= 3
        assert all(url.startswith("file://") for url in asked)


def test_outputs_of_every_kind_are_there(out: Path) -> None:
    for flow in FLOWS:
        names = {one.name for one in (out / flow).iterdir()}
        assert names == {
            "lista.xlsx", "karta.html", "karta.pdf", "sammanfattning.html", "inbjudningar"
        }  # fmt: skip
    assert {one.name for one in (out / "workshop").iterdir()} >= {
        "matchkort.docx", "bordsplan.docx", "anmalningslista.xlsx", "handlingsplan.docx",
        "checklista.xlsx",
    }  # fmt: skip


def test_what_is_wrong_is_told_before_any_work(tmp_path: Path) -> None:
    records = write(tmp_path / "r.jsonl", record(2024, SLUDGE))
    flow = tmp_path / "eget.yaml"
    flow.write_text('id: eget\nname: Eget\nname_en: Own\ncodes:\n  - "02 05 77"\n', "utf-8")
    wrong: list[tuple[list[object], str]] = [
        (["--flows", flow, "--receivers", RECEIVERS], "eget.yaml, line 5"),
        (["--flows", "vatten", "--receivers", RECEIVERS], "There is no flow 'vatten'"),
        (["--receivers", tmp_path / "none.yaml"], "none.yaml"),
        (["--receivers", RECEIVERS, "--municipality", "Helsingbor"], "'Helsingbor' is no Swedish"),
        (["--receivers", RECEIVERS, "--inviter", flow], "eget.yaml, line 1"),
        (["--receivers", RECEIVERS, "--addresses", tmp_path / "a.csv"], "a.csv"),
        (["--receivers", RECEIVERS, "--postal-codes", tmp_path / "se.txt"], "se.txt"),
    ]
    for options, said in wrong:
        refused = run(records, *options, "-o", tmp_path / "ut")
        assert refused.exit_code == 2, refused.output
        assert said in refused.output
        assert not list((tmp_path / "ut").glob("*/*"))


def test_a_missing_package_is_told_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iusml.symbiosis.maps.sheet.find_spec", lambda name: None)
    refused = run(tmp_path, "--receivers", RECEIVERS, "-o", tmp_path / "ut")
    assert refused.exit_code == 2
    assert "pip install 'iusml[symbiosis]'" in refused.output
    assert not (tmp_path / "ut").exists()


def test_what_is_awkward_is_told_and_costs_no_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reports read first, one in vain; a plant nowhere, a receiver abroad, a full folder."""
    asked: list[list[str]] = []

    def read(paths: list[str], out: str, *_: object) -> int:
        asked.append(paths)
        nowhere = {"municipality": None, "facility_number": None}
        write(Path(out), record(2024, SLUDGE, **nowhere))
        return 1

    monkeypatch.setattr(extracting, "read_reports", read)
    receivers = tmp_path / "r.yaml"
    receivers.write_text(
        "receivers:\n  - id: kbh\n    name: Utland A/S\n    coordinates: {lat: 55.68, lon: 12.57}\n"
        "    needs:\n      - id: kbh-1\n        text: Slam från mejeri till biogas\n",
        "utf-8",
    )
    out = tmp_path / "ut"
    out.mkdir()
    (out / "mitt.docx").write_text("eget", "utf-8")
    arguments = (tmp_path, "--flows", "food_residues", "--receivers", receivers, "--least", 0)
    refused = run(*arguments, "-o", out)
    assert refused.exit_code == 2
    assert "is not empty: it holds mitt.docx. Give a new folder" in refused.output
    assert not asked
    done = run(*arguments, "-o", out, "--force")
    assert done.exit_code == 1, done.output  # a report in vain costs the status alone
    assert asked == [[str(tmp_path)]]
    assert (out / "mitt.docx").read_text("utf-8") == "eget"
    assert (out / "underlag" / "poster.jsonl").exists()
    start = (out / "start.html").read_text("utf-8")
    assert "mottagaren kbh ligger utanför Sverige" in start
    assert "Saknas på kartan" in (out / "food_residues" / "karta.html").read_text("utf-8")
    book = openpyxl.load_workbook(out / "food_residues" / "lista.xlsx")
    cells = [cell for row in book["Strömmar"].iter_rows(values_only=True) for cell in row]
    assert "ingen kontakt i rapporten" in cells
