"""Columns of years, of stock and of both directions; tables with rows and columns exchanged."""

from benchmarks.tables.drawing import Column, Sheet, html, html_rows
from benchmarks.tables.fixture import Fixture
from benchmarks.tables.parts import gold, grid, lay, lay_by_column, rows, table

NEWEST_FIRST = rows("""
Avfallsslag                  | 2022 (kg) | 2021 (kg) | 2020 (kg)
Oljehaltigt avfall, fast     | 760       | 1 020     | 984
varav absol                  | 210       | 300       | 277
varav filter                 | 95        | 88        | 102
Oljehaltigt vatten           | 14 300    | 9 870     | 12 045
Färg- och lackavfall         | 1 655     | 1 710     | 2 236
varav vattenburen            | 405       | –         | –
Elektronik                   | 318       | 296       | 150
Summa                        | 17 033    | 12 896    | 15 415
""")


def _draw_newest_first() -> bytes:
    def indented(row: tuple[str, ...]) -> str:
        line = html_rows([row])
        return line.replace('class="c1"', 'class="c1 in"') if row[0].startswith("varav") else line

    css = """
      .in { padding-left: 14pt } .c2, .c3, .c4 { text-align: right; padding-left: 12pt }
      tr:last-child td { border-top: 0.5pt solid; font-weight: bold }
    """
    body = "".join(map(indented, NEWEST_FIRST[1:]))
    return html(f"<table>{html_rows(NEWEST_FIRST[:1], 'th')}{body}</table>", css)


NEWEST_LAST = rows("""
Fraktion           | 2016 | 2017  | 2018  | 2019  | ton/år
Wellpapp           | 33,4 | 41,2  | 38,0  | 44,7  | ökar
Brännbart          | 121  | 112   | 118   | 97    | minskar
Plast              |      |       | 2,6   | 5,05  | ny 2018
Metallskrot        | 18   | 20,5  | –     | 21,3  |
Trä                | 40,2 | 36    | 41,9  |       | såldes 2019
Deponi             | 3,1  | 0,8   | 0     | 0     | upphört
""")


def _draw_newest_last() -> bytes:
    sheet = Sheet(text_size=10)
    sheet.text(70, 90, "Utveckling över fyra år", bold=True)
    heads = [Column(70), Column(150), Column(190), Column(230), Column(270), Column(312)]
    columns = [Column(70), *(Column(x, "right") for x in (180, 220, 260, 300)), Column(312)]
    sheet.row(110, NEWEST_LAST[0], heads)
    lay_by_column(sheet, 124, NEWEST_LAST[1:], columns, 13)
    return sheet.pdf()


STOCK = rows("""
Avfallsslag                 | Uppkommet | I lager 31/12 | Bortfört | Mottagare
Filterstoft 100909*         | 14,2 t    | 3,1 t         | 12,0 t   | Exempelmetall AB
Aluminiumdross 100316       | 206 t     | 18 t          | 195 t    | Omsmältarna i Påhitt
Saltslagg 100308*           | 88 t      | 0             | 88 t     | Omsmältarna i Påhitt
Kasserad infodring 161104   | 31,5 t    | 31,5 t        | –        |
Kylvattenslam 100328        | 9 m³      | 2½ m³         | 6½ m³    | Fiktiva Sug AB
""")


def _draw_stock() -> bytes:
    sheet = Sheet(text_size=9)
    xs = [55, 185, 240, 305, 355, 470]
    columns = [Column(59), Column(212, "centre"), Column(272, "centre"), Column(330, "centre")]
    edges = lay(sheet, 100, STOCK, [*columns, Column(359)], gap=6)
    grid(sheet, edges, xs)
    return sheet.pdf()


BALANCE = rows("""
Slag            | Ingående lager | Inkommet | Behandlat | Utgående lager
Däck            | 312            | 5 480    | 5 610     | 182
Returträ        | 1 940          | 22 075   | 21 330    | 2 685
Plastbalar      | 76             | 1 144    | 1 220     | 0
Kreosotslipers  | 405            | 890      | 1 017     | 278
Hushållsavfall  | 2 230          | 61 902   | 62 840    | 1 292
""")


def _draw_balance() -> bytes:
    css = """
      caption { caption-side: bottom; text-align: left; font-style: italic }
      .c2, .c3, .c4, .c5 { text-align: right; width: 19mm } th { vertical-align: bottom }
      tbody tr:nth-child(odd) { background: #ececec } thead { border-bottom: 1pt solid }
    """
    text = "<caption>Materialbalans för bränslegården, ton per kalenderår</caption>"
    drawn = table(BALANCE[0], BALANCE[1:])
    return html(drawn.replace("<thead>", text + "<thead>"), css)


