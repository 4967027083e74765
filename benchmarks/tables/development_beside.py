"""Tables beside running text, beside each other, and close below each other."""

from benchmarks.tables.drawing import Column, Sheet, html, markup
from benchmarks.tables.fixture import Fixture
from benchmarks.tables.parts import gold, grid, lay, paragraph, rows, table

BOX = rows("""
Avfall 2017     | Ton
Bottenslagg     | 31 460
Flygaska        | 5 215
Gips från rening| 704
Metallskrot     | 2 380
Filtermassa     | 6,5
""")
BOX_PROSE = (
    "Under året har anläggningen förbränt hushållsavfall och utsorterat verksamhetsavfall.",
    "Slaggen lagras i minst tre månader på hårdgjord yta innan den siktas och metallerna tas ut.",
    (
        "Flygaskan är farligt avfall och skickas med båt till en mottagare i Norge, som fyller "
        "igen ett kalkbrott."
    ),
    "Inga avvikelser har noterats vid mottagningskontrollen.",
)


def _draw_box() -> bytes:
    sheet = Sheet(font="Times-Roman", text_size=10.5)
    sheet.text(60, 80, "5.3 Restprodukter", bold=True, size=12)
    paragraph(sheet, 60, 100, 270, " ".join(BOX_PROSE), 13)
    sheet.box(350, 88, 165, 96, fill=0.93, stroke=0.7)
    lay(sheet, 106, BOX, [Column(360), Column(505, "right")], gap=1.5)
    return sheet.pdf()


FLOAT = rows("""
Avfallsslag       | Kod       | kg
Lösningsmedel     | 14 06 03* | 3 240
Tryckfärg         | 08 03 12* | 1 176
Trasor            | 15 02 02* | 905
Pappersspill      | 03 03 08  | 214 000
Hylsor av papp    | 15 01 01  | 8 410
""")
FLOAT_PROSE = (
    (
        "Avfallet från tryckeriet består mest av pappersspill från skärningen, som pressas i "
        "balar och säljs till ett pappersbruk."
    ),
    "Färgrester och lösningsmedel samlas i märkta fat i ett låst förråd med invallning.",
    (
        "Trasorna tvättas numera av ett tvätteri, och därför har mängden som lämnas till "
        "förbränning sjunkit kraftigt sedan avtalet skrevs."
    ),
    "Ett försök med vattenbaserad tvätt av valsarna inleds nästa år.",
)


def _draw_float() -> bytes:
    css = """
      body { font: 10pt/1.3 "Carlito"; width: 165mm } p { margin: 0 0 4pt }
      table { float: right; margin: 0 0 6pt 12pt; border: 0.7pt solid; font-size: 9.5pt }
      .c3 { text-align: right }
    """
    text = "".join(f"<p>{markup(sentence)}</p>" for sentence in FLOAT_PROSE)
    return html(table(FLOAT[0], FLOAT[1:]) + text, css)


LEVEL_LEFT = rows("""
Kod     | Farligt avfall  | Mängd
080111  | Färgrester      | 640 kg
120109  | Emulsion        | 2,2 m³
160213  | Elektronik      | 85 kg
160601  | Bilbatterier    | 120 kg
130205  | Motorolja       | 410 l
""")
LEVEL_RIGHT = rows("""
Kod     | Icke farligt avfall | Mängd
150101  | Wellpapp        | 3,2 ton
150102  | Plast           | 0,7 ton
170407  | Skrot           | 11 ton
200301  | Brännbart       | 8½ ton
200108  | Matavfall       | 0,9 ton
""")


def _draw_level() -> bytes:
    sheet = Sheet(text_size=9)
    sheet.text(150, 80, "FARLIGT AVFALL", bold=True, align="centre")
    sheet.text(390, 80, "ICKE FARLIGT AVFALL", bold=True, align="centre")
    left = [Column(50), Column(92), Column(232, "right")]
    right = [Column(290), Column(332), Column(480, "right")]
    joined = [a + b for a, b in zip(LEVEL_LEFT, LEVEL_RIGHT, strict=True)]
    lay(sheet, 96, joined, [*left, *right], gap=3)
    return sheet.pdf()


SHIFTS = (
    rows("""
Port A   | Hämtningar | Ton
Trä      | 41         | 166
Gips     | 9          | 38,5
Järn     | 22         | 97
Plast    | 4          | 2,9
"""),
    rows("""
Port B   | Hämtningar | Ton
Glas     | 12         | 71,3
Kartong  | 36         | 44
Betong   | 18         | 402
Jord     | 65         | 1 208
"""),
)


