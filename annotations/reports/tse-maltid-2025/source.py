"""Landscape group report of a kitchen's purchase-and-waste system (fpdf2): headers, lines, subtotals."""

import re

from fpdf import FPDF

SUFFIX = ".pdf"
FONTS = "/usr/share/fonts/truetype/roboto/unhinted/RobotoTTF/RobotoCondensed-"
FALL = "/usr/share/fonts/truetype/roboto/unhinted/RobotoCondensed-"

BIO, TIP, FA = "Själevads Biogas", "Kustlandets Renhållning", "Ådalens Miljöservice AB"
MONTHS = "jan feb mar apr maj jun jul aug sep okt nov dec".split()

# key, fraktion, kod, klass, åkare, mottagare, behandling, fg år, enhet, rader (period, nr, vikt), delsumma, kommentar
GROUPS = [
    ("s1", "Matavfall från rens och beredning", "200108", "-", TIP, BIO, "Rötning", "44 215", "kg",
     [("kv 1", "17 hämtn", "11 240"), ("kv 2", "16 hämtn", "10 655"), ("kv 3", "11 hämtn", "7 380"), ("kv 4", "18 hämtn", "12 585")], "41 860", "Kvarn med tank"),
    ("s2", "Kasserade portionstråg med innehåll", "160306", "-", TIP, BIO, "Avförpackning och rötning", "9 870", "kg",
     [("feb", "77120", "2 310"), ("jun", "78044", "4 905"), ("sep", "78803", "1 875"), ("dec", "79510", "3 340")], "12 430", "Juni: kylhaveri"),
    ("s3", "Slam ur fettavskiljare", "190809", "-", "Nolaskogs Slam", BIO, "Rötning", "40", "m3",
     [("2025-02-11", "3318", "8"), ("2025-04-08", "3402", "8"), ("2025-06-03", "3477", "8"), ("2025-08-26", "3590", "8"), ("2025-10-14", "3655", "8"), ("2025-12-09", "3731", "8")], "48", "Två avskiljare"),
    ("s4", "Stekfett och frityrolja", "200125", "-", "Fritrea", "Fritrea", "Biodiesel", "2 980", "kg",
     [("vår", "F-226", "1 540"), ("höst", "F-241", "1 580")], "3 120", "Returfat"),
    ("s5", "Slam från potatisskalare", "20301", "-", "lantbrukaren", "Lantbrukare i Arnäs", "Foder", "24 100", "kg",
     [("jan-jun", "veckovis", "13 050"), ("aug-dec", "veckovis", "9 350")], "22 400", ""),
    ("s6", "Ben, svål och putsbitar (kat 3)", "20202", "-", "Protea Norr", "Protea Norr", "Fettsmältning", "7 020", "kg",
     [("jan-dec", "48 kärl", "6 310")], "6 310", "ABP-handelsdokument"),
    ("s7", "Wellpapp", "150101", "-", TIP, "", "Materialåtervinning", "17 905", "kg", [], "18 750", ""),
    ("s8", "Mjukplast", "150102", "-", TIP, "", "Materialåtervinning", "5 615", "kg", [], "5 280", ""),
    ("s9", "Hinkar och backar av hårdplast", "150102", "-", TIP, "", "Materialåtervinning", "2 440", "kg", [], "2 940", ""),
    ("s10", "Konservburkar", "150104", "-", TIP, "", "Materialåtervinning", "4 730", "kg", [], "4 410", ""),
    ("s11", "Glasburkar", "150107", "-", TIP, "", "", "415", "kg", [], "380", ""),
    ("s12", "Vätskekartong", "150105", "-", TIP, "", "", "", "kg", [], "1 160", "Ny fraktion"),
    ("s13", "Restavfall", "200301", "-", TIP, "Domsjö-Åsens kraftvärme", "Förbränning", "11 240", "kg", [], "9 870", ""),
    ("s14", "Kasserade pallar", "150103", "-", "Pallbiten", "Pallbiten", "Reparation", "98", "st", [], "125", ""),
    ("s15", "Filter ur imkåpor", "150203", "-", TIP, "Domsjö-Åsens kraftvärme", "", "", "kg", [], "210", ""),
    ("s16", "Rengöringsmedel, rester", "200129", "FA", FA, FA, "", "52", "kg", [], "74", ""),
    ("s17", "Lysrör och lampor", "200121", "FA", FA, FA, "", "18", "kg", [], "31", ""),
    ("s18", "Kylaggregat", "160211", "FA", FA, FA, "Demontering", "", "kg", [], "640", "Två kylrum"),
    ("s19", "Batterier", "200133", "FA", FA, FA, "", "9", "kg", [], "12", ""),
    ("s20", "Kasserad köksutrustning", "200136", "-", TIP, "Skrotgården i Billsta", "", "1 300", "kg", [], "860", ""),
]


