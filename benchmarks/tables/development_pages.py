"""Tables over several pages, and pages that lie on their side or stand on their head."""

from benchmarks.tables.drawing import LANDSCAPE, Column, Sheet, html, html_rows
from benchmarks.tables.fixture import Fixture
from benchmarks.tables.parts import gold, grid, lay, lay_by_column, rows, table

REPEATED = rows("""
Datum | Dok.nr | Avfallsslag | Kod | Vikt (kg) | Transportör | Mottagningsanläggning
2021-02-03 | 884112 | Emulsion | 12 01 09* | 4 560 | Fiktiva Sug AB | Exempelgas AB, Filborna
2021-02-17 | 884530 | Slam ur oljeavskiljare | 13 05 02* | 2 900 | Fiktiva Sug AB | Oljerenarna i \
Påhitt
2021-03-09 | 885006 | Blandskrot | 17 04 07 | 11 240 | Låtsas Skrot | Låtsas Skrot
2021-04-22 | 886671 | Wellpapp, balad | 15 01 01 | 7 815 | Grusbilar HB | Pappersbruket Ek AB
2021-05-18 | 891007 | Emulsion | 12 01 09* | 3 980 | Fiktiva Sug AB | Exempelgas AB, Filborna
2021-08-30 | 897745 | Lösningsmedel | 14 06 03* | 1 115 | Kemhämtarna | Destillerarna
2021-10-11 | 899320 | Blandskrot | 17 04 07 | 9 760 | Låtsas Skrot | Låtsas Skrot
2021-12-20 | 902218 | Brännbart | 20 03 01 | 6 040 | Grusbilar HB | Värmeverket
""")


def _draw_repeated() -> bytes:
    sheet = Sheet(LANDSCAPE, turn=90, rotate=90, text_size=9)
    xs = [60, 120, 165, 290, 345, 400, 490, 640]
    columns = [Column(63), Column(123), Column(168), Column(293), Column(397, "right")]
    columns += [Column(403), Column(493)]
    for number, part in enumerate((REPEATED[1:5], REPEATED[5:])):
        if number:
            sheet.new_page()
        sheet.text(60, 60, "Bilaga 5. Hämtningar av avfall", bold=True)
        grid(sheet, lay(sheet, 90, (REPEATED[0], *part), columns, gap=5), xs)
    return sheet.pdf()


MISSING = rows("""
Fraktion                        | Avfallskod | 2018   | 2019  | 2020
Papper till återvinning         | 20 01 01   | 8      | 7,6   | 9,1
Hårdplast                       | 20 01 39   | 3,35   | 2,9   | 4
Bygg- och rivningsavfall efter ombyggnad av lagerhallen | 17 09 04 |  | 61,4 | 12,25
Ljuskällor                      | 20 01 21*  | 0,12   | 0,09  | 0,11
Jord från ledningsarbete        | 17 05 04   | 880    |       | 1 415
Kyl och frys                    | 20 01 23*  | 0,5    | 1,2   |
Matavfall                       | 20 01 08   | 5,7    | 6,05  | 3,3
Summa                           |            | 897,67 | 79,24 | 1 445,76
""")


def _draw_missing() -> bytes:
    css = """
      @page { size: A5 landscape } table { width: 150mm; table-layout: fixed } .c1 { width: 62mm }
      td, th { border: 0.4pt solid #777 } .c3, .c4, .c5 { text-align: right }
      .next { break-before: page }
    """
    first = table(MISSING[0], MISSING[1:5])
    second = f'<table class="next">{html_rows(MISSING[5:])}</table>'
    return html(f"<p>Ton per år, alla avdelningar</p>{first}{second}", css)


