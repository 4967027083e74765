"""Held-out tables with running text or a further table close by."""

from benchmarks.tables.drawing import Column, Sheet, html, html_rows
from benchmarks.tables.fixture import Fixture
from benchmarks.tables.held_out_drawing import gold, read, rows, text, typst_cells, typst_pdf

MARGIN_TEXT = text(
    "Under året har verksamheten vid bryg¬¶geriet löpt utan längre stopp. Drav och¶"
    "jäst hämtas varje vardag av två lantbru¬¶kare i trakten och lämnar anläggningen¶"
    "som foder. Kiselguren samlas i en täckt¶ficka bakom filterhallen. I november¶"
    "byttes etikettlimmet, vilket har gjort¶glaset renare. Mängden krossglas har¶"
    "därför kunnat gå till återvinning i stället¶för till utfyllnad. Övrigt avfall är likt¶"
    "det från tidigare år och kommenteras¶inte vidare i denna rapport."
)
MARGIN_HEAD = rows("Slag|ton|Till")[0]
MARGIN = rows("""
Drav|3.460|Foder
Överskottsjäst|285|Foder
Kiselgur, våt|61|Kompost
Glaskross, brunt¶och grönt|118|Glas¬¶bruk
Etikettmassa|7,9|Bränsle
Wellpapp|22|Papper
""")


def _draw_margin() -> bytes:
    sheet = Sheet(text_size=9.5)
    sheet.text(55, 90, "14. Avfall och restprodukter", bold=True, size=11)
    sheet.text(55, 112, MARGIN_TEXT, leading=1.3)
    sheet.box(262, 98, 220, 132, fill=0.93, stroke=0.8)
    columns = [Column(270), Column(398, "right"), Column(416)]
    sheet.row(111, MARGIN_HEAD, columns, bold=True)
    sheet.line(268, 115, 476, 115)
    y = 128.0
    for row in MARGIN:
        y += sheet.row(y, row, columns) + 1.2
    return sheet.pdf()


FLOAT_HEAD = rows("Ämne i slammet|mg/kg TS|Gräns")[0]
FLOAT = rows("""
Bly|18,4|100
Kadmium|0,9|2
Koppar|355|600
Kvick¬silver|0,41|2,5
Zink|512|800
""")
FLOAT_PROSE = (
    "Slammet har stabiliserats genom rötning i minst tjugo dygn och därefter avvattnats i "
    "centrifug till en torrsubstanshalt på i medeltal 26 procent.",
    "Från verket kördes 1 940 ton våtvikt till Hökaby lantbruk, som sprider slammet på vall "
    "enligt avtal till och med år 2027.",
    "Rens och sand, tillsammans 83 ton, har lämnats till kommunens anläggning i Sörvik.",
)


def _draw_float() -> bytes:
    css = """
      body { font-family: "DejaVu Serif"; font-size: 9.5pt; text-align: justify }
      table { float: right; margin: 0 0 4pt 10pt; font: 8pt "DejaVu Sans" }
      th { border-bottom: 1pt solid #444; font-style: italic }
      .c2, .c3 { text-align: right }
    """
    table = f"<table>{html_rows([FLOAT_HEAD], 'th')}{html_rows(FLOAT)}</table>"
    first, *rest = FLOAT_PROSE
    return html(f"{table}<p>{first}</p>" + "".join(f"<p>{p}</p>" for p in rest), css)


HAZARD_HEAD = rows("Farligt avfall|kg")[0]
HAZARD = rows("""
080111 Färgrester, lösnings¬¶medelsburna|640
140603 Aceton och etanol|1 285
150110 Ej rengjorda fat|390
160107 Oljefilter|58
200121 Lysrör, 96 st|23
""")
HARMLESS_HEAD = rows("Icke farligt avfall|ton|Till")[0]
HARMLESS = rows("""
150101 Wellpapp|3,2|Å
150102 Sträckfilm|0,85|Å
150103 Lastpallar, hela och¶trasiga|6,4|E
200108 Matavfall ur lunch¬¶rummet|1,1|B
200301 Brännbart|9,7|E
170407 Blandskrot|12|Å
170904 Rivningsrester¶från lackhuset|4,05|D
""")


def _draw_pair() -> bytes:
    sheet = Sheet(text_size=9)
    sheet.text(40, 80, "Avfallsbalans för lackeringen i Tvärdala", bold=True, size=11)
    left = [Column(44), Column(262, "right")]
    right = [Column(286), Column(480, "right"), Column(500, "centre")]
    for x0, x1, columns, heading, body, step in (
        (40.0, 266.0, left, HAZARD_HEAD, HAZARD, 6.5),
        (282.0, 512.0, right, HARMLESS_HEAD, HARMLESS, 2.0),
    ):
        sheet.box(x0, 94, x1 - x0, 15, fill=0.8)
        sheet.row(105, heading, columns, bold=True)
        y = 121.0
        for row in body:
            y += sheet.row(y, row, columns) + step
    sheet.text(40, 262, "Å = material, E = energi, B = biologiskt, D = deponi", size=7.5)
    return sheet.pdf()


