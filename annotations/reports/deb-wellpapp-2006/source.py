import subprocess

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

SUFFIX = ".pdf"


def font(name, pattern):
    path = subprocess.run(["fc-match", "-f", "%{file}", pattern], capture_output=True, text=True, check=True).stdout
    pdfmetrics.registerFont(TTFont(name, path))


# key, slag, kod, 2004, 2005, 2006, hämtas av, till, hur
TON = [
    ("s1", "Stansspill, balat", "15 01 01", "5 812", "6 104", "6 377", "Eslövs Pappershandel", "Rönneå bruk", "råvara"),
    ("s2", "Råpapper, skadade rullar", "03 03 08", "412", "390", "455", "Eslövs Pappershandel", "Rönneå bruk", "råvara"),
    ("s3", "Hylsor", "15 01 01", "88", "91", "84", "Eslövs Pappershandel", "Rönneå bruk", "råvara"),
    ("s4", "Kontorspapper", "20 01 01", "-", "2,4", "2,9", "Eslövs Pappershandel", "Rönneå bruk", "råvara"),
    ("s5", "Färgslam, vattenbaserat", "08 03 07", "70", "66", "61,5", "Trelle Slam", "Gryttinge", "förbränns"),
    ("s6", "Flockslam från vattenrening", "03 03 11", "102", "89", "74", "Trelle Slam", "Gryttinge", "komposteras"),
    ("s7", "Klichéer", "07 02 13", "2,8", "2,6", "3,1", "Renhållningen", "Gryttinge", "deponi"),
    ("s8", "Stansformar", "20 01 38", "9", "14", "12", "Renhållningen", "Gryttinge", "förbränns"),
    ("s9", "Pallar, trasiga", "15 01 03", "55", "47", "41", "Renhållningen", "Gryttinge", "förbränns"),
    ("s10", "Sträckfilm", "15 01 02", "6,0", "7,7", "8,2", "Renhållningen", "", "återvinns"),
    ("s11", "PP-band", "15 01 02", "", "2,1", "3,3", "Renhållningen", "", "återvinns"),
    ("s12", "Skrot", "17 04 05", "19", "61", "26", "Skrot-Folke", "", "smälts"),
    ("s13", "Brännbart", "20 03 01", "141", "126", "118", "Renhållningen", "Gryttinge", "förbränns"),
    ("s14", "Ej brännbart", "", "11", "8", "6", "Renhållningen", "Gryttinge", "deponi"),
]
FARLIGT = [
    ("s15", "Spillolja", "13 02 05*", "2 900", "kg"), ("s16", "Oljefilter", "16 01 07*", "140", "kg"),
    ("s17", "Trasor och absorberingsmedel", "15 02 02*", "1 050", "kg"), ("s18", "Tryckfärg, lösningsmedelsburen", "08 03 12", "385", "kg"),
    ("s19", "Lysrör", "20 01 21*", "210", "st"), ("s20", "Vätska ur detaljtvätt", "12 03 01*", "1 600", "kg"),
    ("s21", "Truckbatterier", "16 06 01*", "720", "kg"), ("s22", "Kasserad elektronik", "20 01 24", "330", "kg"),
    ("s23", "Hinkar och fat med färgrest", "15 01 10*", "95", "kg"),
]


