"""Held-out tables whose rows say more than one thing: parts, sums, sections, ditto marks, notes."""

from benchmarks.tables.drawing import Column, Sheet, html, html_rows
from benchmarks.tables.fixture import Fixture
from benchmarks.tables.held_out_drawing import gold, rows, text, typst_cells, typst_pdf

PICKUPS_HEAD = rows("Datum|Transportdok.|Avfall|Vikt|")[0]
PICKUPS = rows("""
2021-02-03|884112|Emulsion 120109|4 560|
2021-05-18|891007|Emulsion 120109|3 980|Delsumma 8 540 kg
2021-01-21|883870|Slipslam 120118|1 105|
2021-04-09|889951|Slipslam 120118|960|
2021-09-30|901446|Slipslam 120118|1 240|
2021-12-14|907318|Slipslam 120118|875|Delsumma 4 180 kg
2021-06-11|893020|Svarvspån 120101|22 400|
2021-11-02|904775|Svarvspån 120101|19 850|Delsumma 42 250 kg
""")


def _draw_pickups() -> bytes:
    sheet = Sheet(font="Courier", text_size=9)
    sheet.text(54, 66, "HÄMTNINGSLISTA 2021   KUND 30218 VALLDA SPÅNTEKNIK", size=9)
    columns = [Column(54), Column(120), Column(206), Column(356, "right"), Column(380)]
    sheet.row(92, PICKUPS_HEAD, columns)
    sheet.text(54, 101, "-" * 60)
    y = 112.0
    for row in PICKUPS:
        y += sheet.row(y, row, columns, leading=1.15)
        if row[4]:
            y += 5
    return sheet.pdf()


PARTS_HEAD = rows("Avfallsslag|2022 (kg)|2021 (kg)|Till")[0]
PARTS = rows("""
Oljehaltigt avfall, fast|760|1~020|Kemila
»varav absol|210|300|
»varav filter och slangar|550|720|
Lösnings¬medel|3~480|2~905|Kemila
»varav återvunnet i egen destillation|1~900|1~150|–
»»därav aceton|620|400|–
Metallskrot|88~300|91~050|Skrothandel i Ödeby
»varav rostfritt|12~750|10~400|
Totalt|92~540|94~975|
""")


def _draw_parts() -> bytes:
    css = """
      table { font-size: 9pt; border-top: 1pt solid; border-bottom: 1pt solid }
      td { padding: 1pt 8pt } th { border-bottom: 0.5pt solid; padding: 2pt 8pt }
      .c2, .c3 { text-align: right } tr:last-child td { font-weight: bold }
      .c1 { width: 58mm }
    """
    table = f"<table>{html_rows([PARTS_HEAD], 'th')}{html_rows(PARTS)}</table>"
    return html(f"<p>Mängder från laminering och montering av båtskrov.</p>{table}", css)


DITTO_HEAD = rows("Avfall och kod|Mängd|Enh.|Entreprenör|Slutmottagare")[0]
DITTO = rows("""
Sand från oljeavskiljare¶130508|5,4|ton|Sugbilen i Ödeby|Behandlingsytan Mo
Slam från tvätthall¶130502|11,9|"|–"–|d:o
Oljehaltigt vatten¶130507|28|m³|–"–|Oljetjänst i Bro
Bussbatterier¶160601|2,2|ton|Skåre Biltransport|Blyverket
Bussdäck¶160103|312|st|"|Regummering Syd
Krossade vindrutor¶160120|0,9|ton|"|–"–
""")


def _draw_ditto() -> bytes:
    sheet = Sheet(text_size=9.5)
    columns = [Column(60), Column(240, "right"), Column(252), Column(290), Column(406)]
    for line in (104, 120):
        sheet.line(56, line, 520, line)
    sheet.row(115, DITTO_HEAD, columns, bold=True)
    y = 134.0
    for name, *others in DITTO:
        what, code = name.split("\n")
        sheet.row(y, (what, *others), columns)
        # The code stands in small type below the words, nearer to them than to the next row.
        sheet.text(60, y + 9, code, size=7, grey=0.3)
        y += 23
    sheet.line(56, y - 10, 520, y - 10)
    return sheet.pdf()


DOTS = rows("""
Hästgödsel, egna stall|1 180 ton
Gödsel från djurparken|205 ton
Grenar och ris|2 640 m³
Gräsklipp|870 m³
Fallfrukt från trädgårdar|14 ton
Siktrest, återförd|ca 310 m³
Plast ur sikten, brännbar|22,6 ton
""")
DOTS_PROSE = text(
    "Till komposteringen har följande tagits emot. Vikterna är uppmätta,¶"
    "volymerna är bedömda av personalen vid infarten."
)


def _draw_dots() -> bytes:
    sheet = Sheet(font="Times-Roman", text_size=11)
    sheet.text(90, 110, DOTS_PROSE)
    y = 146.0
    for name, amount in DOTS:
        sheet.text(90, y, name)
        sheet.text(430, y, amount, align="right")
        start = 90 + sheet.width_of(name) + 4
        sheet.dots(start, 426 - sheet.width_of(amount), y)
        y += 15
    return sheet.pdf()


SECTIONS_HEAD = rows("Avfallskod|Typ av avfall|In (ton)|Ut (ton)|Lager 31/12 (ton)")[0]
SECTIONS = rows("""
Från hushåll||||
20 01 38|Trä|2~915|2~870|160
20 01 39|Hårdplast|188|201|12
20 03 07|Grov¬avfall|6~040|6~040|0
Delsumma||9~143|9~111|172
Från verksamheter||||
17 08 02|Gips|415|380|55
20 02 01|Träd¬gårds¬avfall|1~330|905|610
Delsumma||1~745|1~285|665
Summa||10~888|10~396|837
""")


