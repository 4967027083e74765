"""A municipality's fillable form: values are form fields, flattened as a mailed copy is."""
import re

import pikepdf
from reportlab.lib.colors import Color, black, white
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

SUFFIX = ".pdf"
TINT = Color(0.87, 0.93, 0.90)
DARK = Color(0.05, 0.30, 0.24)
W, H = A4


class Form:
    def __init__(self, path, marker):
        self.c = Canvas(str(path), pagesize=A4, initialFontName="Helvetica")
        self.m, self.n, self.page = marker, 0, 0

    def pieces(self, s):
        out = []

        def keep(url, text):
            out.append((url, text))
            return f"\x00{len(out) - 1}\x01{text}\x02"

        raw = self.m._replace(s, keep)
        plain, spans, i = "", [], 0
        for part in re.split(r"(\x00\d+\x01[^\x02]*\x02)", raw):
            if part.startswith("\x00"):
                k = int(part[1 : part.index("\x01")])
                spans.append((len(plain), len(plain) + len(out[k][1]), out[k][0]))
                plain += out[k][1]
            else:
                plain += part
        return plain, spans

    def link(self, x, y, plain, spans, font, size):
        for a, b, url in spans:
            x0 = x + stringWidth(plain[:a], font, size)
            x1 = x + stringWidth(plain[:b], font, size)
            self.c.linkURL(url, (x0 - 0.6, y - 2.5, x1 + 0.6, y + size), relative=0, thickness=0)

    def text(self, x, y, s, size=8, font="Helvetica", color=black):
        plain, spans = self.pieces(s)
        self.c.setFont(font, size)
        self.c.setFillColor(color)
        self.c.drawString(x, y, plain)
        self.c.setFillColor(black)
        self.link(x, y, plain, spans, font, size)

    def field(self, x, y, w, label, value, size=9, h=14):
        if label:
            self.text(x, y + h + 2, label, 6.2, "Helvetica", DARK)
        plain, spans = self.pieces(value)
        self.n += 1
        self.c.acroForm.textfield(
            name=f"f{self.n}", x=x, y=y, width=w, height=h, value=plain, fontName="Helvetica",
            fontSize=size, borderWidth=0.5, borderColor=DARK, fillColor=white, textColor=black,
            forceBorder=True,
        )
        self.link(x + 2.5, y + 4, plain, spans, "Helvetica", size)

    def tick(self, x, y, label, on):
        self.n += 1
        self.c.acroForm.checkbox(name=f"k{self.n}", x=x, y=y, size=9, checked=on, buttonStyle="cross",
                                 borderWidth=0.5, borderColor=DARK, fillColor=white, textColor=black, forceBorder=True)
        self.text(x + 12, y + 1.5, label, 7)

    def head(self, y, s):
        self.c.setFillColor(DARK)
        self.c.rect(40, y - 4, W - 80, 15, stroke=0, fill=1)
        self.text(45, y, s, 9, "Helvetica-Bold", white)

    def start(self):
        self.page += 1
        c = self.c
        c.setFillColor(TINT)
        c.rect(0, H - 58, W, 58, stroke=0, fill=1)
        c.setFillColor(black)
        self.text(40, H - 28, "ÅNGEBYGDENS TILLSYNSNÄMND", 10, "Helvetica-Bold", DARK)
        self.text(40, H - 41, "Blankett MH 27  Årsredovisning av miljöfarlig verksamhet (verkstäder, tvätthallar)", 8)
        self.text(W - 110, H - 28, f"Sida {self.page} av 5", 8)
        self.text(40, 22, "Blankett MH 27 utg. 6. Fylls i på skärm. Handläggare vid nämnden: Per-Erik Dahlin, 08-465 004 90, tillsyn@angebygden.example.se", 6.3)

    def end(self):
        self.c.showPage()


