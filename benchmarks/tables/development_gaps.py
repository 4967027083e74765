"""Held-out tables with very little, very much or nothing between and in their cells."""

from benchmarks.tables.drawing import LANDSCAPE, Column, Sheet, html, html_rows
from benchmarks.tables.fixture import Fixture
from benchmarks.tables.held_out_drawing import Printout, gold, rows, typst_cells, typst_pdf

NARROW_HEAD = rows("Avfall|Kod|2017|2018|2019|2020|Enh")[0]
NARROW = rows("""
Fiskrens till minkfoder|02 02 02|11 840|12 400|9 915|10 260|ton
Räkskal|02 02 02|1 840|2 105|1 960|2 280|ton
Flotationsslam från reningen|02 02 04|3 312|3 048|3 501|3 377|m³
Lådor av EPS|15 01 02|48 200|51 750|39 000|44 600|st
Fettslam|19 08 09|96|104|1 012|88|m³
Returglas|15 01 07|7 900|8 350|8 120|7 480|kg
Köldmedium|14 06 01*|12|0|31|4|kg
Sopor|20 03 01|64|61|70|67|ton
""")


def _draw_narrow() -> bytes:
    sheet = Sheet(text_size=9)
    sheet.text(70, 88, "Restprodukter från beredningen under fyra år", bold=True)
    columns = [Column(70), Column(192)]
    # Gaps are hardly wider than the blank within a number.
    columns += [Column(x, "right") for x in (266, 300, 334, 367)]
    columns.append(Column(371))
    y = 106.0
    y += sheet.row(y, NARROW_HEAD, columns) + 2
    for row in NARROW:
        y += sheet.row(y, row, columns) + 1
    return sheet.pdf()


MONTHS_HEAD = rows("Fraktion|Enh|Jan|Feb|Mar|Apr|Maj|Jun|Jul–aug|Sep|Okt|Nov–dec")[0]
MONTHS = rows("""
Bottenslagg|ton|1 204|1 118|1 311|1 096|874|612|0|931|1 245|2 690
Pannaska|ton|88,4|79,0|92,1|80,3|61,2|44,7|–|70,0|90,9|195,5
Rökgasreningsrest|ton|310|288|335|291|226|158|12|247|322|701
Magnetskrot ur slagg|ton|96|91|104|88|70|49||75|99|214
Kasserat filterduk|st|||240||||||120|
Slam från kondensat|m³|14,5|13,0|15,5|12,5|10,0|7,0|1,5|11,0|14,0|31,0
Aktivt kol|kg|||||4 200|||||3 950
Olja från turbin|l||||||||1 850||
Personalens avfall|ton|1,1|0,9|1,2|1,0|1,0|0,8|0,7|1,0|1,1|2,1
""")


def _draw_months() -> bytes:
    sheet = Sheet(LANDSCAPE, text_size=5.6)
    sheet.text(60, 60, "Månadsvis utvägda restprodukter", size=8)
    edges = [60, 122, 136, *range(164, 388, 28), 388, 420]
    columns = [Column(61.5), Column(123.5)] + [Column(x - 1.5, "right") for x in edges[3:]]
    y = 68.0
    for number, row in enumerate((MONTHS_HEAD, *MONTHS)):
        if number == 0:
            sheet.box(60, y, 360, 8, fill=0.75)
        sheet.row(y + 6, row, columns, bold=number == 0)
        y += 8
        sheet.line(60, y, 420, y, 0.15)
    for x in edges:
        sheet.line(x, 68, x, y, 0.15)
    return sheet.pdf()


ESSAY_HEAD = rows("Avfall|Åtgärd för att minska mängden eller farligheten|Resultat")[0]
ESSAY = rows("""
Limslam 080411*|Tvätten av limspridare sker sedan april med återfört vatten. Slammet torkas i \
presenning¬täckt bädd innan det hämtas, och operatörerna har fått en ny instruktion.|\
Från 61 till 38 ton
Slip¬damm 030105|Dammet pressas till briketter i stället för att blåsas till container. Pressen \
stod still i oktober i väntan på en reserv¬del.|Allt säljs
Härdare 080409*|Ingen åtgärd.|2,2 ton
Foga¬rester, blandade trä¬slag|Bättre kap¬optimering. Målet om 3 % spill har inte nåtts, men \
styr¬systemet byts under kommande år och därefter väntas skillnad.|412 ton, ökning med 6 %
Plast från ytskikt 070213|Leverantören tar tillbaka stommar.|
""")


def _draw_essay() -> bytes:
    css = """
      table { width: 150mm; table-layout: fixed; font: 9pt "DejaVu Serif"; line-height: 1.2 }
      td, th { padding: 2pt 6pt 6pt 0 } th { font: bold 8pt "DejaVu Sans" }
      .c1 { width: 32mm } .c3 { width: 28mm }
    """
    table = f"<table>{html_rows([ESSAY_HEAD], 'th')}{html_rows(ESSAY)}</table>"
    return html(f"<h4>13. Åtgärder under året</h4>{table}", css)


