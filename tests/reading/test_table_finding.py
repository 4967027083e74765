"""How lines become tables: columns, rows, tables below and beside each other, boxes, heads."""

from pathlib import Path

import pytest

from iusml.document import Box, Cell, Table, Word
from iusml.reading.boxes import find_boxes
from iusml.reading.heads import without_heads
from iusml.reading.pieces import cut_pieces, is_figure
from iusml.reading.reader import read_document
from iusml.reading.tokens import Token
from tests.reading.paper import Sheet, grid, width


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path / "page.pdf")


def token(text: str, x0: float, size: float = 10.0) -> Token:
    box = Box(x0, 0.0, x0 + width(text, size), size * 1.37)
    return Token(text, box, box, glued=False)


def run(*words: str) -> list[Token]:
    """Words of one line with usual blanks between them."""
    tokens, x = [], 0.0
    for text in words:
        tokens.append(token(text, x))
        x = tokens[-1].box.x1 + 2.8
    return tokens


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        (("12", "480", "ton"), ["12 480", "ton"]),
        (("02", "07", "04"), ["02 07 04"]),
        (("Slam", "13", "05", "02", "*"), ["Slam", "13 05 02 *"]),
        (("1", "840", "35"), ["1 840", "35"]),
        (("Trä", "17"), ["Trä", "17"]),
    ],
)
def test_numbers_and_codes_stay_whole(words: tuple[str, ...], texts: list[str]) -> None:
    assert [piece.text for piece in cut_pieces(run(*words))] == texts


@pytest.mark.parametrize(
    ("text", "figure"),
    [("12,5", True), ("–", True), ("ca 45 ton", True), ("130205*", True), ("2019", False),
     ("panna 1", False), ("Trä", False)],
)  # fmt: skip
def test_figures(text: str, figure: bool) -> None:
    assert is_figure(run(*text.split())) is figure


def draw(sheet: Sheet, x: list[float], top: float, rows: list[list[str]], step: float = 14) -> None:
    for number, row in enumerate(rows):
        for left, cell in zip(x, row, strict=True):
            sheet.text(left, top + step * number, cell)


def test_a_narrow_gap_between_figures_and_codes_parts_columns(sheet: Sheet) -> None:
    rows = [["Drav", "4 105", "R1"], ["Jäst", "642", "R12"], ["Trub", "86,4", "R3"],
            ["Glas", "1 388", "D1"], ["Papp", "74,2", "R4"]]  # fmt: skip
    for number, (name, amount, code) in enumerate(rows):
        top = 100 + 14 * number
        sheet.text(60, top, name)
        sheet.text(150 - width(amount), top, amount)
        sheet.text(154, top, code)
    document = read_document(sheet.save())
    assert [grid(document, table) for table in document.tables] == [rows]


def test_units_stay_in_their_cells(sheet: Sheet) -> None:
    rows = [["Drav", "4 105 ton"], ["Jäst", "642 ton"], ["Trub", "86,4 ton"], ["Glas", "3 ton"]]
    for number, (name, amount) in enumerate(rows):
        sheet.text(60, 100 + 14 * number, name)
        sheet.text(170 - width(amount), 100 + 14 * number, amount)
    document = read_document(sheet.save())
    assert [grid(document, table) for table in document.tables] == [rows]


def test_ruled_tables_right_below_each_other(sheet: Sheet) -> None:
    first = [["Farligt avfall", "Kod", "kg"], ["Spillolja", "13 02 08*", "1 150"],
             ["Lackslam", "08 01 13*", "2 870"], ["Lysrör", "20 01 21*", "35"]]  # fmt: skip
    second = [
        ["Övrigt", "2018", "2019", "Hämtas av"],
        ["Spån", "1 460", "1 512", "Pelletsbolaget i Exempelby"],
        ["Skrot", "12,1", "14,0", "Låtsas Skrot & Metall AB"],
        ["Papp", "3,8", "4,4", "Fiktiva Frakt i Påhitt HB"],
    ]
    sheet.ruled_table([60, 260, 400, 480], 100, first)
    sheet.ruled_table([60, 160, 220, 330, 480], 172, second)
    document = read_document(sheet.save())
    assert [grid(document, table) for table in document.tables] == [first, second]


def test_level_tables_side_by_side_come_apart_by_their_headings(sheet: Sheet) -> None:
    left = [["Slag", "EWC", "2009"], ["Lim", "080409*", "6 410"], ["Fat", "150110*", "2 960"],
            ["Trasor", "150202*", "735"]]  # fmt: skip
    right = [["Slag", "EWC", "2009"], ["Papp", "150101", "21 300"], ["Skrot", "170407", "5 620"],
             ["Plast", "150102", "880"]]  # fmt: skip
    draw(sheet, [50, 120, 190], 100, left)
    draw(sheet, [300, 370, 440], 100, right)
    document = read_document(sheet.save())
    assert [grid(document, table) for table in document.tables] == [left, right]