CHANGED = (
    rows("""
Avfall              | Kod       | Mängd, ton | Lager, ton
Avloppsslam         | 19 08 05  | 6 412      | 540
Gallerrens          | 19 08 01  | 77,5       | 2
Fett från avskiljare| 19 08 09  | 118        |
Laboratorieavfall   | 16 05 06* | 0,05       |
"""),
    rows("""
Sandfångssand       | 19 08 02  | 203        | 11,5
Trädgårdsavfall     | 20 02 01  | 14         | –
Spillolja           | 13 02 08* | 0,9        | 0,2
Elskrot             | 16 02 14  | 1,35       |
"""),
    rows("""
Avfall, forts.      | Mängd, m³ | Anm.
Externslam          | 9 870     | 412 bilar
Fosfatslam          | 31        | Ny damm
Slam från enskilda brunnar | 2 046 | Vägs ej
"""),
)


def _draw_changed() -> bytes:
    sheet = Sheet(text_size=10)
    columns = [Column(70), Column(190), Column(310, "right"), Column(380, "right")]
    lay(sheet, 700, CHANGED[0], columns, gap=2)
    sheet.text(297, 800, "11", align="centre")
    sheet.new_page()
    lay(sheet, 80, CHANGED[1], columns, gap=2)
    sheet.text(70, 160, "Slam redovisas som våtvikt på denna sida.")
    sheet.text(297, 800, "12", align="centre")
    sheet.new_page()
    lay(sheet, 80, CHANGED[2], [Column(70), Column(260, "right"), Column(275)], gap=2)
    sheet.text(297, 800, "13", align="centre")
    return sheet.pdf()


SPREAD = rows("""
Leverantör | Ort | Avfall | Kod | Jan | Feb | Mar | Apr | Maj | Jun | Summa
Slakteri Norr AB | Exempelby | Mjukdelar | 02 02 02 | 61,2 | 58,8 | 70,1 | 66 | 71,35 | 80,4 | \
407,85
Mejeri Påhitt | Småby | Vassle | 02 05 01 | 240 | 233 |  | 251 | 262 | 248 | 1 234
Storkök Hamnen | Hamnstad | Matavfall | 20 01 08 | 4,4 | 4,1 | 4,9 | 4,3 | 5 | 2,2 | 24,9
Bageri Låtsas | Småby | Degspill | 02 06 01 |  |  |  |  | 12,6 | 14,1 | 26,7
Restaurang Kajen | Hamnstad | Fettavskiljarslam | 19 08 09 | 3 |  | 3 |  | 6 |  | 12
Fiskhallen | Hamnstad | Rens | 02 02 02 | 1,75 | 2 | 2,4 | 2,2 |  | 3,1 | 11,45
""")


def _draw_spread() -> bytes:
    sheet = Sheet(text_size=10)
    left = [Column(60), Column(180), Column(260), Column(365), Column(450, "right")]
    left += [Column(500, "right")]
    lay_by_column(sheet, 80, [row[:6] for row in SPREAD], left, 15)
    sheet.new_page()
    right = [Column(x, "right") for x in (100, 160, 220, 280, 345)]
    lay_by_column(sheet, 80, [row[6:] for row in SPREAD], right, 15)
    return sheet.pdf()


WIDE = rows("""
Avfallsslag | EWC | Farligt | Mängd 2010 | Enhet | Mängd 2009 | Enhet | Transportör | Mottagare | \
Anmärkning
Kasserade kemikalier | 16 05 08* | ja | 1 204 | kg | 980 | kg | Kemhämtarna | SmåKem AB |
Betongslam | 10 13 14 | nej | 2 750 | ton | 2 611 | ton | Grusbilar HB | Täkten i Fiktiva | Vägs \
på egen våg
Formolja | 13 08 99* | ja | 3,6 | m³ |  | m³ | Fiktiva Sug AB | Oljerenarna i Påhitt | Ny från 2010
Armeringsjärn | 17 04 05 | nej | 41 | ton | 56 | ton | Låtsas Skrot | Stålverket Påhitt | Såld
Tillsatsmedel | 16 03 06 | nej | 860 | liter | 1 120 | liter |  |  | Åter till leverantör
""")