BLOCKS = [
    ("s1", "Spillolja från dieselmotorer", "13 02 05*", "6 840", "kg", "5 920", "400", "4", "Sörljungs Sugbil AB", "Oljeringen Raffinering AB", "R9", 1),
    ("s2", "Oljeavskiljarslam från tvätthall", "13 05 02*", "14,2", "m3", "11,5", "-", "2", "Sörljungs Sugbil AB", "Torpshammars Vattenrening AB", "D9", 1),
    ("s3", "Blybatterier ur lok och vagnar", "16 06 01*", "9 310", "kg", "12 480", "1 150", "6", "Godstjänst i Erikslund AB", "Blyhyttan Retur AB", "R4", 1),
    ("s4", "NiCd-batterier", "160602", "2 275", "kg", "640", "90", "2", "Godstjänst i Erikslund AB", "d:o", "R4", 1),
    ("s5", "Spån från hjulsvarv", "12 01 01", "48,6", "ton", "52,1", "2", "9", "Medelpads Skrotlinje AB", "Medelpads Skrotlinje AB", "R4", 0),
    ("s6", "Utslitna bromsblock, gjutjärn", "", "21 400", "kg", "19 900", "800", "3", "Medelpads Skrotlinje AB", "Stålverk (via Medelpads Skrotlinje)", "R4", 0),
    ("s7", "Blästersand med färgrester", "12 01 16*", "7 950", "kg", "-", "0", "1", "Godstjänst i Erikslund AB", "Kvarnmyrans Behandling AB", "D5", 1),
    ("s8", "Färg- och lackrester", "80111", "412", "kg", "388", "35", "2", "Godstjänst i Erikslund AB", "Kvarnmyrans Behandling AB", "D10", 1),
    ("s9", "Oljiga trasor, absol och filter", "15 02 02*", "1 164", "kg", "1 302", "60", "5", "Godstjänst i Erikslund AB", "Kvarnmyrans Behandling AB", "R1", 1),
    ("s10", "Kylvätska, glykolblandad", "16 01 14*", "3 100", "liter", "2 700", "200", "2", "Sörljungs Sugbil AB", "Oljeringen Raffinering AB", "R3", 1),
    ("s11", "Kasserade boggier och hjulaxlar", "17 04 05", "212", "ton", "187", "14", "16", "Medelpads Skrotlinje AB", "Medelpads Skrotlinje AB", "R4", 0),
    ("s12", "Elektronik ur förarhytter", "16 02 13*", "690", "kg", "540", "-", "1", "Godstjänst i Erikslund AB", "Elretur Fränsta ek. för.", "R12", 1),
    ("s13", "Slipers, kreosotimpregnerade", "17 02 04*", "5 600", "kg", "-", "1 900", "1", "Kommunens fordon", "Värmeverket i Bällsta", "R1", 1),
    ("s14", "Köldmedium R134a ur vagnkylor", "14 06 01*", "38", "kg", "41", "12", "1", "Godstjänst i Erikslund AB", "Kylgasdepån i Norr AB", "D10", 1),
    ("s15", "Toalettslam ur vagntankar", "20 03 04", "96", "m3", "88", "", "24", "Kommunens fordon", "Ålsta avloppsverk", "D8", 0),
    ("s16", "Brännbart, ej sorterat", "20 03 01", "31 800", "kg", "33 050", "", "52", "Kommunens fordon", "Värmeverket i Bällsta", "R1", 0),
]


def block(f, y, i, row):
    k, name, code, a, unit, b, lag, pick, tr, rec, op, fa = row
    c = f.c
    c.setFillColor(TINT if i % 2 else Color(0.95, 0.97, 0.96))
    c.rect(40, y - 62, W - 80, 73, stroke=0, fill=1)
    c.setFillColor(black)
    f.text(44, y - 2, f"Avfall {i + 1}", 8, "Helvetica-Bold", DARK)
    f.field(90, y - 16, 250, "1 Avfallets benämning", f"⟦WASTE {k}|{name}⟧")
    f.field(350, y - 16, 75, "2 Avfallskod", f"⟦EWC {k}|{code}⟧" if code else "")
    f.tick(440, y - 13, "farligt", bool(fa))
    f.tick(495, y - 13, "ej farligt", not fa)
    f.field(90, y - 38, 62, "A Uppkommet", f"⟦QUANTITY {k}|{a}⟧", size=8, h=13)
    f.field(156, y - 38, 34, "Enhet", unit, size=8, h=13)
    f.field(194, y - 38, 62, "B Föregående år", f"⟦QUANTITY {k} 2020|{b}⟧" if b != "-" else "-", size=8, h=13)
    f.field(260, y - 38, 58, "C I lager 31/12", lag, size=8, h=13)
    f.field(322, y - 38, 45, "D Hämtningar", pick, size=8, h=13)
    f.field(371, y - 38, 54, "E R/D-kod", f"⟦TREATMENT {k}|{op}⟧", size=8, h=13)
    f.field(90, y - 59, 215, "F Transportör", f"⟦TRANSPORTER {k}|{tr}⟧", size=8, h=12)
    keys = "s3 s4" if k == "s3" else k
    f.field(312, y - 59, 215, "G Mottagare", "d:o" if rec == "d:o" else f"⟦RECEIVER {keys}|{rec}⟧", size=8, h=12)


