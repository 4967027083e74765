from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle as S
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate,
                                Paragraph, Spacer, Table, TableStyle)

SUFFIX = ".pdf"
D = "/usr/share/fonts/truetype/"
for n, f in {"RC": "roboto/unhinted/RobotoCondensed-Regular.ttf", "RCB": "roboto/unhinted/RobotoCondensed-Bold.ttf",
             "OSL": "open-sans/OpenSans-Light.ttf", "OSB": "open-sans/OpenSans-Bold.ttf"}.items():
    pdfmetrics.registerFont(TTFont(n, D + f))
BLUE = colors.HexColor("#12355b")


def build(path, marker):
    body = S("b", fontName="RC", fontSize=10.2, leading=13.6, spaceAfter=5)
    small = S("s", parent=body, fontSize=8.3, leading=10.2, spaceAfter=0)
    right = S("r", parent=small, alignment=TA_RIGHT)
    bold = S("bo", parent=small, fontName="RCB")
    boldr = S("bor", parent=bold, alignment=TA_RIGHT)
    h1 = S("h1", fontName="OSB", fontSize=13, leading=16, textColor=BLUE, spaceBefore=10, spaceAfter=4, keepWithNext=1)
    h2 = S("h2", fontName="OSL", fontSize=11.4, leading=14, spaceBefore=6, spaceAfter=3, keepWithNext=1)
    cap = S("cap", parent=small, textColor=BLUE, spaceBefore=4, spaceAfter=2, keepWithNext=1)

    def p(text, style=body):
        out = marker.html(text).replace("<a href=", '<a color="black" underline="0" href=')
        return Paragraph(out, style)

    def tab(rows, widths, num=(), head=1, style=()):
        data = []
        for i, r in enumerate(rows):
            data.append([p(c, (boldr if j in num else bold) if i < head else (right if j in num else small)) for j, c in enumerate(r)])
        t = Table(data, colWidths=[w * mm for w in widths], repeatRows=0, hAlign="LEFT")
        t.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
                               ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3),
                               ("LINEBELOW", (0, 0), (-1, 0), 1, BLUE), ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.HexColor("#eef2f6"), colors.white]), *style]))
        return t

    def first(c, d):
        c.setFillColor(BLUE)
        c.rect(0, A4[1] - 34 * mm, A4[0], 34 * mm, stroke=0, fill=1)
        c.setFillColor(colors.white)
        c.setFont("OSL", 21)
        c.drawString(22 * mm, A4[1] - 22 * mm, "Samhällsbyggnadsförvaltningen")

    def later(c, d):
        c.setFont("RC", 8)
        c.drawString(22 * mm, A4[1] - 14 * mm, "Ydre kommun / Asby flygplats")
        c.drawRightString(A4[0] - 20 * mm, A4[1] - 14 * mm, "Dnr SBF 2023-00117")
        c.line(22 * mm, A4[1] - 16 * mm, A4[0] - 20 * mm, A4[1] - 16 * mm)
        c.drawRightString(A4[0] - 20 * mm, 12 * mm, f"Sidan {d.page}")

    def turned(c, d):
        c.translate(A4[0], 0)
        c.rotate(90)
        c.setFont("RC", 8)
        c.drawString(18 * mm, A4[0] - 12 * mm, "Bilaga 2 till dnr SBF 2023-00117")
        c.drawRightString(A4[1] - 18 * mm, 9 * mm, f"Sidan {d.page}")

    doc = BaseDocTemplate(str(path), pagesize=A4, title="Miljörapport")
    w, h = A4
    doc.addPageTemplates([
        PageTemplate("first", [Frame(22 * mm, 18 * mm, w - 42 * mm, h - 62 * mm, 0, 0, 0, 0)], onPage=first),
        PageTemplate("later", [Frame(22 * mm, 18 * mm, w - 42 * mm, h - 40 * mm, 0, 0, 0, 0)], onPage=later),
        PageTemplate("turned", [Frame(18 * mm, 14 * mm, h - 36 * mm, w - 30 * mm, 0, 0, 0, 0)], onPage=turned),
    ])
    st = [NextPageTemplate("later")]
    st += [p("Miljörapport ⟦YEAR|2022⟧ för ⟦FACILITY|Asby flygplats⟧", S("t", fontName="OSB", fontSize=18, leading=23, spaceAfter=8)),
           p("Textdel enligt Naturvårdsverkets föreskrifter NFS 2016:8, ändrad genom NFS 2021:9. Antagen av samhällsbyggnadsnämnden den 22 mars 2023, § 31."),
           Spacer(1, 5 * mm)]
    st.append(tab([["Uppgift", ""],
                   ["Huvudman", "⟦OPERATOR|Ydre kommun⟧"], ["Organisationsnummer", "⟦ORG_NUMBER|212000-3492⟧"],
                   ["Anläggningsnummer", "⟦FACILITY_NUMBER|0512-1009⟧"], ["Anläggningens adress", "⟦ADDRESS|Flygfältsvägen 5, 573 74 Asby⟧"],
                   ["Kommun", "⟦MUNICIPALITY|Ydre⟧ (Östergötlands län)"], ["Fastighet", "Asby-Näs 1:19, 1:24 m.fl."],
                   ["Koordinater", "6414717, 516668 (SWEREF 99 TM)"],
                   ["Verksamhetskod", "63.30 A, flygplats för motordrivna luftfartyg med instrumentbana längre än 1 200 meter"],
                   ["ICAO-kod och bana", "ESVY, 14/32, 1 702 x 30 m"], ["Tillsynsmyndighet", "Länsstyrelsen i Östergötlands län"]], (48, 118)))
    st += [Spacer(1, 6 * mm),
           p("Frågor om rapporten besvaras av ⟦PERSON c2|Samir Dahlkvist⟧, ⟦ROLE c2|miljöstrateg⟧, som nås på mobil ⟦PHONE c2|070-1740681⟧, eller av ⟦PERSON c1|Agneta Ribbing Holm⟧, ⟦ROLE c1|flygplatschef⟧, direkttelefon ⟦PHONE c1|08-46500423⟧. Rapporten är godkänd av ⟦ROLE c3|förvaltningschef⟧ ⟦PERSON c3|Ove Stenkil⟧. Kommunens växel har nummer 08-46500420."),
           p("E-postadresser: ⟦EMAIL c1|agneta.ribbingholm@ydre-flygplats.se⟧, ⟦EMAIL c2|samir.dahlkvist@ydre-flygplats.se⟧, ⟦EMAIL c3|ove.stenkil@ydre-flygplats.se⟧"),
           Spacer(1, 6 * mm), p("Läsanvisning", h2),
           p("Kapitel 1–3 beskriver flygplatsen och besluten. Kapitel 4–6 innehåller trafik, mätningar och kemikalier. Kapitel 7 tar upp avfallet i text; vägda mängder per kvartal finns i bilaga 2, som är liggande."),
           PageBreak()]
    st += [p("1 Verksamheten", h1),
           p("Flygplatsen invigdes 1969 och ägs och drivs av kommunen. Här bedrivs linjefart till en destination, ambulansflyg, taxiflyg, skolflyg, segelflyg samt övningar för räddningstjänsten. Inom området finns terminal, stationsbyggnad för fälthållning och brandförsvar, två hangarer, bränsleanläggning (2 x 40 m³ Jet A-1 och 20 m³ 100LL i invallade ovanjordscisterner), avisningsplatta på 2 900 m², snöupplag och en brandövningsplats som inte använts sedan 2016."),
           p("Dagvatten från avisningsplattan leds via ventilbrunn antingen till en glykoltank om 150 m³ eller, utanför avisningssäsong, till en dammanläggning med oljeavskiljare. Spillvatten går till Asby reningsverk. Banhalkan bekämpas mekaniskt, med sand och vid behov med natriumformiat och kaliumformiat. Urea har inte använts sedan 2004."),
           p("2 Tillstånd, beslut och anmälningar", h1),
           p("Mark- och miljödomstolen lämnade i deldom 2013-10-15 (mål M 4471-12) tillstånd till 14 000 flygrörelser per år, varav 1 800 i linjefart eller med flygplan över 7 ton. Prövotiden för PFAS i dagvatten avslutades genom dom 2019-06-04. Under året beslutade länsstyrelsen i ett anmälningsärende: schakt för ny taxibanebelysning (2022-05-03, dnr 555-4109-2022)."),
           tab([["Villkor", "Innehåll", "Uppföljning"],
                ["3", "Minst 75 % av använd mängd avisningsglykol ska samlas upp, räknat per säsong", "Säsongen 21/22: 79 %"],
                ["4", "Formiat: högst 30 ton per säsong utan samråd", "11,6 ton natrium- och 3,2 ton kaliumformiat"],
                ["6", "BOD7 i utlopp P2: högst 25 mg/l som årsmedel", "9 mg/l"],
                ["7", "PFAS-11 i utlopp P2: riktvärde 90 ng/l", "44–118 ng/l, ett värde över"],
                ["9", "Flygbuller FBN 55 dB(A), bullerisolering senast 2015", "Genomfört för 7 hus"],
                ["11", "Farligt avfall: högst 8 ton på flygplatsen vid något tillfälle", "Cirka 5 ton i september"]], (16, 92, 58)),
           p("3 Organisation och egenkontroll", h1),
           p("Förvaltningen har 19 anställda vid flygplatsen. Egenkontrollprogrammet reviderades 2021. Två miljöronder genomfördes, den 10 maj och den 13 oktober, med elva noterade avvikelser varav nio är åtgärdade."),
           p("4 Trafik och produktion", h1),
           tab([["", "2019", "2020", "2021", "2022", "Tillstånd"], ["Flygrörelser totalt", "7 216", "4 380", "5 044", "6 102", "14 000"],
                ["varav linjefart", "1 118", "402", "396", "874", "1 800"], ["Passagerare", "21 480", "6 055", "6 890", "17 240", "–"],
                ["Avisningar, antal", "312", "108", "171", "286", "–"], ["Tankad Jet A-1, m³", "961", "388", "421", "803", "–"]], (46, 24, 24, 24, 24, 24), num=(1, 2, 3, 4, 5)),
           p("5 Kemikalier, energi och köldmedier", h1),
           tab([["Produkt", "Användning", "CAS", "Förbrukning 2022", "2021"],
                ["Typ I, propylenglykol 80 %", "Avisning", "57-55-6", "34,2 m³", "20,1 m³"], ["Typ II, förtjockad", "Påfrysningsskydd", "57-55-6", "8,8 m³", "5,0 m³"],
                ["Natriumformiat", "Bana, halka", "141-53-7", "11,6 ton", "8,3 ton"], ["Kaliumformiat 50 %", "Bana, halka", "590-29-4", "3,2 ton", "1,9 ton"],
                ["Fluorfritt skum F3", "Räddning", "–", "240 l", "0"], ["Banfärg, vit", "Märkning", "–", "600 l", "450 l"], ["Ogräsmedel", "Stängsel", "–", "0", "0"]], (46, 34, 26, 34, 26), num=(3, 4)),
           p("Elförbrukningen var 1 184 MWh och pelletspannan i terminalen använde 96 ton pellets. Fordonsparken tankades med 41 m³ HVO100. Köldmedium, installerad mängd R410A, uppgår till 38 kg. Inget läckage.", S("x", parent=body, spaceBefore=5)),
           p("6 Mätningar och utsläpp till vatten", h1),
           p("Provtagning görs av Sommens Vattenkonsult AB (provtagare Jens Rydell, 031-3900671, jens@sommensvatten.se). Resultaten för utlopp P2 visas nedan."),
           tab([["Parameter", "Enhet", "Jan", "Mars", "Juni", "Sept", "Nov"], ["TOC", "mg/l", "31", "44", "12", "11", "19"], ["BOD7", "mg/l", "11", "21", "3", "&lt;3", "7"],
                ["Propylenglykol", "mg/l", "6", "17", "&lt;5", "&lt;5", "&lt;5"], ["PFAS-11", "ng/l", "52", "118", "61", "44", "57"], ["Oljeindex", "mg/l", "0,1", "0,2", "&lt;0,1", "&lt;0,1", "0,1"]],
               (40, 20, 20, 20, 20, 20, 20), num=(2, 3, 4, 5, 6)),
           p("7 Avfall", h1),
           p("7.1 Glykol och vatten", h2),
           p("Ur glykoltanken fördes ⟦QUANTITY s1|612 m³⟧ ⟦WASTE s1|glykolhaltigt smältvatten⟧ (⟦EWC s1|16 10 02⟧) med medelhalten 4,1 % till ⟦RECEIVER s1|Österbymo Biogas⟧, där det ⟦TREATMENT s1|rötas⟧; under ⟦YEAR|2021⟧ var volymen ⟦QUANTITY s1 2021|388 m³⟧. ⟦TRANSPORTER s1 s2|Tranås Slamsug AB⟧ körde. Samma bil tog också ⟦WASTE s2|koncentrat från glykolsopbilen⟧, ⟦QUANTITY s2|21,5 m³⟧, som anges under ⟦EWC s2|16 01 15⟧ och går till ⟦TREATMENT s2|destillation⟧ vid ⟦RECEIVER s2|Glykolretur Mitt AB⟧. Volymen glykol i omhändertaget vatten motsvarar 25 ton ren propylenglykol, vilket är en beräkning för villkor 3."),
           p("7.2 Schaktmassor", h2),
           p("Vid belysningsschakten grävdes 1 940 ton bort. Av detta återanvändes 1 200 ton inom flygplatsen. ⟦WASTE s3|PFAS-förorenad jord⟧ över platsspecifikt riktvärde, ⟦QUANTITY s3|266,4 ton⟧ med koden ⟦EWC s3|17 05 03*⟧, lämnades till ⟦RECEIVER s3|Skedby behandlingsanläggning⟧ för ⟦TREATMENT s3|jordtvätt⟧. Resten, ⟦QUANTITY s4|473,6 ton⟧ ⟦WASTE s4|jord under riktvärdet⟧ (⟦EWC s4|17 05 04⟧), användes som ⟦TREATMENT s4|sluttäckning⟧ på ⟦RECEIVER s4|kommunens avslutade deponi⟧. Den gamla brandövningsplatsen uppskattas rymma 8 000 ton förorenad jord; någon åtgärd har inte beslutats."),
           p("7.3 Slam", h2),
           p("Oljeavskiljarna vid fälthallen och dammen tömdes i november. Mängden ⟦WASTE s5|slam ur oljeavskiljare⟧ (⟦EWC s5|13 05 02*⟧) var c:a ⟦QUANTITY s5|9 m³⟧. ⟦WASTE s6|Toalettavfall från flygplan⟧ (latrintömning, ⟦EWC s6|20 03 04⟧) uppgick till ⟦QUANTITY s6|14,8 m³⟧ och släpps i anvisad brunn vid ⟦RECEIVER s6|Asby reningsverk⟧."),
           p("7.4 Övrigt", h2),
           p("Kommunens övriga avfall, däribland återvinningscentralen i Österbymo med 2 110 ton, omfattas inte av denna rapport. Matavfall från internationell trafik förekommer inte. Målet för 2025 är 40 kg brännbart per tusen passagerare mindre än 2019. Avfallstaxan höjdes 6 %."),
           p("8 Händelser, risk, buller", h1),
           p("Den 2 februari brast en slang på avisningsfordon 2, omkring 120 liter typ I rann ut på plattan och togs upp av sopbilen. Den 25 augusti slog en skogsmaskin av kabeln till lågspänningsställverket. Fågelkollisioner: 4. Tre bullerklagomål besvarades, samtliga om skolflyg."),
           p("9 Bilagor", h1), p("1 Karta med utsläppspunkter. 2 Vägda avfallsmängder. 3 Säsongsredovisning av glykol (ej publik)."),
           NextPageTemplate("turned"), PageBreak()]
    a, b, k = "Tranås Slamsug AB", "Holaveden Återvinning", "Höglandets Miljöstation"
    rows = [["Avfallstyp", "Avfallskod", "Kv 1", "Kv 2", "Kv 3", "Kv 4", "Hela ⟦YEAR|2022⟧", "⟦YEAR|2021⟧", "Hämtat av", "Mottagare", "Kod"]]
    def r(n, what, code, q, tot, prev, tr, rec, rd):
        rows.append([f"⟦WASTE s{n}|{what}⟧", f"⟦EWC s{n}|{code}⟧" if code else "", *q, f"⟦QUANTITY s{n}|{tot}⟧", f"⟦QUANTITY s{n} 2021|{prev}⟧" if prev else "–",
                     f"⟦TRANSPORTER s{n}|{tr}⟧", f"⟦RECEIVER s{n}|{rec}⟧" if rec else "", f"⟦TREATMENT s{n}|{rd}⟧" if rd else ""])
    r(7, "Brännbart, terminal och kontor", "200301", ("1 410", "1 620", "1 905", "1 530"), "6 465", "4 120", b, "Boxholms panncentral", "R1")
    r(8, "Matavfall, kafé och personalrum", "200108", ("180", "205", "260", "195"), "840", "390", b, "Österbymo Biogas", "R3")
    r(9, "Wellpapp", "150101", ("95", "110", "140", "160"), "505", "310", b, b, "R3")
    r(10, "Plastförpackningar", "150102", ("44", "51", "63", "48"), "206", "122", b, b, "R3")
    r(11, "Glas, avgångshall", "150107", ("30", "42", "77", "35"), "184", "61", b, b, "R5")
    r(12, "Sopsand och gummi från bana", "200303", ("0", "18 400", "2 300", "0"), "20 700", "16 900", a, "Malexanders täkt", "R5")
    r(13, "Skrot, gammal inflygningsramp", "170405", ("0", "0", "3 870", "0"), "3 870", None, b, "Bulsjö Järnhantering", "R4")
    r(14, "Kabel, ca 900 m uttagen", "170411", ("0", "0", "1 145", "0"), "1 145", None, b, "Bulsjö Järnhantering", "R4")
    r(15, "Betongfundament", "170101", ("0", "7 600", "5 150", "0"), "12 750", None, b, "Malexanders täkt", "R5")
    r(16, "Asfaltskant, tjärfri", "170302", ("0", "0", "31 200", "0"), "31 200", None, b, "Malexanders täkt", "R5")
    r(17, "Däck, fält- och bagagefordon", "160103", ("0", "310", "0", "420"), "730", "515", b, "Kinda Däckretur", "R3")
    r(18, "Spillolja", "130205*", ("0", "290", "0", "345"), "635", "610", k, k, "R9")
    r(19, "Oljefilter", "160107*", ("0", "26", "0", "31"), "57", "49", k, k, "R4")
    r(20, "Absorbent och trasor", "150202*", ("14", "22", "9", "33"), "78", "104", k, k, "R1")
    r(21, "Aerosoler", "160504*", ("0", "8", "0", "6"), "14", "11", k, k, "D10")
    r(22, "Startbatterier", "160601*", ("0", "112", "0", "64"), "176", "240", k, k, "R4")
    r(23, "Elektronik inkl. ljusarmaturer", "160214", ("0", "60", "795", "22"), "877", "140", k, k, "R4")
    r(24, "Natriumlampor och lysrör", "200121*", ("0", "12", "48", "0"), "60", "17", k, k, "R4")
    st += [p("Bilaga 2. Vägt avfall per kvartal, kilogram", h2),
           tab(rows, (47, 18, 15, 15, 15, 15, 20, 16, 34, 37, 13), num=(2, 3, 4, 5, 6, 7)),
           Spacer(1, 3 * mm), p("Flytande fraktioner som mäts i liter", cap)]
    rows = [["Avfallstyp", "Avfallskod", "Hela ⟦YEAR|2022⟧, liter", "Anm."],
            ["⟦WASTE s25|Bränsleprover, Jet A-1⟧", "⟦EWC s25|130703*⟧", "⟦QUANTITY s25|1 150⟧", "dräneringsprov, dagligen"],
            ["⟦WASTE s26|Bränsleprover, 100LL⟧", "⟦EWC s26|130702*⟧", "⟦QUANTITY s26|210⟧", "blyhaltig"],
            ["⟦WASTE s27|Gammalt filmbildande skum⟧", "⟦EWC s27|160508*⟧", "⟦QUANTITY s27|1 400⟧", "PFAS-haltigt, tankrengöring ingår; ⟦TREATMENT s27|högtemperaturförbränning⟧"]]
    st += [tab(rows, (60, 25, 32, 90), num=(2,)), Spacer(1, 2 * mm), p("Behandlingskoderna kommer från respektive mottagares årsutdrag. Kvartalen är avrundade.", small)]
    doc.build(st)
    import pikepdf
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        file.pages[-1].obj["/Rotate"] = 90
        file.save(path)
