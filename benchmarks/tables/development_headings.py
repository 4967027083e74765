"""Headings over several columns, stacked in two or three lines, turned, or beside their numbers."""

from benchmarks.tables.drawing import Column, Sheet, html, html_rows
from benchmarks.tables.fixture import Fixture
from benchmarks.tables.parts import gold, grid, lay, rows

MERGED = rows("""
Restprodukt        | Kod       | Mängd¶ton | TS-halt¶% | Mängd¶ton | TS-halt¶% | Avsättning
Fiberslam          | 03 03 10  | 8 120     | 31         | 7 640     | 33         | Täckning
Bioslam            | 03 03 11  | 2 045     | 14,5       | 2 310     | 15         | Panna 3
Mesa               | 03 03 09  | 1 180     | 72         | –         |            | Jordbruk
Grönlutsslam       | 03 03 02  | 3 977     | 46         | 4 102     | 44         | Deponi
Bark, förorenad    | 03 03 01  | 655       |            | 590       |            | Deponi
Rejekt             | 03 03 07  | 12 300    | 52         | 11 846    | 50,5       | Panna 3
""")


def _draw_merged() -> bytes:
    sheet = Sheet()
    xs = [50, 140, 190, 235, 275, 320, 360, 420]
    columns = [Column(54), Column(144), Column(231, "right"), Column(270, "right")]
    columns += [Column(316, "right"), Column(355, "right"), Column(364)]
    sheet.text(50, 80, "Bruk 1 och 2, jämförelse mellan åren", bold=True)
    sheet.box(50, 92, 370, 39, fill=0.88)
    sheet.text(232, 104, "2009", align="centre", bold=True)
    sheet.text(317, 104, "2008", align="centre", bold=True)
    edges = lay(sheet, 116, MERGED, columns, gap=3)
    for x in (50, 140, 190, 275, 360, 420):
        sheet.line(x, 92, x, edges[0])
    sheet.line(50, 92, 420, 92)
    sheet.line(190, edges[0], 360, edges[0])
    grid(sheet, edges[1:], xs)
    for x in xs:
        sheet.line(x, edges[0], x, edges[1])
    return sheet.pdf()


STACKED = rows("""
Avfallsslag | Uppkommet¶i verksam¬heten, ton | Mottaget¶från andra,¶ton | Lagrat vid¶årets¶slut, \
ton | Bortfört,¶ton
Schaktmassor      | 120    | 41 300 | 6 750 | 34 670
Asfalt            | 35     | 8 214  | 1 090 | 7 159
Trädgårdsavfall   |        | 2 466  | 310   | 2 156
Slagg             |        | 15 020 |       | 15 020
Gatusopsand       | 1 904  | 880    | 412   | 2 372
Oljig jord        | 9      | 733    | 95    | 647
""")


def _draw_stacked() -> bytes:
    sheet = Sheet(text_size=9.5)
    heads = [Column(60), Column(170), Column(245), Column(320), Column(392)]
    columns = [Column(60), Column(214, "right"), Column(282, "right"), Column(352, "right")]
    sheet.row(90, STACKED[0], heads, size=8.5, bold=True)
    lay(sheet, 128, STACKED[1:], [*columns, Column(424, "right")])
    return sheet.pdf()


GROUPS = rows("""
Anläggning       | 2018 | 2017  | 2016  | 2018  | 2017  | 2016
Huvudverkstaden  | 12,1 | 13,4  | 9,8   | 86    | 91    | 102
Måleriet         | 30,6 | 28,75 | 33,2  | 14,5  | 15    | 11,9
Lagret i Småby   | 0,3  | 0,2   | 0,45  | 64,2  | 58,8  | 60
Kontoret         | –    | 0,02  | –     | 5,1   | 5,6   | 6,2
Alla             | 43   | 42,37 | 43,45 | 169,8 | 170,4 | 180,1
""")


def _draw_groups() -> bytes:
    css = """
      table { font-size: 9pt } td { padding: 1.5pt 7pt } .c1 { padding-left: 0 }
      .c2, .c3, .c4, .c5, .c6, .c7 { text-align: right }
      thead tr:last-child th { border-bottom: 1pt solid }
      .over { text-align: center; border-bottom: 0.5pt solid; font-style: italic }
      tbody tr:last-child td { border-top: 0.5pt solid }
      th { padding: 1.5pt 7pt; vertical-align: bottom }
    """
    over = (
        '<tr><th class="c1" rowspan="2">Anläggning</th><th colspan="3" class="over">Farligt avfall '
        '(ton)</th><th colspan="3" class="over">Icke-farligt avfall (ton)</th></tr>'
    )
    years = html_rows([GROUPS[0]], "th").replace('<th class="c1">Anläggning</th>', "")
    return html(f"<table><thead>{over}{years}</thead>{html_rows(GROUPS[1:])}</table>", css)


