"""Tables without any rule: narrow gaps, sparse columns, ditto marks, codes below names."""

from benchmarks.tables.drawing import Column, Sheet, html
from benchmarks.tables.fixture import Fixture
from benchmarks.tables.parts import gold, lay, lay_by_column, rows, table

NARROW = rows("""
Avfall                     | EWC       | Mängd (kg) | R/D | Transportör
Emulsion                   | 12 01 09* | 4 105      | R1  | Fiktiva Sug AB
Slipslam, oljigt           | 12 01 18* | 960        | D10 | Fiktiva Sug AB
Järnspån                   | 12 01 01  | 212 340    | R4  | Låtsas Skrot
Aluminiumspån              | 12 01 03  | 18 075     | R4  | Låtsas Skrot
Svetsavfall                | 12 01 13  | 85         | D1  | Renhållarna
Blästersand                | 12 01 17  | 6 700      | D1  | Renhållarna
Oljetrasor                 | 15 02 02* | 1 120      | R1  | Fiktiva Sug AB
Spillolja                  | 13 02 05* | 2 480      | R9  | Fiktiva Sug AB
""")


def _draw_narrow() -> bytes:
    sheet = Sheet()
    sheet.text(55, 80, "Avfall från mekaniska verkstaden", bold=True)
    columns = [Column(55), Column(150), Column(255, "right"), Column(258.5), Column(279)]
    sheet.row(102, NARROW[0], columns, bold=True)
    lay_by_column(sheet, 118, NARROW[1:], columns, 12.5)
    return sheet.pdf()


SPARSE = rows("""
Avfallsslag | Kod | ton | m³ | st | Egen behandling | Till annan | Not
Betong                      | 17 01 01  | 4 300|     |    |                 | Krossarna i Påhitt  |
Tegel                       | 17 01 02  | 612  |     |    |                 | Krossarna i Påhitt  |
Stubbar                     | 20 02 01  |      | 750 |    | Flisning        |                     |
Gips                        | 17 08 02  | 88,5 |     |    |                 | Gipsfabriken        |
Asbest, inplastad           | 17 06 05* | 3,9  |     |    | Egen cell       |                     |
Kylskåp | 20 01 23* |  |  | 418 |  | Kyldemonteringen | 2)
Rivningsvirke               | 17 02 01  | 940  |     |    |                 |                     |
Tjärasfalt                  | 17 03 01* | 27   |     |    |                 | Exempeltipp AB      |
""")


def _draw_sparse() -> bytes:
    css = """
      td, th { padding: 2pt 6pt; white-space: nowrap } body { font-size: 8pt }
      th { border: none; font-weight: bold } .c3, .c4, .c5 { text-align: right }
    """
    foot = "<p>2) Varav 12 från restauranger.</p>"
    return html("<p>Mottaget vid anläggningen:</p>" + table(SPARSE[0], SPARSE[1:]) + foot, css)


THOUSANDS = rows("""
Fraktion           | Mottaget | Behandlat | Lagrat | Utlevererat
Park och trädgård  | 3 412    | 3 190     | 1 022  | 2 870
Matavfall          | 12 480   | 12 480    | 0      | 11 905
Hästgödsel         | 640      | 511       | 129    | –
Fettslam           | 1 002    | 1 002     | 14     | 988
Slakteriavfall     | 5 730    | 5 699     | 31     | 5 699
Rens, ej rötbart   | 218      | –         | 7      | 211
Summa              | 23 482   | 22 882    | 1 223  | 21 673
""")


def _draw_thousands() -> bytes:
    sheet = Sheet(text_size=10)
    sheet.text(60, 95, "Alla mängder i ton våtvikt.")
    heads = [Column(60), Column(158), Column(202), Column(249), Column(284)]
    columns = [Column(60), Column(192, "right"), Column(230, "right"), Column(272, "right")]
    sheet.row(116, THOUSANDS[0], heads, size=9)
    lay_by_column(sheet, 130, THOUSANDS[1:], [*columns, Column(314, "right")], 12)
    return sheet.pdf()


DITTO = rows("""
Vad                    | Kod       | Vikt   | Enhet | Åkeri          | Lämnas till
Aska, bädd             | 10 01 24  | 1 905  | ton   | Grusbilar HB   | Exempeltippen
Aska, fin              | 10 01 17  | 874    | "     | "              | "
Järn ur aska           | 19 01 02  | 66,2   | "     | Låtsas Skrot   | Stålverket Påhitt
Tegelrester            | 16 11 06  | 12     | "     | "              | Exempeltippen
Filterslangar          | 15 02 03  | 480    | kg    | d:o            | "
Kasserad urea          | 16 05 09  | 250    | –"–   | Kemhämtarna    | SmåKem AB
Laboratorierester      | 16 05 06* | 17     | –"–   | –"–            | –"–
""")


def _draw_ditto() -> bytes:
    sheet = Sheet(font="Times-Roman", text_size=11)
    sheet.text(60, 80, "8.2 Uppkommet avfall", bold=True, size=13)
    columns = [Column(60), Column(155), Column(250, "right"), Column(270, "centre")]
    columns += [Column(320, "centre"), Column(410, "centre")]
    heads = [Column(60), Column(155), Column(250, "right"), Column(257), Column(292), Column(380)]
    sheet.row(104, DITTO[0], heads, size=10)
    lay(sheet, 121, DITTO[1:], columns, gap=2)
    return sheet.pdf()


