"""Forms, lists with dotted leaders, very dense and very small tables, and lists of pick-ups."""

from benchmarks.tables.drawing import LANDSCAPE, Column, Sheet, html, html_rows
from benchmarks.tables.fixture import Fixture
from benchmarks.tables.parts import gold, grid, lay, rows, table

FORM = rows("""
Verksamhetsutövare       | Påhittade Ytbehandling AB
Organisationsnummer      | 559999-0008
Anläggningsnummer        | 1283-60-001
Besöksadress             | Exempelvägen 3
Postnummer               | 252 32
Ort                      | Helsingborg
Fastighetsbeteckningar   | Fiktiva 2:15, Exempelstenen 3
Huvudbransch och kod     | 49.10 Ytbehandling av metall eller plast¶med kemisk process
EPRTR huvudverksamhet    | 2.f
Miljöledningssystem      | ISO 14001:2015
Koordinater              | N 6213652, E 356398
""")


def _draw_form() -> bytes:
    sheet = Sheet(text_size=10)
    sheet.text(70, 80, "UPPGIFTER OM VERKSAMHETEN", bold=True, size=12)
    lay(sheet, 106, FORM, [Column(70), Column(215)], gap=4)
    return sheet.pdf()


PAIRS = rows("""
Avfallslämnare: | Fiktiva Varvet AB   | Datum:        | 2019-06-04
Hämtställe:     | Docka 2             | Dok.nr:       | 7710342
Avfallsslag:    | Blästersand med färgrester | EWC-kod: | 12 01 16*
Mängd:          | 23,4                | Enhet:        | ton
Transportör:    | Grusbilar HB        | Mottagare:    | Exempeltippen
UN-nummer:      |                     | Behandling:   | D1
""")


def _draw_pairs() -> bytes:
    css = """
      table { width: 100% } td { border: 0.6pt solid #222; height: 16pt; vertical-align: middle }
      .c1, .c3 { background: #eee; font-size: 7.5pt } .c2 { width: 60mm }
    """
    return html(f"<h3>Transportdokument</h3><table>{html_rows(PAIRS)}</table>", css)


LEADERS = rows("""
Wellpapp och kartong        | 41,2 ton
Kontorspapper               | 3,9 ton
Glas, färgat och ofärgat    | 640 kg
Metallförpackningar         | 212 kg
Komposterbart               | 8½ ton
Elektronik                  | 0,35 ton
""")
LEADERS_SENTENCE = "Kontoren har lämnat följande mängder till återvinning:"


def _draw_leaders() -> bytes:
    sheet = Sheet(font="Times-Roman", text_size=11)
    sheet.text(70, 90, LEADERS_SENTENCE)
    for number, (name, amount) in enumerate(LEADERS):
        y = 110 + 15 * number
        sheet.text(84, y, name)
        sheet.text(380, y, amount, align="right")
        start = 84 + sheet.width_of(name) + 3
        sheet.dots(start, 377 - sheet.width_of(amount), y)
    return sheet.pdf()


LEADERS_CODES = rows("""
Avfall              | Kod       | Kilo
Spillolja           | 13 02 08* | 1 150
Oljefilter          | 16 01 07* | 86
Kylarvätska         | 16 01 15  | 430
Bilbatterier        | 16 06 01* | 972
Bromsbelägg         | 16 01 12  | 65
Vindrutor           | 16 01 20  | 2 310
""")


def _draw_leaders_codes() -> bytes:
    """The dots are typed by hand and end unevenly."""
    css = """
      span { display: inline-block; white-space: pre } .name { width: 190pt } .code { width: 62pt }
      .kilo { width: 40pt; text-align: right }
    """

    def one(row: tuple[str, ...], count: int) -> str:
        name, code, kilo = row
        return (
            f'<div><span class="name">{name} {"." * count}</span><span class="code">{code}</span>'
            f'<span class="kilo">{kilo}</span></div>'
        )

    lines = (one(row, 55 - 2 * len(row[0])) for row in LEADERS_CODES[1:])
    return html(one(LEADERS_CODES[0], 0) + "".join(lines), css)


