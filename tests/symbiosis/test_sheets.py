"""The workbook of a flow: its values are the plan's, and nothing in it runs."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from iusml.errors import OutputError
from iusml.flows.lists import Flow
from iusml.symbiosis import telling
from iusml.symbiosis.plan import FlowPlan, Plan, Source, YearAmount
from iusml.symbiosis.sheets.gaps import NO_STREAMS, gap_rows
from iusml.symbiosis.sheets.rows import receiver_rows, stream_rows, year_rows
from iusml.symbiosis.sheets.write import SHEETS, write_sheet
from tests.symbiosis import plans

Sheets = dict[str, list[dict[str, Any]]]


def written(path: Path, flow_plan: FlowPlan, plan: Plan) -> openpyxl.Workbook:
    write_sheet(path, flow_plan, plan)
    return openpyxl.load_workbook(path)


def rows_of(book: openpyxl.Workbook) -> Sheets:
    """The rows of each sheet by heading."""
    found: Sheets = {}
    for sheet in book.worksheets:
        head, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(map(str, head), row, strict=True)) for row in rows]
    return found


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    plan = plans.plan()
    return written(tmp_path_factory.mktemp("sheets") / "lista.xlsx", plan.flows[0], plan)


@pytest.fixture(scope="module")
def sheets(book: openpyxl.Workbook) -> Sheets:
    return rows_of(book)


def test_figures_of_a_stream_are_the_plans(sheets: Sheets) -> None:
    slam, told = plans.fish().streams[0], sheets["Strömmar"][0]
    assert told["Ton"] == told["Mängd"] == slam.tonnes == 412.5
    assert (told["Enhet"], told["Ungefärlig"], told["År"]) == ("ton", "nej", 2024)
    assert told["Förändring"] == 0.5
    assert told["Säkerhet"] == slam.sure
    assert (told["Rapport"], told["Sida"]) == (plans.FISK, 7)
    assert told["Tidigare år"] == "2023: 398\u00a0ton; 2022: ca\u00a0275\u00a0ton"
    assert (told["Kontakt"], told["Kontakt står på"]) == ("Siv Påhittsson", "s.\u00a01")
    assert told["Kontakt, telefon"] == "+46 31 390 06 11"
    assert (told["Bör granskas"], told["Varför granskas"]) == ("nej", None)
    first = {k.removeprefix("Mottagare 1, "): v for k, v in told.items() if "tagare 1, " in k}
    assert first == {
        "sannolikhet": 0.91,
        "km": 12.3,
        "skäl": "avfallskoden 02 02 04 ingår; avstånd 12 km",
        "uppföljning": "samtal",
    }
    assert (told["Mottagare 2"], told["Mottagare 3"]) == ("Foderbruket <Skåne> AB", None)


def test_what_no_report_tells_is_said(sheets: Sheets) -> None:
    _, rens, deg = sheets["Strömmar"]
    assert rens["Avfallskod"] == telling.NO_CODE
    assert rens["Mängd enligt rapporten"] == telling.NO_AMOUNT
    assert rens["Farligt avfall"] == rens["Behandling"] == "framgår inte"
    assert rens["Mottagare 1"] == telling.NO_CANDIDATE
    assert rens["Mängd"] is rens["Ton"] is None
    assert "83\u00a0%" in rens["Varför granskas"]
    assert deg["Företag"] == telling.NO_COMPANY
    assert deg["Kontakt"] == telling.NO_CONTACT
    assert (deg["Mängd"], deg["Enhet"], deg["Ton"]) == (85, "m³", None)


def test_every_candidate_and_year_has_a_row(sheets: Sheets) -> None:
    pairs = [(row["Nr"], row["Ordning"], row["Sannolikhet"]) for row in sheets["Mottagare"]]
    assert pairs == [(1, 1, 0.91), (1, 2, 0.44), (3, 1, 0.44)]
    assert sheets["Mottagare"][0]["Mottagarens telefon"] == "040-628 04 11"
    years = [(row["Nr"], row["År"], row["Ton"], row["Rapport"], row["Sida"])
             for row in sheets["År"]]  # fmt: skip
    assert years == [
        (1, 2024, 412.5, plans.FISK, 7),
        (1, 2023, 398, plans.FISK, 7),
        (1, 2022, 275, "rapporter/2022/f.pdf", 6),
        (3, 2024, None, "rapporter/2024/bageri.pdf", 3),
    ]


def test_gaps_say_what_and_where(sheets: Sheets) -> None:
    gaps = {(row["Vad saknas"], row["Nr"]) for row in sheets["Saknas"]}
    assert ("1 rapport kunde inte läsas och saknas i allt nedan.", None) in gaps
    assert {(telling.NO_CONTACT, None), (telling.NO_PLACE, None), (telling.NO_COMPANY, None),
            (telling.NO_AMOUNT, 2), (telling.NO_CODE, 2), (telling.NO_MASS, 3)} <= gaps  # fmt: skip
    assert not any(number == 1 for _, number in gaps)


def test_every_cell_of_a_row_has_a_column_and_every_column_a_meaning(sheets: Sheets) -> None:
    plan = plans.plan()
    flow = plan.flows[0]
    made = {"Strömmar": stream_rows(flow), "Mottagare": receiver_rows(flow),
            "År": year_rows(flow), "Saknas": gap_rows(flow, plan)}  # fmt: skip
    for title, rows in made.items():
        used = {name for row in rows for name in row}
        assert used <= {one.column.name for one in SHEETS[title]}, title
    explained = {(row["Blad"], row["Kolumn"]) for row in sheets["Förklaring"] if row["Förklaring"]}
    assert explained == {(t, one.column.name) for t, told in SHEETS.items() for one in told}


def test_numbers_look_like_numbers_and_paper_is_ready(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["Strömmar", "Mottagare", "År", "Saknas", "Förklaring"]
    sheet = book["Strömmar"]
    heads = {cell.value: number for number, cell in enumerate(sheet[1], start=1)}
    formats = {n: sheet.cell(2, heads[n]).number_format for n in ("Ton", "År", "Säkerhet")}
    assert formats == {"Ton": "#,##0.0##", "År": "0", "Säkerhet": "0%"}
    for one in book.worksheets:
        assert one.freeze_panes
        assert one.auto_filter.ref == one.dimensions
        assert one.page_setup.orientation == "landscape"
        assert str(one.page_setup.paperSize) == one.PAPERSIZE_A3
        assert one.page_setup.fitToHeight == 0
        assert one.print_title_rows == "$1:$1"
    heights = [sheet.row_dimensions[row].height for row in (2, 3)]
    assert all(height and height % 15 == 0 and height > 15 for height in heights)


def test_strangers_texts_stay_texts(tmp_path: Path) -> None:
    plan = plans.plan()
    fish = plans.fish()
    evil = '=HYPERLINK("http://x.example";"se")'
    stream = replace(fish.streams[0], description=evil, treatment="+1+cmd|' /C calc'!A0")
    producer = replace(fish, company="@SUM(1;2)\x07", streams=(stream,))
    flow = Flow(id="own", name="Fett & olja &P", name_en="Fat", codes=("020204",))
    book = written(tmp_path / "lista.xlsx", FlowPlan(flow, (producer,), ()), plan)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    found = {cell.value: cell for cell in cells if cell.value in (evil, "@SUM(1;2)")}
    assert len(found) == 2
    assert all(cell.quotePrefix for cell in found.values())
    footer = book["Strömmar"].oddFooter
    assert footer
    assert "Fett && olja &&P" in str(footer.left.text)


def test_flow_without_streams_says_so(tmp_path: Path) -> None:
    plan = plans.plan()
    found = rows_of(written(tmp_path / "lista.xlsx", plan.flows[1], plan))
    assert found["Strömmar"] == found["Mottagare"] == found["År"] == []
    assert [row["Vad saknas"] for row in found["Saknas"]] == [*plan.gaps, NO_STREAMS]


def test_contact_of_another_report_names_it_and_zero_is_no_gap(tmp_path: Path) -> None:
    plan, fish = plans.plan(), plans.fish()
    old = replace(fish.contacts[0], source=Source("rapporter/2022/f.pdf", None))
    nothing = YearAmount(2024, plans.tonnes(0), Source(plans.FISK, 7))
    stream = replace(fish.streams[0], amount=nothing, past=())
    producer = replace(fish, contacts=(old, fish.contacts[0]), streams=(stream,))
    flow = replace(plan.flows[0], producers=(producer,))
    row = rows_of(written(tmp_path / "lista.xlsx", flow, plan))["Strömmar"][0]
    assert row["Kontakt står på"] == "sidan är okänd i rapporter/2022/f.pdf"
    assert row["Fler kontakter"].startswith("Siv Påhittsson, Miljöchef, siv@fisk.example")
    assert (row["Ton"], row["Mängd enligt rapporten"]) == (0, "0\u00a0ton")


def test_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    plan = plans.plan()
    with pytest.raises(OutputError, match="cannot be written"):
        write_sheet(tmp_path / "nowhere" / "lista.xlsx", plan.flows[0], plan)
