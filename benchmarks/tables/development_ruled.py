"""Tables with rules or stripes: full grids, horizontal rules, zebra, section rows."""

from benchmarks.tables.drawing import Column, Sheet, html, html_rows
from benchmarks.tables.fixture import Fixture
from benchmarks.tables.parts import gold, grid, lay, rows, table

GRID = rows("""
Avfallsslag | EWC-kod | Mängd¶(ton) | Transportör | Mottagare¶och ort | Behandling
Slam från fettavskiljare¶i charkdelen | 02 02 04 | 12,5 | Påhittad Sug AB | Exempelgas \
AB,¶Filborna | Rötning
Kasserat kött och ben | 02 02 03 | 1 318 | Låtsas Frakt AB | Exempelgas AB,¶Filborna | Rötning
Wellpapp | 15 01 01 | 41,2 | Fiktiva Åkeriet | Pappersbruket¶Ek AB | Material¬återvinning
Mjukplast, krymp-¶och sträckfilm | 15 01 02 | 6,85 | Fiktiva Åkeriet | Plaståtervinning¶i Småby \
AB | Material¬återvinning
Lysrör och lampor | 20 01 21* | 0,04 | Påhittad Sug AB | Exempel¶Elektronik | Sanering
Brännbart avfall | 20 03 01 | 117 | Låtsas Frakt AB | Värmeverket | Energi¬utvinning
""")
GRID_SENTENCE = "Tabell 4 visar allt avfall som lämnat anläggningen under året."


def _draw_grid() -> bytes:
    sheet = Sheet(text_size=8.5)
    sheet.text(50, 70, "14. Avfall", size=12, bold=True)
    sheet.text(50, 88, GRID_SENTENCE)
    xs = [50, 160, 212, 252, 332, 430, 545]
    columns = [Column(x + 3) for x in xs[:-1]]
    columns[2] = Column(249, "right")
    edges = lay(sheet, 108, GRID[:1], columns, bold=True)
    edges += lay(sheet, edges[-1] + 8.5, GRID[1:], columns, stand="middle")[1:]
    grid(sheet, edges, xs)
    return sheet.pdf()


HORIZONTAL = rows("""
Restprodukt | Hantering under året | Kod | Mängd, ton
Bottenaska | Används som fyllning på deponins ytor efter provtagning i augusti | 10 01 01 | 412
Flygaska | Återförs till skogsmark genom entreprenör, resten till egen deponi | 10 01 03 | 96,4
Bäddsand | Byts vid revision | 10 01 24 | 38
Rökgaskondensatslam | Avvattnas i säckar och lämnas för deponering hos godkänd mottagare i \
grannlänet | 10 01 21 | 7,15
Sotvatten | Till slamtank | 10 01 23 | 2,9
Aska, totalt |  |  | 556,45
""")


def _draw_horizontal() -> bytes:
    css = """
      table { width: 100% } thead tr { border-top: 1.2pt solid black }
      tr { border-bottom: 0.4pt solid black } .c4 { text-align: right } .c2 { width: 62mm }
      h2 { font-size: 11pt }
    """
    return html("<h2>Restprodukter från pannorna</h2>" + table(HORIZONTAL[0], HORIZONTAL[1:]), css)


ZEBRA = rows("""
Fraktion                 | Kod       | kg     | st | m³   | Hämtas av
Spillolja                | 13 02 05* | 1 840  |    |      | Oljehämtarna i Fiktiva AB
Oljefilter               | 16 01 07* | 120    |    |      | Oljehämtarna i Fiktiva AB
Lysrör                   | 20 01 21* |        | 35 |      |
Glykolblandat vatten     | 16 01 14* |        |    | 1,2  | Sugbilen Norr
Blybatterier             | 16 06 01* | 465    | 21 |      | Batteriringen
Däck på fälg             | 16 01 03  |        | 96 |      |
Slam ur oljeavskiljare   | 13 05 02* |        |    | 9,4  | Sugbilen Norr
Småbatterier, osorterade | 20 01 33* | 8      |    |      |
Absol, trasor            | 15 02 02* | 310    |    |      | Oljehämtarna i Fiktiva AB
""")


def _draw_zebra() -> bytes:
    sheet = Sheet()
    sheet.text(60, 90, "Verkstadens avfall, hämtat 2013", bold=True)
    columns = [Column(64), Column(180), Column(282, "right"), Column(322, "right")]
    columns += [Column(362, "right"), Column(380)]
    for number in range(len(ZEBRA)):
        sheet.box(
            60, 101 + 15 * number, 460, 15, fill=0.75 if number == 0 else 1 - 0.1 * (number % 2)
        )
    lay(sheet, 112, ZEBRA[:1], columns, bold=True)
    lay(sheet, 127, ZEBRA[1:], columns, gap=4.2)
    return sheet.pdf()


STRIPES = rows("""
Material | Avfalls\xadkod | Slutligt omhänder\xadtagande | Vikt (kg)
Förorenade förpackningar, ej rengjorda fat | 15 01 10* | Förbränning i anläggning för farligt \
avfall | 2 260
Tryckfärgsrester | 08 03 12* | Destruktion | 745
Tvättvätska med lösnings\xadmedel och färgpigment | 14 06 03* | Destillation | 5 090
Makulatur, ren | 03 03 08 | Returpapper till pappers\xadbruk | 88 400
Aluminium\xadplåtar | 17 04 02 | Omsmältning | 3 615
Krympfilm | 15 01 02 | Material\xadåtervinning | 1 170
Framkallare | 09 01 01* | Indunstning och förbränning | 380
""")


