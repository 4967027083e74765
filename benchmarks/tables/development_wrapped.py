"""Cells of several lines: in any column, standing at the top, the middle or the bottom."""

from benchmarks.tables.drawing import Column, Sheet, html
from benchmarks.tables.fixture import Fixture
from benchmarks.tables.parts import gold, lay, rows, table

TIGHT = rows("""
Avfallstyp                                          | Kod       | ton   | Slutmottagare
Förpackningar som inne¬håller rester av farliga¶ämnen | 15 01 10* | 0,085 | SmåKem AB
Absorbenter och torkdukar                           | 15 02 02* | 1,31  | SmåKem AB
Kasserad utrustning som¶innehåller farliga kompo¬nenter | 16 02 13* | 0,6   | Elåtervinnarna
Organiska lösningsmedel och¶blandningar av dem      | 14 06 03* | 12,9  | Destillerarna
Slam som inte innehåller¶halogener                  | 14 06 05* | 3,04  | Destillerarna
Blandat kommunalt avfall                            | 20 03 01  | 27,5  | Kommunen
Avfall som inte anges på¶annat sätt                 | 07 02 99  | 9     | Kommunen
""")


def _draw_tight() -> bytes:
    sheet = Sheet()
    sheet.text(60, 80, "Tabell 3", bold=True)
    columns = [Column(60), Column(185), Column(262, "right"), Column(275)]
    lay(sheet, 98, TIGHT[:1], columns, bold=True)
    lay(sheet, 111, TIGHT[1:], columns, gap=1.5)
    return sheet.pdf()


MIDDLE = rows("""
Fraktion | Ursprung | Mängd | Åtgärd
Kasserad dryck i obruten förpackning | Lagret, returer från butik och felfyllda burkar | 214 t | \
Rötning efter krossning
Etiketter | Etikettmaskin 2 | 3,3 t | Förbränning
Lutbad | Flasktvätten, töms var tredje vecka under säsong | 96 m³ | Neutralisering i egen \
anläggning, därefter avlopp
Mäsk | Brygghus | 7 905 t | Foder
Filterhjälpmedel med jästrester | Filtreringen | 118 t | Kompost
Trasiga backar av polyeten, blandade färger | Sorteringen | 22,4 t | Nya backar
""")


def _draw_middle() -> bytes:
    css = """
      table { width: 150mm; font: 9pt "Carlito" } td, th { vertical-align: middle }
      tr { border-bottom: 0.6pt solid #888 } .c1 { width: 35mm } .c2 { width: 42mm }
      .c3 { text-align: right; width: 18mm; padding-right: 10pt }
    """
    return html(table(MIDDLE[0], MIDDLE[1:]), css)


BOTTOM = rows("""
Slag                                     | Avfalls¬kod | 2011¶kg | Transport¬sätt | Behandlas hos
Rester av färg och¶lack med lösningsmedel | 08 01 11* | 2 310 | Lastbil, skåp | Högtempugnen¶i \
Låtsas AB
Pulverfärg                               | 08 02 01     | 745     | Lastbil, skåp   | Deponin Västra
Vatten med färg från¶våtridå och tvätt | 08 01 19* | 30 600 | Slamsugbil¶med släp | Indunstarna¶i \
Småby
Sprayburkar | 16 05 04* | 55 | Miljöbil | Högtempugnen¶i Låtsas AB
Maskeringspapper,¶tejp och filter från¶sprutboxarna | 15 02 02* | 1 980 | Container | Värmeverket
Trasor                                   | 15 02 02*    | 164     | Miljöbil        | Värmeverket
""")


def _draw_bottom() -> bytes:
    sheet = Sheet(text_size=8.5)
    columns = [Column(60), Column(182), Column(262, "right"), Column(276), Column(350)]
    lay(sheet, 84, BOTTOM[:1], columns, bold=True, stand="bottom")
    lay(sheet, 113, BOTTOM[1:], columns, gap=6, stand="bottom")
    return sheet.pdf()