DIRECTIONS = rows("""
Kod      | Avfallsslag                     | Uppkommet¶i verksamheten | Mottaget¶från andra
17 01 01 | Betong                          | 120 t                    | 4 300 t
19 12 07 | Trä (annat än 19 12 06)         | -                        | 890 t
19 12 02 | Järnmetall                      | 36 t                     | -
19 12 12 | Annat avfall från mekanisk¶behandling | 2 410 t            | 55 t
13 05 02*| Slam ur oljeavskiljare          | 3,2 t                    | -
20 01 38 | Trä från hushåll                |                          | 1 676 t
""")


def _draw_directions() -> bytes:
    sheet = Sheet(text_size=9)
    columns = [Column(60), Column(112), Column(250), Column(335)]
    edges = lay(sheet, 90, DIRECTIONS, columns, gap=4)
    for number in range(1, len(edges)):
        sheet.line(60, edges[number], 410, edges[number], 0.3 if number > 1 else 1)
    return sheet.pdf()


EXCHANGED = rows("""
År     | Slam, ton TS | Rens, ton | Sand, m³ | Fett, m³ | Polymer¬säckar, st
2003   | 1 305        | 61        | 44       | 18       | 212
2004   | 1 288        | 58,5      | 51       | 22       | 198
2005   | 1 410        | 64        |          | 25       | 240
2006   | 1 377        | 70        | 39       | 31½      | 255
Medel  | 1 345        | 63,4      | 44,7     | 24       | 226
""")


def _draw_exchanged() -> bytes:
    css = """
      table { width: 100% } td, th { text-align: center; border-bottom: 0.3pt dotted #444 }
      .c1 { text-align: left; font-weight: bold }
    """
    return html("<h3>Reningsverkets avfall</h3>" + table(EXCHANGED[0], EXCHANGED[1:]), css)


PROPERTIES = rows("""
             | Spillolja | Emulsion  | Glykol    | Oljefilter | Bromsvätska
EWC          | 130205*   | 120109*   | 160114*   | 160107*    | 160113*
Enhet        | m³        | m³        | liter     | kg         | kg
2012         | 2,4       | 16        | 380       | 145        | 22
2011         | 3,05      | 14½       | 1 200     | 170        | –
Hämtas av    | Oljebil   | Sugbil    | Oljebil   | Miljöbil   | Miljöbil
Behandling   | R9        | D9        | R1        | R4         | D10
""")


def _draw_properties() -> bytes:
    sheet = Sheet(text_size=9)
    xs = [60, 125, 180, 235, 290, 350, 412]
    columns = [Column(64), *(Column(x + 3) for x in xs[1:-1])]
    sheet.text(60, 84, "Farligt avfall", bold=True)
    edges = lay(sheet, 104, PROPERTIES[:1], columns, bold=True, gap=5)
    edges += lay(sheet, edges[-1] + 10, PROPERTIES[1:], columns, gap=5)[1:]
    grid(sheet, edges, xs)
    return sheet.pdf()


FIXTURES: tuple[Fixture, ...] = (
    Fixture(
        "years-newest-first",
        ("borderless", "years newest first", "varav", "sum"),
        _draw_newest_first,
        (gold(NEWEST_FIRST[0], NEWEST_FIRST[1:]),),
    ),
    Fixture(
        "years-newest-last",
        ("borderless", "years newest last", "empty cells", "headings left over numbers"),
        _draw_newest_last,
        (gold(NEWEST_LAST[0], NEWEST_LAST[1:]),),
    ),
    Fixture(
        "years-stock",
        ("ruled", "produced, in store, removed", "unit in cell", "code in name"),
        _draw_stock,
        (gold(STOCK[0], STOCK[1:]),),
    ),
    Fixture(
        "years-balance",
        ("zebra", "produced, in store, removed", "unit in caption"),
        _draw_balance,
        (gold(BALANCE[0], BALANCE[1:]),),
    ),
    Fixture(
        "years-directions",
        ("horizontal rules", "generated beside received", "wrapped middle column"),
        _draw_directions,
        (gold(DIRECTIONS[0], DIRECTIONS[1:]),),
    ),
    Fixture(
        "years-exchanged",
        ("horizontal rules", "transposed", "years as rows", "words cut"),
        _draw_exchanged,
        (gold(EXCHANGED[0], EXCHANGED[1:]),),
    ),
    Fixture(
        "years-properties",
        ("ruled", "transposed", "unit row"),
        _draw_properties,
        (gold(PROPERTIES[0], PROPERTIES[1:]),),
    ),
)