class Print(FPDF):
    def header(self):
        self.set_font("R", "", 8)
        self.set_text_color(90)
        self.set_xy(14, 7)
        self.cell(0, 4, "KOSTDATA Rapportcenter  >  Miljö  >  Årsrapport köksproduktion", align="L")
        self.set_xy(14, 7)
        self.cell(0, 4, f"Sida {self.page_no()} av {{nb}}", align="R")
        self.set_draw_color(40, 110, 120)
        self.set_line_width(0.7)
        self.line(14, 12, 283, 12)
        self.set_text_color(0)
        self.set_y(16)

    def footer(self):
        self.set_y(-9)
        self.set_font("L", "", 7)
        self.cell(0, 4, "rpt_miljo_grupp_v3  |  körd 2026-02-24 08:11 av TVE  |  intern klass: öppen", align="L")


def build(path, marker):
    pdf = Print("L", "mm", "A4")
    pdf.add_font("R", "", FALL + "Regular.ttf")
    pdf.add_font("R", "B", FALL + "Bold.ttf")
    pdf.add_font("L", "", FALL + "Light.ttf")
    pdf.set_margins(14, 16, 14)
    pdf.set_auto_page_break(True, 14)
    pdf.alias_nb_pages()
    pdf.add_page()
    pdf.MARKDOWN_LINK_COLOR = None
    pdf.MARKDOWN_LINK_UNDERLINE = False

    def put(x, y, source, font="R", style="", size=9.0, right=False):
        """Draw one line at a baseline; marks get a link box; returns the end."""
        plain = []
        text = marker._replace(source, lambda u, t: f"\x02{u}\x03{t}\x02\x03")
        url = None
        for index, piece in enumerate(re.split(r"\x02([^\x03]*)\x03", text)):
            if index % 2:
                url = piece or None
            elif piece:
                plain.append((piece, url))
        pdf.set_font(font, style, size)
        if right:
            x -= sum(pdf.get_string_width(p) for p, _ in plain)
        high = size * 0.3528
        for piece, link in plain:
            wide = pdf.get_string_width(piece)
            pdf.text(x, y, piece)
            if link:
                pdf.link(x, y - high * 0.76, wide, high, link)
            x += wide
        return x

    def band(title):
        if pdf.get_y() > 170:
            pdf.add_page()
        pdf.ln(2)
        y = pdf.get_y()
        pdf.set_fill_color(40, 110, 120)
        pdf.rect(14, y, 3, 6, "F")
        put(19, y + 4.8, title, "R", "B", 13)
        pdf.set_y(y + 9)

    def pair(x, y, label, value, gap=34):
        pdf.set_text_color(110)
        put(x + gap - 2, y, label, "L", "", 8.5, right=True)
        pdf.set_text_color(0)
        put(x + gap, y, value)

    def prose(source):
        pdf.set_font("L", "", 10)
        pdf.multi_cell(235, 5, marker.markdown(source), markdown=True, align="L", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(1.5)

    def grid(head, rows, widths, rights=()):
        y = pdf.get_y() + 4
        for row in [head, *rows]:
            if y > 192:
                pdf.add_page()
                y = pdf.get_y() + 4
            x = 19
            for i, cell in enumerate(row):
                right = i in rights
                put(x + widths[i] - 3 if right else x, y, cell, "R" if row is head else "L", "B" if row is head else "", 9.5, right=right)
                x += widths[i]
            pdf.set_draw_color(200)
            pdf.set_line_width(0.15)
            pdf.line(19, y + 1.5, 19 + sum(widths), y + 1.5)
            y += 5.6
        pdf.set_y(y)

    put(14, 25, "Årsrapport ⟦YEAR|2025⟧", "R", "B", 24)
    put(14, 32, "⟦FACILITY|Centralköket Höglunda⟧, tillagning och kylning av portioner", "L", "", 13)
    y = 42
    for label, value in [
        ("Bolag", "⟦OPERATOR|Nordanskogs Måltidsfabrik AB⟧"), ("Org.nr", "⟦ORG_NUMBER|559918-8538⟧"),
        ("Anläggning nr", "⟦FACILITY_NUMBER|2284-2107⟧"), ("Adress", "⟦ADDRESS|Höglundagatan 6⟧"),
        ("", "⟦ADDRESS|891 60 Örnsköldsvik⟧"), ("Kommun", "⟦MUNICIPALITY|Örnsköldsviks kommun⟧"),
        ("Fastighet", "Höglunda 1:88"), ("WGS 84", "63.3012 N, 18.7024 E"),
        ("Kod", "15.131 C (anmälan 2016-05-30)"), ("Tillsyn", "Samhällsbyggnadsnämnden"),
    ]:
        pair(14, y, label, value)
        y += 5.2
    # two business cards
    for x, card in ((132, [("B", "⟦PERSON c1|Mats-Ola Nygren⟧"), ("", "⟦ROLE c1|kökschef⟧"), ("", "mobil ⟦PHONE c1|070-174 06 41⟧"), ("", "⟦EMAIL c1|mats-ola.nygren@nordanskogsmat.se⟧"), ("", "ansvarar för drift och kylkedja")]),
                    (210, [("B", "⟦PERSON c2|Therese Vestbö⟧"), ("", "⟦ROLE c2|miljö- och kvalitetsledare⟧"), ("", "dir. ⟦PHONE c2|08-465 004 77⟧"), ("", "⟦EMAIL c2|therese.vestbo@nordanskogsmat.se⟧"), ("", "har sammanställt rapporten")])):
        pdf.set_draw_color(40, 110, 120)
        pdf.set_line_width(0.3)
        pdf.rect(x, 40, 72, 34)
        at = 47
        for style, line in card:
            put(x + 4, at, line, "R" if style else "L", style, 11 if style else 9.5)
            at += 5.8
    put(132, 80, "Kontrollanter utifrån: Norrlab Livs (J. Forsén, 031-390 06 57, j.forsen@norrlablivs.se) och kommunens inspektör.", "L", "", 8.5)
    pdf.set_y(98)

    band("1  Verksamheten")
    prose("Köket lagar mat till 41 förskolor, 17 skolor och nio boenden. Maten kyls till under 8 grader inom 90 minuter, portioneras i tråg av plast och körs ut med sex egna bilar, varav fyra går på el. Under 2025 tillagades 2,31 miljoner portioner, att jämföra med 2,27 miljoner året dessförinnan. Anmälan omfattar högst 2,8 miljoner.")
    prose("Råvarorna vägde 1 040 ton: 310 ton rotfrukter och potatis, 215 ton mejerivaror, 128 ton kött, chark och fisk samt torrvaror. Vattenförbrukningen var 19 800 m³ och elen 2 610 MWh. Gasolen till stekborden, 14 ton, ersätts stegvis.")
    band("2  Försiktighetsmått i föreläggandet")
    grid(["Nr", "Innehåll", "Läge 2025"], [
        ["1", "Fett i utgående vatten högst 50 mg/l, stickprov två gånger om året", "31 och 44 mg/l"],
        ["2", "Fettavskiljare töms minst var åttonde vecka under läsår", "Sex tillfällen"],
        ["3", "Köldmedier: årlig läckagekontroll, anmälan vid påfyllning över 3 kg", "R449A, 1,6 kg påfyllt"],
        ["4", "Matavfall från mottagningskök får samlas in om det hålls skilt från egen beredning", "Se avsnitt 5"],
        ["5", "Buller från kylmedelkylare högst 40 dB(A) nattetid", "Mätt 2023: 37"],
    ], [12, 150, 60])
    band("3  Kemikalier")
    grid(["Produkt", "Ämne", "CAS", "Åtgång, l"], [
        ["Maskindisk Blank 60", "kaliumhydroxid", "1310-58-3", "2 900"], ["Torkmedel S", "isopropanol", "67-63-0", "640"],
        ["Golvskum Grön", "tensider", "68439-50-9", "810"], ["Desinfektion PE", "perättiksyra", "79-21-0", "350"],
        ["Avkalkning", "fosforsyra", "7664-38-2", "120"],
    ], [60, 60, 45, 30], rights=(3,))
    band("4  Avfall, bortfört, grupperat per fraktion")
    prose("Vikterna kommer från åkarnas fakturaunderlag och är lagrade i kilogram om inte enheten säger annat. Koden lagras som heltal. Kolumnen Fg år avser ⟦YEAR|2024⟧.")
    for key, name, code, klass, by, to, how, last, unit, rows, total, note in GROUPS:
        need = 12 + 4.6 * len(rows) + 6
        if pdf.get_y() + need > 194:
            pdf.add_page()
        y = pdf.get_y() + 4
        pdf.set_fill_color(228, 239, 240)
        pdf.rect(14, y - 4, 269, 6, "F")
        put(16, y, f"⟦WASTE {key}|{name}⟧", "R", "B", 10)
        put(112, y, f"kod ⟦EWC {key}|{code}⟧", "L", "", 9)
        put(142, y, "klass " + klass, "L", "", 9)
        put(162, y, "fg år " + (f"⟦QUANTITY {key} 2024|{last}⟧" if last else "saknas"), "L", "", 9)
        put(281, y, note, "L", "", 8.5, right=True)
        y += 6.4
        if by:
            put(22, y, f"åkare ⟦TRANSPORTER {key}|{by}⟧", "L", "", 8.8)
        if to:
            put(82, y, f"till ⟦RECEIVER {key}|{to}⟧", "L", "", 8.8)
        if how:
            put(150, y, f"metod ⟦TREATMENT {key}|{how}⟧", "L", "", 8.8)
        if not rows:
            put(262, y, f"⟦QUANTITY {key}|{total}⟧", "R", "B", 9.5, right=True)
            put(264, y, unit, "L", "", 9)
            pdf.set_y(y + 2.6)
            continue
        for period, number, weight in rows:
            put(200, y, period, "L", "", 8.8)
            put(222, y, number, "L", "", 8.8)
            put(262, y, weight, "L", "", 8.8, right=True)
            y += 4.6
        pdf.set_draw_color(120)
        pdf.set_line_width(0.2)
        pdf.line(236, y - 3.4, 272, y - 3.4)
        put(222, y, "Delsumma", "R", "B", 9)
        put(262, y, f"⟦QUANTITY {key}|{total}⟧", "R", "B", 9.5, right=True)
        put(264, y, unit, "L", "", 9)
        pdf.set_y(y + 2.6)
    y = pdf.get_y() + 6
    put(222, y, "TOTALT kg", "R", "B", 9.5)
    put(262, y, "130 737", "R", "B", 9.5, right=True)
    pdf.set_y(y + 4)
    band("5  Avfall, mottaget")
    prose("Enligt försiktighetsmått 4 tar köket sedan augusti emot ⟦WASTE s21|matrester i returtråg⟧ från åtta skolor som saknar egen kvarn. Till och med december vägdes ⟦QUANTITY s21|9 640 kg⟧ in; de går samma väg som det egna och ligger utanför tabellen ovan.")
    band("6  Svinn, händelser och mål")
    prose("Svinnet i köket var 18 gram per portion mot 21 gram året innan. Tallrikssvinnet mäts av skolorna och låg på 34 gram. Målet för 2026 är sammanlagt 45 gram.")
    prose("Natten till den 14 juni stannade kompressor 2 och 11 200 portioner kasserades. Ingen köldmedieförlust kunde mätas. Den 30 september svämmade golvbrunnen i diskrummet; cirka 200 liter diskvatten gick ut på asfalten och spolades till spillvattnet.")
    prose("Renhållningen kostade 486 tkr. Kylaggregaten som byttes är de sista med R404A. Under 2026 byts resterande 40 armaturer i torrförrådet.")
    pdf.output(str(path))