def _draw_shifts() -> bytes:
    css = """
      .pair { display: flex } table { margin-right: 10mm; width: 55mm }
      table + table { width: 62mm }
      td, th { border: 0.5pt solid #444 } .c2, .c3 { text-align: right }
    """
    pair = "".join(table(part[0], part[1:]) for part in SHIFTS)
    return html(f"<p>Utleverans per port</p><div class='pair'>{pair}</div>", css)


UNEVEN = (
    rows("""
Uppkommet         | Ton
Skrapsten         | 1 106
Kalkslam från våtreningen | 273
Stoft             | 45,9
Brännarsot        | 0,3
Tegel             | 16
"""),
    rows("""
Mottaget    | Från            | Ton
Returgips   | Byggvaruhus i¶Exempelby | 610
Flygaska    | Värmeverket     | 2 455
Stenmjöl    | Täkten i¶Fiktiva och¶Småby | 9 030
"""),
)


def _draw_uneven() -> bytes:
    css = """
      .pair { display: flex; align-items: flex-start } table { margin-right: 12mm; width: 46mm }
      table + table { width: 70mm; font-size: 8pt; margin-top: 5pt }
      thead { border-bottom: 0.8pt solid } .c2:last-child, .c3 { text-align: right }
      .c2:last-child { white-space: nowrap }
    """
    pair = "".join(table(part[0], part[1:]) for part in UNEVEN)
    return html(f"<div class='pair'>{pair}</div>", css)


STEPS = (
    rows("""
Lager 31/12        | m³
Flis               | 12 400
Torv               | 3 150
Aska               | 95
Olja               | 220
"""),
    rows("""
Rest             | Kod      | Till       | Ton
Bottenaska       | 10 01 15 | Väg 17     | 1 870
Flygaska         | 10 01 17 | Deponi     | 566
Sand             | 10 01 24 | Deponi     | 203
Skrot ur bränsle | 19 12 02 | Låtsas Skrot | 14,6
Sten             | 19 12 09 | Väg 17     | 88
Plast ur flis    | 19 12 12 | Värmeverket| 5
"""),
)


def _draw_steps() -> bytes:
    sheet = Sheet(text_size=10)
    edges = lay(sheet, 104, STEPS[0], [Column(64), Column(185, "right")], gap=6)
    grid(sheet, edges, [60, 140, 190])
    right = [Column(222), Column(308), Column(356), Column(455, "right")]
    edges = lay(sheet, 98, STEPS[1], right, gap=2.5, size=8.5)
    sheet.line(220, edges[1], 457, edges[1], 0.7)
    return sheet.pdf()


STACK = (
    rows("""
Farligt avfall      | Kod       | kg
Lackslam            | 08 01 13* | 2 870
Förtunning          | 14 06 03* | 655
Filtermattor        | 15 02 02* | 1 004
"""),
    rows("""
Övrigt avfall | Ton 2012 | Ton 2011 | Hämtas av
Spån          | 1 460    | 1 512    | Pelletsfabriken
Träspill      | 233      | 240      | Värmeverket
Plast         | 3,8      |          | Grusbilar HB
"""),
    rows("""
Till luft | Till vatten
VOC 8,3 ton  | Inget
Stoft 0,4 ton | Inget
"""),
)


def _draw_stack() -> bytes:
    sheet = Sheet(text_size=9)
    shapes = ([60, 200, 270, 320], [60, 120, 170, 220, 320], [60, 190, 320])
    right = {(0, 2), (1, 1), (1, 2)}
    y = 90.0
    for number, (part, xs) in enumerate(zip(STACK, shapes, strict=True)):
        columns = [
            Column(xs[n + 1] - 3, "right") if (number, n) in right else Column(xs[n] + 3)
            for n in range(len(xs) - 1)
        ]
        edges = lay(sheet, y, part, columns, gap=4)
        grid(sheet, edges, xs)
        y = edges[-1] + 18
    return sheet.pdf()


