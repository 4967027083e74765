from reportlab.platypus import SimpleDocTemplate, Paragraph, Table, Spacer, PageBreak
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
import glob

SUFFIX = ".pdf"


def face(name, pattern):
    pdfmetrics.registerFont(TTFont(name, glob.glob("/usr/share/fonts/**/" + pattern, recursive=True)[0]))


def build(path, marker):
    face("A", "LiberationSans-Regular.ttf")
    face("AB", "LiberationSans-Bold.ttf")
    face("C", "Caladea-Regular.ttf")
    face("CB", "Caladea-Bold.ttf")
    lab = ParagraphStyle("lab", fontName="A", fontSize=8.5, leading=11, textColor=colors.HexColor("#444444"))
    val = ParagraphStyle("val", fontName="A", fontSize=9.5, leading=12)
    sec = ParagraphStyle("sec", fontName="AB", fontSize=10, leading=13, textColor=colors.white, backColor=colors.HexColor("#5b7083"), borderPadding=(2, 4, 2, 4), spaceBefore=9, spaceAfter=6)
    tit = ParagraphStyle("tit", fontName="AB", fontSize=17, leading=21)
    body = ParagraphStyle("body", fontName="C", fontSize=11, leading=15, spaceAfter=6)
    h1 = ParagraphStyle("h1", fontName="CB", fontSize=13.5, leading=17, spaceBefore=11, spaceAfter=4, keepWithNext=1)
    cell = ParagraphStyle("cell", fontName="C", fontSize=9.5, leading=11.5)
    cellb = ParagraphStyle("cellb", fontName="CB", fontSize=9.5, leading=11.5)
    right = ParagraphStyle("right", parent=cell, alignment=2)
    P = lambda s, st=body: Paragraph(marker.html(s), st)

    def form(rows):
        t = Table([[P(a, lab), P(b, val)] for a, b in rows], colWidths=[58 * mm, 112 * mm], hAlign="LEFT")
        t.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)])
        return t

    def grid(rows, widths, num=()):
        out = []
        for i, row in enumerate(rows):
            out.append([P(c, cellb if i == 0 else (right if j in num else cell)) for j, c in enumerate(row)])
        t = Table(out, colWidths=[w * mm for w in widths], hAlign="LEFT", repeatRows=1)
        t.setStyle([("BACKGROUND", (0, r), (-1, r), colors.HexColor("#eceff2")) for r in range(2, len(rows), 2)] + [
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, colors.black), ("LINEBELOW", (0, -1), (-1, -1), 0.8, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)])
        return t

    def page(c, doc):
        c.saveState()
        c.setFont("A", 7.5)
        c.setFillColor(colors.grey)
        if doc.page <= 1:
            c.drawString(20 * mm, 12 * mm, "Svenska Miljörapporteringsportalen")
            c.drawRightString(190 * mm, 12 * mm, "Utskriven 2017-03-30 14:02")
        else:
            c.drawString(20 * mm, 12 * mm, "G:\\VA\\Miljörapporter\\2016\\Åkraboda textdel slutlig.docx")
            c.drawRightString(190 * mm, 12 * mm, "%d" % doc.page)
        c.restoreState()

    s = []
    s += [P("MILJÖRAPPORT", tit), P("Grunddel för ⟦FACILITY|Åkraboda avloppsreningsverk⟧ (⟦FACILITY_NUMBER|1276-50-002⟧) år: ⟦YEAR|2016⟧ version: 1", val), Spacer(1, 8)]
    s += [P("UPPGIFTER OM VERKSAMHETSUTÖVAREN", sec), form([("Verksamhetsutövare", "⟦OPERATOR|Klippans kommun⟧"), ("Organisationsnummer", "⟦ORG_NUMBER|212000-4177⟧")])]
    s += [P("UPPGIFTER OM VERKSAMHETEN", sec), form([
        ("Anläggningsnummer", "⟦FACILITY_NUMBER|1276-50-002⟧"), ("Anläggningsnamn", "⟦FACILITY|Åkraboda avloppsreningsverk⟧"),
        ("Postnummer", "⟦ADDRESS|26491⟧"), ("Ort", "⟦ADDRESS|KLIPPAN⟧"), ("Besöksadress för anl.", "⟦ADDRESS|Dammhagsvägen 40⟧"),
        ("Fastighetsbeteckningar", "Åkraboda 6:2"), ("Kommun", "⟦MUNICIPALITY|Klippan⟧"),
        ("Huvudbransch och kod", "90.10 B Rening av avloppsvatten, mer än 2 000 pe"), ("Övriga branscher och koder", "90.161"),
        ("EPRTR huvudverksamhet", "&nbsp;"), ("Kod för farliga ämnen", "&nbsp;"), ("Tillsynsmyndighet", "Länsstyrelsen i Skåne län"),
        ("Miljöledningssystem", "Nej"), ("Koordinater", "6220655 388140")])]
    s += [P("KONTAKTPERSON FÖR ANLÄGGNINGEN", sec), form([
        ("Förnamn", "⟦PERSON c1|Mikael⟧"), ("Efternamn", "⟦PERSON c1|Tornvall⟧"), ("Telefonnummer", "⟦PHONE c1|040-6280462⟧"), ("Telefaxnummer", "&nbsp;"),
        ("E-postadress", "⟦EMAIL c1|mikael.tornvall@klippan-va.example.se⟧"), ("Gatu-/boxadress", "Box 911"), ("Postnummer", "26480"), ("Postort", "KLIPPAN")])]
    s += [P("JURIDISKT ANSVARIG ELLER AV DENNE UTSEDD PERSON", sec), form([
        ("Förnamn", "⟦PERSON c2|Annika⟧"), ("Efternamn", "⟦PERSON c2|Brodén⟧"), ("Telefonnummer", "⟦PHONE c2|040-6280460⟧"),
        ("E-postadress", "⟦EMAIL c2|annika.broden@klippan-va.example.se⟧")]), PageBreak()]

    s += [P("Textdel till miljörapport ⟦YEAR|2016⟧", ParagraphStyle("x", fontName="CB", fontSize=18, leading=24)),
          P("⟦FACILITY|Åkraboda avloppsreningsverk⟧, ⟦MUNICIPALITY|Klippans kommun⟧"),
          P("Upprättad av: ⟦PERSON c3|Jonas Hallgren⟧, ⟦ROLE c3|Processingenjör⟧<br/>Granskad av: ⟦PERSON c1|Mikael Tornvall⟧, ⟦ROLE c1|Driftchef VA⟧<br/>Fastställd av: ⟦PERSON c2|Annika Brodén⟧, ⟦ROLE c2|Teknisk chef⟧, 2017-03-21")]
    s += [P("1. Orientering", h1),
          P("Reningsverket togs i drift 1972 och byggdes ut med kväverening 2004. Det är dimensionerat för 16 500 personekvivalenter (70 g BOD<sub>7</sub> per person och dygn) och tar emot spillvatten från tätorten samt från en kartongfabrik och ett tvätteri. Anslutna personer var vid årsskiftet 9 870. Recipient är Rönne å."),
          P("Reningen består av maskinrens, luftat sandfång, försedimentering, aktivslam med fördenitrifikation, efterfällning med järnklorid och slutsedimentering. Slammet förtjockas, rötas i en kammare om 1 300 m³ och avvattnas i centrifug. Gasen används i egen panna; överskottet facklas.")]
    s += [P("2. Gällande tillstånd", h1),
          P("Miljödomstolens deldom M 2217-01 av den 11 december 2003. Tillståndet omfattar belastning upp till 1 155 kg BOD<sub>7</sub> per dygn. Länsstyrelsen godkände kontrollprogrammet 2010-05-20. Under året fattades inga nya beslut. Ny provpunkt för bräddning anmäldes i juni."),
          P("3. Villkorsuppföljning", h1),
          grid([["Villkor", "Krav", "Resultat"],
                ["2 BOD<sub>7</sub>", "10 mg/l, riktvärde kvartal", "4,1 / 3,8 / 3,2 / 4,6 mg/l"],
                ["2 Tot-P", "0,3 mg/l, riktvärde månad", "Överskreds i februari: 0,34 mg/l"],
                ["3 Tot-N", "15 mg/l, årsmedel", "12,7 mg/l"],
                ["5 Slam", "Högst 900 ton får lagras på plattan", "Som mest 520 ton (augusti)"],
                ["6 Externslam", "Högst 4 000 m³ per år får tas emot", "Innehölls, se avsnitt 6"],
                ["8 Lukt", "Får ej vara olägenhet", "Ett klagomål, 17 juli"]], [36, 62, 72])]
    s += [P("4. Belastning och utsläpp", h1),
          grid([["Parameter", "Inkommande kg/d", "Utgående mg/l", "Utsläpp ton/år", "Reduktion %"],
                ["BOD<sub>7</sub>", "612", "3,9", "6,1", "97"], ["COD<sub>Cr</sub>", "1 440", "34", "53", "90"],
                ["Tot-P", "18,6", "0,19", "0,30", "96"], ["Tot-N", "134", "12,7", "19,9", "59"], ["Susp", "705", "5,6", "8,8", "97"]], [30, 36, 34, 36, 34], (1, 2, 3, 4)),
          Spacer(1, 5),
          P("Behandlat flöde var 1 566 000 m³, vilket är 4 290 m³ per dygn. Bräddat vid verket: 2 870 m³ vid fyra tillfällen. Bräddat på ledningsnätet: 640 m³ enligt beräkning. Proverna analyseras av ackrediterat laboratorium i Linköping, ansvarig kemist Stefan Yngve. Andelen tillskottsvatten uppskattas till 48 procent.")]
    s += [P("5. Rötslam, rens och sand", h1),
          P("⟦WASTE s1|Avvattnat rötslam⟧ (⟦EWC s1|19 08 05⟧) uppgick under året till ⟦QUANTITY s1|2 138 ton⟧ våtvikt med en medelhalt torrsubstans på 23,4 %, vilket motsvarar 500 ton TS. Året dessförinnan, ⟦YEAR|2015⟧, producerades ⟦QUANTITY s1 2015|2 204 ton⟧. Hela mängden har lämnats till ⟦RECEIVER s1|Skånejord i Ljungarp AB⟧ för ⟦TREATMENT s1|tillverkning av anläggningsjord⟧. Revaq-certifiering planeras till 2019; inget slam har därför spridits på åker."),
          P("⟦WASTE s2|Rens⟧ (⟦EWC s2|19 08 01⟧) tvättas, pressas och går till ⟦TREATMENT s2|förbränning⟧. Entreprenören, ⟦TRANSPORTER s2|Åbyåns Renhållning⟧, har vägt in ⟦QUANTITY s2|33,9 ton⟧ mot ⟦QUANTITY s2 2015|36,5 ton⟧ föregående år. Från sandtvätten kom ca ⟦QUANTITY s3|27 ton⟧ ⟦WASTE s3|tvättad sand⟧ (⟦EWC s3|19 08 02⟧), som används som ⟦TREATMENT s3|täckmassor⟧ på ⟦RECEIVER s3|Hyllstofta deponi⟧."),
          P("<b>Tabell 4. Metaller i slam, årsmedel av sex samlingsprov</b>", cell), Spacer(1, 3),
          grid([["Ämne", "mg/kg TS", "Gränsvärde", "kg/år"], ["Bly", "19", "100", "9,5"], ["Kadmium", "0,82", "2", "0,41"], ["Koppar", "348", "600", "174"], ["Krom", "22", "100", "11"], ["Kvicksilver", "0,41", "2,5", "0,21"], ["Nickel", "14", "50", "7,0"], ["Zink", "520", "800", "260"]], [40, 30, 30, 30], (1, 2, 3)), Spacer(1, 4),
          P("Fosforhalten var 29 g/kg TS och kvoten Cd/P 28 mg/kg.")]
    s += [P("6. Mottaget slam", h1),
          P("Slammet tippas via stenficka till förtjockaren. Mängder i m³."),
          grid([["Typ", "Kod", "⟦YEAR|2014⟧", "⟦YEAR|2015⟧", "⟦YEAR|2016⟧", "Transportör"],
                ["⟦WASTE s4|Slam från enskilda avlopp (trekammarbrunnar)⟧", "⟦EWC s4|20 03 04⟧", "⟦QUANTITY s4 2014|1 779⟧", "⟦QUANTITY s4 2015|1 902⟧", "⟦QUANTITY s4|1 846⟧", "⟦TRANSPORTER s4|Åbyåns Renhållning⟧"],
                ["⟦WASTE s5|Slam från slutna tankar⟧", "⟦EWC s5|20 03 04⟧", "⟦QUANTITY s5 2014|401⟧", "⟦QUANTITY s5 2015|388⟧", "⟦QUANTITY s5|412⟧", "⟦TRANSPORTER s5|Åbyåns Renhållning⟧"],
                ["⟦WASTE s6|Fettavskiljarslam⟧", "⟦EWC s6|19 08 09⟧", "⟦QUANTITY s6 2014|163⟧", "⟦QUANTITY s6 2015|195⟧", "⟦QUANTITY s6|208⟧", "⟦TRANSPORTER s6|Perslunds Slamsugning⟧"],
                ["⟦WASTE s7|Slam från Bäckaro reningsverk⟧", "⟦EWC s7|19 08 05⟧", "", "⟦QUANTITY s7 2015|1 080⟧", "⟦QUANTITY s7|1 120⟧", "⟦TRANSPORTER s7|egen tankbil⟧"],
                ["Totalt", "", "2 343", "3 565", "3 586", ""]], [56, 20, 18, 18, 18, 40], (2, 3, 4)), Spacer(1, 4),
          P("Lakvatten från Hyllstofta, 11 400 m³, leds i ledning och ingår i inkommande flöde.")]
    s += [P("7. Kemikalier och energi", h1),
          grid([["", "2015", "2016"], ["Järnklorid (PIX), ton", "318", "306"], ["Polymer, kg", "3 900", "3 750"], ["Ättiksyra som kolkälla, ton", "12", "0"], ["El, MWh", "1 412", "1 396"], ["Rötgas, Nm³", "186 000", "191 500"], ["varav facklat, Nm³", "14 200", "9 800"]], [70, 30, 30], (1, 2)), Spacer(1, 4),
          P("⟦WASTE s10|Laboratoriekemikalier⟧ från den avvecklade analysutrustningen, ⟦QUANTITY s10|14 kg⟧, lämnades till ⟦RECEIVER s8 s9 s10|återvinningscentralens mottagning⟧ tillsammans med ⟦QUANTITY s8|180 liter⟧ ⟦WASTE s8|spillolja⟧ från blåsmaskiner och ⟦QUANTITY s9|22 kg⟧ ⟦WASTE s9|oljehaltiga trasor⟧.")]
    s += [P("8. Händelser", h1),
          P("3 februari: snösmältning gav flöden på 14 800 m³/d i två dygn och slamflykt, därav fosforvärdet. 17 juli: luktklagomål när rötkammarens mellanbjälklag tätades. 29 september: ca 100 liter järnklorid rann ut vid lossning och samlades upp i invallningen. Byte av centrifug upphandlas under 2017, budget 2,4 mkr."),
          P("9. Emissionsdeklaration (utdrag)", h1),
          grid([["Mottagare", "Parameter", "Värde", "Enhet", "Metod"], ["Vatten", "BOD7", "6 100", "kg/år", "M"], ["Vatten", "P-tot", "300", "kg/år", "M"], ["Vatten", "N-tot", "19 900", "kg/år", "M"], ["Avfall", "FA-R", "0,2", "t/år", "E"], ["Avfall", "IFA-R", "2 165", "t/år", "M"]], [34, 34, 30, 30, 24], (2,))]
    SimpleDocTemplate(str(path), pagesize=A4, leftMargin=20 * mm, rightMargin=20 * mm, topMargin=18 * mm, bottomMargin=20 * mm, title="Miljörapport").build(s, onFirstPage=page, onLaterPages=page)