def _draw_sections() -> bytes:
    body = ""
    for row in SECTIONS:
        if row[0].startswith("Från"):
            body += f"table.cell(colspan: 5, fill: luma(235))[_{row[0]}_], table.hline(start: 0), "
        elif not row[1]:
            body += f"table.cell(colspan: 2)[*{row[0]}*], {typst_cells((row[2:],))}, "
        else:
            body += f"{typst_cells((row,))}, "
    return typst_pdf(
        '#set page(paper: "a4", margin: 62pt)\n#set text(size: 10pt)\n'
        "=== Återvinningscentralen i Kullaby\n"
        "#table(columns: (70pt, 110pt, auto, auto, 70pt), stroke: none, inset: (y: 3.5pt), "
        "align: (left, left, right, right, right), table.hline(), "
        f"{typst_cells((SECTIONS_HEAD,))}, table.hline(), {body} table.hline())"
    )


NOTES_HEAD = rows("Restprodukt|Kod|Mängd ton 1)|TS % 2)|Mottagare")[0]
NOTES = rows("""
Rötslam|190805|6 412|24|Jordbruk 3)
Rens|190801|88 4)|–|Lövåsen
Sandfångssand|190802|41|71|Eget upplag
Fettslam, mottaget|190809|305|6|Egen rötkammare
Labbkemikalier|160506*1)|0,04|–|Kemila
Tomdunkar, polymer|150110*|0,3 5)||Kemila
""")
NOTES_FEET = (
    "1) Våtvikt om inget annat sägs.",
    "2) Medelvärde av tolv månadsprov.",
    "3) Revaqcertifierat slam till tre gårdar.",
)


def _draw_notes() -> bytes:
    css = """
      table { font: 9pt "DejaVu Serif" } td, th { border: 0.4pt solid #555; padding: 2pt 5pt }
      th { background: #ddd } sup { font-size: 6pt } .c3, .c4 { text-align: right }
      p { font-size: 7pt; margin: 1pt 0 }
    """
    drawn = html_rows([NOTES_HEAD], "th") + html_rows(NOTES)
    for mark in "12345":
        drawn = drawn.replace(f"{mark})</", f"<sup>{mark})</sup></")
    feet = "".join(f"<p>{foot}</p>" for foot in NOTES_FEET)
    return html(f"<table>{drawn}</table>{feet}<p>4) Beräknat.</p><p>5) 21 st.</p>", css)


CROSS_HEAD = rows("|Spillolja|Glykol|Oljefilter|Trasor, absol|Starr¬batterier")[0]
CROSS = rows("""
Avfallskod|130205*|160114*|160107*|150202*|160601*
Mängd|1,9 m³|420 l|96 kg|210 kg|14 st
Föregående år|2,4 m³|380 l|110 kg||9 st
Transportör|Oljetjänst i Bro|Oljetjänst i Bro|Kemila|Kemila|Däckhallen
Behandling|R9|R3|R4|R1|R4
Senast hämtat|17/11|17/11|3/6|3/6|–
""")


def _draw_cross() -> bytes:
    css = """
      table { font-size: 8.5pt; width: 160mm } th { font-weight: bold }
      td, th { border-left: 3pt solid white; background: #eef2ee; padding: 3pt }
      .c1 { background: #cfdacf; width: 28mm }
    """
    table = f"<table>{html_rows([CROSS_HEAD], 'th')}{html_rows(CROSS)}</table>"
    return html(f"<h4>Farligt avfall från hjullastare och kross</h4>{table}", css)


FIXTURES = (
    Fixture(
        "spantech-pickups",
        ("list of pick-ups", "subtotals in a column without heading", "even type", "borderless"),
        _draw_pickups,
        (gold(1, PICKUPS_HEAD, PICKUPS),),
    ),
    Fixture(
        "hull-parts",
        ("indented parts", "sum", "years, newest first", "wrapped cells", "unit in headings"),
        _draw_parts,
        (gold(1, PARTS_HEAD, PARTS),),
    ),
    Fixture(
        "bus-ditto",
        ("code under the name", "ditto marks", "unit column", "horizontal rules only"),
        _draw_ditto,
        (gold(1, DITTO_HEAD, DITTO),),
    ),
    Fixture(
        "compost-dots",
        ("dot leaders", "two columns", "no headings", "unit in cells", "prose above"),
        _draw_dots,
        (gold(1, ("", ""), DOTS),),
        (
            "Till komposteringen har följande tagits emot.",
            "Vikterna är uppmätta, volymerna är bedömda av personalen vid infarten.",
        ),
    ),
    Fixture(
        "recycling-sections",
        ("section rows", "subtotals and sum", "in, out and in store", "horizontal rules only"),
        _draw_sections,
        (gold(1, SECTIONS_HEAD, SECTIONS),),
    ),
    Fixture(
        "sewage-notes",
        ("raised footnote marks", "ruled", "notes below", "empty cells"),
        _draw_notes,
        (gold(1, NOTES_HEAD, NOTES),),
        NOTES_FEET,
    ),
    Fixture(
        "quarry-cross",
        ("transposed", "fills in place of lines", "unit in cells"),
        _draw_cross,
        (gold(1, CROSS_HEAD, CROSS),),
    ),
)
