"""A workbook with one sheet per subject, printed sheet by sheet."""

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

SUFFIX = ".xlsx"
FACE = "Liberation Sans Narrow"
THIN = Side(style="thin", color="888888")
GREY = PatternFill("solid", fgColor="E4E4E4")

WASTE = """
w1|Flotationsslam|20502|3412.6|3298.0|3550.4|Slamlinjen Syd|Alvrike Biogas|R3
w2|Bioslam, avvattnat|20502|1180.3|1204.7|1099.0|Slamlinjen Syd|Alvrike Biogas|R3
w3|Pulverspill från golv och siktar|20501|96.42|88.10|120.75|Agroåkarna|Foderlaget Värend|R3
w4|Slam ur fettavskiljare, matsal|190809|14.2|12.8|15.0|Slamlinjen Syd|Alvrike Biogas|R3
w5|Papperssäck med plastinlägg|150105|21.7|19.3|18.8|Värends Återvinning|Lagans Energi|R1
w6|Sträckfilm och krymphuvor|150102|13.95|14.20|12.66|Värends Återvinning|Polybal|R3
w7|Wellpapp|150101|37.8|35.1|36.0|Värends Återvinning|Papperspressen Alvesta|R3
w8|Pallar, kasserade|150103|18.6|22.9||Värends Återvinning|Lagans Energi|R1
w9|Storsäckar av polypropen|150102|7.35|6.80|5.95|Värends Återvinning|Polybal|R3
w10|Filterstrumpor från pulvertorn|150203|1.9|2.4|0.8|Värends Återvinning|Lagans Energi|R1
w11|Rostfritt skrot|170405|11.2|4.7|26.3|Skrot i Blädinge|Skrot i Blädinge|R4
w12|Blandat byggavfall|170904|48.0|||Värends Återvinning|Häringetorps sortering|R12
w13|Brännbart|200301|29.3|31.6|33.9|Värends Återvinning|Lagans Energi|R1
w14|Matavfall|200108|5.1|4.9|4.4|Värends Återvinning|Alvrike Biogas|R3
"""
HAZARD = """
w15|Salpetersyra, rester i CIP-tank|060105*|340|410|D9
w16|Lut, överlagrad|060204*|120||D9
w17|Spillolja|130205*|615|720|R9
w18|Absorbent, oljefilter|150202*|88|95|R1
w19|COD-kyvetter och labbrester|160506*|54|61|D10
w20|Kemdunkar, ej sköljda|150110*|212|186|R1
w21|Lysrör|200121*|31|58|R4
w22|Litiumbatterier från truck|160605|460|0|R4
w23|Köldmedium R507|140601*|18||D10
w24|Toner|80318|9|12|R12
"""
SIDE = """
b1|Permeatkoncentrat|18250|17900|Foderlaget Värend|foder till nöt och gris
b2|Gränsmjölk|1462|1380|Grisgårdar inom 3 mil|blötfoder
b3|Mjölkpulver med passerat datum|74.5|112.0|Foderlaget Värend|kalvnäring
"""