CUT_WORDS = rows("""
Avfallsbenämning              | Uppkomst                    | Kod       | Kilogram | Omhändertagande
Smörjmedelsrester | Underhållsavdelningen | 12 01 12* | 1 415 | Energiåtervinning
Aluminiumoxid, blästermedel | Ytbehandlingsanläggningen | 12 01 17 | 8 230 | Anläggningsändamål
Elektronikavfall | Kontorsavdelningen | 20 01 36 | 607 | Förbehandling, materialåtervinning
Kondenseringsvatten           | Tryckluftskompressorer      | 13 08 02* | 3 900    | Oljeavskiljning
Härdplastförpackningar | Monteringsavdelningen | 08 04 09* | 266 | Förbränning, högtemperatur
""")


def _draw_cut_words() -> bytes:
    css = """
      table { width: 112mm; table-layout: fixed; hyphens: auto; font: 9pt "DejaVu Serif" }
      td, th { border: 0.4pt solid #555 } .c4 { text-align: right }
      .c3 { width: 19mm } .c4 { width: 15mm }
    """
    return html(table(CUT_WORDS[0], CUT_WORDS[1:]), css)


NOTES = rows("""
Avfall            | Kod       | Ton  | Anmärkning
Gjuterisand | 10 09 08 | 3 100 | Levererades till Påhittad Återvinning AB för \
konstruktionsändamål. Under hösten lades en del på eget lager på grund av tjäle.
Ugnsslagg         | 10 09 03  | 450  | Krossas.
Filterstoft | 10 09 09* | 38,6 | Innehåller zink och bly. Analys från mars finns i bilaga 6. \
Mängden har ökat med 11 % jämfört med 2015 eftersom filtret byttes.
Kärnsand, oanvänd | 10 09 06  | 77   |
Infodring         | 16 11 04  | 19,2 | Efter ommurning av ugn 2, nästa gång om fyra år.
""")


def _draw_notes() -> bytes:
    css = """
      .c1, .c2, .c3 { white-space: nowrap } .c3 { text-align: right }
      th { border-bottom: 1pt solid black } table { width: 140mm }
    """
    return html("<h3>Gjuteriets restprodukter</h3>" + table(NOTES[0], NOTES[1:]), css)


REMARKS = rows("""
Typ            | Anmärkning                                                    | Mängd
Slagvatten | Hämtat i Norra hamnen vid 41 anlöp, hälften från färjorna;¶mängden är avläst på \
bilens mätare | 1 318 m³
Oljerester     | Från maskinrum (sludge)                                       | 204 m³
Fast avfall | Sorterat ombord, tolv kärl varje dygn under sommaren och¶fyra under vintern. Vägs \
först hos mottagaren, därför är¶siffran för december uppskattad | ca 312 ton
Kvastsop       | Kaj 4–7                                                       | 26 ton
Muddermassor   | Ingen muddring under året                                     | –
""")


def _draw_remarks() -> bytes:
    sheet = Sheet(text_size=9)
    sheet.text(50, 70, "Avfall från fartyg", bold=True, size=11)
    columns = [Column(50), Column(120), Column(430, "right")]
    edges = lay(sheet, 92, REMARKS, columns, gap=5)
    for edge in edges[1:]:
        sheet.line(50, edge, 430, edge, 0.3)
    return sheet.pdf()


FIXTURES: tuple[Fixture, ...] = (
    Fixture(
        "wrapped-tight",
        ("borderless", "wrapped first column", "wrapped top", "words cut", "tight rows"),
        _draw_tight,
        (gold(TIGHT[0], TIGHT[1:]),),
    ),
    Fixture(
        "wrapped-middle",
        ("horizontal rules", "wrapped several columns", "wrapped middle", "unit in cell"),
        _draw_middle,
        (gold(MIDDLE[0], MIDDLE[1:]),),
    ),
    Fixture(
        "wrapped-bottom",
        ("borderless", "wrapped several columns", "wrapped bottom", "stacked headings"),
        _draw_bottom,
        (gold(BOTTOM[0], BOTTOM[1:]),),
    ),
    Fixture(
        "wrapped-cut-words",
        ("ruled", "words cut in every column", "wrapped top"),
        _draw_cut_words,
        (gold(CUT_WORDS[0], CUT_WORDS[1:]),),
    ),
    Fixture(
        "wrapped-notes",
        ("borderless", "long free text last", "empty cell"),
        _draw_notes,
        (gold(NOTES[0], NOTES[1:]),),
    ),
    Fixture(
        "wrapped-remarks",
        ("horizontal rules", "long free text in the middle", "unit in cell"),
        _draw_remarks,
        (gold(REMARKS[0], REMARKS[1:]),),
    ),
)