INVOICE = rows("""
Artnr | Artikel                     | Antal | Enh  | Netto kg
5401  | Blandat verksamhetsavfall   | 26    | tömn | 3 380
5403  | Brännbart, komprimator      | 12    | lass | 61 720
6120  | Well, balad 150101          | 52    | bal  | 19 760
7712  | Smittförande avfall 180103  | 14    | box  | 112
7790  | Läkemedel 180109            | 3     | låda | 41
8002  | Glas, färgat                | 9     | tömn | 1 255
9001  | Hyra komprimator            | 12    | mån  | 0
9017  | Miljöavgift                 | 1     | st   |
""")


def _draw_invoice() -> bytes:
    sheet = Sheet(font="Courier", text_size=9)
    sheet.text(60, 70, "KUND 40117 SJUKHUSET I EXEMPELBY   STATISTIK 2018-01--2018-12")
    columns = [Column(60), Column(100), Column(298, "right"), Column(309), Column(395, "right")]
    lay(sheet, 98, INVOICE, columns, gap=0)
    sheet.text(60, 205, "*** SLUT PÅ UTSKRIFT ***")
    return sheet.pdf()


BELOW = rows("""
Avfall                              | Vikt   | Enh | R/D | Mottagare
Metallhydroxidslam¶(110109*)        | 18,20  | TON | D9  | Påhittade Deponin
Zinkhaltig aska¶(11 05 02)          | 8,10   | TON | R4  | Zinkköparna HB
Avfettningsbad¶(11 01 13*)          | 31,75  | TON | D9  | Syraverket i Låtsas
Jonbytarmassa¶(19 09 05)            | 0,64   | TON | D10 | Syraverket i Låtsas
Förorenat emballage¶(15 01 10*)     | 412    | KG  | R1  | Renhållarna
Kromsyrabad, kasserat¶(11 01 98*)   | 2,5    | M3  | D9  | Syraverket i Låtsas
""")


def _draw_below() -> bytes:
    sheet = Sheet()
    sheet.text(70, 90, "Avfall (EWC inom parentes)", bold=True)
    columns = [Column(70), Column(215, "right"), Column(222), Column(252), Column(284)]
    lay(sheet, 108, BELOW[:1], columns, bold=True)
    lay(sheet, 122, BELOW[1:], columns, gap=3.5)
    return sheet.pdf()


UNDER = rows("""
Slam från sedimentering  | 19 08 14 | 1 250 ton | Jordtillverkning
Rens från galler         | 19 08 01 | 38 ton    | Förbränning
Sand från sandfång       | 19 08 02 | 52½ ton   | Deponi
Fett                     | 19 08 09 | 71 m³     | Rötkammare, egen
Kemikaliedunkar          | 15 01 10*| 96 st     | Tvätt, åter till leverantör
""")
UNDER_PROSE = (
    "Avfallet från reningsverket vägs vid utlastning och förs in i driftjournalen samma dag.",
    "Mängderna redovisas nedan med kod och slutlig behandling:",
    "Rens och sand har minskat sedan förra året eftersom ledningsnätet i hamnen har byggts om.",
)


def _draw_under() -> bytes:
    css = "p { margin: 0; width: 130mm } td { padding: 0 9pt 0 0 } body { line-height: 1.2 }"
    before = f"<p>{UNDER_PROSE[0]} {UNDER_PROSE[1]}</p>"
    rows_only = table((), UNDER).replace("<thead><tr></tr></thead>", "")
    return html(f"{before}{rows_only}<p>{UNDER_PROSE[2]}</p>", css)


FIXTURES: tuple[Fixture, ...] = (
    Fixture(
        "borderless-narrow",
        ("borderless", "gap of 3.5 points", "thousand spaces", "drawn by column"),
        _draw_narrow,
        (gold(NARROW[0], NARROW[1:]),),
    ),
    Fixture(
        "borderless-sparse",
        ("borderless", "sparse columns", "lone entry", "footnote digit"),
        _draw_sparse,
        (gold(SPARSE[0], SPARSE[1:]),),
    ),
    Fixture(
        "borderless-thousands",
        ("borderless", "thousand spaces", "headings left over numbers", "unit in text"),
        _draw_thousands,
        (gold(THOUSANDS[0], THOUSANDS[1:]),),
    ),
    Fixture(
        "borderless-ditto",
        ("borderless", "ditto marks", "unit column"),
        _draw_ditto,
        (gold(DITTO[0], DITTO[1:]),),
    ),
    Fixture(
        "borderless-printout",
        ("borderless", "fixed pitch", "code in name", "no space between rows"),
        _draw_invoice,
        (gold(INVOICE[0], INVOICE[1:]),),
    ),
    Fixture(
        "borderless-code-below",
        ("borderless", "code on a second line", "unit column"),
        _draw_below,
        (gold(BELOW[0], BELOW[1:]),),
    ),
    Fixture(
        "borderless-under-text",
        ("borderless", "text above without gap", "no headings", "unit in cell"),
        _draw_under,
        (gold(("", "", "", ""), UNDER),),
        UNDER_PROSE,
    ),
)