def _draw_wide() -> bytes:
    css = """
      @page { size: A5; margin: 15mm } table { break-after: page } td, th { white-space: nowrap }
      td, th { border: 0.3pt solid #aaa; height: 14pt } table:last-child { break-after: auto }
      .n .c1, .n .c3 { text-align: right }
    """
    parts = ((0, 3, ""), (3, 8, "n"), (8, 10, ""))
    tables = (table(WIDE[0][a:b], [row[a:b] for row in WIDE[1:]], name) for a, b, name in parts)
    return html("".join(tables), css)


TURNED_90 = rows("""
Sidoström | Kod | 2015 | 2016 | Köpare eller mottagare | Användning
Järnsulfat |  | 9 040 | 8 875 | Vattenverk i Norden | Fällning
Gips, vit | 06 09 04 | 31 300 | 29 960 | Skivfabriken Fiktiva AB | Gipsskivor
Gips, röd | 06 09 04 | 12 115 | 14 020 |  | Egen deponi
Kalciumkloridlösning¶(33 %) |  | 4 460 | 5 230 | Väghållare i fyra kommuner | Dammbindning
Svavelsyra, förbrukad | 06 01 01* | 705 | 688 | Syraverket i Låtsas AB,¶avdelning Hamnen | \
Regenerering
Ferriterester | 06 05 03 | 96,5 |  | Exempeltippen | Deponi
""")


def _draw_turned_90() -> bytes:
    sheet = Sheet(LANDSCAPE, turn=90)
    sheet.text(80, 90, "Tabell 12. Biprodukter och avfall (ton)", bold=True, size=11)
    columns = [Column(80), Column(200), Column(300, "right"), Column(355, "right")]
    columns += [Column(370), Column(530)]
    edges = lay(sheet, 115, TURNED_90, columns, gap=6)
    for edge in edges:
        sheet.line(80, edge, 620, edge, 0.4)
    return sheet.pdf()


TURNED_270 = rows("""
Verksamhet     | Avfall          | Kod       | kg 2006 | kg 2005 | Till
Galvanisering  | Filterkaka      | 11 01 09* | 64 200  | 71 850  | Påhittade Deponin
"              | Cyanidbad       | 11 03 01* | 1 340   | 1 205   | Syraverket
"              | Sköljvatten     | 11 01 11* | 18 900  | –       | Syraverket
Polering       | Slipskivor      | 12 01 21  | 415     | 390     | Renhållarna
"              | Polerslam       | 12 01 14* | 2 066   | 2 518   | Påhittade Deponin
Lager          | Pallar          | 15 01 03  | 5 720   | 6 300   | Värmeverket
""")
TURNED_SENTENCE = (
    "Uppgifterna kommer från transportörernas vågsedlar och är avrundade till hela kilogram."
)


def _draw_turned_270() -> bytes:
    sheet = Sheet(LANDSCAPE, turn=270, font="Times-Roman", text_size=11)
    sheet.text(90, 100, TURNED_SENTENCE)
    columns = [Column(90), Column(180), Column(275), Column(380, "right"), Column(440, "right")]
    lay(sheet, 124, TURNED_270, [*columns, Column(460)], gap=3)
    return sheet.pdf()


UPSIDE_DOWN = rows("""
Fraktion             | Vikt, ton | Återvinning, % | Kommentar
Tegel och klinker    | 412,5     | 100            | Krossas på plats
Fönster              | 18        | 64             | Glaset till planglasbruk
Installationer       | 7,35      | 88             |
PCB-fogar            | 0,21      | 0              | Asbest- och PCB-sanerarna
Restavfall           | 95        | 12½            | Sorteras på nytt hos mottagaren
""")