class Page:
    """One sheet under work."""

    def __init__(self, book, marker, title, widths, wide=False):
        self.sheet = book.create_sheet(title)
        self.marker = marker
        self.row = 1
        for number, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width
        page = self.sheet.page_setup
        page.paperSize, page.orientation = 9, "landscape" if wide else "portrait"
        self.sheet.oddHeader.left.text = "Vislanda mjölktork, miljörapport - &A"
        self.sheet.oddFooter.left.text = "MR25_slutlig_v3.xlsx"
        self.sheet.oddFooter.right.text = "Sida &P (&N)"
        self.sheet.page_margins.left = self.sheet.page_margins.right = 0.5

    def put(self, column, text, bold=False, size=10, right=False, box=False, fill=False, row=None):
        cell = self.sheet.cell(row or self.row, column)
        words, url = self.marker.cell(str(text))
        cell.value = f'=HYPERLINK("{url}","{words}")' if url else words
        cell.font = Font(name=FACE, size=size, bold=bold, color="000000")
        cell.alignment = Alignment(
            wrap_text=True, vertical="top", horizontal="right" if right else "left",
            indent=1 if box else 0,
        )
        if box:
            cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
        if fill:
            cell.fill = GREY
        return cell

    def title(self, text):
        cell = self.put(1, text, bold=True, size=14)
        cell.alignment = Alignment(wrap_text=False)
        self.row += 2

    def text(self, *paragraphs):
        for paragraph in paragraphs:
            self.put(1, paragraph, size=11)
            self.sheet.row_dimensions[self.row].height = 15.5 * (1 + len(paragraph) // 112)
            self.row += 2

    def table(self, head, rows, right=()):
        for n, words in enumerate(head, start=1):
            self.put(n, words, bold=True, box=True, fill=True, right=n in right)
        self.row += 1
        for row in rows:
            for n, words in enumerate(row, start=1):
                self.put(n, words, box=True, right=n in right)
            self.row += 1
        self.row += 1


def cover(book, marker):
    p = Page(book, marker, "Uppgifter", [30, 30, 4, 30])
    p.title("Uppgifter om anläggning och personer")
    fields = [
        ("Rapporteringsår", "⟦YEAR|2025⟧", "Anläggningsnr", "⟦FACILITY_NUMBER|0764-1160⟧"),
        ("Juridisk person", "⟦OPERATOR|Smålands Torrmjölk AB⟧", "Organisationsnr", "⟦ORG_NUMBER|559955-9555⟧"),
        ("Anläggning", "⟦FACILITY|Vislanda mjölktork⟧", "Kommun", "⟦MUNICIPALITY|Alvesta⟧"),
        ("Gatuadress", "⟦ADDRESS|Torkvägen 1⟧", "Postadress", "⟦ADDRESS|342 50 Vislanda⟧"),
        ("Branschkod", "15.170-i (B)", "Tillsynsmyndighet", "Länsstyrelsen Kronoberg"),
        ("SWEREF 99 TM N", "6294180", "SWEREF 99 TM E", "466730"),
        ("Ledningssystem", "ISO 14001, ISO 50001", "Rapportversion", "3"),
    ]
    for one, two, three, four in fields:
        p.put(1, one, size=8, fill=True)
        p.put(2, "", fill=True)
        p.put(4, three, size=8, fill=True)
        p.row += 1
        p.put(1, two, size=11)
        p.put(4, four, size=11)
        p.row += 2
    p.put(1, "KONTAKT I MILJÖFRÅGOR", bold=True)
    p.put(4, "JURIDISKT ANSVARIG", bold=True)
    p.row += 1
    people = [
        ("Förnamn", "⟦PERSON c1|Yusra⟧", "⟦PERSON c2|Lennart⟧"),
        ("Efternamn", "⟦PERSON c1|Haddad Ek⟧", "⟦PERSON c2|Torstensson⟧"),
        ("Befattning", "⟦ROLE c1|HSE-ingenjör⟧", "⟦ROLE c2|Driftdirektör⟧"),
        ("Telefon", "⟦PHONE c1|+46 31 390 06 77⟧", "⟦PHONE c2|+46 70 174 06 90⟧"),
        ("E-post", "⟦EMAIL c1|yusra.haddad.ek@storrmjolk.se⟧", "⟦EMAIL c2|lennart.t@storrmjolk.se⟧"),
    ]
    for label, left, right in people:
        p.put(1, label, size=8, fill=True)
        p.put(4, label, size=8, fill=True)
        p.row += 1
        p.put(1, left, size=11)
        p.put(4, right, size=11)
        p.row += 1
    p.row += 1
    p.put(1, "Externa", bold=True)
    p.row += 1
    for left, right in (
        ("Provtagning avlopp", "Vattenprov Kronoberg, Edit Svan, 08-465 004 07"),
        ("Certifieringsrevisor", "T. Alvin, talvin@revisionsringen.se"),
    ):
        p.put(1, left)
        p.put(2, right).alignment = Alignment(wrap_text=False)
        p.row += 1


def story(book, marker):
    p = Page(book, marker, "Beskrivning", [92])
    p.title("Beskrivning av året")
    p.text(
        "Torken byggdes 1968 och tar emot mjölk från 212 gårdar samt vassle från två ystningar. Mjölken separeras, "
        "pastöriseras, indunstas i en fallfilmsapparat med mekanisk ångkompression och torkas i två torn. Torn A (1991) "
        "ger 3,2 ton pulver i timmen, torn B (2017) 5,5 ton. Slutprodukterna är skummjölkspulver, helmjölkspulver och "
        "ett proteinkoncentrat som säljs till bagerier.",
        "Produktionen pågår alla dygn utom under två servicestopp, i april och i oktober. Anställda: 96, varav 71 i skift.",
        "Under vårens stopp byggdes CIP-rummet om. Rivningen förklarar att byggavfall finns med i år men inte de två "
        "föregående åren. Nya doserpumpar gör att syra och lut mäts på grammet; förbrukningen föll redan under hösten.",
        "Avloppsvattnet flotationsbehandlas och leds sedan till en egen biologisk anläggning på 1 900 kubikmeter. Utloppet går "
        "till Alvestas nät bara om bioreningen stängs; i övrigt till recipienten Obyån.",
        "Risker som bedömts under året: ammoniaksystemet (2 400 kg i kretsen), dammexplosion i torn, syratanken på 20 kubikmeter. "
        "Ammoniakdetektorerna kalibrerades i maj. Ingen åtgärd återstår från explosionsskyddsdokumentet.",
        "Produktval: skumdämparen med siloxan ersattes av en rapsbaserad. Det klorhaltiga skummet i vägningen är borta. "
        "Kemikalielistan omfattar 61 produkter, mot 74 för tre år sedan.",
        "Transporter under året: 9 850 tankbilar in, 1 730 lastbilar ut. 64 procent av insamlingen kördes med HVO eller biogas.",
        "Buller kontrollerades vid fyra punkter natten mellan 3 och 4 september 2025. Högsta ekvivalenta nivå blev 39 dBA vid "
        "Skolgatan 8. Villkoret är 40.",
        "Störningar: 14 maj släpptes under 50 minuter vatten med pH 11,4 förbi utjämningen till bioreningen. Utgående vatten "
        "påverkades inte. 30 augusti löstes sprängblecket i torn A ut av en glödande klump; stoftet, högst 40 kg, föll på taket "
        "och sopades upp.",
    )


def terms(book, marker):
    p = Page(book, marker, "Villkor", [8, 58, 22, 22])
    p.title("Villkor enligt tillstånd 2015-06-23, dnr 551-2087-14")
    p.table(
        ["Nr", "Krav", "Gräns", "Utfall"],
        [
            ["1", "Invägd mjölk och vassle per år", "420 000 ton", "356 210 ton"],
            ["3", "Stoft från torktorn A", "20 mg/Nm3", "8 mg/Nm3"],
            ["3", "Stoft från torktorn B", "10 mg/Nm3", "2 mg/Nm3"],
            ["4", "BOD7 till Obyån, månadsmedel", "12 mg/l", "5.8 mg/l"],
            ["4", "Totalfosfor till Obyån, månadsmedel", "0.4 mg/l", "0.22 mg/l"],
            ["4", "Totalkväve till Obyån, årsmedel", "15 mg/l", "9.1 mg/l"],
            ["5", "Temperatur i utsläppet", "28 grader", "26.7 grader"],
            ["7", "Slam får lagras i silo", "300 m3", "210 m3"],
            ["8", "Buller natt", "40 dBA", "39 dBA"],
            ["9", "Köldmedieläckage", "5 %", "1.2 %"],
            ["11", "Energiplan ska förnyas vart fjärde år", "-", "inlämnad 2024-12-11"],
        ],
    )
    p.title("Produktion, råvaror och energi")
    p.table(
        ["", "Slag", "2025", "2024"],
        [
            ["ton", "Skummjölkspulver", "22 480", "21 905"],
            ["ton", "Helmjölkspulver", "6 315", "7 120"],
            ["ton", "Proteinkoncentrat", "1 944", "1 602"],
            ["ton", "Grädde, såld", "14 860", "14 390"],
            ["ton", "Salpetersyra 60 %, CAS 7697-37-2", "188", "231"],
            ["ton", "Natriumhydroxid 50 %, CAS 1310-73-2", "402", "466"],
            ["ton", "Polyaluminiumklorid", "74", "79"],
            ["kg", "Lecitin", "21 300", "24 150"],
            ["GWh", "Biogas och gasol", "81.4", "84.0"],
            ["GWh", "El", "33.7", "34.1"],
            ["m3", "Kommunalt vatten", "142 000", "161 500"],
            ["m3", "Återvunnet mjölkvatten", "188 000", "170 200"],
        ],
        right=(3, 4),
    )


def emissions(book, marker):
    p = Page(book, marker, "Utsläpp", [22, 13, 13, 13, 13, 13, 13], wide=True)
    p.title("Utsläpp till vatten, kg per månad")
    months = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    flow = [41200, 38850, 42010, 29740, 43390, 42875, 41960, 42300, 40125, 30980, 40540, 41330]
    rows = []
    for n, (month, m3) in enumerate(zip(months, flow, strict=True)):
        rows.append([
            month, f"{m3}", f"{m3 * (4.1 + n % 5 * 0.4) / 1000:.0f}",
            f"{m3 * (31 + n % 4 * 2.5) / 1000:.0f}", f"{m3 * (0.15 + n % 3 * 0.03) / 1000:.1f}",
            f"{m3 * (7.7 + n % 6 * 0.5) / 1000:.0f}", f"{m3 * (6 + n % 4) / 1000:.0f}",
        ])
    p.table(["Månad", "Flöde m3", "BOD7", "TOC", "P-tot", "N-tot", "Susp"], rows, right=(2, 3, 4, 5, 6, 7))
    p.title("Utsläpp till luft, ton per år")
    p.table(
        ["Ämne", "2025", "2024", "Metod"],
        [["Stoft", "3.9", "4.4", "M"], ["NOx", "6.8", "7.0", "C"], ["CO2 fossilt", "2 110", "3 480", "C"],
         ["HFC", "0.018", "0", "M"]],
        right=(2, 3),
    )


def waste(book, marker):
    p = Page(book, marker, "Avfall ton", [7, 44, 16, 15, 15, 15, 34, 34, 18], wide=True)
    p.sheet.print_title_cols = "A:A"
    p.title("Avfall som inte är farligt")
    p.put(4, "Mängd (ton)", bold=True)
    p.row += 1
    rows = []
    for n, line in enumerate(WASTE.strip().splitlines(), start=1):
        key, name, code, now, last, before, carrier, receiver, method = line.split("|")
        rows.append([
            n, f"⟦WASTE {key}|{name}⟧", f"⟦EWC {key}|{code}⟧", f"⟦QUANTITY {key}|{now}⟧",
            f"⟦QUANTITY {key} 2024|{last}⟧" if last else "",
            f"⟦QUANTITY {key} 2023|{before}⟧" if before else "",
            f"⟦TRANSPORTER {key}|{carrier}⟧", f"⟦RECEIVER {key}|{receiver}⟧", f"⟦TREATMENT {key}|{method}⟧",
        ])
    total = [
        f"{sum(float(r.split('|')[i] or 0) for r in WASTE.strip().splitlines()):.2f}" for i in (3, 4, 5)
    ]
    rows.append(["", "Summa", "", *total, "", "", ""])
    p.table(
        ["Rad", "Benämning", "LoW-kod", "⟦YEAR|2025⟧", "⟦YEAR|2024⟧", "⟦YEAR|2023⟧", "Åkeri", "Mottagare", "R/D"],
        rows, right=(4, 5, 6),
    )
    p.put(2, "Slammets torrsubstans: flotation 9 %, avvattnat 17 %. Kadmium 0.4 mg/kg TS.")


def hazard(book, marker):
    p = Page(book, marker, "Farligt och bi", [8, 40, 15, 15, 26, 24], wide=True)
    p.title("Farligt avfall med mera, hämtat av en och samma bil")
    p.put(2, "Mottagare, alla rader:")
    keys = " ".join(f"w{n}" for n in range(15, 25))
    p.put(3, f"⟦RECEIVER {keys}|Kronobergs FA-central⟧").alignment = Alignment(wrap_text=False)
    p.row += 2
    rows = []
    for n, line in enumerate(HAZARD.strip().splitlines(), start=15):
        key, name, code, now, last, method = line.split("|")
        rows.append([
            n, f"⟦WASTE {key}|{name}⟧", f"⟦EWC {key}|{code}⟧", f"⟦QUANTITY {key}|{now}⟧",
            f"⟦QUANTITY {key} 2024|{last}⟧" if last else "", f"⟦TREATMENT {key}|{method}⟧",
        ])
    p.table(["Rad", "Benämning (kg)", "LoW-kod", "⟦YEAR|2025⟧", "⟦YEAR|2024⟧", "R/D"], rows, right=(4, 5))
    p.title("Biprodukter som lämnat torken")
    rows = []
    for line in SIDE.strip().splitlines():
        key, name, now, last, receiver, use = line.split("|")
        rows.append([
            "ton", f"⟦WASTE {key}|{name}⟧", f"⟦QUANTITY {key}|{now}⟧", f"⟦QUANTITY {key} 2024|{last}⟧",
            f"⟦RECEIVER {key}|{receiver}⟧", f"⟦TREATMENT {key}|{use}⟧",
        ])
    p.table(["Enhet", "Vara", "⟦YEAR|2025⟧", "⟦YEAR|2024⟧", "Köpare", "Blir"], rows, right=(3, 4))


def build(path, marker) -> None:
    book = Workbook()
    book.remove(book.active)
    for part in (cover, story, terms, emissions, waste, hazard):
        part(book, marker)
    book.save(path)
