import re, pymupdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfbase.pdfmetrics import stringWidth as W
from reportlab.platypus import Paragraph
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.colors import HexColor, black
SUFFIX = ".pdf"
BL = HexColor("#e4ecf7"); LINE = HexColor("#5c7396")
ST = ParagraphStyle("b", fontName="Helvetica", fontSize=9, leading=12.2, linkColor=black)

def build(path, marker):
    tmp = str(path) + ".form.pdf"
    c = Canvas(tmp, pagesize=A4); n = [0, 0]
    def pageframe():
        n[1] += 1
        c.setFont("Helvetica", 7); c.setFillColor(LINE)
        c.drawString(40, 822, "BLANKETT MF 14:3  Egenkontrollrapport livsmedel och drycker"); c.drawRightString(555, 822, "sid %d" % n[1])
        c.drawString(40, 20, "Skicka blanketten till Miljöförbundet Listerbygden, Box 41, Sölvesborg senast den 31 mars. Fält med * måste fyllas i.")
        c.setFillColor(black)
    def new():
        c.showPage(); pageframe()
    def head(y, t):
        c.setFillColor(LINE); c.rect(40, y - 4, 515, 16, fill=1, stroke=0)
        c.setFillColor(HexColor("#ffffff")); c.setFont("Helvetica-Bold", 9.5); c.drawString(45, y, t); c.setFillColor(black)
    def f(x, y, w, label, value="", size=9, h=15):
        n[0] += 1
        lu = []
        def lk(url, text):
            lu.append((url, text)); return text
        label = marker._replace(label, lk)
        c.setFont("Helvetica", 6.6); c.drawString(x, y + h + 2, label)
        for u, t in lu:
            x0 = x + W(label[:label.index(t)], "Helvetica", 6.6); c.linkURL(u, (x0, y + h, x0 + W(t, "Helvetica", 6.6), y + h + 8), relative=0)
        urls = []
        def keep(url, text):
            urls.append(url); return text
        text = marker._replace(value, keep)
        c.acroForm.textfield(name="F%d" % n[0], value=text, x=x, y=y, width=w, height=h, fontName="Helvetica", fontSize=size,
            borderWidth=0.6, borderColor=LINE, fillColor=BL, textColor=black, borderStyle="solid", forceBorder=True)
        if urls: c.linkURL(urls[0], (x, y, x + w, y + h), relative=0)
    def tick(x, y, label, on):
        n[0] += 1
        c.acroForm.checkbox(name="K%d" % n[0], checked=on, x=x, y=y, size=10, buttonStyle="cross", borderWidth=0.6, borderColor=LINE, fillColor=BL)
        c.setFont("Helvetica", 7.5); c.drawString(x + 13, y + 2, label)
    def box(x, y, w, h, label, html):
        c.setFont("Helvetica", 6.6); c.drawString(x, y + h + 2, label)
        c.setFillColor(BL); c.setStrokeColor(LINE); c.rect(x, y, w, h, fill=1, stroke=1); c.setFillColor(black)
        p = Paragraph(marker.html(html), ST); pw, ph = p.wrap(w - 8, h); assert ph < h, (label, ph, h); p.drawOn(c, x + 4, y + h - ph - 3)
    pageframe()
    c.setFont("Helvetica-Bold", 17); c.drawString(40, 785, "Egenkontrollrapport / miljörapport")
    c.setFont("Helvetica", 9); c.drawString(40, 769, "för tillståndspliktig tillverkning av drycker m.m. Blanketten kan sparas med ifyllda uppgifter.")
    f(455, 764, 100, "Rapporten avser kalenderår *", "⟦YEAR|2009⟧", 11, 18)
    head(738, "A   Verksamheten")
    f(40, 700, 330, "A1 Verksamhetsutövare (firma) *", "⟦OPERATOR|Ryssjö Bränneri AB⟧"); f(380, 700, 175, "A2 Organisationsnummer *", "⟦ORG_NUMBER|559928-9401⟧")
    f(40, 670, 330, "A3 Anläggning, om annat namn", "⟦FACILITY|Bränneriet i Ysane⟧"); f(380, 670, 175, "A4 Anläggningsnummer", "⟦FACILITY_NUMBER|1083-1127⟧")
    f(40, 640, 200, "A5 Besöksadress", "⟦ADDRESS|Kornskruvsvägen 4⟧"); f(250, 640, 60, "Postnr", "⟦ADDRESS|294 95⟧"); f(320, 640, 100, "Ort", "⟦ADDRESS|Sölvesborg⟧"); f(430, 640, 125, "A6 Kommun", "⟦MUNICIPALITY|Sölvesborg⟧")
    f(40, 610, 200, "A7 Fastighetsbeteckning", "Ysaneby 7:14 och 7:22"); f(250, 610, 170, "A8 Koordinater RT 90 (X / Y)", "6218340 / 1421765"); f(430, 610, 125, "A9 Verksamhetskod", "15.231 (B)")
    f(40, 580, 250, "A10 Tillstånd, datum och myndighet", "2003-05-22  Länsstyrelsen i Blekinge län"); f(300, 580, 120, "A11 Dnr", "551-2290-02"); tick(432, 584, "ISO 14001", True); tick(496, 584, "EMAS", False)
    head(556, "B   Personer")
    def pers(y, title, a, b, d, e):
        f(40, y, 150, title + ": namn", a); f(196, y, 110, "befattning / firma", b); f(312, y, 105, "telefon", d); f(423, y, 132, "e-post", e, 8)
    pers(522, "B1 Kontaktperson", "⟦PERSON c1|Hallgren, Sigbritt⟧", "⟦ROLE c1|bränneriingenjör⟧", "⟦PHONE c1|040-628 04 17⟧", "⟦EMAIL c1|sigbritt.h@ryssjobranneri.se⟧")
    pers(493, "B2 Juridiskt ansvarig", "⟦PERSON c2|Tornberg, Jarl⟧", "⟦ROLE c2|disponent⟧", "⟦PHONE c2|070/174 06 19⟧", "⟦EMAIL c2|jarl@ryssjobranneri.se⟧")
    pers(464, "B3 Rapporten granskad av", "Aronsson, Vilgot", "revisor, Aronsson & Lind", "08-465 004 71", "vilgot@aronssonlind.se")
    pers(435, "B4 Provtagning utförd av", "Mejtoft, Asta", "tekniker, Sydlabbet", "031-390 06 55", "prov@sydlabbet.se")
    pers(406, "B5 Skyddsombud", "Wickström, Egil", "tappare", "040-628 04 80", "")
    head(382, "C   Tillstånd och villkor")
    f(40, 348, 250, "C1 Tillåten produktion", "6 000 000 liter ren sprit / år"); f(300, 348, 255, "C2 Verklig produktion", "4 812 300 liter ren sprit")
    f(40, 319, 250, "C3 Högsta mängd drank i lager", "2 200 m3"); f(300, 319, 255, "C4 Högsta mängd farligt avfall i lager", "1,5 ton")
    f(40, 290, 250, "C5 Etanol till luft, riktvärde", "18 ton/år"); f(300, 290, 255, "C6 Utfall", "11,7 ton (2008: 12,9 ton)")
    f(40, 261, 250, "C7 Buller natt, villkor 6", "40 dB(A)"); f(300, 261, 255, "C8 Utfall, mätt 2007-10-11", "37 dB(A)")
    box(40, 150, 515, 92, "C9 Kommentar till villkor och till året i stort", "Vete köps av odlare inom sex mil och mäskas i satser om 62 m3. Destillationen går i fyra kolonner. Under vecka 29-32 stod bränneriet still för byte av mäskvärmare. Den nya indunstaren som nämns i ansökan från 2008 (för 9 000 m3 drank om året) är inte byggd. Två klagomål på lukt kom in i juni, båda från Kornvägen 11; vi har ringt upp och bjudit in till rundvandring. Tillsynsbesök 2009-09-17 av inspektör Maud Elfving, Miljöförbundet, tfn 040-628 04 92.")
    head(128, "D1   Råvaror och kemikalier, inköpt mängd")
    for i, (a, b) in enumerate([("Höstvete", "14 930 ton"), ("Enzym (alfa-amylas)", "9,4 ton"), ("Svavelsyra 37 %", "22 ton"), ("Natronlut 45 %", "31,5 ton"), ("Aktivt kol, nytt", "2 600 kg"), ("Halmbriketter (bränsle)", "3 410 ton")]):
        f(40 + (i % 3) * 174, 92 - (i // 3) * 29, 100, "ämne", a); f(144 + (i % 3) * 174, 92 - (i // 3) * 29, 62, "mängd", b)
    new()
    head(800, "E   Avfall och restprodukter. Ett block för varje slag. Kopiera sidan vid behov.")
    rows = [
     ("Drank", "02 07 02", "18 400 m3", "17 950", "640", "dagligen", "", "Lantbruk på Listerlandet", "Foder", 0),
     ("Fuselolja", "07 01 04*", "12,6 ton", "11,9", "0,8", "3", "Svinga Tanktransport AB", "Ekelösa Kemi AB", "Energi, R1", 1),
     ("Filterkol", "15 02 03", "2 840 kg", "3 100", "200", "2", "Listers Container AB", "Vallarna Avfall AB", "Förbränning", 0),
     ("Spannmålsdamm och agnar", "020701", "46 ton", "51", "-", "23", "Listers Container AB", "Gasbolaget i Mörrum AB", "Rötning", 0),
     ("Glaskross från tapplinjen", "15 01 07", "21,3 ton", "18,0", "2", "9", "Listers Container AB", "Blekinge Glasretur AB", "Nytt glas", 0),
     ("Wellpapp och ark", "15 01 01", "33,8 ton", "35,2", "-", "26", "Listers Container AB", "Vallarna Avfall AB", "Materialåtervinning", 0),
     ("Krympfilm", "15 01 02", "4 150 kg", "3 900", "-", "12", "Listers Container AB", "Vallarna Avfall AB", "Materialåtervinning", 0),
     ("Brännbart, löst", "20 03 01", "27,9 ton", "30,4", "-", "52", "Listers Container AB", "Vallarna Avfall AB", "Energiåtervinning", 0),
     ("Bottenslam ur utjämningstank", "02 07 05", "64 m3", "0", "-", "1", "Sugbil i Pukavik HB", "Gasbolaget i Mörrum AB", "Rötning", 0),
     ("Halmaska", "10 01 03", "118 ton", "124", "15", "11", "", "Lantbrukarna Bröderna Tuvesson", "Gödsling", 0),
     ("Spillolja från kompressorer", "13 02 05", "380 kg", "410", "60", "1", "Ekelösa Kemi AB", "Ekelösa Kemi AB", "R9", 1),
     ("Lysrör", "20 01 21*", "85 st", "60", "20", "1", "Ekelösa Kemi AB", "Ekelösa Kemi AB", "", 1),
     ("Felbuteljerad sprit", "02 07 04", "1,9 ton", "-", "-", "1", "Svinga Tanktransport AB", "Ekelösa Kemi AB", "Destillation", 0),
    ]
    y = 690
    for i, (nm, co, q, p, lag, hm, tr, re_, be, fa) in enumerate(rows, 1):
        k = "s%d" % i
        if i == 7: new(); y = 705
        c.setStrokeColor(LINE); c.rect(40, y - 8, 515, 101, fill=0, stroke=1); c.setFont("Helvetica-Bold", 8); c.drawString(45, y + 82, "E:%d" % i)
        M = lambda L, t, yr="": "" if t in ("", "-") else "⟦%s %s%s|%s⟧" % (L, k, yr, t)
        f(46, y + 58, 190, "Avfallets namn *", M("WASTE", nm)); f(242, y + 58, 70, "EWC-kod", M("EWC", co))
        f(318, y + 58, 90, "Mängd i år (med enhet) *", M("QUANTITY", q)); f(414, y + 58, 64, "Mängd ⟦YEAR|2008⟧", M("QUANTITY", p, " 2008") or p); f(484, y + 58, 64, "Kvar 31/12", lag)
        tick(46, y + 34, "farligt", bool(fa)); tick(96, y + 34, "ej farligt", not fa); f(160, y + 29, 76, "Antal hämtn.", hm)
        f(242, y + 29, 150, "Transportör", M("TRANSPORTER", tr)); f(398, y + 29, 150, "Kostnad, kr (frivilligt)", {2: "48 200", 8: "61 750", 11: "0"}.get(i, ""))
        f(46, y, 266, "Mottagare", M("RECEIVER", re_))
        if be == "Energi, R1":
            f(318, y, 150, "Så behandlas det", "⟦TREATMENT s2|Energi⟧"); f(474, y, 74, "R/D", "⟦TREATMENT s2|R1⟧")
        elif be == "R9":
            f(318, y, 150, "Så behandlas det", ""); f(474, y, 74, "R/D", "⟦TREATMENT s11|R9⟧")
        else:
            f(318, y, 150, "Så behandlas det", M("TREATMENT", be)); f(474, y, 74, "R/D", "")
        y -= 112
    new()
    head(800, "F   Sammanställning av E (räknas fram av blanketten)")
    f(40, 764, 160, "F1 Farligt avfall, summa", "12,98 ton + 85 st"); f(210, 764, 160, "F2 Övrigt avfall, summa", "255,89 ton + 64 m3"); f(380, 764, 175, "F3 Restprodukt till foder", "18 400 m3")
    f(40, 735, 160, "F4 Andel till deponi", "0 %"); f(210, 735, 160, "F5 Mål 2010 brännbart", "högst 22 ton"); f(380, 735, 175, "F6 Kg avfall per 1 000 l sprit", "53,2")
    head(708, "G   Utsläpp och energi")
    g = [("G1 Kylvatten ut, m3", "412 000"), ("G2 Processvatten, m3", "38 600"), ("G3 BOD7, ton", "19,4"), ("G4 Tot-P, kg", "286"), ("G5 Tot-N, kg", "940"), ("G6 Suspenderat, ton", "6,1"),
         ("G7 NOx, ton", "8,8"), ("G8 Stoft, kg", "730"), ("G9 El, MWh", "7 214"), ("G10 Eldningsolja, m3", "41"), ("G11 CO2 från jäsning, ton", "3 640"), ("G12 R404A påfyllt, kg", "2,5")]
    for i, (a, b) in enumerate(g): f(40 + (i % 4) * 131, 674 - (i // 4) * 29, 122, a, b)
    head(590, "H   Fritext")
    box(40, 478, 515, 90, "H1 Händelser", "2009-02-27 brast en slang vid lossning av lut och omkring 150 liter rann till invallningen, pumpades till neutraliseringen. 2009-08-13 larmade gasvakten i spritkällaren; felet var en trasig givare. Kylanläggningens läckage ersattes med 2,5 kg R404A. Inget av detta gav något utsläpp till Sissebäck.")
    box(40, 362, 515, 96, "H2 Åtgärder för mindre avfall", "Blocken i E är hämtade från vågsedlar. ⟦WASTE s1|Dranken⟧ gick som förut i rör och tankbil, ⟦QUANTITY s1|18 400 m3⟧ mot ⟦QUANTITY s1 2008|17 950⟧ året före. Vi har bytt krympfilm till en tunnare kvalitet och räknar med 10 % mindre plast under 2010. Om den planerade proteintorken byggs kan 600 ton torkat foder om året säljas. Träpallar går i retursystem. Därutöver lämnades ⟦WASTE s14|kasserade elmotorer⟧ till ⟦RECEIVER s14|Gammalstorps Skrothandel⟧ utan vägning.")
    head(338, "I   Telefonlista vid larm (anslås vid porten)")
    for i, (a, b, d) in enumerate([("Räddningstjänst, inre befäl", "Lindau, P.", "070-174 06 88"), ("Jour Svinga Tanktransport", "chaufför Kjell", "070-174 06 91"), ("Reningsverket, jour", "driftoperatör", "040-628 04 33"), ("Granne Kornvägen 9", "Berta Sunesson", "040-628 04 61")]):
        f(40, 304 - i * 27, 190, "", a); f(240, 304 - i * 27, 150, "", b); f(400, 304 - i * 27, 155, "", d)
    head(194, "J   Underskrift")
    f(40, 160, 120, "Ort och datum", "Ysane 2010-03-26"); f(170, 160, 200, "Namnförtydligande", "⟦PERSON c2|Jarl Tornberg⟧"); f(380, 160, 175, "Blanketten ifylld av", "⟦PERSON c1|Sigbritt Hallgren⟧")
    c.setFont("Times-Italic", 17); c.drawString(185, 118, "J Tornberg"); c.line(170, 112, 370, 112)
    c.setFont("Helvetica", 7); c.drawString(40, 90, "Myndighetens anteckningar:  Ink. 2010-03-30   Dnr 2010-0417   Handl. ME"); c.rect(36, 82, 300, 20)
    c.showPage(); c.save()
    d = pymupdf.open(tmp); d.bake(annots=False, widgets=True); d.save(str(path))
