"""Reading order and tables of pages drawn in code."""

from pathlib import Path

import pikepdf
import pytest

from iusml.reading.reader import read_document
from tests.reading.paper import LETTERS, Sheet, grid, inside, whole

LEFT = [
    "Verksamheten bedrivs på ön sedan",
    "många år och har tillstånd för att",
    "hålla på med ytbehandling av stål",
    "och gjutjärn i två större hallar. I",
    "den äldre hallen finns även lager",
    "för kemikalier som hålls invallat",
    "så att läckage kan tas om hand på",
    "ett säkert sätt av personalen där.",
]
RIGHT = [
    "Avfallet sorteras vid källan och",
    "hämtas av godkända åkerier varje",
    "vecka. Slam från fettavskiljaren",
    "sugs upp två gånger om året och",
    "körs till rötning på annan ort i",
    "länet. Mängderna är ungefär lika",
    "stora som året innan enligt den",
    "journal som förs på anläggningen.",
]
TABLE = [
    ["Avfallsslag", "EWC-kod", "Mängd (ton)", "Mottagare"],
    ["Slam från\nfettavskiljare", "02 02 04", "12,5", "Fiktiva Rötnings-\nbolaget AB"],
    ["Spillolja", "13 02 05*", "1,84", "Påhittade Oljor AB"],
    ["Lysrör och\nannat kvicksilver-\nhaltigt avfall", "20 01 21*", "0,04", "Glömda Återvinnare"],
    ["Wellpapp", "15 01 01", "8,1", "Pappershögen AB"],
]


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path / "sida.pdf")


def test_two_columns_of_text(sheet: Sheet) -> None:
    sheet.text(72, 80, "Allmänt om verksamheten på Öland och dess omgivningar, se även bilaga två")
    sheet.lines(72, 110, LEFT)
    sheet.lines(320, 110, RIGHT)
    sheet.text(72, 240, "Denna rad står under båda spalterna och är lika bred som hela sidan är")
    document = read_document(sheet.save())
    assert document.tables == ()
    text = whole(document)
    order = ["Allmänt", *(line[:12] for line in [*LEFT, *RIGHT]), "Denna rad"]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_a_sidebar_of_short_lines_is_read_by_itself(sheet: Sheet) -> None:
    side = ["BOLAG", "Exempel Ål AB", "ORG.NR", "559999-0008", "KONTAKT", "Åsa Öberg", "direkt"]
    sheet.lines(60, 100, side, 11)
    sheet.lines(320 - 100, 104, [f"{line} {line}" for line in LEFT], 14.5)
    text = whole(read_document(sheet.save()))
    assert text.startswith(" ".join(side))


def test_ruled_table_with_wrapped_cells(sheet: Sheet) -> None:
    sheet.text(72, 80, "Tabell 4. Avfall från anläggningen på ön")
    sheet.ruled_table([72, 200, 280, 350, 480], 100, TABLE)
    sheet.text(72, 330, "Efter tabellen fortsätter texten på samma sätt som förut.")
    document = read_document(sheet.save())
    (table,) = document.tables
    assert (table.page, table.rows, table.columns) == (1, 5, 4)
    assert grid(document, table) == [
        TABLE[0],
        ["Slam från fettavskiljare", "02 02 04", "12,5", "Fiktiva Rötningsbolaget AB"],
        TABLE[2],
        ["Lysrör och annat kvicksilverhaltigt avfall", *TABLE[3][1:]],
        TABLE[4],
    ]
    assert whole(document).endswith("samma sätt som förut.")
    starts = [cell.start for cell in table.cells]
    assert starts == sorted(starts)


def test_borderless_table(sheet: Sheet) -> None:
    rows = [
        ["Avfall", "Kod", "2022", "2023"],
        ["Slam från fettavskiljare", "02 02 04", "11,9", "12,5"],
        ["Spillolja", "13 02 05*", "2,10", "1,84"],
        ["Brännbart avfall, övrigt", "20 03 01", "", "41"],
        ["Trä från pallar", "15 01 03", "7,7", "8,0"],
    ]
    for number, row in enumerate(rows):
        for x, cell in zip([72, 230, 310, 370], row, strict=True):
            sheet.text(x, 100 + 15 * number, cell)
    document = read_document(sheet.save())
    (table,) = document.tables
    assert grid(document, table) == rows