def build(path, marker):
    font("T", "Liberation Mono")
    font("TB", "Liberation Mono:bold")
    body = ParagraphStyle("b", fontName="T", fontSize=10, leading=14, spaceAfter=7, linkUnderline=0)
    bold = ParagraphStyle("h", parent=body, fontName="TB", spaceBefore=10, spaceAfter=5)
    small = ParagraphStyle("s", parent=body, fontSize=8, leading=9.8, spaceAfter=0)
    right = ParagraphStyle("r", parent=small, alignment=2)
    middle = ParagraphStyle("m", parent=body, alignment=1)
    big = ParagraphStyle("big", parent=body, fontName="TB", fontSize=17, leading=24, alignment=1)

    def p(text, style=body):
        html = marker.html(text).replace("<a href=", '<a color="black" href=')
        return Paragraph(html, style)

    def rules(*more):
        return TableStyle([("LINEBELOW", (0, 0), (-1, 0), 0.8, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP"),
                           ("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 3),
                           ("TOPPADDING", (0, 0), (-1, -1), 1.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5), *more])

    flow = [
        Spacer(1, 30 * mm), p("MILJÖRAPPORT ⟦YEAR|2006⟧", big), p("enligt miljöbalken 26 kap 20 §", middle), Spacer(1, 12 * mm),
        p("⟦OPERATOR|AB Sallerups Wellfabrik⟧<br/>org nr ⟦ORG_NUMBER|559963-5504⟧", middle),
        p("⟦FACILITY|Wellfabriken i Eslöv⟧<br/>anläggning nr ⟦FACILITY_NUMBER|1285-60-008⟧", middle),
        p("⟦ADDRESS|Vikhemsgatan 40⟧<br/>⟦ADDRESS|241 38⟧ ⟦ADDRESS|ESLÖV⟧", middle),
        p("⟦MUNICIPALITY|Eslövs kommun⟧, M län", middle), Spacer(1, 22 * mm),
    ]
    cards = [[
        p("⟦PERSON c1|Börje Lindskough⟧<br/>⟦ROLE c1|teknisk chef⟧<br/>tel dir ⟦PHONE c1|040-628 04 75⟧<br/>fax 040-628 04 79<br/>⟦EMAIL c1|bl@sallerupswell.se⟧", small),
        p("⟦PERSON c2|Gunvor Ahlm⟧<br/>⟦ROLE c2|disponent⟧<br/>vx ⟦PHONE c2|040-628 04 70⟧<br/>fax 040-628 04 79<br/>⟦EMAIL c2|ga@sallerupswell.se⟧", small),
        p("Revisor av miljödata:<br/>Civ.ing. Stig Örnmark<br/>Örnmark Miljökonsult<br/>tel 031-390 06 14<br/>stig@ornmark.se", small),
    ]]
    flow += [Table(cards, colWidths=[56 * mm] * 3, style=TableStyle([("BOX", (0, 0), (0, 0), 0.7, "black"), ("BOX", (1, 0), (1, 0), 0.7, "black"), ("BOX", (2, 0), (2, 0), 0.3, "black"), ("TOPPADDING", (0, 0), (-1, -1), 6), ("BOTTOMPADDING", (0, 0), (-1, -1), 6)])), PageBreak()]
    flow += [
        p("1. LOKALISERING OCH VERKSAMHET", bold),
        p("Fabriken ligger sedan 1964 mellan järnvägen och Kvarngärdets villor, på fastigheten Kartongen 9. Närmaste bostadshus står 85 m från råpapperslagret. Huvudkoden är 21.40-2 (B). Här finns en wellmaskin med 2,45 m banbredd, fem tryckverk för flexografi och två planstansar. Limmet kokas på plats av majsstärkelse, natronlut och borax. En panna på 8 MW ger ånga; den eldas med naturgas och har olja som reserv."),
        p("Antal anställda 31 december: 143. Drifttid 5 620 timmar."),
        p("2. BESLUT", bold),
        p("1989-04-12 Länsstyrelsen, 11.182-1301-88. Tillstånd till 60 000 ton well per år.<br/>1999-12-01 Länsstyrelsen, 241-15010-99. Ändring: eget flockningsverk.<br/>2005-09-20 Miljö- och byggnadsnämnden, § 130. Anmälan ny stans."),
        p("3. PRODUKTION", bold),
        p("Framställd well uppgick till 51 300 ton eller 96 milj m2. Mot fjolårets 49 900 ton är det en ökning med tre procent. Inköpt råpapper var 58 240 ton, varav 44 procent kom från returfiber. Stärkelse 1 180 ton. Tryckfärg 214 ton. Borax 9,5 ton (CAS 1303-96-4). Natronlut 41 ton."),
        p("4. VILLKOR", bold),
        p("4.1 Utgående processvatten: CODCr högst 8 ton per år. Utfall 5,3 ton.<br/>4.2 Koppar högst 0,5 mg/l som månadsmedel. Utfall 0,08-0,31 mg/l.<br/>4.3 Buller natt högst 45 dBA. Mätt 2004: 43 dBA.<br/>4.4 Stoft från fläktcyklon högst 10 mg/m3. Utfall 4 mg/m3.<br/>4.5 Farligt avfall får lagras i högst ett år, dock högst 8 ton."),
        p("5. UTSLÄPP", bold),
    ]
    water = [["", "jan-mar", "apr-jun", "jul-sep", "okt-dec", "Året"], ["Flöde m3", "2 410", "2 230", "1 720", "2 540", "8 900"], ["COD ton", "1,5", "1,4", "0,8", "1,6", "5,3"], ["Susp kg", "210", "170", "95", "225", "700"], ["Cu kg", "0,5", "0,4", "0,4", "0,6", "1,9"], ["pH", "8,9", "9,2", "9,0", "9,3", ""]]
    flow += [
        Table(water, colWidths=[34 * mm] + [26 * mm] * 5, style=rules(("FONT", (0, 0), (-1, -1), "T", 9), ("ALIGN", (1, 0), (-1, -1), "RIGHT"))), Spacer(1, 3 * mm),
        p("Koldioxid från pannan 9 870 ton, kväveoxider 6,4 ton. Vatten från förrådet 14 300 m3. El 11,7 GWh."),
        p("6. AVFALL", bold),
        p("Spillet styrs av hur väl order passar banbredden. Andelen stansspill var 12,2 procent av insatt papper. Av vattenreningens slam avgår numera mer vatten i den nya kammarpressen, vilket är skälet till att vikten fallit. Råd och anvisningar om sortering finns uppsatta vid varje maskin. Uppställningen på nästa blad omfattar allt utom det farliga, som står efter. Rivningen av den gamla lagerbyggnaden svarade entreprenören för och redovisas av denne."),
        PageBreak(),
        p("6.1 Avfall tre år, i TON", bold),
    ]
    heads = ["Slag", "Kod", "⟦YEAR|2004⟧", "⟦YEAR|2005⟧", "⟦YEAR|2006⟧", "Hämtas av", "Till", "Hur"]
    rows = [[p(h, right if i in (2, 3, 4) else small) for i, h in enumerate(heads)]]
    for key, name, code, a, b, c, by, to, how in TON:
        def amount(value, year):
            return f"⟦QUANTITY {key}{year}|{value}⟧" if value not in ("", "-") else value

        rows.append([
            p(f"⟦WASTE {key}|{name}⟧", small), p(f"⟦EWC {key}|{code}⟧" if code else "", small),
            p(amount(a, " 2004"), right), p(amount(b, " 2005"), right), p(amount(c, ""), right),
            p(f"⟦TRANSPORTER {key}|{by}⟧", small), p(f"⟦RECEIVER {key}|{to}⟧" if to else "", small), p(f"⟦TREATMENT {key}|{how}⟧", small),
        ])
    rows.append([p("Totalt", small), "", p("6 728", right), p("7 011", right), p("7 272", right), "", "", ""])
    flow += [
        Table(rows, colWidths=[v * mm for v in (36, 18, 15, 15, 15, 29, 23, 23)], style=rules(("LEFTPADDING", (5, 0), (5, -1), 8), ("LINEABOVE", (0, -1), (-1, -1), 0.5, "black"))),
        Spacer(1, 4 * mm), p("Skrotet 2005 innehöll den utrangerade längdskäraren, 38 ton.", small),
        PageBreak(), p("6.2 Farligt avfall som lämnat fabriken", bold),
        p("Mottagare är ⟦RECEIVER s15 s16 s17 s18 s19 s20 s21 s22 s23|Skånsk Riskavfall AB⟧. Fordonet kom den 9 maj och den 23 november. Koder är hämtade från mottagarens blankett, även där de synes oss gamla."),
    ]
    for key, name, code, amount, unit in FARLIGT:
        dots = "." * (46 - len(name) - len(code))
        flow.append(p(f"⟦WASTE {key}|{name}⟧ (⟦EWC {key}|{code}⟧) {dots} ⟦QUANTITY {key}|{amount} {unit}⟧", ParagraphStyle("l", parent=body, spaceAfter=1)))
    flow += [
        Spacer(1, 3 * mm), p("I förrådet fanns vid årets slut 260 kg spillolja och ett halvt fat trasor."),
        p("7. KEMISKA PRODUKTER", bold),
        p("Borax är klassat som misstänkt reproduktionsstörande i EU:s förslag. Prov med boraxfritt lim gjordes under tolv dygn i oktober, men vidhäftningen blev för svag vid hög fart. Nytt försök 2007. Av 38 färgrecept innehåller sex kopparftalocyanin; för dem söks ersättning."),
        p("8. DRIFTSTÖRNINGAR", bold),
        p("17 januari: lutpumpens packning brast, 300 l till invallning. 3 augusti: brand i spilltransportör, släckt av personal. 28 oktober: flockverket ur funktion i två dygn, vattnet lagrades i bufferttank om 120 m3."),
        p("9. ÅTGÄRDER UNDER ÅRET OCH KOMMANDE", bold),
        p("Kammarpress (1,4 mkr). Byte av 60 armaturer. Målet för 2008 är 11,0 procent stansspill samt ingen deponi av klichéer, för vilka en återköpare i Tyskland har visat intresse."),
        Spacer(1, 10 * mm), p("Eslöv 2007-03-29<br/><br/><br/>⟦PERSON c2|Gunvor Ahlm⟧"),
        p("Bilagor: 1. Lägeskarta. 2. Vattenprotokoll. 3. Emissionsdeklaration.", small),
    ]

    def foot(canvas, doc):
        canvas.setFont("T", 8)
        canvas.drawString(22 * mm, 12 * mm, "Sallerups Wellfabrik")
        canvas.drawRightString(188 * mm, 12 * mm, f"Blad {doc.page}")

    SimpleDocTemplate(str(path), pagesize=A4, leftMargin=20 * mm, rightMargin=18 * mm, topMargin=22 * mm, bottomMargin=20 * mm).build(flow, onLaterPages=foot)