def _draw_stripes() -> bytes:
    css = """
      table { width: 120mm } td { vertical-align: bottom } thead { background: #234; color: white }
      tbody tr:nth-child(even) { background: #e4e4ea } .c4 { text-align: right; width: 17mm }
      .c1 { width: 36mm } .c2 { width: 18mm } .c3 { width: 32mm } th { vertical-align: bottom }
    """
    return html("<p>Sammanställning, tryckeriet</p>" + table(STRIPES[0], STRIPES[1:]), css)


SECTIONS = rows("""
Avfall                     | Kod       | 2014  | Mottagare
Farligt avfall             |           |       |
Metallhydroxidslam         | 11 01 09* | 23,46 | Påhittade Deponin
Betbad, surt               | 11 01 05* | 61,0  | Syraverket i Låtsas
varav med zink             |           | 14,2  |
Summa farligt avfall       |           | 84,46 |
Icke-farligt avfall        |           |       |
Hårdzink                   | 11 05 01  | 118,7 | Zinkköparna HB
Zinkaska                   | 11 05 02  | 54,3  | Zinkköparna HB
Blandskrot                 | 17 04 07  | 31    | Skroten i Exempelby
Trä                        | 15 01 03  | 12,8  |
Summa icke-farligt avfall  |           | 216,8 |
Totalt                     |           | 301,26|
""")


def _draw_sections() -> bytes:
    def one(row: tuple[str, ...]) -> str:
        if "avfall" in row[0] and not row[2]:
            return f'<tr><td colspan="4" class="part">{row[0]}</td></tr>'
        name = "varav" if row[0].startswith("varav") else "sum" if not row[1] else ""
        return html_rows([row]).replace("<tr>", f'<tr class="{name}">')

    css = """
      td, th { border: 0.5pt solid #333 } th { background: #ccc; font-weight: bold }
      .c3 { text-align: right; width: 20mm } .part { font-style: italic; background: #eee }
      .varav .c1 { padding-left: 14pt } .sum { font-weight: bold } .c1 { width: 50mm }
      caption { text-align: left; font-weight: bold }
    """
    caption = "<caption>Tabell 7. Avfallsmängder i ton</caption>"
    head = f"<thead>{html_rows(SECTIONS[:1], 'th')}</thead>"
    return html(f"<table>{caption}{head}{''.join(map(one, SECTIONS[1:]))}</table>", css)


UPRIGHT = rows("""
Nr | Benämning                 | Mängd | Enhet | Till
1  | Drav                      | 2 140 | ton   | Lantbrukare i närområdet
2  | Överskottsjäst            | 310   | m³    | Lantbrukare i närområdet
3  | Kiselgur, blöt            | 86½   | ton   | Exempelgas AB
4  | Glaskross, färgat         | 152   | ton   | Glasbruket Påhitt
5  | Pallar, trasiga           | 1 275 | st    | Pallfixarna
6  | Etikettpapper, kladdigt   | 44    | ton   | Värmeverket
7  | Kapsyler och burkar       | 9,7   | ton   | Skroten i Exempelby
""")


def _draw_upright() -> bytes:
    sheet = Sheet(font="Times-Roman", text_size=10)
    sheet.text(70, 100, "Biprodukter och avfall från bryggeriet", bold=True)
    columns = [Column(84, "centre"), Column(102), Column(252, "right"), Column(262), Column(302)]
    edges = lay(sheet, 124, UPRIGHT, columns, gap=1)
    xs = [70, 98, 210, 256, 296, 430]
    for x in xs:
        sheet.line(x, edges[0], x, edges[-1])
    sheet.box(xs[0], edges[0], xs[-1] - xs[0], edges[-1] - edges[0], stroke=1)
    sheet.line(xs[0], edges[1], xs[-1], edges[1], 1)
    return sheet.pdf()


FIXTURES: tuple[Fixture, ...] = (
    Fixture(
        "ruled-grid",
        ("ruled", "wrapped middle", "words cut", "stacked headings"),
        _draw_grid,
        (gold(GRID[0], GRID[1:]),),
        (GRID_SENTENCE,),
    ),
    Fixture(
        "ruled-horizontal",
        ("horizontal rules", "wrapped middle column", "sum", "empty cells"),
        _draw_horizontal,
        (gold(HORIZONTAL[0], HORIZONTAL[1:]),),
    ),
    Fixture(
        "zebra-units",
        ("zebra", "empty cells", "unit per column", "thousand spaces"),
        _draw_zebra,
        (gold(ZEBRA[0], ZEBRA[1:]),),
    ),
    Fixture(
        "zebra-bottom",
        ("zebra", "wrapped bottom", "words cut"),
        _draw_stripes,
        (gold(STRIPES[0], STRIPES[1:]),),
    ),
    Fixture(
        "ruled-sections",
        ("ruled", "section rows", "subtotals", "varav", "unit in caption"),
        _draw_sections,
        (gold(SECTIONS[0], SECTIONS[1:]),),
    ),
    Fixture(
        "ruled-upright",
        ("vertical rules only", "unit column", "½"),
        _draw_upright,
        (gold(UPRIGHT[0], UPRIGHT[1:]),),
    ),
)