def test_wrapped_cell_of_a_borderless_table(sheet: Sheet) -> None:
    rows = [
        ["Avfall", "Kod", "Mängd (ton)"],
        ["Slam från\nolje- och fettavskiljare", "02 02 04", "12,5"],
        ["Spillolja", "13 02 05*", "1,84"],
        ["Förpackningar med\nrester av färg", "15 01 10*", "0,9"],
        ["Trä från pallar", "15 01 03", "8,0"],
    ]
    top = 100.0
    for row in rows:
        for x, cell in zip([72, 230, 330], row, strict=True):
            sheet.lines(x, top, cell.split("\n"), 11)
        top += 18 + 11 * row[0].count("\n")
    document = read_document(sheet.save())
    (table,) = document.tables
    assert grid(document, table) == [[cell.replace("\n", " ") for cell in row] for row in rows]


def test_two_ruled_tables_side_by_side(sheet: Sheet) -> None:
    left = [
        ["Avfall", "Ton"],
        ["Slam från\nfettavskiljare", "12,5"],
        ["Trä", "8,0"],
        ["Skrot", "3"],
    ]
    right = [["Kemikalie", "Liter"], ["Lut", "120"], ["Syra", "45"], ["Färg", "7"], ["Lim", "9"]]
    sheet.ruled_table([60, 150, 200], 100, left)
    sheet.ruled_table([330, 440, 500], 100, right, step=15)
    sheet.text(60, 300, "Tabellerna ovan gäller för hela året på båda platserna, se även text.")
    document = read_document(sheet.save())
    assert len(document.tables) == 2
    flat = [[cell.replace("\n", " ") for cell in row] for row in left]
    assert [grid(document, table) for table in document.tables] == [flat, right]


def test_text_alone_is_no_table(sheet: Sheet) -> None:
    sheet.lines(72, 100, [f"{a} {b.lower()}" for a, b in zip(LEFT, RIGHT, strict=True)])
    document = read_document(sheet.save())
    assert document.tables == ()
    assert {word.line for word in document.words} == set(range(8))


def _turned_page(path: Path, turn: int, rotate: int) -> Path:
    """A page with /Rotate `rotate` whose text runs `turn` degrees clockwise on the paper."""
    sheet = Sheet(path)
    canvas = sheet.canvas
    across, up = 595.0, 842.0
    canvas.translate(*{0: (0, 0), 90: (0, up), 180: (across, up), 270: (across, 0)}[turn])
    canvas.rotate(-turn)
    sheet.height = across if turn % 180 else up
    sheet.text(60, 80, LETTERS)
    sheet.lines(60, 110, ["Andra raden på sidan är ganska kort", "Tredje raden är kortare"])
    sheet.ruled_table([60, 200, 290, 360], 160, [row[:3] for row in TABLE])
    with pikepdf.open(sheet.save(), allow_overwriting_input=True) as file:
        file.pages[0].obj["/Rotate"] = rotate
        file.save(path)
    return path


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages_are_read_in_order(tmp_path: Path, turn: int, rotate: int) -> None:
    document = read_document(_turned_page(tmp_path / "vriden.pdf", turn, rotate))
    page = document.pages[0]
    sideways = rotate % 180 != 0
    assert page.rotation == rotate
    assert (page.width_pt > page.height_pt) == sideways
    assert inside(document)
    text = whole(document)
    assert text.startswith(f"{LETTERS} Andra raden på sidan är ganska kort Tredje raden är kortare")
    (table,) = document.tables
    assert grid(document, table)[1] == ["Slam från fettavskiljare", "02 02 04", "12,5"]
    tall = [w for w in document.words if w.box.y1 - w.box.y0 > w.box.x1 - w.box.x0]
    assert (len(tall) > len(document.words) / 2) == ((turn + rotate) % 180 != 0)