COLUMN_PROSE = (
    "Hamnbolaget tar emot avfall från fartyg utan särskild avgift. Mängderna varierar kraftigt "
    "med antalet anlöp och med väderleken.",
    "Sludge pumpas direkt till sugbil. Köksavfall från fartyg i utrikes trafik förvaras i låst "
    "container och bränns.",
    "Muddermassor redovisas inte här utan i den särskilda redovisningen till länsstyrelsen.",
)
COLUMN_HEAD = rows("Mottaget från fartyg|2020|2021")[0]
COLUMN = rows("""
Sludge, m³|182,5|204
Länsvatten, m³|46|31,5
Köks¬avfall, ton|12,8|15,2
Skrubber¬slam, m³|–|8
Last¬surrningar och stöttvirke, ton|3,6|2,95
Glödlampor, kg|41|17
""")


def _draw_column() -> bytes:
    before, after = COLUMN_PROSE[0], COLUMN_PROSE[1:]
    table = (
        "#block(stroke: 0.6pt, inset: 5pt, width: 100%)[#text(size: 8.5pt)[#table(stroke: none, "
        "columns: (1fr, auto, auto), align: (left, right, right), inset: (x: 3pt, y: 2.5pt), "
        f"{typst_cells((COLUMN_HEAD,))}, table.hline(stroke: 0.4pt), {typst_cells(COLUMN)})]]"
    )
    filler = (
        "Bolaget har under året haft tolv anställda. Kajen i Östra bassängen har fått ny "
        "belysning, och dagvattenbrunnarna har rensats två gånger. Vid det ena tillfället "
        "fanns olja i två brunnar; den har sugits upp tillsammans med länsvattnet."
    )
    return typst_pdf(
        '#set page(paper: "a4", columns: 2, margin: 50pt)\n#set text(size: 9.5pt)\n'
        f"#set par(justify: true)\n= Avfall från fartyg\n{before}\n\n{filler}\n\n{after[0]}\n\n"
        f"#colbreak()\n{table}\n\n{after[1]}\n"
    )


SQUEEZE_ABOVE = (
    "Avfallet från sågen vägs inte utan räknas om från antalet containrar. Tabellen",
    "visar årets mängder och vem som har hämtat dem.",
)
SQUEEZE = rows("""
Avfall|Kod|Antal|Ton|Hämtat av
Aska från fastbränslepannan|10 01 01|11|94|Ruda Frakt
Slipdamm och uttjänta blad|12 01 02|2|1,4|Ruda Frakt
Hydraulolja|13 01 10*|6 fat|1,1|Oljetjänst i Bro
Impregneringsslam|03 02 05*|1|0,35|Kemila Destruktion
Spännband och plast|15 01 02|9|2,2|Plaståtervinning Nord
""")
SQUEEZE_BELOW = (
    "Mängden aska har ökat med elva procent därför att pannan har gått hela sommaren.",
    "Barken säljs som bränsle och räknas inte som avfall.",
)


def _draw_squeeze() -> bytes:
    sheet = Sheet(font="Times-Roman", text_size=10.5)
    columns = [Column(70), Column(230), Column(325, "right"), Column(370, "right"), Column(392)]
    y = 100.0
    for line in SQUEEZE_ABOVE:
        sheet.text(70, y, line)
        y += 12.6
    for row in SQUEEZE:
        y += sheet.row(y, row, columns)
    for line in SQUEEZE_BELOW:
        sheet.text(70, y, line)
        y += 12.6
    return sheet.pdf()


FIXTURES = (
    Fixture(
        "brewery-margin-box",
        ("box beside running text", "wrapped cells", "cut words", "dot as thousands mark"),
        _draw_margin,
        (gold(1, MARGIN_HEAD, MARGIN),),
        tuple(f"{part.strip()}." for part in read(MARGIN_TEXT).rstrip(".").split(". ")),
    ),
    Fixture(
        "sludge-float",
        ("table that text flows around", "a rule below the headings only", "prose below"),
        _draw_float,
        (gold(1, FLOAT_HEAD, FLOAT),),
        FLOAT_PROSE,
    ),
    Fixture(
        "paintshop-pair",
        ("two tables side by side", "rows at different heights", "cut words", "code in the name"),
        _draw_pair,
        (gold(1, HAZARD_HEAD, HAZARD), gold(1, HARMLESS_HEAD, HARMLESS)),
    ),
    Fixture(
        "harbour-column",
        ("page of two columns", "table in a frame", "unit in the name", "years, newest last"),
        _draw_column,
        (gold(1, COLUMN_HEAD, COLUMN),),
        COLUMN_PROSE,
    ),
    Fixture(
        "sawmill-squeeze",
        ("prose directly above and below", "borderless", "unit in some cells"),
        _draw_squeeze,
        (gold(1, SQUEEZE[0], SQUEEZE[1:]),),
        (" ".join(SQUEEZE_ABOVE), *SQUEEZE_BELOW),
    ),
)