def test_a_box_beside_text_is_read_by_itself(sheet: Sheet) -> None:
    prose = [
        "Under året har anläggningen eldat",
        "trä från hela länet, och askan har",
        "vägts varje vecka. Inget annat har",
        "hänt som myndigheten frågar efter.",
    ]
    sheet.lines(60, 100, prose)
    table = [["Bottenaska", "842"], ["Flygaska", "196"], ["Bäddsand", "103"], ["Slam", "28"]]
    draw(sheet, [330, 430], 100, table)
    for x0, y0, x1, y1 in (
        (320, 85, 480, 85),
        (320, 150, 480, 150),
        (320, 85, 320, 150),
        (480, 85, 480, 150),
    ):
        sheet.rule(x0, y0, x1, y1)
    document = read_document(sheet.save())
    assert [grid(document, found) for found in document.tables] == [table]
    assert "eldat trä från hela länet, och askan har vägts varje vecka" in document.text(
        0, len(document.words)
    )


def test_a_cell_of_a_table_is_no_box() -> None:
    sides = [Box(x, 100, x, 160) for x in (50, 150, 250)]
    edges = [Box(50, y, 250, y) for y in (100, 160)]
    assert find_boxes(sides, edges) == [Box(50.0, 100, 250.0, 160)]
    cells = [Box(x, y, x + 100, y) for x in (50, 150) for y in (100, 160)]
    assert find_boxes(sides, cells) == []


def test_dot_leaders_are_gaps(sheet: Sheet) -> None:
    for number, (name, amount) in enumerate(
        [("Spillolja", "1 150"), ("Oljefilter", "86"), ("Glykol", "430")]
    ):
        sheet.text(60, 100 + 14 * number, f"{name} {'.' * (40 - len(name))} {amount}")
    document = read_document(sheet.save())
    (table,) = document.tables
    assert [row[-1] for row in grid(document, table)] == ["1 150", "86", "430"]


NAMES = ["", "Drav", "Spån", "Jäst", "Glas"]


def head_words(pages: int) -> tuple[list[Word], list[Table]]:
    """Pages with a running head, a row below it and a table over both."""
    words: list[Word] = []
    tables: list[Table] = []
    for page in range(1, pages + 1):
        start = len(words)
        for line, text in enumerate(["Fabriken", f"sida {page}", NAMES[page], f"{page}4,2"]):
            words.append(
                Word(text, Box(0, line // 2 * 20, 40, line // 2 * 20 + 10), page, line // 2)
            )
        cells = tuple(Cell(i // 2, i % 2, start + i, start + i + 1) for i in range(4))
        tables.append(Table(page, 2, 2, cells))
    return words, tables


def test_running_heads_are_no_rows() -> None:
    words, tables = head_words(4)
    trimmed = without_heads(words, tables)
    assert [table.rows for table in trimmed] == [1] * 4
    assert [words[c.start].text for c in trimmed[2].cells] == ["Jäst", "34,2"]


def test_two_pages_have_no_running_head() -> None:
    words, tables = head_words(2)
    assert without_heads(words, tables) == tables


def test_one_table_with_headings_of_its_own_on_both_sides_stays_one(sheet: Sheet) -> None:
    rows = [["Anlöp", "Avfall", "Mottaget", "Vidare till"], ["63", "Sludge", "318", "Oljeverket"],
            ["41", "Länsvatten", "205", "Oljeverket"], ["9", "Svartvatten", "46", "Reningsverket"],
            ["188", "Sopor", "37", "Värmeverket"]]  # fmt: skip
    draw(sheet, [50, 100, 300, 370], 100, rows)
    document = read_document(sheet.save())
    assert [grid(document, table) for table in document.tables] == [rows]


def test_headings_that_count_are_no_second_table(sheet: Sheet) -> None:
    rows = [["Vad", "EWC", "kv 1", "kv 2", "kv 3", "Helår"],
            ["Rötslam", "190805", "310", "342", "288", "940"],
            ["Tvättat rens", "190801", "9,1", "8,4", "6,9", "24,4"],
            ["Sand", "190802", "12", "18", "4", "34"]]  # fmt: skip
    draw(sheet, [50, 140, 220, 280, 340, 420], 100, rows)
    document = read_document(sheet.save())
    assert [grid(document, table) for table in document.tables] == [rows]


def test_a_code_goes_on_below_its_first_digits(sheet: Sheet) -> None:
    rows = [["06 01", "Sura lösningar", "41 280"], ["06*", "", ""], ["06 02", "Lut", "38 940"],
            ["05*", "", ""], ["16 05 04*", "Aerosoler", "29 500"]]  # fmt: skip
    draw(sheet, [50, 110, 260], 100, rows)
    document = read_document(sheet.save())
    assert [grid(document, table) for table in document.tables] == [
        [["06 01 06*", "Sura lösningar", "41 280"], ["06 02 05*", "Lut", "38 940"],
         ["16 05 04*", "Aerosoler", "29 500"]]
    ]  # fmt: skip
