"""Held-out tables that run over pages, and pages that lie on their side or on their head."""

from benchmarks.tables.drawing import A4, LANDSCAPE, Column, Sheet, html, html_rows
from benchmarks.tables.fixture import Fixture
from benchmarks.tables.held_out_drawing import (
    Printout,
    gold,
    rows,
    typst_cells,
    typst_pdf,
)

AGAIN_HEAD = rows("Avfallstyp|LoW|Vikt (kg)|Åkeri|Slutlig behandling")[0]
AGAIN_LATER = rows("Avfallstyp (forts.)|LoW|Vikt (kg)|Åkeri|Slutlig behandling")[0]
AGAIN = rows("""
Blybatterier|160601*|18 640|Skåre Bil¬¶transport|Smältning
Motorolja|130205*|41 200|Oljetjänst i Bro|Omraffinering
Kylarvätska med¶glykol|160114*|7 915|Oljetjänst i Bro|Destillation
Däck|160103|63 500|Skåre Bil¬¶transport|Granulat till¶konstgräs
Bromsvätska|160113*|860|Oljetjänst i Bro|Förbränning
Katalysatorer|160801|2 330||Ädelmetaller
Krockkuddar, ej¶utlösta|160110*|415|Skåre Bil¬¶transport|Sprängning på¶plats
Vindrutor|160120|22 700|Hallens Glas|Isolering
""")
AGAIN_NOTE = "Vrak som väntar på avregistrering räknas inte som avfall."


def _draw_again() -> bytes:
    sheet = Sheet(text_size=10)
    columns = [Column(64), Column(180), Column(288, "right"), Column(304), Column(404)]
    y = 640.0
    for number, row in enumerate(AGAIN):
        if number in (0, 4):
            if number:
                sheet.text(520, 806, "Sida 11 (23)", size=8, align="right")
                sheet.new_page()
                y = 80.0
            else:
                sheet.text(64, 610, AGAIN_NOTE)
            sheet.box(60, y - 12, 450, 17, fill=0.86)
            sheet.row(y, AGAIN_LATER if number else AGAIN_HEAD, columns, bold=True)
            y += 18
        y += sheet.row(y, row, columns) + 4
        sheet.line(60, y - 11, 510, y - 11, 0.25)
    sheet.text(520, 806, "Sida 12 (23)", size=8, align="right")
    return sheet.pdf()


LOST_HEAD = rows("Avfall|Kod|2018|2019|2020|2021")[0]
LOST = rows("""
Blandat byggavfall|17 09 04|8|7,6|9,1|12,25
Gipsskivor|17 08 02||2,2|2,4|1,9
Mineralull|17 06 04|||0,85|1,1
Asbesthaltigt isoler¬¶material|17 06 01*||||0,42
Fönsterglas|17 02 02||0,3|–|0,65
Impregnerat virke|17 02 04*|1,6|1,5||2,05
Kabel|17 04 11|0,2|0,25|0,4|0,31
""")


def _draw_lost() -> bytes:
    sheet = Sheet(font="Times-Roman", text_size=10)
    columns = [Column(72), Column(226)] + [Column(x, "right") for x in (322, 372, 422, 476)]
    y = 720.0
    sheet.text(72, y - 20, "Redovisning i ton av vad som lämnat byggplatsen", size=11)
    y += sheet.row(y, LOST_HEAD, columns, bold=True) + 3
    for number, row in enumerate(LOST):
        if number == 3:
            sheet.text(72, 812, r"S:\Miljö\MR 2021 slutlig.docx", size=7)
            sheet.text(500, 812, "13", size=9)
            sheet.new_page()
            sheet.text(72, 40, "Ombyggnad kvarteret Vinbäret – miljörapport 2021", size=8)
            y = 72.0
        y += sheet.row(y, row, columns) + 3
    sheet.text(72, 812, r"S:\Miljö\MR 2021 slutlig.docx", size=7)
    sheet.text(500, 812, "14", size=9)
    return sheet.pdf()