CLOSE = (
    rows("""
Oljor          | Mängd
Spillolja      | 2 900 l
Fett           | 40 kg
Gammal diesel  | 0,5 m³
"""),
    rows("""
Ljus       | EWC       | Antal | Vikt
Lysrör     | 20 01 21* | 144   | 29 kg
Glödlampor |           | 60    |
LED        | 20 01 36  | 12    | 1,5 kg
"""),
    rows("""
Skrot                  | 2020, ton | 2019, ton
Koppar                 | 0,38      | 0,41
Rostfritt              | 6,2       | 5,75
Blandat                | 44        | 39
"""),
)


def _draw_close() -> bytes:
    css = """
      td, th { padding: 1pt 10pt 1pt 0 } table { margin-bottom: 5pt } th { font-weight: bold }
      .oil .c2 { text-align: right } .scrap .c2, .scrap .c3 { text-align: right }
    """
    names = ("oil", "light", "scrap")
    drawn = (table(part[0], part[1:], name) for part, name in zip(CLOSE, names, strict=True))
    return html("".join(drawn), css)


WITHIN = rows("""
Fraktion      | Ton  | Behandling
Matavfall     | 21,4 | Rötning
Glas          | 6,05 | Nytt glas
Plast         | 3    | Sortering
Metall        | 1,8  | Omsmältning
""")
WITHIN_PROSE = (
    "Hotellet källsorterar i tolv fraktioner och personalen har utbildats under hösten.",
    "Tabellen visar de största fraktionerna.",
    (
        "Matavfallet mals i köket och leds till en tank, som töms varannan vecka av kommunens "
        "entreprenör."
    ),
    "Fettavskiljaren töms fyra gånger om året enligt schema.",
    (
        "Glaset samlas i separata kärl för färgat och ofärgat, och kärlen tvättas av "
        "leverantören efter varje tömning."
    ),
    "Inget farligt avfall har lagrats längre än ett halvår.",
)


def _draw_within() -> bytes:
    css = """
      div { columns: 2; column-gap: 9mm; font: 9pt "DejaVu Serif" } p { margin: 0 0 4pt }
      table { font-size: 8.5pt; margin: 3pt 0; border-bottom: 0.5pt solid; break-inside: avoid }
      thead { border-top: 0.5pt solid; border-bottom: 0.5pt solid } .c2 { text-align: right }
    """
    text = [f"<p>{sentence}</p>" for sentence in WITHIN_PROSE]
    middle = table(WITHIN[0], WITHIN[1:])
    return html(f"<div>{''.join(text[:2])}{middle}{''.join(text[2:])}</div>", css)


FIXTURES: tuple[Fixture, ...] = (
    Fixture(
        "beside-box",
        ("beside running text", "two columns only", "unit in heading", "filled box"),
        _draw_box,
        (gold(BOX[0], BOX[1:]),),
        BOX_PROSE,
    ),
    Fixture(
        "beside-float",
        ("beside running text", "framed", "text flows below"),
        _draw_float,
        (gold(FLOAT[0], FLOAT[1:]),),
        FLOAT_PROSE,
    ),
    Fixture(
        "beside-level",
        ("side by side, rows level", "borderless", "unit in cell"),
        _draw_level,
        (gold(LEVEL_LEFT[0], LEVEL_LEFT[1:]), gold(LEVEL_RIGHT[0], LEVEL_RIGHT[1:])),
    ),
    Fixture(
        "beside-level-ruled",
        ("side by side, rows level", "ruled", "same headings twice"),
        _draw_shifts,
        tuple(gold(part[0], part[1:]) for part in SHIFTS),
    ),
    Fixture(
        "beside-uneven",
        ("side by side, rows not level", "wrapped first column", "generated beside received"),
        _draw_uneven,
        tuple(gold(part[0], part[1:]) for part in UNEVEN),
    ),
    Fixture(
        "beside-uneven-mixed",
        ("side by side, rows not level", "ruled beside borderless", "other text sizes"),
        _draw_steps,
        tuple(gold(part[0], part[1:]) for part in STEPS),
    ),
    Fixture(
        "stacked-ruled",
        ("tables close below each other", "ruled", "three rows only"),
        _draw_stack,
        tuple(gold(part[0], part[1:]) for part in STACK),
    ),
    Fixture(
        "stacked-borderless",
        ("tables close below each other", "borderless", "three rows only"),
        _draw_close,
        tuple(gold(part[0], part[1:]) for part in CLOSE),
    ),
    Fixture(
        "beside-within-column",
        ("text in two columns", "beside running text", "horizontal rules"),
        _draw_within,
        (gold(WITHIN[0], WITHIN[1:]),),
        WITHIN_PROSE,
    ),
)