def _draw_upside_down() -> bytes:
    sheet = Sheet(turn=180)
    sheet.text(70, 110, "Rivningen av kvarteret Exempelstenen", bold=True)
    for number in range(1, 6, 2):
        sheet.box(68, 124 + 16 * number, 400, 16, fill=0.88)
    columns = [Column(72), Column(220, "right"), Column(300, "right"), Column(320)]
    lay(sheet, 135, UPSIDE_DOWN, columns, gap=5.2)
    return sheet.pdf()


WRONG_WAY = rows("""
Månad    | Slam (m³) | TS-halt (%) | Slam (ton TS)
Januari  | 1 420     | 3,1         | 44
Februari | 1 385     | 3,4         | 47,1
Mars     | 1 506     | 2,9         | 43,7
April    | 1 377     |             |
Maj      | 1 290     | 3,3         | 42,6
Juni     | 1 118     | 3,6         | 40,2
Totalt   | 8 096     |             | 217,6
""")


def _draw_wrong_way() -> bytes:
    sheet = Sheet(rotate=180, text_size=10)
    columns = [Column(84), Column(215, "right"), Column(290, "right"), Column(375, "right")]
    grid(sheet, lay(sheet, 120, WRONG_WAY, columns, gap=4), [80, 150, 220, 295, 380])
    return sheet.pdf()


FIXTURES: tuple[Fixture, ...] = (
    Fixture(
        "pages-repeated",
        ("/Rotate 90", "page break, heading repeated", "ruled", "dates"),
        _draw_repeated,
        (gold(REPEATED[0], REPEATED[1:5]), gold(REPEATED[0], REPEATED[5:], 2)),
    ),
    Fixture(
        "pages-missing",
        ("page break, heading missing", "ruled", "wrapped first column", "empty cells"),
        _draw_missing,
        (gold(MISSING[0], MISSING[1:5]), gold(("",) * 5, MISSING[5:], 2)),
    ),
    Fixture(
        "pages-changed",
        ("page break, heading missing", "page break, heading changed", "borderless"),
        _draw_changed,
        (
            gold(CHANGED[0][0], CHANGED[0][1:]),
            gold(("",) * 4, CHANGED[1], 2),
            gold(CHANGED[2][0], CHANGED[2][1:], 3),
        ),
    ),
    Fixture(
        "pages-columns",
        ("columns continue on the next page", "borderless", "drawn by column", "sparse columns"),
        _draw_spread,
        (
            gold(SPREAD[0][:6], [row[:6] for row in SPREAD[1:]]),
            gold(SPREAD[0][6:], [row[6:] for row in SPREAD[1:]], 2),
        ),
    ),
    Fixture(
        "pages-columns-ruled",
        ("columns continue on the next page", "ruled", "unit column", "empty cells"),
        _draw_wide,
        (
            gold(WIDE[0][:3], [row[:3] for row in WIDE[1:]]),
            gold(WIDE[0][3:8], [row[3:8] for row in WIDE[1:]], 2),
            gold(WIDE[0][8:], [row[8:] for row in WIDE[1:]], 3),
        ),
    ),
    Fixture(
        "pages-turned-90",
        ("text turned by 90", "horizontal rules", "wrapped top", "unit in caption"),
        _draw_turned_90,
        (gold(TURNED_90[0], TURNED_90[1:]),),
    ),
    Fixture(
        "pages-turned-270",
        ("text turned by 270", "borderless", "ditto marks", "unit in heading"),
        _draw_turned_270,
        (gold(TURNED_270[0], TURNED_270[1:]),),
        (TURNED_SENTENCE,),
    ),
    Fixture(
        "pages-upside-down",
        ("upside down", "zebra", "empty cells"),
        _draw_upside_down,
        (gold(UPSIDE_DOWN[0], UPSIDE_DOWN[1:]),),
    ),
    Fixture(
        "pages-rotate-180",
        ("upside down by /Rotate 180", "ruled", "sum"),
        _draw_wrong_way,
        (gold(WRONG_WAY[0], WRONG_WAY[1:]),),
    ),
)