FLOW_HEAD = rows("Nr|Avfall och ursprung|Kod|Ton|Kommentar")[0]
FLOW = rows("""
1|Vassle, permeat|020501|38~400|Hämtas av svingårdar och av Gasbolaget i Rya
2|Gränsmjölk|020501|612|Foder
3|Flotations¬slam|020502|1~905|Rötas; torr¬halten har ökat sedan ny polymer togs i bruk i mars
4|Lut från disk|060204*|4,4|Överskott vid byte av disk¬system
5|Laminat|150105|23|Kunder¬nas returer och eget spill vid om¬ställning
6|Mjukplast|150102|31|Balas
7|Köldmedium|140601*|0,016|R404A
8|Labora¬torie¬kemikalier|160506*|0,09|
9|Brännbart|200301|77|Inklusive mat¬salens avfall
""")
FLOW_BREAK = 6


def _draw_flow() -> bytes:
    css = """
      @page { size: A4; margin: 20mm 25mm; @bottom-center { content: counter(page) } }
      p.lead { height: 188mm } table { width: 160mm; font: 9pt "DejaVu Serif" }
      td, th { border-top: 0.5pt solid #999; padding: 3pt 5pt } tr { break-inside: avoid }
      th { font-weight: bold } .c1, .c4 { text-align: right } .c2 { width: 36mm }
      .c5 { width: 62mm }
    """
    lead = "<h3>Avfall från mejeriet</h3><p class='lead'>Se även bilaga 2 om energi.</p>"
    head = f"<thead>{html_rows([FLOW_HEAD], 'th')}</thead>"
    return html(f"{lead}<table>{head}<tbody>{html_rows(FLOW)}</tbody></table>", css)


CHANGED_FIRST = rows("Avfallsslag|Avfallskod|Mängd ton|Mottagare")[0]
CHANGED_NEXT = rows("Avf.|Kod|kg|Mott.")[0]
CHANGED = rows("""
Bottenaska|10 01 01|1 912|Egen väg
Flygaska|10 01 03|486|Skogsägare¶i Ryd
Bäddsand|10 01 24|233|Sandåter¬¶föringen
Sotvatten|10 01 22*|640|Kemila¶Destruktion
Jonbytarmassa|19 09 05|85|Kemila¶Destruktion
Spillolja|13 02 05*|412|Oljetjänst¶i Bro
Slangfilter, polyester|15 02 03|96|Åmåsverket
""")


def _draw_changed() -> bytes:
    printout = Printout(text_size=10)
    pdf = printout.fpdf
    layout = {"width": 400, "col_widths": (130, 80, 70, 120), "align": "LEFT", "line_height": 13}
    layout["borders_layout"] = "HORIZONTAL_LINES"
    pdf.set_y(690)
    printout.grid((CHANGED_FIRST, *CHANGED[:3]), layout)
    pdf.add_page()
    printout.grid((CHANGED_NEXT, *CHANGED[3:]), layout)
    return printout.pdf()


SPREAD_HEAD = rows("A-nr|Fraktion|2019 (t)|2020 (t)|2021 (t)|Transportör|Mottagare|Anm.")[0]
SPREAD = rows("""
101|Krossad betong|2 305,40|########|3 060,00|Ekeby Schakt|Kross i Höör|
102|Tegel|412,00|385,55|297,20|Ekeby Schakt|Kross i Höör|ren
103|Planglas|18,35|22,10|20,05|Hallens Glas|Smältverket Målerås|
104|Gips|61,70|58,00|74,90|Gipsretur|Skivfabriken|torr
105|Takpapp|9,85|14,20|ej vägt|Ekeby Schakt|Lövåsen|
106|Isolering|33,10|29,45|31,60|Ekeby Schakt|Deponi Åsmyren|pressad
107|Trä klass 2|880,00|913,75|1 004,30|Ruda Frakt|Lövåsen|flisad
""")


