"""Fillable paper form of a municipality, filled in on screen and flattened."""
import pikepdf
from reportlab.lib.colors import HexColor, black, white
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

SUFFIX = ".pdf"
TINT = HexColor("#e9eff5")
LINE = HexColor("#5b7088")
P = "/usr/share/fonts/truetype/liberation/"


def build(path, marker):
    pdfmetrics.registerFont(TTFont("N", P + "LiberationSansNarrow-Regular.ttf"))
    pdfmetrics.registerFont(TTFont("NB", P + "LiberationSansNarrow-Bold.ttf"))
    c = Canvas(str(path))
    form = c.acroForm
    count = [0, 0]

    def t(x, y, s, font="N", size=8):
        c.setFont(font, size)
        rest = s
        while "⟦" in rest:
            before, _, more = rest.partition("⟦")
            mark, _, rest = more.partition("⟧")
            c.drawString(x, y, before)
            x += pdfmetrics.stringWidth(before, font, size)
            text, url = marker.cell("⟦" + mark + "⟧")
            c.drawString(x, y, text)
            w = pdfmetrics.stringWidth(text, font, size)
            c.linkURL(url, (x, y - 2, x + w, y + size), thickness=0)
            x += w
        c.drawString(x, y, rest)

    def fld(x, y, w, value, label="", h=15, size=9, multi=False):
        if label:
            t(x, y + h + 2, label, "N", 6.8)
        text, url = marker.cell(value) if not multi else (value, None)
        count[0] += 1
        form.textfield(name=f"f{count[0]}", x=x, y=y, width=w, height=h, value=text, fontName="Courier",
                       fontSize=size, borderWidth=0.5, borderColor=LINE, fillColor=white, textColor=black,
                       fieldFlags="multiline" if multi else "", maxlen=600)
        if url:
            c.linkURL(url, (x, y, x + w, y + h), thickness=0)

    def tick(x, y, on, label):
        count[0] += 1
        form.checkbox(name=f"b{count[0]}", x=x, y=y, size=9, checked=on, buttonStyle="cross", borderWidth=0.5,
                      borderColor=LINE, fillColor=white)
        t(x + 12, y + 1.5, label, "N", 7.5)

    def head(title, page):
        c.setFillColor(HexColor("#1f3b57"))
        c.rect(36, 786, 523, 26, fill=1, stroke=0)
        c.setFillColor(white)
        t(44, 795, title, "NB", 13)
        c.setFillColor(black)
        t(400, 775, "Blankett MH 31:4 · fylls i på skärm, skrivs ut", "N", 7)
        t(36, 775, "Miljö- och byggenheten, kommunens e-tjänster", "N", 7)
        t(36, 24, "MH 31:4  utg. 6", "N", 7)
        t(500, 24, f"Sida {page} (6)", "N", 7)

    def box(y, h, title):
        c.setStrokeColor(LINE)
        c.setFillColor(TINT)
        c.rect(36, y, 523, h, fill=1, stroke=1)
        c.setFillColor(black)
        t(42, y + h - 11, title, "NB", 8.5)

    # ---- page 1
    head("ÅRSREDOVISNING ENLIGT MILJÖBALKEN – miljörapport", 1)
    box(640, 125, "A. Vem lämnar uppgifterna")
    fld(44, 722, 300, "⟦OPERATOR|Åsundens Kuvertfabrik AB⟧", "A1 Verksamhetsutövare (juridisk person)")
    fld(356, 722, 110, "⟦ORG_NUMBER|559931-0421⟧", "A2 Org.nr")
    fld(476, 722, 74, "⟦YEAR|2013⟧", "A3 Avser år")
    fld(44, 688, 220, "⟦FACILITY|Påsverket i Timmele⟧", "A4 Anläggning")
    fld(274, 688, 110, "⟦FACILITY_NUMBER|1491-1163⟧", "A5 Anläggningsnr")
    fld(394, 688, 156, "⟦MUNICIPALITY|Ulricehamn⟧", "A6 Kommun")
    fld(44, 654, 200, "⟦ADDRESS|Remfabriksvägen 9⟧", "A7 Besöksadress")
    fld(254, 654, 70, "⟦ADDRESS|523 72⟧", "A8 Postnr")
    fld(334, 654, 216, "⟦ADDRESS|Timmele⟧", "A9 Ort")
    box(538, 92, "B. Läge och prövning")
    fld(44, 586, 90, "6413870", "B1 SWEREF 99 TM, N")
    fld(144, 586, 90, "404312", "B2 SWEREF 99 TM, E")
    fld(244, 586, 150, "Timmele 4:31 m.fl.", "B3 Fastighet")
    fld(404, 586, 146, "21.40 (C), 39.50 (B)", "B4 Verksamhetskod(er)")
    fld(44, 552, 200, "Lst beslut 2004-11-17", "B5 Tillståndsbeslut")
    fld(254, 552, 140, "551-30418-2003", "B6 Dnr")
    fld(404, 552, 146, "Miljö- och byggnämnden", "B7 Tillsyn")
    box(330, 198, "C. Personer hos verksamhetsutövaren")
    t(150, 501, "C1 Kontakt i löpande ärenden", "NB", 8)
    t(350, 501, "C2 Behörig företrädare", "NB", 8)
    rows = [
        ("Efternamn, förnamn", "⟦PERSON c1|Hedvall, Mirjam⟧", "⟦PERSON c2|Ekebjär, Torsten⟧"),
        ("Befattning", "⟦ROLE c1|Kvalitets- och miljöansvarig⟧", "⟦ROLE c2|Verkställande direktör⟧"),
        ("Telefon, växel", "⟦PHONE c1|031-390 06 40⟧", "⟦PHONE c2|031-390 06 40⟧"),
        ("Telefon, direkt", "⟦PHONE c1|031-390 06 47⟧", ""),
        ("Mobil", "⟦PHONE c1|070-174 06 18⟧", "⟦PHONE c2|0701 74 06 19⟧"),
        ("Telefax", "031-390 06 99", "031-390 06 99"),
        ("E-post", "⟦EMAIL c1|mirjam.hedvall@asundenskuvert.se⟧", "⟦EMAIL c2|t.ekebjar@asundenskuvert.se⟧"),
    ]
    y = 481
    for label, one, two in rows:
        t(44, y + 4, label, "N", 8)
        fld(150, y, 190, one, size=8.5)
        fld(350, y, 200, two, size=8.5)
        y -= 23
    box(216, 104, "D. Ombud eller annan som hjälpt till att fylla i blanketten (lämnas tomt om ingen)")
    fld(44, 282, 190, "Silfverdal, Petra", "D1 Efternamn, förnamn")
    fld(244, 282, 150, "Miljökonsult", "D2 Befattning")
    fld(404, 282, 146, "Kindsjö Miljöstöd AB", "D3 Företag")
    fld(44, 248, 190, "petra@kindsjomiljostod.se", "D4 E-post")
    fld(244, 248, 150, "040-628 04 71", "D5 Telefon")
    tick(404, 250, True, "har fullmakt att besvara frågor om bilaga 2")
    t(44, 225, "Ombudets uppgifter raderas tolv månader efter att ärendet avslutats.", "N", 7.5)
    box(64, 142, "E. Verksamheten i korthet")
    fld(44, 72, 506, "Tillverkning av kuvert (fönster och täckta) och papperspåsar av inköpt papper på rulle.\n"
        "Sju rotationsmaskiner, fyra planmaskiner för påsar, två flexotryckverk i linje.\n"
        "Vattenburna färger sedan 2006. Limmerna är dextrin- och dispersionslim.\n"
        "Tvåskift mån-fre. 64 årsarbetare. Eget sprinklerbatteri, ingen egen panncentral:\n"
        "fjärrvärme från biobränsleverket i tätorten.", multi=True, h=112, size=8.6)
    c.showPage()

    # ---- page 2
    head("F–H  PRODUKTION, RÅVAROR, KEMIKALIER, ENERGI", 2)
    box(600, 165, "F. Tillståndsgiven och verklig produktion")
    t(200, 738, "Tillstånd", "NB", 8); t(290, 738, "Utfall 2013", "NB", 8); t(380, 738, "Utfall 2012", "NB", 8); t(470, 738, "Enhet", "NB", 8)
    y = 716
    for row in [("Kuvert, C4–C6", "900", "611", "644", "milj. st"), ("Papperspåsar", "6 500", "4 870", "4 705", "ton"),
                ("Tryckt yta", "", "38", "41", "milj. m2"), ("Lösningsmedel i färg", "5", "0,42", "0,51", "ton")]:
        t(44, y + 4, row[0])
        for x, v in zip((200, 290, 380, 470), row[1:]):
            fld(x, y, 78, v)
        y -= 24
    t(44, 622, "Villkor 3: högst 40 ton pappersspill får lagras utomhus under tak. Villkor 6: högst 2 ton farligt avfall får förvaras på anläggningen.", "N", 7.5)
    t(44, 610, "Båda villkoren är uppfyllda; största lager var 27 ton resp. 1,1 ton.", "N", 7.5)
    box(398, 190, "G. Inköpta råvaror och kemiska produkter")
    for x, h in zip((44, 236, 316, 396, 476), ("Vara", "Inköpt 2013", "I lager 31/12", "Enhet", "CAS / anm.")):
        t(x, 560, h, "NB", 7.5)
    y = 540
    for row in [("Träfritt papper, vitt", "3 288", "214", "ton", "FSC mix"), ("Kraftpapper, brunt och blekt", "2 960", "188", "ton", ""),
                ("PS-film till fönster", "61", "4,2", "ton", "9003-53-6"), ("Dextrinlim", "148", "9", "ton", "9004-53-9"),
                ("Flexofärg, vattenburen", "22,4", "1,9", "ton", ""), ("Tvättmedel för tryckverk", "1 150", "200", "kg", "111-76-2")]:
        for x, w, v in zip((44, 236, 316, 396, 476), (186, 74, 74, 74, 74), row):
            fld(x, y, w, v)
        y -= 21
    box(64, 324, "H. Energi, vatten, utsläpp, buller")
    y = 346
    for label, v, u in [("El", "2 914", "MWh"), ("Fjärrvärme", "1 120", "MWh"), ("Kommunalt vatten", "2 340", "m3"), ("Dämmad trycklufts-effekt", "75", "kW"),
                        ("Spillvatten till kommunens nät", "1 980", "m3"), ("BOD7 i spillvatten, stickprov", "310", "mg/l"), ("VOC till luft, beräknat", "0,39", "ton"),
                        ("Pappersdamm efter filter", "1,4", "mg/m3n"), ("Buller, natt, närmaste bostad", "38", "dB(A)")]:
        t(44, y + 4, label)
        fld(236, y, 74, v)
        fld(316, y, 74, u)
        y -= 21
    fld(44, 76, 506, "Bullret mättes av Ljudfirman Oktavia den 14 maj (Rickard Senneby, 08-465 004 61).\n"
        "Spillvattnet provtogs av samma laboratorium som förra året. Klagomål: ett, om dammande\n"
        "lastning av balar vid östra porten; en gardin är uppsatt.", "H10 Kommentar", h=62, multi=True, size=8.6)
    c.showPage()

    # ---- pages 3-5: blocks
    blocks = [
        ("⟦WASTE s1|Kantspill, vitt träfritt papper⟧", "⟦EWC s1|03 03 08⟧", "⟦QUANTITY s1|412,6⟧", "ton", "⟦QUANTITY s1 2012|398,1⟧", "11", 0,
         "⟦TRANSPORTER s1|Tvärreds Balfrakt HB⟧", "⟦RECEIVER s1|Viskans Returfiber AB⟧", "⟦TREATMENT s1|nytt mjukpapper⟧", "Balas på plats, 86 pickuper."),
        ("⟦WASTE s2|Stansspill av brunt kraftpapper⟧", "⟦EWC s2|03 03 08⟧", "⟦QUANTITY s2|187,4⟧", "ton", "⟦QUANTITY s2 2012|201,0⟧", "6", 0,
         "⟦TRANSPORTER s2|Tvärreds Balfrakt HB⟧", "⟦RECEIVER s2|Viskans Returfiber AB⟧", "⟦TREATMENT s2|wellpappråvara⟧", "Andel av inköpt kraftpapper 6,3 %."),
        ("⟦WASTE s3|Spill av fönsterfilm⟧", "⟦EWC s3|07 02 13⟧", "⟦QUANTITY s3|9 840⟧", "kg", "⟦QUANTITY s3 2012|11 200⟧", "400", 0,
         "⟦TRANSPORTER s3|Lockryds Transport⟧", "⟦RECEIVER s3|Polyring i Väst AB⟧", "⟦TREATMENT s3|Regranulering⟧", "Ersättning 0,80 kr/kg."),
        ("⟦WASTE s4|Wellpapp⟧", "⟦EWC s4|15 01 01⟧", "⟦QUANTITY s4|38,2⟧", "ton", "⟦QUANTITY s4 2012|35,7⟧", "1", 0,
         "⟦TRANSPORTER s4|Tvärreds Balfrakt HB⟧", "⟦RECEIVER s4|Viskans Returfiber AB⟧", "⟦TREATMENT s4|Materialåtervinning⟧", ""),
        ("⟦WASTE s5|Kasserade påsar, tryckta⟧", "⟦EWC s5|20 01 01⟧", "⟦QUANTITY s5|54⟧", "ton", "⟦QUANTITY s5 2012|71⟧", "3", 0,
         "⟦TRANSPORTER s5|Tvärreds Balfrakt HB⟧", "⟦RECEIVER s5|Viskans Returfiber AB⟧", "⟦TREATMENT s5|Materialåtervinning⟧", "Budget 2014: 50 ton."),
        ("⟦WASTE s6|Brännbart⟧", "⟦EWC s6|20 03 01⟧", "⟦QUANTITY s6|21,9⟧", "ton", "⟦QUANTITY s6 2012|24,3⟧", "", 0,
         "⟦TRANSPORTER s6|Lockryds Transport⟧", "⟦RECEIVER s6|Kraftvärmeverket Ryda⟧", "⟦TREATMENT s6|Energiutvinning⟧", "52 tömningar, 8 m3 komprimator."),
        ("⟦WASTE s7|Pallar och emballagevirke⟧", "", "⟦QUANTITY s7|6,5⟧", "ton", "", "", 0,
         "", "⟦RECEIVER s7|Pallbyggarn i Gällstad⟧", "⟦TREATMENT s7|lagas och säljs igen⟧", "Uppskattad mängd, vägs inte."),
        ("⟦WASTE s8|Järnskrot⟧", "⟦EWC s8|17 04 05⟧", "", "ton", "⟦QUANTITY s8 2012|4,4⟧", "", 0,
         "", "⟦RECEIVER s8|Ätradalens Skrot⟧", "", "Ej vägt i år, en halv container."),
        ("⟦WASTE s9|Dextrinlim, rester och hud⟧", "⟦EWC s9|080410⟧", "⟦QUANTITY s9|3 150⟧", "kg", "⟦QUANTITY s9 2012|2 875⟧", "300", 0,
         "⟦TRANSPORTER s9|Lockryds Transport⟧", "⟦RECEIVER s9|Kraftvärmeverket Ryda⟧", "⟦TREATMENT s9|Energiutvinning⟧", ""),
        ("⟦WASTE s10|Tvättvatten från flexotryck⟧", "⟦EWC s10|080308⟧", "⟦QUANTITY s10|14,5⟧", "m3", "⟦QUANTITY s10 2012|19,0⟧", "2", 0,
         "⟦TRANSPORTER s10|Sjuhärads Slamsug⟧", "⟦RECEIVER s10|Ramnåns Vattenrening AB⟧", "⟦TREATMENT s10|Indunstning⟧", "Fyra hämtningar."),
        ("⟦WASTE s11|Tryckfärgsrester⟧", "⟦EWC s11|080312*⟧", "⟦QUANTITY s11|640⟧", "kg", "⟦QUANTITY s11 2012|910⟧", "85", 1,
         "⟦TRANSPORTER s11|Sjuhärads Slamsug⟧", "⟦RECEIVER s11|Dalbo Specialavfall AB⟧", "⟦TREATMENT s11|Förbränning⟧", "Största minskningen: provtryck digitalt."),
        ("⟦WASTE s12|Ej rengjorda färgdunkar⟧", "⟦EWC s12|150110*⟧", "⟦QUANTITY s12|1 020⟧", "kg", "⟦QUANTITY s12 2012|980⟧", "40", 1,
         "⟦TRANSPORTER s12|Sjuhärads Slamsug⟧", "⟦RECEIVER s12|Dalbo Specialavfall AB⟧", "⟦TREATMENT s12|Förbränning⟧", "312 st dunkar à 25 l."),
        ("⟦WASTE s13|Torkdukar med tvättmedel⟧", "⟦EWC s13|150202*⟧", "⟦QUANTITY s13|275⟧", "kg", "", "", 1,
         "⟦TRANSPORTER s13|Sjuhärads Slamsug⟧", "⟦RECEIVER s13|Dalbo Specialavfall AB⟧", "", "Ny rad i år, låg tidigare i brännbart."),
        ("⟦WASTE s14|Spillolja⟧", "⟦EWC s14|130205*⟧", "⟦QUANTITY s14|0⟧", "kg", "⟦QUANTITY s14 2012|380⟧", "190", 1,
         "", "", "", "Fatet hämtas först när det är fullt."),
        ("⟦WASTE s15|Lysrör⟧", "⟦EWC s15|200121⟧", "⟦QUANTITY s15|46⟧", "st", "⟦QUANTITY s15 2012|120⟧", "", 1,
         "⟦TRANSPORTER s15|Lockryds Transport⟧", "⟦RECEIVER s15|Elkretsdepån Hökerum⟧", "", "Nivå 2012 berodde på byte i hall C."),
    ]
    n = 0
    for page in (3, 4, 5):
        head("I. AVFALL SOM LÄMNAT ANLÄGGNINGEN – ett block per avfallsslag", page)
        y = 628
        for b in blocks[(page - 3) * 5:(page - 2) * 5]:
            n += 1
            box(y, 132, f"I{n}")
            fld(70, y + 100, 230, b[0], "Avfallsslag")
            fld(308, y + 100, 70, b[1], "Avfallskod")
            tick(392, y + 103, b[6] == 0, "icke-farligt")
            tick(470, y + 103, b[6] == 1, "farligt")
            fld(70, y + 66, 80, b[2], "Mängd ⟦YEAR|2013⟧" if b[2] else "Mängd 2013")
            fld(156, y + 66, 44, b[3], "Enhet")
            fld(208, y + 66, 92, b[4], "Mängd ⟦YEAR|2012⟧, samma enhet" if b[4] else "Mängd 2012, samma enhet")
            fld(308, y + 66, 92, b[5], "Kvar i lager 31 dec")
            tick(420, y + 69, n not in (7, 8), "vägt")
            tick(470, y + 69, n in (7, 8), "uppskattat")
            fld(70, y + 34, 150, b[7], "Transportör")
            fld(228, y + 34, 164, b[8], "Mottagare")
            fld(400, y + 34, 150, b[9], "Vad händer med avfallet?")
            fld(70, y + 5, 480, b[10], "Anmärkning", h=14, size=8.4)
            y -= 140
        c.showPage()

    # ---- page 6
    head("J–L  SUMMERING OCH UNDERSKRIFT", 6)
    box(600, 165, "J. Summering (räknas fram av blanketten)")
    y = 722
    for label, a, b in [("Icke-farligt avfall, summa I1–I10 (ton, exkl. m3)", "733,6", "735,7"), ("Farligt avfall, summa I11–I15 (kg)", "1 935", "2 270"),
                        ("därav till materialåtervinning (%)", "95,6", "94,1"), ("Avfall per ton färdig vara (kg)", "150", "156")]:
        t(44, y + 4, label)
        fld(300, y, 90, a, "2013"); fld(400, y, 90, b, "2012")
        y -= 30
    box(500, 90, "K. Avfall som tas emot från andra")
    tick(44, 556, True, "Nej, inget avfall tas emot")
    tick(190, 556, False, "Ja, fyll i bilaga 5 (kod, mängd i ton, avsändare)")
    t(44, 532, "Kostnad för borttransport enligt bokföringen (frivillig uppgift):", "N", 7.5)
    fld(270, 526, 90, "268 tkr")
    box(180, 308, "L. Granskning och underskrift")
    fld(44, 440, 220, "Rapporten granskad av Annika Brodd,", "L1 Granskning (om annan än C1)")
    fld(274, 440, 276, "revisor, Brodd & Lindmarker, 040-628 04 88")
    fld(44, 404, 220, "Skyddsombud: Kenneth Ysander", "L2 Har tagit del av uppgifterna")
    fld(274, 404, 276, "k.ysander@pappersklubben9.se, 070-174 06 77")
    fld(44, 340, 220, "2014-03-19, Timmele", "L3 Datum och ort")
    fld(274, 340, 276, "⟦PERSON c2|Torsten Ekebjär⟧", "L4 Behörig företrädare, namnförtydligande")
    c.line(44, 290, 300, 290)
    t(44, 280, "Underskrift (blanketten är elektroniskt stämplad, ingen namnteckning krävs)", "N", 7)
    fld(44, 196, 506, "Handläggare: Sofia Rammelin, miljöinspektör, 08-465 004 12.\nInkommen 2014-03-24. Avskrivs efter genomgång vid tillsynsbesök v. 22.", "L5 Nämndens anteckningar", h=54, multi=True, size=8.6)
    c.showPage()
    c.save()
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        file.flatten_annotations("all")
        file.save(path)