DENSE = rows("""
Avfall | Kod | FA | Jan | Feb | Mar | Kv 1 | Apr | Maj | Jun | Kv 2 | Halvår
Lutbad | 11 01 07* | x | 3,2 | 2,9 | 3,05 | 9,15 | 3 | 3,4 | 1,1 | 7,5 | 16,65
Syrabad           | 11 01 05* | x  | 12   | 11,4  | 12,6 | 36    | 11   | 12,2 | 4,8   | 28    | 64
Hydroxidslam | 11 01 09* | x | 1,75 |  | 1,9 | 3,65 |  | 2,2 |  | 2,2 | 5,85
Sköljvatten | 11 01 12 |  | 140 | 138,5 | 151 | 429,5 | 122 | 147 | 60 | 329 | 758,5
Plåtspill | 12 01 01 |  | 22 | 19,8 | 24,1 | 65,9 | 20,5 | 23 | 9 | 52,5 | 118,4
Kartong           | 15 01 01  |    | 0,4  | 0,35  | 0,5  | 1,25  | 0,45 | 0,4  | 0,2   | 1,05  | 2,3
Träpall           | 15 01 03  |    |      | 1,1   |      | 1,1   |      |      | 0,9   | 0,9   | 2
Brännbart | 20 03 01 |  | 2,1 | 2,25 | 2,05 | 6,4 | 2,3 | 2,15 | 1,4 | 5,85 | 12,25
Summa |  |  | 181,45 | 176,3 | 195,2 | 552,95 | 159,25 | 190,35 | 77,4 | 427 | 979,95
""")


def _draw_dense() -> bytes:
    sheet = Sheet(text_size=6)
    sheet.text(50, 70, "Avfall per månad (ton)", bold=True)
    columns = [Column(50), Column(98), Column(139, "centre")]
    columns += [Column(170 + 25 * number, "right") for number in range(9)]
    edges = lay(sheet, 82, DENSE, columns, gap=1.5)
    for edge in (edges[0], edges[1], edges[-2], edges[-1]):
        sheet.line(49, edge, 372, edge, 0.3)
    return sheet.pdf()


WIDE = rows("""
Nr | Fraktion | EWC | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | R/D | Till | Sätt | Not
1 | Aska, våt | 10 01 01 | 77 | 81 | 69,5 | 90 |  | 84 | R5 | Väg | Bil | a
2 | Aska, torr | 10 01 03 | 12 | 11,8 | 10 | 14 | 13,3 | 12,9 | D1 | Deponi | Bulkbil |
3 | Kalkrest | 10 01 05 |  |  |  | 5 | 4,4 | 6 | D1 | Deponi | Bil | b
4 | Slam | 10 01 21 | 2 | 2,2 | 1,9 | 2,6 | 2,1 | 2,3 | D8 | Verk | Sugbil |
5 | Sot | 10 01 04* | 0,4 | 0,35 |  | 0,5 |  | 0,3 | D10 | SmåKem | Fat | a, b
""")


def _draw_wide() -> bytes:
    css = """
      body { font-size: 6pt } td, th { padding: 0.5pt 2.5pt } thead { background: #ddd }
      .c4, .c5, .c6, .c7, .c8, .c9 { text-align: right } td { border-bottom: 0.2pt solid #bbb }
      p { margin: 2pt 0 }
    """
    return html(table(WIDE[0], WIDE[1:]) + "<p>a) våtvikt  b) uppskattat</p>", css)


FOOTNOTES = rows("""
Avfall              | Mängd 2008 1) | Behandlat av
Spillolja 2)        | 3,1 m³        | Oljerenarna i Påhitt
Färgburkar          | 140 kg        | SmåKem AB 3)
Elektronikskrot     | 0,3 ton       | Elåtervinnarna
""")


def _draw_footnotes() -> bytes:
    sheet = Sheet(text_size=10)
    xs = [70, 180, 270, 410]
    edges = [92.0]
    for number, row in enumerate(FOOTNOTES):
        y = 104 + 18 * number
        edges.append(y + 6)
        for x, cell in zip(xs, row, strict=False):
            text, note = (cell[:-3], cell[-2:]) if cell.endswith(")") else (cell, "")
            sheet.text(x + 3, y, text)
            sheet.text(x + 4 + sheet.width_of(text), y - 3, note, size=6)
    grid(sheet, edges, xs)
    for number, note in enumerate(("exklusive vatten", "från två tömningar", "tidigare Miljökem")):
        sheet.text(70, edges[-1] + 11 + 9 * number, f"{number + 1}) {note}", size=7)
    return sheet.pdf()