def build(path, marker):
    f = Form(path, marker)
    # 1
    f.start()
    f.text(40, 752, "Årsredovisning för kalenderåret", 14, "Helvetica-Bold")
    f.field(285, 748, 60, "", "⟦YEAR|2021⟧", size=12, h=18)
    f.tick(365, 752, "ny redovisning", True)
    f.tick(450, 752, "rättelse av tidigare", False)
    f.head(722, "A  Vem driver verksamheten")
    f.field(40, 690, 300, "Verksamhetsutövare (bolag, förening, enskild firma)", "⟦OPERATOR|Holmsta Spårverkstad AB⟧")
    f.field(350, 690, 205, "Organisationsnummer", "⟦ORG_NUMBER|559941-7036⟧")
    f.field(40, 662, 300, "Anläggningens namn, om annat", "⟦FACILITY|Loktvätten och Vagnhall Öst⟧")
    f.field(350, 662, 100, "Anläggningsnummer", "⟦FACILITY_NUMBER|2260-1207⟧")
    f.field(456, 662, 99, "Kommun", "⟦MUNICIPALITY|Ånge⟧")
    f.field(40, 634, 210, "Besöksadress", "⟦ADDRESS|Rangerbacken 14⟧")
    f.field(256, 634, 84, "Postnummer", "⟦ADDRESS|841 32⟧")
    f.field(350, 634, 205, "Ort", "⟦ADDRESS|Ånge⟧")
    f.field(40, 606, 140, "Fastighetsbeteckning", "Fiktivspåret 3:41")
    f.field(186, 606, 154, "Koordinat N (SWEREF 99 TM)", "6932450")
    f.field(350, 606, 205, "Koordinat E (SWEREF 99 TM)", "544310")
    f.head(580, "B  Personer   (använd formen Efternamn, Förnamn)")
    y = 548
    people = [
        ("Ansvarig för redovisningen", "⟦PERSON c1|Lindmark, Tove⟧", "⟦ROLE c1|verkstadschef⟧", "⟦PHONE c1|08-465 004 31⟧", "⟦PHONE c1|070-174 06 12⟧", "⟦EMAIL c1|tove.lindmark@holmstaspar.se⟧"),
        ("Daglig kontakt i miljöfrågor", "⟦PERSON c2|Åslund, Rune⟧", "⟦ROLE c2|skydds- och miljösamordnare⟧", "", "⟦PHONE c2|070 174 06 58⟧", "⟦EMAIL c2|r.aslund@holmstaspar.se⟧"),
        ("Konsult som hjälpt till med blanketten", "Holmgren, Frida", "uppdragsledare, Vågmo Miljöråd AB", "08-465 004 77", "", "frida@vagmomiljo.se"),
        ("Skyddsombud (utsett av facket)", "Backlund, Jörgen", "svarvare", "", "070-174 06 81", "jorgen.backlund@spårklubb.example"),
    ]
    for i, (who, name, role, direct, mob, mail) in enumerate(people):
        f.text(40, y + 18, f"B{i + 1}  {who}", 8, "Helvetica-Bold", DARK)
        y -= 12
        f.field(40, y, 150, "Namn", name)
        f.field(196, y, 165, "Befattning", role)
        f.field(367, y, 90, "Direkttelefon", direct)
        f.field(463, y, 92, "Mobil", mob)
        y -= 27
        f.field(40, y, 321, "E-post", mail)
        f.field(367, y, 188, "Fax", "08-465 004 32" if i == 0 else "")
        y -= 38
    f.head(y + 8, "C  Larmlista vid utsläpp (sätts upp i vagnhallen)")
    y -= 28
    for who, num in (("Jourhavande förare, sugbil: Kenneth Brolin", "070-174 06 91"), ("Bangårdsvakt: Mona Sellin", "040-628 04 66"), ("Granne i norr: fam. Österdahl", "070-174 06 73")):
        f.field(40, y, 321, "Vem", who)
        f.field(367, y, 188, "Nummer", num)
        y -= 27
    f.end()
    # 2
    f.start()
    f.head(754, "D  Verksamheten i korthet")
    lines = [
        "Underhåll av diesellok, motorvagnar och godsvagnar. Åtta spårplatser, hjulsvarv, blästerbox, målning.",
        "Tvätthallen har recirkulation över sandfilter och ny oljeavskiljare klass I (10 l/s) sedan 2018.",
        "Under redovisningsåret lades natttvätten ned, arbetet sker nu vardagar 06-22.",
    ]
    y = 728
    for line in lines:
        f.field(40, y, 515, "", line, size=8.5)
        y -= 17
    f.head(y - 4, "E  Beslut och villkor")
    y -= 36
    for nr, vill, res in (
        ("1", "Avskild mängd farligt avfall i förråd får inte överstiga 12 ton", "högst 6,4 ton vid kvartalskontroll"),
        ("2", "Oljeindex i utgående vatten högst 5 mg/l som årsmedel", "1,9 mg/l (6 prov)"),
        ("3", "Lösningsmedel i färg högst 900 kg per år", "511 kg"),
        ("4", "Buller vid bostad nattetid högst 40 dBA", "37 dBA, mätt 2019"),
    ):
        f.field(40, y, 22, "Nr", nr)
        f.field(66, y, 290, "Villkorets lydelse", vill, size=8)
        f.field(360, y, 195, "Utfall", res, size=8)
        y -= 25
    f.head(y + 4, "F  Utfört arbete")
    y -= 28
    for label, now, prev in (("Lok, översyner (st)", "74", "69"), ("Vagnar, översyner (st)", "612", "588"), ("Hjulpar svarvade (st)", "1 940", "2 015"), ("Tvättade fordon (st)", "2 306", "2 877")):
        f.field(40, y, 200, "Slag", label)
        f.field(246, y, 100, "Under året", now)
        f.field(352, y, 100, "Året innan", prev)
        y -= 25
    f.head(y + 4, "G  Inköpta kemikalier och oljor")
    y -= 28
    for name, cas, use, st in (
        ("Motorolja SAE 40", "-", "8 200 l", "1 100 l"),
        ("Hydraulolja HV 32", "-", "1 950 l", "400 l"),
        ("Monopropylenglykol", "57-55-6", "4 300 l", "600 l"),
        ("Alkalisk avfettning", "1310-73-2", "2 760 kg", "210 kg"),
        ("Tvåkomponentsfärg grå", "28182-81-2", "1 080 kg", "95 kg"),
        ("Bromsrengöring aerosol", "64742-49-0", "640 st", "120 st"),
    ):
        f.field(40, y, 190, "Produkt", name)
        f.field(236, y, 100, "CAS", cas)
        f.field(342, y, 100, "Använt under året", use)
        f.field(448, y, 107, "Lager vid årsskiftet", st)
        y -= 25
    f.head(y + 4, "H  Energi och vatten")
    y -= 28
    f.field(40, y, 120, "El (MWh)", "2 118")
    f.field(166, y, 120, "Fjärrvärme (MWh)", "3 460")
    f.field(292, y, 120, "Diesel, egna fordon (m3)", "11,3")
    f.field(418, y, 137, "Vatten (m3)", "7 940")
    f.end()
    # 3, 4
    for part, text in ((BLOCKS[:8], "I  Avfall. Ruta A avser ⟦YEAR|2021⟧, ruta B avser ⟦YEAR|2020⟧, båda i den enhet som anges"), (BLOCKS[8:], "I  Avfall, fortsättning")):
        f.start()
        f.head(756, text)
        y = 733
        for i, row in enumerate(part):
            block(f, y, i + (8 if part[0][0] == "s9" else 0), row)
            y -= 79
        if part[0][0] == "s1":
            f.text(40, y + 4, "d:o i ruta G betyder samma mottagare som i föregående avfallsruta. Ange aldrig antal kärl i ruta A.", 7)
        else:
            f.field(90, y - 14, 120, "Summa farligt avfall (kg)", "34 279")
            f.field(216, y - 14, 120, "Summa övrigt (ton)", "313,8")
            f.field(342, y - 14, 120, "Avfallskostnad (kr)", "684 200")
        f.end()
    # 5
    f.start()
    f.head(754, "J  Egna upplysningar om avfallet   (en rad per fält)")
    y = 728
    for line in (
        "Utöver rutorna i del I byttes isolering i två personvagnar. Kvar blev ⟦WASTE s17|mineralull⟧ (⟦EWC s17|17 06 04⟧) och några",
        "⟦WASTE s18|asbesthaltiga packningar⟧ (⟦EWC s18|17 06 05*⟧). Det blev ⟦QUANTITY s17|1,2 ton⟧ resp. ⟦QUANTITY s18|85 kg⟧, båda till ⟦RECEIVER s17 s18|Kvarnmyrans Behandling AB⟧",
        "för ⟦TREATMENT s17 s18|deponering⟧. ⟦WASTE s19|Stoppning och galon⟧ ur 340 säten gick till ⟦TREATMENT s19|energiåtervinning⟧ i september.",
        "Vågen visade ⟦QUANTITY s19|4,3 ton⟧. Svarvspånet ökade inte, trots fler nya hjul; vi pressar numera briketter.",
        "⟦WASTE s20|Wellpapp⟧ samlas i bur och hämtas av ⟦TRANSPORTER s20|Medelpads Skrotlinje AB⟧, uppskattningsvis ⟦QUANTITY s20|2,6 ton⟧ (ej vägt).",
        "Oljeavskiljaren: ⟦QUANTITY s2|14,2 m3⟧ ⟦WASTE s2|slam⟧ i maj och oktober, samma uppgift som i ruta 2.",
        "Till nästa år räknar vi med 30 ton gamla slipers från spår 7, det är inte med ovan.",
    ):
        f.field(40, y, 515, "", line, size=8)
        y -= 18
    f.head(y - 6, "K  Tillbud under året")
    y -= 34
    for d, t in (("2021-02-11", "Läckage ca 60 l diesel vid tankplatta. Sanerat med absol, se avfall 9. Anmält samma dag."), ("2021-08-30", "Larm hög nivå i oljeavskiljare. Givare felvänd. Inget utsläpp.")):
        f.field(40, y, 70, "Datum", d, size=8)
        f.field(114, y, 441, "Vad hände", t, size=8)
        y -= 26
    f.head(y + 4, "L  Provtagning av utgående tvättvatten (medelvärde)")
    y -= 28
    for i, (p, v, g) in enumerate((("Oljeindex mg/l", "1,9", "5"), ("Zink mg/l", "0,31", "0,5"), ("Koppar mg/l", "0,12", "0,2"), ("Bly mg/l", "<0,005", "0,05"), ("pH", "8,4", "6,5-10"))):
        f.field(40, y, 140, "Parameter", p)
        f.field(186, y, 90, "Halt", v)
        f.field(282, y, 90, "Riktvärde", g)
        if i == 0:
            f.field(378, y, 177, "Laboratorium, kontakt", "Indalslab AB, Siv Norell 031-390 06 21", size=7.5)
        y -= 25
    f.head(y + 4, "M  Underskrift")
    y -= 34
    f.field(40, y, 160, "Ort och datum", "Ånge den 14 mars 2022")
    f.field(206, y, 170, "Behörig företrädare", "⟦PERSON c1|Tove Lindmark⟧")
    f.field(382, y, 173, "Bolag", "⟦OPERATOR|Holmsta Spårverkstad AB⟧")
    y -= 30
    f.tick(40, y, "Jag intygar att uppgifterna är riktiga", True)
    f.tick(240, y, "Bilaga bifogas", False)
    y -= 30
    f.field(40, y, 300, "Granskad för nämnden av (ifylls ej av den sökande)", "Dahlin, Per-Erik   2022-04-05")
    f.end()
    f.c.save()
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        links = [[a for a in p.obj.get("/Annots", []) if a.Subtype == "/Link"] for p in pdf.pages]
        for p, keep in zip(pdf.pages, links):
            p.obj["/Annots"] = pikepdf.Array([a for a in p.obj.get("/Annots", []) if a.Subtype != "/Link"])
        pdf.flatten_annotations("all")
        for p, keep in zip(pdf.pages, links):
            p.obj["/Annots"] = pikepdf.Array(list(p.obj.get("/Annots", [])) + keep)
        if "/AcroForm" in pdf.Root:
            del pdf.Root["/AcroForm"]
        pdf.save(path)
