"""Held-out tables told apart by what is drawn between their cells: all, some or no lines."""

from benchmarks.tables.drawing import Column, Sheet, html, html_rows
from benchmarks.tables.fixture import Fixture
from benchmarks.tables.held_out_drawing import Printout, gold, read, rows

FOUNDRY_HEAD = rows("Avfallsslag|Avfalls¬¶kod|Mängd¶[ton]|Transport|Mottagare|Behandling")[0]
FOUNDRY = rows("""
Överskottssand från kärn¬¶makeriet, ej härdad|100906|412,6|Lastö Åkeri|Torpa Grus &¶Återbruk AB|\
Anläggnings¬¶ändamål
Formsand|100908|6 240|Lastö Åkeri|Torpa Grus &¶Återbruk AB|Anläggnings¬¶ändamål
Filterstoft ur¶ugn 2 och 3|100909*|88,15|Hjälmvik¶Tank & Spol|Zinkhyttan i¶Lerbo AB|\
Metallåter¬¶vinning
Slagg|100903|730|egen bil|Egen deponi|Deponering
Infodringstegel|161104|21,4||Zinkhyttan i¶Lerbo AB|Krossning
Skrubber¬¶vätska med amin|161001*|9,75|Hjälmvik¶Tank & Spol|Kemila¶Destruktion|D10
""")  # fmt: skip


def _draw_foundry() -> bytes:
    sheet = Sheet(font="Times-Roman", text_size=9.5)
    sheet.text(48, 70, "7.3  Restprodukter och avfall", size=12, bold=True)
    edges = [48, 168, 218, 262, 340, 428, 520]
    columns = [Column(x + 3) for x in edges[:-1]]
    columns[2] = Column(edges[3] - 3, "right")
    top = 88.0
    sheet.line(edges[0], top, edges[-1], top, 1)
    for number, row in enumerate((FOUNDRY_HEAD, *FOUNDRY)):
        tall = sheet.row(top + 10, row, columns, bold=number == 0)
        below = top + tall + 3
        sheet.line(edges[0], below, edges[-1], below, 1 if number == 0 else 0.4)
        top = below
    for x in edges:
        sheet.line(x, 88, x, top, 0.4)
    return sheet.pdf()


STRIPES_HEAD = rows("Artikel|Tömningar|Fakturerad vikt (kg)|Varav farligt (kg)|Anläggning")[0]
STRIPES = rows("""
Wellpapp, komprimerad i balar om ca 450 kg|26|11~840|0|Sorteringsgården Ekudden
Mjukplast, ofärgad|9|1~215|0|Sorteringsgården Ekudden
Blandat verksamhetsavfall från kontor, matsal och verkstad|52|38~400|0|Lövåsens kraftvärmeverk
Småkemikalier i lådpall, osorterade|3|286|286|Kemmottagningen, Norra hamnen
Elektronikskrot|4|1~034|612|Kemmottagningen, Norra hamnen
Hyra komprimator|12|||
Planglas och speglar|1|640|0|Sorteringsgården Ekudden
""")
STRIPES_AFTER = "Vikterna är hämtade ur entreprenörens kundportal den 14 januari."


def _draw_stripes() -> bytes:
    css = """
      table { width: 165mm; font-size: 8.5pt; border-collapse: separate; border-spacing: 0 }
      th { font-weight: bold; vertical-align: bottom; padding: 3pt 5pt }
      td { vertical-align: middle; padding: 4pt 5pt }
      tr:nth-child(even) td { background: #dfe8e2 }
      .c1 { width: 46mm } .c2, .c3, .c4 { text-align: right; width: 20mm }
    """
    body = f"<h3>Statistik per artikel</h3><table>{html_rows([STRIPES_HEAD], 'th')}"
    return html(f"{body}{html_rows(STRIPES)}</table><p>{STRIPES_AFTER}</p>", css)


BOOK_HEAD = rows("Restprodukt|Kod|m³|ton TS|Användning")[0]
BOOK = rows("""
Grönlutsslam, avvattnat på¶trumfilter, blandat med¶kalkgrus från släckaren|03 03 02|2 180|1 090|\
Deponitäckning¶(etapp 4)
Mesa|03 03 09|640|510|Kalkning
Bioslam från den externa reningen,¶pressat till ca 28 %|03 03 11|9 400|2 610|Egen barkpanna
Rejekt från silar och¶virvelrenare|03 03 10|75|31|Egen barkpanna
Flygaska|10 01 03|3 300|2 950|Skogsgödsling, resten¶till Åsmyrens deponi
Summa||15 595|7 191|
""")
BOOK_CAPTION = "Tabell 14. Restprodukter från massabruket, fast volym och torr vikt."