PICK_UPS = rows("""
Datum      | Transportdok. | Avfall          | Vikt kg
03-02-04   | 884112        | Emulsion 120109 | 4 560
03-05-18   | 891007        | Emulsion 120109 | 3 980
Delsumma   |               |                 | 8 540
03-01-13   | 880451        | Slipslam 120118 | 1 020
03-03-25   | 886390        | Slipslam 120118 | 955
03-08-07   | 893318        | Slipslam 120118 | 1 310
03-11-30   | 899764        | Slipslam 120118 | 870
Delsumma   |               |                 | 4 155
03-06-06   | 891542        | Spån 120101     | 12 440
03-10-02   | 897001        | Spån 120101     | 11 875
Delsumma   |               |                 | 24 315
Totalt     |               |                 | 37 010
""")


def _draw_pick_ups() -> bytes:
    sheet = Sheet(font="Courier", text_size=8)
    columns = [Column(60), Column(125), Column(205), Column(350, "right")]
    y = 90.0
    for row in PICK_UPS:
        total = row[0] in ("Delsumma", "Totalt")
        sheet.row(y, row, columns, bold=total or row is PICK_UPS[0])
        y += 15 if total else 10
    return sheet.pdf()


DECLARED = rows("""
Mottagare | Parameter | Värde | Enhet | Metod | Metodbeskrivning | Utsläppspunkt
AVFALL    | FA-R      | 18,4   | t/år  | M     | Vägt av mottagaren                            |
AVFALL    | FA-D      | 2,1    | t/år  | E     | Uppskattat efter antal hämtade fat            |
AVFALL    | IFA-R     | 2 310  | t/år  | C     | Beräknat ur lagerförändring och inköp         |
AVFALL    | IFA-D     | 96     | t/år  | M     | Vägt                                          |
LUFT | NOx | 18 200 | kg/år | M | SS-EN 14792 | Skorsten 1
LUFT | Stoft | 410 | kg/år | C |  | Skorsten 1
VATTEN | P-tot | 37½ | kg/år | M | SS-EN ISO 6878 | Utlopp
""")


def _draw_declared() -> bytes:
    sheet = Sheet(LANDSCAPE, text_size=9)
    sheet.text(60, 70, "Emissionsdeklaration", bold=True, size=11)
    columns = [Column(64), Column(130), Column(226, "right"), Column(229.5), Column(272)]
    columns += [Column(320), Column(520)]
    for number in range(1, len(DECLARED), 2):
        sheet.box(60, 83 + 15 * number, 540, 15, fill=0.9)
    lay(sheet, 94, DECLARED, columns, gap=4.2)
    return sheet.pdf()


FIXTURES: tuple[Fixture, ...] = (
    Fixture(
        "form-labels",
        ("form of labels and values", "two columns only", "no headings", "wrapped last column"),
        _draw_form,
        (gold(("", ""), FORM),),
    ),
    Fixture(
        "form-pairs",
        ("form of labels and values", "ruled", "no headings", "unit beside amount"),
        _draw_pairs,
        (gold(("",) * 4, PAIRS),),
    ),
    Fixture(
        "leaders-amounts",
        ("dotted leaders", "two columns only", "unit in cell", "no headings"),
        _draw_leaders,
        (gold(("", ""), LEADERS),),
        (LEADERS_SENTENCE,),
    ),
    Fixture(
        "leaders-codes",
        ("dotted leaders", "borderless"),
        _draw_leaders_codes,
        (gold(LEADERS_CODES[0], LEADERS_CODES[1:]),),
    ),
    Fixture(
        "dense-months",
        ("twelve columns in 6 points", "lone marks", "sums by quarter", "unit in caption"),
        _draw_dense,
        (gold(DENSE[0], DENSE[1:]),),
    ),
    Fixture(
        "dense-years",
        ("thirteen columns in 6 points", "years newest last", "empty cells", "notes"),
        _draw_wide,
        (gold(WIDE[0], WIDE[1:]),),
    ),
    Fixture(
        "small-footnotes",
        ("three rows only", "footnote digits", "ruled"),
        _draw_footnotes,
        (gold(FOOTNOTES[0], FOOTNOTES[1:]),),
    ),
    Fixture(
        "pick-ups",
        ("dates", "subtotals", "borderless", "code in name", "fixed pitch"),
        _draw_pick_ups,
        (gold(PICK_UPS[0], PICK_UPS[1:]),),
    ),
    Fixture(
        "declaration",
        ("zebra", "unit column", "gap of 3.5 points", "sparse columns"),
        _draw_declared,
        (gold(DECLARED[0], DECLARED[1:]),),
    ),
)
