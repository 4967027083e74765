"""Held-out tables whose headings are merged, stacked, turned, cut or set aside from the figures."""

from benchmarks.tables.drawing import Column, Sheet, html, html_rows
from benchmarks.tables.fixture import Fixture
from benchmarks.tables.held_out_drawing import Printout, gold, rows, typst_cells, typst_pdf

FLOWS_HEAD = rows("Kod|Avfallsslag|ton|andel, %|ton|från antal kunder|Väg ut")[0]
FLOWS = rows("""
17 01 01|Betong|120|–|4 300|38|Kross
17 03 02|Asfalt utan tjära||–|2 150|11|Kross
17 05 04|Schaktmassor under mindre¶känslig markanvändning|–|–|18 700|64|Sluttäckning
17 09 04|Blandat bygg- och¶rivningsavfall|36|9,5|870|102|Sortering
19 12 07|Trä (annat än 19 12 06)|–||890|71|Flis till Norrvik
20 03 07|Grovavfall|8|2,1|1 215|1|Sortering
|Summa|164||28 125||
""")


def _draw_flows() -> bytes:
    sheet = Sheet(text_size=8.5)
    sheet.text(42, 74, "Bilaga 7. Producerat och hanterat avfall", bold=True, size=11)
    edges = [42, 88, 228, 272, 306, 362, 396, 490]
    top, split, foot = 86.0, 103.0, 180.0
    sheet.text(289 - 20, 98, "Uppkommet", bold=True, align="centre")
    sheet.text(351, 98, "Mottaget", bold=True, align="centre")
    for x, heading in zip((46, 92, 254, 293, 338, 383, 400), FLOWS_HEAD, strict=True):
        turned = heading not in ("Kod", "Avfallsslag", "Väg ut")
        sheet.text(x, 174, heading, bold=True, turn=90 if turned else 0)
    sheet.line(edges[2], split, edges[6], split)
    columns = [Column(46), Column(92), Column(268, "right"), Column(302, "right")]
    columns += [Column(358, "right"), Column(392, "right"), Column(400)]
    y = foot
    sheet.line(edges[0], top, edges[-1], top)
    sheet.line(edges[0], y, edges[-1], y)
    for row in FLOWS:
        y += sheet.row(y + 10.5, row, columns, bold=row[1] == "Summa") + 3.5
        sheet.line(edges[0], y, edges[-1], y)
    for n, x in enumerate(edges):
        sheet.line(x, split if n in (3, 5) else top, x, y)
    return sheet.pdf()


LEVELS_HEAD = rows("Avfall|EWC|2023|2022|2021|2023|2022|Kommentar")[0]
LEVELS = rows("""
Ytbehandling|||||||
Hydroxidslam|110109*|41,8|39,0|52,7|D9|D9|
Betbad, salpetersyra|110105*|6,15|7,40|–|R5|D9|Ny mottagare
Avfettningsbad|110113*|–|0,95|1,20||R2|Utgått
Montering|||||||
Krympfilm|150102|2,30|1,85|1,90|R3|R3|
Kabelrester|170411|0,74|0,61|0,55|R4|R4|Koppar
Kasserad elektronik|160213*|0,12|0,31|0,08|R4|R12|
""")


def _draw_levels() -> bytes:
    css = """
      table { font-size: 8pt } td, th { border: 0.5pt solid #777; padding: 2.5pt 4pt }
      th { text-align: center; vertical-align: middle; background: #e9edf2 }
      .c3, .c4, .c5 { text-align: right } .c6, .c7 { text-align: center }
      td.section { font-weight: bold; background: #f5f5f5 }
    """
    head = """
      <tr><th rowspan="3">Avfall</th><th rowspan="3">EWC</th>
      <th colspan="5">Redovisning per år</th><th rowspan="3">Kommentar</th></tr>
      <tr><th colspan="3">Mängd (ton)</th><th colspan="2">R/D</th></tr>
      <tr><th>2023</th><th>2022</th><th>2021</th><th>2023</th><th>2022</th></tr>
    """
    body = ""
    for row in LEVELS:
        section = f'<tr><td colspan="8" class="section">{row[0]}</td></tr>'
        body += html_rows([row]) if row[1] else section
    return html(f"<h3>Avfall per avdelning</h3><table>{head}{body}</table>", css)


APART_HEAD = rows("Slag av avfall|Vikt|Förra året|Kostnad tkr|Hämtat")[0]
APART = rows("""
Tvättlim och dispersion|2.460 kg|1.980 kg|31|2 ggr
Makulatur, tidningspapper|614,2 t|702,9 t|–188|varje vecka
Torkdukar med färg|740 kg|695 kg|12|vid behov
Offsetplåt, aluminium|22,6 t|24,0 t|–310|8 ggr
Framkallare|95 l|310 l|2|1 gång
Färgburkar, tömda|1.115 kg|1.240 kg|9|vid behov
""")


def _draw_apart() -> bytes:
    sheet = Sheet(text_size=9)
    # Headings stand at the left of wide columns, figures at their right.
    heads = [Column(x) for x in (58, 206, 290, 374, 462)]
    figures = [Column(58), Column(284, "right"), Column(368, "right")]
    figures += [Column(456, "right"), Column(462)]
    sheet.row(120, APART_HEAD, heads, bold=True)
    y = 138.0
    for row in APART:
        sheet.line(58, y - 11, 530, y - 11, 0.25)
        y += sheet.row(y, row, figures) + 4
    return sheet.pdf()