UNITS = rows("""
Ämne i avfall     | Fat¶st | Vikt¶kg | Volym¶m³ | Kostnad¶tkr
Lösningsmedel     | 62     | 11 430  | 12,9     | 48
Harts             | 17     | 3 060   | 2,8      | 31½
Isocyanat         | 4      | 655     | 0,6      | 12
Aceton, förorenad | 9      | 1 390   | 1,75     | 5
Lim               | 28     | 4 912   |          | 22
""")
UNITS_PROSE = "Kostnaden gäller behandlingen utan frakt och moms."


def _draw_units() -> bytes:
    sheet = Sheet(font="Times-Roman", text_size=11)
    columns = [Column(80), Column(210, "right"), Column(265, "right"), Column(318, "right")]
    columns += [Column(378, "right")]
    edges = lay(sheet, 100, UNITS, columns, gap=4)
    for edge in (edges[0], edges[1], edges[-1]):
        sheet.line(78, edge, 380, edge, 0.8)
    sheet.text(80, edges[-1] + 12, UNITS_PROSE)
    return sheet.pdf()


LEVELS = rows("""
Kod      | Avfall               | vikt,¶ton | andel,¶% | vikt,¶ton | andel,¶%
17 01 01 | Betong               | 120       | 38,7     | 4 305     | 71
17 02 02 | Planglas             | 3,6       | 1,2      | 48        | 0,8
17 04 05 | Järn och stål        | 61        | 19,7     | 912       | 15
17 06 04 | Mineralull           | 18,4      | 5,9      |           |
17 09 04 | Blandat byggavfall   | 107       | 34,5     | 805       | 13,2
""")


def _draw_levels() -> bytes:
    css = """
      td, th { border: 0.5pt solid black; text-align: center } .c2, .c1 { text-align: left }
      .c3, .c4, .c5, .c6 { text-align: right } th { font-weight: bold; font-size: 8.5pt }
      .top { text-align: center; background: #ddd }
    """
    over = (
        '<tr><th colspan="2" class="top">Avfallsslag</th>'
        '<th colspan="4" class="top">Mängder 2021</th></tr><tr><th rowspan="2" class="c1">Kod</th>'
        '<th rowspan="2" class="c2">Avfall</th><th colspan="2" class="top">Uppkommet i egen '
        'verksamhet</th><th colspan="2" class="top">Mottaget från andra</th></tr>'
    )
    cells = html_rows(LEVELS[:1], "th")
    last = cells.replace('<th class="c1">Kod</th><th class="c2">Avfall</th>', "")
    return html(f"<table><thead>{over}{last}</thead>{html_rows(LEVELS[1:])}</table>", css)


TURNED = rows("""
Återvinningscentral | Elektronik, ton | Impregnerat trä, ton | Färg och lim, kg | Batterier, kg | \
Asbest, ton
Filbornatorp | 41,3 | 66 | 8 950 | 2 240 | 12,5
Hamnplanen          | 18              | 9,4                  | 3 105            | 716           |
Skogsvallen | 22,7 | 31,6 | 4 480 | 1 003 | 4,1
Åkerby | 7,9 | 15 |  | 388 | 1,7
Mobil insamling     | 0,65            |                      | 1 240            | 95            |
Summa | 90,55 | 122 | 17 775 | 4 442 | 18,3
""")


def _draw_turned() -> bytes:
    sheet = Sheet()
    xs = [60, 170, 205, 240, 285, 325, 360]
    columns = [Column(64), *(Column(x - 4, "right") for x in xs[2:])]
    sheet.text(64, 176, TURNED[0][0], bold=True)
    for x, heading in zip(xs[1:], TURNED[0][1:], strict=False):
        sheet.text(x + 20, 176, heading, bold=True, turn=90)
    edges = lay(sheet, 191, TURNED[1:], columns, gap=4)
    grid(sheet, [76, *edges], xs)
    return sheet.pdf()


FIXTURES: tuple[Fixture, ...] = (
    Fixture(
        "headings-merged",
        ("ruled", "merged headings", "stacked headings", "years newest first", "empty cells"),
        _draw_merged,
        (gold(MERGED[0], MERGED[1:]),),
    ),
    Fixture(
        "headings-stacked",
        ("borderless", "three-line headings", "headings left over numbers", "received"),
        _draw_stacked,
        (gold(STACKED[0], STACKED[1:]),),
    ),
    Fixture(
        "headings-groups",
        ("horizontal rules", "merged headings", "years newest first", "sum"),
        _draw_groups,
        (gold(GROUPS[0], GROUPS[1:]),),
    ),
    Fixture(
        "headings-units",
        ("horizontal rules", "unit below heading", "½", "text below without gap"),
        _draw_units,
        (gold(UNITS[0], UNITS[1:]),),
        (UNITS_PROSE,),
    ),
    Fixture(
        "headings-levels",
        ("ruled", "three levels of headings", "generated beside received"),
        _draw_levels,
        (gold(LEVELS[0], LEVELS[1:]),),
    ),
    Fixture(
        "headings-turned",
        ("ruled", "turned headings", "places as rows", "unit in heading"),
        _draw_turned,
        (gold(TURNED[0], TURNED[1:]),),
    ),
)