PILE = (
    rows("""
Metaller|Mängd i kg
Järnskrot 170405|31 400
Mässing 170401|612
Aluminiumprofil 170402|8 075
"""),
    rows("""
Vätskor|Kod|Kubik|Hämtat av
Skölj¬¶vatten|110112|46|Hjälmvik Tank & Spol
Kromsyra|110105*|0,6|Kemila
"""),
    rows("""
Övrigt|Kod|Kolli|kg|Anmärkning
Kartong|150101|44|5 280|Till Kvistö
Blästersand|120117|6|7 900|Prov taget i maj
Lampor|200121*|2|35|
Brännbart|200301|52|18 700|Vägs av kommunen
"""),
)


def _draw_pile() -> bytes:
    sheet = Sheet(text_size=9.5)
    places = (
        [Column(64), Column(300, "right")],
        [Column(64), Column(150), Column(240, "right"), Column(252)],
        [Column(64), Column(140), Column(222, "right"), Column(276, "right"), Column(300)],
    )
    y = 100.0
    for body, columns in zip(PILE, places, strict=True):
        sheet.line(60, y - 10, 430, y - 10)
        for number, row in enumerate(body):
            y += sheet.row(y, row, columns, bold=number == 0) + 1.5
        sheet.line(60, y - 9.5, 430, y - 9.5)
        y += 4
    return sheet.pdf()


SPARSE_HEAD = rows("Avfall|Kod|Deponi|Förbränning|Material|Biologisk|Destruktion|Fotnot")[0]
SPARSE = rows("""
Degspill|020601||||1~480||
Mjöldamm|020601||12,5||||
Fettslam|020603||||33||a
Bak¬plåts¬olja|130206*|||||0,4|
Bakpapper|150101||7||||
Plast¬backar|150102|||21|||b
Keramik ur ugn|161104|5,5|||||
Allt||5,5|19,5|21|1~513|0,4|
""")


def _draw_sparse() -> bytes:
    return typst_pdf(
        '#set page(paper: "a4", margin: 50pt)\n#set text(size: 9pt, font: "DejaVu Sans Mono")\n'
        "Väg ut (ton)\n"
        "#text(size: 7.5pt)[#table(columns: (74pt, 46pt, 1fr, 1fr, 1fr, 1fr, 1fr, auto), "
        "stroke: none, inset: (x: 2pt, y: 3pt), "
        "align: (left, left, right, right, right, right, right, center), "
        f"{typst_cells((SPARSE_HEAD, *SPARSE))})]"
    )


TWO_HEAD = rows("Vad som lämnade anläggningen|Hur mycket")[0]
TWO = rows("""
Asfalt, fräst|8 940 ton
Löst bitumen och lösnings¬medel från laboratoriet, 070104*|65 liter
Kallt bitumen som stelnat i en ledning och hackats loss|3,7 ton
Filterstrumpor|uppgift saknas
Hydraulolja|1–2 fat
Stoft ur elfilter, återfört|(410 ton)
Hushållslikt|ingår i hyran
""")


def _draw_two() -> bytes:
    printout = Printout(text_size=10)
    printout.fpdf.set_font("Times", size=11)
    layout = {"width": 300, "col_widths": (175, 125), "align": "LEFT", "line_height": 13}
    printout.grid((TWO_HEAD, *TWO), {**layout, "borders_layout": "NONE"})
    return printout.pdf()


FIXTURES = (
    Fixture(
        "fishery-narrow",
        ("very narrow gaps", "thousand blanks", "years, newest last", "unit column", "borderless"),
        _draw_narrow,
        (gold(1, NARROW_HEAD, NARROW),),
    ),
    Fixture(
        "incinerator-months",
        ("twelve columns in small type", "sparse columns", "thin grid", "unit column"),
        _draw_months,
        (gold(1, MONTHS_HEAD, MONTHS),),
    ),
    Fixture(
        "joinery-essay",
        ("long free text", "borderless", "rows of many lines"),
        _draw_essay,
        (gold(1, ESSAY_HEAD, ESSAY),),
    ),
    Fixture(
        "anodiser-pile",
        ("stacked tables with little between", "three rows only", "horizontal rules only"),
        _draw_pile,
        tuple(gold(1, body[0], body[1:]) for body in PILE),
    ),
    Fixture(
        "bakery-sparse",
        ("sparse columns", "unit in the caption", "even type", "borderless", "sum"),
        _draw_sparse,
        (gold(1, SPARSE_HEAD, SPARSE),),
    ),
    Fixture(
        "asphalt-two",
        ("two columns", "borderless", "wrapped cells", "unit in cells", "words for amounts"),
        _draw_two,
        (gold(1, TWO_HEAD, TWO),),
    ),
)