def _draw_spread() -> bytes:
    sheet = Sheet(LANDSCAPE, text_size=11)
    first = [Column(44, "right"), Column(50), Column(330, "right"), Column(430, "right")]
    second = [Column(130, "right"), Column(140), Column(290), Column(484)]
    parts = ((0, 4, first), (4, 8, second))
    edges = ([20, 47, 240, 335, 435], [36, 135, 285, 480, 570])
    for number, ((start, stop, columns), x) in enumerate(zip(parts, edges, strict=True)):
        if number:
            sheet.new_page()
        for line, row in enumerate((SPREAD_HEAD, *SPREAD)):
            cells = row[start:stop]
            if "ej vägt" in cells:
                # A spreadsheet sets words left, also where figures stand right.
                sheet.text(x[0] + 4, 52 + 16 * line, cells[0])
                cells = ("", *cells[1:])
            sheet.row(52 + 16 * line, cells, columns)
            sheet.line(x[0], 40 + 16 * line, x[-1], 40 + 16 * line, 0.2)
        for edge in x:
            sheet.line(edge, 40, edge, 168, 0.2)
        sheet.line(x[0], 168, x[-1], 168, 0.2)
    return sheet.pdf()


SIDE_HEAD = rows(
    "Anläggningsdel|Farligt avfall|Kod|Egenskap|Mängd 2016|Mängd 2015|Transportör|Behandling"
)[0]
SIDE = rows("""
Lossningsplats|Olja från avskiljare|130506*|HP 7|2,15 m³|1,90 m³|Hjälmvik Tank & Spol|R9
Lossningsplats|Slam från avskiljare|130502*|HP 14|3,4 m³|5,1 m³|Hjälmvik Tank & Spol|D9
Cistern 4|Bottenslam efter¶rengöring|050103*|HP 3, HP 7|11 200 kg|–|Cisternvård i Öst|D10
Laboratorium|Blandade prov,¶bensin och diesel|130703*|HP 3|640 l|715 l|Kemila Destruktion|R1
Verkstad|Trasor|150202*||85 kg|72 kg|Kemila Destruktion|R1
Summa||||||4 transporter|
""")


def _draw_side() -> bytes:
    sheet = Sheet(LANDSCAPE, turn=90, rotate=90, text_size=9)
    sheet.text(50, 60, "Bilaga 3 Farligt avfall från depån", bold=True, size=12)
    edges = [50, 140, 246, 296, 360, 430, 500, 616, 680]
    columns = [Column(x + 4) for x in edges[:-1]]
    columns[4], columns[5] = Column(426, "right"), Column(496, "right")
    y = 76.0
    sheet.line(50, y, 680, y)
    for row in (SIDE_HEAD, *SIDE):
        y += sheet.row(y + 12, row, columns, bold=row is SIDE_HEAD) + 6
        sheet.line(50, y, 680, y)
    for x in edges:
        sheet.line(x, 76, x, y)
    return sheet.pdf()


TURNED_HEAD = rows("Post|Månad|Fettslam, m³|Matavfall, kg|Frityrolja, liter|Vem hämtade")[0]
TURNED = rows("""
Köket i skola 4|jan–mars|3,5|1~260|90|Sugbilen i Ödeby
Köket i skola 4|april–juni|3,5|1~105|75|Sugbilen i Ödeby
Central¬köket|jan–mars|12|9~840|610|Rya Miljöservice
Central¬köket|april–juni|11,5|10~120|585|Rya Miljöservice
Central¬köket|juli–sept|4|2~975||Rya Miljöservice
Äldre¬boendet Lind|hela året|–|6~430|120|"
""")


def _draw_turned() -> bytes:
    cells = typst_cells((TURNED_HEAD, *TURNED))
    return typst_pdf(
        '#set page(paper: "a4", margin: 60pt)\n#set text(size: 9pt)\n'
        "#rotate(-90deg, reflow: true)[#table(columns: 6, stroke: 0.4pt, inset: 4pt, "
        "align: (left, left, right, right, right, left), "
        f"fill: (x, y) => if y == 0 {{ luma(225) }}, {cells})]"
    )