def _draw_book() -> bytes:
    sheet = Sheet(font="Times-Roman", text_size=10)
    sheet.text(80, 96, BOOK_CAPTION)
    columns = [Column(82), Column(252), Column(338, "right"), Column(388, "right"), Column(410)]
    sheet.line(80, 104, 520, 104, 1.2)
    sheet.row(117, BOOK_HEAD, columns, bold=True)
    sheet.line(80, 122, 520, 122, 0.6)
    y = 136.0
    for number, row in enumerate(BOOK):
        if number == len(BOOK) - 1:
            sheet.line(80, y - 10, 520, y - 10, 0.3)
        # A wrapped name has its figures on the last line, as books have them.
        y += sheet.row(y, row, columns, stand="bottom") + 3
    sheet.line(80, y - 9, 520, y - 9, 1.2)
    return sheet.pdf()


POSTS_HEAD = rows("Fraktion|Farligt?|Ursprung och hantering|Vikt, kg")[0]
POSTS = rows("""
Spill¬olje¬blandning 130208*|Ja|Oljebyten på truckar och kompressorer, samlas i invallad cistern \
vid port 4|1 960
Absorbenter 150202*|Ja|Trasor, absol och handskar från spill¬plattan|415
Blyackumulatorer|Ja|Utbytta batterier|1 120
Plåtspill 120101|Nej|Stansning och klippning; läggs i container med lock|48 300
Pulverrester 080201|Nej|Överspray från låda 1–3|2 075
Sand från tvätt¬hallens ränna|Nej|Slamsugning i maj och oktober|6 800
""")


def _draw_posts() -> bytes:
    printout = Printout(text_size=9)
    printout.fpdf.set_font("Times", size=10)
    printout.say("Avfall från underhåll och plåtverkstad\n ")
    layout = {"borders_layout": "MINIMAL", "col_widths": (90, 50, 190, 60), "width": 390}
    align = ("LEFT", "CENTER", "LEFT", "RIGHT")
    more = {"align": "LEFT", "line_height": 12, "text_align": align}
    printout.grid((POSTS_HEAD, *POSTS), {**layout, **more})
    return printout.pdf()


TIGHT_HEAD = rows("Kod|Benämning|Mängd|Enhet|Omhändertas av")[0]
TIGHT = rows("""
02 01 03|Kasserade plantor och sticklingar samt¶odlingssubstrat på torvbas|310|m³|Husby Kompost
02 01 04|Odlingsplast|7,2|ton|Plaståterföringen Väst
02 01 08*|Rester av växtskyddsmedel, tomma¶dunkar som inte är rengjorda|0,18|ton|Kemila Destruktion
15 01 01|Kartong|14|ton|Kvistö Papper
15 01 03|Engångspallar och krossat emballage|26|ton|Bårslövs Värme¶och Flis
20 01 21*|Natriumlampor ur växthus 6–11,¶varav några trasiga|430|st|Elreturen i Ödeby
20 03 01|Brännbart|19|ton|Kommunen
""")
TIGHT_BEFORE = "Uppgifterna nedan gäller båda odlingsplatserna och bygger på fakturor."


def _draw_tight() -> bytes:
    sheet = Sheet(text_size=8.5)
    sheet.text(60, 90, TIGHT_BEFORE)
    columns = [Column(60), Column(112), Column(322, "right"), Column(330), Column(372)]
    y = 112.0 + sheet.row(112, TIGHT_HEAD, columns, bold=True)
    for row in TIGHT:
        y += sheet.row(y, row, columns)
    return sheet.pdf()


FIXTURES = (
    Fixture(
        "foundry-grid",
        ("ruled", "wrapped cells", "cut words", "empty cells", "thousand blanks"),
        _draw_foundry,
        (gold(1, FOUNDRY_HEAD, FOUNDRY),),
    ),
    Fixture(
        "contractor-stripes",
        ("stripes", "borderless", "cells in the middle of tall rows", "wrapped headings"),
        _draw_stripes,
        (gold(1, STRIPES_HEAD, STRIPES),),
        (STRIPES_AFTER,),
    ),
    Fixture(
        "pulp-booktabs",
        ("horizontal rules only", "figures on the last line of a wrapped name", "sum"),
        _draw_book,
        (gold(1, BOOK_HEAD, BOOK),),
        (BOOK_CAPTION,),
    ),
    Fixture(
        "workshop-posts",
        ("lines between columns only", "cut words", "code in the name", "free text"),
        _draw_posts,
        (gold(1, POSTS_HEAD, POSTS),),
    ),
    Fixture(
        "nursery-tight",
        ("borderless", "rows no further apart than lines", "unit column", "prose above"),
        _draw_tight,
        (gold(1, TIGHT_HEAD, TIGHT),),
        (read(TIGHT_BEFORE),),
    ),
)