UNITS_HEAD = rows(
    "Ström|2018 ton|2019 ton|2020 ton|2020 kg per ton produkt|2021 ton|2021 kg per ton produkt"
)[0]
UNITS = rows("""
Skal och rens till foder|1~820|1~744|1~905|212|2~010|219
Tvättslam|410|395|402|44,7|388|42,3
Flotationsslam|96|88|||104|11,3
Frityrolja|12,4|11,9|13,0|1,4|12,2|1,3
Wellpapp|38|41|44|4,9|47|5,1
Brännbart|71|69|66|7,3|58|6,3
""")


def _draw_units() -> bytes:
    return typst_pdf(
        '#set page(paper: "a4", margin: 55pt)\n#set text(size: 9pt, font: "New Computer Modern")\n'
        "== 8.2 Avfall och biprodukter i absoluta tal och per ton produkt\n"
        "#table(columns: (120pt, auto, auto, auto, 62pt, auto, 62pt), stroke: none, "
        "inset: (x: 4pt, y: 3pt), "
        "align: (x, y) => if x == 0 { left } else if y < 2 { center } else { right }, "
        "table.hline(), [Ström], [2018], [2019], table.cell(colspan: 1)[2020], [2020], [2021], "
        "[2021], [], [ton], [ton], [ton], [kg per ton produkt], [ton], [kg per ton produkt], "
        f"table.hline(stroke: 0.4pt), {typst_cells(UNITS)}, table.hline())"
    )


STOCK_HEAD = rows("Avfall|Kod|Uppkommet|1/1|31/12|Bortfört|Mottagare")[0]
STOCK = rows("""
Filterstoft|100909*|14,2 t|0,9 t|3,1 t|12,0 t|Zinkhyttan i Lerbo
Kalkslam|110110|206 t|35 t|41 t|200 t|Sjö¬restaurering Mälby
Ugnsslagg|101003|1 430 t|–|–|1 430 t|Vägbanken Torp
Syrarester i IBC|060106*|6 m³|2 m³|0|8 m³|Kemila Destruktion
Kross¬skiva, kasserad|120121|310 kg|0|55 kg|255 kg|Återtag, leverantören
""")


def _draw_stock() -> bytes:
    from fpdf.fonts import FontFace

    printout = Printout(text_size=8.5)
    printout.say("Lagerhållning av avfall, anläggning 2 (jämför villkor 11)\n ")
    pdf = printout.fpdf
    with pdf.table(
        width=500,
        col_widths=(90, 52, 66, 50, 50, 60, 132),
        line_height=11,
        text_align=("L", "L", "R", "R", "R", "R", "L"),
        headings_style=FontFace(emphasis="BOLD", fill_color=225),
        num_heading_rows=2,
        padding=2,
    ) as table:
        first, second = table.row(), table.row()
        for number, heading in enumerate(STOCK_HEAD):
            if number == 3:
                first.cell("I lager", colspan=2, align="C")
            if number in (3, 4):
                second.cell(heading, align="R")
            else:
                first.cell(heading, rowspan=2)
        for row in STOCK:
            table.row(row)
    return printout.pdf()


CUT_HEAD = rows(
    "Avfalls¬beteckning|Avfalls¬kod|Kvanti¬tet|Enhet|Återvin¬nings¬grad|Behand¬lings¬metod (R/D)"
)[0]
CUT = rows("""
Vulkat spill|070299|118|ton|64 %|R3/R12
Gummidamm från slipning|070299|9,4|ton|0|D1
Textilförstärkt kant|040222|27|ton|0|R1
Talkförpackningar|150105|6~100|st|100 %|R12
Processolja|130206*|1,35|m³|100 %|R9
Sprayburkar med silikon|160504*|84|kg|–|D10
Lysrör|200121*|260|st|90 %|R4
""")


def _draw_cut() -> bytes:
    css = """
      table { font: 9pt "DejaVu Serif"; width: 138mm }
      th { vertical-align: bottom; border-bottom: 0.8pt solid; font-style: italic }
      .c1 { width: 40mm } .c2, .c3, .c4 { width: 15mm } .c5 { width: 15mm }
      .c3, .c5 { text-align: right } td.c6 { padding-left: 8pt }
    """
    table = f"<table>{html_rows([CUT_HEAD], 'th')}{html_rows(CUT)}</table>"
    return html(f"<p>Tabell 5:3</p>{table}", css)


FIXTURES = (
    Fixture(
        "receiver-two-ways",
        ("ruled", "merged headings", "turned headings", "generated beside received", "sum"),
        _draw_flows,
        (gold(1, FLOWS_HEAD, FLOWS),),
    ),
    Fixture(
        "plating-three-levels",
        ("headings in three levels", "years, newest first", "section rows", "ruled"),
        _draw_levels,
        (gold(1, LEVELS_HEAD, LEVELS),),
    ),
    Fixture(
        "printer-apart",
        ("headings left over figures right", "unit in cells", "dot as thousands mark", "costs"),
        _draw_apart,
        (gold(1, APART_HEAD, APART),),
    ),
    Fixture(
        "potato-units",
        ("stacked headings", "units below the years", "years, newest last", "empty cells"),
        _draw_units,
        (gold(1, UNITS_HEAD, UNITS),),
    ),
    Fixture(
        "smelter-stock",
        ("produced, in store, removed", "merged headings", "unit in cells", "ruled"),
        _draw_stock,
        (gold(1, STOCK_HEAD, STOCK),),
    ),
    Fixture(
        "rubber-cut-headings",
        ("headings cut over lines", "unit column", "a rule below the headings only"),
        _draw_cut,
        (gold(1, CUT_HEAD, CUT),),
    ),
)