HEAD_DOWN_HEAD = rows("Benämning|Avfallskod|Antal kolli|Nettovikt|Hämtdag|Kvittens")[0]
HEAD_DOWN = rows("""
Smittförande, stickande|18 01 03*|118|1 416 kg|varje torsdag|finns
Cytostatika|18 01 08*|22|187 kg|varannan vecka|finns
Läkemedel, kasserade|18 01 09|31|402 kg|första måndagen|saknas
Amalgam|18 01 10*|3|14,5 kg|vid behov|finns
Formalin, förbrukad|16 05 06*|9|208 kg|vid behov|finns
Sekretesspapper|20 01 01|64|5 730 kg|fredagar|
""")


def _draw_head_down() -> bytes:
    sheet = Sheet(A4, turn=180, text_size=9)
    sheet.text(50, 100, "Konventionellt och farligt avfall, sjukhuset i Björkö", bold=True)
    columns = [Column(50), Column(180), Column(290, "right"), Column(352, "right")]
    columns += [Column(368), Column(470)]
    sheet.row(122, HEAD_DOWN_HEAD, columns, bold=True)
    y = 138.0
    for number, row in enumerate(HEAD_DOWN):
        if number % 2 == 0:
            sheet.box(46, y - 10, 474, 14, fill=0.9)
        y += sheet.row(y, row, columns) + 3.2
    return sheet.pdf()


def _none(count: int) -> tuple[str, ...]:
    return ("",) * count


FIXTURES = (
    Fixture(
        "scrapyard-again",
        ("over a page break", "headings printed again, changed a little", "wrapped cells"),
        _draw_again,
        (gold(1, AGAIN_HEAD, AGAIN[:4]), gold(2, AGAIN_LATER, AGAIN[4:])),
        (AGAIN_NOTE,),
    ),
    Fixture(
        "building-lost-head",
        ("over a page break", "no headings on the second page", "empty cells", "page footers"),
        _draw_lost,
        (gold(1, LOST_HEAD, LOST[:3]), gold(2, _none(6), LOST[3:])),
    ),
    Fixture(
        "dairy-flow",
        ("over a page break", "headings printed again", "free text", "cut words"),
        _draw_flow,
        (gold(1, FLOW_HEAD, FLOW[:FLOW_BREAK]), gold(2, FLOW_HEAD, FLOW[FLOW_BREAK:])),
    ),
    Fixture(
        "boiler-changed",
        ("over a page break", "other headings and another unit on the second page"),
        _draw_changed,
        (gold(1, CHANGED_FIRST, CHANGED[:3]), gold(2, CHANGED_NEXT, CHANGED[3:])),
    ),
    Fixture(
        "spreadsheet-spread",
        ("further columns on the next page", "thin grid", "words left among figures right"),
        _draw_spread,
        tuple(
            gold(page, SPREAD_HEAD[a:b], tuple(row[a:b] for row in SPREAD))
            for page, (a, b) in enumerate(((0, 4), (4, 8)), 1)
        ),
    ),
    Fixture(
        "depot-side",
        ("page turned by the file", "ruled", "sums", "unit in cells"),
        _draw_side,
        (gold(1, SIDE_HEAD, SIDE),),
    ),
    Fixture(
        "kitchens-turned",
        ("drawn turned on an upright page", "ditto marks", "unit in headings", "ruled"),
        _draw_turned,
        (gold(1, TURNED_HEAD, TURNED),),
    ),
    Fixture(
        "hospital-head-down",
        ("page on its head", "stripes", "unit in cells", "no lines"),
        _draw_head_down,
        (gold(1, HEAD_DOWN_HEAD, HEAD_DOWN),),
    ),
)
